//! Texts that cannot be read: an error that names them, or a null with its reason.

mod asked;

use asked::{Outcome, ask, parquet, refused, shown, whole, words};
use datafusion::arrow::array::{Array, ArrayRef, AsArray, RecordBatch, StringArray};
use datafusion::prelude::SessionContext;
use flate2::Compression;
use flate2::write::GzEncoder;
use newsgraph::document::{AnnotateError, Document, Layer, Maker};
use newsgraph::{Annotator, Component};
use newsgraph_datafusion::{OnError, Reader, ReaderOptions, datafusion, session};
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

const GOOD: &str = "“No,” Ann Lee said.";

/// Panics on texts about Tom Birch, and finds no relations in the others.
struct Fragile;

impl Annotator for Fragile {
    fn name(&self) -> &'static str {
        "fragile"
    }

    fn requires(&self) -> &[Layer] {
        &[]
    }

    fn provides(&self) -> &[Layer] {
        &[Layer::Relations]
    }

    fn annotate(&self, document: &mut Document) -> Result<(), AnnotateError> {
        assert!(!document.text().contains("Birch"), "no place for Birch");
        let nobody = Maker::default();
        Ok(document.set_relations(Vec::new(), nobody)?)
    }
}

fn reader(on_error: OnError) -> Outcome<Arc<Reader>> {
    let options = ReaderOptions::default()
        .with_threads(2)
        .with_max_document(100)
        .with_on_error(on_error);
    let reader = Reader::english(options)?;
    Ok(Arc::new(
        reader.with_component(Component::Relation, Arc::new(Fragile)),
    ))
}

fn contexts() -> Outcome<[(SessionContext, Arc<Reader>); 2]> {
    let [fail, null] = [reader(OnError::Fail)?, reader(OnError::Null)?];
    Ok([(session(&fail), fail), (session(&null), null)])
}

fn gz(path: &Path, bytes: &[u8]) -> Outcome {
    let mut file = GzEncoder::new(File::create(path)?, Compression::fast());
    file.write_all(bytes)?;
    file.finish()?;
    Ok(())
}

/// A file with a right row, a wrong one of each kind, and a right one.
fn wrong_rows(folder: &Path) -> Outcome<Vec<(String, Vec<&'static str>)>> {
    let at = |name: &str| folder.join(name);
    let long = "word ".repeat(30);
    let json = format!(
        "{{\"id\": \"a\", \"text\": \"{GOOD}\"}}\n{{\"id\": \"b\", \"text\": 7}}\n{{\"id\": \"c\", \"text\": \"{long}\"}}\n\
         {{\"id\": \"d\", \"text\": \"{GOOD}\", \"date\": \"2024-02-30\"}}\n{{\"id\": \"e\", \"text\": \"{GOOD}\"}}\n"
    );
    fs::write(at("rows.jsonl"), json)?;
    let csv = format!(
        "date,text,id\n,\"{GOOD}\",a\n,\"{GOOD}\",b,more\n,{long},c\n2024-02-30,\"{GOOD}\",d\n2024-03-04,\"{GOOD}\",e\n"
    );
    fs::write(at("rows.csv"), &csv)?;
    gz(&at("rows.csv.gz"), csv.as_bytes())?;
    parquet(
        &at("rows.parquet"),
        vec![
            ("id", words(&["a", "c", "d", "e"])),
            ("text", words(&[GOOD, &long, GOOD, GOOD])),
            ("date", words(&["", "", "2024-02-30", "2024-03-04"])),
        ],
    )?;
    let path = |name: &str| at(name).display().to_string();
    let number = "expected a field \"text\" with a string, found 7";
    let (long, day) = ("longer than 100 bytes", "2024-02-30");
    let cells = "expected 3 cells, as there are columns, found 4";
    Ok(vec![
        (path("rows.jsonl"), vec![number, long, day]),
        (path("rows.csv"), vec![cells, long, day]),
        (path("rows.csv.gz"), vec![cells, long, day]),
        (path("rows.parquet"), vec![long, day]),
    ])
}

