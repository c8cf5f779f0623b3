use crate::check;
use crate::index::{Index, Links, MentionOrder};
use crate::layers::{Ground, Layers};
use crate::made::{Entities, Made, Maker, Mentions};
use crate::table::layer_table;
use crate::{
    Date, DocumentError, Entity, EntityId, Layer, Mention, MentionId, Participant, Quote,
    QuoteMark, Relation, Sentence, Span, Syntax, Token, TokenizedText, Triple,
};

/// A text with what was found in it.
///
/// The text never changes. Every annotation is a [`Span`] of it, checked when it enters. Layers are
/// absent or present; setting one drops those that rest on it (see [`Layer::rests_on`]), so that
/// what is present always fits together.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "Unchecked")
)]
pub struct Document {
    id: String,
    text: String,
    date: Option<Date>,
    layers: Layers,
    /// Nothing of the content: what was found out of the layers, until one of them changes.
    #[cfg_attr(feature = "serde", serde(skip))]
    index: Index,
}

impl Document {
    /// A document of this text with no layer.
    ///
    /// # Errors
    /// [`DocumentError::TextTooLong`] past 4 GiB.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Result<Self, DocumentError> {
        let text = text.into();
        if text.len() > u32::MAX as usize {
            return Err(DocumentError::TextTooLong(text.len()));
        }
        Ok(Self {
            id: id.into(),
            text,
            ..Self::default()
        })
    }

    /// The same document with its date, against which "last month" is read.
    #[must_use]
    pub fn with_date(mut self, date: Option<Date>) -> Self {
        self.date = date;
        self
    }

    /// The caller's own name for it.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The text, unchanged.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The day that it was written, where the caller gave one.
    pub fn date(&self) -> Option<Date> {
        self.date
    }

    /// Text, tokens and sentences, as components read them.
    ///
    /// # Errors
    /// [`DocumentError::MissingLayer`] where tokens or sentences are absent.
    pub fn tokenized(&self) -> Result<TokenizedText<'_>, DocumentError> {
        self.ground().tokenized()
    }

    /// Whether the layer is present. A layer that was set with no items is.
    pub fn has(&self, layer: Layer) -> bool {
        self.maker(layer).is_some()
    }

    /// Who made the layer; `None` where it is absent.
    pub fn maker(&self, layer: Layer) -> Option<&Maker> {
        self.layers.maker(layer)
    }

    /// The spans of the paragraphs, each from its first sentence's start to its last one's end.
    ///
    /// # Errors
    /// [`DocumentError::MissingLayer`] where sentences are absent.
    pub fn paragraphs(&self) -> Result<Vec<Span>, DocumentError> {
        let groups = self
            .sentences()?
            .chunk_by(|a, b| a.paragraph == b.paragraph);
        Ok(groups
            .map(|group| group[0].span.cover(group[group.len() - 1].span))
            .collect())
    }

    /// The entity that a mention belongs to; `None` where it belongs to none, or entities are absent.
    pub fn entity_of(&self, mention: MentionId) -> Option<EntityId> {
        self.layers.entity_of(mention)
    }

    /// The entity that a participant of a quote is: that of the mention with its head, of several a name, else the
    /// shortest. A description that goes on beyond the participant's words must have the head as its own: "experts" in
    /// "an engine that experts praise" are no engine. `None` where no mention has it, whatever else is named in its words.
    pub fn entity_of_participant(&self, who: &Participant) -> Option<EntityId> {
        self.mention_order().entity_of(&self.layers, who)
    }

    /// The entity whose mention best stands for the span, by [`Span::fit`].
    pub fn entity_at(&self, span: Span) -> Option<EntityId> {
        self.mention_at(span).and_then(|m| self.entity_of(m))
    }

    /// The mention with an entity that best covers the span; see [`Document::entity_at`].
    pub fn mention_at(&self, span: Span) -> Option<MentionId> {
        self.mention_order().best_at(&self.layers, &self.text, span)
    }

    pub(crate) fn mention_order(&self) -> &MentionOrder {
        self.index.mentions(&self.layers)
    }

    pub(crate) fn links(&self) -> &Links {
        self.index.links(&self.layers)
    }

    /// Adds mentions after those that are there. Ids that exist stay, and no layer is dropped.
    ///
    /// # Errors
    /// As [`Document::set_mentions`].
    pub fn append_mentions(&mut self, mentions: Vec<Mention>) -> Result<(), DocumentError> {
        check::mention_run(self.ground(), self.mentions()?.len(), &mentions)?;
        if let Some(made) = &mut self.layers.mentions {
            made.items.all.extend(mentions);
        }
        self.index = Index::default();
        Ok(())
    }

    /// Takes away the mentions that were appended, and the entities, which may hold them, with what rests
    /// on those. Nothing happens where none was appended.
    pub fn drop_appended_mentions(&mut self) {
        if self.appended_mentions() == 0 {
            return;
        }
        if let Some(made) = &mut self.layers.mentions {
            made.items.all.truncate(made.items.set);
        }
        self.layers.drop(Layer::Entities);
        self.drop_above(Layer::Entities);
    }

    /// How many of the mentions were appended and not set; they have the last ids.
    pub fn appended_mentions(&self) -> usize {
        let mentions = self.layers.mentions.as_ref();
        mentions.map_or(0, |made| made.items.len() - made.items.set)
    }

    /// The document over another text, each of its spans where this says. The names of entities stay as they are.
    ///
    /// # Errors
    /// [`DocumentError`] where the spans do not fit the text or one another there.
    pub fn over(
        mut self,
        text: impl Into<String>,
        moved: impl Fn(Span) -> Span,
    ) -> Result<Self, DocumentError> {
        let mut document = Self::new(self.id, text)?.with_date(self.date);
        self.layers.each_span(&|span| *span = moved(*span));
        document.restore(self.layers)?;
        Ok(document)
    }

    fn ground(&self) -> Ground<'_> {
        Ground {
            text: &self.text,
            layers: &self.layers,
        }
    }

    fn drop_above(&mut self, changed: Layer) {
        for layer in Layer::ALL.into_iter().filter(|l| l.depends_on(changed)) {
            self.layers.drop(layer);
        }
        self.index = Index::default();
    }
}

