//! Gzip data of one or more members.

use crate::error::Undecodable;
use crate::piece::peek;
use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The first bytes of a member.
pub(crate) const MAGIC: [u8; 2] = [0x1F, 0x8B];

/// Bytes that were read ahead, and those after them.
type Source<R> = Chain<Cursor<Vec<u8>>, BufReader<R>>;

/// What the members of gzip data hold, one after another. Zero bytes behind a member are padding.
pub(crate) struct Gunzip<R> {
    member: Option<GzDecoder<Source<R>>>,
    left_out: Arc<AtomicBool>,
}

impl<R: Read> Gunzip<R> {
    /// The flag is set where bytes follow that are no gzip data.
    pub(crate) fn new(stream: R, left_out: Arc<AtomicBool>) -> Self {
        Self {
            member: Some(member(Vec::new(), BufReader::new(stream))),
            left_out,
        }
    }

    /// The member after one that ended. One byte of a member is one that is cut.
    fn after(&self, mut rest: BufReader<R>) -> io::Result<Option<GzDecoder<Source<R>>>> {
        skip_zeros(&mut rest)?;
        let mut start = Vec::new();
        (&mut rest)
            .take(MAGIC.len() as u64)
            .read_to_end(&mut start)?;
        if start.is_empty() {
            return Ok(None);
        }
        if !MAGIC.starts_with(&start) {
            self.left_out.store(true, Ordering::Relaxed);
            return Ok(None);
        }
        Ok(Some(member(start, rest)))
    }
}

fn member<R: Read>(start: Vec<u8>, rest: BufReader<R>) -> GzDecoder<Source<R>> {
    GzDecoder::new(Cursor::new(start).chain(rest))
}

fn skip_zeros(stream: &mut impl BufRead) -> io::Result<()> {
    while peek(stream)?.is_some() {
        let buffer = stream.fill_buf()?;
        let zeros = buffer.iter().take_while(|&&byte| byte == 0).count();
        let is_end = zeros < buffer.len();
        stream.consume(zeros);
        if is_end {
            break;
        }
    }
    Ok(())
}

impl<R: Read> Read for Gunzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.member {
            let read = member.read(buffer).map_err(undecodable)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            if let Some(ended) = self.member.take() {
                let (_, rest) = ended.into_inner().into_inner();
                self.member = self.after(rest)?;
            }
        }
        Ok(0)
    }
}

fn undecodable(error: io::Error) -> io::Error {
    use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    match error.kind() {
        InvalidData | InvalidInput | UnexpectedEof => io::Error::other(Undecodable(error)),
        _ => error,
    }
}
