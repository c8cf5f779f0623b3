//! Digits that are no numbers: of telephones, dockets, books.

use super::pieces::Pieces;

/// Pieces that one code has at most.
const LONGEST: usize = 16;

/// Digits that a telephone's number has at least.
const DIGITS: usize = 7;

/// Whether the digits at a piece are part of a code: "24-cv-01997", "978-3-16-148410-0", "2019-0345", "0345".
pub(super) fn is_code(pieces: &Pieces<'_>, at: usize) -> bool {
    let padded = |at: usize| {
        let word = pieces.word(at);
        let long = word.len() > 1 && !word.contains(['.', ',']);
        pieces.is_digits(at) && word.starts_with('0') && long
    };
    let hyphen = |at: usize| pieces.word(at) == "-" && pieces.is_glued(at);
    let first = (at.saturating_sub(LONGEST)..=at).rev();
    let first = first
        .take_while(|&start| start == at || pieces.is_glued(start + 1))
        .last();
    let first = first.unwrap_or(at);
    let last = (at + 1..at + LONGEST)
        .take_while(|&next| pieces.is_glued(next))
        .last();
    let last = last.unwrap_or(at);
    let parts = (first..=last).filter(|&at| hyphen(at)).count();
    let beside = padded(at + 1) || padded(at.wrapping_sub(1));
    let joined = hyphen(at + 1) && padded(at + 2) && pieces.is_glued(at + 2);
    padded(at) || parts > 1 || beside || joined
}

/// The piece after a telephone's number that begins with a code in brackets or of a country:
/// "(212) 555-0142", "+44 20 7946 0958".
pub(super) fn telephone(pieces: &Pieces<'_>, at: usize) -> Option<usize> {
    let begins = matches!(pieces.word(at), "(" | "+") && pieces.is_glued(at + 1);
    if !begins || !pieces.is_digits(at + 1) {
        return None;
    }
    let inside = |at: &usize| {
        let word = pieces.word(*at);
        let plain = word.bytes().all(|b| b.is_ascii_digit()) && !word.is_empty();
        plain || matches!(word, "(" | ")" | "-" | "/")
    };
    let rest = (at + 1..at + LONGEST).take_while(inside);
    let last = rest.filter(|&at| pieces.is_digits(at)).last()?;
    let digits = (at + 1..=last).filter(|&at| pieces.is_digits(at));
    let (groups, digits) = digits.fold((0, 0), |(groups, digits), at| {
        (groups + 1, digits + pieces.word(at).len())
    });
    let joined = pieces.word(at) == "+" || pieces.word(at + 2) == ")";
    (digits >= DIGITS && groups > 1 && joined).then_some(last + 1)
}
