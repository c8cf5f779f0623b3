use super::draft::{Draft, Rule, cover};
use super::stage::{Kind, Stage};
use super::words::VerbRow;
use newsgraph_document::{Upos, dep};

/// Which sorts of ends a label joins.
struct Frame {
    label: &'static str,
    subject: &'static [Kind],
    object: &'static [Kind],
}

const WHO: &[Kind] = &[Kind::Person, Kind::Body, Kind::Place, Kind::Group];
const PERSON: &[Kind] = &[Kind::Person];
const BODY: &[Kind] = &[Kind::Body];
const PLACE: &[Kind] = &[Kind::Place];
const TEAM: &[Kind] = &[Kind::Body, Kind::Place];
const MAKER: &[Kind] = &[Kind::Person, Kind::Body];
const THING: &[Kind] = &[Kind::Thing];

const fn frame(label: &'static str, subject: &'static [Kind], object: &'static [Kind]) -> Frame {
    Frame {
        label,
        subject,
        object,
    }
}

/// Of several with one label the first that fits.
const FRAMES: [Frame; 29] = [
    frame("accuses", WHO, WHO),
    frame("opposes", WHO, WHO),
    frame("supports", WHO, WHO),
    frame("sanctions", WHO, WHO),
    frame("meets", PERSON, PERSON),
    frame("visits", PERSON, PLACE),
    frame("won_vs", PERSON, PERSON),
    frame("won_vs", TEAM, TEAM),
    frame("vs", PERSON, PERSON),
    frame("vs", BODY, BODY),
    frame("vs", BODY, PLACE),
    frame("vs", PLACE, BODY),
    frame("acquired", BODY, BODY),
    frame("owner_of", MAKER, BODY),
    frame("part_of", BODY, BODY),
    frame("founder_of", PERSON, BODY),
    frame("spouse_of", PERSON, PERSON),
    frame("lives_in", PERSON, PLACE),
    frame("died_in", PERSON, PLACE),
    frame("born_in", PERSON, PLACE),
    frame("based_in", BODY, PLACE),
    frame("in", PLACE, PLACE),
    frame("member_of", PERSON, BODY),
    frame("head_of", PERSON, BODY),
    frame("head_of_gov", PERSON, PLACE),
    frame("head_of_state", PERSON, PLACE),
    frame("legislator_of", PERSON, PLACE),
    frame("player_of", PERSON, BODY),
    frame("coach_of", PERSON, BODY),
];

/// The label between what is made and who made it; its subject is the verb's object.
const MADE: &str = "made";

/// Labels where what somebody does stands for whom it is done to.
const OF_DEEDS: [&str; 4] = ["accuses", "opposes", "supports", "sanctions"];

/// The slot of who is told to have done something: the subject of a clause.
const TOLD: &str = "ccomp";

/// The slot of what several do to one another.
const EACH: &str = "each";

/// Labels where whatever a country or body has stands for it: "accused Beijing's militia".
const BLAMES: [&str; 3] = ["accuses", "opposes", "sanctions"];

/// How many dependents of a verb are looked at.
pub(super) const NEAR: usize = 32;

/// A verb's arguments.
pub(super) struct Arguments {
    pub(super) verb: usize,
    /// The word whose clause says whether it is so.
    pub(super) told: usize,
    /// Heads of those who do it and of those it is done to.
    pub(super) agents: Vec<usize>,
    pub(super) patients: Vec<usize>,
    pub(super) passive: bool,
}

