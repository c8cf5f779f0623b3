//! A network of another size is another file, not other code.
#![cfg(feature = "train")]

use newsgraph_ner::document::Label;
use newsgraph_ner::{EntityRecognizer, EntityTrainer, ModelError, Reading, Scheme, WordVectors};
use newsgraph_tokenize::Tokenizer;

#[test]
fn the_file_tells_how_large_the_network_is() -> Result<(), ModelError> {
    let scheme = Scheme {
        name: "toy".to_owned(),
        labels: vec![Label::PERSON],
        is_kept: true,
        blend: None,
    };
    let mut trainer = EntityTrainer::new(vec![scheme]);
    (trainer.width, trainer.layers, trainer.least_words) = (30, 3, 1);
    (trainer.rate, trainer.dropout) = (0.01, 0.1);
    let texts = ["Kim met Xi.", "Xi praised the talks.", "The talks ended."];
    let names = [&[(0, 1), (2, 3)][..], &[(0, 1)], &[]];
    for (text, names) in texts.iter().zip(names) {
        let words = Tokenizer::default().tokenize(text);
        let names = names
            .iter()
            .map(|&(start, end)| (start..end, Label::PERSON));
        let names: Vec<_> = names.collect();
        trainer.add(words.view(text), &[Reading::new(0, &names)], |_| true);
    }
    let file = trainer.train(|_| ());
    let recognizer = EntityRecognizer::from_bytes(file.to_bytes()?, &WordVectors::default())?;
    let recognizer = recognizer.with_threshold(0.0);
    let text = "Kim praised Xi.";
    let words = Tokenizer::default().tokenize(text);
    let found = recognizer.recognize(words.view(text));
    let found: Vec<&str> = found.iter().map(|m| &text[m.span]).collect();
    assert_eq!(found, ["Kim", "Xi"]);
    Ok(())
}
