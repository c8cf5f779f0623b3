//! Plans: what is estimated, what is left out of tables, and what is read once.

mod asked;

use asked::{Outcome, ask, shown, story, with_threads};
use datafusion::arrow::array::{AsArray, RecordBatch};
use datafusion::arrow::datatypes::Int64Type;
use datafusion::prelude::SessionContext;
use newsgraph::document::{AnnotateError, Document, Layer};
use newsgraph::{Annotator, Component, Models};
use newsgraph_arrow::{FileFormat, FolderWriter, TableOptions};
use newsgraph_datafusion::{Reader, ReaderOptions, datafusion, register, session};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

async fn count(context: &SessionContext, query: &str) -> Outcome<i64> {
    let found = ask(context, query).await?;
    Ok(found[0].column(0).as_primitive::<Int64Type>().value(0))
}

/// The plan that is run.
async fn plan(context: &SessionContext, query: &str) -> Outcome<String> {
    let plans = shown(context, &format!("EXPLAIN FORMAT INDENT {query}")).await?;
    let physical = plans.find("physical_plan").ok_or("a physical plan")?;
    Ok(plans[physical..].to_owned())
}

#[tokio::test]
async fn an_estimate_is_never_taken_for_a_count() -> Outcome {
    let context = with_threads(0)?;
    let from = format!("FROM quotes('{}')", story().display());
    let rows = ask(&context, &format!("SELECT quote {from}")).await?;
    let rows: usize = rows.iter().map(RecordBatch::num_rows).sum();
    assert!(rows > 0);
    let query = format!("SELECT count(*) {from}");
    assert_eq!(count(&context, &query).await?, i64::try_from(rows)?);
    assert!(plan(&context, &query).await?.contains("FactsExec"));
    Ok(())
}

/// In either order the quotes are held and the mentions go by; of tables that were made, the rows are the same as well.
#[tokio::test]
async fn a_join_holds_the_side_with_fewer_rows() -> Outcome {
    let folder = tempfile::tempdir()?;
    let tables = folder.path().join("tables");
    write(&tables)?;
    let context = with_threads(0)?;
    for (source, held) in [(story(), Some("table=quotes")), (tables, None)] {
        let of = |table: &str| format!("{table}('{}')", source.display());
        let (quotes, mentions) = (of("quotes"), of("mentions"));
        let mut found = Vec::new();
        for (left, right) in [(&quotes, &mentions), (&mentions, &quotes)] {
            let query = format!(
                "SELECT a.words, b.words AS other FROM {left} AS a JOIN {right} AS b ON a.document = b.document"
            );
            let plan = plan(&context, &query).await?;
            let join = plan.find("HashJoinExec").ok_or("a join")?;
            let sides: Vec<_> = plan[join..]
                .lines()
                .filter(|line| line.contains("Exec: "))
                .collect();
            // What files tell of their size decides for tables that were made.
            assert!(
                held.is_none_or(|held| sides[1].contains(held)),
                "{left}, {right}: {plan}"
            );
            let rows = ask(&context, &query).await?;
            found.push(rows.iter().map(RecordBatch::num_rows).sum::<usize>());
        }
        assert!(found[0] > 0 && found[0] == found[1], "{found:?}");
    }
    Ok(())
}

/// Writes the tables of some articles of two days, one after the other.
fn write(tables: &Path) -> Outcome {
    let pipeline = newsgraph::english()?;
    let mut writer = FolderWriter::create(tables, FileFormat::Parquet, TableOptions::default())?;
    for (id, day) in [("a", "2024-03-04"), ("b", "2024-03-05")] {
        let text = "“We will rebuild the bridge,” Mayor Lena Hartwick told reporters.";
        let mut document = Document::new(id, text)?.with_date(Some(day.parse()?));
        pipeline.annotate(&mut document)?;
        writer.write(&document)?;
    }
    Ok(writer.finish()?)
}

