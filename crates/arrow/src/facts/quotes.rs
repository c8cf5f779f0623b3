use super::{Facts, Words, name, number, words};
use crate::column::whole;
use crate::rows::{ParticipantRow, QuoteRow, SpanRow};
use newsgraph_document::{Layer, ParticipantView, QuoteView};

impl<'a> Facts<'a> {
    pub(crate) fn quotes(&self) -> impl Iterator<Item = QuoteRow<'a>> {
        self.view.quotes().map(|quote| self.quote(quote))
    }

    fn quote(&self, quote: QuoteView<'a>) -> QuoteRow<'a> {
        let item = quote.item();
        let SpanRow { start, end } = self.cover(&item.content);
        let (speaker, addressee) = (quote.speaker(), quote.addressee());
        QuoteRow {
            quote: whole(quote.id().index()),
            kind: item.kind.as_str().into(),
            act: item.act.as_str().into(),
            words: words::joined(self.view, &item.content),
            start,
            end,
            spans: self.spans(&item.content),
            cue: item.cue.map(|cue| self.words(cue)),
            cue_start: self.start(item.cue),
            cue_end: self.end(item.cue),
            speaker: speaker.map(who_name),
            speaker_entity: speaker.and_then(ParticipantView::entity).map(number),
            speaker_words: speaker.map(|who| self.words(who.span)),
            speaker_start: self.start(speaker.map(|who| who.span)),
            speaker_end: self.end(speaker.map(|who| who.span)),
            speaker_how: speaker.map(|who| who.how.as_str().into()),
            speaker_role: speaker
                .and_then(|who| who.role)
                .map(|role| self.words(role)),
            speaker_for: speaker.and_then(|who| self.behalf(who)),
            addressee: addressee.map(who_name),
            addressee_entity: addressee.and_then(ParticipantView::entity).map(number),
            addressee_words: addressee.map(|who| self.words(who.span)),
            speakers: quote.speakers().map(|who| self.participant(who)).collect(),
            addressees: addressee
                .map(|who| self.participant(who))
                .into_iter()
                .collect(),
            parent: item.parent.map(|parent| whole(parent.index())),
            score: item.score,
            model: self.model(Layer::Quotes),
        }
    }

    fn participant(&self, who: ParticipantView<'a>) -> ParticipantRow<'a> {
        let (SpanRow { start, end }, head) = (self.span(who.span), self.span(who.head));
        ParticipantRow {
            name: who_name(who),
            entity: who.entity().map(number),
            words: self.words(who.span),
            start,
            end,
            head_start: head.start,
            head_end: head.end,
            how: who.how.as_str().into(),
            role: who.role.map(|role| self.words(role)),
            role_start: self.start(who.role),
            role_end: self.end(who.role),
            for_name: self.behalf(who),
            for_entity: who.behalf().map(number),
            for_start: self.start(who.behalf),
            for_end: self.end(who.behalf),
        }
    }

    /// Whom one speaks for: the name of the entity, else the words.
    fn behalf(&self, who: ParticipantView<'a>) -> Option<Words<'a>> {
        let words = who.behalf.map(|span| self.words(span));
        who.behalf().map(name).or(words)
    }
}

/// The name of one's entity, else the words.
pub(super) fn who_name(who: ParticipantView<'_>) -> Words<'_> {
    words::cut(who.name())
}
