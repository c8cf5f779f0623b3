use super::item::{MentionView, SentenceView, TokenView};
use crate::Upos;

impl<'a> SentenceView<'a> {
    /// Its position among the sentences.
    pub fn index(self) -> usize {
        self.at
    }

    /// Its text.
    pub fn text(self) -> &'a str {
        self.view.text_of(self.item.span)
    }

    /// Its words, in order.
    pub fn tokens(self) -> impl ExactSizeIterator<Item = TokenView<'a>> + DoubleEndedIterator {
        let tokens = self.view.document.tokens().unwrap_or_default();
        let range = self.item.tokens.clone();
        range.map(move |at| TokenView::new(self.view, at, &tokens[at]))
    }

    /// The mentions that begin in it, by their start, then their end.
    pub fn mentions(self) -> impl Iterator<Item = MentionView<'a>> {
        self.view.mentions_in(self.item.span)
    }
}

impl<'a> TokenView<'a> {
    /// Its position among all words.
    pub fn index(self) -> usize {
        self.at
    }

    /// Its text.
    pub fn text(self) -> &'a str {
        self.view.text_of(self.item.span)
    }

    /// Its base form.
    pub fn lemma(self) -> Option<&'a str> {
        Some(self.view.document.syntax().ok()?.lemma(self.at))
    }

    /// Its universal part of speech.
    pub fn upos(self) -> Option<Upos> {
        Some(self.view.document.syntax().ok()?.upos(self.at))
    }

    /// The label of what it is to its head, such as `nsubj`.
    pub fn dep(self) -> Option<&'a str> {
        Some(self.view.document.syntax().ok()?.dep(self.at))
    }

    /// The word that it hangs on; `None` for the root of a sentence too.
    pub fn head(self) -> Option<TokenView<'a>> {
        let head = self.view.document.syntax().ok()?.head(self.at)?;
        let token = self.view.document.tokens().ok()?.get(head)?;
        Some(Self::new(self.view, head, token))
    }

    /// The sentence that it stands in.
    pub fn sentence(self) -> Option<SentenceView<'a>> {
        self.view.sentence_at(self.item.span.start())
    }
}
