//! The lane for JSON, JSON Lines and documents that follow one another: each string, number and key is a value under the
//! names on its path.
//!
//! Numbers are values because card and account numbers are stored as numbers; keys, because people key tables by e-mail
//! addresses. A key stands under the names of the object that holds it.
//!
//! A record is a document. Its index is the index of its line as long as every document so far had a line of its own, as in
//! JSON Lines, else its ordinal.
//!
//! Where the text stops being JSON, the rest is read as plain text. In JSON Lines only the rest of that line is: the next
//! line starts afresh, since logs are cut and mixed.

mod escape;
mod path;
mod scanner;

use std::ops::Range;

use sievert::segment::{Flow, Locator, Note, Place, Position, Reason, SegmentSink, Value};

use crate::limits::{Limits, human};
use crate::text;
use crate::window::{STRIDE, StreamOrigin, Window};
use escape::{raw_offset, unescape};
use path::Path;
use scanner::{Scanner, Token};

/// What a name says about JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Claim {
    /// Nothing.
    None,
    /// One document.
    Document,
    /// One document a line.
    Lines,
}

/// Whether the text that begins with `head` is JSON. It must begin like JSON, and unless its name says that it is JSON, the
/// whole head must be (of JSON Lines, at least a first line that is an object: the lane gets over bad lines).
pub(crate) fn sniff(head: &[u8], whole: bool, claim: Claim, limits: &Limits) -> bool {
    let begins = head.trim_ascii_start().first();
    match claim {
        Claim::Lines => return begins.is_some(),
        Claim::Document if matches!(begins, Some(b'{' | b'[' | b'"')) => return true,
        _ if !matches!(begins, Some(b'{' | b'[' | 0x1E)) => return false,
        _ => {}
    }
    let mut scanner = Scanner::new(limits.json_depth_hard, limits.string_bytes, false);
    let (mut at, mut first_line_is_object) = (0, false);
    loop {
        match scanner.next(head, &mut at, whole) {
            Token::More | Token::End | Token::TooLong => return true,
            Token::Malformed(_) => return first_line_is_object,
            Token::Close => {
                let ends_line =
                    head.get(at..).is_some_and(|rest| rest.starts_with(b"\n") || rest.starts_with(b"\r\n"));
                let is_line = scanner.depth() == 0 && scanner.lines() == (0, 0) && ends_line;
                first_line_is_object |= is_line && begins == Some(&b'{');
            }
            Token::String { .. } | Token::Number(_) | Token::Key { .. } | Token::Open(_) | Token::Literal => {
            }
        }
    }
}

/// Reads what a window holds as JSON.
pub(crate) fn read(
    window: &mut Window<'_>,
    claim: Claim,
    limits: &Limits,
    sink: &mut dyn SegmentSink,
) -> (Flow, Vec<Note>) {
    let mut lane = Lane {
        scanner: Scanner::new(limits.json_depth_hard, limits.string_bytes, claim != Claim::None),
        path: Path::new(limits.json_depth),
        records: Records { lines: claim == Claim::Lines, ..Records::default() },
        scratch: Vec::new(),
        limits,
        notes: Vec::new(),
    };
    let flow = lane.run(window, sink);
    (flow, lane.notes)
}

/// Which record one is in.
#[derive(Default)]
struct Records {
    /// The name says that every line is one.
    lines: bool,
    begun: u64,
    /// The line of the record begun last.
    line: u64,
    /// Two records shared a line, or one had several.
    mixed: bool,
    index: u64,
}

impl Records {
    fn begin(&mut self, (between, within): (u64, u64)) {
        self.mixed |= within > 0 || (self.begun > 0 && between == self.line);
        self.index = match self.mixed {
            true => self.begun,
            false if self.begun == 0 && !self.lines => 0,
            false => between,
        };
        self.line = between;
        self.begun += 1;
    }
}

struct Lane<'l> {
    scanner: Scanner,
    path: Path,
    records: Records,
    scratch: Vec<u8>,
    limits: &'l Limits,
    notes: Vec<Note>,
}

