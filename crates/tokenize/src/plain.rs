use crate::reference::reference;
use crate::repaired::{repaired, windows};
use newsgraph_document::{Document, DocumentError, Layer, Span};

/// A text as its reader sees it: character references of HTML, C1 controls and letters of UTF-8 that
/// were read in another encoding are the marks and letters that they stand for, and soft hyphens
/// inside words are gone.
///
/// ```
/// use newsgraph_tokenize::PlainText;
/// use newsgraph_tokenize::document::Span;
/// let text = "&ldquo;Yes,&rdquo; said Marsh &amp; Sons.";
/// let plain = PlainText::new(text).unwrap();
/// assert_eq!(plain.text(), "“Yes,” said Marsh & Sons.");
/// let firm = plain.text().find("Marsh").unwrap();
/// let span = plain.original(Span::new(firm, firm + "Marsh & Sons".len()));
/// assert_eq!(&text[span], "Marsh &amp; Sons");
/// assert!(PlainText::new("“Yes,” said R&D.").is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlainText {
    text: String,
    /// What changed, the first time and again: some texts went through a wrong encoding twice.
    passes: Vec<Changes>,
}

/// The most times that a text is read.
const PASSES: usize = 3;

impl PlainText {
    /// The plain form of a text; `None` where it is its own. Time is linear.
    pub fn new(text: &str) -> Option<Self> {
        let (text, changes) = Changes::of(text)?;
        let mut plain = Self {
            text,
            passes: vec![changes],
        };
        while plain.passes.len() < PASSES
            && let Some((text, changes)) = Changes::of(&plain.text)
        {
            plain.text = text;
            plain.passes.push(changes);
        }
        Some(plain)
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a span of the plain text stands in the original one.
    pub fn original(&self, span: Span) -> Span {
        let passes = self.passes.iter().rev();
        passes.fold(span, |span, changes| changes.original(span))
    }
}

/// The pieces that read otherwise than they are written, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Changes(Vec<Change>);

/// A piece that reads otherwise than it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Change {
    /// Where it begins in the plain text, and where it ends.
    start: usize,
    end: usize,
    /// Where it ends in the original.
    to: usize,
}

