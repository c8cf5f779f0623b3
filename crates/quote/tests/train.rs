//! A model of one's own from a few texts.
#![cfg(feature = "train")]

use newsgraph_document::Span;
use newsgraph_quote::{GoldQuote, QuoteAttributor, QuoteText, QuoteTrainer, WordVectors};
use newsgraph_syntax::SyntaxParser;
use newsgraph_tokenize::{Tokenization, Tokenizer};

const VERBS: [&str; 3] = ["said", "claimed", "warned"];
const NAMES: [&str; 4] = ["Ann Lee", "the minister", "Bob Ray", "a spokesman"];
const CONTENTS: [&str; 5] = [
    "rates were too low",
    "the plan would fail",
    "the road was closed",
    "nobody had been hurt",
    "prices would rise",
];

#[test]
fn learns_the_reports_of_a_small_corpus() -> Result<(), Box<dyn std::error::Error>> {
    let vectors = WordVectors::from_bytes(newsgraph_models_en_vectors::NEWS)?;
    let parser = SyntaxParser::from_bytes(newsgraph_models_en_syntax::NEWS, &vectors)?;
    let mut texts = Vec::new();
    for (number, (verb, name)) in VERBS.iter().flat_map(|v| NAMES.map(|n| (v, n))).enumerate() {
        let content = CONTENTS[number % CONTENTS.len()];
        texts.push((
            format!("{name} {verb} {content}. The market opened late."),
            name,
            *verb,
            content,
        ));
    }
    let read = |text: &str| -> Tokenization { Tokenizer::default().tokenize(text) };
    let found: Vec<_> = texts.iter().map(|(text, ..)| read(text)).collect();
    let trees: Vec<_> = texts
        .iter()
        .zip(&found)
        .map(|((text, ..), f)| parser.parse(f.view(text)))
        .collect();
    let train = || {
        let mut trainer = QuoteTrainer::default();
        trainer.least_words = 1;
        trainer.set_vectors(&vectors);
        for (((text, name, verb, content), found), syntax) in texts.iter().zip(&found).zip(&trees) {
            let view = found.view(text);
            let tokens = |part: &str| {
                let start = text.find(part).unwrap_or_default();
                view.tokens_in(Span::new(start, start + part.len()))
            };
            let quote = GoldQuote {
                content: vec![tokens(content)],
                cue: Some(tokens(verb)),
                source: Some(tokens(name)),
            };
            let text = QuoteText {
                text: view,
                syntax,
                marks: &found.quote_marks,
                mentions: &[],
            };
            trainer.add(text, vec![quote]);
        }
        trainer.train(|_| {}).to_bytes()
    };
    let bytes = train()?;
    assert!(bytes == train()?, "the same texts give the same bytes");
    let attributor = QuoteAttributor::from_bytes(bytes, &vectors)?;
    let text = "Bob Ray warned the road was closed. The market opened late.";
    let found = read(text);
    let view = found.view(text);
    let quotes = attributor.attribute(view, &parser.parse(view), &found.quote_marks, &[]);
    let words = |span: Span| &text[span];
    assert_eq!(quotes.len(), 1);
    assert_eq!(words(quotes[0].content[0]), "the road was closed");
    assert_eq!(quotes[0].cue.map(words), Some("warned"));
    assert_eq!(
        quotes[0].speaker.map(|who| words(who.span)),
        Some("Bob Ray")
    );
    Ok(())
}
