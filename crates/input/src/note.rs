use crate::guess::Kind;
use std::fmt;

/// Something about a stream that is no error, and that whoever gave it should know.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// The kind was told from the first bytes.
    Guessed {
        /// The stream.
        name: String,
        /// What it is read as.
        kind: Kind,
    },
    /// The ending says one kind, the first bytes another; it is read as the ending says.
    LooksLike {
        /// The stream.
        name: String,
        /// What it is read as.
        read: Kind,
        /// What the first bytes are like.
        kind: Kind,
    },
    /// A text whose first bytes are those of XML; its tags are read too.
    Xml {
        /// The stream.
        name: String,
    },
    /// Bytes that are no gzip data follow it.
    AfterGzip {
        /// The stream.
        name: String,
    },
    /// A page without any text.
    EmptyPage {
        /// The stream.
        name: String,
    },
    /// A page that ends within a tag, a comment or a script.
    CutPage {
        /// The stream.
        name: String,
    },
}

impl Note {
    /// The name of the stream.
    pub fn name(&self) -> &str {
        match self {
            Self::Guessed { name, .. }
            | Self::LooksLike { name, .. }
            | Self::Xml { name }
            | Self::AfterGzip { name }
            | Self::EmptyPage { name }
            | Self::CutPage { name } => name,
        }
    }

    /// Whether another kind, given outright, would change what the note tells.
    pub fn is_of_kind(&self) -> bool {
        matches!(self, Self::Guessed { .. } | Self::LooksLike { .. })
    }
}

/// What is to be known, without the name.
impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Guessed { kind, .. } => write!(f, "is read as {kind}"),
            Self::LooksLike { read, kind, .. } => {
                write!(
                    f,
                    "looks like {kind} and is read as {read}, as its name says"
                )
            }
            Self::Xml { .. } => f.write_str("it looks like XML; its tags are read as text"),
            Self::AfterGzip { .. } => {
                f.write_str("what follows the compressed data is no gzip data and is left out")
            }
            Self::EmptyPage { .. } => f.write_str("no text was found in the page"),
            Self::CutPage { .. } => {
                f.write_str("the page ends within a tag or a script; what stands there is left out")
            }
        }
    }
}
