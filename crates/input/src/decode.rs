//! From bytes to UTF-8: gzip taken off, marks of encodings read.

use crate::error::Fault;
use crate::guess::Head;
use crate::gunzip::{self, Gunzip};
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// How much of a stream its kind is told from.
const HEAD: usize = 1 << 16;
const CHUNK: usize = 1 << 15;

/// What a stream's bytes were before they became UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8,
    Utf16,
}

/// A stream of bytes that are to be UTF-8, with its first ones at hand.
pub(crate) struct Stream<'a> {
    reader: BufReader<Resumed<Box<dyn Read + Send + 'a>>>,
    head: Vec<u8>,
    whole: bool,
    fails: bool,
    encoding: Encoding,
    left_out: Arc<AtomicBool>,
}

impl Stream<'_> {
    pub(crate) fn head(&self) -> Head<'_> {
        Head {
            bytes: &self.head,
            whole: self.whole,
        }
    }

    /// Whether reading goes wrong within the head.
    pub(crate) fn fails(&self) -> bool {
        self.fails
    }

    pub(crate) fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Whether bytes that are no gzip data followed it, once all is read.
    pub(crate) fn left_out(&self) -> bool {
        self.left_out.load(Ordering::Relaxed)
    }
}

impl Read for Stream<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader.read(buffer)
    }
}

impl BufRead for Stream<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.reader.consume(amount);
    }
}

/// Whether the name says that the stream is compressed.
pub(crate) fn ends_as_gzip(name: &Path) -> bool {
    name.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("gz"))
}

/// Takes compression and the mark of the encoding off.
pub(crate) fn open<'a>(stream: Box<dyn Read + Send + 'a>, gzip: bool) -> Result<Stream<'a>, Fault> {
    let left_out = Arc::<AtomicBool>::default();
    let mut start = Resumed::begin(stream, gunzip::MAGIC.len());
    let stream: Box<dyn Read + Send + 'a> = if start.head() == gunzip::MAGIC {
        Box::new(Gunzip::new(start, Arc::clone(&left_out)))
    } else if gzip {
        return Err(start.error().map_or(Fault::NotGzip, Fault::from));
    } else {
        Box::new(start)
    };
    let mut start = Resumed::begin(stream, 4);
    let mut encoding = Encoding::Utf8;
    let stream: Box<dyn Read + Send + 'a> = match *start.head() {
        [0xFF, 0xFE, 0, 0] | [0, 0, 0xFE, 0xFF] => return Err(Fault::OtherEncoding("UTF-32")),
        [0xFF, 0xFE, ..] => {
            encoding = Encoding::Utf16;
            start.skip(2);
            Box::new(Utf16::new(start, u16::from_le_bytes))
        }
        [0xFE, 0xFF, ..] => {
            encoding = Encoding::Utf16;
            start.skip(2);
            Box::new(Utf16::new(start, u16::from_be_bytes))
        }
        [0xEF, 0xBB, 0xBF, ..] => {
            start.skip(3);
            Box::new(start)
        }
        _ => Box::new(start),
    };
    let start = Resumed::begin(stream, HEAD);
    let head = start.head().to_vec();
    let fails = start.error.is_some();
    if let (false, Encoding::Utf8, Some(name)) = (fails, encoding, unmarked(&head)) {
        return Err(Fault::OtherEncoding(name));
    }
    Ok(Stream {
        reader: BufReader::with_capacity(CHUNK, start),
        whole: head.len() < HEAD && !fails,
        head,
        fails,
        encoding,
        left_out,
    })
}

/// Of the pairs of UTF-16 without its mark, more than this share has a byte of zero.
const ZEROS: (usize, usize) = (3, 4);

/// The encoding of bytes of which most second ones are zero, as letters of English are in UTF-16.
fn unmarked(head: &[u8]) -> Option<&'static str> {
    let (pairs, _) = head.as_chunks::<2>();
    let zeros = |at: usize| pairs.iter().filter(|pair| pair[at] == 0).count();
    let most = |zeros: usize| zeros * ZEROS.1 > pairs.len() * ZEROS.0;
    match (zeros(0), zeros(1)) {
        _ if pairs.len() < 2 => None,
        (0, second) if most(second) && reads(pairs, u16::from_le_bytes) => Some("UTF-16LE"),
        (first, 0) if most(first) && reads(pairs, u16::from_be_bytes) => Some("UTF-16BE"),
        _ => None,
    }
}

