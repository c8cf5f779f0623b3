//! What holds of every document that was read, and of every form in which it is written.

use newsgraph::document::{
    Document, Layer, Mention, OffsetUnit, Participant, Quote, Relation, Span, Triple,
};
use newsgraph_export::{Format, Writer, from_json, to_json};

/// Asserts that each layer that is there holds what it promises.
pub fn assert_sound(document: &Document) {
    let text = document.text();
    if let Ok(tokens) = document.tokens() {
        let mut end = 0;
        for token in tokens {
            filled(text, token.span);
            assert!(token.span.start() >= end, "tokens are sorted and apart");
            end = token.span.end();
        }
    }
    if let Ok(sentences) = document.sentences() {
        let mut next = 0;
        for sentence in sentences {
            filled(text, sentence.span);
            assert_eq!(sentence.tokens.start, next, "sentences hold all tokens");
            assert!(sentence.tokens.end > next, "no sentence is empty");
            next = sentence.tokens.end;
        }
        assert_eq!(document.tokens().map_or(0, <[_]>::len), next);
    }
    if let Ok(marks) = document.quote_marks() {
        for mark in marks {
            let edges = [mark.open, mark.close];
            fits(text, mark.span);
            for edge in edges.into_iter().flatten() {
                filled(text, edge);
                assert!(mark.span.contains(edge), "a pair holds its marks");
            }
        }
    }
    if let (Ok(syntax), Ok(tokens)) = (document.syntax(), document.tokens()) {
        assert_eq!(syntax.len(), tokens.len(), "each token has its syntax");
    }
    for mention in document.mentions().into_iter().flatten() {
        assert_mention(text, mention);
    }
    let quotes = document.quotes().unwrap_or_default();
    for quote in quotes {
        assert_quote(text, quote, quotes.len());
    }
    assert_entities(document);
    let entities = document.entities().unwrap_or_default().len();
    for relation in document.relations().into_iter().flatten() {
        assert_relation(text, relation, (entities, quotes.len()));
    }
    for triple in document.triples().into_iter().flatten() {
        assert_triple(text, triple, quotes.len());
    }
}

fn fits(text: &str, span: Span) {
    assert!(span.fits(text), "{span:?} is off the text or in a char");
}

fn filled(text: &str, span: Span) {
    fits(text, span);
    assert!(!span.is_empty(), "{span:?} is empty");
    // Of a text that went through a wrong encoding, U+0085 is an ellipsis.
    let is_shown = |c: char| c == '\u{85}' || !c.is_whitespace();
    let words = &text[span];
    assert!(words.contains(is_shown), "{span:?} is blank: {words:?}");
}

fn share(score: Option<f32>) {
    if let Some(score) = score {
        assert!((0.0..=1.0).contains(&score), "{score} is no confidence");
    }
}

fn assert_mention(text: &str, mention: &Mention) {
    filled(text, mention.span);
    share(mention.score);
    assert!(!mention.label.as_str().is_empty());
}

fn assert_participant(text: &str, who: &Participant) {
    filled(text, who.span);
    filled(text, who.head);
    for span in [who.role, who.behalf].into_iter().flatten() {
        filled(text, span);
    }
}

fn assert_quote(text: &str, quote: &Quote, quotes: usize) {
    assert!(!quote.content.is_empty(), "a quote has content");
    assert!(
        quote
            .content
            .windows(2)
            .all(|pair| pair[0].end() <= pair[1].start()),
        "the parts of a quote are sorted and apart"
    );
    for &span in quote.content.iter().chain(quote.cue.as_slice()) {
        filled(text, span);
    }
    let others = [quote.speaker.as_ref(), quote.addressee.as_ref()];
    for who in others.into_iter().flatten().chain(&quote.speakers) {
        assert_participant(text, who);
    }
    assert!(quote.parent.is_none_or(|parent| parent.index() < quotes));
    share(quote.score);
}

fn assert_entities(document: &Document) {
    let mentions = document.mentions().map_or(0, <[_]>::len);
    let mut owned = vec![false; mentions];
    for entity in document.entities().into_iter().flatten() {
        assert!(!entity.name.trim().is_empty(), "an entity has a name");
        assert!(!entity.mentions.is_empty(), "an entity has a mention");
        for mention in &entity.mentions {
            let owned = &mut owned[mention.index()];
            assert!(!*owned, "a mention has one entity");
            *owned = true;
        }
    }
}

fn assert_relation(text: &str, relation: &Relation, (entities, quotes): (usize, usize)) {
    assert!(relation.subject.index() < entities && relation.object.index() < entities);
    assert_ne!(
        relation.subject, relation.object,
        "nobody relates to himself"
    );
    assert!(!relation.evidence.is_empty(), "a relation shows its words");
    for &span in relation.evidence.iter().chain(relation.role.as_slice()) {
        filled(text, span);
    }
    assert!(relation.quote.is_none_or(|quote| quote.index() < quotes));
    share(relation.score);
}

fn assert_triple(text: &str, triple: &Triple, quotes: usize) {
    let spans = [triple.subject, triple.object];
    for span in spans.into_iter().chain(triple.arguments.iter().copied()) {
        filled(text, span);
    }
    for &span in &triple.predicate {
        filled(text, span);
    }
    assert!(!triple.predicate_text(text).trim().is_empty());
    assert!(triple.quote.is_none_or(|quote| quote.index() < quotes));
    share(triple.score);
}

/// Asserts that the document is the same after JSON and back, in every unit, and that every other form of it can be
/// written.
pub fn assert_exports(document: &Document) {
    for unit in [OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16] {
        let json = to_json(document, unit);
        let read = from_json(&json).expect("what was written is read");
        assert!(
            &read == document,
            "the document is the same after JSON in {unit:?}"
        );
        assert_eq!(json, to_json(&read, unit));
    }
    let rows = written(document, Format::Jsonl);
    assert_eq!(rows.lines().count(), 2, "a line for each document");
    for row in rows.lines() {
        from_json(row).expect("a line is a document");
    }
    let all: Vec<serde_json::Value> =
        serde_json::from_str(&written(document, Format::Json)).expect("an array");
    assert_eq!(all.len(), 2);
    let page = written(document, Format::Html);
    let scripts = |page: &str| page.to_lowercase().matches("<script").count();
    let empty = Writer::new(Vec::new(), Format::Html, OffsetUnit::Char).finish();
    let empty = String::from_utf8(empty.expect("memory takes all")).expect("UTF-8");
    assert_eq!(scripts(&page), scripts(&empty), "text is no markup");
    written(document, Format::Text);
    let blocks = written(document, Format::Conllu);
    if document.has(Layer::Syntax) {
        let read = newsgraph_eval::conllu::parse(&blocks, "blocks".as_ref());
        let read = read.expect("the blocks are CoNLL-U");
        let words = read
            .iter()
            .flat_map(|d| &d.sentences)
            .map(|s| s.words.len());
        assert_eq!(
            words.sum::<usize>(),
            2 * document.tokens().map_or(0, <[_]>::len)
        );
    }
}

/// The document twice in a format.
fn written(document: &Document, format: Format) -> String {
    let mut writer = Writer::new(Vec::new(), format, OffsetUnit::Char);
    writer.write(document).expect("memory takes all");
    writer.write(document).expect("memory takes all");
    let bytes = writer.finish().expect("memory takes all");
    String::from_utf8(bytes).expect("the output is UTF-8")
}
