//! Lines of bounded length.

use crate::piece::Piece;
use std::io::{self, BufRead};

/// The lines of a stream; of one that is too long nothing is held.
pub(crate) struct Lines<R> {
    reader: R,
    number: usize,
    most: usize,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn new(reader: R, most: usize) -> Self {
        Self {
            reader,
            number: 0,
            most,
        }
    }

    /// The number of the line that was read last, from 1.
    pub(crate) fn number(&self) -> usize {
        self.number
    }

    pub(crate) fn stream(&self) -> &R {
        &self.reader
    }

    pub(crate) fn next_line(&mut self) -> io::Result<Option<Piece>> {
        self.number += 1;
        let end = |bytes: &[u8]| memchr::memchr(b'\n', bytes).map(|at| at + 1);
        Piece::read(&mut self.reader, self.most, end)
    }
}