/// Whether the pairs are letters and blanks; half a character may stand at the end.
fn reads(pairs: &[[u8; 2]], unit: fn([u8; 2]) -> u16) -> bool {
    let mut letters = char::decode_utf16(pairs.iter().map(|&pair| unit(pair))).peekable();
    while let Some(letter) = letters.next() {
        let fits = match letter {
            Ok(letter) => !letter.is_control() || letter.is_ascii_whitespace(),
            Err(_) => letters.peek().is_none(),
        };
        if !fits {
            return false;
        }
    }
    true
}

/// A stream whose first bytes were read ahead. An error on the way comes after them, in its place.
struct Resumed<R> {
    start: Vec<u8>,
    at: usize,
    error: Option<io::Error>,
    rest: R,
}

impl<R: Read> Resumed<R> {
    fn begin(mut rest: R, length: usize) -> Self {
        let mut start = Vec::new();
        let error = (&mut rest)
            .take(length as u64)
            .read_to_end(&mut start)
            .err();
        Self {
            start,
            at: 0,
            error,
            rest,
        }
    }

    fn head(&self) -> &[u8] {
        &self.start
    }

    fn skip(&mut self, bytes: usize) {
        self.at += bytes;
    }

    fn error(&mut self) -> Option<io::Error> {
        self.error.take()
    }
}

impl<R: Read> Read for Resumed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut left = self.start.get(self.at..).unwrap_or_default();
        if left.is_empty() {
            return match self.error.take() {
                Some(error) => Err(error),
                None => self.rest.read(buffer),
            };
        }
        let read = left.read(buffer)?;
        self.at += read;
        if self.at >= self.start.len() {
            self.start = Vec::new();
            self.at = 0;
        }
        Ok(read)
    }
}

/// A byte that no UTF-8 has; it stands for half a character of UTF-16, so that only the row that
/// holds it is wrong.
const WRONG: u8 = 0xFF;

/// UTF-16 as UTF-8.
struct Utf16<R> {
    rest: R,
    unit: fn([u8; 2]) -> u16,
    odd: Option<u8>,
    high: Option<u16>,
    out: Vec<u8>,
    at: usize,
}

impl<R: Read> Utf16<R> {
    fn new(rest: R, unit: fn([u8; 2]) -> u16) -> Self {
        Self {
            rest,
            unit,
            odd: None,
            high: None,
            out: Vec::new(),
            at: 0,
        }
    }

    /// Reads on until there is something to give, or the end.
    fn fill(&mut self) -> io::Result<()> {
        self.out.clear();
        self.at = 0;
        let mut chunk = vec![0; CHUNK];
        while self.out.is_empty() {
            let read = self.rest.read(&mut chunk)?;
            if read == 0 {
                let halves = usize::from(self.odd.take().is_some() || self.high.take().is_some());
                self.out.extend([WRONG].iter().take(halves));
                return Ok(());
            }
            for &byte in chunk.iter().take(read) {
                match self.odd.take() {
                    None => self.odd = Some(byte),
                    Some(first) => self.push((self.unit)([first, byte])),
                }
            }
        }
        Ok(())
    }

    fn push(&mut self, unit: u16) {
        let units = [self.high.take(), Some(unit)];
        if units[0].is_none() && (0xD800..0xDC00).contains(&unit) {
            self.high = Some(unit);
            return;
        }
        let mut letters = char::decode_utf16(units.into_iter().flatten()).peekable();
        while let Some(letter) = letters.next() {
            match letter {
                Ok(letter) => self
                    .out
                    .extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes()),
                // A first half after another one waits for its own second half.
                Err(_) if (0xD800..0xDC00).contains(&unit) && letters.peek().is_none() => {
                    self.high = Some(unit);
                }
                Err(_) => self.out.push(WRONG),
            }
        }
    }
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.out.len() {
            self.fill()?;
        }
        let mut left = &self.out[self.at..];
        let read = left.read(buffer)?;
        self.at += read;
        Ok(read)
    }
}
