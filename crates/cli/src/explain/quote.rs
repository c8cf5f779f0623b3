//! A quote, with why it was found as it is.

use super::chain::{Chain, Weighed, chain};
use super::place::{Made, Place, Places};
use super::told::Told;
use newsgraph::document::{Layer, Participant, Quote, Span};
use newsgraph::quote::{ActBy, AddressedBy, Choice, ChosenBy, FoundBy, QuoteReasons};
use serde::Serialize;

/// A quote.
#[derive(Debug, Serialize)]
pub(super) struct Quoted {
    pub(super) quote: usize,
    /// How many the document has.
    pub(super) of: usize,
    pub(super) content: Vec<Place>,
    pub(super) kind: &'static str,
    pub(super) act: &'static str,
    pub(super) score: Option<f32>,
    /// The quote that it is a part of.
    pub(super) parent: Option<usize>,
    pub(super) cue: Option<Place>,
    pub(super) speaker: Option<Who>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) speakers: Vec<Who>,
    pub(super) addressee: Option<Who>,
    /// `None` where this run does not find it.
    pub(super) reasons: Option<Reasons>,
    /// The entity that speaks.
    pub(super) speaker_chain: Option<Chain>,
    /// The entity that is spoken to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) addressee_chain: Option<Chain>,
    pub(super) made_by: Option<Made>,
}

/// One who takes part in a quote.
#[derive(Debug, Serialize)]
pub(super) struct Who {
    #[serde(flatten)]
    pub(super) place: Place,
    pub(super) how: &'static str,
    pub(super) entity: Option<usize>,
    pub(super) name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) role: Option<String>,
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    pub(super) behalf: Option<String>,
}

/// Why a quote was found as it is.
#[derive(Debug, Serialize)]
pub(super) struct Reasons {
    pub(super) found_by: &'static str,
    #[serde(skip)]
    pub(super) found: FoundBy,
    pub(super) act_by: &'static str,
    #[serde(skip)]
    pub(super) act: ActBy,
    pub(super) cue_by: &'static str,
    #[serde(skip)]
    pub(super) cue: ChosenBy,
    pub(super) cue_word: Option<Word>,
    pub(super) cue_candidates: Vec<Weighed>,
    pub(super) speaker_by: &'static str,
    #[serde(skip)]
    pub(super) speaker: ChosenBy,
    pub(super) speaker_candidates: Vec<Weighed>,
    pub(super) addressee_by: Option<&'static str>,
    #[serde(skip)]
    pub(super) addressee: Option<AddressedBy>,
    pub(super) evidence: Vec<Evidence>,
}

/// How often of 100 the word of a cue reports.
#[derive(Debug, Serialize)]
pub(super) struct Word {
    pub(super) lemma: String,
    pub(super) with_clause: u8,
    pub(super) with_infinitive: u8,
    pub(super) elsewhere: u8,
    pub(super) as_noun: u8,
}

/// What speaks for a quote.
#[derive(Debug, Serialize)]
pub(super) struct Evidence {
    pub(super) name: &'static str,
    pub(super) value: f32,
    pub(super) weight: f32,
}

/// A quote of the document.
pub(super) fn quoted(told: &Told, places: &Places<'_>, number: usize) -> Option<Quoted> {
    let document = &told.document;
    let quotes = document.quotes().ok()?;
    let quote = quotes.get(number)?;
    let who = |who: &Participant| self::who(places, who);
    let entity = |who: &Option<Participant>| document.entity_of_participant(who.as_ref()?);
    let chain_of = |who: &Option<Participant>| chain(told, places, entity(who)?);
    Some(Quoted {
        quote: number,
        of: quotes.len(),
        content: quote.content.iter().map(|&span| places.at(span)).collect(),
        kind: quote.kind.as_str(),
        act: quote.act.as_str(),
        score: quote.score,
        parent: quote.parent.map(newsgraph::document::QuoteId::index),
        cue: quote.cue.map(|cue| places.at(cue)),
        speaker: quote.speaker.as_ref().map(who),
        speakers: quote.speakers.iter().map(who).collect(),
        addressee: quote.addressee.as_ref().map(who),
        reasons: told
            .quote(number, quote)
            .map(|reasons| self::reasons(places, quote, reasons)),
        speaker_chain: chain_of(&quote.speaker),
        addressee_chain: chain_of(&quote.addressee),
        made_by: places.made(Layer::Quotes),
    })
}

fn who(places: &Places<'_>, who: &Participant) -> Who {
    let document = places.document;
    let entity = document.entity_of_participant(who);
    let name = entity.and_then(|id| Some(document.view().entity(id)?.name().to_owned()));
    let words = |span: Option<Span>| span.map(|span| document.text()[span].to_owned());
    Who {
        place: places.at(who.span),
        how: who.how.as_str(),
        entity: entity.map(newsgraph::document::EntityId::index),
        name,
        role: words(who.role),
        behalf: words(who.behalf),
    }
}

fn reasons(places: &Places<'_>, quote: &Quote, reasons: &QuoteReasons) -> Reasons {
    let word = reasons.word.as_ref().map(|word| Word {
        lemma: word.lemma.clone(),
        with_clause: word.with_clause,
        with_infinitive: word.with_infinitive,
        elsewhere: word.elsewhere,
        as_noun: word.as_noun,
    });
    let evidence = reasons.evidence.iter().map(|evidence| Evidence {
        name: evidence.name,
        value: evidence.value,
        weight: evidence.weight,
    });
    let speaker = quote.speaker.map(|who| who.span);
    Reasons {
        found_by: reasons.found_by.as_str(),
        found: reasons.found_by,
        act_by: reasons.act_by.as_str(),
        act: reasons.act_by,
        cue_by: reasons.cue_by.as_str(),
        cue: reasons.cue_by,
        cue_word: word,
        cue_candidates: weighed(places, &reasons.cues, quote.cue),
        speaker_by: reasons.speaker_by.as_str(),
        speaker: reasons.speaker_by,
        speaker_candidates: weighed(places, &reasons.speakers, speaker),
        addressee_by: reasons.addressee_by.map(AddressedBy::as_str),
        addressee: reasons.addressee_by,
        evidence: evidence.collect(),
    }
}

/// What was weighed, with what is a part of the quote.
fn weighed(places: &Places<'_>, choices: &[Choice], taken: Option<Span>) -> Vec<Weighed> {
    let is_taken = |choice: &Choice| match (choice.span, taken) {
        (Some(span), Some(taken)) => span.overlaps(taken),
        (None, None) => true,
        _ => false,
    };
    let mut is_first = true;
    let weighed = choices.iter().map(|choice| Weighed {
        place: choice.span.map(|span| places.at(span)),
        entity: None,
        name: None,
        score: choice.score,
        chosen: is_taken(choice) && std::mem::take(&mut is_first),
    });
    weighed.collect()
}
