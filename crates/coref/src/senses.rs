//! What the words of mentions mean.

use crate::candidate::Candidate;
use newsgraph_document::MentionKind;
use newsgraph_neural::{Meaning, WordVectors};
use newsgraph_phrase::Trees;
use std::cell::RefCell;
use std::rc::Rc;

/// Mentions whose meaning is kept: more than a mention is compared with.
const KEPT: usize = 512;

/// What the words of mentions mean, of those that were asked about last: of a long text all would be more than
/// everything else that is known of it.
pub(crate) struct Senses {
    vectors: WordVectors,
    /// By the lowest bits of its number, a mention with its sense.
    kept: Vec<RefCell<Option<(usize, Sense)>>>,
}

/// The meaning of some words; `None` where none of them is known.
type Sense = Option<Rc<Meaning>>;

impl Senses {
    /// Those of so many mentions, of which none was asked about.
    pub(crate) fn new(vectors: &WordVectors, mentions: usize) -> Self {
        Self {
            vectors: vectors.clone(),
            kept: vec![RefCell::new(None); mentions.min(KEPT)],
        }
    }

    /// The sense of a mention, by its number.
    pub(crate) fn of(&self, mention: usize, trees: &Trees<'_>, candidate: &Candidate) -> Sense {
        let mut kept = self.kept[mention % self.kept.len()].borrow_mut();
        match &*kept {
            Some((own, sense)) if *own == mention => sense.clone(),
            _ => {
                let sense = self.read(trees, candidate);
                *kept = Some((mention, sense.clone()));
                sense
            }
        }
    }

    /// The sum of the vectors of a name's words, or the vector of another mention's noun.
    fn read(&self, trees: &Trees<'_>, candidate: &Candidate) -> Sense {
        let words = match candidate.kind {
            MentionKind::Proper => trees.text.tokens_in(candidate.span),
            _ => candidate.head..candidate.head + 1,
        };
        let rows = words.filter_map(|token| self.vectors.row_of(trees.text.word(token)));
        self.vectors.meaning(rows).map(Rc::new)
    }
}
