use super::phrases::Phrases;
use newsgraph_document::dep;
use newsgraph_phrase::Route;

/// The subjects of a clause.
#[derive(Clone, Debug)]
pub(super) struct Subjects {
    /// The heads of a list, or one.
    pub(super) heads: Vec<usize>,
    pub(super) route: Route,
}

/// How many clauses up control goes.
const UP: usize = 6;

impl Phrases<'_> {
    /// The heads of a clause's subjects: its own, or through coordination, control and relative clauses. `None` for
    /// a clause that by its form should have its own and has none.
    pub(super) fn subjects(&self, clause: usize) -> Option<Subjects> {
        let subject = self.trees.subject(clause)?;
        let heads = match subject.route {
            Route::Loose => return None,
            Route::Own | Route::Shared | Route::Raised | Route::Adverbial => {
                self.list(subject.head)
            }
            Route::Relative | Route::Controlled | Route::Participle | Route::Infinitive => {
                vec![subject.head]
            }
        };
        Some(Subjects {
            heads,
            route: subject.route,
        })
    }

    /// The clauses that a clause hangs on by control, nearest first.
    pub(super) fn raised_from(&self, clause: usize) -> impl Iterator<Item = usize> + '_ {
        let step = |at: usize| {
            (self.dep(at) == dep::XCOMP)
                .then(|| self.trees.syntax.head(at))
                .flatten()
        };
        std::iter::successors(step(clause), move |&at| step(at)).take(UP)
    }
}