impl Stage<'_> {
    /// What a verb states.
    pub(super) fn verb(&self, verb: usize, drafts: &mut Vec<Draft>) {
        if !self.is_verbal(verb) {
            return;
        }
        let lemma = self.trees.syntax.lemma(verb);
        let Some(rows) = self.words.verbs.get(lemma) else {
            return;
        };
        if self.is_charge(verb) {
            return;
        }
        let arguments = self.arguments(verb);
        for row in rows {
            if &*row.slot == EACH {
                self.each_other(row, &arguments, drafts);
                continue;
            }
            let objects = self.slot(row, &arguments);
            let subjects = if row.slot.starts_with("passive-") {
                &arguments.patients
            } else {
                &arguments.agents
            };
            let mut subjects: Vec<usize> = subjects
                .iter()
                .flat_map(|&t| self.resolve_list(t))
                .collect();
            subjects.truncate(NEAR);
            for &object in objects.iter().take(NEAR) {
                for &subject in &subjects {
                    self.stated(row, &arguments, (subject, object), drafts);
                }
            }
        }
    }

    /// Whether a word is a verb or a predicate, and none that only modifies a noun.
    pub(super) fn is_verbal(&self, word: usize) -> bool {
        let modifies = self.dep(word) == dep::AMOD && !self.trees.is_past_participle(word);
        let predicate = self.upos(word) == Upos::Adj && self.has_copula(word);
        (self.upos(word) == Upos::Verb || predicate) && !modifies
    }

    /// Whether a verb says what another one does something for: "criticized the voters for backing Lee" tells of a deed of
    /// the voters.
    pub(super) fn is_charge(&self, verb: usize) -> bool {
        let syntax = self.trees.syntax;
        let is_for = |t: usize| {
            syntax.dep(t) == dep::MARK && self.words.charge.contains_any_case(self.word(t))
        };
        let has_object = |above: usize| self.below(above).any(|t| syntax.dep(t) == dep::OBJ);
        syntax.dep(verb) == dep::ADVCL
            && self.trees.is_present_participle(verb)
            && self.below(verb).any(is_for)
            && syntax.head(verb).is_some_and(has_object)
    }

    /// "Ann Lee and Tom Roy met": those of a list among themselves.
    pub(super) fn each_other(&self, row: &VerbRow, arguments: &Arguments, drafts: &mut Vec<Draft>) {
        let has_object = !arguments.passive && !arguments.patients.is_empty();
        let all: Vec<usize> = arguments
            .agents
            .iter()
            .flat_map(|&t| self.resolve_list(t))
            .collect();
        if let Some((&first, others)) = all.split_first().filter(|_| !has_object) {
            for &place in others.iter().take(NEAR) {
                self.stated(
                    row,
                    arguments,
                    (first, Target { place, deed: false }),
                    drafts,
                );
            }
        }
    }

    pub(super) fn arguments(&self, verb: usize) -> Arguments {
        let (trees, syntax) = (self.trees, self.trees.syntax);
        let subject = self.doer_of(verb).map(|s| self.past_dateline(s, verb));
        let passive = trees.is_passive(verb)
            || trees.is_bare_past_participle(verb)
                && matches!(syntax.dep(verb), dep::ACL | dep::ADVCL | dep::AMOD);
        let objects = self.below(verb).filter(|&t| syntax.dep(t) == dep::OBJ);
        let relative = |t: usize| {
            if trees.is_relative(t) {
                syntax.head(verb)
            } else {
                Some(t)
            }
        };
        let objects: Vec<usize> = objects.filter_map(relative).collect();
        if !passive {
            return Arguments {
                verb,
                told: verb,
                agents: subject.into_iter().collect(),
                patients: objects,
                passive,
            };
        }
        let by = self.below(verb).find(|&t| {
            t > verb
                && matches!(syntax.dep(t), dep::OBL_AGENT | dep::OBL)
                && self
                    .case(t)
                    .is_some_and(|case| self.words.by.contains_any_case(case))
        });
        Arguments {
            verb,
            told: verb,
            agents: by.into_iter().collect(),
            patients: subject.into_iter().chain(objects).collect(),
            passive,
        }
    }

    /// The places in a row's slot.
    fn slot(&self, row: &VerbRow, arguments: &Arguments) -> Vec<Target> {
        let syntax = self.trees.syntax;
        let verb = arguments.verb;
        let below = || self.below(verb);
        if &*row.slot == TOLD {
            let told = below().filter(|&t| syntax.dep(t) == dep::CCOMP);
            let subjects = told.filter_map(|t| self.trees.subject(t)).map(|s| s.head);
            return subjects.flat_map(|head| self.targets(head, row)).collect();
        }
        let particle = below().find(|&t| syntax.dep(t) == dep::COMPOUND_PRT);
        let heads: Vec<usize> = if &*row.slot == "obj" {
            if particle.is_some() {
                return Vec::new();
            }
            arguments.patients.clone()
        } else if particle.is_some_and(|t| self.word(t).eq_ignore_ascii_case(&row.slot)) {
            arguments.patients.clone()
        } else {
            let slot = match row.slot.strip_prefix("passive-") {
                Some(_) if !arguments.passive => return Vec::new(),
                Some(slot) => slot,
                None if arguments.passive => return Vec::new(),
                None => &row.slot,
            };
            let fits = |t: &usize| {
                matches!(syntax.dep(*t), dep::OBL | dep::NMOD)
                    && self
                        .case(*t)
                        .is_some_and(|case| case.eq_ignore_ascii_case(slot))
            };
            below().filter(fits).collect()
        };
        heads
            .into_iter()
            .flat_map(|head| self.targets(head, row))
            .collect()
    }

    pub(super) fn targets(&self, head: usize, row: &VerbRow) -> Vec<Target> {
        let mut found = Vec::new();
        for head in self.list(head).into_iter().take(NEAR) {
            let places = self.resolve_list(head);
            if let Some(place) = self.land_in(head).filter(|_| places.is_empty()) {
                found.push(Target { place, deed: false });
            } else if places.is_empty() && OF_DEEDS.contains(&&*row.label) {
                let owner = self.doer(head, BLAMES.contains(&&*row.label));
                found.extend(owner.map(|place| Target { place, deed: true }));
            }
            found.extend(
                places
                    .into_iter()
                    .map(|place| Target { place, deed: false }),
            );
        }
        found
    }

    /// Adds what a row states of two places.
    pub(super) fn stated(
        &self,
        row: &VerbRow,
        arguments: &Arguments,
        (subject, object): (usize, Target),
        drafts: &mut Vec<Draft>,
    ) {
        let turned = row.turned || &*row.label == MADE;
        let ends = if turned {
            [object.place, subject]
        } else {
            [subject, object.place]
        };
        let said = self.said(arguments.told);
        // "should meet" and "if they meet" state nothing.
        let Some(label) = self
            .label_of(row, ends)
            .filter(|_| said.planned || !said.polarity.hedged)
        else {
            return;
        };
        let status = said.status(row.former);
        let [first, second] = ends.map(|p| &self.places[p].tokens);
        let words = cover([first, second, &(arguments.verb..arguments.verb + 1)]);
        let rule = if object.deed { Rule::Deed } else { Rule::Verb };
        let [first, second] = ends.map(|p| self.end(p));
        drafts.push(Draft {
            status,
            polarity: said.polarity,
            ..Draft::plain(label, (first, second), words, rule)
        });
    }

    /// The label of a row, where it may join what stands at these places.
    fn label_of(&self, row: &VerbRow, ends: [usize; 2]) -> Option<&'static str> {
        let [first, second] = ends.map(|p| {
            let country = self.is_demonym(p) && self.end(p) != self.places[p].entity;
            if country { Kind::Place } else { self.kind(p) }
        });
        if &*row.label == MADE {
            let fits = THING.contains(&first) && MAKER.contains(&second);
            return fits.then_some("created_by");
        }
        let joins = |f: &&Frame| f.subject.contains(&first) && f.object.contains(&second);
        let mut frames = FRAMES.iter().filter(|f| *f.label == *row.label);
        frames.find(joins).map(|f| f.label)
    }
}

/// What fills a slot of a verb.
#[derive(Clone, Copy)]
pub(super) struct Target {
    pub(super) place: usize,
    /// Whether it is by what the place's owner does.
    pub(super) deed: bool,
}
