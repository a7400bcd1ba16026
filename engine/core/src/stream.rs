//! Text that comes in chunks, scanned as if it had come whole.
//!
//! The buffer holds what is not yet decided and as much before it as decisions may look at. A scan decides every match
//! that starts far enough from the end that neither its longest form nor its context can reach beyond; what is left waits
//! for more text. Scans happen only once enough text has come, so that many small chunks cost no more than few large ones.

use std::ops::Range;

use crate::context::Setting;
use crate::decide::Undecided;
use crate::lines::Lines;
use crate::options::MAX_STREAM_STEP;
use crate::origins::Origins;
use crate::overlap::Overlaps;
use crate::rule::Rule;
use crate::segment::{LineColumn, Origin, Position};
use crate::sieve;
use crate::utf8::MAX_CHAR;
use crate::worker::{Places, Window, Worker};

/// Largest piece of a chunk that is taken into the buffer at once.
const PIECE: usize = 128 * 1024;

/// A stream that is being scanned.
#[derive(Debug)]
pub(crate) struct Stream {
    buffer: Vec<u8>,
    /// Offset of the buffer's first byte in the stream.
    base: u64,
    /// Length of the buffer after the last scan.
    scanned: usize,
    undecided: Undecided,
    lines: Lines,
    origins: Origins,
    overlaps: Overlaps,
}

impl Stream {
    /// A stream that starts at a place of its node.
    pub(crate) fn new(start: LineColumn) -> Self {
        Self {
            buffer: Vec::new(),
            base: 0,
            scanned: 0,
            undecided: Undecided::default(),
            lines: Lines::new(start),
            origins: Origins::default(),
            overlaps: Overlaps::default(),
        }
    }

    /// Takes a chunk.
    pub(crate) fn push(&mut self, worker: &mut Worker, chunk: &[u8], origin: &dyn Origin) {
        let enough = worker.compiled.options.stream_step.clamp(1, MAX_STREAM_STEP);
        for piece in chunk.chunks(PIECE) {
            self.buffer.extend_from_slice(piece);
            if self.buffer.len() - self.scanned >= enough {
                self.scan(worker, Some(origin));
            }
        }
        self.origins.note(origin, self.base, self.base + self.buffer.len() as u64);
    }

    /// Decides the rest.
    pub(crate) fn finish(mut self, worker: &mut Worker) {
        self.scan(worker, None);
        worker.settle(&mut self.overlaps, u64::MAX);
    }

    /// Decides what can be decided: with an origin as long as the stream goes on, without at its end.
    fn scan(&mut self, worker: &mut Worker, origin: Option<&dyn Origin>) {
        let last = origin.is_none();
        let path = worker.path.clone();
        let setting = Setting { path: &path, ..Setting::default() };
        let window = Window { text: &self.buffer, base: self.base, by_line: true, setting };
        let mut places = StreamPlaces {
            buffer: &self.buffer,
            base: self.base,
            lines: &mut self.lines,
            origins: &self.origins,
            origin,
        };
        let first = worker.decide(&window, &mut self.undecided, last, &mut places, &mut self.overlaps);
        worker.settle(&mut self.overlaps, first);
        if !last {
            self.forget(first, worker.compiled.behind);
        }
    }

    /// Drops text that nothing undecided can look at.
    fn forget(&mut self, undecided: u64, behind: usize) {
        let keep_from = undecided.saturating_sub(behind as u64).max(self.base);
        self.lines.drop_before(&self.buffer, self.base, keep_from);
        self.origins.drop_before(keep_from);
        let dropped = usize::try_from(keep_from - self.base).unwrap_or(usize::MAX).min(self.buffer.len());
        self.buffer.drain(..dropped);
        self.base = keep_from;
        self.scanned = self.buffer.len();
    }
}

/// Places in a stream's buffer.
struct StreamPlaces<'a> {
    buffer: &'a [u8],
    base: u64,
    lines: &'a mut Lines,
    origins: &'a Origins,
    origin: Option<&'a dyn Origin>,
}

impl Places for StreamPlaces<'_> {
    fn locate(&mut self, range: Range<usize>) -> Position {
        let (start, end) = (self.base + range.start as u64, self.base + range.end as u64);
        let (bytes, exact) = match self.origin {
            Some(origin) => (origin.source_offset(start)..origin.source_offset(end), origin.exact()),
            None => {
                (self.origins.source_offset(start)..self.origins.source_offset(end), self.origins.exact())
            }
        };
        Position {
            bytes: Some(bytes),
            exact,
            start: self.lines.place(self.buffer, self.base, start),
            end: self.lines.place(self.buffer, self.base, end),
            place: None,
        }
    }
}

/// Bytes before an undecided match that must stay: what its context looks at, and the sieve.
pub(crate) fn behind(rules: &[Rule]) -> usize {
    rules.iter().map(|rule| rule.behind).max().unwrap_or(0) + 2 * MAX_CHAR + sieve::BEHIND
}
