use crate::{
    Date, Entity, EntityId, Layer, Mention, MentionId, Quote, QuoteId, QuoteMark, Relation,
    Sentence, Span, Syntax, SyntaxError, Token, TokenizedText, Triple,
};

/// A text with what was found in it.
///
/// The text never changes. Every annotation is a [`Span`] of it, checked when it enters. Layers are
/// absent or present; setting one drops those that rest on it (see [`Layer::rests_on`]), so that
/// what is present always fits together.
#[derive(Clone, Debug, Default)]
pub struct Document {
    id: String,
    text: String,
    date: Option<Date>,
    tokens: Option<Made<Vec<Token>>>,
    sentences: Option<Made<Vec<Sentence>>>,
    quote_marks: Option<Made<Vec<QuoteMark>>>,
    syntax: Option<Made<Syntax>>,
    mentions: Option<Made<Vec<Mention>>>,
    /// How many of the mentions were set, and not appended.
    set_mentions: usize,
    quotes: Option<Made<Vec<Quote>>>,
    entities: Option<Made<Vec<Entity>>>,
    entity_of: Vec<Option<EntityId>>,
    relations: Option<Made<Vec<Relation>>>,
    triples: Option<Made<Vec<Triple>>>,
}

/// Who made a layer.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Maker {
    /// The annotator's name.
    pub component: String,
    /// Its model, name and version, where it has one.
    pub model: Option<String>,
}

impl<A: crate::Annotator + ?Sized> From<&A> for Maker {
    fn from(annotator: &A) -> Self {
        Self {
            component: annotator.name().to_owned(),
            model: annotator.model().map(str::to_owned),
        }
    }
}

#[derive(Clone, Debug)]
struct Made<T> {
    items: T,
    by: Maker,
}

/// A document refuses what does not fit its text or its other layers.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// Byte positions are kept in 32 bits.
    #[error("expected a text of at most 4294967295 bytes, found {0}")]
    TextTooLong(usize),
    /// A layer must be set before this one.
    #[error("the {wanted} layer is absent; run the component that sets it first")]
    MissingLayer {
        /// The layer that is absent.
        wanted: Layer,
    },
    /// A span lies outside the text, or cuts a char in two.
    #[error(
        "span {span:?} of the {layer} layer does not fit a text of {len} bytes, or cuts a char"
    )]
    Span {
        /// The layer that it was given for.
        layer: Layer,
        /// The span.
        span: Span,
        /// The text's length.
        len: usize,
    },
    /// Items must be sorted, disjoint, non-empty or gapless, as their type says.
    #[error(
        "item {position} of the {layer} layer is empty, out of order or overlaps its neighbour"
    )]
    Order {
        /// The layer.
        layer: Layer,
        /// Position of the item.
        position: usize,
    },
    /// An id names nothing.
    #[error(
        "item {position} of the {layer} layer refers to item {target} of the {of} layer, which has {len}"
    )]
    Reference {
        /// The layer with the id.
        layer: Layer,
        /// Position of the item with the id.
        position: usize,
        /// The layer that the id is of.
        of: Layer,
        /// The id.
        target: usize,
        /// How many items that layer has.
        len: usize,
    },
    /// A mention may belong to one entity only.
    #[error("mention {mention} belongs to more than one entity")]
    SharedMention {
        /// The mention's position.
        mention: usize,
    },
    /// The trees are not trees.
    #[error("the syntax layer does not hold one tree for each sentence")]
    Syntax(#[from] SyntaxError),
}

