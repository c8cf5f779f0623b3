//! Paragraphs, sentences, words and quotation marks of a text, without any model.

use anyhow::Result;
use newsgraph::tokenize::Tokenizer;

fn main() -> Result<()> {
    let text = newsgraph_examples::read_text()?;
    let tokenization = Tokenizer::default().tokenize(&text);
    for sentence in &tokenization.sentences {
        let words: Vec<&str> = tokenization.tokens[sentence.tokens.clone()]
            .iter()
            .map(|t| &text[t.span])
            .collect();
        println!(
            "{:>3} {:?} {}",
            sentence.paragraph,
            sentence.span,
            words.join("|")
        );
    }
    for mark in &tokenization.quote_marks {
        let repair = mark.repair.map_or("", |r| r.describe());
        println!(
            "{:?} depth {} {:?} {repair}",
            mark.kind, mark.depth, &text[mark.span]
        );
    }
    Ok(())
}
