//! The rows of the tables. Their fields are the columns.

use crate::column::{Column, Day, Empty, List, Maybe, Number, Score, Text, Truth};
use crate::record::{Record, cell, records};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, StructArray};
use arrow_schema::{DataType, Field};
use std::sync::Arc;

records! {
    /// What each table begins with.
    KeyRow in KeyColumns {
        /// The document's id.
        document: Text,
        date: Maybe<Day>,
    }

    SpanRow in SpanColumns {
        start: Number,
        end: Number,
    }

    /// A layer that is present, and who made it.
    LayerRow in LayerColumns {
        layer: Text,
        component: Text,
        model: Maybe<Text>,
        items: Number,
        /// How many of the mentions, the last ones, coreference added.
        appended: Maybe<Number>,
    }

    DocumentRow in DocumentColumns {
        text: Text,
        layers: List<LayerColumns>,
    }

    SentenceRow in SentenceColumns {
        sentence: Number,
        paragraph: Number,
        words: Text,
        start: Number,
        end: Number,
        tokens: List<SpanColumns>,
        model: Maybe<Text>,
    }

    MentionRow in MentionColumns {
        mention: Number,
        words: Text,
        start: Number,
        end: Number,
        label: Text,
        kind: Text,
        entity: Maybe<Number>,
        /// The entity's name.
        name: Maybe<Text>,
        value: Maybe<Text>,
        score: Maybe<Score>,
        model: Maybe<Text>,
    }

    EntityRow in EntityColumns {
        entity: Number,
        label: Text,
        name: Text,
        other_names: List<Text>,
        /// Whether the text names it, and does not only describe it or point at it.
        named: Truth,
        /// The numbers of its mentions.
        mentions: List<Number>,
        /// Where its first mention stands.
        start: Number,
        end: Number,
        model: Maybe<Text>,
    }

    /// One who takes part in a quote.
    ParticipantRow in ParticipantColumns {
        /// The name of its entity, else its words.
        name: Text,
        entity: Maybe<Number>,
        words: Text,
        start: Number,
        end: Number,
        head_start: Number,
        head_end: Number,
        how: Text,
        role: Maybe<Text>,
        role_start: Maybe<Number>,
        role_end: Maybe<Number>,
        /// Whom it speaks for: the name of the entity, else the words.
        for_name: Maybe<Text>,
        for_entity: Maybe<Number>,
        for_start: Maybe<Number>,
        for_end: Maybe<Number>,
    }

    /// A quote. Whoever speaks first, and whoever is addressed, stands in columns of its own as well.
    QuoteRow in QuoteColumns {
        quote: Number,
        kind: Text,
        act: Text,
        words: Text,
        start: Number,
        end: Number,
        spans: List<SpanColumns>,
        cue: Maybe<Text>,
        cue_start: Maybe<Number>,
        cue_end: Maybe<Number>,
        speaker: Maybe<Text>,
        speaker_entity: Maybe<Number>,
        speaker_words: Maybe<Text>,
        speaker_start: Maybe<Number>,
        speaker_end: Maybe<Number>,
        speaker_how: Maybe<Text>,
        speaker_role: Maybe<Text>,
        speaker_for: Maybe<Text>,
        addressee: Maybe<Text>,
        addressee_entity: Maybe<Number>,
        addressee_words: Maybe<Text>,
        speakers: List<ParticipantColumns>,
        addressees: List<ParticipantColumns>,
        /// The number of the quote that it is part of.
        parent: Maybe<Number>,
        score: Maybe<Score>,
        model: Maybe<Text>,
    }

    RelationRow in RelationColumns {
        relation: Number,
        label: Text,
        subject: Text,
        subject_entity: Number,
        subject_label: Text,
        object: Text,
        object_entity: Number,
        object_label: Text,
        status: Text,
        role: Maybe<Text>,
        role_start: Maybe<Number>,
        role_end: Maybe<Number>,
        negated: Truth,
        hedged: Truth,
        words: Text,
        start: Number,
        end: Number,
        spans: List<SpanColumns>,
        quote: Maybe<Number>,
        claimant: Maybe<Text>,
        claimant_entity: Maybe<Number>,
        score: Maybe<Score>,
        model: Maybe<Text>,
    }

    /// A further argument of a triple.
    ArgumentRow in ArgumentColumns {
        words: Text,
        start: Number,
        end: Number,
    }

    TripleRow in TripleColumns {
        triple: Number,
        subject: Text,
        predicate: Text,
        object: Text,
        arguments: List<ArgumentColumns>,
        /// A verb of the predicate that is not in the text.
        implied: Maybe<Text>,
        subject_start: Number,
        subject_end: Number,
        predicate_spans: List<SpanColumns>,
        object_start: Number,
        object_end: Number,
        negated: Truth,
        hedged: Truth,
        quote: Maybe<Number>,
        claimant: Maybe<Text>,
        claimant_entity: Maybe<Number>,
        score: Maybe<Score>,
        model: Maybe<Text>,
    }

    /// A mention of a date, a number or an amount.
    ValueRow in ValueColumns {
        mention: Number,
        words: Text,
        start: Number,
        end: Number,
        label: Text,
        value: Maybe<Text>,
        score: Maybe<Score>,
        model: Maybe<Text>,
    }

    /// A document with all of its layers. One that is absent is empty; one in which nothing was found has no items.
    NestedRow in NestedColumns {
        document: Text,
        date: Maybe<Day>,
        text: Text,
        layers: List<LayerColumns>,
        sentences: Maybe<List<SentenceColumns>>,
        mentions: Maybe<List<MentionColumns>>,
        entities: Maybe<List<EntityColumns>>,
        quotes: Maybe<List<QuoteColumns>>,
        relations: Maybe<List<RelationColumns>>,
        triples: Maybe<List<TripleColumns>>,
        values: Maybe<List<ValueColumns>>,
    }
}
