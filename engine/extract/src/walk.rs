//! The walk through an object and everything inside it.
//!
//! Each node is judged by its head and given to the lane or the container that reads it; a container gives its members
//! back to [`Walk::node`]. Errors become notes here, and only three things end a walk: the sink has enough, the object
//! itself cannot be read further, or its budget is spent.

use std::fs::File;
use std::io::{self, Read};

use sievert::segment::{Flow, Note, Reason, SegmentSink};

use crate::body::{Body, HEAD, Peeked};
use crate::budget::{Budget, Source};
use crate::container;
use crate::limits::Limits;
use crate::sniff::{Kind, Structure, sniff, structure};
use crate::window::Window;
use crate::{csv, json, text};

/// Why a walk ends before its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Halt {
    /// The sink said so.
    Stopped,
    /// Reading the object failed; the budget has the error.
    Source,
    /// The budget of the object is spent; this was noted.
    Spent,
}

pub(crate) type Walked = Result<(), Halt>;

/// See the module.
pub(crate) struct Walk<'w> {
    pub(crate) budget: &'w Budget,
    pub(crate) limits: &'w Limits,
    sink: &'w mut dyn SegmentSink,
    /// Names of the members one is in.
    members: Vec<String>,
    /// Containers and compression layers one is in.
    depth: u32,
    noted: Vec<(Reason, u64)>,
}

