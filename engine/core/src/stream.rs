//! Text that comes in chunks, scanned as if it had come whole.
//!
//! The buffer holds what is not yet decided and as much before it as decisions may look at. A scan decides every match
//! that starts far enough from the end that neither its longest form nor its context can reach beyond; what is left waits
//! for more text. Scans happen only once enough text has come, so that many small chunks cost no more than few large ones.

use std::ops::Range;

use sievert_lang::pattern::MAX_MATCH;

use crate::context::Setting;
use crate::lines::Lines;
use crate::options::MAX_STREAM_STEP;
use crate::origins::Origins;
use crate::overlap::Overlaps;
use crate::rule::Rule;
use crate::segment::{LineColumn, Origin, Position};
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
    /// For each rule, where its next match may start.
    cursors: Vec<u64>,
    /// Gate words, by set, that can matter to undecided matches.
    hits: Vec<Vec<(u64, u64)>>,
    /// All gate words that start before this offset have been found.
    horizon: u64,
    lines: Lines,
    origins: Origins,
    overlaps: Overlaps,
}

impl Stream {
    /// A stream that starts at a place of its node.
    pub(crate) fn new(worker: &Worker, start: LineColumn) -> Self {
        Self {
            buffer: Vec::new(),
            base: 0,
            scanned: 0,
            cursors: vec![0; worker.compiled.rules.len()],
            hits: worker.compiled.gates.no_hits(),
            horizon: 0,
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
        let compiled = std::sync::Arc::clone(&worker.compiled);
        let open = worker.open_gates(None, &[]);
        let path = worker.path.clone();
        let length = self.buffer.len();
        let decided = |reach: usize| if last { length } else { length.saturating_sub(reach) };

        let words_until = decided(compiled.gates.reach());
        let words_from = self.index(self.horizon);
        if words_from < words_until {
            compiled.gates.find(&self.buffer, self.base, words_from..words_until, &mut self.hits);
            self.horizon = self.base + words_until as u64;
        }

        let window = Window {
            text: &self.buffer,
            base: self.base,
            by_line: true,
            setting: Setting { path: &path, ..Setting::default() },
        };
        let mut places = StreamPlaces {
            buffer: &self.buffer,
            base: self.base,
            lines: &mut self.lines,
            origins: &self.origins,
            origin,
        };
        for (index, (rule, cursor)) in compiled.rules.iter().zip(&mut self.cursors).enumerate() {
            let from = offset_in(self.base, *cursor);
            let until = decided(rule.ahead);
            let mut run =
                |starts: Range<usize>| worker.run(index, &window, starts, &mut places, &mut self.overlaps);
            let gate = rule.gate.as_ref().filter(|_| !open.get(index).copied().unwrap_or(true));
            let next = match gate {
                None if from < until => run(from..until),
                None => from,
                Some(gate) => match gate.within() {
                    Some(within) => {
                        let seen =
                            if last { until } else { words_until.saturating_sub(within + rule.max_len) };
                        let starts = gate.starts(&self.hits, rule.max_len);
                        gated(rule, &self.buffer, from..until.min(seen), self.base, &starts, run)
                    }
                    // Only names or the path could open it, and they do not.
                    None => from.max(until),
                },
            };
            *cursor = self.base + next as u64;
        }

        let undecided = self.cursors.iter().copied().min().unwrap_or(self.base + length as u64);
        worker.settle(&mut self.overlaps, undecided.min(self.base + length as u64));
        if !last {
            self.forget(undecided, compiled.behind);
        }
    }

    /// Drops text and gate words that nothing undecided can look at.
    fn forget(&mut self, undecided: u64, behind: usize) {
        let keep_from = undecided.min(self.horizon).saturating_sub(behind as u64).max(self.base);
        self.lines.drop_before(&self.buffer, self.base, keep_from);
        self.origins.drop_before(keep_from);
        self.buffer.drain(..self.index(keep_from));
        self.base = keep_from;
        self.scanned = self.buffer.len();
        for hits in &mut self.hits {
            hits.retain(|(_, end)| *end >= keep_from);
        }
    }

    fn index(&self, offset: u64) -> usize {
        offset_in(self.base, offset)
    }
}

fn offset_in(base: u64, offset: u64) -> usize {
    usize::try_from(offset.saturating_sub(base)).unwrap_or(usize::MAX)
}

/// Runs a rule where its gate is open and tells where its next match may start. `starts` are the open ranges in order;
/// `run` runs the rule from its true position, or from one that no match covers.
pub(crate) fn gated(
    rule: &Rule,
    text: &[u8],
    range: Range<usize>,
    base: u64,
    starts: &[Range<u64>],
    mut run: impl FnMut(Range<usize>) -> usize,
) -> usize {
    let mut at = range.start;
    let first = starts.partition_point(|open| offset_in(base, open.end) <= range.start);
    for open in starts.iter().skip(first) {
        let (start, end) = (offset_in(base, open.start), offset_in(base, open.end).min(range.end));
        if start >= range.end {
            break;
        }
        let from = clear_place(rule, text, at, start, usize::MAX).unwrap_or(at);
        if from < end {
            at = run(from..end);
        }
    }
    if at >= range.end {
        return at;
    }
    // Skip on, to a place from where the next run can start; where there is none near, run after all.
    match clear_place(rule, text, at, range.end, MAX_MATCH) {
        Some(clear) => clear,
        None if range.end - at <= MAX_MATCH => at,
        None => run(at..range.end),
    }
}

/// The last place in `from..=to`, at most `far` before `to`, that no match covers: just past a byte that the rule cannot
/// match. `from` itself is one.
fn clear_place(rule: &Rule, text: &[u8], from: usize, to: usize, far: usize) -> Option<usize> {
    if to <= from {
        return Some(from);
    }
    let low = from.max(to.saturating_sub(far));
    let found = text.get(low..to)?.iter().rposition(|byte| !rule.alphabet.has(*byte));
    found.map(|at| low + at + 1)
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

/// Bytes before an undecided match that must stay: what the rule looks at and a character for `\b`.
pub(crate) fn behind(rules: &[Rule]) -> usize {
    rules.iter().map(|rule| rule.behind).max().unwrap_or(0) + 2 * MAX_CHAR
}