impl Lane<'_> {
    fn run(&mut self, window: &mut Window<'_>, sink: &mut dyn SegmentSink) -> Flow {
        let mut at = 0;
        loop {
            if at >= STRIDE {
                window.consume(at);
                at = 0;
            }
            let was_outside = self.scanner.depth() == 0;
            let token = self.scanner.next(window.data(), &mut at, window.is_last());
            if was_outside
                && matches!(token, Token::Open(_) | Token::String { .. } | Token::Number(_) | Token::Literal)
            {
                self.records.begin(self.scanner.lines());
            }
            let flow = match token {
                Token::Open(kind) => {
                    self.path.element();
                    if !self.path.open(kind) {
                        self.note_depth();
                    }
                    Flow::Continue
                }
                Token::Close => {
                    self.path.close();
                    Flow::Continue
                }
                Token::Literal => {
                    self.path.element();
                    Flow::Continue
                }
                Token::Key { range, escaped } => self.key(window, range, escaped, sink),
                Token::String { range, escaped } => {
                    self.path.element();
                    self.value(window, range, escaped, None, sink)
                }
                Token::Number(range) => {
                    self.path.element();
                    self.value(window, range, false, None, sink)
                }
                Token::More => {
                    window.consume(at);
                    at = 0;
                    window.grow();
                    Flow::Continue
                }
                Token::End => {
                    window.consume(at);
                    return Flow::Continue;
                }
                Token::TooLong => {
                    window.consume(at);
                    self.note_long(window);
                    return text::read(window, sink);
                }
                Token::Malformed(why) => {
                    window.consume(at);
                    at = 0;
                    if !self.get_over(window, why, sink) {
                        return text::read(window, sink);
                    }
                    Flow::Continue
                }
            };
            if flow == Flow::Stop {
                return Flow::Stop;
            }
        }
    }

    fn key(
        &mut self,
        window: &Window<'_>,
        range: Range<usize>,
        escaped: bool,
        sink: &mut dyn SegmentSink,
    ) -> Flow {
        let raw = window.data().get(range.clone()).unwrap_or_default();
        let mut scratch = std::mem::take(&mut self.scratch);
        let name = if escaped {
            unescape(raw, &mut scratch);
            &scratch
        } else {
            raw
        };
        self.path.forget_key();
        let flow = self.value(window, range, escaped, Some(name), sink);
        self.path.key(name);
        self.scratch = scratch;
        flow
    }

    /// Hands on a string or number, or a key whose text is `key`.
    fn value(
        &mut self,
        window: &Window<'_>,
        range: Range<usize>,
        escaped: bool,
        key: Option<&[u8]>,
        sink: &mut dyn SegmentSink,
    ) -> Flow {
        let raw = window.data().get(range.clone()).unwrap_or_default();
        let text = match key {
            Some(key) => key,
            None if escaped => {
                unescape(raw, &mut self.scratch);
                &self.scratch
            }
            None => raw,
        };
        if text.is_empty() {
            return Flow::Continue;
        }
        let field = Field { window, path: &self.path, index: self.records.index, range, escaped, key };
        self.path.with_names(|names| sink.value(Value { text, column: None, names, locator: &field }))
    }

    /// After malformed text in JSON Lines: hands the rest of the line on as text and starts afresh. `false` when this is not
    /// JSON Lines, or the line has no end.
    fn get_over(&mut self, window: &mut Window<'_>, why: &str, sink: &mut dyn SegmentSink) -> bool {
        // A cut-off stream has its own note, which explains this one.
        if !(window.is_last() && window.has_failed()) {
            self.note_malformed(window, why);
        }
        let (_, within) = self.scanner.lines();
        let is_lines = self.records.lines || (self.records.begun > 1 && !self.records.mixed);
        if !is_lines || within > 0 {
            return false;
        }
        let (base, start) = (window.offset(), window.line_column());
        loop {
            let data = window.data();
            let end = memchr::memchr(b'\n', data);
            let chunk = data.get(..end.unwrap_or(data.len())).unwrap_or_default();
            let length = chunk.len();
            let flow = if chunk.is_empty() {
                Flow::Continue
            } else {
                sink.text(chunk, &StreamOrigin::new(window, base, start))
            };
            window.consume(length);
            if flow == Flow::Stop {
                // The caller's reading of the rest asks again, and stops.
                return false;
            }
            if end.is_some() || !window.grow() {
                sink.end_text();
                self.scanner.restart(window.line_column().line - 1);
                self.path.clear();
                return true;
            }
        }
    }

    fn note_malformed(&mut self, window: &Window<'_>, why: &str) {
        if self.notes.iter().any(|note| note.reason == Reason::MalformedFile) {
            return;
        }
        let place = window.line_column();
        self.notes.push(Note {
            member: None,
            reason: Reason::MalformedFile,
            detail: format!(
                "not JSON at line {}, column {}: {why}; what follows was read as plain text",
                place.line, place.column
            ),
        });
    }

    fn note_long(&mut self, window: &Window<'_>) {
        let place = window.line_column();
        self.notes.push(Note {
            member: None,
            reason: Reason::RecordExceedsSizeLimit,
            detail: format!(
                "the string at line {}, column {} is over the limit of {}; from there on the JSON was read as plain text",
                place.line,
                place.column,
                human(self.limits.string_bytes as u64)
            ),
        });
    }

    fn note_depth(&mut self) {
        if self.notes.iter().any(|note| note.reason == Reason::JsonNestingLevelOverLimit) {
            return;
        }
        self.notes.push(Note {
            member: None,
            reason: Reason::JsonNestingLevelOverLimit,
            detail: format!(
                "nested more than {} levels deep; values below were read, their paths end there",
                self.limits.json_depth
            ),
        });
    }
}

struct Field<'f, 'a> {
    window: &'f Window<'a>,
    path: &'f Path,
    index: u64,
    /// In the window's data, without the quotes.
    range: Range<usize>,
    escaped: bool,
    /// The text, when this is a key.
    key: Option<&'f [u8]>,
}

impl Locator for Field<'_, '_> {
    fn locate(&self, range: Range<usize>) -> Position {
        let raw = self.window.data().get(self.range.clone()).unwrap_or_default();
        let range = if self.escaped {
            raw_offset(raw, range.start, false)..raw_offset(raw, range.end, true)
        } else {
            range
        };
        let exact = !self.escaped || !raw.get(range.clone()).unwrap_or_default().contains(&b'\\');
        let key = self.key.map(String::from_utf8_lossy);
        let place = Place::Record { index: self.index, json_path: self.path.normalised(key.as_deref()) };
        let start = self.range.start;
        self.window.position(start + range.start..start + range.end, exact, Some(place))
    }
}
