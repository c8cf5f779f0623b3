use super::item::{EntityView, QuoteView, SentenceView, View};
use crate::{Participant, QuoteId};
use std::borrow::Cow;
use std::ops::Deref;

impl<'a> QuoteView<'a> {
    pub(super) fn of(view: View<'a>, id: QuoteId) -> Self {
        let quotes = view.document.quotes().unwrap_or_default();
        Self::new(view, id.index(), &quotes[id.index()])
    }

    /// Its id.
    pub fn id(self) -> QuoteId {
        QuoteId::new(self.at)
    }

    /// What is said, with its quotation marks; ` ... ` stands where other words part it.
    pub fn text(self) -> Cow<'a, str> {
        match *self.item.content.as_slice() {
            [span] => self.view.text_of(span).into(),
            ref spans => {
                let pieces: Vec<&str> = spans.iter().map(|&span| self.view.text_of(span)).collect();
                pieces.join(" ... ").into()
            }
        }
    }

    /// The words that report it.
    pub fn cue(self) -> Option<&'a str> {
        self.item.cue.map(|span| self.view.text_of(span))
    }

    /// Who says it, the first of several; `None` where the text does not tell.
    pub fn speaker(self) -> Option<ParticipantView<'a>> {
        self.speakers().next()
    }

    /// Each of those who say it.
    pub fn speakers(self) -> impl Iterator<Item = ParticipantView<'a>> {
        let each = self.item.each_speaker();
        each.map(move |who| ParticipantView::new(self.view, who))
    }

    /// The entity that says it, the first of several; `None` where the text does not tell, or names nobody.
    pub fn speaker_entity(self) -> Option<EntityView<'a>> {
        self.speaker()?.entity()
    }

    /// To whom it is said.
    pub fn addressee(self) -> Option<ParticipantView<'a>> {
        let who = self.item.addressee.as_ref();
        who.map(|who| ParticipantView::new(self.view, who))
    }

    /// The quote that it is part of.
    pub fn parent(self) -> Option<Self> {
        self.item.parent.map(|id| Self::of(self.view, id))
    }

    /// The quotes that are directly part of it, in text order.
    pub fn nested(self) -> impl ExactSizeIterator<Item = Self> {
        let list = self.view.document.links().nested[self.at].iter();
        list.map(move |&id| Self::of(self.view, id))
    }

    /// The sentence that it begins in.
    pub fn sentence(self) -> Option<SentenceView<'a>> {
        let first = self.item.content.first()?;
        self.view.sentence_at(first.start())
    }
}

/// One who takes part in a quote, with the entity behind the words.
#[derive(Clone, Copy, Debug)]
pub struct ParticipantView<'a> {
    view: View<'a>,
    item: &'a Participant,
}

impl<'a> ParticipantView<'a> {
    fn new(view: View<'a>, item: &'a Participant) -> Self {
        Self { view, item }
    }

    /// The stored item, for as long as the document.
    pub fn item(self) -> &'a Participant {
        self.item
    }

    /// The words that name, describe or point at it.
    pub fn text(self) -> &'a str {
        self.view.text_of(self.item.span)
    }

    /// The entity that it is; `None` where no mention has its head.
    pub fn entity(self) -> Option<EntityView<'a>> {
        let id = self.view.document.entity_of_participant(self.item)?;
        self.view.entity(id)
    }

    /// The name of its entity, else its words.
    pub fn name(self) -> &'a str {
        self.entity().map_or_else(|| self.text(), EntityView::name)
    }

    /// The words for what it is: "chair of the Ulm Bank".
    pub fn role(self) -> Option<&'a str> {
        self.item.role.map(|span| self.view.text_of(span))
    }

    /// The entity that it speaks for; `None` where the text does not tell, or names none.
    pub fn behalf(self) -> Option<EntityView<'a>> {
        let name = self.item.behalf?;
        self.view.entity_at(name)
    }
}

impl Deref for ParticipantView<'_> {
    type Target = Participant;

    fn deref(&self) -> &Participant {
        self.item
    }
}
