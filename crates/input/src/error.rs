use crate::format::OtherFormat;
use newsgraph_document::{DateError, DocumentError};
use std::error::Error;
use std::{fmt, io};

/// Something of a stream that is no document, and where it stands.
#[derive(Debug)]
pub struct InputError {
    place: String,
    fault: Fault,
}

impl InputError {
    pub(crate) fn new(place: String, fault: Fault) -> Self {
        Self { place, fault }
    }

    /// The name of the stream, with the number of the line or element in it.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What is wrong.
    pub fn fault(&self) -> &Fault {
        &self.fault
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.fault)
    }
}

impl Error for InputError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.fault.source()
    }
}

/// What is wrong with a stream or a row of it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// The stream gave an error.
    #[error("could not be read")]
    Read(#[source] io::Error),
    /// The compressed data ends too early or is damaged.
    #[error("the gzip data is cut or damaged; fetch the file again")]
    Gzip(#[source] io::Error),
    /// The name ends in .gz, the data does not begin as gzip does.
    #[error("expected gzip data, as the name ends in .gz; rename it if it is not compressed")]
    NotGzip,
    /// A format that holds more than text.
    #[error("{0}")]
    OtherFormat(OtherFormat),
    /// Bytes that are no UTF-8.
    #[error("not UTF-8 text ({}byte {byte}); {advice}", line_before(*line))]
    NotUtf8 {
        /// The line of the first wrong byte, from 1.
        line: usize,
        /// How many right bytes stand before it.
        byte: usize,
        /// What to do.
        advice: String,
    },
    /// UTF-16 with half a character in it.
    #[error("not UTF-16 text, though it begins with its mark; save it as UTF-8")]
    NotUtf16,
    /// An encoding other than UTF-8 and marked UTF-16.
    #[error("the text is {0}; convert it first, for example with `iconv -f {0} -t UTF-8`")]
    OtherEncoding(&'static str),
    /// A document of more bytes than are allowed.
    #[error("longer than {0} bytes, the most that is allowed")]
    TooLong(usize),
    /// No JSON where a row is expected.
    #[error("expected a JSON object {{\"id\", \"text\", \"date\"?}}")]
    Json {
        /// What the JSON has wrong.
        source: Box<dyn Error + Send + Sync>,
    },
    /// Half of a character in a JSON string.
    #[error("expected whole characters, found half of a pair of \\u escapes (\\ud800 to \\udfff)")]
    HalfPair,
    /// JSON of another kind.
    #[error("expected a JSON object {{\"id\", \"text\", \"date\"?}}, found {0}")]
    NotObject(String),
    /// A row without a text.
    #[error("expected a field \"text\" with a string, found {0}")]
    NoText(String),
    /// An id that is neither string nor number.
    #[error("expected a string or a number as \"id\", found {0}")]
    Id(String),
    /// A date that is no string.
    #[error("expected a string YYYY-MM-DD as \"date\", found {0}")]
    DateKind(String),
    /// A string that is no date.
    #[error("the row's \"date\"")]
    Date(#[source] DateError),
    /// An array that begins and does not end.
    #[error("the array has no end; the file may be cut")]
    Unended,
    /// A row of a form of its own that its reader refuses.
    #[error("{0}")]
    Row(#[source] Box<dyn Error + Send + Sync>),
    /// A text that a document cannot hold.
    #[error(transparent)]
    Document(#[from] DocumentError),
}

impl Fault {
    /// What the reader of JSON says. It checks pairs of escapes in the strings alone that are read.
    pub(crate) fn json(error: &serde_json::Error) -> Self {
        let message = error.to_string();
        if message.contains("surrogate") || message.contains("end of hex escape") {
            Self::HalfPair
        } else {
            // A row is one line, whose number in the stream is told already.
            let message = message.replace(" at line 1 column ", " in column ");
            Self::Json {
                source: message.into(),
            }
        }
    }
}

/// The line, where it is another than the first.
fn line_before(line: usize) -> String {
    if line > 1 {
        format!("line {line}, ")
    } else {
        String::new()
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        match error.downcast::<Undecodable>() {
            Ok(Undecodable(inner)) => Self::Gzip(inner),
            Err(error) => Self::Read(error),
        }
    }
}

/// What is wrong with compressed data, carried through the readers above it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Undecodable(pub(crate) io::Error);

#[cfg(test)]
mod tests {
    use super::*;

    /// The reader of JSON tells halves of pairs by the words of its messages alone; where these change, this fails.
    #[test]
    fn halves_of_pairs_are_told_from_other_faults() {
        const LONE: &str = "lone leading surrogate in hex escape";
        const CUT: &str = "unexpected end of hex escape";
        let halves = [
            (r#""\udc00""#, LONE),
            (r#""\udfff x""#, LONE),
            (r#""\ud800\u0041""#, LONE),
            (r#""\ud800\ud800""#, LONE),
            (r#""\ud800""#, CUT),
            (r#""\udbff x""#, CUT),
            (r#""\ud83d\n""#, CUT),
        ];
        for (json, words) in halves {
            let error = serde_json::from_str::<String>(json).map_err(|error| {
                assert!(error.to_string().starts_with(words), "{json}: {error}");
                Fault::json(&error)
            });
            assert!(matches!(error, Err(Fault::HalfPair)), "{json}: {error:?}");
        }
        for json in [r#""\u12""#, r#""\x""#, r#""\ud800"#, "7", "\"a\nb\""] {
            let error = serde_json::from_str::<String>(json).map_err(|error| Fault::json(&error));
            assert!(
                matches!(error, Err(Fault::Json { .. })),
                "{json}: {error:?}"
            );
        }
    }
}
