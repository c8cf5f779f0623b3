//! Characters that are not seen, or that turn the direction of what is around them, made visible:
//! what a report shows is what the text holds.

use std::borrow::Cow;
use std::fmt::Write;

/// The text on one line in which every character can be seen: control characters, marks of direction and other
/// characters without a shape are written as `\n`, `\t`, `\r` or `\u{202E}`.
///
/// ```
/// assert_eq!(newsgraph_export::visible("a\u{202E}b\n"), r"a\u{202E}b\n");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    escaped(text, |_| true)
}

/// As [`visible`], with line feeds as they are.
pub(crate) fn visible_lines(text: &str) -> Cow<'_, str> {
    escaped(text, |c| c != '\n')
}

fn escaped(text: &str, passes: impl Fn(char) -> bool) -> Cow<'_, str> {
    let hides = |(c, hidden): &(char, bool)| passes(*c) && (*hidden || is_line_or_tab(*c));
    if !marked(text).any(|c| hides(&c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for (c, hidden) in marked(text) {
        if !hides(&(c, hidden)) {
            out.push(c);
        } else if is_line_or_tab(c) {
            out.extend(c.escape_default());
        } else {
            // Writing to a string does not fail.
            let _ = write!(out, "\\u{{{:X}}}", u32::from(c));
        }
    }
    Cow::Owned(out)
}

fn is_line_or_tab(c: char) -> bool {
    matches!(c, '\n' | '\t' | '\r')
}

/// Each character with whether it must be shown by a mark. Line feeds, tabs and returns before a line
/// feed need none. Joiners between two characters that are not ASCII need none, nor does a variation selector after a character
/// that is seen: emoji and many scripts are written with them.
pub(crate) fn marked(text: &str) -> impl Iterator<Item = (char, bool)> + '_ {
    let mut before = None;
    let mut chars = text.chars().peekable();
    std::iter::from_fn(move || {
        let c = chars.next()?;
        let other = |c: Option<char>| c.is_some_and(|c| !c.is_ascii());
        let hidden = match c {
            '\n' | '\t' => false,
            '\r' => chars.peek() != Some(&'\n'),
            '\u{200C}' | '\u{200D}' => !other(before) || !other(chars.peek().copied()),
            '\u{FE00}'..='\u{FE0F}' => before.is_none_or(is_hidden),
            c => is_hidden(c),
        };
        before = Some(c);
        Some((c, hidden))
    })
}

/// Control characters, and those that Unicode calls ignorable by default or that part lines and paragraphs.
fn is_hidden(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    matches!(
        c,
        '\u{80}'..='\u{9F}'
            | '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// What Unicode calls a character of those that are met most, to be read beside its number.
#[cfg(feature = "report")]
pub(crate) fn name(c: char) -> &'static str {
    match c {
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => "CONTROL CHARACTER",
        '\u{AD}' => "SOFT HYPHEN",
        '\u{61C}' => "ARABIC LETTER MARK",
        '\u{200B}' => "ZERO WIDTH SPACE",
        '\u{200C}' => "ZERO WIDTH NON-JOINER",
        '\u{200D}' => "ZERO WIDTH JOINER",
        '\u{200E}' => "LEFT-TO-RIGHT MARK",
        '\u{200F}' => "RIGHT-TO-LEFT MARK",
        '\u{2028}' => "LINE SEPARATOR",
        '\u{2029}' => "PARAGRAPH SEPARATOR",
        '\u{202A}' => "LEFT-TO-RIGHT EMBEDDING",
        '\u{202B}' => "RIGHT-TO-LEFT EMBEDDING",
        '\u{202C}' => "POP DIRECTIONAL FORMATTING",
        '\u{202D}' => "LEFT-TO-RIGHT OVERRIDE",
        '\u{202E}' => "RIGHT-TO-LEFT OVERRIDE",
        '\u{2060}' => "WORD JOINER",
        '\u{2066}' => "LEFT-TO-RIGHT ISOLATE",
        '\u{2067}' => "RIGHT-TO-LEFT ISOLATE",
        '\u{2068}' => "FIRST STRONG ISOLATE",
        '\u{2069}' => "POP DIRECTIONAL ISOLATE",
        '\u{FE00}'..='\u{FE0F}' => "VARIATION SELECTOR",
        '\u{FEFF}' => "ZERO WIDTH NO-BREAK SPACE",
        '\u{E0000}'..='\u{E007F}' => "TAG CHARACTER",
        _ => "INVISIBLE CHARACTER",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_written_out() {
        let cases = [
            ("plain text, été, 你好", "plain text, été, 你好"),
            ("a\nb\tc\r\nd\re", r"a\nb\tc\r\nd\re"),
            ("\u{1B}[31mred\0", r"\u{1B}[31mred\u{0}"),
            ("a\u{202E}b\u{2066}c\u{61C}", r"a\u{202E}b\u{2066}c\u{61C}"),
            (
                "Kim\u{200B}Lee\u{AD}\u{FEFF}",
                r"Kim\u{200B}Lee\u{AD}\u{FEFF}",
            ),
            ("K\u{200D}im \u{200C}", r"K\u{200D}im \u{200C}"),
            // Emoji and the scripts that need joiners stay as they are.
            (
                "👩\u{200D}🚒 ❤\u{FE0F} 1\u{FE0F}\u{20E3}",
                "👩\u{200D}🚒 ❤\u{FE0F} 1\u{FE0F}\u{20E3}",
            ),
            ("می\u{200C}خواهم", "می\u{200C}خواهم"),
            ("❤\u{FE0F}\u{FE00}", "❤\u{FE0F}\\u{FE00}"),
            ("x\u{E0041}\u{2029}", r"x\u{E0041}\u{2029}"),
        ];
        for (text, expected) in cases {
            assert_eq!(visible(text), expected);
        }
        assert_eq!(visible_lines("a\u{7}\nb"), "a\\u{7}\nb");
    }
}
