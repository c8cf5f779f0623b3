use super::draft::Draft;
use super::stage::{Kind, Stage};
use super::verbs::{Arguments, NEAR};
use newsgraph_document::{Upos, dep};
use newsgraph_phrase::{Route, is_dash};

/// Words in which a dateline ends.
const DATELINE: usize = 14;

/// The preposition before several who do something to one another.
const BETWEEN: &str = "between";

impl Stage<'_> {
    /// What a noun states: "his visit to Ulm", "paid a visit to Ulm", "a meeting with Lee".
    pub(super) fn deed(&self, noun: usize, drafts: &mut Vec<Draft>) {
        let syntax = self.trees.syntax;
        if self.upos(noun) != Upos::Noun || self.name_at(noun).is_some() {
            return;
        }
        let Some(rows) = self.words.deeds.get(syntax.lemma(noun)) else {
            return;
        };
        let arguments = self.deed_arguments(noun);
        let subjects = arguments.agents.iter();
        let subjects: Vec<usize> = subjects.flat_map(|&t| self.resolve_list(t)).collect();
        for row in rows {
            let behind = self.behind_deed(noun, arguments.verb, &row.slot);
            if &*row.slot == BETWEEN {
                let between = Arguments {
                    agents: behind,
                    patients: Vec::new(),
                    ..arguments
                };
                self.each_other(row, &between, drafts);
                continue;
            }
            for object in behind.into_iter().flat_map(|t| self.targets(t, row)) {
                for &subject in &subjects {
                    self.stated(row, &arguments, (subject, object), drafts);
                }
            }
        }
    }

    /// Who does what a noun tells of, and the word that states it: the noun with its owner, or a verb with its subject.
    pub(super) fn deed_arguments(&self, noun: usize) -> Arguments {
        let syntax = self.trees.syntax;
        let mut below = self.below(noun);
        let owner = below.find(|&t| syntax.dep(t) == dep::NMOD_POSS);
        let case = self.case(noun);
        let during = case.is_some_and(|case| self.words.during.contains_any_case(case));
        let verb = syntax.head(noun).filter(|&t| self.upos(t) == Upos::Verb);
        let joined = verb.filter(|&verb| match syntax.dep(noun) {
            dep::OBJ => self.words.light.contains_any_case(syntax.lemma(verb)),
            dep::OBL => during,
            _ => false,
        });
        let subject = joined.and_then(|t| self.trees.subject(t)).map(|s| s.head);
        // "Ann Lee, on a visit to Ulm,": a name that the noun hangs on.
        let name = syntax
            .head(noun)
            .filter(|&t| during && self.name_at(t).is_some());
        let stating = if owner.is_some() { None } else { verb };
        let stating = stating.unwrap_or(noun);
        let is_object = matches!(syntax.dep(noun), dep::OBJ | dep::NSUBJ_PASS);
        Arguments {
            verb: stating,
            // "cancelled a visit", "denied a meeting"
            told: if is_object { noun } else { stating },
            agents: owner.or(subject).or(name).into_iter().collect(),
            patients: Vec::new(),
            passive: false,
        }
    }

    /// The nouns behind one for what is done, or behind its verb, with a preposition.
    fn behind_deed(&self, noun: usize, verb: usize, preposition: &str) -> Vec<usize> {
        let syntax = self.trees.syntax;
        let below = self.below(noun);
        let besides = self.below(verb).filter(|_| verb != noun);
        let fits = |&t: &usize| {
            let case = self.case(t);
            t > noun
                && matches!(syntax.dep(t), dep::NMOD | dep::OBL)
                && case.is_some_and(|case| case.eq_ignore_ascii_case(preposition))
        };
        below.chain(besides).filter(fits).take(2).collect()
    }

    /// Who does what a verb says. "Acme's decision to fire Lee", "Acme agreed a deal to buy Zoom": it is Acme.
    pub(super) fn doer_of(&self, verb: usize) -> Option<usize> {
        let (trees, syntax) = (self.trees, self.trees.syntax);
        let subject = trees.subject(verb).filter(|s| s.route != Route::Loose)?;
        if subject.route != Route::Infinitive || self.at(subject.head).is_some() {
            return Some(subject.head);
        }
        let noun = subject.head;
        let mut below = self.below(noun);
        let owner = below.find(|&t| syntax.dep(t) == dep::NMOD_POSS);
        let above = syntax.head(noun).filter(|_| syntax.dep(noun) == dep::OBJ);
        let above = above.and_then(|above| trees.subject(above)).map(|s| s.head);
        owner.or(above).or(Some(noun))
    }

    /// The subject, or the nearest name before the verb where a tree takes a dateline for the subject:
    /// "HANOI, Vietnam (AP) — Ann Lee on Monday met".
    pub(super) fn past_dateline(&self, subject: usize, verb: usize) -> usize {
        let text = self.trees.text;
        let start = text.sentences[text.sentence_of(subject)].tokens.start;
        let dash = (start..verb.min(start + DATELINE)).find(|&t| is_dash(self.word(t)));
        let Some(dash) = dash.filter(|&dash| subject < dash) else {
            return subject;
        };
        let plain = (start..dash).all(|t| {
            matches!(
                self.upos(t),
                Upos::Propn | Upos::Punct | Upos::Num | Upos::Sym
            )
        });
        let mut names = (dash + 1..verb)
            .rev()
            .take(NEAR)
            .filter_map(|t| self.name_at(t));
        let name = names.find(|&p| self.kind(p) == Kind::Person || self.kind(p) == Kind::Body);
        name.filter(|_| plain)
            .map_or(subject, |p| self.places[p].head)
    }

    /// Who does what a noun tells of: "Trump's decision", "the US policy shift".
    pub(super) fn doer(&self, noun: usize, blamed: bool) -> Option<usize> {
        let deed = self
            .words
            .deed
            .contains_any_case(self.trees.syntax.lemma(noun));
        let start = self.trees.extent(noun).start;
        let start = start.max(noun.saturating_sub(DATELINE));
        let mut before = (start..noun).filter_map(|t| self.at(t));
        before.find(|&p| {
            let end = self.places[p].tokens.end;
            let possessive = end < noun && self.trees.is_possessive_mark(end);
            deed || blamed && possessive && matches!(self.kind(p), Kind::Place | Kind::Body)
        })
    }
}
