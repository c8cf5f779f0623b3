//! The tokens of a document as JSON: most of it, and so put together here without a form between.

use newsgraph_document::{Document, Offsets, Syntax};
use std::io::{self, Write};

/// Writes the list of tokens, each as [`Token`](super::form::Token) is read.
pub(super) fn write_tokens(
    out: &mut impl Write,
    document: &Document,
    offsets: &Offsets,
) -> io::Result<()> {
    let syntax = document.syntax().ok();
    let mut row = vec![b'['];
    for (at, token) in document.tokens().unwrap_or_default().iter().enumerate() {
        if at > 0 {
            row.push(b',');
        }
        row.extend_from_slice(b"{\"span\":[");
        push_number(&mut row, offsets.from_byte(token.span.start()));
        row.push(b',');
        push_number(&mut row, offsets.from_byte(token.span.end()));
        match syntax {
            Some(syntax) => push_syntax(&mut row, syntax, at)?,
            None => row.extend_from_slice(
                b"],\"pos\":null,\"xpos\":null,\"lemma\":null,\"head\":null,\"dep\":null}",
            ),
        }
        out.write_all(&row)?;
        row.clear();
    }
    row.push(b']');
    out.write_all(&row)
}

/// Appends what follows a token's span.
fn push_syntax(row: &mut Vec<u8>, syntax: &Syntax, at: usize) -> io::Result<()> {
    row.extend_from_slice(b"],\"pos\":\"");
    row.extend_from_slice(syntax.upos(at).as_str().as_bytes());
    row.extend_from_slice(b"\",\"xpos\":");
    push_string(row, syntax.xpos(at))?;
    row.extend_from_slice(b",\"lemma\":");
    push_string(row, syntax.lemma(at))?;
    row.extend_from_slice(b",\"head\":");
    match syntax.head(at) {
        Some(head) => push_number(row, head),
        None => row.extend_from_slice(b"null"),
    }
    row.extend_from_slice(b",\"dep\":");
    push_string(row, syntax.dep(at))?;
    row.push(b'}');
    Ok(())
}

/// Appends a string of JSON.
fn push_string(row: &mut Vec<u8>, text: &str) -> io::Result<()> {
    let is_escaped = |b: u8| b < b' ' || b == b'"' || b == b'\\';
    if text.bytes().any(is_escaped) {
        return serde_json::to_writer(row, text).map_err(io::Error::from);
    }
    row.push(b'"');
    row.extend_from_slice(text.as_bytes());
    row.push(b'"');
    Ok(())
}

/// Appends a number in digits.
fn push_number(row: &mut Vec<u8>, mut number: usize) {
    let mut digits = [0; 20];
    let mut first = digits.len();
    loop {
        first -= 1;
        digits[first] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    row.extend_from_slice(&digits[first..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_and_numbers_are_those_of_json() {
        for text in ["", "said", "é “x”", "a\"b", "\\", "\u{1}\n", "\u{7F}"] {
            let mut row = Vec::new();
            push_string(&mut row, text).unwrap();
            assert_eq!(row, serde_json::to_vec(text).unwrap(), "{text:?}");
        }
        for number in [0, 7, 10, 1_234_567_890, usize::MAX] {
            let mut row = Vec::new();
            push_number(&mut row, number);
            assert_eq!(row, number.to_string().as_bytes());
        }
    }
}
