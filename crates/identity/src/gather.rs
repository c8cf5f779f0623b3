//! Profiles out of documents.

use crate::profile::{KEPT, Profile, keep};
use crate::words::Words;
use newsgraph_document::{
    Date, Document, EntityId, EntityView, Label, MentionKind, MentionView, Span, View,
};
use std::collections::BTreeMap;

/// Bytes between two names that may tell that they are one thing's.
const BETWEEN: usize = 32;
/// Mentions of an entity that are looked at.
const MENTIONS: usize = 256;

impl Profile {
    /// That of an entity of `document`, which came out on `date`. Of one that the document does not have, a profile
    /// without names. Takes time in the length of the document; [`Profile::all`] gives those of all entities in as much.
    pub fn of(document: &Document, entity: EntityId, date: Option<Date>) -> Self {
        let view = document.view();
        let Some(entity) = view.entity(entity) else {
            return Self::default().with_date(date);
        };
        Around::of(view).profile(entity, date)
    }

    /// Those of all entities of `document`, in their order.
    pub fn all(document: &Document, date: Option<Date>) -> Vec<Self> {
        let view = document.view();
        let around = Around::of(view);
        view.entities().map(|entity| around.profile(entity, date)).collect()
    }
}

/// What a document tells of its entities as neighbours of one another.
struct Around {
    /// The names that stand most often, with their entities.
    company: Vec<(usize, String)>,
    /// Names that the text says are one entity's with its own.
    also: BTreeMap<usize, Vec<String>>,
    /// The land that a place is told to lie in.
    inside: BTreeMap<usize, Vec<String>>,
}

impl Around {
    fn of(view: View<'_>) -> Self {
        let mut named: Vec<(usize, usize, &str)> = view
            .entities()
            .map(|entity| (entity.names().count(), entity.id().index(), entity.name()))
            .filter(|&(count, ..)| count > 0)
            .collect();
        named.sort_unstable_by_key(|&(count, at, _)| (std::cmp::Reverse(count), at));
        named.truncate(KEPT + 1);
        let company = named.into_iter().map(|(_, at, name)| (at, name.to_owned())).collect();
        let mut around = Self {
            company,
            also: BTreeMap::new(),
            inside: BTreeMap::new(),
        };
        let names: Vec<MentionView<'_>> =
            view.mentions().filter(|mention| mention.kind == MentionKind::Proper).collect();
        for pair in names.windows(2) {
            around.read_pair(view, pair[0], pair[1]);
        }
        around
    }

    /// Two names that follow one another: "Orr Bank, formerly Varn Trust"; "Springfield, Illinois".
    fn read_pair(&mut self, view: View<'_>, a: MentionView<'_>, b: MentionView<'_>) {
        let (from, to) = (a.span.end(), b.span.start());
        if from > to || to - from > BETWEEN {
            return;
        }
        let (Some(mine), Some(theirs)) = (a.entity(), b.entity()) else {
            return;
        };
        let (mine_at, theirs_at) = (mine.id().index(), theirs.id().index());
        let between = view.text_of(Span::new(from, to));
        let words = Words::english();
        if mine_at == theirs_at {
            return;
        }
        if a.label == b.label && words.is_renamed(between) {
            self.also.entry(mine_at).or_default().push(theirs.name().to_owned());
            self.also.entry(theirs_at).or_default().push(mine.name().to_owned());
        }
        let places = a.label == Label::LOCATION && b.label == Label::LOCATION;
        if places && matches!(between.trim(), "," | "(") && words.is_land(b.text()) && !words.is_land(a.text()) {
            self.inside.entry(mine_at).or_default().push(theirs.name().to_owned());
        }
    }

    fn profile(&self, entity: EntityView<'_>, date: Option<Date>) -> Profile {
        let at = entity.id().index();
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        for name in entity.names().take(MENTIONS) {
            *counts.entry(name).or_default() += 1;
        }
        let mut names: Vec<(String, u32)> = counts.into_iter().map(|(name, n)| (name.to_owned(), n)).collect();
        names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        names.truncate(8);
        let mut profile = Profile {
            label: entity.label.to_string(),
            name: entity.name().to_owned(),
            names,
            date,
            speaks: entity.quotes().next().is_some(),
            ..Profile::default()
        };
        for name in self.also.get(&at).into_iter().flatten() {
            profile = profile.with_other_name(name);
        }
        for place in self.inside.get(&at).into_iter().flatten() {
            profile = profile.with_place(place);
        }
        read_relations(&mut profile, entity);
        read_roles(&mut profile, entity);
        let others = self.company.iter().filter(|(other, _)| *other != at);
        for (_, name) in others {
            keep(&mut profile.company, name, KEPT);
        }
        profile
    }
}

/// Where it belongs and whom it works for, as relations say that are not denied.
fn read_relations(profile: &mut Profile, entity: EntityView<'_>) {
    let words = Words::english();
    for relation in entity.relations().filter(|r| r.item().subject == entity.id() && !r.item().negated) {
        let (label, object) = (relation.item().label.as_str(), relation.object());
        if words.home.contains(label) && [Label::LOCATION, Label::GROUP].contains(&object.label) {
            *profile = std::mem::take(profile).with_place(object.name());
        } else if words.body.contains(label) || words.home.contains(label) {
            *profile = std::mem::take(profile).with_body(object.name());
        }
        if let Some(role) = relation.role() {
            *profile = std::mem::take(profile).with_role(role);
        }
    }
}

/// What the text calls it where it does not name it, and where it speaks.
fn read_roles(profile: &mut Profile, entity: EntityView<'_>) {
    for quote in entity.quotes().take(MENTIONS) {
        let own = quote.speakers().find(|who| who.entity() == Some(entity));
        if let Some(role) = own.and_then(newsgraph_document::ParticipantView::role) {
            *profile = std::mem::take(profile).with_role(role);
        }
    }
    let described = entity.mentions().take(MENTIONS).filter(|m| m.kind == MentionKind::Nominal);
    for mention in described {
        *profile = std::mem::take(profile).with_role(mention.text());
    }
}
