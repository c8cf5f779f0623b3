//! Another language: tables and weights that are given at run time.

use newsgraph_tokenize::{Tables, Tokenizer, TokenizerError, english_tables};

/// A few German words; what the language has none of is an empty table or row.
fn german() -> Tables {
    let abbreviations = "
        title: dr prof hr fr st
        other: z.b mio mrd usw bzw
        small: z.b mio mrd usw bzw
        answer:
        bracketed:
        counting: s nr bd
        letter:
        after-ordinal: januar märz mai
        verse:
        lettered: gruppe
    ";
    let joined = "
        clitic: s
        ending:
        elided: s ne
        between:
        decade: er
        clock:
        domain: de
    ";
    Tables::new("de")
        .with("abbreviations", abbreviations)
        .with("common", "der die das ein eine er sie wir")
        .with("contractions", "")
        .with("joined", joined)
        .with("marked", "work: film\nvoice: sagte\nthing: der die das")
        .with("prefixes", "nicht anti ex")
        .with("reporting", "sagte fragte rief")
        .with("starters", "der die das er sie wir")
}

fn sentences<'a>(tokenizer: &Tokenizer, text: &'a str) -> Vec<Vec<&'a str>> {
    let found = tokenizer.tokenize(text);
    let words = |tokens: std::ops::Range<usize>| found.tokens[tokens].iter();
    let words = |tokens| words(tokens).map(|token| &text[token.span]).collect();
    let sentences = found.sentences.iter().map(|s| s.tokens.clone());
    sentences.map(words).collect()
}

#[test]
fn german_is_another_set_of_tables() {
    let tokenizer = Tokenizer::from_tables(&german(), None).expect("sound tables");
    let text = "Dr. Weiß zahlte am 3. März z.B. 3 Mio. Euro an die Ex-Firma. Wir wissen's.";
    assert_eq!(
        sentences(&tokenizer, text),
        [
            vec![
                "Dr.", "Weiß", "zahlte", "am", "3", ".", "März", "z.B.", "3", "Mio.", "Euro", "an",
                "die", "Ex-Firma", "."
            ],
            vec!["Wir", "wissen", "'s", "."],
        ]
    );
    let english = sentences(&Tokenizer::default(), text).concat();
    assert!(english.windows(2).any(|words| words == ["Mio", "."]));
    assert!(english.windows(2).any(|words| words == ["Ex-Firma", "."]));
    assert_eq!(sentences(&tokenizer, "cannot"), [["cannot"]]);
}

#[test]
fn a_table_of_ones_own_takes_the_place() {
    let tables = english_tables().with("contractions", "lem me");
    let tokenizer = Tokenizer::from_tables(&tables, None).expect("sound tables");
    assert_eq!(
        sentences(&tokenizer, "lemme cannot"),
        [["lem", "me", "cannot"]]
    );
}

#[test]
fn what_is_missing_is_named() {
    let error = |tables: &Tables, weights| {
        let made = Tokenizer::from_tables(tables, weights);
        made.expect_err("something is missing").to_string()
    };
    assert_eq!(
        error(&german().with("abbreviations", "title: dr"), None),
        "row \"other\" of table \"abbreviations\": expected a row \"other: words\""
    );
    let empty = Tables::new("de");
    assert!(error(&empty, None).contains("the tables of \"de\" have no table \"abbreviations\""));
    assert_eq!(
        error(&german(), Some(&[0; 3])),
        "expected 131072 weights of sentence boundaries, one byte each, found 3; \
         give those that BoundaryTrainer of this version makes"
    );
    assert!(matches!(
        Tokenizer::from_tables(&empty, None),
        Err(TokenizerError::Table(_))
    ));
}
