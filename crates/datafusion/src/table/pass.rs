//! One pass over texts for all scans of a query that read them.

use super::asked::Asked;
use super::work;
use crate::cache::lock;
use crate::reader::Reader;
use datafusion::arrow::array::{ArrayRef, RecordBatch};
use datafusion::common::Result;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard};

/// About how many bytes of rows are kept for the scans that come later.
const KEPT: usize = 64 << 20;

/// Texts that scans of a query read together. The one that comes to a batch of texts first finds the rows of the others
/// too. They are kept as far as there is room; beyond it, each scan reads for itself.
pub(super) struct Pass {
    reader: Arc<Reader>,
    scans: Vec<Asked>,
    most: usize,
    kept: Mutex<Kept>,
}

/// Rows that were found for other scans.
#[derive(Default)]
struct Kept {
    /// The batch that each scan comes to next.
    next: Vec<usize>,
    /// By the scan and the number of the batch.
    rows: HashMap<(usize, usize), Found>,
    /// The batches that are read, so that a scan at the same batch waits for what is found.
    under_way: BTreeMap<usize, Arc<Mutex<()>>>,
    bytes: usize,
}

/// Rows, and the ids of the documents in which they were found.
struct Found {
    ids: ArrayRef,
    rows: RecordBatch,
}

impl Pass {
    pub(super) fn new(reader: Arc<Reader>, scans: Vec<Asked>) -> Self {
        let next = vec![0; scans.len()];
        Self {
            reader,
            scans,
            most: KEPT,
            kept: Mutex::new(Kept {
                next,
                ..Kept::default()
            }),
        }
    }

    pub(super) fn reader(&self) -> &Arc<Reader> {
        &self.reader
    }

    /// What each scan asks.
    pub(super) fn scans(&self) -> &[Asked] {
        &self.scans
    }

    /// Begins a scan anew.
    pub(super) fn begin(&self, scan: usize) {
        self.kept().next[scan] = 0;
    }

    /// The rows that a scan asks of a batch of texts, which is that of this number.
    pub(super) fn rows(
        &self,
        scan: usize,
        batch: usize,
        texts: &RecordBatch,
    ) -> Result<RecordBatch> {
        let ids = texts.column(0);
        let under_way = self.kept().under_way(batch);
        let _one = lock(&under_way);
        if let Some(rows) = self.kept().take(scan, batch, ids) {
            return Ok(rows);
        }
        let mut scans = vec![scan];
        scans.extend(self.behind(scan, batch));
        let asked: Vec<&Asked> = scans.iter().map(|&scan| &self.scans[scan]).collect();
        let mut found = work::rows(&self.reader, &asked, texts)?;
        let own = found.remove(0);
        for (&scan, rows) in scans[1..].iter().zip(found) {
            let ids = Arc::clone(ids);
            self.kept().put((scan, batch), Found { ids, rows });
        }
        Ok(own)
    }

    /// The other scans that have not come to a batch yet, where there is room for their rows.
    fn behind(&self, scan: usize, batch: usize) -> Vec<usize> {
        let kept = self.kept();
        let is_behind = |&other: &usize| other != scan && kept.next[other] <= batch;
        let others = (0..self.scans.len()).filter(is_behind);
        others.filter(|_| kept.bytes < self.most).collect()
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        lock(&self.kept)
    }
}

impl Kept {
    /// The rows that another scan has found in these documents.
    fn take(&mut self, scan: usize, batch: usize, ids: &ArrayRef) -> Option<RecordBatch> {
        self.next[scan] = self.next[scan].max(batch + 1);
        let found = self.rows.remove(&(scan, batch))?;
        self.bytes -= found.bytes();
        // A file may have changed since.
        (*found.ids == **ids).then_some(found.rows)
    }

    /// The lock of a batch; those to which no scan comes any more are dropped.
    fn under_way(&mut self, batch: usize) -> Arc<Mutex<()>> {
        let first = self.next.iter().min().map_or(0, |&next| next.min(batch));
        self.under_way = self.under_way.split_off(&first);
        Arc::clone(self.under_way.entry(batch).or_default())
    }

    fn put(&mut self, place: (usize, usize), found: Found) {
        self.bytes += found.bytes();
        if let Some(before) = self.rows.insert(place, found) {
            self.bytes -= before.bytes();
        }
    }
}

impl Found {
    fn bytes(&self) -> usize {
        self.ids.get_array_memory_size() + self.rows.get_array_memory_size()
    }
}

impl fmt::Debug for Pass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pass")
            .field("scans", &self.scans)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::super::stream;
    use super::*;
    use crate::ReaderOptions;
    use datafusion::arrow::array::{Date32Array, LargeStringArray};
    use newsgraph_arrow::Table;

    /// A batch of two texts.
    fn texts(ids: [&str; 2]) -> Result<RecordBatch> {
        let text = "“No,” Ann Lee told Bob Ray in Ulm.";
        let schema = Arc::new(stream::schema().project(&[0, 1, 2])?);
        let columns: Vec<ArrayRef> = vec![
            Arc::new(LargeStringArray::from(ids.to_vec())),
            Arc::new(Date32Array::from(vec![None, None])),
            Arc::new(LargeStringArray::from(vec![text; 2])),
        ];
        Ok(RecordBatch::try_new(schema, columns)?)
    }

    fn pass(most: usize) -> std::result::Result<Pass, Box<dyn std::error::Error>> {
        let reader = Arc::new(Reader::english(ReaderOptions::default().with_threads(1))?);
        let asked = |table| Asked::new(table, &reader, None, None);
        let scans = vec![asked(Table::Quotes)?, asked(Table::Mentions)?];
        let pass = Pass::new(Arc::clone(&reader), scans);
        Ok(Pass { most, ..pass })
    }

    #[test]
    fn rows_are_kept_as_far_as_there_is_room() -> std::result::Result<(), Box<dyn std::error::Error>>
    {
        let texts = texts(["a", "b"])?;
        let mut found = Vec::new();
        for (most, kept) in [(0, 0), (1, 1), (KEPT, 2)] {
            let pass = pass(most)?;
            let quotes = [pass.rows(0, 0, &texts)?, pass.rows(0, 1, &texts)?];
            let held = |pass: &Pass| {
                let kept = pass.kept();
                (kept.rows.len(), kept.bytes > 0)
            };
            assert_eq!(held(&pass), (kept, kept > 0), "of {most} bytes");
            let mentions = [pass.rows(1, 0, &texts)?, pass.rows(1, 1, &texts)?];
            assert_eq!(held(&pass), (0, false));
            found.push((quotes, mentions));
        }
        assert_eq!(found[0].0[0].num_rows(), 2);
        assert_eq!(found[0].1[0].num_rows(), 6);
        assert!(found.iter().all(|rows| *rows == found[0]));
        Ok(())
    }

    #[test]
    fn what_was_found_in_other_documents_is_not_taken()
    -> std::result::Result<(), Box<dyn std::error::Error>> {
        let pass = pass(KEPT)?;
        pass.rows(0, 0, &texts(["a", "b"])?)?;
        let other = texts(["a", "c"])?;
        let rows = pass.rows(1, 0, &other)?;
        let ids = datafusion::arrow::array::AsArray::as_string::<i64>(rows.column(0));
        assert!(ids.iter().any(|id| id == Some("c")));
        Ok(())
    }
}
