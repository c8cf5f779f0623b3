use super::draft::{Draft, Rule, cover};
use super::objects::Objects;
use super::roles::{Holding, Role};
use super::stage::{Kind, Stage};
use super::words::Class;
use std::ops::Range;

/// The label of a tie and whether the object of the role is its subject.
type Label = (&'static str, bool);

const fn plain(label: &'static str) -> Option<Label> {
    Some((label, false))
}

impl Class {
    /// Whether the role is an office of a state or town.
    pub(super) fn is_office(self) -> bool {
        matches!(
            self,
            Self::State
                | Self::Gov
                | Self::Minister
                | Self::Deputy
                | Self::Mayor
                | Self::Legislator
                | Self::Ambassador
                | Self::Spokesperson
        )
    }

    /// Whether the role is an office of a state, which only one has at a time or few.
    fn is_of_state(self) -> bool {
        self.is_office()
            && !matches!(
                self,
                Self::Deputy | Self::Mayor | Self::Ambassador | Self::Spokesperson
            )
    }

    pub(super) fn is_kin(self) -> bool {
        matches!(
            self,
            Self::Spouse | Self::Parent | Self::Child | Self::Sibling | Self::Relative
        )
    }

    /// What one who has this role is to a country, town, or other place.
    fn of_land(self) -> Option<Label> {
        match self {
            Self::State => plain("head_of_state"),
            Self::Gov => plain("head_of_gov"),
            Self::Minister | Self::Deputy => plain("minister_of"),
            Self::Mayor => plain("mayor_of"),
            Self::Legislator => plain("legislator_of"),
            Self::Ambassador => plain("ambassador_of"),
            Self::Spokesperson => plain("spokesperson_of"),
            Self::Player => plain("player_of"),
            Self::Coach => plain("coach_of"),
            Self::Supporter => plain("supports"),
            Self::Accuser => plain("opposes"),
            Self::Resident => plain("lives_in"),
            Self::Native => plain("born_in"),
            _ => None,
        }
    }

    /// What one who has this role is to a company, party, team or other body.
    fn of_body(self) -> Option<Label> {
        match self {
            Self::State | Self::Gov | Self::Head => plain("head_of"),
            Self::Legislator => plain("legislator_of"),
            Self::Spokesperson => plain("spokesperson_of"),
            Self::Founder => plain("founder_of"),
            Self::Player => plain("player_of"),
            Self::Coach => plain("coach_of"),
            Self::Owner => plain("owner_of"),
            Self::Part => plain("part_of"),
            Self::Boss
            | Self::Minister
            | Self::Deputy
            | Self::Ambassador
            | Self::Member
            | Self::Maker => plain("member_of"),
            _ => self
                .of_land()
                .filter(|_| matches!(self, Self::Supporter | Self::Accuser)),
        }
    }

    /// What one is to a body whose name is taken for a person's: "chairman of Harlan Foods".
    fn of_mistaken(self) -> Option<Label> {
        let sure = matches!(self, Self::Head | Self::Founder | Self::Member);
        self.of_body().filter(|_| sure)
    }

    fn of_person(self) -> Option<Label> {
        match self {
            Self::Spouse => plain("spouse_of"),
            Self::Parent => plain("parent_of"),
            Self::Child => Some(("parent_of", true)),
            Self::Sibling => plain("sibling_of"),
            Self::Relative => plain("relative_of"),
            Self::Opponent => plain("vs"),
            Self::Supporter | Self::Accuser => self.of_land(),
            _ => None,
        }
    }

    fn of_thing(self) -> Option<Label> {
        match self {
            Self::Maker | Self::Founder => Some(("created_by", true)),
            _ => None,
        }
    }
}

impl Stage<'_> {
    /// What the roles of a sentence state.
    pub(super) fn ties(&self, sentence: &Range<usize>, drafts: &mut Vec<Draft>) {
        for role in self.roles(sentence.clone()) {
            if let Some(holding) = self.holding(&role) {
                let mut objects = self.objects(&role, sentence);
                match holding.rule {
                    Rule::Predicate => self.of_verb(&holding, &mut objects),
                    Rule::Title => self.of_holder(&role, &holding, &mut objects),
                    _ => {}
                }
                self.tie(&role, &holding, &objects, drafts);
            }
        }
    }

    fn tie(&self, role: &Role, holding: &Holding, objects: &Objects, drafts: &mut Vec<Draft>) {
        let class = self.class_in(role, objects);
        let mut chosen: Vec<(usize, Label)> = Vec::new();
        let taken = |p: &usize| holding.holders.contains(p);
        let behind = objects.behind.iter().filter(|b| !taken(&b.place));
        // An ambassador's country stands before: behind is where he is sent.
        for behind in behind.filter(|_| class != Class::Ambassador) {
            let land_behind =
                self.is_land(behind.place) && !behind.of && !self.is_demonym(behind.place);
            let label = self.label(class, behind.place, role, &(behind.place..behind.place));
            let lives = matches!(class, Class::Member | Class::Citizen | Class::Resident);
            let label = match label {
                // "a nurse from Ulm", "a teacher in Ulm".
                None if land_behind && lives => plain("lives_in"),
                // A name that is taken for a person's: one is head of no person.
                None if behind.body && self.kind(behind.place) == Kind::Person => {
                    class.of_mistaken()
                }
                label => label.filter(|_| !land_behind || class.is_office() || lives),
            };
            chosen.extend(label.map(|label| (behind.place, label)));
        }
        let before = objects.before.iter().copied().filter(|p| !taken(p));
        chosen.extend(self.bodied(class, role, objects));
        let mut only_party = chosen.is_empty();
        for place in before {
            if self.actor(place).party.is_some() && !(class == Class::Head && only_party) {
                if self.is_political(class, role) {
                    chosen.push((place, ("member_of", false)));
                }
                continue;
            }
            let end = self.places[place].tokens.end;
            let label = self.label(class, place, role, &(end..role.tokens.start));
            if let Some(label) = label.filter(|_| only_party) {
                chosen.push((place, label));
                only_party = false;
            } else if self.tells_nation(place, role) && !class.is_office() {
                chosen.push((place, ("citizen_of", false)));
            }
        }
        self.ministry(class, role, (holding, objects), drafts);
        if chosen.iter().all(|(_, (label, _))| *label == "member_of") && !objects.of_other {
            self.at_home(class, role, (holding, objects), drafts);
        }
        let named = !matches!(class, Class::Part);
        for (object, label) in chosen {
            if label.0 == "citizen_of" && !named {
                continue;
            }
            for &holder in &holding.holders {
                self.push_tie(role, holding, objects, (holder, object, label), drafts);
            }
        }
    }

    /// Whether a word before a role tells of whom it names, and not of a body between: "the Danish economist", not "the
    /// Danish bank's economist".
    fn tells_nation(&self, place: usize, role: &Role) -> bool {
        let mut between = self.places[place].tokens.end..role.tokens.start;
        let of_body = |t: usize| {
            let word = self.word(t);
            self.trees.is_possessive_mark(t)
                || self.words.company.contains_any_case(word)
                || self.words.body.contains_any_case(word)
        };
        self.is_demonym(place)
            && !role.class.is_office()
            && !role.class.is_kin()
            && !between.any(of_body)
    }

    /// "U.S. Treasury Secretary Ann Lee": of the country that the name of a ministry begins with.
    fn ministry(
        &self,
        class: Class,
        role: &Role,
        (holding, objects): (&Holding, &Objects),
        drafts: &mut Vec<Draft>,
    ) {
        if class != Class::Minister {
            return;
        }
        let country = objects.before.iter().find_map(|&p| Some((p, self.country_of(p)?)));
        let Some((place, country)) = country else {
            return;
        };
        let (status, polarity) = self.status(role, holding);
        for &holder in &holding.holders {
            drafts.push(Draft {
                label: "minister_of",
                subject: self.places[holder].entity,
                object: country,
                evidence: cover([&self.places[place].tokens, &self.places[holder].tokens, &role.tokens]),
                role: Some(objects.words.clone()),
                status,
                polarity,
                rule: holding.rule,
            });
        }
    }

    /// The country that a body's name begins with, where the text names it.
    fn country_of(&self, place: usize) -> Option<usize> {
        let own = &self.places[place].tokens;
        let body = self.kind(place) == Kind::Body && own.len() > 1;
        let lengths = (1..own.len().min(4)).rev().filter(|_| body);
        let mut found = lengths.filter_map(|length| self.entity_of(own.start..own.start + length));
        found.next().map(|(entity, _)| entity).filter(|&e| self.actors[e].country.is_some())
    }

    /// "President Ann Lee": an office without a country is of the one that the text is about, or that alone has it.
    fn at_home(
        &self,
        class: Class,
        role: &Role,
        (holding, objects): (&Holding, &Objects),
        drafts: &mut Vec<Draft>,
    ) {
        let own = objects.words.start == role.tokens.start || class == Class::Minister;
        let presides =
            class != Class::State || self.words.presiding.contains_any_case(self.word(role.head));
        if holding.rule != Rule::Title || !class.is_of_state() || !own || !presides {
            return;
        }
        let text = self.trees.text;
        let words = text.text[text.span_of(role.tokens.clone())].to_lowercase();
        let provincial = |t: usize| self.words.provincial.contains_any_case(self.word(t));
        let regional = (objects.words.start..role.tokens.start).any(provincial)
            || self.words.regional.contains_any_case(self.word(role.head))
            || self
                .words
                .regional
                .contains_any_case(self.trees.syntax.lemma(role.head));
        let own = self
            .words
            .homes
            .get(&words)
            .and_then(|country| self.countries.get(&country).copied());
        let known = self.words.homes.get(&words).is_some();
        let [country, region] = self.home;
        let home = match own {
            _ if regional => region,
            _ if known => own,
            _ => country,
        };
        let (Some(home), Some((label, _))) = (home, class.of_land()) else {
            return;
        };
        let (status, polarity) = self.status(role, holding);
        for &holder in &holding.holders {
            drafts.push(Draft {
                label,
                subject: self.places[holder].entity,
                object: home,
                evidence: cover([&role.tokens, &self.places[holder].tokens]),
                role: Some(role.tokens.clone()),
                status,
                polarity,
                rule: Rule::Home,
            });
        }
    }

    fn push_tie(
        &self,
        role: &Role,
        holding: &Holding,
        objects: &Objects,
        (holder, object, (label, turned)): (usize, usize, Label),
        drafts: &mut Vec<Draft>,
    ) {
        let (status, polarity) = self.status(role, holding);
        let ends = [holder, object].map(|p| self.actors[self.places[p].entity].stands_for);
        let [subject, object_end] = if turned { [ends[1], ends[0]] } else { ends };
        let trigger = holding.trigger..holding.trigger + 1;
        let own = |p: usize| self.places[p].tokens.clone();
        let about = !matches!(
            label,
            "citizen_of" | "supports" | "opposes" | "vs" | "accuses"
        );
        drafts.push(Draft {
            label,
            subject,
            object: object_end,
            evidence: cover([&own(holder), &own(object), &trigger, &role.tokens]),
            role: about.then(|| objects.words.clone()),
            status,
            polarity,
            rule: holding.rule,
        });
    }

    /// The class of a role among its words: a deputy, or the head of a part, is a member.
    fn class_in(&self, role: &Role, objects: &Objects) -> Class {
        let words = self.words;
        let inner = objects.words.start..role.tokens.start;
        let has_deputy = inner
            .clone()
            .any(|t| words.deputy.contains_any_case(self.word(t)));
        let of_part = objects.of_other && !(objects.behind.is_empty() && objects.before.is_empty());
        match role.class {
            Class::State | Class::Gov | Class::Minister if has_deputy => Class::Deputy,
            Class::Head | Class::Spokesperson | Class::State if has_deputy => Class::Member,
            Class::Head if of_part || self.is_of_part(role, inner) => Class::Member,
            class => class,
        }
    }

    /// Whether a noun before a head's role names a part of a body: "research director".
    fn is_of_part(&self, role: &Role, inner: Range<usize>) -> bool {
        let last = inner.end.checked_sub(1).filter(|t| inner.contains(t));
        last.is_some_and(|t| {
            matches!(
                self.upos(t),
                newsgraph_document::Upos::Noun | newsgraph_document::Upos::Propn
            ) && !self.words.whole.contains_any_case(self.word(t))
                && self.word(t) != "-"
                && role.tokens.len() == 1
        })
    }

    /// "Ulm's police chief": of the police of Ulm, where the text names it.
    fn bodied(&self, class: Class, role: &Role, objects: &Objects) -> Option<(usize, Label)> {
        let land = objects.before.iter().copied().find(|&p| self.is_land(p));
        let land = land.filter(|_| class == Class::Head)?;
        let inner = objects.words.start..role.tokens.end;
        let body = inner
            .clone()
            .find(|&t| self.words.body.contains_any_case(self.word(t)))?;
        let text = self.trees.text;
        let name = &text.text[text.span_of(self.places[land].tokens.clone())];
        let entity = self.entity_named(&format!("{name} {}", self.word(body)))?;
        let place = self.places.iter().position(|p| p.entity == entity)?;
        Some((place, ("head_of", false)))
    }

    /// What a role of this class is to what stands at a place, with these words between.
    fn label(
        &self,
        class: Class,
        place: usize,
        role: &Role,
        between: &Range<usize>,
    ) -> Option<Label> {
        if self.actor(place).party.is_some() && class == Class::Legislator {
            return plain("member_of");
        }
        match self.kind(place) {
            Kind::Person => class.of_person(),
            // The leader of a party's members leads no parliament.
            Kind::Body
                if class == Class::Head && self.leads_land(role) && self.is_chamber(place) =>
            {
                plain("legislator_of")
            }
            Kind::Body if class == Class::Minister => match self.country_of(place) {
                Some(_) => None,
                None => class.of_body(),
            },
            Kind::Body if class == Class::Boss && self.sports => plain("coach_of"),
            Kind::Body => class.of_body(),
            Kind::Thing => class.of_thing(),
            _ if self.is_land(place) => {
                // "German football president" heads no state, "Afghan Taliban spokesman" speaks for none.
                let named = |t: usize| {
                    self.name_at(t)
                        .is_some_and(|n| n != place && self.actor(n).party.is_none())
                };
                let apart = between.clone().any(named)
                    || matches!(class, Class::State | Class::Gov)
                        && between
                            .clone()
                            .any(|t| self.upos(t) == newsgraph_document::Upos::Noun);
                let lemma = self.trees.syntax.lemma(role.head);
                let label = if class != Class::Head {
                    class.of_land()
                } else if self.leads_land(role) && self.actor(place).country.is_some() {
                    plain("head_of_state")
                } else {
                    let captain = self.words.captain.contains_any_case(lemma);
                    captain.then_some(("head_of", false))
                };
                label.filter(|_| !apart)
            }
            Kind::Group if matches!(class, Class::Head | Class::Spokesperson) => class.of_body(),
            Kind::Group if class == Class::Member => {
                let lemma = self.trees.syntax.lemma(role.head);
                let belongs = self.actor(place).party.is_some()
                    || self.words.belonging.contains_any_case(lemma);
                class.of_body().filter(|_| belongs)
            }
            Kind::Group => class.of_land().filter(|_| !class.is_office()),
            _ => None,
        }
    }

    /// Whether a body is a parliament or a part of one, by a word of its name.
    fn is_chamber(&self, place: usize) -> bool {
        let mut tokens = self.places[place].tokens.clone();
        tokens.any(|t| self.words.chamber.contains_any_case(self.word(t)))
    }

    /// Whether one who has a role may be of a party.
    fn is_political(&self, class: Class, role: &Role) -> bool {
        let lemma = self.trees.syntax.lemma(role.head);
        class.is_office()
            || matches!(class, Class::Head | Class::Opponent)
            || self.words.political.contains_any_case(lemma)
    }

    /// Whether a role is that of a leader, which a country has too.
    fn leads_land(&self, role: &Role) -> bool {
        let lemma = self.trees.syntax.lemma(role.head);
        role.tokens.len() == 1 && self.words.leader.contains_any_case(lemma)
    }

    /// "American Ann Lee": a word for what is from a country right before a name.
    pub(super) fn nation(&self, place: usize, drafts: &mut Vec<Draft>) {
        let start = self.places[place].tokens.start;
        let Some(before) = start.checked_sub(1).and_then(|t| self.name_at(t)) else {
            return;
        };
        let joined =
            self.trees.syntax.head(self.places[before].head) == Some(self.places[place].head);
        if self.kind(place) != Kind::Person || !joined || !self.actor(before).named {
            return;
        }
        let label = if self.actor(before).party.is_some() {
            "member_of"
        } else if self.is_demonym(before) {
            "citizen_of"
        } else {
            return;
        };
        self.push(label, (place, before), Rule::Nation, drafts);
    }

    /// A draft of two places with nothing else.
    pub(super) fn push(
        &self,
        label: &'static str,
        (subject, object): (usize, usize),
        rule: Rule,
        drafts: &mut Vec<Draft>,
    ) {
        let end = |p: usize| self.actors[self.places[p].entity].stands_for;
        if !self.actor(subject).named || !self.actor(object).named {
            return;
        }
        drafts.push(Draft {
            label,
            subject: self.places[subject].entity,
            object: end(object),
            evidence: cover([&self.places[subject].tokens, &self.places[object].tokens]),
            role: None,
            status: newsgraph_document::Status::Now,
            polarity: newsgraph_phrase::Polarity::default(),
            rule,
        });
    }
}
