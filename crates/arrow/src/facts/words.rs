//! The words at spans, and what of them a cell holds.

use newsgraph_document::{Span, Triple, View};
use std::borrow::Cow;

/// The most bytes of a span that stand as words in a cell. Nobody says more at once; and in a text that is one sentence,
/// whose facts are that long each, the tables would grow with the square of the text.
const LONGEST: usize = 20_000;

/// What stands for what is cut off.
const CUT: &str = " […]";

/// What stands where other words part those of several spans.
const PARTED: &str = " ... ";

/// The words, the first of them where they are too long for a cell.
pub(crate) fn cut(words: &str) -> Cow<'_, str> {
    if words.len() <= LONGEST {
        return words.into();
    }
    let mut end = LONGEST;
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}{CUT}", &words[..end]).into()
}

/// The words of spans in text order.
pub(crate) fn joined<'a>(view: View<'a>, spans: &[Span]) -> Cow<'a, str> {
    with_between(view, spans, PARTED)
}

/// The predicate of a triple as a reader would put it.
pub(crate) fn predicate<'a>(view: View<'a>, triple: &'a Triple) -> Cow<'a, str> {
    let words = with_between(view, &triple.predicate, " ");
    match triple.implied.as_deref() {
        None => words,
        Some(implied) if words.is_empty() => cut(implied),
        Some(implied) => format!("{} {words}", cut(implied)).into(),
    }
}

fn with_between<'a>(view: View<'a>, spans: &[Span], between: &str) -> Cow<'a, str> {
    if let &[span] = spans {
        return cut(view.text_of(span));
    }
    let mut words = String::new();
    for &span in spans {
        if words.len() > LONGEST {
            break;
        }
        if !words.is_empty() {
            words.push_str(between);
        }
        words.push_str(&cut(view.text_of(span)));
    }
    words.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsgraph_document::{Document, DocumentError};

    #[test]
    fn long_words_are_cut_between_characters() {
        let long = "é".repeat(LONGEST);
        let found = cut(&long);
        assert_eq!(found.len(), LONGEST + CUT.len());
        assert!(found.ends_with("é […]"));
        let odd = format!("a{long}");
        assert_eq!(cut(&odd).len(), LONGEST - 1 + CUT.len());
        assert_eq!(cut("short"), "short");
    }

    #[test]
    fn many_long_spans_end_soon() -> Result<(), DocumentError> {
        let document = Document::new("", "a".repeat(LONGEST))?;
        let all = vec![Span::new(0, LONGEST - 1); 9];
        let found = joined(document.view(), &all);
        assert_eq!(found.len(), 2 * (LONGEST - 1) + PARTED.len());
        assert_eq!(
            joined(document.view(), &[Span::new(0, 1), Span::new(3, 4)]),
            "a ... a"
        );
        Ok(())
    }
}
