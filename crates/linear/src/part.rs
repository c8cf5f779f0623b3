use bytes::Bytes;
use std::ops::Deref;

/// The bytes of a model file: inside the binary, where they are read in place, or on their own.
///
/// ```
/// use newsgraph_linear::{ModelBytes, ModelFile};
/// let whole: Vec<u8> = ModelFile::new("ner", 1).to_bytes()?;
/// assert!(ModelFile::from_bytes(whole, "ner", 1).is_ok());
/// static NONE: &[u8] = b"not a model";
/// assert!(ModelFile::from_bytes(ModelBytes::of_binary(NONE), "ner", 1).is_err());
/// # Ok::<(), newsgraph_linear::ModelError>(())
/// ```
#[derive(Clone, Debug)]
pub struct ModelBytes {
    bytes: Bytes,
    has_checksum_to_meet: bool,
}

impl ModelBytes {
    /// Bytes that are part of the program, which it trusts as its own code: their checksum is not counted up at
    /// each start, all else is checked.
    pub fn of_binary(bytes: &'static [u8]) -> Self {
        Self {
            bytes: Bytes::from_static(bytes),
            has_checksum_to_meet: false,
        }
    }

    pub(crate) fn has_checksum_to_meet(&self) -> bool {
        self.has_checksum_to_meet
    }

    /// A part of the bytes, which shares them.
    pub(crate) fn part(&self, part: &[u8]) -> Part {
        Part(self.bytes.slice_ref(part))
    }
}

impl Deref for ModelBytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes
    }
}

impl From<Vec<u8>> for ModelBytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self {
            bytes: bytes.into(),
            has_checksum_to_meet: true,
        }
    }
}

impl From<&'static [u8]> for ModelBytes {
    fn from(bytes: &'static [u8]) -> Self {
        Self {
            bytes: Bytes::from_static(bytes),
            has_checksum_to_meet: true,
        }
    }
}

/// A part of a model: bytes that clones share, and that lie in the binary where the model does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part(Bytes);

impl Part {
    /// The bytes as numbers of so many bytes each; what is left over at the end is no number.
    #[inline]
    pub fn numbers<const N: usize>(&self) -> &[[u8; N]] {
        self.0.as_chunks().0
    }
}

impl Deref for Part {
    type Target = [u8];

    #[inline]
    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Part {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }
}
