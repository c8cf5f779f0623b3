//! Text in which nothing is markup.

use crate::visible;

/// A line of text within a line of Markdown: what `CommonMark`, tables, formulas and links of notebooks would take for
/// markup is escaped.
pub(super) fn inline(line: &str) -> String {
    let line = visible(line);
    let mut out = String::with_capacity(line.len() + 16);
    let mut chars = line.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let doubled = before == c || next == c;
        match c {
            // A table would end its cell at an escaped bar within a code span or behind a backslash.
            '|' => out.push_str("&#124;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '$' | '#' => {
                out.push('\\');
                out.push(c);
            }
            '&' if next.is_ascii_alphanumeric() || next == '#' => out.push_str("\\&"),
            '<' if next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?') => {
                out.push_str("\\<");
            }
            '=' | '%' | '^' | ':' if doubled => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
        before = c;
    }
    out
}

/// As [`inline`], where a block of Markdown begins: a list, a quotation or a rule is escaped too.
pub(super) fn start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && line[digits..].starts_with(['.', ')']) {
        let (number, rest) = line.split_at(digits);
        return format!("{number}\\{}", inline(rest));
    }
    let line = inline(line);
    if line.starts_with(['-', '+', '=', '>']) {
        return format!("\\{line}");
    }
    line
}

#[cfg(test)]
mod tests {
    use super::{inline, start};

    #[test]
    fn markup_is_escaped_and_other_text_is_not() {
        for (text, expected) in [
            (
                "It rose 5%, he said: “Go!” (twice)",
                "It rose 5%, he said: “Go!” (twice)",
            ),
            ("*a* _b_ `c` [d](e)", r"\*a\* \_b\_ \`c\` \[d\](e)"),
            ("<b>&amp;", r"\<b>\&amp;"),
            ("Rock & roll < 5", "Rock & roll < 5"),
            ("a|b $5 #tag", r"a&#124;b \$5 \#tag"),
            ("==x== %%y%%", r"\=\=x\=\= \%\%y\%\%"),
            ("a\u{202E}b", r"a\\u{202E}b"),
        ] {
            assert_eq!(inline(text), expected);
        }
    }

    #[test]
    fn a_line_begins_no_block() {
        for (text, expected) in [
            ("- a", r"\- a"),
            ("+ a", r"\+ a"),
            ("> a", r"\> a"),
            ("=== a", r"\=\=\= a"),
            ("12. a", r"12\. a"),
            ("1) a", r"1\) a"),
            ("2026 a", "2026 a"),
            ("# a", r"\# a"),
        ] {
            assert_eq!(start(text), expected);
        }
    }
}
