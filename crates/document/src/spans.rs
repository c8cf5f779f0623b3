//! The spans of each layer, for a document that moves to another text. A field is named in each place, so
//! that one that is added is not forgotten.

use crate::made::{Entities, Mentions};
use crate::{
    Mention, Participant, Quote, QuoteMark, Relation, Sentence, Span, Syntax, Token, Triple,
};

/// What has spans of a text.
pub(crate) trait Spans {
    /// Passes each of them.
    fn each_span(&mut self, pass: &dyn Fn(&mut Span));
}

impl<T: Spans> Spans for Vec<T> {
    fn each_span(&mut self, pass: &dyn Fn(&mut Span)) {
        for item in self {
            item.each_span(pass);
        }
    }
}

impl<T: Spans> Spans for Option<T> {
    fn each_span(&mut self, pass: &dyn Fn(&mut Span)) {
        if let Some(item) = self {
            item.each_span(pass);
        }
    }
}

impl Spans for Span {
    fn each_span(&mut self, pass: &dyn Fn(&mut Span)) {
        pass(self);
    }
}

impl Spans for Token {
    fn each_span(&mut self, pass: &dyn Fn(&mut Span)) {
        let Self { span } = self;
        pass(span);
    }
}

impl Spans for Sentence {
    fn each_span(&mut self, pass: &dyn Fn(&mut Span)) {
        let Self {
            span,
            tokens: _,
            paragraph: _,
        } = self;
        pass(span);
    }
}

impl Spans for QuoteMark {
    fn each_span(&mut self, pass: &dyn Fn(&mut Span)) {
        let Self {
            span,
            open,
            close,
            kind: _,
            depth: _,
            continues: _,
            repair: _,
        } = self;
        pass(span);
        open.each_span(pass);
        close.each_span(pass);
    }
}

impl Spans for Syntax {
    fn each_span(&mut self, _: &dyn Fn(&mut Span)) {}
}

impl Spans for Mention {
    fn each_span(&mut self, pass: &dyn Fn(&mut Span)) {
        let Self {
            span,
            label: _,
            kind: _,
            value: _,
            score: _,
        } = self;
        pass(span);
    }
}

impl Spans for Mentions {
    fn each_span(&mut self, pass: &dyn Fn(&mut Span)) {
        let Self { all, set: _ } = self;
        all.each_span(pass);
    }
}

impl Spans for Participant {
    fn each_span(&mut self, pass: &dyn Fn(&mut Span)) {
        let Self {
            span,
            head,
            how: _,
            role,
            behalf,
        } = self;
        pass(span);
        pass(head);
        role.each_span(pass);
        behalf.each_span(pass);
    }
}

impl Spans for Quote {
    fn each_span(&mut self, pass: &dyn Fn(&mut Span)) {
        let Self {
            kind: _,
            act: _,
            content,
            cue,
            speaker,
            speakers,
            addressee,
            parent: _,
            score: _,
        } = self;
        content.each_span(pass);
        cue.each_span(pass);
        speaker.each_span(pass);
        speakers.each_span(pass);
        addressee.each_span(pass);
    }
}

impl Spans for Entities {
    fn each_span(&mut self, _: &dyn Fn(&mut Span)) {}
}

impl Spans for Relation {
    fn each_span(&mut self, pass: &dyn Fn(&mut Span)) {
        let Self {
            label: _,
            subject: _,
            object: _,
            evidence,
            status: _,
            role,
            negated: _,
            hedged: _,
            quote: _,
            score: _,
        } = self;
        evidence.each_span(pass);
        role.each_span(pass);
    }
}

impl Spans for Triple {
    fn each_span(&mut self, pass: &dyn Fn(&mut Span)) {
        let Self {
            subject,
            implied: _,
            predicate,
            object,
            arguments,
            negated: _,
            hedged: _,
            quote: _,
            score: _,
        } = self;
        pass(subject);
        predicate.each_span(pass);
        pass(object);
        arguments.each_span(pass);
    }
}