/// A node's bytes, as containers give them.
pub(crate) enum Content<'b> {
    Bytes(&'b [u8]),
    File(Source<'b, File>),
    Stream(Box<dyn Read + 'b>),
}

impl<'w> Walk<'w> {
    pub(crate) fn new(budget: &'w Budget, sink: &'w mut dyn SegmentSink) -> Self {
        Self { budget, limits: budget.limits(), sink, members: Vec::new(), depth: 0, noted: Vec::new() }
    }

    /// Reads the object.
    pub(crate) fn object(&mut self, name: &str, body: Body<'w>) -> Walked {
        let content = match body {
            Body::Bytes(bytes) => Content::Bytes(bytes),
            Body::Stream(stream) => Content::Stream(Box::new(Source::stream(stream, self.budget))),
            Body::File(file) if file.metadata().is_ok_and(|metadata| metadata.is_file()) => {
                Content::File(Source::sized(file, self.budget))
            }
            Body::File(file) => Content::Stream(Box::new(Source::stream(file, self.budget))),
        };
        let walked = self.node(name, content);
        self.sum_notes();
        walked
    }

    /// Reads a node. `name` is a hint.
    pub(crate) fn node(&mut self, name: &str, content: Content<'_>) -> Walked {
        match content {
            Content::Bytes(bytes) => {
                let head = bytes.get(..HEAD).unwrap_or(bytes);
                match sniff(head, head.len() == bytes.len()) {
                    Kind::Text(charset) => self.text(name, Window::over(bytes, charset)),
                    Kind::Zip => {
                        self.contained(name, |walk| container::zip::read(walk, io::Cursor::new(bytes)))
                    }
                    kind => self.stream(name, kind, Box::new(bytes)),
                }
            }
            Content::File(file) => {
                let peeked = Peeked::new(file);
                match sniff(peeked.head(), peeked.is_whole()) {
                    Kind::Zip => {
                        let file = peeked.into_inner();
                        self.contained(name, |walk| container::zip::read(walk, file))
                    }
                    kind => self.stream(name, kind, Box::new(peeked)),
                }
            }
            Content::Stream(stream) => {
                let peeked = Peeked::new(stream);
                let kind = sniff(peeked.head(), peeked.is_whole());
                self.stream(name, kind, Box::new(peeked))
            }
        }
    }

    fn stream(&mut self, name: &str, kind: Kind, stream: Box<dyn Read + '_>) -> Walked {
        match kind {
            Kind::Text(charset) => self.text(name, Window::reading(stream, charset)),
            Kind::Compressed(codec) => {
                self.contained(name, |walk| container::compressed::read(walk, codec, name, stream))
            }
            Kind::Tar => self.contained(name, |walk| container::tar::read(walk, stream)),
            Kind::Zip => self.contained(name, |walk| container::zip::read_stream(walk, stream)),
            Kind::Unknown(what) => {
                self.note(Reason::UnsupportedFileTypeException, format!("{what} is not read"));
                // A failure within the head is known already; one behind it is nobody's loss.
                if self.budget.has_source_error() { Err(Halt::Source) } else { Ok(()) }
            }
        }
    }

    fn text(&mut self, name: &str, mut window: Window<'_>) -> Walked {
        window.grow_to(HEAD);
        let data = window.data();
        let head = data.get(..HEAD).unwrap_or(data);
        let whole = window.is_last() && head.len() == data.len();
        let flow = match structure(name, head, whole, self.limits) {
            Structure::Plain => text::read(&mut window, self.sink),
            Structure::Table(dialect) => {
                let (flow, note) = csv::read(&mut window, dialect, self.limits, self.sink);
                self.take_notes(note);
                flow
            }
            Structure::Json(claim) => {
                let (flow, notes) = json::read(&mut window, claim, self.limits, self.sink);
                self.take_notes(notes);
                flow
            }
        };
        if flow == Flow::Stop {
            return Err(Halt::Stopped);
        }
        window.take_failure().map_or(Ok(()), |error| self.failed(&error))
    }

    /// Reads something that holds other nodes, if it is not too deep.
    fn contained(&mut self, name: &str, read: impl FnOnce(&mut Self) -> Walked) -> Walked {
        if self.depth >= self.limits.depth {
            let detail = format!(
                "`{}` lies within {} containers and was not opened; the limit is {}",
                shown(name),
                self.depth,
                self.limits.depth
            );
            self.note(Reason::ArchiveNestingLevelOverLimit, detail);
            return Ok(());
        }
        self.depth += 1;
        let walked = read(self);
        self.depth -= 1;
        walked
    }

    /// Reads a member of an archive.
    pub(crate) fn member(&mut self, name: &str, read: impl FnOnce(&mut Self) -> Walked) -> Walked {
        self.sink.enter(name);
        self.members.push(name.to_owned());
        let walked = read(self);
        self.members.pop();
        self.sink.leave();
        walked
    }

    /// Counts a member; a note, and the end of the walk, when there are too many.
    pub(crate) fn admit_member(&mut self) -> Walked {
        if self.budget.admit_member() {
            return Ok(());
        }
        let detail = format!("more than {} members in all; the first of them were read", self.limits.members);
        self.note(Reason::ArchiveTotalDocumentsProcessedOverLimit, detail);
        Err(Halt::Spent)
    }

    /// Tells what a read means that failed half way: the end of the walk, or a note.
    pub(crate) fn failed(&mut self, error: &io::Error) -> Walked {
        self.broken(format!("{error}; what stood before was read"))
    }

    /// Tells what it means that something cannot be read at all, for which the detail gives the data the blame.
    pub(crate) fn broken(&mut self, detail: String) -> Walked {
        if self.budget.has_source_error() {
            return Err(Halt::Source);
        }
        if let Some(hit) = self.budget.take_hit() {
            self.note(hit.reason, hit.detail);
            return if hit.whole_object { Err(Halt::Spent) } else { Ok(()) };
        }
        self.note(Reason::MalformedFile, detail);
        Ok(())
    }

    /// Notes something about the current node.
    pub(crate) fn note(&mut self, reason: Reason, detail: impl Into<String>) {
        let count = match self.noted.iter_mut().find(|(noted, _)| *noted == reason) {
            Some((_, count)) => {
                *count += 1;
                *count
            }
            None => {
                self.noted.push((reason, 1));
                1
            }
        };
        if count <= self.limits.notes {
            let member = (!self.members.is_empty()).then(|| self.members.join("!"));
            self.sink.note(Note { member, reason, detail: detail.into() });
        }
    }

    fn take_notes(&mut self, notes: impl IntoIterator<Item = Note>) {
        for note in notes {
            self.note(note.reason, note.detail);
        }
    }

    /// Says how many notes were left out.
    fn sum_notes(&mut self) {
        for (reason, count) in std::mem::take(&mut self.noted) {
            let more = count.saturating_sub(self.limits.notes);
            if more > 0 {
                let detail = format!("{more} more of these, which are not listed one by one");
                self.sink.note(Note { member: None, reason, detail });
            }
        }
    }
}

/// A name as a note shows it.
fn shown(name: &str) -> String {
    const MOST: usize = 200;
    match name.char_indices().nth(MOST) {
        None => name.to_owned(),
        Some((cut, _)) => format!("{}…", name.get(..cut).unwrap_or_default()),
    }
}