macro_rules! readers {
    ($($field:ident $layer:ident $item:ty, $doc:literal;)*) => { $(
        #[doc = $doc]
        ///
        /// # Errors
        /// [`DocumentError::MissingLayer`] where the layer is absent.
        pub fn $field(&self) -> Result<$item, DocumentError> {
            match &self.$field {
                Some(made) => Ok(&made.items),
                None => Err(DocumentError::MissingLayer { wanted: Layer::$layer }),
            }
        }
    )* };
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

    readers! {
        tokens Tokens &[Token], "Words, sorted and disjoint.";
        sentences Sentences &[Sentence], "Sentences in order, each token in exactly one.";
        quote_marks QuoteMarks &[QuoteMark], "Paired quotation marks, sorted by their start.";
        syntax Syntax &Syntax, "Parts of speech, lemmas, trees.";
        mentions Mentions &[Mention], "Mentions in the order of their ids: names and values in text order, then what coreference added, in text order.";
        quotes Quotes &[Quote], "Quotes, sorted by the start of their content.";
        entities Entities &[Entity], "Entities, sorted by their first mention.";
        relations Relations &[Relation], "Typed relations.";
        triples Triples &[Triple], "Open triples, sorted by sentence.";
    }

    /// Text, tokens and sentences as one view.
    ///
    /// # Errors
    /// [`DocumentError::MissingLayer`] where tokens or sentences are absent.
    pub fn tokenized(&self) -> Result<TokenizedText<'_>, DocumentError> {
        Ok(TokenizedText {
            text: &self.text,
            tokens: self.tokens()?,
            sentences: self.sentences()?,
        })
    }

    /// Whether the layer is present. A layer that was set with no items is.
    pub fn has(&self, layer: Layer) -> bool {
        self.maker(layer).is_some()
    }

    /// Who made the layer; `None` where it is absent.
    pub fn maker(&self, layer: Layer) -> Option<&Maker> {
        fn by<T>(made: Option<&Made<T>>) -> Option<&Maker> {
            made.map(|m| &m.by)
        }
        match layer {
            Layer::Tokens => by(self.tokens.as_ref()),
            Layer::Sentences => by(self.sentences.as_ref()),
            Layer::QuoteMarks => by(self.quote_marks.as_ref()),
            Layer::Syntax => by(self.syntax.as_ref()),
            Layer::Mentions => by(self.mentions.as_ref()),
            Layer::Quotes => by(self.quotes.as_ref()),
            Layer::Entities => by(self.entities.as_ref()),
            Layer::Relations => by(self.relations.as_ref()),
            Layer::Triples => by(self.triples.as_ref()),
        }
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
        self.entity_of.get(mention.index()).copied().flatten()
    }

    /// The entity whose mention best stands for the span, by [`Span::fit`]. This is how a quote's
    /// speaker is bound to an entity.
    pub fn entity_at(&self, span: Span) -> Option<EntityId> {
        self.mention_at(span).and_then(|m| self.entity_of(m))
    }

    /// The mention with an entity that best covers the span; see [`Document::entity_at`].
    pub fn mention_at(&self, span: Span) -> Option<MentionId> {
        let mentions = &self.mentions.as_ref()?.items;
        let ids = (0..mentions.len()).map(MentionId::new);
        ids.filter(|&id| self.entity_of(id).is_some() && mentions[id.index()].span.overlaps(span))
            .max_by_key(|&id| span.fit(mentions[id.index()].span, &self.text))
    }

    /// Sets words and drops every layer.
    ///
    /// # Errors
    /// [`DocumentError`] where tokens are empty, unsorted, overlapping or off a char boundary.
    pub fn set_tokens(
        &mut self,
        tokens: Vec<Token>,
        by: impl Into<Maker>,
    ) -> Result<(), DocumentError> {
        self.check_spans(Layer::Tokens, tokens.iter().map(|t| t.span))?;
        for (position, token) in tokens.iter().enumerate() {
            let touches = position > 0 && tokens[position - 1].span.end() > token.span.start();
            if touches || token.span.is_empty() {
                return Err(DocumentError::Order {
                    layer: Layer::Tokens,
                    position,
                });
            }
        }
        self.drop_above(Layer::Tokens);
        self.tokens = Some(Made {
            items: tokens,
            by: by.into(),
        });
        Ok(())
    }

    /// Sets sentences and drops what rests on them.
    ///
    /// # Errors
    /// [`DocumentError`] where the sentences do not hold each token once, in order.
    pub fn set_sentences(
        &mut self,
        sentences: Vec<Sentence>,
        by: impl Into<Maker>,
    ) -> Result<(), DocumentError> {
        let tokens = self.tokens()?;
        let (mut next, mut paragraph) = (0, 0);
        for (position, sentence) in sentences.iter().enumerate() {
            let range = &sentence.tokens;
            let whole = range.start == next && range.start < range.end && range.end <= tokens.len();
            let steps = if position == 0 {
                sentence.paragraph == 0
            } else {
                sentence.paragraph <= paragraph + 1
            };
            let covers = whole
                && sentence.span == tokens[range.start].span.cover(tokens[range.end - 1].span);
            if !covers || !steps || sentence.paragraph < paragraph {
                return Err(DocumentError::Order {
                    layer: Layer::Sentences,
                    position,
                });
            }
            (next, paragraph) = (range.end, sentence.paragraph);
        }
        if next != tokens.len() {
            return Err(DocumentError::Order {
                layer: Layer::Sentences,
                position: sentences.len(),
            });
        }
        self.drop_above(Layer::Sentences);
        self.sentences = Some(Made {
            items: sentences,
            by: by.into(),
        });
        Ok(())
    }

    /// Sets paired quotation marks and drops what rests on them.
    ///
    /// # Errors
    /// [`DocumentError`] where a span is off, or pairs are not sorted by their start.
    pub fn set_quote_marks(
        &mut self,
        marks: Vec<QuoteMark>,
        by: impl Into<Maker>,
    ) -> Result<(), DocumentError> {
        self.sentences()?;
        let parts = |m: &QuoteMark| [Some(m.span), m.open, m.close];
        self.check_spans(Layer::QuoteMarks, marks.iter().flat_map(parts).flatten())?;
        if let Some(at) = marks
            .windows(2)
            .position(|w| w[0].span.start() > w[1].span.start())
        {
            return Err(DocumentError::Order {
                layer: Layer::QuoteMarks,
                position: at + 1,
            });
        }
        self.drop_above(Layer::QuoteMarks);
        self.quote_marks = Some(Made {
            items: marks,
            by: by.into(),
        });
        Ok(())
    }

    /// Sets syntax and drops what rests on it.
    ///
    /// # Errors
    /// [`DocumentError::Syntax`] where it was built for other sentences.
    pub fn set_syntax(
        &mut self,
        syntax: Syntax,
        by: impl Into<Maker>,
    ) -> Result<(), DocumentError> {
        let expected = self.tokenized()?.tokens.len();
        if syntax.len() != expected {
            return Err(SyntaxError::Length {
                expected,
                found: syntax.len(),
            }
            .into());
        }
        self.drop_above(Layer::Syntax);
        self.syntax = Some(Made {
            items: syntax,
            by: by.into(),
        });
        Ok(())
    }

    /// Sets mentions and drops what rests on them.
    ///
    /// # Errors
    /// [`DocumentError`] where a span is off or empty, or mentions are not sorted by their start.
    pub fn set_mentions(
        &mut self,
        mentions: Vec<Mention>,
        by: impl Into<Maker>,
    ) -> Result<(), DocumentError> {
        self.sentences()?;
        self.check_mentions(&mentions)?;
        self.drop_above(Layer::Mentions);
        self.set_mentions = mentions.len();
        self.mentions = Some(Made {
            items: mentions,
            by: by.into(),
        });
        Ok(())
    }

    /// Adds mentions after those that are there. Ids that exist stay, and no layer is dropped.
    ///
    /// # Errors
    /// As [`Document::set_mentions`].
    pub fn append_mentions(&mut self, mentions: Vec<Mention>) -> Result<(), DocumentError> {
        self.check_mentions(&mentions)?;
        let Some(made) = &mut self.mentions else {
            return Err(DocumentError::MissingLayer {
                wanted: Layer::Mentions,
            });
        };
        made.items.extend(mentions);
        Ok(())
    }

    /// Takes away the mentions that were appended, and the entities, which may hold them, with what rests
    /// on those. Nothing happens where none was appended.
    pub fn drop_appended_mentions(&mut self) {
        let set = self.set_mentions;
        let appended = self.mentions.as_mut().filter(|made| made.items.len() > set);
        if let Some(made) = appended {
            made.items.truncate(set);
            self.entities = None;
            self.entity_of.clear();
            self.drop_above(Layer::Entities);
        }
    }

    /// Sets quotes and drops what rests on them.
    ///
    /// # Errors
    /// [`DocumentError`] where a span is off, a quote has no content, or a parent does not exist.
    pub fn set_quotes(
        &mut self,
        quotes: Vec<Quote>,
        by: impl Into<Maker>,
    ) -> Result<(), DocumentError> {
        self.tokenized()?;
        let parts = |q: &Quote| {
            let people = [q.speaker, q.addressee]
                .into_iter()
                .flatten()
                .map(|p| p.span);
            q.content
                .iter()
                .copied()
                .chain(q.cue)
                .chain(people)
                .collect::<Vec<_>>()
        };
        self.check_spans(Layer::Quotes, quotes.iter().flat_map(parts))?;
        for (position, quote) in quotes.iter().enumerate() {
            let sorted = quote.content.windows(2).all(|w| w[0].end() <= w[1].start());
            if quote.content.is_empty() || !sorted {
                return Err(DocumentError::Order {
                    layer: Layer::Quotes,
                    position,
                });
            }
            if let Some(parent) = quote.parent {
                self.check_id(
                    Layer::Quotes,
                    position,
                    Layer::Quotes,
                    parent.index(),
                    quotes.len(),
                )?;
            }
        }
        self.drop_above(Layer::Quotes);
        self.quotes = Some(Made {
            items: quotes,
            by: by.into(),
        });
        Ok(())
    }

    /// Sets entities and drops what rests on them.
    ///
    /// # Errors
    /// [`DocumentError`] where a mention does not exist or belongs to two entities.
    pub fn set_entities(
        &mut self,
        entities: Vec<Entity>,
        by: impl Into<Maker>,
    ) -> Result<(), DocumentError> {
        let len = self.mentions()?.len();
        let mut entity_of = vec![None; len];
        for (position, entity) in entities.iter().enumerate() {
            if entity.mentions.is_empty() {
                return Err(DocumentError::Order {
                    layer: Layer::Entities,
                    position,
                });
            }
            for mention in &entity.mentions {
                self.check_id(
                    Layer::Entities,
                    position,
                    Layer::Mentions,
                    mention.index(),
                    len,
                )?;
                if entity_of[mention.index()]
                    .replace(EntityId::new(position))
                    .is_some()
                {
                    return Err(DocumentError::SharedMention {
                        mention: mention.index(),
                    });
                }
            }
        }
        self.drop_above(Layer::Entities);
        self.entity_of = entity_of;
        self.entities = Some(Made {
            items: entities,
            by: by.into(),
        });
        Ok(())
    }

    /// Sets typed relations.
    ///
    /// # Errors
    /// [`DocumentError`] where an entity or quote does not exist, or evidence is off or missing.
    pub fn set_relations(
        &mut self,
        relations: Vec<Relation>,
        by: impl Into<Maker>,
    ) -> Result<(), DocumentError> {
        let len = self.entities()?.len();
        self.check_spans(
            Layer::Relations,
            relations.iter().flat_map(|r| r.evidence.iter().copied()),
        )?;
        for (position, relation) in relations.iter().enumerate() {
            for entity in [relation.subject, relation.object] {
                self.check_id(
                    Layer::Relations,
                    position,
                    Layer::Entities,
                    entity.index(),
                    len,
                )?;
            }
            self.check_quote(Layer::Relations, position, relation.quote)?;
            if relation.evidence.is_empty() {
                return Err(DocumentError::Order {
                    layer: Layer::Relations,
                    position,
                });
            }
        }
        self.relations = Some(Made {
            items: relations,
            by: by.into(),
        });
        Ok(())
    }

    /// Sets open triples.
    ///
    /// # Errors
    /// [`DocumentError`] where a span is off, a predicate has neither words nor an implied verb, or a quote does not exist.
    pub fn set_triples(
        &mut self,
        triples: Vec<Triple>,
        by: impl Into<Maker>,
    ) -> Result<(), DocumentError> {
        self.tokenized()?;
        let parts = |t: &Triple| {
            let ends = [t.subject, t.object];
            ends.into_iter()
                .chain(t.predicate.iter().copied())
                .chain(t.arguments.iter().copied())
                .collect::<Vec<_>>()
        };
        self.check_spans(Layer::Triples, triples.iter().flat_map(parts))?;
        for (position, triple) in triples.iter().enumerate() {
            self.check_quote(Layer::Triples, position, triple.quote)?;
            if triple.predicate.is_empty() && triple.implied.is_none() {
                return Err(DocumentError::Order {
                    layer: Layer::Triples,
                    position,
                });
            }
        }
        self.triples = Some(Made {
            items: triples,
            by: by.into(),
        });
        Ok(())
    }

    fn check_spans(
        &self,
        layer: Layer,
        spans: impl Iterator<Item = Span>,
    ) -> Result<(), DocumentError> {
        for span in spans {
            if !span.fits(&self.text) {
                return Err(DocumentError::Span {
                    layer,
                    span,
                    len: self.text.len(),
                });
            }
        }
        Ok(())
    }

    fn check_mentions(&self, mentions: &[Mention]) -> Result<(), DocumentError> {
        self.check_spans(Layer::Mentions, mentions.iter().map(|m| m.span))?;
        for (position, mention) in mentions.iter().enumerate() {
            let unsorted =
                position > 0 && mentions[position - 1].span.start() > mention.span.start();
            if unsorted || mention.span.is_empty() {
                return Err(DocumentError::Order {
                    layer: Layer::Mentions,
                    position,
                });
            }
        }
        Ok(())
    }

    fn check_quote(
        &self,
        layer: Layer,
        position: usize,
        quote: Option<QuoteId>,
    ) -> Result<(), DocumentError> {
        match quote {
            Some(quote) => self.check_id(
                layer,
                position,
                Layer::Quotes,
                quote.index(),
                self.quotes()?.len(),
            ),
            None => Ok(()),
        }
    }

    #[expect(clippy::unused_self, reason = "reads as the other checks do")]
    fn check_id(
        &self,
        layer: Layer,
        position: usize,
        of: Layer,
        target: usize,
        len: usize,
    ) -> Result<(), DocumentError> {
        if target < len {
            Ok(())
        } else {
            Err(DocumentError::Reference {
                layer,
                position,
                of,
                target,
                len,
            })
        }
    }

    fn drop_above(&mut self, changed: Layer) {
        for layer in Layer::ALL.into_iter().filter(|l| l.depends_on(changed)) {
            match layer {
                Layer::Tokens => self.tokens = None,
                Layer::Sentences => self.sentences = None,
                Layer::QuoteMarks => self.quote_marks = None,
                Layer::Syntax => self.syntax = None,
                Layer::Mentions => self.mentions = None,
                Layer::Quotes => self.quotes = None,
                Layer::Entities => {
                    self.entities = None;
                    self.entity_of.clear();
                }
                Layer::Relations => self.relations = None,
                Layer::Triples => self.triples = None,
            }
        }
    }
}
