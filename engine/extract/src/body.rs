//! The bytes of a node: what the caller hands in, and what a container hands on.

use std::fs::File;
use std::io::{self, Read};

/// The bytes of an object.
pub enum Body<'a> {
    /// All in memory; UTF-8 text in it reaches the sink without a copy.
    Bytes(&'a [u8]),
    /// A file, at its start. A regular file is sought in (ZIP archives are read from their end); anything else is read as a
    /// stream.
    File(File),
    /// A stream. A ZIP archive that comes this way is spooled first, see [`crate::Limits::spool_memory`].
    Stream(Box<dyn Read + 'a>),
}

impl std::fmt::Debug for Body<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(f, "Bytes({} B)", bytes.len()),
            Self::File(file) => write!(f, "File({file:?})"),
            Self::Stream(_) => f.write_str("Stream"),
        }
    }
}

/// How many bytes a node is judged by.
pub(crate) const HEAD: usize = 64 << 10;

/// A reader whose first bytes were looked at, and which still gives them.
pub(crate) struct Peeked<R> {
    head: Vec<u8>,
    given: usize,
    /// The error that reading the head ended with. It is given after the head, so that what came before it is not lost.
    failure: Option<io::Error>,
    rest: R,
    ended: bool,
}

impl<R: Read> Peeked<R> {
    /// Reads up to [`HEAD`] bytes.
    pub(crate) fn new(mut rest: R) -> Self {
        let mut head = vec![0; HEAD];
        let mut filled = 0;
        let (mut failure, mut ended) = (None, false);
        while let Some(space) = head.get_mut(filled..).filter(|space| !space.is_empty()) {
            match rest.read(space) {
                Ok(0) => {
                    ended = true;
                    break;
                }
                Ok(read) => filled += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    failure = Some(error);
                    break;
                }
            }
        }
        head.truncate(filled);
        Self { head, given: 0, failure, rest, ended }
    }

    /// The first bytes; fewer than [`HEAD`] only when there are no more, or when reading failed.
    pub(crate) fn head(&self) -> &[u8] {
        &self.head
    }

    /// The reader itself, wherever it stands.
    pub(crate) fn into_inner(self) -> R {
        self.rest
    }

    /// Whether the head is all there is.
    pub(crate) fn is_whole(&self) -> bool {
        self.ended
    }
}

impl<R: Read> Read for Peeked<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let ahead = self.head.get(self.given..).unwrap_or_default();
        if !ahead.is_empty() {
            let given = (&*ahead).read(out)?;
            self.given += given;
            return Ok(given);
        }
        if !self.head.is_empty() {
            self.head = Vec::new();
            self.given = 0;
        }
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        if self.ended { Ok(0) } else { self.rest.read(out) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Breaks(usize);

    impl Read for Breaks {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            if self.0 == 0 {
                return Err(io::Error::other("line cut"));
            }
            self.0 -= 1;
            out[0] = b'x';
            Ok(1)
        }
    }

    #[test]
    fn bytes_before_a_failure_are_given_first() {
        let mut peeked = Peeked::new(Breaks(3));
        assert_eq!(peeked.head(), b"xxx");
        assert!(!peeked.is_whole());
        let mut read = Vec::new();
        assert_eq!(peeked.read_to_end(&mut read).unwrap_err().to_string(), "line cut");
        assert_eq!(read, b"xxx");
    }

    #[test]
    fn gives_head_and_rest() {
        let bytes: Vec<u8> = (0..200_000_u32).map(|n| n as u8).collect();
        let mut peeked = Peeked::new(&*bytes);
        assert_eq!(peeked.head(), &bytes[..HEAD]);
        let mut read = Vec::new();
        peeked.read_to_end(&mut read).unwrap();
        assert_eq!(read, bytes);
    }
}
