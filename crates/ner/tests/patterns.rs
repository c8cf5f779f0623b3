//! A user's patterns beside the model of names and the grammar of values.

use newsgraph_document::{Annotator, Document, DocumentError, Layer, MentionKind};
use newsgraph_ner::{EntityPatterns, EntityRecognizer, ModelError, WordVectors};
use newsgraph_tokenize::Tokenizer;
use std::error::Error;

type Labels = Vec<(String, String)>;

fn recognizer() -> Result<EntityRecognizer, ModelError> {
    let vectors = WordVectors::from_bytes(newsgraph_models_en_vectors::NEWS)?;
    EntityRecognizer::from_bytes(newsgraph_models_en_ner::NEWS, &vectors)
}

/// Names and values of a text with these patterns, as (words, label).
fn labels(patterns: &str, text: &str) -> Result<Labels, Box<dyn Error>> {
    let patterns: EntityPatterns = patterns.parse()?;
    let recognizer = recognizer()?;
    let recognizer = recognizer.with_patterns(patterns);
    let mut document = Document::new("", text)?;
    Tokenizer::default().annotate(&mut document)?;
    recognizer.annotate(&mut document)?;
    let mentions = document.mentions()?;
    assert!(
        mentions
            .windows(2)
            .all(|m| m[0].span.end() <= m[1].span.start())
    );
    let alone = recognizer.recognize(document.tokenized()?);
    let names = mentions.iter().filter(|m| m.kind == MentionKind::Proper);
    assert!(names.eq(alone.iter().filter(|m| m.kind == MentionKind::Proper)));
    let shown = mentions
        .iter()
        .map(|m| (text[m.span].to_owned(), m.label.to_string()));
    Ok(shown.collect())
}

#[test]
fn patterns_overrule_names_and_values() -> Result<(), Box<dyn Error>> {
    let text = "Angela Merkel left Berlin on March 19, 2017 with three zorblax engines.";
    let pair = |words: &str, label: &str| (words.to_owned(), label.to_owned());
    let plain = labels("", text)?;
    assert!(plain.contains(&pair("Angela Merkel", "Person")));
    assert!(plain.contains(&pair("March 19, 2017", "Date")));

    let found = labels(
        "Work = Berlin on March 19\nProduct : zorblax engines\nTitle = Angela",
        text,
    )?;
    let expected = [
        pair("Angela", "Title"),
        pair("Berlin on March 19", "Work"),
        pair("three", "Number"),
        pair("zorblax engines", "Product"),
    ];
    assert_eq!(found, expected);
    Ok(())
}

#[test]
fn a_value_of_ones_own_stands_beside_names() -> Result<(), Box<dyn Error>> {
    let found = labels("Quantity : [] zorblax", "It held three zorblax.")?;
    assert_eq!(found, [("three zorblax".to_owned(), "Quantity".to_owned())]);
    Ok(())
}

#[test]
fn patterns_with_lemmas_read_syntax() -> Result<(), Box<dyn Error>> {
    let with = |patterns: &str| -> Result<EntityRecognizer, Box<dyn Error>> {
        let recognizer = recognizer()?;
        Ok(recognizer.with_patterns(patterns.parse()?))
    };
    assert!(
        !with("Work : the [shape=Xx+]")?
            .requires()
            .contains(&Layer::Syntax)
    );
    let recognizer = with("Work : the [lemma=sail]")?;
    assert!(recognizer.requires().contains(&Layer::Syntax));
    let mut document = Document::new("", "They saw the sails.")?;
    Tokenizer::default().annotate(&mut document)?;
    let error = recognizer.annotate(&mut document).expect_err("no syntax");
    let cause = error.source().and_then(|cause| cause.downcast_ref());
    let wanted = Layer::Syntax;
    assert_eq!(cause, Some(&DocumentError::MissingLayer { wanted }));
    Ok(())
}
