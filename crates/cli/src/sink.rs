//! What takes the bytes of documents, and can forget those of one that is not whole.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};

/// Bytes are handed on when so many have come.
const FULL: usize = 1 << 16;

/// Bytes on their way to a file or a stream.
pub(crate) struct Sink {
    to: To,
    buffer: Vec<u8>,
    held: bool,
    position: u64,
}

enum To {
    File(File),
    Stream(Box<dyn Write + Send>),
}

impl Sink {
    /// Writes to a stream.
    pub(crate) fn stream(to: Box<dyn Write + Send>) -> Self {
        Self::new(To::Stream(to))
    }

    /// Writes to a file, from its start.
    pub(crate) fn file(file: File) -> Self {
        Self::new(To::File(file))
    }

    fn new(to: To) -> Self {
        Self {
            to,
            buffer: Vec::new(),
            held: false,
            position: 0,
        }
    }

    /// Bytes that the file has got; those of a stream are counted too.
    pub(crate) fn position(&self) -> u64 {
        self.position
    }

    /// Keeps what follows back until [`Self::take`].
    pub(crate) fn hold(&mut self) {
        self.held = true;
    }

    /// What was kept back; what follows is written again.
    pub(crate) fn take(&mut self) -> Vec<u8> {
        self.held = false;
        std::mem::take(&mut self.buffer)
    }

    /// The file, where it is one.
    pub(crate) fn as_file(&self) -> Option<&File> {
        match &self.to {
            To::File(file) => Some(file),
            To::Stream(_) => None,
        }
    }

    /// Forgets what lies behind a position of the file, and goes on there. A stream keeps what it has.
    pub(crate) fn cut(&mut self, position: u64) -> io::Result<()> {
        self.buffer.clear();
        if let To::File(file) = &mut self.to {
            file.set_len(position)?;
            file.seek(SeekFrom::Start(position))?;
            self.position = position;
        }
        Ok(())
    }

    fn hand_on(&mut self) -> io::Result<()> {
        match &mut self.to {
            To::File(file) => file.write_all(&self.buffer)?,
            To::Stream(stream) => stream.write_all(&self.buffer)?,
        }
        self.position += self.buffer.len() as u64;
        self.buffer.clear();
        Ok(())
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= FULL && !self.held {
            self.hand_on()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.held {
            return Ok(());
        }
        self.hand_on()?;
        match &mut self.to {
            To::File(file) => file.flush(),
            To::Stream(stream) => stream.flush(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FULL, Sink};
    use std::io::Write;
    use std::sync::mpsc::{Sender, channel};

    /// Hands on what it gets.
    struct Told(Sender<Vec<u8>>);

    impl Write for Told {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            let gone = |_| std::io::Error::from(std::io::ErrorKind::BrokenPipe);
            self.0.send(bytes.to_vec()).map_err(gone)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn bytes_that_are_held_are_not_written() -> std::io::Result<()> {
        let (to, told) = channel();
        let mut sink = Sink::stream(Box::new(Told(to)));
        sink.write_all(b"a")?;
        sink.flush()?;
        sink.hold();
        let long = vec![b'b'; FULL + 1];
        sink.write_all(&long)?;
        sink.flush()?;
        assert_eq!(sink.take(), long);
        sink.write_all(b"c")?;
        assert_eq!(sink.position(), 1);
        sink.flush()?;
        drop(sink);
        assert_eq!(told.iter().collect::<Vec<_>>(), [b"a", b"c"]);
        Ok(())
    }
}
