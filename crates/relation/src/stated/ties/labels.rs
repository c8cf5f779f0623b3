use super::Tie;
use crate::stated::roles::Role;
use crate::stated::stage::{Kind, Stage};
use crate::stated::words::Class;
use newsgraph_document::Upos;
use std::ops::Range;

/// The label of a tie and whether the object of the role is its subject.
pub(in crate::stated) type Label = (&'static str, bool);

/// The label as that of whoever has the role.
pub(in crate::stated) const fn plain(label: &'static str) -> Label {
    (label, false)
}

impl Class {
    /// Whether the role is an office of a state or town.
    pub(in crate::stated) fn is_office(self) -> bool {
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
    pub(in crate::stated) fn is_of_state(self) -> bool {
        self.is_office()
            && !matches!(
                self,
                Self::Deputy | Self::Mayor | Self::Ambassador | Self::Spokesperson
            )
    }

    pub(in crate::stated) fn is_kin(self) -> bool {
        matches!(
            self,
            Self::Spouse | Self::Parent | Self::Child | Self::Sibling | Self::Relative
        )
    }

    /// What one who has this role is to a country, town, or other place.
    pub(in crate::stated) fn of_land(self) -> Option<Label> {
        match self {
            Self::State => Some(plain("head_of_state")),
            Self::Gov => Some(plain("head_of_gov")),
            Self::Minister | Self::Deputy => Some(plain("minister_of")),
            Self::Mayor => Some(plain("mayor_of")),
            Self::Legislator => Some(plain("legislator_of")),
            Self::Ambassador => Some(plain("ambassador_of")),
            Self::Spokesperson => Some(plain("spokesperson_of")),
            Self::Player => Some(plain("player_of")),
            Self::Coach => Some(plain("coach_of")),
            Self::Supporter => Some(plain("supports")),
            Self::Accuser => Some(plain("opposes")),
            Self::Resident => Some(plain("lives_in")),
            Self::Native => Some(plain("born_in")),
            Self::National => Some(plain("citizen_of")),
            _ => None,
        }
    }

    /// What one who has this role is to a company, party, team or other body.
    pub(in crate::stated) fn of_body(self) -> Option<Label> {
        match self {
            Self::State | Self::Gov | Self::Head => Some(plain("head_of")),
            Self::Legislator => Some(plain("legislator_of")),
            Self::Spokesperson => Some(plain("spokesperson_of")),
            Self::Founder => Some(plain("founder_of")),
            Self::Player => Some(plain("player_of")),
            Self::Coach => Some(plain("coach_of")),
            Self::Owner => Some(plain("owner_of")),
            Self::Part => Some(plain("part_of")),
            Self::Boss
            | Self::Minister
            | Self::Deputy
            | Self::Ambassador
            | Self::Member
            | Self::Maker => Some(plain("member_of")),
            _ => self
                .of_land()
                .filter(|_| matches!(self, Self::Supporter | Self::Accuser)),
        }
    }

    /// What one is to a body whose name is taken for a person's: "chairman of Harlan Foods".
    pub(in crate::stated) fn of_mistaken(self) -> Option<Label> {
        let sure = matches!(
            self,
            Self::State | Self::Head | Self::Founder | Self::Member
        );
        self.of_body().filter(|_| sure)
    }

    pub(in crate::stated) fn of_person(self) -> Option<Label> {
        match self {
            Self::Spouse => Some(plain("spouse_of")),
            Self::Parent => Some(plain("parent_of")),
            Self::Child => Some(("parent_of", true)),
            Self::Sibling => Some(plain("sibling_of")),
            Self::Relative => Some(plain("relative_of")),
            Self::Opponent => Some(plain("vs")),
            Self::Supporter | Self::Accuser => self.of_land(),
            _ => None,
        }
    }

    pub(in crate::stated) fn of_thing(self) -> Option<Label> {
        match self {
            Self::Maker | Self::Founder => Some(("created_by", true)),
            _ => None,
        }
    }
}

impl Stage<'_> {
    /// What a role is to what stands at a place, with these words between.
    pub(in crate::stated) fn label(
        &self,
        tie: &Tie<'_, '_>,
        place: usize,
        between: &Range<usize>,
    ) -> Option<Label> {
        let (class, role) = (tie.class, tie.role);
        let party = self.actor(place).party.is_some();
        match self.kind(place) {
            _ if party && class == Class::Legislator => Some(plain("member_of")),
            Kind::Person => class.of_person(),
            // The leader of a party's members leads no parliament.
            Kind::Body
                if class == Class::Head && self.leads_land(role) && self.is_chamber(place) =>
            {
                Some(plain("legislator_of"))
            }
            // The ministry's country has the minister.
            Kind::Body if class == Class::Minister && self.country_of(place).is_some() => None,
            Kind::Body if class == Class::Boss && self.sports => Some(plain("coach_of")),
            Kind::Body => class.of_body(),
            Kind::Thing => class.of_thing(),
            _ if self.is_land(place) => self.label_of_land(class, place, role, between),
            Kind::Group if matches!(class, Class::Head | Class::Spokesperson) => class.of_body(),
            Kind::Group if class == Class::Member => {
                let lemma = self.trees.syntax.lemma(role.head);
                let belongs = party || self.words.belonging.contains_any_case(lemma);
                class.of_body().filter(|_| belongs)
            }
            Kind::Group => class.of_land().filter(|_| !class.is_office()),
            _ => None,
        }
    }

    fn label_of_land(
        &self,
        class: Class,
        place: usize,
        role: &Role,
        between: &Range<usize>,
    ) -> Option<Label> {
        // "Afghan Taliban spokesman" speaks for no country, "German football president" heads no state.
        let other = |t: usize| {
            let name = self.name_at(t).filter(|&n| n != place);
            name.is_some_and(|n| self.actor(n).party.is_none())
        };
        let noun = |t: usize| self.upos(t) == Upos::Noun;
        let heads = matches!(class, Class::State | Class::Gov);
        if between.clone().any(|t| other(t) || heads && noun(t)) {
            return None;
        }
        let lemma = self.trees.syntax.lemma(role.head);
        match class {
            Class::Head if self.leads_land(role) => {
                let country = self.actor(place).country;
                country.map(|_| plain("head_of_state"))
            }
            Class::Head if self.words.captain.contains_any_case(lemma) => Some(plain("head_of")),
            Class::Head => None,
            // "Columbia's president" heads no state, for all that is known.
            Class::State if self.actor(place).country.is_none() => Some(plain("head_of")),
            class => class.of_land(),
        }
    }

    /// Whether a role is that of a leader, which a country has too.
    fn leads_land(&self, role: &Role) -> bool {
        let lemma = self.trees.syntax.lemma(role.head);
        role.tokens.len() == 1 && self.words.leader.contains_any_case(lemma)
    }

    /// Whether a body is a parliament or a part of one, by a word of its name.
    fn is_chamber(&self, place: usize) -> bool {
        let mut tokens = self.places[place].tokens.clone();
        tokens.any(|t| self.words.chamber.contains_any_case(self.word(t)))
    }

    /// Whether one who has a role may be of a party.
    pub(in crate::stated) fn is_political(&self, tie: &Tie<'_, '_>) -> bool {
        let lemma = self.trees.syntax.lemma(tie.role.head);
        tie.class.is_office()
            || matches!(tie.class, Class::Head | Class::Opponent)
            || self.words.political.contains_any_case(lemma)
    }
}
