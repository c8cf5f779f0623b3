use crate::lexicon::Lexicon;
use newsgraph_document::{Syntax, Upos};
use std::ops::Range;

/// Steps up a tree in which a reporting word is looked for.
const STEPS: usize = 14;

/// The word above a token that may report it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reporter {
    /// The reporting word.
    pub(crate) word: usize,
    /// Its dependent that the token stands under; the token itself where it is one.
    pub(crate) branch: usize,
}

/// What trees say of the places of tokens, in time linear in their number.
#[derive(Debug)]
pub(crate) struct Constituents {
    /// From the first to the last token under each token, itself included.
    extents: Vec<(u32, u32)>,
    /// The highest token whose tree begins, or ends, with each token.
    opened: Vec<u32>,
    closed: Vec<u32>,
    reporters: Vec<Option<Reporter>>,
}

impl Constituents {
    pub(crate) fn new(syntax: &Syntax, lexicon: &Lexicon) -> Self {
        let count = syntax.len();
        let mut extents: Vec<(u32, u32)> = (0..count as u32).map(|t| (t, t)).collect();
        let mut waiting: Vec<u32> = vec![0; count];
        for token in 0..count {
            if let Some(head) = syntax.head(token) {
                waiting[head] += 1;
            }
        }
        // From the leaves up: a token comes once all its dependents have come.
        let mut order: Vec<usize> = (0..count).filter(|&t| waiting[t] == 0).collect();
        let mut next = 0;
        while next < order.len() {
            let token = order[next];
            next += 1;
            if let Some(head) = syntax.head(token) {
                let (first, last) = extents[token];
                extents[head].0 = extents[head].0.min(first);
                extents[head].1 = extents[head].1.max(last);
                waiting[head] -= 1;
                if waiting[head] == 0 {
                    order.push(head);
                }
            }
        }
        let mut opened: Vec<u32> = (0..count as u32).collect();
        let mut closed = opened.clone();
        // The last to come of those with the same end is the highest.
        for &token in &order {
            let (first, last) = extents[token];
            opened[first as usize] = token as u32;
            closed[last as usize] = token as u32;
        }
        let may_report = |t: usize| {
            matches!(syntax.upos(t), Upos::Verb | Upos::Noun | Upos::Adj)
                && lexicon.may_report(syntax.lemma(t))
        };
        let reporting: Vec<bool> = (0..count).map(may_report).collect();
        let reporter = |token: usize| {
            let mut branch = token;
            for _ in 0..STEPS {
                let word = syntax.head(branch)?;
                if reporting[word] {
                    return Some(Reporter { word, branch });
                }
                branch = word;
            }
            None
        };
        Self {
            reporters: (0..count).map(reporter).collect(),
            extents,
            opened,
            closed,
        }
    }

    /// As [`Syntax::subtree`].
    pub(crate) fn extent(&self, token: usize) -> Range<usize> {
        let (first, last) = self.extents[token];
        first as usize..last as usize + 1
    }

    /// The highest token whose tree begins with this one.
    pub(crate) fn opened(&self, token: usize) -> usize {
        self.opened[token] as usize
    }

    /// The highest token whose tree ends with this one.
    pub(crate) fn closed(&self, token: usize) -> usize {
        self.closed[token] as usize
    }

    pub(crate) fn reporter(&self, token: usize) -> Option<Reporter> {
        self.reporters[token]
    }
}
