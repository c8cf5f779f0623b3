//! The English pipeline as a whole: order, odd texts, and the same result for any threads and place.
#![cfg(feature = "models-en")]

use newsgraph::{
    Document, Models, Pipeline, PipelineBuilder, PipelineError, english, english_builder,
};
use proptest::prelude::*;
use std::error::Error;
use std::sync::LazyLock;

static ENGLISH: LazyLock<Pipeline> = LazyLock::new(|| english().expect("sound models"));

fn document(text: &str) -> Result<Document, Box<dyn Error>> {
    Ok(Document::new("test", text)?)
}

#[test]
fn wrong_order_says_what_is_missing() -> Result<(), Box<dyn Error>> {
    let error = english_builder()?
        .keep(|name| name != "syntax")
        .build()
        .err();
    let Some(PipelineError::MissingLayer { component, .. }) = &error else {
        return Err(format!("expected a missing layer, got {error:?}").into());
    };
    assert_eq!(component, "quote");
    let message = error.map(|e| e.to_string()).unwrap_or_default();
    assert!(message.contains("syntax"), "{message}");
    Ok(())
}

#[test]
fn components_find_their_place() -> Result<(), Box<dyn Error>> {
    let names = |builder: PipelineBuilder| -> Result<Vec<String>, PipelineError> {
        Ok(builder.build()?.names().map(str::to_owned).collect())
    };
    let order = names(english_builder()?)?;
    assert_eq!(names(english_builder()?.sorted())?, order);

    // Patterns with lemmas make ner read syntax, wherever it is added.
    let late = || -> Result<PipelineBuilder, Box<dyn Error>> {
        let ner = Models::embedded().recognizer()?;
        let ner = ner.with_patterns("Work : the [lemma=sail]".parse()?);
        Ok(english_builder()?.keep(|name| name != "ner").with(ner))
    };
    let error = late()?.build().err().ok_or("quote reads mentions")?;
    assert!(
        error.to_string().contains("add \"ner\" before it"),
        "{error}"
    );
    assert_eq!(names(late()?.sorted())?, order);
    Ok(())
}

/// Components keep what stands for words from text to text, up to some thousands of them.
#[test]
fn a_text_is_read_alike_whatever_came_before() -> Result<(), Box<dyn Error>> {
    let text = "“Rents rose in Varna,” Mayor Ilse Brandt told the Harbour Post on Monday. She blamed the port.";
    // Components that take all digits for one have other words too.
    let letters = |number: u32| -> String {
        let digits = number.to_string().into_bytes();
        let letter = |digit: u8| char::from(digit - b'0' + b'a');
        digits.into_iter().map(letter).collect()
    };
    let others = (0..20_000).map(|number| format!("Word{} rose. ", letters(number)));
    let others: String = others.collect();
    let fresh = english()?.process(text)?;
    let used = english()?;
    for other in [text, &others[..], "", &text.to_uppercase()] {
        used.process(other)?;
        assert_eq!(used.process(text)?, fresh);
    }
    Ok(())
}

