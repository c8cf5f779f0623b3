//! Values of another language: tables that are given at run time.

use newsgraph_document::Date;
use newsgraph_ner::{Tables, ValueRecognizer, english_tables};
use newsgraph_tokenize::Tokenizer;

/// The groups of words that German has here; the others are empty.
const GROUPS: &str = "
article: ein eine einen
and: und
of: von
to: bis
the: der die das den
one: eins
half: halb
ordinal-ending: .
first: day
before-month: im seit bis
counted: % prozent euro
day-range: - bis und
year-after-day: ,
last: letzten
next: nächsten
year: jahr
before-year: seit im
plural-ending: en
zone: mez mesz
after-no-age: und
";

/// The words of tense that German has here.
const TENSES: &str = "
modal: wird werden
past: kam ging
loose: am im
";

/// The rows of a table of groups, each without words.
fn empty(table: &str) -> String {
    let english = english_tables();
    let table = english.table(table).expect("English has it");
    let names = table.rows().filter_map(|row| row.split(':').next());
    let rows: Vec<String> = names.map(|name| format!("{name}:\n")).collect();
    rows.concat()
}

/// A few German words.
fn german() -> Tables {
    let english = english_tables();
    let mut tables = Tables::new("de");
    for name in english.names() {
        tables = tables.with(name.to_owned(), "");
    }
    tables
        .with("groups", empty("groups") + GROUPS)
        .with("tenses", empty("tenses") + TENSES)
        .with(
            "months",
            "januar 1 whole\nmärz 3 whole\nmai 5 whole\nokt. 10 short",
        )
        .with("weekdays", "montag 1 one\nmontags 1 many\nsonntag 7 one")
        .with("numbers", "zwei 2\ndrei 3\nzwanzig 20")
        .with("scales", "tausend 1000\nmio. 1000000\nmillionen 1000000")
        .with(
            "lengths",
            "tag day 1 one\ntage day 1 many\njahre year 1 many",
        )
        .with("relative", "letzten -1 today\nnächsten 1 today")
        .with("days", "heute = 0\ngestern = -1\nvorgestern = -2")
        .with("moves", "später = 1 text")
        .with("holidays", "heiligabend = 12-24\nostern = movable")
        .with("percent", "% = 1\nprozent = 1")
        .with("clock", "mittag = T12:00")
        .with("phrases", "uhr = clock")
        .with("currencies", "EUR *: euro\nCHF ch: franken")
        .with("countries", "schweizer = ch")
        .with("signs", "€ = EUR")
        .with("units", "kilometer = kilometer\nkm = kilometer")
}

/// The tokens of a German text are good enough from English tables but for some abbreviations.
fn tokenizer() -> Tokenizer {
    let tables = newsgraph_tokenize::english_tables();
    let own = "title: dr\nother: mio okt\nsmall: mio\nanswer:\nbracketed:\ncounting:\nletter:\nlettered:\nverse:\nafter-ordinal: märz mai";
    let tables = tables.with("abbreviations", own);
    Tokenizer::from_tables(&tables, None).expect("sound tables")
}

#[test]
fn german_values_are_another_set_of_tables() {
    let recognizer = ValueRecognizer::from_tables(&german()).expect("sound tables");
    let date = Date::new(2019, 3, 20);
    for (text, expected) in [
        ("Er kam am 3. März 2019 an.", "3. März 2019 = 2019-03-03"),
        ("Sie traf ihn am 3. Mai.", "3. Mai = 2019-05-03"),
        ("Es stand am 4/3/2019 da.", "4/3/2019 = 2019-03-04"),
        ("Er kam am Sonntag.", "Sonntag = 2019-03-17"),
        ("Er wird am Sonntag kommen.", "Sonntag = 2019-03-24"),
        ("Er kam vorgestern.", "vorgestern = 2019-03-18"),
        ("Er ging an Heiligabend.", "Heiligabend = 2018-12-24"),
        ("Das kostet 3 Mio. Euro heuer.", "3 Mio. Euro = 3000000 EUR"),
        (
            "Das kostet zwei Millionen Schweizer Franken.",
            "zwei Millionen Schweizer Franken = 2000000 CHF",
        ),
        ("Es stieg um 4 Prozent.", "4 Prozent = 4%"),
        ("Es dauert drei Tage.", "drei Tage = P3D"),
        ("Er kam um 10 Uhr.", "10 Uhr = T10:00"),
        ("Es sind 20 Kilometer.", "20 Kilometer = 20 kilometer"),
        ("It rose on May Day, three weeks ago.", ""),
    ] {
        let words = tokenizer().tokenize(text);
        let found = recognizer.recognize(words.view(text), date);
        let shown = found.iter().map(|value| {
            let normalised = value.value.as_deref().unwrap_or("-");
            format!("{} = {normalised}", &text[value.span])
        });
        assert_eq!(shown.collect::<Vec<_>>().join("; "), expected, "{text}");
    }
}

#[test]
fn a_table_of_ones_own_takes_the_place() {
    let tables = english_tables().with("holidays", "burns night = 01-25");
    let recognizer = ValueRecognizer::from_tables(&tables).expect("sound tables");
    let text = "They met on Burns Night, 2016, and at Easter.";
    let words = Tokenizer::default().tokenize(text);
    let found = recognizer.recognize(words.view(text), None);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].value.as_deref(), Some("2016-01-25"));
}

#[test]
fn what_is_missing_is_named() {
    let error = |tables: &Tables| {
        let made = ValueRecognizer::from_tables(tables);
        made.expect_err("something is missing").to_string()
    };
    let empty = Tables::new("de");
    assert!(error(&empty).contains("the tables of \"de\" have no table \"groups\""));
    assert_eq!(
        error(&german().with("groups", "plural-ending: en")),
        "row \"singular-ending\" of table \"groups\": expected a row \"singular-ending: words\""
    );
    assert_eq!(
        error(&german().with("scales", "mio. viele")),
        "row \"mio. viele\" of table \"scales\": expected what the table's comment says"
    );
}
