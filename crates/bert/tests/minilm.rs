//! A fine-tuned MiniLM against what PyTorch gives for it: the same numbers and the same F1. Skipped where
//! the checkpoint does not lie beside the repository.

mod common;

use common::{one_sentence, shared};
use newsgraph_bert::document::{OffsetUnit, Offsets, Span, Token};
use newsgraph_bert::{BertEntityRecognizer, LabelTable};
use newsgraph_eval::{conll, names};
use serde_json::Value;
use std::fs;

/// What PyTorch reaches on the dev part, sentence by sentence, by the checkpoint's README.
const F1_IN_PYTORCH: f64 = 90.18;

#[test]
fn the_numbers_of_pytorch() {
    let Some(folder) = shared("models/minilm-conll2003") else {
        return;
    };
    let recognizer = BertEntityRecognizer::load(&folder).expect("a sound checkpoint");
    let file = fs::read(folder.join("reference-logits.json")).expect("it is there");
    let reference: Vec<Value> = serde_json::from_slice(&file).expect("sound JSON");
    assert!(!reference.is_empty());
    for sentence in &reference {
        let text = sentence["text"].as_str().expect("a text");
        let offsets = Offsets::new(text, OffsetUnit::Char);
        // Each piece is a token here, so that all of them are compared; the special ones are empty.
        let (mut tokens, mut expected) = (Vec::new(), Vec::new());
        let pieces = sentence["char_offsets"].as_array().expect("offsets");
        for (piece, logits) in pieces
            .iter()
            .zip(sentence["logits"].as_array().expect("logits"))
        {
            let at = |end: usize| {
                let unit = piece[end].as_u64().expect("a position") as usize;
                offsets.to_byte(unit).expect("a position of the text")
            };
            if at(0) < at(1) {
                tokens.push(Token {
                    span: Span::new(at(0), at(1)),
                });
                expected.push(logits.as_array().expect("numbers"));
            }
        }
        let mut sentences = Vec::new();
        let view = one_sentence(text, &tokens, &mut sentences);
        let logits = recognizer.logits(view).expect("no text is an error");
        for (at, (ours, theirs)) in logits.iter().zip(&expected).enumerate() {
            assert_eq!(ours.len(), theirs.len());
            for (ours, theirs) in ours.iter().zip(*theirs) {
                let theirs = theirs.as_f64().expect("a number") as f32;
                assert!(
                    (ours - theirs).abs() < 1e-4,
                    "{text}, piece {at}: {ours}, not {theirs}"
                );
            }
        }
    }
}

#[test]
fn the_f1_of_pytorch_on_conll2003_dev() {
    let (Some(folder), Some(data)) = (shared("models/minilm-conll2003"), shared("data/conll2003"))
    else {
        return;
    };
    let own = "PER = PER\nORG = ORG\nLOC = LOC\nMISC = MISC";
    let table: LabelTable = own.parse().expect("a sound table");
    let recognizer = BertEntityRecognizer::load(&folder).and_then(|r| r.with_labels(&table));
    let recognizer = recognizer.expect("a sound checkpoint");
    let dev = data.join("dev.conll");
    let gold = names::read_tags(&dev).expect("a sound corpus");
    let mut predicted = Vec::new();
    for document in conll::read(&dev, None).expect("a sound corpus") {
        let spaced = document.spaced();
        let view = spaced.view();
        let mentions = recognizer.recognize(view).expect("no text is an error");
        let mut tags = vec!["O".to_owned(); spaced.tokens.len()];
        for mention in &mentions {
            for (at, token) in view.tokens_in(mention.span).enumerate() {
                let part = if at == 0 { 'B' } else { 'I' };
                tags[token] = format!("{part}-{}", mention.label);
            }
        }
        predicted.extend(
            spaced
                .sentences
                .iter()
                .map(|s| tags[s.tokens.clone()].to_vec()),
        );
    }
    assert_eq!(
        predicted.len(),
        gold.tags.len(),
        "a sentence for each sentence"
    );
    let report = names::score(&gold.tags, &predicted);
    let all = report.get("all").expect("a line for all types");
    println!(
        "F1 on conll2003 dev: {:.2}, {F1_IN_PYTORCH} in PyTorch",
        100.0 * all.f1()
    );
    assert!(
        (100.0 * all.f1() - F1_IN_PYTORCH).abs() < 0.1,
        "{:.3}",
        100.0 * all.f1()
    );
}