#[tokio::test]
async fn a_wrong_row_fails_the_query_or_is_null_with_its_reason() -> Outcome {
    let folder = tempfile::tempdir()?;
    let [(fail, _), (null, reader)] = contexts()?;
    for (path, reasons) in wrong_rows(folder.path())? {
        let query = format!("SELECT document, words FROM quotes('{path}')");
        let error = refused(&fail, &query).await?;
        let is_told = reasons.iter().any(|reason| error.contains(reason));
        assert!(is_told, "{path}: {error}");
        let place = match Path::new(&path).extension().and_then(|end| end.to_str()) {
            Some("jsonl") => "rows.jsonl, line 2",
            Some("parquet") => "document \"",
            _ => "line 3",
        };
        assert!(error.contains(place), "{path}: {error}");

        let found = whole(&ask(&null, &query).await?)?.ok_or("no row")?;
        let ids: Vec<_> = found
            .column(0)
            .as_string::<i64>()
            .iter()
            .flatten()
            .collect();
        assert_eq!(ids, ["a", "e"], "{path}");
        assert!(reader.has_unread(), "{path}");
        let texts = format!("SELECT document, date, text, error FROM texts('{path}')");
        let texts = whole(&ask(&null, &texts).await?)?.ok_or("no row")?;
        assert_eq!(texts.num_rows(), reasons.len() + 2, "{path}");
        let errors = texts.column(3).as_string::<i64>();
        let texts = texts.column(2);
        let told: Vec<_> = errors.iter().flatten().collect();
        assert_eq!(told.len(), reasons.len(), "{path}: {told:?}");
        for (told, reason) in told.iter().zip(&reasons) {
            assert!(told.contains(reason), "{path}: {told}");
        }
        assert!((0..texts.len()).all(|at| texts.is_null(at) == errors.is_valid(at)));
    }
    Ok(())
}

#[tokio::test]
async fn a_packed_file_is_read_or_refused_with_advice() -> Outcome {
    let folder = tempfile::tempdir()?;
    let [(context, _), _] = contexts()?;
    let at = |name: &str| folder.path().join(name);
    gz(
        &at("rows.csv.gz"),
        format!("id,text\na,\"{GOOD}\"\n").as_bytes(),
    )?;
    let query = format!("SELECT speaker FROM quotes('{}')", folder.path().display());
    assert!(shown(&context, &query).await?.contains("Ann Lee"));
    let path = at("rows.csv.gz").display().to_string();
    let error = refused(&context, &format!("SELECT * FROM '{path}'")).await?;
    assert!(error.contains(&format!("texts('{path}')")), "{error}");
    // What is cut is told with the file, and so is a row without an end, before all of it is held.
    let endless = format!("id,text\na,\"{}", "word\n".repeat(1 << 16));
    fs::write(at("more.csv"), endless)?;
    let error = refused(&context, &query).await?;
    assert!(
        error.contains("more.csv, line 2: the row has no end"),
        "{error}"
    );
    fs::remove_file(at("more.csv"))?;
    let whole = fs::read(at("rows.csv.gz"))?;
    fs::write(at("rows.csv.gz"), &whole[..whole.len() - 9])?;
    let error = refused(&context, &query).await?;
    assert!(error.contains("rows.csv.gz"), "{error}");
    Ok(())
}

#[tokio::test]
async fn what_is_not_wrong_is_not_told() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("rows.csv");
    fs::write(
        &path,
        format!("\u{feff}id,text\n007,\"{GOOD}\"\n,\"{GOOD}\"\nc,\n"),
    )?;
    let path = path.display();
    let [(fail, _), (null, reader)] = contexts()?;
    let query = format!("SELECT document, text, error FROM texts('{path}')");
    let found = shown(&fail, &query).await?;
    assert_eq!(shown(&null, &query).await?, found);
    // A row without an id has its place as one.
    let second = format!("{path}, line 3");
    assert!(
        found.contains("| 007 ") && found.contains(&second),
        "{found}"
    );
    let query = format!(
        "SELECT count(*) AS rows, count(error) AS wrong, count(date) AS days FROM texts('{path}')"
    );
    assert!(
        shown(&null, &query)
            .await?
            .contains("| 3    | 0     | 0    |")
    );
    assert!(!reader.has_unread());
    Ok(())
}

