//! Folders of files.

use crate::sample::{Tested, article, kept, woods};
use arrow_array::RecordBatch;
use arrow_ipc::reader::FileReader;
use newsgraph_arrow::{
    FileFormat, FolderError, FolderWriter, Table, TableOptions, from_batches, schema,
};
use newsgraph_document::{Document, Maker, OffsetUnit, Sentence, Span, Token};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::metadata::{KeyValue, RowGroupMetaData};
use std::error::Error;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// A folder for a test, which goes with it.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> std::io::Result<Self> {
        let path =
            std::env::temp_dir().join(format!("newsgraph-arrow-{name}-{}", std::process::id()));
        fs::create_dir(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn options() -> TableOptions {
    TableOptions {
        offsets: OffsetUnit::Utf16,
        rows: 50,
        ..TableOptions::default()
    }
}

fn write(folder: &Path, format: FileFormat, documents: &[Document]) -> Tested {
    let mut writer = FolderWriter::create(folder, format, options())?;
    for document in documents {
        assert!(!folder.exists() && writer.partial().is_dir());
        writer.write(document)?;
    }
    Ok(writer.finish()?)
}

type Batches = Result<Vec<RecordBatch>, Box<dyn Error>>;

fn parquet(path: &Path) -> Batches {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path)?)?;
    // Batches come without the schema's metadata.
    let schema = reader.schema().clone();
    let batches = reader.build()?;
    Ok(batches
        .map(|batch| batch?.with_schema(schema.clone()))
        .collect::<Result<_, _>>()?)
}

fn ipc(path: &Path) -> Batches {
    let reader = FileReader::try_new(File::open(path)?, None)?;
    Ok(reader.collect::<Result<_, _>>()?)
}

fn read(folder: &Path, format: FileFormat) -> Result<Vec<(Table, RecordBatch)>, Box<dyn Error>> {
    let mut all = Vec::new();
    for table in Table::ALL {
        let path = folder.join(format!("{table}.{}", format.ending()));
        let batches = if format == FileFormat::Parquet {
            parquet(&path)?
        } else {
            ipc(&path)?
        };
        all.extend(batches.into_iter().map(|batch| (table, batch)));
    }
    Ok(all)
}

#[test]
fn documents_come_back_from_files() -> Tested {
    let scratch = Scratch::new("back")?;
    let documents = [article()?, woods()?, Document::new("", "")?];
    let expected = [
        kept(&documents[0])?,
        kept(&documents[1])?,
        documents[2].clone(),
    ];
    for format in [FileFormat::Parquet, FileFormat::Ipc] {
        let folder = scratch.0.join(format.ending());
        write(&folder, format, &documents)?;
        let names: Result<Vec<_>, _> = fs::read_dir(&folder)?
            .map(|entry| entry.map(|e| e.file_name()))
            .collect();
        assert_eq!(names?.len(), 8);
        assert_eq!(from_batches(&read(&folder, format)?)?, expected);
    }
    Ok(())
}

#[test]
fn tables_that_are_not_asked_for_have_no_file() -> Tested {
    let scratch = Scratch::new("some")?;
    let folder = scratch.0.join("some");
    let some = TableOptions {
        tables: Table::Quotes.into(),
        ..options()
    };
    let mut writer = FolderWriter::create(&folder, FileFormat::Parquet, some)?;
    writer.write(&woods()?)?;
    writer.finish()?;
    let names: Vec<_> = fs::read_dir(&folder)?.collect::<Result<_, _>>()?;
    assert_eq!(names.len(), 1);
    let quotes = parquet(&folder.join("quotes.parquet"))?;
    assert!(quotes[0].num_rows() > 0);
    Ok(())
}

#[test]
fn the_same_documents_are_the_same_bytes() -> Tested {
    let scratch = Scratch::new("bytes")?;
    for format in [FileFormat::Parquet, FileFormat::Ipc] {
        let folders = ["a", "b"].map(|name| scratch.0.join(format!("{name}-{}", format.ending())));
        for folder in &folders {
            write(folder, format, &[woods()?, article()?])?;
        }
        for table in Table::ALL {
            let name = format!("{table}.{}", format.ending());
            let [a, b] = [&folders[0], &folders[1]].map(|folder| fs::read(folder.join(&name)));
            assert!(a? == b?, "{name}");
        }
    }
    Ok(())
}

