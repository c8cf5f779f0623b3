//! Ids of documents inside other ids.

use std::fmt::Write;

/// The id with all but ASCII letters, digits, `-`, `.`, `_` and `~` as percent signs with the hexadecimal digits of
/// their bytes. Different ids stay different; what comes out can stand in an IRI, and has no white space.
pub(crate) fn encoded(id: &str) -> String {
    let mut out = String::with_capacity(id.len() + 8);
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn what_is_not_plain_is_encoded() {
        for (id, expected) in [
            ("", ""),
            ("a-b_c.d~1", "a-b_c.d~1"),
            ("news/a b%.txt", "news%2Fa%20b%25.txt"),
            ("é\n\0", "%C3%A9%0A%00"),
        ] {
            assert_eq!(encoded(id), expected);
        }
    }
}
