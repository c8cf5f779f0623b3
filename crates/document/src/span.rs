use std::fmt;
use std::ops::{Index, Range};

/// A half-open range of **bytes** in a text, with `start <= end`.
///
/// A span is plain data: it does not know its text. A [`Document`](crate::Document) checks every
/// span that enters it, so that slicing the document's text with one of its spans cannot panic.
///
/// ```
/// use newsgraph_document::Span;
/// let text = "Xi met Tillerson.";
/// assert_eq!(&text[Span::new(7, 16)], "Tillerson");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span of the bytes from `start` up to, not including, `end`.
    ///
    /// # Panics
    /// If `start > end`, or `end` does not fit in 32 bits.
    #[track_caller]
    pub const fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span must not end before it starts");
        assert!(end <= u32::MAX as usize, "a span ends within 4 GiB");
        Self {
            start: start as u32,
            end: end as u32,
        }
    }

    /// First byte.
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub const fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span as a range of bytes.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether every byte of `other` lies in `self`.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// How well a mention that overlaps this span of a text stands for it, the greater the better:
    /// exact; not joined by an apostrophe to a longer word, as a possessor is ("the North's agency
    /// KCNA"); the most bytes in common; the first ("Kim, the leader, ...").
    pub fn fit(self, mention: Self, text: &str) -> impl Ord + use<> {
        let end = self.end().min(mention.end());
        let shared = end.saturating_sub(self.start().max(mention.start()));
        let rest = text.get(mention.end()..self.end()).unwrap_or_default();
        let first = std::cmp::Reverse(mention.start());
        (mention == self, !is_joined(rest), shared, first)
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that contains both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// Whether `text[span]` is in bounds and on char boundaries.
    pub fn fits(self, text: &str) -> bool {
        text.is_char_boundary(self.start()) && text.is_char_boundary(self.end())
    }
}

/// Whether what comes next is an apostrophe, the letters that it joins on, if any, and a space.
fn is_joined(rest: &str) -> bool {
    rest.strip_prefix(['\'', '’']).is_some_and(|rest| {
        rest.trim_start_matches(char::is_alphabetic)
            .starts_with(' ')
    })
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.range()
    }
}

impl Index<Span> for str {
    type Output = str;

    fn index(&self, span: Span) -> &str {
        &self[span.range()]
    }
}

impl Index<Span> for String {
    type Output = str;

    fn index(&self, span: Span) -> &str {
        &self.as_str()[span.range()]
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Span {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.start, self.end).serialize(serializer)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Span {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (start, end) = <(u32, u32)>::deserialize(deserializer)?;
        if start <= end {
            Ok(Self { start, end })
        } else {
            Err(serde::de::Error::custom(format!(
                "a span must not end before it starts, found [{start}, {end}]"
            )))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_between_spans() {
        let (a, b, c) = (Span::new(0, 4), Span::new(4, 6), Span::new(1, 3));
        assert!(!a.overlaps(b) && a.overlaps(c) && a.contains(c) && !c.contains(a));
        assert_eq!(a.cover(b), Span::new(0, 6));
        assert_eq!((b.len(), b.range()), (2, 4..6));
    }

    #[test]
    fn fits_only_on_char_boundaries() {
        assert!(Span::new(0, 2).fits("é!"));
        assert!(!Span::new(0, 1).fits("é!"));
        assert!(!Span::new(0, 4).fits("é!"));
    }

    #[test]
    #[should_panic(expected = "end before it starts")]
    fn refuses_a_reversed_range() {
        let _ = Span::new(3, 2);
    }
}