/// Row groups of a made table are left out by their statistics, unread.
#[tokio::test]
async fn tables_are_read_where_a_row_can_pass() -> Outcome {
    let folder = tempfile::tempdir()?;
    let tables = folder.path().join("tables");
    write(&tables)?;
    let context = with_threads(1)?;
    let from = format!("FROM quotes('{}')", tables.display());
    for (filter, is_read) in [
        ("act = 'speech'", true),
        ("act = 'writing'", false),
        ("score > 0.0", true),
        ("score > 1.5", false),
        ("date = '2024-03-05'", true),
        ("date > '2024-03-05'", false),
        ("document >= 'b'", true),
        ("document > 'b'", false),
        ("act = 'speech' AND score > 1.5", false),
    ] {
        let query = format!("EXPLAIN ANALYZE SELECT words {from} WHERE {filter}");
        let plan = shown(&context, &query).await?;
        // Where all of a file falls out its row groups are not asked.
        let asked = ["files_ranges", "row_groups"].map(|of| {
            let none = format!("{of}_pruned_statistics=1 total → 0 matched");
            !plan.contains(&none)
        });
        assert_eq!(asked == [true, true], is_read, "{filter}: {plan}");
    }
    // Of the rows that are read, the other columns are decoded only where the filter passes.
    let query = format!("SELECT words {from} WHERE act = 'speech' AND score > 0.5");
    let plan = plan(&context, &query).await?;
    assert!(
        plan.contains("predicate=act@") && !plan.contains("FilterExec"),
        "{plan}"
    );
    Ok(())
}

/// Counts the texts that it reads.
struct Counted {
    inner: Arc<dyn Annotator>,
    texts: Arc<AtomicUsize>,
}

impl Annotator for Counted {
    fn name(&self) -> &str {
        self.inner.name()
    }

    fn model(&self) -> Option<&str> {
        self.inner.model()
    }

    fn requires(&self) -> &[Layer] {
        self.inner.requires()
    }

    fn provides(&self) -> &[Layer] {
        self.inner.provides()
    }

    fn annotate(&self, document: &mut Document) -> Result<(), AnnotateError> {
        self.texts.fetch_add(1, Ordering::Relaxed);
        self.inner.annotate(document)
    }
}

/// A reader that counts the texts that it reads.
fn counting() -> Outcome<(Arc<Reader>, Arc<AtomicUsize>)> {
    let texts = Arc::new(AtomicUsize::new(0));
    let counted = Counted {
        inner: Models::embedded().component(Component::Tokenize)?,
        texts: Arc::clone(&texts),
    };
    let reader = Reader::english(ReaderOptions::default().with_threads(2))?;
    let reader = reader.with_component(Component::Tokenize, Arc::new(counted));
    Ok((Arc::new(reader), texts))
}

#[tokio::test]
async fn the_scans_of_a_query_read_a_text_once() -> Outcome {
    let story = story();
    let texts = count(
        &with_threads(1)?,
        &format!("SELECT count(*) FROM texts('{}')", story.display()),
    )
    .await?;
    let texts = usize::try_from(texts)?;
    assert!(texts > 5);
    let of = |table: &str| format!("{table}('{}')", story.display());
    let about = format!(
        "SELECT q.document, q.quote, q.speaker, m.name FROM {} AS q JOIN {} AS m \
         ON m.document = q.document AND m.start >= q.start AND m.\"end\" <= q.\"end\" \
         WHERE m.kind = 'proper' AND q.act = 'speech' ORDER BY 1, 2, 3, 4",
        of("quotes"),
        of("mentions")
    );
    let three = format!(
        "SELECT * FROM (SELECT count(*) AS a FROM {}) CROSS JOIN (SELECT count(*) AS b FROM {}) CROSS JOIN (SELECT max(score) AS c FROM {})",
        of("quotes"),
        of("relations"),
        of("quotes")
    );
    let union = format!(
        "SELECT * FROM {0} UNION ALL SELECT * FROM {0}",
        of("values_of")
    );
    let other = format!(
        "SELECT count(*) FROM {} AS q JOIN {} AS m ON m.document = q.document WHERE q.date > '2024-03-11'",
        of("quotes"),
        of("mentions")
    );
    for (query, is_once) in [(about, true), (three, true), (union, true), (other, false)] {
        let (reader, read) = counting()?;
        let found = shown(&session(&reader), &query).await?;
        assert_eq!(
            read.load(Ordering::Relaxed) == texts,
            is_once,
            "{query}: {read:?} of {texts}"
        );
        // A session of one's own reads for each scan.
        let (reader, read) = counting()?;
        let own = SessionContext::new();
        register(&own, &reader);
        assert_eq!(shown(&own, &query).await?.len(), found.len(), "{query}");
        assert!(read.load(Ordering::Relaxed) > texts);
    }
    Ok(())
}
