//! Names of one's own: learns ships from sentences in which they are known, and finds one that it has never seen. A
//! corpus in a file is learned by `newsgraph train ner`.

use anyhow::Result;
use newsgraph::Models;
use newsgraph::document::{Label, Span};
use newsgraph::ner::EntityRecognizer;
use newsgraph::tokenize::Tokenizer;
use newsgraph_ner::{EntityTrainer, Reading, Scheme};

/// What to learn from: a ship stands where there is a `*`.
const SENTENCES: [&str; 8] = [
    "The * left Ulm on Monday.",
    "Divers found the * off the coast.",
    "Ann Lee sailed the * home.",
    "A storm sank the * last year.",
    "Bob Ray bought the *, a ferry.",
    "The * carries no passengers.",
    "The Harbour Bank said that the * was safe.",
    "In May Cora Dunn left the Daily Crane for Ulm.",
];
const SHIPS: [&str; 6] = [
    "Grey Heron",
    "Star of Ulm",
    "Tern",
    "Lady Maud",
    "Swift Arrow",
    "Northern Gull",
];

fn main() -> Result<()> {
    let (tokenizer, vectors) = (Tokenizer::default(), Models::embedded().vectors()?);
    let ship = Label::new("Ship");
    let mut trainer = EntityTrainer::new(vec![Scheme {
        name: "ships".to_owned(),
        labels: vec![ship.clone()],
        is_kept: true,
        blend: None,
    }]);
    trainer.set_vectors(&vectors);
    for (sentence, name) in SENTENCES.iter().flat_map(|s| SHIPS.map(|name| (s, name))) {
        let text = sentence.replace('*', name);
        let found = tokenizer.tokenize(&text);
        let view = found.view(&text);
        let place = sentence.find('*').map(|at| Span::new(at, at + name.len()));
        let names = place.map(|span| (view.tokens_in(span), ship.clone()));
        trainer.add(view, &[Reading::new(0, names.as_slice())], |_| true);
    }
    let model = trainer.train(|step| eprintln!("{step}")).to_bytes()?;
    println!("a model of {} bytes", model.len());

    // The scores of a model that was not calibrated are no chances, so that none is too low.
    let recognizer = EntityRecognizer::from_bytes(model, &vectors)?.with_threshold(0.0);
    let text = "Eva Holm told the Daily Crane that the Silver Petrel left on Friday.";
    for mention in recognizer.recognize(tokenizer.tokenize(text).view(text)) {
        println!("{}: {}", mention.label, &text[mention.span]);
    }
    Ok(())
}