#[test]
fn metadata_tell_what_a_file_is() -> Tested {
    let scratch = Scratch::new("metadata")?;
    let folder = scratch.0.join("tables");
    write(&folder, FileFormat::Parquet, &[woods()?, article()?])?;
    let reader =
        ParquetRecordBatchReaderBuilder::try_new(File::open(folder.join("quotes.parquet"))?)?;
    let told: Vec<KeyValue> = reader
        .metadata()
        .file_metadata()
        .key_value_metadata()
        .cloned()
        .unwrap_or_default();
    let value = |key: &str| {
        let mut found = told.iter().filter(|pair| pair.key == key);
        (
            found.next().and_then(|pair| pair.value.as_deref()),
            found.count(),
        )
    };
    assert_eq!(value("newsgraph.schema"), (Some("1"), 0));
    assert_eq!(value("newsgraph.table"), (Some("quotes"), 0));
    assert_eq!(value("newsgraph.offsets"), (Some("utf16"), 0));
    let maker = woods()?
        .maker(newsgraph_document::Layer::Quotes)
        .cloned()
        .ok_or("a maker")?;
    let line = format!(
        "quotes\t{}\t{}",
        maker.component,
        maker.model.ok_or("a model")?
    );
    let (made, _) = value("newsgraph.made");
    let made: Vec<&str> = made.unwrap_or_default().lines().collect();
    assert_eq!(made.len(), 9);
    assert!(made.contains(&&*line), "{line} in {made:?}");
    assert_eq!(
        schema(Table::Quotes, &options()).fields(),
        reader.schema().fields()
    );
    Ok(())
}

#[test]
fn row_groups_are_bounded() -> Tested {
    let scratch = Scratch::new("groups")?;
    let count = 140_000;
    let mut document = Document::new("long", "a ".repeat(count))?;
    let tokens = (0..count).map(|at| Token {
        span: Span::new(2 * at, 2 * at + 1),
    });
    document.set_tokens(tokens.collect(), Maker::default())?;
    let sentences = (0..count).map(|at| Sentence {
        span: Span::new(2 * at, 2 * at + 1),
        tokens: at..at + 1,
        paragraph: 0,
    });
    document.set_sentences(sentences.collect(), Maker::default())?;
    let folder = scratch.0.join("tables");
    let mut writer = FolderWriter::create(&folder, FileFormat::Parquet, TableOptions::default())?;
    writer.write(&document)?;
    writer.finish()?;
    let reader =
        ParquetRecordBatchReaderBuilder::try_new(File::open(folder.join("sentences.parquet"))?)?;
    let rows: Vec<i64> = reader
        .metadata()
        .row_groups()
        .iter()
        .map(RowGroupMetaData::num_rows)
        .collect();
    assert_eq!(rows, [131_072, 8_928]);
    Ok(())
}

#[test]
fn what_is_not_whole_has_no_place() -> Tested {
    let scratch = Scratch::new("whole")?;
    let folder = scratch.0.join("tables");
    let document = woods()?;
    let mut writer = FolderWriter::create(&folder, FileFormat::Parquet, options())?;
    writer.write(&document)?;
    let again = FolderWriter::create(&folder, FileFormat::Parquet, options());
    assert!(matches!(again, Err(FolderError::Left(path)) if path == writer.partial()));
    drop(writer);
    assert_eq!(fs::read_dir(&scratch.0)?.count(), 0);

    let mut writer = FolderWriter::create(&folder, FileFormat::Parquet, options())?;
    writer.write(&document)?;
    let partial = writer.stop()?;
    assert!(!folder.exists());
    assert_eq!(
        from_batches(&read(&partial, FileFormat::Parquet)?)?,
        [kept(&document)?]
    );
    Ok(())
}

#[test]
fn places_that_are_taken_are_told() -> Tested {
    let scratch = Scratch::new("places")?;
    let create = |folder: &Path| FolderWriter::create(folder, FileFormat::Ipc, options()).map(drop);
    let file = scratch.0.join("file");
    fs::write(&file, "mine")?;
    assert!(matches!(create(&file), Err(FolderError::File(path)) if path == file));
    assert!(matches!(create(&scratch.0), Err(FolderError::NotEmpty(path)) if path == scratch.0));
    let nowhere = scratch.0.join("no");
    assert!(
        matches!(create(&nowhere.join("tables")), Err(FolderError::NoParent(path)) if path == nowhere)
    );
    assert_eq!(fs::read_to_string(&file)?, "mine");

    let empty = scratch.0.join("empty/");
    fs::create_dir(&empty)?;
    let writer = FolderWriter::create(&empty, FileFormat::Ipc, options())?;
    assert_eq!(writer.partial(), scratch.0.join("empty.partial"));
    writer.finish()?;
    assert_eq!(fs::read_dir(&empty)?.count(), 8);
    Ok(())
}
