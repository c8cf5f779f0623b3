//! A document with every kind of fact, in which names and labels can be any text.

use newsgraph_document::{
    Act, Document, Entity, EntityId, Label, Maker, Mention, MentionId, MentionKind, Participant,
    Quote, QuoteId, QuoteKind, QuoteMark, QuoteMarkKind, Reference, Relation, Repair, Sentence,
    Span, Status, Syntax, Token, Triple, Upos, WordSyntax,
};
use std::error::Error;

/// Strings that break a format which takes them as they are.
#[allow(dead_code, reason = "not every test that has the sample asks for them")]
pub(crate) const HOSTILE: [&str; 22] = [
    "Ann Lee",
    "\"><i a='b'>&lt;",
    "</script><!-- --> ]]>",
    "a\u{202E}b\u{2067}c",
    "a\0b\u{1B}[1m\u{7F}\u{9B}",
    "a\tb\nc\r\nd\u{2028}e\u{85}f",
    "=1+1",
    "-2; @SUM(A1)",
    "a,b;\"c\"",
    "a|b \\| \\\\ c\\",
    "# a *b* _c_ `d` ~~e~~ [f](g) ![h](i) $j$ <k> &amp; ==l== %%m%% [[n]]",
    "1. a",
    "- a",
    "+ a > b",
    "\\N\\G\\\\n -> x [y=z]; }",
    "<urn:a> \"b\"@en ^^ . ; , @prefix",
    "e\u{301}\u{327} \u{1100}\u{1161} \u{FFFD}",
    "\u{301}",
    "👩‍👩‍👧 𝒳 \u{FEFF}é",
    "http://example.org/a#b?c=d e",
    "  ",
    "_",
];

/// Text in parts, with the span of each.
struct Parts {
    text: String,
    spans: Vec<Span>,
}

impl Parts {
    fn new(parts: &[&str]) -> Self {
        let mut new = Self {
            text: String::new(),
            spans: Vec::new(),
        };
        for part in parts {
            let start = new.text.len();
            new.text += part;
            new.spans.push(Span::new(start, new.text.len()));
        }
        new
    }
}

/// "Headline", then "NAME told NAME, on 3 May: “NAME leads Ulm.”", with the string as the name, the id, a label, a tag and a value.
pub(crate) fn sample(odd: &str) -> Result<Document, Box<dyn Error>> {
    let by = |component: &str| Maker {
        component: component.to_owned(),
        model: Some(odd.to_owned()),
    };
    let head = format!("{odd} speaks");
    let parts = Parts::new(&[
        &head, "\n\n", odd, " ", "told", " ", odd, ",", " ", "3 May", " ", "“", odd, " ", "leads",
        " ", "Ulm", ".", "”",
    ]);
    let at = |part: usize| parts.spans[part];
    let words = [0, 2, 4, 6, 7, 9, 11, 12, 14, 16, 17, 18];
    let mut document =
        Document::new(odd, parts.text.clone())?.with_date(Some("2026-05-04".parse()?));
    let tokens = words.map(|part| Token { span: at(part) }).to_vec();
    document.set_tokens(tokens, by("tokenize"))?;
    let sentence = |tokens: std::ops::Range<usize>, paragraph| Sentence {
        span: at(words[tokens.start]).cover(at(words[tokens.end - 1])),
        tokens,
        paragraph,
    };
    document.set_sentences(vec![sentence(0..1, 0), sentence(1..12, 1)], by("tokenize"))?;
    let marks = QuoteMark {
        span: at(11).cover(at(18)),
        open: Some(at(11)),
        close: Some(at(18)),
        kind: QuoteMarkKind::Double,
        depth: 0,
        continues: false,
        repair: Some(Repair::WrongWay),
    };
    document.set_quote_marks(vec![marks], by("tokenize"))?;
    let word = |token: usize| WordSyntax {
        upos: Upos::Propn,
        xpos: odd,
        lemma: odd,
        head: (token != 0 && token != 2).then_some(2),
        dep: if token == 2 { "root" } else { odd },
    };
    let syntax = Syntax::new(document.tokenized()?, (0..12).map(word))?;
    document.set_syntax(syntax, by("syntax"))?;
    document.set_mentions(mentions(&parts, odd), by("ner"))?;
    document.set_quotes(quotes(&parts), by("quote"))?;
    document.set_entities(entities(odd), by("coref"))?;
    document.set_relations(relations(&parts, odd), by("relation"))?;
    document.set_triples(triples(&parts), by("triples"))?;
    Ok(document)
}

