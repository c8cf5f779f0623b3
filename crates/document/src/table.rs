//! The table of layers. A layer is added here, with a check in `check.rs`; all else that differs from
//! layer to layer is made from this table: the enum, the storage, readers and setters.

/// Gives the rows to a macro.
macro_rules! layer_table {
    ($for:ident) => {
        $for! {
            /// Words.
            Tokens "tokens" rests on [] {
                kept as Vec<Token>, checked by check::tokens;
                /// Words, sorted and disjoint.
                read by tokens -> [Token];
                /// Sets words and drops every layer.
                ///
                /// # Errors
                /// [`DocumentError`] where tokens are empty, unsorted, overlapping or off a char boundary.
                set by set_tokens(Vec<Token>);
            }
            /// Sentences, which also name their paragraphs.
            Sentences "sentences" rests on [Tokens] {
                kept as Vec<Sentence>, checked by check::sentences;
                /// Sentences in order, each token in exactly one.
                read by sentences -> [Sentence];
                /// Sets sentences and drops what rests on them.
                ///
                /// # Errors
                /// [`DocumentError`] where the sentences do not hold each token once, in order, or
                /// paragraphs are not counted from 0 without gaps.
                set by set_sentences(Vec<Sentence>);
            }
            /// Paired quotation marks.
            QuoteMarks "quote marks" rests on [Sentences] {
                kept as Vec<QuoteMark>, checked by check::quote_marks;
                /// Paired quotation marks, sorted by their start.
                read by quote_marks -> [QuoteMark];
                /// Sets paired quotation marks and drops what rests on them.
                ///
                /// # Errors
                /// [`DocumentError`] where a span is off, or pairs are not sorted by their start.
                set by set_quote_marks(Vec<QuoteMark>);
            }
            /// Parts of speech, lemmas, dependency trees.
            Syntax "syntax" rests on [Sentences] {
                kept as Syntax, checked by check::syntax;
                /// Parts of speech, lemmas, trees.
                read by syntax -> Syntax;
                /// Sets syntax and drops what rests on it.
                ///
                /// # Errors
                /// [`DocumentError::Syntax`] where it does not hold one tree for each sentence of this
                /// document.
                set by set_syntax(Syntax);
            }
            /// Names, values, descriptions and pronouns.
            Mentions "mentions" rests on [Sentences] {
                kept as Mentions, checked by check::mentions;
                /// Mentions in the order of their ids: names and values in text order, then what
                /// coreference added, in text order.
                read by mentions -> [Mention];
                /// Sets mentions and drops what rests on them.
                ///
                /// # Errors
                /// [`DocumentError`] where a span is off or empty, or mentions are not sorted by their start.
                set by set_mentions(Vec<Mention>);
            }
            /// Quotes with cue, speaker and addressee.
            Quotes "quotes" rests on [QuoteMarks Syntax Mentions] {
                kept as Vec<Quote>, checked by check::quotes;
                /// Quotes, sorted by the start of their content.
                read by quotes -> [Quote];
                /// Sets quotes and drops what rests on them.
                ///
                /// # Errors
                /// [`DocumentError`] where a span is off, a quote has no content or one out of order, a
                /// parent does not exist, or a quote is part of itself.
                set by set_quotes(Vec<Quote>);
            }
            /// Entities.
            Entities "entities" rests on [Mentions Quotes] {
                kept as Entities, checked by check::entities;
                /// Entities, sorted by their first mention.
                read by entities -> [Entity];
                /// Sets entities and drops what rests on them.
                ///
                /// # Errors
                /// [`DocumentError`] where an entity has no mention, or a mention does not exist or belongs
                /// to two entities.
                set by set_entities(Vec<Entity>);
            }
            /// Typed relations.
            Relations "relations" rests on [Syntax Entities] {
                kept as Vec<Relation>, checked by check::relations;
                /// Typed relations.
                read by relations -> [Relation];
                /// Sets typed relations.
                ///
                /// # Errors
                /// [`DocumentError`] where an entity or quote does not exist, or evidence is off or missing.
                set by set_relations(Vec<Relation>);
            }
            /// Open triples.
            Triples "triples" rests on [Syntax Quotes] {
                kept as Vec<Triple>, checked by check::triples;
                /// Open triples, sorted by sentence.
                read by triples -> [Triple];
                /// Sets open triples.
                ///
                /// # Errors
                /// [`DocumentError`] where a span is off, a predicate has neither words nor an implied
                /// verb, or a quote does not exist.
                set by set_triples(Vec<Triple>);
            }
        }
    };
}

pub(crate) use layer_table;
