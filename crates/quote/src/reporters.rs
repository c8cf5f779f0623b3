use crate::lexicon::CueRates;
use newsgraph_document::{Syntax, Upos};

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

/// Which words report.
#[derive(Clone, Debug)]
pub(crate) struct Reporters(Vec<bool>);

impl Reporters {
    pub(crate) fn new(syntax: &Syntax, rates: impl Fn(usize) -> CueRates) -> Self {
        let may_report = |t: usize| {
            matches!(syntax.upos(t), Upos::Verb | Upos::Noun | Upos::Adj) && rates(t).may_report()
        };
        Self((0..syntax.len()).map(may_report).collect())
    }

    /// The reporter of a token.
    pub(crate) fn of(&self, syntax: &Syntax, token: usize) -> Option<Reporter> {
        let mut branch = token;
        for _ in 0..STEPS {
            let word = syntax.head(branch)?;
            if self.0[word] {
                return Some(Reporter { word, branch });
            }
            branch = word;
        }
        None
    }
}