fn mentions(parts: &Parts, odd: &str) -> Vec<Mention> {
    let mention = |part: usize, label: Label, kind, value: Option<&str>| Mention {
        span: parts.spans[part],
        label,
        kind,
        value: value.map(str::to_owned),
        score: Some(0.75),
    };
    vec![
        mention(2, Label::PERSON, MentionKind::Proper, None),
        mention(6, Label::new(odd), MentionKind::Proper, None),
        mention(9, Label::DATE, MentionKind::Value, Some("2026-05-03")),
        mention(12, Label::PERSON, MentionKind::Proper, Some(odd)),
        mention(16, Label::LOCATION, MentionKind::Proper, None),
    ]
}

fn entities(odd: &str) -> Vec<Entity> {
    let entity = |label, name: &str, mentions: &[usize]| Entity {
        label,
        name: name.to_owned(),
        mentions: mentions.iter().copied().map(MentionId::new).collect(),
    };
    vec![
        entity(Label::PERSON, odd, &[0, 3]),
        entity(Label::new(odd), odd, &[1]),
        entity(Label::LOCATION, "Ulm", &[4]),
    ]
}

fn quotes(parts: &Parts) -> Vec<Quote> {
    let who = |part: usize, how| Participant {
        role: Some(parts.spans[9]),
        behalf: Some(parts.spans[16]),
        ..Participant::new(parts.spans[part], how)
    };
    let quote = |content: Span, parent| Quote {
        kind: QuoteKind::Direct,
        act: Act::Speech,
        content: vec![content],
        cue: Some(parts.spans[4]),
        speaker: Some(who(2, Reference::Named)),
        speakers: Vec::new(),
        addressee: Some(who(6, Reference::Described)),
        parent,
        score: Some(0.5),
    };
    let whole = parts.spans[11].cover(parts.spans[18]);
    let inner = parts.spans[12].cover(parts.spans[16]);
    let mut inner = quote(inner, Some(QuoteId::new(0)));
    inner.speakers = vec![who(2, Reference::Named), who(6, Reference::Pronoun)];
    vec![quote(whole, None), inner]
}

fn relations(parts: &Parts, odd: &str) -> Vec<Relation> {
    let relation = |label: &str, object: usize| Relation {
        label: Label::new(label),
        subject: EntityId::new(0),
        object: EntityId::new(object),
        evidence: vec![parts.spans[2].cover(parts.spans[6])],
        status: Status::Now,
        role: None,
        negated: false,
        hedged: false,
        quote: None,
        score: Some(0.25),
    };
    vec![
        relation("meets", 1),
        Relation {
            negated: true,
            ..relation(odd, 2)
        },
        Relation {
            status: Status::Former,
            role: Some(parts.spans[14]),
            ..relation("head_of", 2)
        },
        Relation {
            quote: Some(QuoteId::new(1)),
            hedged: true,
            ..relation("head_of", 2)
        },
    ]
}

fn triples(parts: &Parts) -> Vec<Triple> {
    vec![Triple {
        subject: parts.spans[2],
        implied: None,
        predicate: vec![parts.spans[4]],
        object: parts.spans[6],
        arguments: vec![parts.spans[9]],
        negated: false,
        hedged: false,
        quote: Some(QuoteId::new(0)),
        score: None,
    }]
}
