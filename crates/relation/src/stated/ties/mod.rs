mod labels;

use super::draft::{Draft, Rule, cover};
use super::objects::{Behind, Objects};
use super::roles::{Holding, Role};
use super::stage::{Kind, Stage};
use super::words::Class;
pub(super) use labels::{Label, plain};
use newsgraph_document::{Status, Upos};
use newsgraph_phrase::Polarity;
use std::ops::Range;

/// A role with those who have it and what it is of.
pub(super) struct Tie<'s, 'a> {
    pub(super) stage: &'s Stage<'a>,
    pub(super) role: &'s Role,
    /// What the role is among its words: a deputy chief is no chief.
    pub(super) class: Class,
    pub(super) holding: &'s Holding,
    pub(super) objects: &'s Objects,
}

/// The label of who is of a party.
const MEMBERSHIP: &str = "member_of";

/// Labels that say nothing of the role itself.
const NO_ROLE: [&str; 5] = ["citizen_of", "supports", "opposes", "vs", "accuses"];

impl Stage<'_> {
    /// What the roles of a sentence state.
    pub(super) fn ties(&self, sentence: &Range<usize>, drafts: &mut Vec<Draft>) {
        for role in self.roles(sentence.clone()) {
            let Some(holding) = self.holding(&role) else {
                continue;
            };
            let mut objects = self.objects(&role, sentence);
            match holding.rule {
                Rule::Predicate => self.of_verb(&holding, &mut objects),
                Rule::Title => self.of_holder(&role, &holding, &mut objects),
                _ => {}
            }
            let tie = Tie {
                stage: self,
                role: &role,
                class: self.class_in(&role, &objects),
                holding: &holding,
                objects: &objects,
            };
            tie.state(drafts);
        }
    }

    /// A draft of two places with nothing else.
    pub(super) fn push(
        &self,
        label: &'static str,
        (subject, object): (usize, usize),
        rule: Rule,
        drafts: &mut Vec<Draft>,
    ) {
        if self.actor(subject).named && self.actor(object).named {
            let words = cover([&self.places[subject].tokens, &self.places[object].tokens]);
            let subject = self.places[subject].entity;
            let ends = (subject, self.object(label, object));
            drafts.push(Draft::plain(label, ends, words, rule));
        }
    }

    /// The entity that a place is as an end of a relation.
    pub(super) fn end(&self, place: usize) -> usize {
        self.actors[self.places[place].entity].stands_for
    }

    /// The entity that a place is as the object of a relation: of a party the one that all its names stand for.
    pub(super) fn object(&self, label: &str, place: usize) -> usize {
        let party = self.actor(place).party.filter(|_| label == MEMBERSHIP);
        let party = party.and_then(|party| self.parties.get(&party).copied());
        party.unwrap_or_else(|| self.end(place))
    }

    /// The class of a role among its words: a deputy, or the head of a part, is a member.
    fn class_in(&self, role: &Role, objects: &Objects) -> Class {
        let mut inner = objects.words.start..role.tokens.start;
        let last = inner.clone().next_back();
        let has_deputy = inner.any(|t| self.words.deputy.contains_any_case(self.word(t)));
        let of_part = objects.of_other && !(objects.behind.is_empty() && objects.before.is_empty());
        match role.class {
            Class::State | Class::Gov | Class::Minister if has_deputy => Class::Deputy,
            Class::Head | Class::Spokesperson | Class::State if has_deputy => Class::Member,
            Class::Head if of_part => Class::Member,
            Class::Head if last.is_some_and(|t| self.is_part_word(role, t)) => Class::Member,
            class => class,
        }
    }

    /// Whether a noun before a head's role names a part of a body: "research director".
    fn is_part_word(&self, role: &Role, token: usize) -> bool {
        let word = self.word(token);
        let noun = matches!(self.upos(token), Upos::Noun | Upos::Propn) && word != "-";
        noun && role.tokens.len() == 1 && !self.words.whole.contains_any_case(word)
    }
}

impl Tie<'_, '_> {
    fn state(&self, drafts: &mut Vec<Draft>) {
        let mut chosen: Vec<(usize, Label)> = Vec::new();
        let behind = self.objects.behind.iter();
        let behind = behind.filter(|b| !self.holding.holders.contains(&b.place));
        // An ambassador's country stands before: behind is where he is sent.
        for (at, behind) in behind
            .enumerate()
            .filter(|_| self.class != Class::Ambassador)
        {
            let label = self.label_behind(behind, at == 0);
            chosen.extend(label.map(|label| (behind.place, label)));
        }
        chosen.extend(self.bodied());
        self.before(&mut chosen);
        for &(object, label) in &chosen {
            for &holder in &self.holding.holders {
                self.push((holder, object), label, drafts);
            }
        }
        self.ministry(drafts);
        self.counterpart(drafts);
        if chosen.iter().all(|(_, label)| label.0 == "member_of") && !self.objects.of_other {
            self.at_home(drafts);
        }
    }

