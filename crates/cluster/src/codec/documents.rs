use super::options::SentOptions;
use super::{decode, encode};
use crate::Functions;
use newsgraph_datafusion::datafusion::common::{Result, internal_err, plan_datafusion_err};
use newsgraph_datafusion::datafusion::physical_plan::ExecutionPlan;
use newsgraph_datafusion::{DocumentScan, DocumentTable};
use serde::{Deserialize, Serialize};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What every scan of texts begins with, so that it is told apart from the operators of the engine.
const MARK: &[u8] = b"newsgraph.documents ";

/// What is sent of a table of texts.
#[derive(Debug, Deserialize, Serialize)]
struct SentTable {
    folder: String,
    paths: Vec<String>,
    is_csv: bool,
    shares: NonZeroUsize,
    options: SentOptions,
}

/// What is sent of its scan; the portions that it reads are its input, which goes by itself.
#[derive(Debug, Deserialize, Serialize)]
struct SentScan {
    table: SentTable,
    projection: Option<Vec<usize>>,
}

/// Writes a table whose paths stand below the folder where this process runs.
pub(super) fn write_table(table: &DocumentTable, buffer: &mut Vec<u8>) -> Result<()> {
    let folder = std::path::absolute(std::env::current_dir()?.join(table.folder()))?;
    encode(&sent(table, &folder)?, buffer)
}

/// The table that was written, in so many partitions.
pub(super) fn read_table(
    functions: &Functions,
    buffer: &[u8],
    partitions: usize,
) -> Result<DocumentTable> {
    let sent: SentTable = decode(buffer)?;
    let shares = NonZeroUsize::new(partitions).unwrap_or(NonZeroUsize::MIN);
    Ok(table(functions, sent)?.with_shares(shares))
}

pub(super) fn write_scan(scan: &DocumentScan, buffer: &mut Vec<u8>) -> Result<()> {
    let scan = SentScan {
        table: sent(scan.table(), scan.table().folder())?,
        projection: scan.projection().map(<[usize]>::to_vec),
    };
    buffer.extend_from_slice(MARK);
    encode(&scan, buffer)
}

/// The scan that was written; `None` where it is another operator.
pub(super) fn read_scan(
    functions: &Functions,
    buffer: &[u8],
    inputs: &[Arc<dyn ExecutionPlan>],
) -> Result<Option<DocumentScan>> {
    let Some(buffer) = buffer.strip_prefix(MARK) else {
        return Ok(None);
    };
    let [portions] = inputs else {
        return internal_err!("DocumentScan has one input, found {}", inputs.len());
    };
    let sent: SentScan = decode(buffer)?;
    let (table, portions) = (table(functions, sent.table)?, Arc::clone(portions));
    DocumentScan::of(table, sent.projection, portions).map(Some)
}

fn sent(table: &DocumentTable, folder: &Path) -> Result<SentTable> {
    Ok(SentTable {
        folder: words(folder)?,
        paths: table
            .paths()
            .iter()
            .map(|path| words(path))
            .collect::<Result<_>>()?,
        is_csv: table.is_csv(),
        shares: table.shares(),
        options: SentOptions::new(table.reader().options()),
    })
}

fn table(functions: &Functions, sent: SentTable) -> Result<DocumentTable> {
    let paths: Vec<PathBuf> = sent.paths.into_iter().map(PathBuf::from).collect();
    let reader = functions.reader(sent.options.options()?)?;
    let table = if sent.is_csv {
        DocumentTable::of_csv(sent.folder, paths, reader)
    } else {
        DocumentTable::of_documents(sent.folder, paths, reader)
    };
    Ok(table.with_shares(sent.shares))
}

fn words(path: &Path) -> Result<String> {
    let words = path.to_str().map(str::to_owned);
    words.ok_or_else(|| {
        plan_datafusion_err!(
            "{}: a path that is no UTF-8 cannot be sent to other machines; rename it",
            path.display()
        )
    })
}
