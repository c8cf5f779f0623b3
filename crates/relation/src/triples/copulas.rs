use super::clauses::{Clause, Filler};
use super::draft::Draft;
use super::pattern::Pattern;
use super::phrases::Phrases;
use super::predicates::Predicate;
use super::subjects::Subjects;
use newsgraph_document::{Upos, dep};
use newsgraph_phrase::Route;

impl Phrases<'_> {
    /// What a clause with a copula states.
    pub(super) fn copular(&self, clause: &Clause, copula: usize, drafts: &mut Vec<Draft>) {
        let head = clause.head;
        let mut obliques = self.with(head, &[dep::OBL, dep::OBL_UNMARKED]);
        obliques.sort_by_key(|&o| (o < head, o));
        let mut bare = Clause {
            head,
            subjects: clause.subjects.clone(),
            predicate: clause.predicate.clone(),
        };
        bare.predicate.tokens.retain(|&t| t != head);
        let case = self.case(head);
        if !case.is_empty() {
            for (place, noun) in self.list(head).into_iter().enumerate() {
                let words = if noun == head {
                    self.complement(head, copula)
                } else {
                    self.noun(noun)
                };
                let filler = Filler {
                    inner: case.clone(),
                    place,
                    ..Filler::new(Pattern::Place, noun, words)
                };
                self.emit(&bare, &filler, &obliques, drafts);
            }
            return;
        }
        if matches!(self.upos(head), Upos::Adj | Upos::Verb | Upos::Adv) {
            let after = obliques.iter().copied().find(|&o| o > head);
            if let Some(oblique) = after {
                let inner = self.case(oblique);
                let words = self.noun_of_case(oblique, &inner);
                let filler = Filler {
                    inner,
                    ..Filler::new(Pattern::AdjectiveOblique, oblique, words)
                };
                self.emit(clause, &filler, &obliques, drafts);
                return;
            }
            if let Some(content) = self
                .with(head, &[dep::CCOMP, dep::ADVCL])
                .into_iter()
                .find(|&c| c > head)
            {
                self.adverbial_object(clause, content, &obliques, drafts);
                return;
            }
            if self.with(head, &[dep::XCOMP]).iter().any(|&x| x > head) {
                return;
            }
            let filler = Filler::new(Pattern::Adjective, head, self.complement(head, copula));
            self.emit(&bare, &filler, &obliques, drafts);
            return;
        }
        for (place, noun) in self.list(head).into_iter().enumerate() {
            let words = if noun == head {
                self.complement(head, copula)
            } else {
                self.noun(noun)
            };
            let filler = Filler {
                place,
                ..Filler::new(Pattern::Noun, noun, words)
            };
            self.emit(&bare, &filler, &obliques, drafts);
        }
        self.noun_of(&bare, copula, drafts);
    }

    /// "is a ship of | Rome" beside "is | a ship of Rome".
    fn noun_of(&self, bare: &Clause, copula: usize, drafts: &mut Vec<Draft>) {
        let head = bare.head;
        let whole = self.complement(head, copula);
        let Some(owner) = self
            .with(head, &[dep::NMOD])
            .into_iter()
            .find(|&n| n > head)
        else {
            return;
        };
        let case = self.case(owner);
        let Some(&first) = case.first() else { return };
        let mut inner: Vec<usize> = (whole.start..first.max(whole.start)).collect();
        inner.extend(case);
        for (place, noun) in self.list(owner).into_iter().enumerate() {
            let filler = Filler {
                inner: inner.clone(),
                place,
                ..Filler::new(Pattern::NounOf, noun, self.noun(noun))
            };
            self.emit(bare, &filler, &[], drafts);
        }
    }

    /// "The trouble is that | she is late".
    pub(super) fn clause_predicated(&self, head: usize, drafts: &mut Vec<Draft>) {
        let (Some(subject), Some(copula)) = (
            self.first(head, dep::NSUBJ_OUTER),
            self.first(head, dep::COP),
        ) else {
            return;
        };
        let all = self.clause_words(head);
        let mark = self
            .with(head, &[dep::MARK])
            .into_iter()
            .find(|&m| m > copula);
        let start = mark.unwrap_or(copula) + 1;
        if start > head {
            return;
        }
        let predicate = Predicate {
            tokens: vec![copula],
            implied: None,
        };
        let clause = Clause {
            head,
            subjects: Subjects {
                heads: vec![subject],
                route: Route::Own,
            },
            predicate,
        };
        let inner = mark.into_iter().collect();
        let filler = Filler {
            inner,
            ..Filler::new(Pattern::Content, head, start..all.end)
        };
        self.emit(&clause, &filler, &[], drafts);
    }

    /// "There are ships in Rome".
    pub(super) fn existence(&self, head: usize, there: usize, drafts: &mut Vec<Draft>) {
        let Some(subject) = self.first(head, dep::NSUBJ) else {
            return;
        };
        let clause = Clause {
            head,
            subjects: Subjects {
                heads: vec![there],
                route: Route::Own,
            },
            predicate: self.predicate(head),
        };
        let obliques = self.with(head, &[dep::OBL, dep::OBL_UNMARKED]);
        for (place, noun) in self.list(subject).into_iter().enumerate() {
            let filler = Filler {
                place,
                ..Filler::new(Pattern::Existence, noun, self.noun(noun))
            };
            self.emit(&clause, &filler, &obliques, drafts);
        }
    }
}
