use newsgraph_document::{Quote, QuoteId, Span};

/// Finds the innermost quote around a place.
#[derive(Clone, Debug)]
pub struct QuoteIndex {
    /// Spans of contents: by their start, the longer first, then by quote.
    contents: Vec<Content>,
}

#[derive(Clone, Copy, Debug)]
struct Content {
    span: Span,
    quote: QuoteId,
    /// The furthest end of the contents up to this one.
    reach: usize,
}

/// How many contents back are looked at; quotes nest a few levels deep only.
const DEPTH: usize = 16;

impl QuoteIndex {
    /// An index of the quotes that `counts` lets pass.
    pub fn new(quotes: &[Quote], counts: impl Fn(&Quote) -> bool) -> Self {
        let counted = quotes.iter().enumerate().filter(|(_, quote)| counts(quote));
        let mut contents: Vec<Content> = counted
            .flat_map(|(id, quote)| quote.content.iter().map(move |&span| (id, span)))
            .map(|(id, span)| Content {
                span,
                quote: QuoteId::new(id),
                reach: 0,
            })
            .collect();
        contents.sort_by_key(|c| (c.span.start(), std::cmp::Reverse(c.span.end()), c.quote));
        let mut reach = 0;
        for content in &mut contents {
            reach = reach.max(content.span.end());
            content.reach = reach;
        }
        Self { contents }
    }

    /// The quote whose content holds the span and begins last; of those that begin with the same byte the one
    /// with the shortest content there.
    pub fn innermost(&self, span: Span) -> Option<QuoteId> {
        let end = self
            .contents
            .partition_point(|c| c.span.start() <= span.start());
        self.contents[..end]
            .iter()
            .rev()
            .take(DEPTH)
            .take_while(|c| c.reach >= span.end())
            .find(|c| c.span.contains(span))
            .map(|c| c.quote)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsgraph_document::Act;
    use newsgraph_document::QuoteKind;

    #[test]
    fn the_innermost_holds_the_span() {
        let quote = |contents: &[[usize; 2]]| Quote {
            kind: QuoteKind::Direct,
            act: Act::Speech,
            content: contents.iter().map(|&[a, b]| Span::new(a, b)).collect(),
            cue: None,
            speaker: None,
            speakers: Vec::new(),
            addressee: None,
            parent: None,
            score: None,
        };
        let quotes = [
            quote(&[[0, 20], [30, 50]]),
            quote(&[[0, 10]]),
            quote(&[[32, 40]]),
        ];
        let index = QuoteIndex::new(&quotes, |_| true);
        let at = |start, end| index.innermost(Span::new(start, end)).map(QuoteId::index);
        assert_eq!(at(1, 5), Some(1));
        assert_eq!(at(8, 12), Some(0));
        assert_eq!(at(22, 24), None);
        assert_eq!((at(33, 35), at(38, 45)), (Some(2), Some(0)));
        let none = QuoteIndex::new(&quotes, |_| false);
        assert_eq!(none.innermost(Span::new(1, 5)), None);
    }
}
