//! The formats on a document that is built by hand.

use newsgraph_document::{
    Act, Document, Entity, EntityId, Label, Layer, Maker, Mention, MentionId, MentionKind,
    OffsetUnit, Participant, Quote, QuoteId, QuoteKind, QuoteMark, QuoteMarkKind, Reference,
    Relation, Repair, Sentence, Span, Status, Syntax, Token, Triple, Upos, WordSyntax,
};
use newsgraph_export::{Field, Format, TextStyles, Writer, to_conllu, to_json, to_text};
use proptest::prelude::*;
use serde_json::json;
use std::error::Error;

type Outcome = Result<(), Box<dyn Error>>;

const TEXT: &str = "“Don’t go,” she told Ann Lee.";

fn span(words: &str) -> Span {
    let start = TEXT.find(words).unwrap_or_default();
    Span::new(start, start + words.len())
}

fn mention(words: &str, label: Label, kind: MentionKind) -> Mention {
    Mention {
        span: span(words),
        label,
        kind,
        value: None,
        score: None,
    }
}

fn tokens() -> Vec<Token> {
    [
        "“", "Do", "n’t", "go", ",", "”", "she", "told", "Ann", "Lee", ".",
    ]
    .map(|word| Token { span: span(word) })
    .to_vec()
}

fn sample() -> Result<Document, Box<dyn Error>> {
    let by = Maker::default;
    let mut document = Document::new("a<b>.txt", TEXT)?.with_date(Some("2017-03-19".parse()?));
    document.set_tokens(tokens(), by())?;
    let sentence = Sentence {
        span: Span::new(0, TEXT.len()),
        tokens: 0..11,
        paragraph: 0,
    };
    document.set_sentences(vec![sentence], by())?;
    let mark = QuoteMark {
        span: span("“Don’t go,”"),
        open: Some(span("“")),
        close: Some(span("”")),
        kind: QuoteMarkKind::Double,
        depth: 0,
        continues: false,
        repair: Some(Repair::WrongWay),
    };
    document.set_quote_marks(vec![mark], by())?;
    let words = (0..11).map(|at| WordSyntax {
        upos: if at == 7 { Upos::Verb } else { Upos::X },
        xpos: "T",
        lemma: if at == 7 { "tell" } else { "" },
        head: (at != 7).then_some(7),
        dep: if at == 7 { "root" } else { "dep" },
    });
    let syntax = Syntax::new(document.tokenized()?, words)?;
    document.set_syntax(syntax, by())?;
    let name = mention("Ann Lee", Label::PERSON, MentionKind::Proper);
    document.set_mentions(vec![name], by())?;
    let who = |words, how| Some(Participant::new(span(words), how));
    let quote = Quote {
        kind: QuoteKind::Direct,
        act: Act::Thought,
        content: vec![span("“Don’t go,”")],
        cue: Some(span("told")),
        speaker: who("she", Reference::Pronoun),
        speakers: Vec::new(),
        addressee: Some(Participant {
            head: span("Lee"),
            role: Some(span("Ann")),
            behalf: Some(span("Ann Lee")),
            ..Participant::new(span("Ann Lee"), Reference::Named)
        }),
        parent: None,
        score: Some(0.5),
    };
    document.set_quotes(vec![quote], by())?;
    document.append_mentions(vec![mention("she", Label::PERSON, MentionKind::Pronoun)])?;
    let entity = |name: &str, mention| Entity {
        label: Label::PERSON,
        name: name.to_owned(),
        mentions: vec![MentionId::new(mention)],
    };
    document.set_entities(vec![entity("she", 1), entity("Ann Lee", 0)], by())?;
    let relation = Relation {
        label: Label::new("meets"),
        subject: EntityId::new(0),
        object: EntityId::new(1),
        evidence: vec![span("told")],
        status: Status::Planned,
        role: Some(span("told")),
        negated: true,
        hedged: false,
        quote: None,
        score: None,
    };
    document.set_relations(vec![relation], by())?;
    let triple = Triple {
        subject: span("she"),
        implied: None,
        predicate: vec![span("told")],
        object: span("Ann Lee"),
        arguments: Vec::new(),
        negated: false,
        hedged: true,
        quote: Some(QuoteId::new(0)),
        score: None,
    };
    document.set_triples(vec![triple], by())?;
    Ok(document)
}

