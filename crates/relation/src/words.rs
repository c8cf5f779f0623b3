use newsgraph_lexicon::small_letters;
use newsgraph_linear::hash_bytes;

/// A token's hashes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) lower: u64,
    pub(crate) lemma: u64,
}

/// The hash of a word in small letters.
pub(crate) fn lower_hash(word: &str) -> u64 {
    hash_bytes(small_letters(word).as_bytes())
}

/// A hash of a sequence, one value after the other.
pub(crate) fn join(hash: u64, value: u64) -> u64 {
    (hash.rotate_left(17) ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}
