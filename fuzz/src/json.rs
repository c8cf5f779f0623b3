//! The reader of JSON.

use crate::document::assert_exports;
use crate::{choices, shipped};
use newsgraph_export::{from_json, to_json};
use std::sync::LazyLock;

static ROW: LazyLock<String> = LazyLock::new(|| to_json(&shipped::READ, Default::default()));

/// A first byte of zero takes the rest as it is; another one puts it into the row of a document that was read.
pub fn check(data: &[u8]) {
    let ([way, high, low, cut], rest) = choices(data);
    if way.is_ascii_whitespace() || way == b'{' {
        return read(&String::from_utf8_lossy(data));
    }
    let row = ROW.as_str();
    let start = row.floor_char_boundary(usize::from(u16::from_be_bytes([high, low])) % row.len());
    let end = row.ceil_char_boundary((start + usize::from(cut)).min(row.len()));
    let mut row = row.to_owned();
    row.replace_range(start..end, &String::from_utf8_lossy(rest));
    read(&row);
}

/// What is read can be written, and is the same when it is read again.
fn read(json: &str) {
    if let Ok(document) = from_json(json) {
        assert_exports(&document);
    }
}
