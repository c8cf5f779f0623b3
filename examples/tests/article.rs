//! The main facts of the article, as a reader would take them from it.

use newsgraph::document::{Document, ParticipantView};
use newsgraph::english;
use std::error::Error;

fn read() -> Result<Document, Box<dyn Error>> {
    let mut document = Document::new("article", include_str!("../data/article.txt"))?
        .with_date("2017-03-19".parse().ok());
    english()?.annotate(&mut document)?;
    Ok(document)
}

fn name(who: Option<ParticipantView<'_>>) -> &str {
    who.map_or("", |who| who.name())
}

#[test]
fn people_have_their_countries_and_offices() -> Result<(), Box<dyn Error>> {
    let document = read()?;
    let found: Vec<String> = document
        .view()
        .relations()
        .map(|r| format!("{} {} {}", r.subject().name(), r.label, r.object().name()))
        .collect();
    for expected in [
        "Xi Jinping head_of_state China",
        "Rex Tillerson minister_of United States",
        "Donald Trump head_of_state United States",
        "Wang Yi minister_of China",
        "Xi Jinping meets Rex Tillerson",
        "Rex Tillerson visits Japan",
    ] {
        assert!(
            found.iter().any(|f| f == expected),
            "no {expected} in {found:?}"
        );
    }
    Ok(())
}

#[test]
fn quotes_have_their_speakers() -> Result<(), Box<dyn Error>> {
    let document = read()?;
    let view = document.view();
    let found: Vec<(&str, &str, &str)> = view
        .quotes()
        .map(|quote| {
            let content = view.text_of(quote.content[0]);
            (name(quote.speaker()), name(quote.addressee()), content)
        })
        .collect();
    for (speaker, addressee, content) in [
        (
            "Xi Jinping",
            "Rex Tillerson",
            "that he and Trump had resolved",
        ),
        ("Xi Jinping", "", "“I’m confident"),
        ("Rex Tillerson", "", "Washington would drop"),
        ("Donald Trump", "", "that China was not doing enough"),
        (
            "Rex Tillerson",
            "Xi Jinping",
            "“We know that through further dialogue",
        ),
        ("Rex Tillerson", "", "that tensions on the Korean peninsula"),
        ("Wang Yi", "Rex Tillerson", "“we hope all parties"),
        ("KCNA", "", "Kim oversaw the rocket engine test"),
        ("KCNA", "", "the new engine could be used"),
        ("Kim Jong-Un", "", "the successful engine test signified"),
    ] {
        let same = |f: &&(&str, &str, &str)| f.2.starts_with(content);
        let quote = found
            .iter()
            .find(same)
            .ok_or(format!("no quote {content}"))?;
        assert_eq!((quote.0, quote.1), (speaker, addressee), "{content}");
    }
    Ok(())
}

/// The headline stands three times, the third time before the first sentence without a break.
#[test]
fn the_headline_is_no_part_of_a_sentence() -> Result<(), Box<dyn Error>> {
    let document = read()?;
    let sentences: Vec<&str> = document
        .sentences()?
        .iter()
        .map(|s| &document.text()[s.span])
        .collect();
    assert_eq!(sentences[0], sentences[1]);
    assert_eq!(sentences[0], sentences[2]);
    assert!(
        sentences[3].starts_with("Chinese President Xi Jinping"),
        "{}",
        sentences[3]
    );
    Ok(())
}
