//! An entity with its mentions, and how each was placed.

use super::place::{Made, Place, Places};
use super::told::Told;
use newsgraph::coref::JoinedBy;
use newsgraph::document::{EntityId, Layer, MentionId, Span};
use serde::Serialize;

/// An entity.
#[derive(Debug, Serialize)]
pub(super) struct Chain {
    pub(super) entity: usize,
    pub(super) name: String,
    pub(super) label: String,
    /// In text order.
    pub(super) mentions: Vec<Member>,
    pub(super) made_by: Option<Made>,
}

/// A mention, with how it was placed.
#[derive(Debug, Serialize)]
pub(super) struct Member {
    pub(super) mention: usize,
    #[serde(flatten)]
    pub(super) place: Place,
    pub(super) kind: &'static str,
    pub(super) label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<String>,
    /// The recogniser's score, of names.
    pub(super) score: Option<f32>,
    #[serde(flatten)]
    pub(super) joined: Option<Joined>,
}

/// How a mention was placed.
#[derive(Debug, Serialize)]
pub(super) struct Joined {
    #[serde(rename = "joined_by")]
    pub(super) how: &'static str,
    #[serde(skip)]
    pub(super) by: JoinedBy,
    /// The name that it was joined to.
    pub(super) to: Option<Place>,
    pub(super) candidates: Vec<Weighed>,
    /// How much more than for nothing a score must be.
    pub(super) margin: Option<f32>,
}

/// Something that was weighed.
#[derive(Debug, Serialize)]
pub(super) struct Weighed {
    /// `None` for nothing at all.
    #[serde(flatten)]
    pub(super) place: Option<Place>,
    /// The name of the entity that it stands for, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) entity: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    pub(super) score: f32,
    pub(super) chosen: bool,
}

/// An entity of the document.
pub(super) fn chain(told: &Told, places: &Places<'_>, id: EntityId) -> Option<Chain> {
    let entity = told.document.entities().ok()?.get(id.index())?;
    let members = entity.mentions.iter();
    Some(Chain {
        entity: id.index(),
        name: entity.name.clone(),
        label: entity.label.as_str().to_owned(),
        mentions: members.filter_map(|&id| member(told, places, id)).collect(),
        made_by: places.made(Layer::Entities),
    })
}

/// A mention of the document.
pub(super) fn member(told: &Told, places: &Places<'_>, id: MentionId) -> Option<Member> {
    let mention = told.document.mentions().ok()?.get(id.index())?;
    Some(Member {
        mention: id.index(),
        place: places.at(mention.span),
        kind: mention.kind.as_str(),
        label: mention.label.as_str().to_owned(),
        value: mention.value.clone(),
        score: mention.score,
        joined: joined(told, places, id, mention.span),
    })
}

fn joined(told: &Told, places: &Places<'_>, id: MentionId, span: Span) -> Option<Joined> {
    let reasons = told.mention(span)?;
    let own = told.document.entity_of(id);
    let candidates = reasons.candidates.iter().map(|candidate| {
        let entity = candidate.span.and_then(|span| told.entity_of(span));
        let chosen = match candidate.span {
            Some(_) => entity.is_some() && entity == own,
            None => false,
        };
        Weighed {
            place: candidate.span.map(|span| places.at(span)),
            name: entity.and_then(|id| Some(told.document.view().entity(id)?.name().to_owned())),
            entity: entity.map(EntityId::index),
            score: candidate.score,
            chosen,
        }
    });
    let mut candidates: Vec<Weighed> = candidates.collect();
    if !candidates.is_empty() && !candidates.iter().any(|candidate| candidate.chosen) {
        let none = candidates.iter_mut().find(|c| c.place.is_none());
        if let Some(none) = none {
            none.chosen = true;
        }
    }
    Some(Joined {
        how: reasons.joined_by.as_str(),
        by: reasons.joined_by,
        to: reasons
            .to
            .filter(|_| reasons.joined_by != JoinedBy::Name)
            .map(|to| places.at(to)),
        candidates,
        margin: reasons.margin,
    })
}
