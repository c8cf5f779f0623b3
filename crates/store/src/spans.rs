//! Spans as columns hold them.

use crate::StoreError;
use newsgraph_document::{Span, Token};

/// Several spans as JSON: `[[0,12],[20,31]]`.
pub(crate) fn to_json(spans: &[Span]) -> String {
    let pairs = spans.iter().map(|s| format!("[{},{}]", s.start(), s.end()));
    format!("[{}]", pairs.collect::<Vec<_>>().join(","))
}

/// The spans of such JSON.
pub(crate) fn from_json(json: &str) -> Result<Vec<Span>, StoreError> {
    let expected = "spans as [[0,12],[20,31]]";
    let pairs: Option<Vec<[i64; 2]>> = serde_json::from_str(json).ok();
    let spans = pairs.and_then(|pairs| pairs.iter().map(|&[a, b]| span(a, b)).collect());
    spans.ok_or_else(|| StoreError::Value {
        expected,
        found: json.to_owned(),
    })
}

/// The span of two columns; `None` where they are none.
pub(crate) fn span(start: i64, end: i64) -> Option<Span> {
    let [start, end] = [start, end].map(|at| u32::try_from(at).ok());
    let (start, end) = (start?, end?);
    (start <= end).then(|| Span::new(start as usize, end as usize))
}

/// From the first span's start to the last one's end.
pub(crate) fn cover(spans: &[Span]) -> Span {
    let all = spans.iter().copied().reduce(Span::cover);
    all.unwrap_or_default()
}

/// Words: for each the bytes since the end of the one before and its own length, as LEB128. "He left." is 0 2 1 4 0 1.
pub(crate) fn pack(tokens: &[Token]) -> Vec<u8> {
    let mut packed = Vec::with_capacity(2 * tokens.len());
    let mut last = 0;
    for Token { span } in tokens {
        push(&mut packed, span.start() - last);
        push(&mut packed, span.len());
        last = span.end();
    }
    packed
}

fn push(packed: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        packed.push(0x80 | (number & 0x7F) as u8);
        number >>= 7;
    }
    packed.push(number as u8);
}

/// The words that were packed; `None` where the bytes are none of those.
pub(crate) fn unpack(packed: &[u8]) -> Option<Vec<Token>> {
    let mut bytes = packed;
    let (mut tokens, mut last) = (Vec::new(), 0_u64);
    while !bytes.is_empty() {
        let start = last + pull(&mut bytes)?;
        last = start + pull(&mut bytes)?;
        let span = span(i64::try_from(start).ok()?, i64::try_from(last).ok()?)?;
        tokens.push(Token { span });
    }
    Some(tokens)
}

fn pull(bytes: &mut &[u8]) -> Option<u64> {
    let (mut number, mut shift) = (0, 0);
    loop {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Some(number);
        }
        shift += 7;
        if shift > 28 {
            return None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_and_words_come_back() {
        let spans = [Span::new(0, 12), Span::new(20, 31)];
        assert_eq!(to_json(&spans), "[[0,12],[20,31]]");
        assert_eq!(from_json("[[0,12],[20,31]]").unwrap(), spans);
        for bad in ["", "[[2,1]]", "[[0,-1]]", "[[0,4294967296]]", "{}", "[[0]]"] {
            assert!(from_json(bad).is_err(), "{bad}");
        }
        assert_eq!(cover(&[]), Span::new(0, 0));
        assert_eq!(
            cover(&[Span::new(4, 6), Span::new(9, 12)]),
            Span::new(4, 12)
        );
        let tokens: Vec<Token> = [(0, 2), (3, 7), (7, 8), (300, 40_000)]
            .map(|(start, end)| Token {
                span: Span::new(start, end),
            })
            .to_vec();
        let packed = pack(&tokens);
        assert_eq!(packed[..6], [0, 2, 1, 4, 0, 1]);
        assert_eq!(unpack(&packed), Some(tokens));
        for bad in [&[0x80][..], &[1], &[0xFF; 12]] {
            assert_eq!(unpack(bad), None);
        }
    }
}