    /// What the role is to what stands behind it.
    fn label_behind(&self, behind: &Behind, first: bool) -> Option<Label> {
        let (stage, class) = (self.stage, self.class);
        let place = behind.place;
        let label = stage.label(self, place, &(place..place));
        let land = stage.is_land(place) && !stage.is_demonym(place);
        let lives = matches!(class, Class::Member | Class::Citizen | Class::Resident);
        match label {
            // "a nurse from Ulm", "a teacher in Ulm".
            None if land && lives && first && behind.home => Some(plain("lives_in")),
            // A name that is taken for a person's: one is head of no person.
            None if behind.body && stage.kind(place) == Kind::Person => class.of_mistaken(),
            // "the leader of the union in the state of Hesse" leads no state.
            label if land => label.filter(|_| first && (behind.of || class.is_office())),
            label => label,
        }
    }

    /// What the role is to what stands before it: one thing, and a party or nation besides.
    fn before(&self, chosen: &mut Vec<(usize, Label)>) {
        let (stage, class) = (self.stage, self.class);
        let mut open = chosen.is_empty();
        let before = self.objects.before.iter().copied();
        for place in before.filter(|p| !self.holding.holders.contains(p)) {
            if stage.actor(place).party.is_some() && !(class == Class::Head && open) {
                if stage.is_political(self) {
                    chosen.push((place, plain("member_of")));
                }
                continue;
            }
            let between = stage.places[place].tokens.end..self.role.tokens.start;
            let label = stage.label(self, place, &between);
            let label = label
                .or_else(|| self.label_mistaken(place))
                .filter(|_| open);
            if let Some(label) = label {
                chosen.push((place, label));
                open = false;
            } else if self.tells_nation(place, between.clone()) {
                chosen.push((place, plain("citizen_of")));
            } else if open && self.tells_town(place, between) {
                chosen.push((place, plain("lives_in")));
                open = false;
            }
        }
    }

    /// "Quillo's founder": what the role is to a name that is taken for a person's, who can have none such.
    fn label_mistaken(&self, place: usize) -> Option<Label> {
        let stage = self.stage;
        let last = self.role.tokens.end - 1;
        let sure = match self.class {
            Class::Founder => true,
            Class::Head => stage.words.corporate.contains_any_case(stage.word(last)),
            Class::Deputy => self.objects.of_other,
            _ => false,
        };
        let possessive = stage
            .trees
            .is_possessive_mark(stage.places[place].tokens.end);
        let person = stage.kind(place) == Kind::Person && possessive;
        self.class.of_body().filter(|_| sure && person)
    }

    /// "Atlanta lawyer Ann Lee": whether a town or province before a role tells where one is at home, and no body of it
    /// stands between, and no post there.
    fn tells_town(&self, place: usize, between: Range<usize>) -> bool {
        let stage = self.stage;
        let actor = stage.actor(place);
        let town = actor.kind == Kind::Place && !actor.facility && actor.country.is_none();
        let lemma = stage.trees.syntax.lemma(self.role.head);
        let posted = stage.words.posted.contains_any_case(lemma);
        let works = matches!(self.class, Class::Member | Class::Citizen);
        let title = self.holding.rule == Rule::Title;
        title
            && town
            && works
            && !posted
            && !between
                .clone()
                .any(|t| self.is_of_body(t) || stage.word(t) == "-")
    }

    /// Whether a word before a role is of a body, whose the role then is.
    fn is_of_body(&self, token: usize) -> bool {
        let (stage, word) = (self.stage, self.stage.word(token));
        stage.trees.is_possessive_mark(token)
            || stage.words.company.contains_any_case(word)
            || stage.words.body.contains_any_case(word)
            || stage.words.institution.contains_any_case(word)
    }

    /// Whether a word before a role tells of whom it names, and not of a body between: "the Danish economist", not "the
    /// Danish bank's economist".
    fn tells_nation(&self, place: usize, mut between: Range<usize>) -> bool {
        let stage = self.stage;
        let office = self.class == Class::Counterpart
            || [self.class, self.role.class]
                .iter()
                .any(|class| class.is_office());
        let apart = office || self.class.is_kin() || self.class == Class::Part;
        // "US-based" is of no nation.
        let participle = |t: usize| {
            let word = stage.word(t);
            let sets = [&stage.words.based, &stage.words.native, &stage.words.owned];
            sets.iter().any(|set| set.contains_any_case(word))
        };
        let joined = between.clone().take(2).any(participle);
        // Nor is a "U.S. attorney".
        let lemma = stage.trees.syntax.lemma(self.role.head);
        let serves = stage.words.servant.contains_any_case(lemma);
        let short = stage.is_short_country(place) && !serves;
        let nation = (stage.is_demonym(place) || short) && !joined;
        nation && !apart && !between.any(|t| self.is_of_body(t))
    }

    /// How the text puts it that the role is held.
    pub(super) fn status(&self) -> (Status, Polarity) {
        self.stage.status(self.role, self.holding)
    }

    fn push(
        &self,
        (holder, object): (usize, usize),
        (label, turned): Label,
        drafts: &mut Vec<Draft>,
    ) {
        let stage = self.stage;
        let (status, polarity) = self.status();
        let [first, second] = if turned {
            [object, holder]
        } else {
            [holder, object]
        };
        let trigger = self.holding.trigger..self.holding.trigger + 1;
        let own = |p: usize| &stage.places[p].tokens;
        drafts.push(Draft {
            label,
            subject: stage.end(first),
            object: stage.object(label, second),
            evidence: cover([own(holder), own(object), &trigger, &self.role.tokens]),
            role: (!NO_ROLE.contains(&label)).then(|| self.objects.words.clone()),
            status,
            polarity,
            rule: self.holding.rule,
        });
    }
}
