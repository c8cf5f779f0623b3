use std::fmt;
use std::str::FromStr;

macro_rules! upos {
    ($($variant:ident $text:literal $doc:literal),* $(,)?) => {
        /// The universal part of speech of a token.
        ///
        /// <https://universaldependencies.org/u/pos/>
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Upos { $(#[doc = $doc] $variant),* }

        impl Upos {
            /// Every tag, in alphabetical order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The tag as written in CoNLL-U.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }
        }

        impl FromStr for Upos {
            type Err = UposError;

            fn from_str(text: &str) -> Result<Self, UposError> {
                match text { $($text => Ok(Self::$variant),)* _ => Err(UposError(text.to_owned())) }
            }
        }
    };
}

upos! {
    Adj "ADJ" "Adjective.", Adp "ADP" "Adposition.", Adv "ADV" "Adverb.", Aux "AUX" "Auxiliary.",
    Cconj "CCONJ" "Coordinating conjunction.", Det "DET" "Determiner.", Intj "INTJ" "Interjection.",
    Noun "NOUN" "Noun.", Num "NUM" "Numeral.", Part "PART" "Particle.", Pron "PRON" "Pronoun.",
    Propn "PROPN" "Proper noun.", Punct "PUNCT" "Punctuation.", Sconj "SCONJ" "Subordinating conjunction.",
    Sym "SYM" "Symbol.", Verb "VERB" "Verb.", X "X" "Anything else.",
}

/// The text is none of the seventeen universal parts of speech.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a universal part of speech such as NOUN, found {0:?}")]
pub struct UposError(String);

impl fmt::Display for Upos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Upos {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Upos {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
