//! The reader of JSON.

use crate::document::assert_exports;
use crate::{choices, shipped};
use newsgraph::document::OffsetUnit;
use newsgraph_export::{from_json, to_json};
use std::sync::LazyLock;

static ROW: LazyLock<String> = LazyLock::new(|| to_json(&shipped::READ, OffsetUnit::default()));

/// What begins like JSON is taken as it is; else three bytes say where the rest goes into the row of a document that was
/// read, and how much of it falls out.
pub fn check(data: &[u8]) {
    let ([way, high, low, cut], rest) = choices(data);
    if way.is_ascii_whitespace() || way == b'{' {
        return read(&String::from_utf8_lossy(data));
    }
    let mut row = ROW.as_bytes().to_vec();
    let start = usize::from(u16::from_be_bytes([high, low])) % row.len();
    let end = (start + usize::from(cut)).min(row.len());
    row.splice(start..end, rest.iter().copied());
    read(&String::from_utf8_lossy(&row));
}

/// What is read can be written, and is the same when it is read again.
fn read(json: &str) {
    if let Ok(document) = from_json(json) {
        assert_exports(&document);
    }
}
