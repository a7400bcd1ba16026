//! A sink that writes down what it is given.

use std::io::{self, Read};

use sievert::segment::{Flow, LineColumn, Note, Origin, Position, Reason, STREAM_WINDOW, SegmentSink, Value};

use crate::{Body, Extractor, Limits};

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    pub(super) member: String,
    pub(super) text: String,
    pub(super) column: Option<String>,
    pub(super) names: Vec<String>,
    pub(super) position: Position,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stream {
    pub(super) member: String,
    pub(super) text: Vec<u8>,
    pub(super) start: LineColumn,
    /// The source offset of each decoded offset, and of the end.
    pub(super) offsets: Vec<u64>,
}

#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Recorder {
    pub(super) cells: Vec<Cell>,
    pub(super) streams: Vec<Stream>,
    pub(super) notes: Vec<Note>,
    pub(super) entered: Vec<String>,
    /// Count bytes only.
    pub(super) blind: bool,
    pub(super) bytes: u64,
    /// Say that it is enough after so many pieces.
    pub(super) patience: Option<u64>,
    pub(super) members: Vec<String>,
    pub(super) open: bool,
}

impl Recorder {
    pub(super) fn reasons(&self) -> Vec<Reason> {
        self.notes.iter().map(|note| note.reason).collect()
    }

    pub(super) fn texts(&self) -> Vec<&str> {
        self.cells.iter().map(|cell| &*cell.text).collect()
    }

    pub(super) fn stream(&self) -> String {
        assert_eq!(self.streams.len(), 1, "one stream wanted: {:?}", self.streams);
        String::from_utf8_lossy(&self.streams[0].text).into_owned()
    }

    fn flow(&mut self) -> Flow {
        match &mut self.patience {
            Some(0) => panic!("called again after it had enough"),
            Some(1) => {
                self.patience = Some(0);
                Flow::Stop
            }
            Some(left) => {
                *left -= 1;
                Flow::Continue
            }
            None => Flow::Continue,
        }
    }
}

impl SegmentSink for Recorder {
    fn enter(&mut self, name: &str) {
        self.open = false;
        self.members.push(name.to_owned());
        self.entered.push(self.members.join("!"));
    }

    fn leave(&mut self) {
        self.open = false;
        self.members.pop().expect("left what was not entered");
    }

    fn text(&mut self, chunk: &[u8], origin: &dyn Origin) -> Flow {
        assert!(!chunk.is_empty());
        self.bytes += chunk.len() as u64;
        if !self.blind {
            if !self.open {
                let stream = Stream {
                    member: self.members.join("!"),
                    text: Vec::new(),
                    start: origin.start(),
                    offsets: Vec::new(),
                };
                self.streams.push(stream);
                self.open = true;
            }
            let stream = self.streams.last_mut().unwrap();
            let before = stream.text.len();
            // A window back, then this chunk.
            let earliest = before.saturating_sub(STREAM_WINDOW);
            for step in [earliest, before.saturating_sub(1)] {
                if let Some(known) = stream.offsets.get(step) {
                    assert_eq!(
                        origin.source_offset(step as u64),
                        *known,
                        "looking back to {step} from {before}"
                    );
                }
            }
            if let Some(shift) = origin.shift() {
                assert_eq!(origin.source_offset(before as u64), before as u64 + shift);
            }
            stream.text.extend_from_slice(chunk);
            stream.offsets.truncate(before);
            if stream.text.len() < 20_000 {
                let (from, to) = (before as u64, stream.text.len() as u64);
                origin.source_offsets(from, to, &mut |at, source| {
                    assert_eq!(origin.source_offset(at), source);
                    stream.offsets.push(source);
                });
            }
        }
        self.flow()
    }

    fn end_text(&mut self) {
        self.open = false;
    }

    fn value(&mut self, value: Value<'_>) -> Flow {
        self.bytes += value.text.len() as u64;
        if !self.blind {
            self.cells.push(Cell {
                member: self.members.join("!"),
                text: String::from_utf8_lossy(value.text).into_owned(),
                column: value.column.map(str::to_owned),
                names: value.names.iter().map(|&name| name.to_owned()).collect(),
                position: value.locator.locate(0..value.text.len()),
            });
        }
        self.flow()
    }

    fn note(&mut self, note: Note) {
        self.notes.push(note);
    }
}

pub(super) fn extract(name: &str, bytes: &[u8]) -> Recorder {
    extract_with(&Limits::default(), name, bytes)
}

pub(super) fn extract_with(limits: &Limits, name: &str, bytes: &[u8]) -> Recorder {
    let mut recorder = Recorder::default();
    Extractor::new(limits.clone()).extract(name, Body::Bytes(bytes), &mut recorder).unwrap();
    assert!(recorder.members.is_empty(), "every member was left");
    recorder
}

/// Gives few bytes at a time, is interrupted now and then, and may fail in the end.
pub(super) struct Slow<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) step: usize,
    pub(super) fails: bool,
    pub(super) calls: usize,
}

impl<'a> Slow<'a> {
    pub(super) fn new(bytes: &'a [u8], step: usize) -> Self {
        Self { bytes, step, fails: false, calls: 0 }
    }
}

impl Read for Slow<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.calls += 1;
        if self.calls % 7 == 3 {
            return Err(io::ErrorKind::Interrupted.into());
        }
        if self.bytes.is_empty() && self.fails {
            return Err(io::Error::new(io::ErrorKind::ConnectionReset, "the line was cut"));
        }
        let most = self.step.min(out.len());
        self.bytes.take(most as u64).read(out).inspect(|&read| self.bytes = &self.bytes[read..])
    }
}