#[test]
fn texts_together_are_as_texts_alone() -> Result<(), Box<dyn Error>> {
    let texts = [
        "“We will act,” Angela Merkel told reporters in Berlin.",
        "",
        "Xi met Trump. He said talks were “good”.",
        "\u{feff}\r\n\t\u{a0}",
    ];
    let mut together = texts
        .map(document)
        .into_iter()
        .collect::<Result<Vec<_>, _>>()?;
    for result in ENGLISH.annotate_all(&mut together) {
        result?;
    }
    for (document, text) in together.iter().zip(texts) {
        let alone = ENGLISH.process(text)?;
        assert_eq!(document.mentions()?, alone.mentions()?);
        assert_eq!(document.quotes()?, alone.quotes()?);
        assert_eq!(document.relations()?, alone.relations()?);
        assert_eq!(document.triples()?, alone.triples()?);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Pieces of news in any order: no component fails, and every span is a slice of the text.
    #[test]
    fn any_pieces_are_read(pieces in proptest::collection::vec(prop_oneof![
        Just("Kim Jong-Un "), Just("said "), Just("“"), Just("” "), Just("told Xi "), Just(". "),
        Just("he "), Just("the U.S. "), Just("president "), Just("\n\n"), Just("$5 million "), Just("’s "),
        Just("that "), Just("of "), Just("- "), Just("e\u{301}"), Just("🙂 "), Just("\u{200d}"), Just("中国 "),
        Just("March 19 "), Just("and "), Just(", "), Just("met "), Just("\0"), Just("'' "), Just("…"),
    ], 0..40)) {
        let text = pieces.concat();
        let document = ENGLISH.process(&text)?;
        let fits = |span: newsgraph::document::Span| text.get(span.range()).is_some_and(|part| !part.is_empty());
        prop_assert!(document.mentions()?.iter().all(|mention| fits(mention.span)));
        prop_assert!(document.quotes()?.iter().flat_map(|quote| &quote.content).all(|&span| fits(span)));
        prop_assert!(document.relations()?.iter().flat_map(|r| &r.evidence).all(|&span| fits(span)));
    }
}

/// Leftovers of HTML and of wrong encodings: the text stays, and the facts are those of the plain text.
#[test]
fn leftovers_are_read_as_what_they_stand_for() -> Result<(), Box<dyn Error>> {
    let plain = "“We lost it all,” said Ida Venn of Hill & Sons. “It’s gone,” she said. Her son’s shop stayed open.";
    for text in [
        "&ldquo;We lost it all,&rdquo; said Ida Venn of Hill &amp; Sons. &#8220;It&#8217;s gone,&#8221; she said.&nbsp;Her son&rsquo;s shop stayed open.",
        "\u{93}We lost it all,\u{94} said Ida Venn of Hill & Sons. \u{93}It\u{92}s gone,\u{94} she said. Her son\u{92}s shop stayed open.",
        "â€œWe lost it all,â€\u{9D} said Ida Venn of Hill &amp; Sons. â€œItâ€™s gone,â€ she said. Her sonâ€™s shop stayed open.",
    ] {
        let (found, expected) = (ENGLISH.process(text)?, ENGLISH.process(plain)?);
        assert_eq!(found.text(), text);
        let sizes = |document: &Document| -> Result<_, Box<dyn Error>> {
            let names = document.entities()?.iter().map(|e| e.name.clone());
            Ok((
                names.collect::<Vec<_>>(),
                document.sentences()?.len(),
                document.tokens()?.len(),
                document.quotes()?.len(),
                document.triples()?.len(),
            ))
        };
        assert_eq!(sizes(&found)?, sizes(&expected)?);
        let speaker = |document: &Document| {
            let who = document.quotes().ok()?.first()?.speaker?;
            Some(document.text()[who.span].to_owned())
        };
        assert!(speaker(&found).is_some_and(|who| who.starts_with("Ida Venn")));
        let content = found.quotes()?[0].content[0];
        assert!(text[content].contains("We lost it all,") && content.start() == 0);
    }
    Ok(())
}

/// What the day of a text tells, and that other texts have none.
#[test]
fn a_day_is_what_values_are_read_against() -> Result<(), Box<dyn Error>> {
    let text = "Prices rose last month.";
    let value = |document: &Document| {
        let values = document
            .view()
            .mentions()
            .find_map(|m| m.item().value.clone());
        (document.date().is_some(), values)
    };
    let dated = ENGLISH.process_dated(text, "2017-03-19".parse()?)?;
    assert_eq!(value(&dated), (true, Some("2017-02".to_owned())));
    assert!(!value(&ENGLISH.process(text)?).0);
    Ok(())
}

#[test]
fn a_name_that_is_not_there_is_told() -> Result<(), Box<dyn Error>> {
    let parser = || Models::embedded().parser();
    let message = english_builder()?
        .replace("parser", parser()?)
        .build()
        .err();
    let message = message.map(|e| e.to_string()).unwrap_or_default();
    assert!(
        message.contains("PipelineBuilder::replace: there is no component \"parser\""),
        "{message}"
    );
    assert!(message.contains("\"syntax\""), "{message}");
    assert!(
        english_builder()?
            .replace("syntax", parser()?)
            .build()
            .is_ok()
    );
    Ok(())
}

#[test]
fn pipelines_go_between_threads() {
    fn check<T: Send + Sync + std::fmt::Debug>() {}
    check::<Pipeline>();
    check::<PipelineBuilder>();
    check::<PipelineError>();
    check::<Models>();
    check::<newsgraph::Model>();
    check::<newsgraph::LoadError>();
    check::<Document>();
}