#[test]
fn json_has_the_fields_of_schema_2() -> Outcome {
    let value: serde_json::Value = serde_json::from_str(&to_json(&sample()?, OffsetUnit::Char))?;
    let made = |layer: &str| json!({"layer": layer, "component": "", "model": null});
    let mut layers: Vec<_> = Layer::ALL.iter().map(|layer| made(layer.key())).collect();
    layers[4]["appended"] = 1.into();
    let expected = json!({
        "mentions": [
            {"span": [21, 28], "text": "Ann Lee", "label": "Person", "kind": "proper", "entity": 1},
            {"span": [12, 15], "text": "she", "label": "Person", "kind": "pronoun", "entity": 0}],
        "entities": [
            {"id": 0, "name": "she", "label": "Person", "mentions": [1]},
            {"id": 1, "name": "Ann Lee", "label": "Person", "mentions": [0]}],
        "quotes": [{"kind": "direct", "act": "thought", "content": [[0, 11]], "cue": [16, 20], "parent": null, "score": 0.5,
            "speaker": {"span": [12, 15], "entity": 0, "how": "pronoun"},
            "addressee": {"span": [21, 28], "head": [25, 28], "entity": 1, "how": "named", "role": "Ann",
                "role_span": [21, 24], "for": 1, "for_span": [21, 28]}}],
        "relations": [{"label": "meets", "subject": 0, "object": 1, "evidence": [[16, 20]],
            "status": "planned", "role": "told", "role_span": [16, 20],
            "negated": true, "hedged": false, "quote": null}],
        "triples": [{"subject": [12, 15], "predicate": [[16, 20]], "object": [21, 28], "arguments": [],
            "text": ["she", "told", "Ann Lee"], "negated": false, "hedged": true, "quote": 0}],
        "repairs": [{"span": [0, 11], "what": "quotation mark facing the wrong way"}],
        "paragraphs": [[0, 29]], "sentences": [[0, 29]],
        "layers": layers,
        "quote_marks": [{"span": [0, 11], "open": [0, 1], "close": [10, 11], "kind": "double", "depth": 0,
            "continues": false, "repair": "wrong_way"}],
        "schema": 2, "id": "a<b>.txt", "offsets": "char", "date": "2017-03-19", "text": TEXT,
    });
    for (key, part) in expected.as_object().into_iter().flatten() {
        assert_eq!(&value[key], part, "{key}");
    }
    let token = json!({"span": [16, 20], "pos": "VERB", "xpos": "T", "lemma": "tell", "head": null, "dep": "root"});
    assert_eq!(value["tokens"][7], token);
    assert_eq!(value.as_object().map(serde_json::Map::len), Some(16));
    Ok(())
}

#[test]
fn absent_layers_are_empty() -> Outcome {
    let bare = Document::new("", "Hi\u{0} <b>")?;
    let expected = r#"{"schema":2,"id":"","offsets":"byte","date":null,"text":"Hi\u0000 <b>","layers":[],"paragraphs":[],"sentences":[],"tokens":[],"mentions":[],"entities":[],"quotes":[],"relations":[],"triples":[],"quote_marks":[],"repairs":[]}"#;
    assert_eq!(to_json(&bare, OffsetUnit::Byte), expected);
    assert_eq!(to_conllu(&bare), "");
    assert_eq!(
        to_text(&bare),
        "A text of 7 bytes; nothing was looked for.\n"
    );
    Ok(())
}

#[test]
fn conllu_prints_range_lines() -> Outcome {
    let conllu = to_conllu(&sample()?);
    let lines: Vec<&str> = conllu.lines().collect();
    let start = [
        "# newdoc id = a<b>.txt",
        "# newpar",
        "# sent_id = a%3Cb%3E.txt-1",
        "# text = “Don’t go,” she told Ann Lee.",
        "1\t“\t_\tX\tT\t_\t8\tdep\t_\tSpaceAfter=No",
        "2-3\tDon’t\t_\t_\t_\t_\t_\t_\t_\t_",
        "2\tDo\t_\tX\tT\t_\t8\tdep\t_\t_",
        "3\tn’t\t_\tX\tT\t_\t8\tdep\t_\t_",
        "4\tgo\t_\tX\tT\t_\t8\tdep\t_\tSpaceAfter=No",
    ];
    assert_eq!(lines[..9], start);
    assert_eq!(lines[12], "8\ttold\ttell\tVERB\tT\t_\t0\troot\t_\t_");
    assert!(conllu.ends_with("\n\n"));
    Ok(())
}

#[test]
fn text_reads_as_a_report() -> Outcome {
    let expected = "a<b>.txt (2017-03-19)\n\n\
        WHO AND WHAT IS NAMED\n  Ann Lee (Person)\n\n\
        WHO SAID WHAT TO WHOM\n  she to Ann Lee (Ann), \"told\", direct, thought: “Don’t go,”\n      from: “Don’t go,” she told Ann Lee.\n\n\
        WHAT RELATES TO WHAT\n  she - meets - Ann Lee (told) [planned] [denied]\n      from: “Don’t go,” she told Ann Lee.\n";
    assert_eq!(to_text(&sample()?), expected);
    Ok(())
}

