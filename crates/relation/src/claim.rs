use newsgraph_document::{Quote, Span, Syntax, TokenizedText, dep};

/// The innermost quote around a place.
#[derive(Debug)]
pub(crate) struct Claims<'a> {
    /// Content spans by start, with the quote, and the furthest end up to each.
    spans: Vec<(Span, usize, usize)>,
    quotes: &'a [Quote],
}

/// How many content spans back the search looks; quotes nest a few levels deep only.
const DEPTH: usize = 16;

impl<'a> Claims<'a> {
    pub(crate) fn new(quotes: &'a [Quote]) -> Self {
        let mut spans: Vec<(Span, usize, usize)> = Vec::new();
        for (id, quote) in quotes.iter().enumerate() {
            spans.extend(quote.content.iter().map(|&s| (s, id, 0)));
        }
        spans.sort_by_key(|&(s, id, _)| (s.start(), std::cmp::Reverse(s.end()), id));
        let mut furthest = 0;
        for span in &mut spans {
            furthest = furthest.max(span.0.end());
            span.2 = furthest;
        }
        Self { spans, quotes }
    }

    /// The innermost quote whose content holds the span.
    pub(crate) fn of(&self, span: Span) -> Option<usize> {
        let end = self
            .spans
            .partition_point(|(s, ..)| s.start() <= span.start());
        let near = self.spans[..end]
            .iter()
            .rev()
            .take(DEPTH)
            .take_while(|(.., furthest)| *furthest >= span.end());
        near.filter(|(s, ..)| s.contains(span))
            .map(|(_, id, _)| *id)
            .min_by_key(|&id| {
                let content = &self.quotes[id].content;
                (
                    content.iter().map(|s| s.len()).sum::<usize>(),
                    std::cmp::Reverse(id),
                )
            })
    }
}

/// Whether the clause around a token denies it, and whether it calls it only possible.
pub(crate) fn polarity(text: TokenizedText<'_>, syntax: &Syntax, token: usize) -> (bool, bool) {
    let word = |t: usize| text.word(t).to_lowercase();
    let (mut negated, mut hedged) = (false, false);
    for child in syntax.dependents(token) {
        match syntax.dep(child) {
            dep::ADVMOD | dep::DET | "neg" | dep::CC => {
                negated |= matches!(
                    word(child).as_str(),
                    "not" | "n't" | "n’t" | "never" | "no" | "neither" | "nor" | "hardly"
                );
                hedged |= matches!(
                    word(child).as_str(),
                    "possibly"
                        | "perhaps"
                        | "maybe"
                        | "allegedly"
                        | "reportedly"
                        | "probably"
                        | "apparently"
                        | "likely"
                );
            }
            dep::AUX => {
                hedged |= matches!(
                    word(child).as_str(),
                    "may" | "might" | "could" | "would" | "should" | "can" | "must" | "ca"
                );
            }
            dep::AMOD => {
                hedged |= matches!(
                    word(child).as_str(),
                    "alleged"
                        | "possible"
                        | "potential"
                        | "likely"
                        | "suspected"
                        | "reported"
                        | "supposed"
                );
            }
            dep::MARK => hedged |= matches!(word(child).as_str(), "if" | "whether" | "unless"),
            _ => {}
        }
    }
    (negated, hedged)
}