/// A session with a table of texts that are right, broken, too long, null and right.
fn column(context: &SessionContext) -> Outcome {
    let long = "word ".repeat(30);
    let texts = [
        Some(GOOD),
        Some("Tom Birch left."),
        Some(&long),
        None,
        Some(GOOD),
    ];
    let days = [None, None, None, Some("x"), Some("soon")];
    let columns: [(&str, ArrayRef); 2] = [
        ("text", Arc::new(StringArray::from(texts.to_vec()))),
        ("day", Arc::new(StringArray::from(days.to_vec()))),
    ];
    context.register_batch("articles", RecordBatch::try_from_iter(columns)?)?;
    Ok(())
}

#[tokio::test]
async fn a_column_has_null_where_a_text_cannot_be_read() -> Outcome {
    let [(fail, _), (null, reader)] = contexts()?;
    column(&fail)?;
    column(&null)?;
    for (asked, said) in [
        (
            "relations(text) FROM articles",
            "relations: the text \"Tom Birch left.\": the component \"relation\" panicked: no place for Birch",
        ),
        (
            "quotes(text) FROM articles",
            "quotes: the text \"word word word word word word word word …\": longer than 100 bytes",
        ),
        (
            "quotes(text, day) FROM articles WHERE text LIKE '%Lee%'",
            "the date is \"soon\"",
        ),
    ] {
        let error = refused(&fail, &format!("SELECT {asked}")).await?;
        assert!(error.contains(said), "{asked}: {error}");
    }
    let query = "SELECT quotes(text, day), relations(text, day), error_of(text, day) FROM articles";
    let found = whole(&ask(&null, query).await?)?.ok_or("no row")?;
    let nulls = |at: usize| {
        (0..5)
            .map(|row| found.column(at).is_null(row))
            .collect::<Vec<_>>()
    };
    assert_eq!(nulls(0), [false, false, true, true, true]);
    assert_eq!(nulls(1), [false, true, true, true, true]);
    // A null is no error.
    assert_eq!(nulls(2), [true, false, false, true, false]);
    assert!(reader.has_unread());
    // It tells what is wrong where the query would fail, too.
    let told = "SELECT error_of(text, day) FROM articles";
    let found = whole(&ask(&fail, told).await?)?.ok_or("no row")?;
    let told = found.column(0).as_string::<i64>();
    assert!(told.value(1).contains("no place for Birch") && told.value(4).contains("soon"));
    Ok(())
}

#[tokio::test]
async fn a_component_that_panics_is_told_with_the_document() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("rows.jsonl");
    fs::write(
        &path,
        format!(
            "{{\"id\": \"a\", \"text\": \"{GOOD}\"}}\n{{\"id\": \"b\", \"text\": \"“No,” Tom Birch said.\"}}\n"
        ),
    )?;
    let [(fail, _), (null, reader)] = contexts()?;
    let of = |table: &str| format!("SELECT count(*) AS rows FROM {table}('{}')", path.display());
    let both = format!(
        "SELECT * FROM ({}) AS a CROSS JOIN ({}) AS b",
        of("quotes"),
        of("relations")
    );
    for query in [of("relations"), both.clone()] {
        let error = refused(&fail, &query).await?;
        let said = "document \"b\": the component \"relation\" panicked: no place for Birch";
        assert!(error.contains(said), "{error}");
    }
    // What does not need it is read, by itself and beside what does.
    let quotes = shown(&fail, &of("quotes")).await?;
    assert_eq!(shown(&null, &of("quotes")).await?, quotes);
    assert!(
        quotes.contains("| 2    |") && !reader.has_unread(),
        "{quotes}"
    );
    assert!(shown(&null, &of("relations")).await?.contains("| 0    |"));
    assert!(reader.has_unread());
    let both = shown(&null, &both).await?;
    assert!(both.contains("| 2    | 0    |"), "{both}");
    Ok(())
}