macro_rules! readers_and_setters {
    ($(
        $(#[$doc:meta])*
        $layer:ident $name:literal rests on [$($below:ident)*] {
            kept as $kept:ty, checked by $check:path;
            $(#[$read_doc:meta])*
            read by $field:ident -> $view:ty;
            $(#[$set_doc:meta])*
            set by $set:ident($given:ty);
        }
    )*) => {
        /// Readers and setters of the layers, lower ones first.
        impl Document {
            $(
                $(#[$read_doc])*
                ///
                /// # Errors
                /// [`DocumentError::MissingLayer`] where the layer is absent.
                pub fn $field(&self) -> Result<&$view, DocumentError> {
                    self.layers.$field()
                }

                $(#[$set_doc])*
                pub fn $set(
                    &mut self,
                    items: $given,
                    by: impl Into<Maker>,
                ) -> Result<(), DocumentError> {
                    let items = <$kept>::from(items);
                    $check(self.ground(), &items)?;
                    self.drop_above(Layer::$layer);
                    self.layers.$field = Some(Made { items, by: by.into() });
                    Ok(())
                }
            )*

            /// Sets layers that come from outside, lower ones first, each with its check.
            fn restore(&mut self, layers: Layers) -> Result<(), DocumentError> {
                $(
                    if let Some(made) = layers.$field {
                        $check(self.ground(), &made.items)?;
                        self.layers.$field = Some(made);
                    }
                )*
                Ok(())
            }
        }
    };
}

layer_table!(readers_and_setters);

/// A document as it was read, before its layers are checked.
#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
#[serde(rename = "Document")]
struct Unchecked {
    id: String,
    text: String,
    date: Option<Date>,
    layers: Layers,
}

#[cfg(feature = "serde")]
impl TryFrom<Unchecked> for Document {
    type Error = DocumentError;

    fn try_from(read: Unchecked) -> Result<Self, DocumentError> {
        let mut document = Self::new(read.id, read.text)?.with_date(read.date);
        document.restore(read.layers)?;
        Ok(document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Label, MentionKind};

    #[test]
    fn moves_over_another_text() -> Result<(), DocumentError> {
        let mut document = Document::new("a", "Lee & Co left")?;
        let span = |start, end| Span::new(start, end);
        let tokens = [span(0, 3), span(4, 5), span(6, 8), span(9, 13)];
        document.set_tokens(tokens.map(|span| Token { span }).to_vec(), Maker::default())?;
        let sentence = Sentence {
            span: span(0, 13),
            tokens: 0..4,
            paragraph: 0,
        };
        document.set_sentences(vec![sentence], Maker::default())?;
        let mention = |span| Mention {
            span,
            label: Label::ORGANIZATION,
            kind: MentionKind::Proper,
            value: None,
            score: None,
        };
        document.set_mentions(vec![mention(span(0, 8))], Maker::default())?;
        document.append_mentions(vec![mention(span(0, 3))])?;
        let moved = |at| if at < 5 { at } else { at + 4 };
        let over = |text: &str| {
            let document = document.clone();
            document.over(text, |span| {
                Span::new(moved(span.start()), moved(span.end()))
            })
        };
        let text = "Lee &amp; Co left";
        let found = over(text)?;
        let words: Vec<&str> = found.tokens()?.iter().map(|t| &text[t.span]).collect();
        assert_eq!(words, ["Lee", "&amp;", "Co", "left"]);
        assert_eq!(&text[found.mentions()?[0].span], "Lee &amp; Co");
        assert_eq!((found.text(), found.appended_mentions()), (text, 1));
        assert!(over("Lee").is_err());
        Ok(())
    }
}
