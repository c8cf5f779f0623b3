//! The values of a JSON stream, one at a time: objects that follow one another, and the elements of
//! arrays. Brackets and strings are counted as bytes go by, so that one wrong value does not end
//! those after it, and no more than one is held.

use crate::error::Fault;
use crate::piece::{Piece, peek};
use std::io::BufRead;

/// How much of a thing that is no JSON a message shows.
const SHOWN: usize = 40;

pub(crate) struct Values<R> {
    reader: R,
    most: usize,
    /// Within an array of the outermost level.
    array: bool,
    /// Values so far.
    number: usize,
}

impl<R: BufRead> Values<R> {
    pub(crate) fn new(reader: R, most: usize) -> Self {
        Self {
            reader,
            most,
            array: false,
            number: 0,
        }
    }

    pub(crate) fn stream(&self) -> &R {
        &self.reader
    }

    /// Where the value that was read last stands.
    pub(crate) fn place(&self, name: &str) -> String {
        match (self.array, self.number) {
            (false, 0 | 1) => name.to_owned(),
            (true, number) => format!("{name}, element {number}"),
            (false, number) => format!("{name}, object {number}"),
        }
    }

    /// The next value. After an error there is none.
    pub(crate) fn next_value(&mut self) -> Result<Option<Piece>, Fault> {
        loop {
            let Some(byte) = peek(&mut self.reader)? else {
                return match (self.array, self.number) {
                    (true, _) => Err(Fault::Unended),
                    (false, 0) => Err(Fault::NotObject("nothing".to_owned())),
                    (false, _) => Ok(None),
                };
            };
            match (byte, self.array) {
                (b' ' | b'\t' | b'\r' | b'\n', _) | (b',', true) => self.reader.consume(1),
                (b'[', false) => {
                    self.reader.consume(1);
                    self.array = true;
                }
                (b']', true) => {
                    self.reader.consume(1);
                    self.array = false;
                    self.number = self.number.max(1);
                }
                (b'{', _) | (_, true) => {
                    self.number += 1;
                    let mut end = End::of(byte);
                    let piece = Piece::read(&mut self.reader, self.most, |bytes| end.find(bytes));
                    return Ok(piece?);
                }
                (_, false) => return Err(self.no_json()?),
            }
        }
    }

    /// What stands here, which is no JSON.
    fn no_json(&mut self) -> Result<Fault, Fault> {
        let start = self.reader.fill_buf()?;
        let start = &start[..start.len().min(SHOWN)];
        let start = start.utf8_chunks().next().map_or("", |c| c.valid());
        Ok(Fault::NotObject(start.escape_debug().to_string()))
    }
}

/// Finds where a value ends.
struct End {
    depth: usize,
    string: bool,
    escape: bool,
    /// Neither object, array nor string: ends before a comma, a bracket or a line's end.
    bare: bool,
}

impl End {
    fn of(first: u8) -> Self {
        Self {
            depth: 0,
            string: false,
            escape: false,
            bare: !matches!(first, b'{' | b'[' | b'"'),
        }
    }

    /// How many of these bytes belong to the value, where it ends in them.
    fn find(&mut self, bytes: &[u8]) -> Option<usize> {
        for (at, &byte) in bytes.iter().enumerate() {
            if self.bare {
                if matches!(byte, b',' | b']' | b'\n') {
                    return Some(at);
                }
            } else if self.string {
                match byte {
                    _ if self.escape => self.escape = false,
                    b'\\' => self.escape = true,
                    b'"' => self.string = false,
                    _ => {}
                }
                if !self.string && self.depth == 0 {
                    return Some(at + 1);
                }
            } else {
                match byte {
                    b'"' => self.string = true,
                    b'{' | b'[' => self.depth += 1,
                    b'}' | b']' => {
                        self.depth = self.depth.saturating_sub(1);
                        if self.depth == 0 {
                            return Some(at + 1);
                        }
                    }
                    _ => {}
                }
            }
        }
        None
    }
}
