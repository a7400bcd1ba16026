//! The content of one object, as its worker reads it.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, StdinLock};

use bytes::{Buf, Bytes};
use sievert::segment::Reason;
use tokio::sync::mpsc;

use crate::event::Outcome;
use crate::gate::Gate;
use crate::progress::Progress;

/// How much of a file is asked for at once.
const FILE_BUFFER: usize = 256 * 1024;

/// The content of an object.
///
/// `BufRead` gives the bytes where they are, without a copy. For files, [`Body::file`] gives a reader that also seeks.
///
/// What comes from S3 is checked before it is believed. An object of up to 8 MiB has its length and checksum checked before
/// the worker sees its first byte. Of a larger one the last bytes are given out only when all before them were right;
/// otherwise reading fails, whatever the worker had made of the object is discarded, and it is called again with a new body
/// (or, after three times, never). A worker that stops early leaves the rest unread and unchecked: what it saw had the
/// entity tag that the listing named, but the checksum of the whole says nothing about a part. Objects without a checksum of
/// the whole (uploads in parts with composite checksums, old objects) are held to their length and entity tag.
pub struct Body<'a> {
    source: Source<'a>,
    gate: &'a Gate,
    progress: &'a Progress,
    verdict: Verdict,
}

pub(crate) enum Source<'a> {
    Empty,
    File(BufReader<File>),
    Stdin(BufReader<StdinLock<'static>>),
    Parts(&'a mut Parts),
}

/// What the body itself says about the object, whatever the worker says.
pub(crate) enum Verdict {
    /// Nothing went wrong.
    Sound,
    /// The bytes so far were wrong; they come again.
    Restart,
    /// The object cannot be read.
    Failed(Outcome),
}

impl<'a> Body<'a> {
    pub(crate) fn new(source: Source<'a>, gate: &'a Gate, progress: &'a Progress) -> Self {
        Self { source, gate, progress, verdict: Verdict::Sound }
    }

    /// Opens a file. The error is what the event will say.
    pub(crate) fn open(path: &std::path::Path) -> Result<Source<'static>, Outcome> {
        File::open(path)
            .map(|file| Source::File(BufReader::with_capacity(FILE_BUFFER, file)))
            .map_err(|error| Outcome::from_io(&error))
    }

    pub(crate) fn stdin() -> Source<'static> {
        Source::Stdin(BufReader::with_capacity(FILE_BUFFER, io::stdin().lock()))
    }

    /// The file, where the object is one: for formats that are read from their end. Bytes read this way do not show in the
    /// progress.
    pub fn file(&mut self) -> Option<&mut BufReader<File>> {
        match &mut self.source {
            Source::File(file) => Some(file),
            _ => None,
        }
    }

    pub(crate) fn into_verdict(self) -> Verdict {
        self.verdict
    }
}

impl BufRead for Body<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.gate.is_stopped() {
            return Err(io::Error::other("the run was stopped"));
        }
        let filled = match &mut self.source {
            Source::Empty => Ok(&[][..]),
            Source::File(file) => file.fill_buf(),
            Source::Stdin(stdin) => stdin.fill_buf(),
            Source::Parts(parts) => {
                return parts.fill().map_err(|verdict| {
                    self.verdict = verdict;
                    io::Error::other("the object could not be read to its end")
                });
            }
        };
        filled.inspect_err(|error| {
            if error.kind() != io::ErrorKind::Interrupted {
                self.verdict = Verdict::Failed(Outcome::from_io(error));
            }
        })
    }

    fn consume(&mut self, amount: usize) {
        self.progress.read(amount);
        match &mut self.source {
            Source::Empty => {}
            Source::File(file) => file.consume(amount),
            Source::Stdin(stdin) => stdin.consume(amount),
            Source::Parts(parts) => parts.consume(amount),
        }
    }
}

impl Read for Body<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

/// What a fetching task hands over.
#[derive(Debug)]
pub(crate) enum Delivery {
    /// The next bytes.
    Part(Vec<Bytes>),
    /// All bytes were delivered and are right.
    End,
    /// What was delivered is wrong; it begins again.
    Restart,
    /// It cannot be read.
    Failed(Outcome),
    /// Its tags do not pass the filter.
    Filtered,
}

/// The receiving end of a fetching task.
#[derive(Debug)]
pub(crate) struct Parts {
    deliveries: mpsc::Receiver<Delivery>,
    chunks: VecDeque<Bytes>,
    ended: bool,
}

/// What the first delivery says.
pub(crate) enum Opening {
    Ready,
    Filtered,
    Failed(Outcome),
}

impl Parts {
    pub(crate) fn new(deliveries: mpsc::Receiver<Delivery>) -> Self {
        Self { deliveries, chunks: VecDeque::new(), ended: false }
    }

    /// Waits for the first bytes, so that a worker is not called for an object that cannot be had at all. After a restart it
    /// forgets what was delivered before.
    pub(crate) fn open(&mut self) -> Opening {
        self.chunks.clear();
        self.ended = false;
        loop {
            match self.deliveries.blocking_recv() {
                Some(Delivery::Restart) => continue,
                Some(Delivery::Part(chunks)) => self.chunks.extend(chunks),
                Some(Delivery::End) => self.ended = true,
                Some(Delivery::Filtered) => return Opening::Filtered,
                Some(Delivery::Failed(outcome)) => return Opening::Failed(outcome),
                None => return Opening::Failed(cut_off()),
            }
            return Opening::Ready;
        }
    }

    fn fill(&mut self) -> Result<&[u8], Verdict> {
        while self.chunks.front().is_none_or(|chunk| chunk.is_empty()) {
            if self.chunks.pop_front().is_some() {
                continue;
            }
            if self.ended {
                return Ok(&[]);
            }
            match self.deliveries.blocking_recv() {
                Some(Delivery::Part(chunks)) => self.chunks.extend(chunks),
                Some(Delivery::End) => self.ended = true,
                Some(Delivery::Restart) => return Err(Verdict::Restart),
                Some(Delivery::Failed(outcome)) => return Err(Verdict::Failed(outcome)),
                Some(Delivery::Filtered) | None => return Err(Verdict::Failed(cut_off())),
            }
        }
        Ok(self.chunks.front().map_or(&[][..], |chunk| chunk.as_ref()))
    }

    fn consume(&mut self, amount: usize) {
        if let Some(chunk) = self.chunks.front_mut() {
            chunk.advance(amount.min(chunk.len()));
        }
    }
}

fn cut_off() -> Outcome {
    Outcome::new(Reason::ReadError, "reading ended before the object was complete")
}
