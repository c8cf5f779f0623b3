//! What `newsgraph-ner` finds in a text: names with their scores, values in one form, the labels of
//! `CoNLL-2003`, patterns of one's own; then the entities that the whole pipeline makes of the names.

use anyhow::Result;
use newsgraph::Models;
use newsgraph::document::{Mention, TokenizedText};
use newsgraph::ner::{EntityPatterns, ValueRecognizer};
use newsgraph::tokenize::Tokenizer;

/// Names with a lower score are left out: of those with such a score four in five are right.
const THRESHOLD: f32 = 0.8;

/// In the order of the lines: what is called so in any case, and a title with what follows it.
const PATTERNS: &str = "
    Event ~ state visit
    Title : [lower=secretary] of [shape=Xx+]
";

fn main() -> Result<()> {
    let text = newsgraph_examples::read_text()?;
    let found = Tokenizer::default().tokenize(&text);
    let view = found.view(&text);

    let models = Models::embedded();
    let recognizer = models.recognizer()?;
    print("Names", view, &recognizer.recognize(view));

    let sure = recognizer.clone().with_threshold(THRESHOLD);
    let (all, sure) = (recognizer.recognize(view), sure.recognize(view));
    println!(
        "{} of {} have a score of {THRESHOLD} or more\n",
        sure.len(),
        all.len()
    );

    // Dates are told against the day on which the text was written.
    let values = ValueRecognizer::default().recognize(view, Some("2017-03-19".parse()?));
    print("Values", view, &values);

    let conll = models.recognizer_in_scheme("conll")?;
    print(
        "Names, by the labels of CoNLL-2003",
        view,
        &conll.recognize(view),
    );

    let own = recognizer.with_patterns(PATTERNS.parse::<EntityPatterns>()?);
    let mut mentions = own.recognize(view);
    mentions.retain(|mention| mention.score.is_none());
    print("By patterns of one's own", view, &mentions);

    let document = newsgraph::english()?.process(&text)?;
    println!("Entities");
    for entity in document.view().entities() {
        let count = entity.mentions.len();
        println!("  {} ({}), mentions: {count}", entity.name, entity.label);
    }
    Ok(())
}

/// Mentions with their bytes, labels, scores and values.
fn print(title: &str, text: TokenizedText<'_>, mentions: &[Mention]) {
    println!("{title}");
    for mention in mentions {
        let words = &text.text[mention.span];
        print!("  {:?} {} {words:?}", mention.span, mention.label);
        if let Some(score) = mention.score {
            print!(" {score:.2}");
        }
        if let Some(value) = &mention.value {
            print!(" = {value}");
        }
        println!();
    }
    println!();
}