impl Changes {
    /// A text as it reads, with what changed, if anything did.
    fn of(text: &str) -> Option<(String, Self)> {
        let (mut plain, mut changes) = (String::new(), Vec::new());
        let (mut at, mut copied) = (0, 0);
        // All that changes begins with a reference's mark, or with a char below U+0100.
        while let Some(next) = memchr::memchr3(b'&', 0xC2, 0xC3, &text.as_bytes()[at..]) {
            at += next;
            let Some((len, stands_for)) = stands_for(&text[at..]) else {
                at += text[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            };
            let end = at + len;
            let is_soft = stands_for == SOFT_HYPHEN;
            if is_soft && !is_inside(&text[..at], &text[end..]) {
                at = end;
                continue;
            }
            plain += &text[copied..at];
            let start = plain.len();
            plain.extend((!is_soft).then_some(stands_for));
            (at, copied) = (end, end);
            changes.push(Change {
                start,
                end: plain.len(),
                to: at,
            });
        }
        if changes.is_empty() {
            return None;
        }
        plain += &text[copied..];
        Some((plain, Self(changes)))
    }

    fn original(&self, span: Span) -> Span {
        let (start, end) = (span.start(), span.end());
        let before = self.0.partition_point(|c| c.end <= start);
        let start = self.moved(start, before);
        let taken = |c: &Change| c.end < end || c.end == end && c.start < c.end;
        let before = self.0.partition_point(taken);
        Span::new(start, self.moved(end, before).max(start))
    }

    /// A position after this many changes.
    fn moved(&self, position: usize, before: usize) -> usize {
        match before.checked_sub(1).map(|last| self.0[last]) {
            Some(Change { end, to, .. }) => to + (position - end),
            None => position,
        }
    }
}

/// Runs annotators on a document as its reader sees it; its text stays, and the spans that they set are
/// those of the text as it is written. A document that has tokens is given to them as it is.
///
/// # Errors
/// That of the annotators; a document whose plain text is longer than 4 GiB.
pub fn annotate_plain<E: From<DocumentError>>(
    document: &mut Document,
    annotate: impl FnOnce(&mut Document) -> Result<(), E>,
) -> Result<(), E> {
    if document.has(Layer::Tokens) {
        return annotate(document);
    }
    let Some(plain) = PlainText::new(document.text()) else {
        return annotate(document);
    };
    let mut read = Document::new(document.id(), plain.text())?.with_date(document.date());
    annotate(&mut read)?;
    *document = read.over(document.text(), |span| plain.original(span))?;
    Ok(())
}

/// What stands at the start of a rest, where it reads otherwise than it is written: its bytes, and the
/// char that it stands for.
fn stands_for(rest: &str) -> Option<(usize, char)> {
    if rest.starts_with('&') {
        return reference(rest);
    }
    let first = rest.chars().next()?;
    if first == SOFT_HYPHEN {
        return Some((first.len_utf8(), first));
    }
    repaired(rest).or_else(|| {
        let control = windows(u8::try_from(u32::from(first)).ok()?)?;
        Some((first.len_utf8(), control))
    })
}

/// Whether these two texts meet inside a word.
fn is_inside(before: &str, after: &str) -> bool {
    let last = before.chars().next_back();
    let first = after.chars().next();
    last.is_some_and(char::is_alphanumeric) && first.is_some_and(char::is_alphanumeric)
}

const SOFT_HYPHEN: char = '\u{AD}';

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_is_meant() {
        for (text, plain) in [
            ("&ldquo;Go,&rdquo; he said.", "“Go,” he said."),
            (
                "&quot;Go&quot; &lsquo;now&rsquo; &laquo;a&raquo;",
                "\"Go\" ‘now’ «a»",
            ),
            (
                "It&#8217;s, it&#x2019;s, it&#X2019;s, it&#39;s, it&apos;s",
                "It’s, it’s, it’s, it's, it's",
            ),
            ("a&nbsp;b&mdash;c &ndash; d&hellip;", "a\u{A0}b—c – d…"),
            ("Marsh &amp; Sons, AT&amp;T", "Marsh & Sons, AT&T"),
            (
                "&amp;ldquo;Go&amp;rdquo;, &amp;amp; so on, it&amp;#39;s",
                "“Go”, & so on, it's",
            ),
            ("Ren&eacute;e owes &pound;5 &euro;6", "Renée owes £5 €6"),
            ("&#147;Go&#148;, it&#146;s", "“Go”, it’s"),
            (
                "\u{93}Go,\u{94} he\u{92}s gone \u{96} so\u{85}",
                "“Go,” he’s gone – so…",
            ),
            (
                "â€œGo,â€\u{9D} she said. â€œGo,â€ he said.",
                "“Go,” she said. “Go,” he said.",
            ),
            ("Itâ€™s â€“ â€” so â€˜badâ€™ â€¦", "It’s – — so ‘bad’ …"),
            (
                "â\u{80}\u{9C}Goâ\u{80}\u{9D}, itâ\u{80}\u{99}s",
                "“Go”, it’s",
            ),
            ("JosÃ© owes Â£5 and â‚¬6, ZoÃ«", "José owes £5 and €6, Zoë"),
            ("a\u{C2}\u{A0}b", "a\u{A0}b"),
            (
                "realâ€world, real\u{C3}\u{A2}€world",
                "real‐world, real‐world",
            ),
            ("Fran\u{C3}\u{83}\u{C2}\u{A7}ois", "François"),
            ("Ost\u{AD}rand Ost&shy;rand", "Ostrand Ostrand"),
        ] {
            let found = PlainText::new(text).map(|found| found.text);
            assert_eq!(found.as_deref(), Some(plain));
        }
    }

    #[test]
    fn leaves_what_is_written_so() {
        for text in [
            "",
            "R&D; AT&T; Q&A",
            "a & b; c",
            "&unknown; &#; &#xZZ; &; &#0; &#55296;",
            "“CAFÉ” – “Ã” – pâté, Â, â, Zoë, São Paulo, Ångström £5 €6",
            "IRMÃ’S",
            "a\u{A0}b",
        ] {
            assert_eq!(PlainText::new(text), None, "{text}");
        }
    }

    #[test]
    fn spans_are_those_of_the_original() {
        let text = "He&#8217;s &amp; x\u{AD}y&nbsp;\u{93}z\u{94}";
        let plain = PlainText::new(text).unwrap();
        assert_eq!(plain.text(), "He’s & xy\u{A0}“z”");
        for (word, original) in [
            ("He", "He"),
            ("’s", "&#8217;s"),
            ("He’s", "He&#8217;s"),
            ("&", "&amp;"),
            ("xy", "x\u{AD}y"),
            ("“z”", "\u{93}z\u{94}"),
            ("z", "z"),
        ] {
            let start = plain.text().find(word).unwrap();
            let span = plain.original(Span::new(start, start + word.len()));
            assert_eq!(&text[span], original);
        }
    }
}
