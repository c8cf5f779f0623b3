//! Pieces of a stream that are held up to a length.

use std::io::{self, BufRead};

/// A line or a value of a stream.
pub(crate) enum Piece {
    Whole(Vec<u8>),
    /// More bytes than are allowed, of which none is held.
    TooLong,
}

impl Piece {
    /// Takes bytes up to where one ends, as told of those at hand, or up to the end of the stream; `None` where there
    /// are none. Of a piece that is too long nothing is held.
    pub(crate) fn read(
        reader: &mut impl BufRead,
        most: usize,
        mut end: impl FnMut(&[u8]) -> Option<usize>,
    ) -> io::Result<Option<Self>> {
        let mut bytes = Vec::new();
        let mut read = 0_usize;
        while peek(reader)?.is_some() {
            let buffer = reader.fill_buf()?;
            let found = end(buffer);
            let taken = found.unwrap_or(buffer.len());
            read = read.saturating_add(taken);
            if read <= most {
                bytes.extend_from_slice(&buffer[..taken]);
            } else {
                bytes = Vec::new();
            }
            reader.consume(taken);
            if found.is_some() {
                break;
            }
        }
        Ok(match read {
            0 => None,
            _ if read > most => Some(Self::TooLong),
            _ => Some(Self::Whole(bytes)),
        })
    }
}

/// The next byte, which is not taken; the rest of the buffer is at hand with it. A signal does not end the wait.
pub(crate) fn peek(reader: &mut impl BufRead) -> io::Result<Option<u8>> {
    loop {
        match reader.fill_buf() {
            Ok(buffer) => return Ok(buffer.first().copied()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
