//! How dense in names, quotes and values the articles of the benches are, as newsgraph reads them.

use newsgraph::document::MentionKind;
use newsgraph::english;
use newsgraph_benches::Newsroom;
use std::collections::BTreeSet;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let pipeline = english()?;
    let articles = Newsroom::default().articles(30);
    let (mut tokens, mut names, mut quotes, mut values) = (0, 0, 0, 0);
    let mut forms = BTreeSet::new();
    for article in &articles {
        let document = pipeline.process(article)?;
        let mentions = document.mentions()?;
        tokens += document.tokens()?.len();
        quotes += document.quotes()?.len();
        names += mentions
            .iter()
            .filter(|m| m.kind == MentionKind::Proper)
            .count();
        values += mentions
            .iter()
            .filter(|m| m.kind == MentionKind::Value)
            .count();
        let words = document.tokens()?.iter();
        forms.extend(words.map(|token| document.text()[token.span.range()].to_owned()));
    }
    let share = |count: usize| 100.0 * count as f64 / tokens as f64;
    println!("tokens an article: {}", tokens / articles.len());
    println!(
        "in 100 tokens: names {:.1}, quotes {:.1}, values {:.1}",
        share(names),
        share(quotes),
        share(values)
    );
    println!("tokens a form: {:.1}", tokens as f64 / forms.len() as f64);
    Ok(())
}
