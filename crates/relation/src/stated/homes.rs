use super::draft::{Draft, Rule, cover};

use super::stage::{Kind, Stage};
use super::ties::{Label, Tie, plain};
use super::words::Class;
use std::ops::Range;

/// Words at the start of a body's name in which a country is looked for.
const COUNTRY: usize = 3;

/// Offices that one has as the counterpart of another.
const OFFICES: [&str; 3] = ["head_of_state", "head_of_gov", "minister_of"];

/// How many relations back an office is looked for.
const NEAR: usize = 200;

impl Tie<'_, '_> {
    /// "President Ann Lee": an office without a country is of the one that the text is about, or that alone has it.
    pub(super) fn at_home(&self, drafts: &mut Vec<Draft>) {
        let (stage, role, class) = (self.stage, self.role, self.class);
        let inner = self.objects.words.start..role.tokens.start;
        let whole = inner.is_empty() || class == Class::Minister;
        let presiding = &stage.words.presiding;
        let presides = class != Class::State || presiding.contains_any_case(stage.word(role.head));
        if self.holding.rule != Rule::Title || !class.is_of_state() || !whole || !presides {
            return;
        }
        let (Some(home), Some((label, _))) = (self.home(inner), class.of_land()) else {
            return;
        };
        for &holder in &self.holding.holders {
            let words = cover([&role.tokens, &stage.places[holder].tokens]);
            self.push_office(label, (holder, home), words, Rule::Home, drafts);
        }
    }

    /// The country or province of an office that is named without one.
    fn home(&self, mut inner: Range<usize>) -> Option<usize> {
        let stage = self.stage;
        let text = stage.trees.text;
        let office = text.text[text.span_of(self.role.tokens.clone())].to_lowercase();
        let [country, region] = stage.home;
        let provincial = |t: usize| stage.words.provincial.contains_any_case(stage.word(t));
        let head = self.role.head;
        let names = [stage.word(head), stage.trees.syntax.lemma(head)];
        let regional = |word: &&str| stage.words.regional.contains_any_case(word);
        if inner.any(provincial) || names.iter().any(regional) {
            return region;
        }
        match stage.words.homes.get(&office) {
            Some(own) => stage.countries.get(&own).copied(),
            None => country,
        }
    }

    /// "U.S. Treasury Secretary Ann Lee": of the country that the name of a ministry begins with.
    pub(super) fn ministry(&self, drafts: &mut Vec<Draft>) {
        let stage = self.stage;
        let before = self.objects.before.iter();
        let mut countries = before.filter_map(|&p| Some((p, stage.country_of(p)?)));
        let country = countries.next().filter(|_| self.class == Class::Minister);
        let Some((place, country)) = country else {
            return;
        };
        for &holder in &self.holding.holders {
            let own = |p: usize| &stage.places[p].tokens;
            let words = cover([own(place), own(holder), &self.role.tokens]);
            self.push_office(
                "minister_of",
                (holder, country),
                words,
                self.holding.rule,
                drafts,
            );
        }
    }

    /// "his Chinese counterpart, Ann Lee": she has in China the office that he has elsewhere.
    pub(super) fn counterpart(&self, drafts: &mut Vec<Draft>) {
        let stage = self.stage;
        if self.class != Class::Counterpart {
            return;
        }
        let before = || self.objects.before.iter().copied();
        let land = before().find(|&p| stage.is_land(p));
        let other = before().find(|&p| stage.kind(p) == Kind::Person);
        let (Some(land), Some(other)) = (land, other) else {
            return;
        };
        let other = stage.places[other].entity;
        let near = drafts.iter().rev().take(NEAR);
        let mut offices = near.filter(|d| d.subject == other && OFFICES.contains(&d.label));
        let Some(label) = offices.next().map(|d| d.label) else {
            return;
        };
        for &holder in &self.holding.holders {
            let own = |p: usize| &stage.places[p].tokens;
            let words = cover([own(land), own(holder), &self.role.tokens]);
            self.push_office(
                label,
                (holder, stage.end(land)),
                words,
                self.holding.rule,
                drafts,
            );
        }
    }

    fn push_office(
        &self,
        label: &'static str,
        (holder, land): (usize, usize),
        words: Range<usize>,
        rule: Rule,
        drafts: &mut Vec<Draft>,
    ) {
        let (status, polarity) = self.status();
        let named = self.class != Class::Counterpart;
        let subject = self.stage.places[holder].entity;
        drafts.push(Draft {
            role: named.then(|| self.objects.words.clone()),
            status,
            polarity,
            ..Draft::plain(label, (subject, land), words, rule)
        });
    }

    /// "Ulm's police chief": of the police of Ulm, where the text names it.
    pub(super) fn bodied(&self) -> Option<(usize, Label)> {
        let stage = self.stage;
        let mut before = self.objects.before.iter().copied();
        let land = before.find(|&p| stage.is_land(p));
        let land = land.filter(|_| self.class == Class::Head)?;
        let mut inner = self.objects.words.start..self.role.tokens.end;
        let body = inner.find(|&t| stage.words.body.contains_any_case(stage.word(t)))?;
        let text = stage.trees.text;
        let name = &text.text[text.span_of(stage.places[land].tokens.clone())];
        let entity = stage.entity_named(&format!("{name} {}", stage.word(body)))?;
        let place = stage.first_place(entity)?;
        Some((place, plain("head_of")))
    }
}

impl Stage<'_> {
    /// The country that a body's name begins with, where the text names it.
    pub(super) fn country_of(&self, place: usize) -> Option<usize> {
        let own = &self.places[place].tokens;
        let body = self.kind(place) == Kind::Body && own.len() > 1;
        let lengths = (1..own.len().min(COUNTRY + 1)).rev().filter(|_| body);
        let mut found = lengths.filter_map(|n| self.entity_of(own.start..own.start + n));
        let entity = found.next().map(|(entity, _)| entity);
        entity.filter(|&e| self.actors[e].country.is_some())
    }
}
