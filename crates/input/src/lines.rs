//! Lines of bounded length.

use std::io::{self, BufRead};

/// The lines of a stream; of one that is too long nothing is held.
pub(crate) struct Lines<R> {
    reader: R,
    number: usize,
    most: usize,
}

pub(crate) enum Line {
    Whole(Vec<u8>),
    TooLong,
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

    pub(crate) fn next_line(&mut self) -> io::Result<Option<Line>> {
        self.number += 1;
        let mut line = Vec::new();
        let mut read = 0_usize;
        loop {
            let buffer = match self.reader.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let end = memchr::memchr(b'\n', buffer);
            let taken = end.map_or(buffer.len(), |end| end + 1);
            read = read.saturating_add(taken);
            if read <= self.most {
                line.extend_from_slice(&buffer[..taken]);
            } else {
                line = Vec::new();
            }
            self.reader.consume(taken);
            if end.is_some() || taken == 0 {
                break;
            }
        }
        Ok(match read {
            0 => None,
            _ if read > self.most => Some(Line::TooLong),
            _ => Some(Line::Whole(line)),
        })
    }
}