/// Styles stand around parts, and what the text holds is shown as without them.
#[test]
fn text_with_styles_says_the_same() -> Outcome {
    let mut styles = TextStyles::default();
    styles.heading = ["<h>", "</h>"].map(str::to_owned);
    styles.name = ["\u{1b}[1m", "\u{1b}[0m"].map(str::to_owned);
    let written = |document: &Document| -> Result<String, Box<dyn std::error::Error>> {
        let writer = Writer::new(Vec::new(), Format::Text, OffsetUnit::Byte);
        let mut writer = writer.with_styles(styles.clone());
        writer.write(document)?;
        Ok(String::from_utf8(writer.finish()?)?)
    };
    let found = written(&sample()?)?;
    assert!(found.contains("<h>WHO AND WHAT IS NAMED</h>\n  \u{1b}[1mAnn Lee\u{1b}[0m (Person)"));
    let mut bare = found;
    for [before, behind] in [&styles.heading, &styles.name] {
        bare = bare.replace(before, "").replace(behind, "");
    }
    assert_eq!(bare, to_text(&sample()?));
    let hostile = Document::new("\u{1b}[2J\u{202E}x", "y")?;
    assert!(written(&hostile)?.starts_with("<h>\\u{1B}[2J\\u{202E}x</h>\n\n"));
    Ok(())
}

#[test]
fn writer_output_is_whole_for_any_number_of_documents() -> Outcome {
    let document = Document::new("x", "A b.")?;
    for count in 0..3 {
        let write = |format| -> Result<String, Box<dyn Error>> {
            let mut writer = Writer::new(Vec::new(), format, OffsetUnit::Byte);
            for _ in 0..count {
                writer.write(&document)?;
            }
            Ok(String::from_utf8(writer.finish()?)?)
        };
        let array: Vec<serde_json::Value> = serde_json::from_str(&write(Format::Json)?)?;
        assert_eq!(array.len(), count);
        assert_eq!(write(Format::Jsonl)?.lines().count(), count);
    }
    Ok(())
}

#[test]
fn documents_that_are_formatted_first_are_written_alike() -> Outcome {
    let documents = [sample()?, Document::new("x", "A b.")?];
    let formats = [
        Format::Json,
        Format::Jsonl,
        Format::Conllu,
        Format::Text,
        Format::Markdown,
        Format::Dot,
        #[cfg(feature = "csv")]
        Format::Csv,
        #[cfg(feature = "rdf")]
        Format::Turtle,
        #[cfg(feature = "rdf")]
        Format::JsonLd,
        #[cfg(feature = "report")]
        Format::Html,
    ];
    for format in formats {
        let new =
            || Writer::new(Vec::new(), format, OffsetUnit::Char).with_fields(&[Field::Quotes]);
        let (mut whole, mut formatted) = (new(), new());
        let by_hand = formatted.formatter().clone();
        for document in &documents {
            whole.write(document)?;
            formatted.write_formatted(&by_hand.format(document))?;
        }
        assert_eq!(whole.finish()?, formatted.finish()?, "{format:?}");
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_survives(text in ".*", cuts in prop::collection::vec(0usize..60, 0..8)) {
        let mut ends: Vec<usize> = cuts.into_iter().filter(|&c| c > 0 && text.is_char_boundary(c)).collect();
        ends.sort_unstable();
        ends.dedup();
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let tokens: Vec<Token> = starts.zip(ends.iter().copied()).map(|(s, e)| Token { span: Span::new(s, e) }).collect();
        let mut document = Document::new(text.clone(), text.clone()).unwrap();
        if let (Some(&end), count) = (ends.last(), tokens.len()) {
            document.set_tokens(tokens, Maker::default()).unwrap();
            let sentence = Sentence { span: Span::new(0, end), tokens: 0..count, paragraph: 0 };
            document.set_sentences(vec![sentence], Maker::default()).unwrap();
        }
        for unit in [OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16] {
            let json = to_json(&document, unit);
            prop_assert!(!json.contains('\n'));
            let value: serde_json::Value = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(value["text"].as_str(), Some(text.as_str()));
        }
        for line in to_conllu(&document).lines().filter(|l| l.starts_with(|c: char| c.is_ascii_digit())) {
            prop_assert_eq!(line.split('\t').count(), 10);
        }
        to_text(&document);
    }
}

#[test]
fn a_writer_goes_to_another_thread_where_what_it_writes_to_does() {
    fn check<T: Send + Sync>() {}
    check::<Writer<Vec<u8>>>();
    check::<Writer<std::fs::File>>();
}
