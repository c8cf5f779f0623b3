//! What a text holds, written so that no reader of the page takes it for markup, and so that every
//! character of it is seen.

use crate::visible::{marked, name};
use askama::filters::Escaper;
use std::fmt::{self, Display, Formatter, Write};

/// Writes what templates show: text for an element. A character that is not seen stands as a mark with its number
/// and name, so that the page shows what the text holds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element;

impl Escaper for Element {
    fn write_escaped_str<W: Write>(&self, mut out: W, text: &str) -> fmt::Result {
        escape(&mut out, text, |out, c, code| {
            let name = name(c);
            write!(
                out,
                "<span class=\"control\" title=\"{code} {name}\">[{code}]</span>"
            )
        })
    }
}

/// Text for a quoted attribute, where marks are plain text. Templates take it as it is, by the filter `safe`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Attribute(String);

impl Attribute {
    pub(crate) fn new(text: &str) -> Self {
        let mut out = String::with_capacity(text.len());
        // Writing to a string does not fail.
        let written = escape(&mut out, text, |out, _, code| write!(out, "[{code}]"));
        debug_assert!(written.is_ok());
        Self(out)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Display for Attribute {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn escape<W: Write>(
    out: &mut W,
    text: &str,
    mark: impl Fn(&mut W, char, &str) -> fmt::Result,
) -> fmt::Result {
    let plain = |b: u8| matches!(b, b'\n' | b'\t' | b' '..=b'~') && !b"&<>\"'".contains(&b);
    if text.bytes().all(plain) {
        return out.write_str(text);
    }
    for (c, hidden) in marked(text) {
        match c {
            '&' => out.write_str("&amp;")?,
            '<' => out.write_str("&lt;")?,
            '>' => out.write_str("&gt;")?,
            '"' => out.write_str("&quot;")?,
            '\'' => out.write_str("&#39;")?,
            _ if hidden => mark(out, c, &format!("U+{:04X}", u32::from(c)))?,
            // A page's reader turns a bare return into a new line; keep it as it is.
            '\r' => out.write_str("&#13;")?,
            c => out.write_char(c)?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn escaping_leaves_no_markup(text in "\\PC*|.*|[\u{2066}-\u{2069}<&\"'\r\n\0a]*") {
            let escaped = Attribute::new(&text).to_string();
            prop_assert!(!escaped.contains(['<', '>', '"', '\'']));
            prop_assert!(marked(&escaped).all(|(_, hidden)| !hidden));
            let back = escaped
                .replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"")
                .replace("&#39;", "'").replace("&#13;", "\r").replace("&amp;", "&");
            let shown = |(c, hidden): (char, bool)| {
                if hidden { format!("[U+{:04X}]", u32::from(c)) } else { c.to_string() }
            };
            prop_assert_eq!(back, marked(&text).map(shown).collect::<String>());
            let spans = marked(&text).filter(|(_, hidden)| *hidden).count();
            let mut element = String::new();
            Element.write_escaped_str(&mut element, &text).unwrap();
            prop_assert_eq!(element.matches("<span").count(), spans);
            prop_assert_eq!(element.matches('<').count(), 2 * spans);
        }
    }
}
