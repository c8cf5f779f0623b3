use super::draft::{Draft, Rule, cover};
use super::stage::{Kind, Stage};
use super::words::VerbRow;
use newsgraph_document::{Status, Upos, dep};
use newsgraph_phrase::Route;
use std::ops::Range;

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
const FRAMES: [Frame; 28] = [
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

/// Words in which a dateline ends.
const DATELINE: usize = 14;

/// The slot of what several do to one another.
const EACH: &str = "each";

/// The preposition before several who do something to one another.
const BETWEEN: &str = "between";

/// How many dependents of a verb are looked at.
const NEAR: usize = 32;

/// A verb's arguments.
struct Arguments {
    verb: usize,
    /// Heads of those who do it and of those it is done to.
    agents: Vec<usize>,
    patients: Vec<usize>,
    passive: bool,
}

impl Stage<'_> {
    /// What a verb states.
    pub(super) fn verb(&self, verb: usize, drafts: &mut Vec<Draft>) {
        let modifies = self.dep(verb) == dep::AMOD && !self.trees.is_past_participle(verb);
        let predicate = self.upos(verb) == Upos::Adj && self.trees.syntax.dependent(verb, dep::COP).is_some();
        if !(self.upos(verb) == Upos::Verb || predicate) || modifies {
            return;
        }
        let lemma = self.trees.syntax.lemma(verb);
        let Some(rows) = self.words.verbs.get(lemma) else {
            return;
        };
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
                    self.stated(row, &arguments, subject, object, drafts);
                }
            }
        }
    }

    /// "Ann Lee and Tom Roy met": those of a list among themselves.
    fn each_other(&self, row: &VerbRow, arguments: &Arguments, drafts: &mut Vec<Draft>) {
        let has_object = !arguments.passive && !arguments.patients.is_empty();
        let all: Vec<usize> = arguments
            .agents
            .iter()
            .flat_map(|&t| self.resolve_list(t))
            .collect();
        if let Some((&first, others)) = all.split_first().filter(|_| !has_object) {
            for &place in others.iter().take(NEAR) {
                self.stated(row, arguments, first, Target { place, deed: false }, drafts);
            }
        }
    }

    fn arguments(&self, verb: usize) -> Arguments {
        let (trees, syntax) = (self.trees, self.trees.syntax);
        let subject = self.doer_of(verb).map(|s| self.past_dateline(s, verb));
        let passive = trees.is_passive(verb)
            || trees.is_bare_past_participle(verb)
                && matches!(syntax.dep(verb), dep::ACL | dep::ADVCL | dep::AMOD);
        let objects = syntax
            .dependents(verb)
            .take(NEAR)
            .filter(|&t| syntax.dep(t) == dep::OBJ);
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
                agents: subject.into_iter().collect(),
                patients: objects,
                passive,
            };
        }
        let by = syntax.dependents(verb).take(NEAR).find(|&t| {
            t > verb
                && matches!(syntax.dep(t), dep::OBL_AGENT | dep::OBL)
                && self
                    .case(t)
                    .is_some_and(|case| self.words.by.contains_any_case(case))
        });
        Arguments {
            verb,
            agents: by.into_iter().collect(),
            patients: subject.into_iter().chain(objects).collect(),
            passive,
        }
    }

    /// Who does what a verb says. "Acme's decision to fire Lee", "Acme agreed a deal to buy Zoom": it is Acme.
    pub(super) fn doer_of(&self, verb: usize) -> Option<usize> {
        let (trees, syntax) = (self.trees, self.trees.syntax);
        let subject = trees.subject(verb).filter(|s| s.route != Route::Loose)?;
        if subject.route != Route::Infinitive || self.at(subject.head).is_some() {
            return Some(subject.head);
        }
        let noun = subject.head;
        let mut below = syntax.dependents(noun).take(NEAR);
        let owner = below.find(|&t| syntax.dep(t) == dep::NMOD_POSS);
        let above = syntax.head(noun).filter(|_| syntax.dep(noun) == dep::OBJ);
        let above = above.and_then(|above| trees.subject(above)).map(|s| s.head);
        owner.or(above).or(Some(noun))
    }

    /// The subject, or the nearest name before the verb where a tree takes a dateline for the subject:
    /// "HANOI, Vietnam (AP) — Ann Lee on Monday met".
    fn past_dateline(&self, subject: usize, verb: usize) -> usize {
        let text = self.trees.text;
        let start = text.sentences[text.sentence_of(subject)].tokens.start;
        let dash = (start..verb.min(start + DATELINE))
            .find(|&t| matches!(self.word(t), "—" | "–" | "--" | "-" | "―"));
        let Some(dash) = dash.filter(|&dash| subject < dash) else {
            return subject;
        };
        let plain = (start..dash).all(|t| {
            matches!(
                self.upos(t),
                Upos::Propn | Upos::Punct | Upos::Num | Upos::Sym
            )
        });
        let mut names = (dash + 1..verb).rev().filter_map(|t| self.name_at(t));
        let name = names.find(|&p| self.kind(p) == Kind::Person || self.kind(p) == Kind::Body);
        name.filter(|_| plain)
            .map_or(subject, |p| self.places[p].head)
    }

    /// The places in a row's slot.
    fn slot(&self, row: &VerbRow, arguments: &Arguments) -> Vec<Target> {
        let syntax = self.trees.syntax;
        let verb = arguments.verb;
        let below = || syntax.dependents(verb).take(NEAR);
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

    fn targets(&self, head: usize, row: &VerbRow) -> Vec<Target> {
        let mut found = Vec::new();
        for head in self.list(head).into_iter().take(NEAR) {
            let places = self.resolve_list(head);
            if let Some(place) = self.land_in(head).filter(|_| places.is_empty()) {
                found.push(Target { place, deed: false });
            } else if places.is_empty() && OF_DEEDS.contains(&&*row.label) {
                let owner = self.doer(head);
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

    /// Who does what a noun tells of: "Trump's decision", "the US policy shift".
    fn doer(&self, noun: usize) -> Option<usize> {
        let deed = self
            .words
            .deed
            .contains_any_case(self.trees.syntax.lemma(noun));
        let start = self.trees.extent(noun).start;
        let mut before = (start..noun).filter_map(|t| self.at(t));
        before.find(|&p| {
            let end = self.places[p].tokens.end;
            let possessive = end < noun && self.trees.is_possessive_mark(end);
            deed || possessive && matches!(self.kind(p), Kind::Place | Kind::Body)
        })
    }

    /// What a noun states: "his visit to Ulm", "paid a visit to Ulm", "a meeting with Lee".
    pub(super) fn deed(&self, noun: usize, drafts: &mut Vec<Draft>) {
        let syntax = self.trees.syntax;
        if self.upos(noun) != Upos::Noun || self.name_at(noun).is_some() {
            return;
        }
        let Some(rows) = self.words.deeds.get(syntax.lemma(noun)) else {
            return;
        };
        let owner = syntax
            .dependents(noun)
            .take(NEAR)
            .find(|&t| syntax.dep(t) == dep::NMOD_POSS);
        let verb = syntax.head(noun).filter(|&t| self.upos(t) == Upos::Verb);
        let light = |verb: usize| match syntax.dep(noun) {
            dep::OBJ => self.words.light.contains_any_case(syntax.lemma(verb)),
            dep::OBL => self
                .case(noun)
                .is_some_and(|case| self.words.during.contains_any_case(case)),
            _ => false,
        };
        let subject = verb
            .filter(|&t| light(t))
            .and_then(|t| self.trees.subject(t));
        let trigger = if owner.is_some() {
            noun
        } else {
            verb.unwrap_or(noun)
        };
        // "Ann Lee, on a visit to Ulm,": a name that the noun hangs on.
        let name = syntax.head(noun).filter(|&t| {
            let case = self.case(noun);
            self.name_at(t).is_some() && case.is_some_and(|case| self.words.during.contains_any_case(case))
        });
        let agent = owner.or(subject.map(|s| s.head)).or(name);
        let arguments = Arguments {
            verb: trigger,
            agents: agent.into_iter().collect(),
            patients: Vec::new(),
            passive: false,
        };
        let subjects: Vec<usize> = agent
            .into_iter()
            .flat_map(|t| self.resolve_list(t))
            .collect();
        for row in rows {
            let behind = [noun, trigger]
                .into_iter()
                .flat_map(|t| syntax.dependents(t).take(NEAR));
            let behind = behind.filter(|&t| {
                t > noun
                    && matches!(syntax.dep(t), dep::NMOD | dep::OBL)
                    && self
                        .case(t)
                        .is_some_and(|case| case.eq_ignore_ascii_case(&row.slot))
            });
            let behind: Vec<usize> = behind.take(2).collect();
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
                    self.stated(row, &arguments, subject, object, drafts);
                }
            }
        }
    }

    fn stated(
        &self,
        row: &VerbRow,
        arguments: &Arguments,
        subject: usize,
        object: Target,
        drafts: &mut Vec<Draft>,
    ) {
        let Target {
            place: object,
            deed,
        } = object;
        let made = &*row.label == MADE;
        let [first, second] = if row.turned || made {
            [object, subject]
        } else {
            [subject, object]
        };
        let kinds = [first, second].map(|p| {
            if self.is_demonym(p) && self.actor(p).stands_for != self.places[p].entity {
                Kind::Place
            } else {
                self.kind(p)
            }
        });
        let label = if made {
            let fits = THING.contains(&kinds[0]) && MAKER.contains(&kinds[1]);
            fits.then_some("created_by")
        } else {
            let fits = |f: &&Frame| {
                *f.label == *row.label
                    && f.subject.contains(&kinds[0])
                    && f.object.contains(&kinds[1])
            };
            FRAMES.iter().find(fits).map(|f| f.label)
        };
        let Some(label) = label else {
            return;
        };
        let polarity = self.trees.polarity(arguments.verb);
        let planned = self.is_planned(arguments.verb);
        // "should meet" and "if they meet" state nothing.
        if polarity.hedged && !planned {
            return;
        }
        let status = if polarity.negated {
            Status::Denied
        } else if planned {
            Status::Planned
        } else if row.former {
            Status::Former
        } else {
            Status::Now
        };
        let tokens = |p: usize| -> &Range<usize> { &self.places[p].tokens };
        let trigger = arguments.verb..arguments.verb + 1;
        let end = |p: usize| self.actors[self.places[p].entity].stands_for;
        drafts.push(Draft {
            label,
            subject: end(first),
            object: end(second),
            evidence: cover([tokens(first), tokens(second), &trigger]),
            role: None,
            status,
            polarity,
            rule: if deed { Rule::Deed } else { Rule::Verb },
        });
    }
}

/// What fills a slot of a verb.
#[derive(Clone, Copy)]
struct Target {
    place: usize,
    /// Whether it is by what the place's owner does.
    deed: bool,
}
