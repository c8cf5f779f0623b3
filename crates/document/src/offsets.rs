/// The unit in which positions in a text are counted outside newsgraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "lowercase")
)]
pub enum OffsetUnit {
    /// Bytes of UTF-8, newsgraph's own unit.
    #[default]
    Byte,
    /// Unicode scalar values, Python's unit.
    Char,
    /// UTF-16 code units, the unit of JavaScript and Java.
    Utf16,
}

impl OffsetUnit {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Byte, Self::Char, Self::Utf16];

    /// Its name in files: `byte`, `char`, `utf16`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Byte => "byte",
            Self::Char => "char",
            Self::Utf16 => "utf16",
        }
    }

    /// The unit of this name.
    ///
    /// ```
    /// use newsgraph_document::OffsetUnit;
    /// assert_eq!(OffsetUnit::named("char"), Some(OffsetUnit::Char));
    /// assert_eq!(OffsetUnit::named("chars"), None);
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.as_str() == name)
    }
}

/// Turns byte positions of one text into another unit and back.
///
/// Built once in time linear in the text; each lookup takes constant time. A text of ASCII needs no
/// table.
///
/// ```
/// use newsgraph_document::{OffsetUnit, Offsets};
/// let offsets = Offsets::new("“é”", OffsetUnit::Char);
/// assert_eq!(offsets.from_byte(3), 1);
/// assert_eq!(offsets.to_byte(2), Some(5));
/// ```
#[derive(Clone, Debug)]
pub struct Offsets {
    /// Position in the unit for each multiple of `STEP` bytes, and the text's bytes for the rest.
    marks: Vec<u32>,
    bytes: Vec<u8>,
    len: usize,
    unit: OffsetUnit,
}

const STEP: usize = 64;

fn width(byte: u8, unit: OffsetUnit) -> usize {
    match byte {
        0x80..=0xBF => 0,
        0xF0.. if unit == OffsetUnit::Utf16 => 2,
        _ => 1,
    }
}

impl Offsets {
    /// The table for this text and unit.
    pub fn new(text: &str, unit: OffsetUnit) -> Self {
        let mut offsets = Self {
            marks: Vec::new(),
            bytes: Vec::new(),
            len: text.len(),
            unit,
        };
        if unit == OffsetUnit::Byte || text.is_ascii() {
            return offsets;
        }
        offsets.bytes = text.as_bytes().to_vec();
        let mut at = 0;
        for chunk in offsets.bytes.chunks(STEP) {
            offsets.marks.push(at);
            at += chunk.iter().map(|&b| width(b, unit) as u32).sum::<u32>();
        }
        offsets.marks.push(at);
        offsets
    }

    /// The position in the unit of a byte position on a char boundary; past the end, the end.
    pub fn from_byte(&self, byte: usize) -> usize {
        let byte = byte.min(self.len);
        if self.marks.is_empty() {
            return byte;
        }
        let block = byte / STEP;
        let rest = &self.bytes[block * STEP..byte];
        self.marks[block] as usize + rest.iter().map(|&b| width(b, self.unit)).sum::<usize>()
    }

    /// The byte position of a position in the unit; `None` past the end or inside a char.
    pub fn to_byte(&self, position: usize) -> Option<usize> {
        if self.marks.is_empty() {
            return (position <= self.len).then_some(position);
        }
        let block = self.marks.partition_point(|&m| m as usize <= position) - 1;
        let mut byte = (block * STEP).min(self.len);
        let mut at = self.marks[block] as usize;
        while at < position
            || self
                .bytes
                .get(byte)
                .is_some_and(|b| matches!(b, 0x80..=0xBF))
        {
            at += width(*self.bytes.get(byte)?, self.unit);
            byte += 1;
        }
        (at == position).then_some(byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn there_and_back(text in "[a-zé“😀\u{301}]{0,200}") {
            for unit in [OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16] {
                let offsets = Offsets::new(&text, unit);
                for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
                    let there = offsets.from_byte(byte);
                    let head = &text[..byte];
                    let expected = match unit {
                        OffsetUnit::Byte => byte,
                        OffsetUnit::Char => head.chars().count(),
                        OffsetUnit::Utf16 => head.encode_utf16().count(),
                    };
                    prop_assert_eq!(there, expected);
                    prop_assert_eq!(offsets.to_byte(there), Some(byte));
                }
                prop_assert_eq!(offsets.to_byte(text.len() + 1), None);
            }
        }
    }
}
