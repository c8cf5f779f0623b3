//! Whether a sentence ends between two tokens: a linear model over what stands around the gap.

use crate::error::TokenizerError;
use std::borrow::Cow;

/// Weights of English; written by `cargo xtask train tokenize`.
static ENGLISH: &[u8] = include_bytes!("../data/en/boundaries.bin");

/// Number of weights; a power of two.
pub(crate) const WEIGHTS_LEN: usize = 1 << 17;

/// Features of the classes around a gap, and of the words around it.
pub(crate) const COARSE: usize = 13;
pub(crate) const FINE: usize = 11;

/// A sum that no words make up for: the words' features reach less on nearly all gaps of the dev parts of GUM, EWT
/// and PolNeAR.
const HOPELESS: i32 = -100;

/// What kind of word a token is, as the model sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Class {
    Outside,
    Lower,
    Capital,
    /// A capitalised word that is no name.
    Common,
    /// A word of one capital, as the pronoun "I".
    Letter,
    Capitals,
    Initial,
    Abbreviation,
    Number,
    Coded,
    Stop,
    Question,
    Exclamation,
    Ellipsis,
    Comma,
    Colon,
    Semicolon,
    Dash,
    Hyphen,
    Open,
    Close,
    Quote,
    OpenQuote,
    CloseQuote,
    Bullet,
    Address,
    Symbol,
    Tag,
}

impl Class {
    pub(crate) fn of(word: &str) -> Self {
        let bytes = word.as_bytes();
        let Some(&first) = bytes.first() else {
            return Self::Outside;
        };
        if first.is_ascii_lowercase() {
            return if is_address(word) {
                Self::Address
            } else {
                Self::Lower
            };
        }
        if first.is_ascii_uppercase() {
            let last = bytes[bytes.len() - 1];
            return match bytes.len() {
                1 => Self::Initial,
                2 if last == b'.' => Self::Initial,
                _ if last == b'.' => Self::Abbreviation,
                _ if last.is_ascii_uppercase() && bytes[1].is_ascii_uppercase() => Self::Capitals,
                _ if is_address(word) => Self::Address,
                _ => Self::Capital,
            };
        }
        if first.is_ascii_digit() {
            let plain = bytes
                .iter()
                .all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.' | b':'));
            return if plain { Self::Number } else { Self::Coded };
        }
        match word {
            "." | "。" => Self::Stop,
            "," => Self::Comma,
            ":" => Self::Colon,
            ";" => Self::Semicolon,
            "-" => Self::Hyphen,
            "—" | "–" | "--" | "---" => Self::Dash,
            "(" | "[" | "{" => Self::Open,
            ")" | "]" | "}" => Self::Close,
            "…" => Self::Ellipsis,
            "•" | "*" | "·" | "■" | ">" | ">>" => Self::Bullet,
            "\"" | "“" | "”" | "'" | "‘" | "’" | "''" | "``" | "«" | "»" => Self::Quote,
            _ if bytes.iter().all(|&b| b == b'.') => Self::Ellipsis,
            _ if bytes.iter().all(|&b| matches!(b, b'!' | b'?')) => {
                if bytes[bytes.len() - 1] == b'?' {
                    Self::Question
                } else {
                    Self::Exclamation
                }
            }
            _ => {
                let c = word.chars().next().unwrap_or(' ');
                if c.is_lowercase() {
                    Self::Lower
                } else if c.is_uppercase() {
                    Self::Capital
                } else if matches!(first, b'@' | b'#') && bytes.len() > 1 {
                    Self::Tag
                } else {
                    Self::Symbol
                }
            }
        }
    }

    /// Whether a word of so many bytes is too short for an address.
    pub(crate) fn is_short(len: usize) -> bool {
        len <= 6
    }

    /// Whether the mark stands with what comes before it.
    pub(crate) fn closes(self) -> bool {
        matches!(
            self,
            Self::Close | Self::Quote | Self::OpenQuote | Self::CloseQuote
        )
    }

    /// Whether the word begins with a capital and goes on in small letters, or is one capital.
    pub(crate) fn is_capitalised(self) -> bool {
        matches!(
            self,
            Self::Capital | Self::Common | Self::Letter | Self::Initial
        )
    }

    /// Whether the mark ends sentences.
    pub(crate) fn stops(self) -> bool {
        matches!(
            self,
            Self::Stop | Self::Question | Self::Exclamation | Self::Ellipsis | Self::Abbreviation
        )
    }

    /// Whether the class alone rules out that a sentence begins with such a token.
    pub(crate) fn never_begins(self) -> bool {
        matches!(
            self,
            Self::Comma | Self::Semicolon | Self::Stop | Self::Close | Self::CloseQuote
        )
    }
}

fn is_address(word: &str) -> bool {
    !Class::is_short(word.len()) && word.bytes().any(|b| matches!(b, b'/' | b'@'))
}

/// A hash of a word in small letters, the same on every machine.
pub(crate) fn form(word: &str) -> u32 {
    let mut hash = 0x811C_9DC5_u32;
    for byte in word.bytes().take(16) {
        hash = (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193);
    }
    hash
}

/// A feature: its template with two values.
pub(crate) fn feature(template: u32, a: u32, b: u32) -> u32 {
    let hash = (a ^ template.wrapping_mul(0x9E37_79B9)).wrapping_mul(0x85EB_CA6B);
    let hash = (hash.rotate_left(13) ^ b).wrapping_mul(0xC2B2_AE35);
    (hash ^ (hash >> 15)) & (WEIGHTS_LEN as u32 - 1)
}

/// The weights that decide where the rules are in doubt: of each hashed feature one signed byte.
#[derive(Clone, Debug)]
pub(crate) struct Boundaries(Cow<'static, [u8]>);

impl Boundaries {
    pub(crate) fn english() -> Self {
        Self(Cow::Borrowed(ENGLISH))
    }

    pub(crate) fn new(weights: &[u8]) -> Result<Self, TokenizerError> {
        if weights.len() != WEIGHTS_LEN {
            return Err(TokenizerError::Boundaries {
                expected: WEIGHTS_LEN,
                found: weights.len(),
            });
        }
        Ok(Self(Cow::Owned(weights.to_owned())))
    }

    /// Whether the features speak for the end of a sentence.
    pub(crate) fn is_boundary(
        &self,
        coarse: &[u32; COARSE],
        fine: impl Fn() -> [u32; FINE],
    ) -> bool {
        let weights = &*self.0;
        let weight = |&feature: &u32| i32::from(weights[feature as usize].cast_signed());
        let sum: i32 = coarse.iter().map(weight).sum();
        sum > HOPELESS && sum + fine().iter().map(weight).sum::<i32>() > 0
    }
}
