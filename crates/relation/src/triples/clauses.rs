use super::draft::{Draft, Places};
use super::pattern::Pattern;
use super::phrases::{LIST, Phrases};
use super::predicates::Predicate;
use super::subjects::Subjects;
use newsgraph_document::{Upos, dep};
use std::ops::Range;

/// The subjects of a clause and its predicate.
pub(super) struct Clause {
    pub(super) head: usize,
    pub(super) subjects: Subjects,
    pub(super) predicate: Predicate,
}

/// An object with its head and its place in a list.
pub(super) struct Filler {
    pub(super) pattern: Pattern,
    pub(super) head: usize,
    pub(super) words: Range<usize>,
    pub(super) place: usize,
    /// Words that the predicate takes in before it.
    pub(super) inner: Vec<usize>,
}

impl Filler {
    pub(super) fn new(pattern: Pattern, head: usize, words: Range<usize>) -> Self {
        Self {
            pattern,
            head,
            words,
            place: 0,
            inner: Vec::new(),
        }
    }
}

impl Phrases<'_> {
    /// What a clause with this head states.
    pub(super) fn clause(&self, head: usize, drafts: &mut Vec<Draft>) {
        let copula = self.copula(head);
        let verbal = self.upos(head) == Upos::Verb
            && !matches!(
                self.dep(head),
                dep::AMOD | dep::CASE | dep::COMPOUND | dep::MARK | dep::FIXED
            );
        if copula.is_none() && !verbal {
            return;
        }
        self.clause_predicated(head, drafts);
        if let Some(there) = self
            .first(head, "expl")
            .filter(|&e| self.is(e, &self.words.existence))
        {
            self.existence(head, there, drafts);
            return;
        }
        let Some(subjects) = self.subjects(head) else {
            return;
        };
        let predicate = self.predicate(head);
        let clause = Clause {
            head,
            subjects,
            predicate,
        };
        match copula {
            Some(copula) => self.copular(&clause, copula, drafts),
            None => self.verbal(&clause, drafts),
        }
    }

    pub(super) fn emit(
        &self,
        clause: &Clause,
        filler: &Filler,
        rest: &[usize],
        drafts: &mut Vec<Draft>,
    ) {
        let mut predicate = clause.predicate.clone();
        predicate.tokens.extend(&filler.inner);
        let limit = filler.inner.first().copied().unwrap_or(filler.words.start);
        predicate
            .tokens
            .extend(self.below(clause.head).filter(|&d| {
                self.dep(d) == dep::ADVMOD
                    && (clause.head..limit).contains(&d)
                    && self.below(d).next().is_none()
            }));
        predicate.tokens.sort_unstable();
        predicate.tokens.dedup();
        predicate.tokens.retain(|t| !filler.words.contains(t));
        for (place, &subject) in clause.subjects.heads.iter().enumerate() {
            let mut draft = Draft::new(filler.pattern, clause.head, predicate.clone());
            draft.route = clause.subjects.route;
            draft.subject_head = subject;
            draft.subject = self.noun_outside(subject, clause.head);
            draft.object_head = filler.head;
            draft.object = filler.words.clone();
            draft.places = Places {
                subject: place,
                object: filler.place,
            };
            draft.preposition = filler.inner.last().copied();
            let apart = |a: &Range<usize>| {
                [&draft.object, &draft.subject]
                    .iter()
                    .all(|b| a.end <= b.start || b.end <= a.start)
                    && !predicate.tokens.iter().any(|t| a.contains(t))
            };
            let arguments = rest
                .iter()
                .filter(|&&r| r != filler.head)
                .map(|&r| self.argument(r))
                .filter(apart);
            draft.arguments = arguments.take(LIST).collect();
            drafts.push(draft);
        }
    }

    /// A noun without the preposition and what stands before it.
    pub(super) fn noun_of_case(&self, noun: usize, case: &[usize]) -> Range<usize> {
        case.iter()
            .max()
            .map_or_else(|| self.noun(noun), |&last| self.noun_after(noun, last))
    }

    fn argument(&self, head: usize) -> Range<usize> {
        if matches!(self.dep(head), dep::ADVCL | dep::XCOMP) {
            self.adverbial(head)
        } else {
            self.oblique(head)
        }
    }

    /// The words of the preposition of a noun.
    pub(super) fn case(&self, noun: usize) -> Vec<usize> {
        let cases = self
            .below(noun)
            .filter(|&d| self.dep(d) == dep::CASE && d < noun);
        cases
            .flat_map(|c| std::iter::once(c).chain(self.with(c, &[dep::FIXED])))
            .collect()
    }

    fn verbal(&self, clause: &Clause, drafts: &mut Vec<Draft>) {
        let verb = clause.head;
        let mut obliques = self.with(verb, &[dep::OBL, dep::OBL_AGENT, dep::OBL_UNMARKED]);
        obliques.retain(|&o| !self.trees.is_relative(o));
        obliques.sort_by_key(|&o| (o < verb, o));
        let mut objects = self.with(verb, &[dep::OBJ]);
        let moved = objects
            .first()
            .copied()
            .filter(|&o| self.trees.is_relative(o));
        if moved.is_some() || (objects.is_empty() && self.lacks_object(verb)) {
            objects = self.antecedent(verb).into_iter().collect();
        }
        let gap = objects
            .first()
            .is_some_and(|&o| self.trees.syntax.is_within(verb, o));
        let mut rest = self.with(verb, &["iobj"]);
        rest.extend(&obliques);
        let clausal = self
            .with(verb, &[dep::XCOMP])
            .into_iter()
            .find(|&x| x > verb);
        if let Some(&object) = objects.first() {
            let pattern = if gap { Pattern::Gap } else { Pattern::Object };
            if let Some(x) = clausal.filter(|&x| !gap && x > object) {
                let pattern = if self.upos(x) == Upos::Verb {
                    Pattern::Order
                } else {
                    Pattern::Object
                };
                let mut with_clause = vec![x];
                with_clause.extend(&rest);
                let filler = Filler::new(pattern, object, self.noun(object));
                self.emit(clause, &filler, &with_clause, drafts);
                return;
            }
            for (place, object) in self.list(object).into_iter().enumerate() {
                let words = self.noun(object);
                let name = objects.get(1).map(|&name| self.noun(name));
                let named = name.filter(|name| self.is_name_of(object, &words, name));
                let filler = Filler {
                    place,
                    ..Filler::new(pattern, object, words.start..named.unwrap_or(words).end)
                };
                self.emit(clause, &filler, &rest, drafts);
            }
            if !gap {
                self.object_obliques(clause, object, &obliques, drafts);
            }
            return;
        }
        let content = self
            .with(verb, &[dep::CCOMP])
            .into_iter()
            .find(|&c| c > verb);
        if let Some(content) = content {
            let inner = self
                .with(content, &[dep::MARK])
                .into_iter()
                .filter(|&m| self.trees.is_complementizer(m))
                .collect();
            let filler = Filler {
                inner,
                ..Filler::new(Pattern::Content, content, self.clause_words(content))
            };
            self.emit(clause, &filler, &rest, drafts);
            return;
        }
        if let Some(x) = clausal {
            if self.upos(x) == Upos::Verb || self.first(x, dep::COP).is_some() {
                return;
            }
            let filler = Filler {
                inner: self.case(x),
                ..Filler::new(Pattern::Secondary, x, self.noun(x))
            };
            self.emit(clause, &filler, &rest, drafts);
            return;
        }
        self.intransitive(clause, &obliques, drafts);
    }

    /// Whether a second object is the name of the one right before it: "bought the firm Delkor".
    fn is_name_of(&self, noun: usize, words: &Range<usize>, name: &Range<usize>) -> bool {
        words.end == name.start
            && self.upos(noun) == Upos::Noun
            && name.clone().all(|t| self.upos(t) == Upos::Propn)
    }

    /// A verb without an object: its first oblique takes that place.
    fn intransitive(&self, clause: &Clause, obliques: &[usize], drafts: &mut Vec<Draft>) {
        let verb = clause.head;
        let after: Vec<usize> = obliques.iter().copied().filter(|&o| o > verb).collect();
        if let Some(&first) = after.first() {
            for (place, noun) in self.list(first).into_iter().enumerate() {
                let inner = self.case(first);
                let words = self.noun_of_case(noun, &self.case(noun));
                let filler = Filler {
                    place,
                    inner,
                    ..Filler::new(Pattern::Oblique, noun, words)
                };
                let rest: Vec<usize> = obliques.iter().copied().filter(|&o| o != first).collect();
                self.emit(clause, &filler, &rest, drafts);
            }
            for &further in &after[1..] {
                let inner = self.case(further);
                let words = self.noun_of_case(further, &inner);
                let filler = Filler {
                    inner,
                    ..Filler::new(Pattern::Further, further, words)
                };
                self.emit(clause, &filler, &[], drafts);
            }
            return;
        }
        let adverb = self
            .with(verb, &[dep::ADVMOD])
            .into_iter()
            .find(|&a| a > verb);
        if let Some(adjunct) = adverb.or(obliques.first().copied()) {
            let filler = Filler::new(Pattern::Adjunct, adjunct, self.oblique(adjunct));
            self.emit(clause, &filler, obliques, drafts);
            return;
        }
        if let Some(adverbial) = self
            .with(verb, &[dep::ADVCL])
            .into_iter()
            .find(|&a| a > verb)
        {
            self.adverbial_object(clause, adverbial, &[], drafts);
        }
    }

    /// "left because | it rained".
    pub(super) fn adverbial_object(
        &self,
        clause: &Clause,
        adverbial: usize,
        rest: &[usize],
        drafts: &mut Vec<Draft>,
    ) {
        let all = self.adverbial(adverbial);
        let marks = self.with(adverbial, &[dep::MARK, dep::CASE]);
        let infinitive = self.trees.infinitive_mark(adverbial);
        let inner: Vec<usize> = marks
            .into_iter()
            .filter(|&m| m < adverbial && Some(m) != infinitive)
            .collect();
        let start = inner.last().map_or(all.start, |&last| last + 1);
        let filler = Filler {
            inner,
            ..Filler::new(Pattern::Clause, adverbial, start..all.end)
        };
        self.emit(clause, &filler, rest, drafts);
    }

    /// "sold ships to | Rome" beside "sold | ships".
    fn object_obliques(
        &self,
        clause: &Clause,
        object: usize,
        obliques: &[usize],
        drafts: &mut Vec<Draft>,
    ) {
        let words = self.noun(object);
        if words.len() > 6 {
            return;
        }
        for &oblique in obliques.iter().filter(|&&o| o > object).take(LIST) {
            let mut inner: Vec<usize> = words.clone().collect();
            let case = self.case(oblique);
            let noun = self.noun_of_case(oblique, &case);
            inner.extend(case);
            let filler = Filler {
                inner,
                ..Filler::new(Pattern::ObjectOblique, oblique, noun)
            };
            self.emit(clause, &filler, &[], drafts);
        }
    }

    /// Whether the verb of a relative clause has no object because its noun is it.
    fn lacks_object(&self, verb: usize) -> bool {
        self.dep(verb) == dep::ACL_RELCL
            && self.below(verb).all(|d| {
                let relative = self.trees.is_relative(d) || self.is(d, &self.words.relative_adverb);
                !relative
                    && !matches!(
                        self.dep(d),
                        dep::CCOMP | dep::XCOMP | dep::AUX_PASS | dep::MARK
                    )
            })
            && self.below(verb).any(|d| self.dep(d) == dep::NSUBJ)
    }

    /// The noun of a relative clause.
    pub(super) fn antecedent(&self, verb: usize) -> Option<usize> {
        let clause = std::iter::once(verb).chain(self.trees.syntax.ancestors(verb).take(LIST));
        clause
            .filter(|&t| self.dep(t) == dep::ACL_RELCL)
            .find_map(|c| self.trees.syntax.head(c))
    }
}
