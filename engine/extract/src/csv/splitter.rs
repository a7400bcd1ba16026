//! Splits delimited text into records and fields.
//!
//! The rules are those of RFC 4180 as `csv-core` reads them, which forgives everything: a quote is special only at the start
//! of a field; `""` in a quoted field is a quote; what follows a closing quote belongs to the field; CR, LF and CR LF end a
//! record; blank lines are no records; a quote that is never closed runs to the end. Nothing is copied: a field is a range
//! of the text. A record that is not complete is gone on with where it was left when more text has come.

#![expect(
    clippy::indexing_slicing,
    reason = "the hot loop; every index is compared with the length of the data just before"
)]

use std::ops::Range;

use memchr::{memchr, memchr3};

/// A field of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    /// Its text in the record's data: without the quotes when `plain`, else from after the opening quote to the delimiter.
    pub(super) range: Range<usize>,
    /// The range is the text; otherwise [`unquote`] gives it.
    pub(super) plain: bool,
}

/// What a call gave.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A record, in [`Splitter::fields`]; it and its terminator take so many bytes.
    Record(usize),
    /// The record does not end in the data.
    More,
    /// A field, or the record, or the number of columns is over the limit.
    TooLarge(&'static str),
}

/// How large things may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    pub(super) field: usize,
    pub(super) record: usize,
    pub(super) columns: usize,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum State {
    FieldStart,
    Unquoted,
    Quoted,
    /// After a quote inside a quoted field.
    QuoteInQuoted,
    /// After a closing quote and something else.
    AfterQuoted,
}

/// See the module.
pub(super) struct Splitter {
    delimiter: u8,
    bounds: Bounds,
    fields: Vec<Field>,
    state: State,
    /// Next byte to look at.
    at: usize,
    /// Where the text of the current field begins.
    from: usize,
    /// A quoted field without doubled quotes that ended here.
    closed: Option<usize>,
    plain: bool,
}

impl Splitter {
    pub(super) fn new(delimiter: u8, bounds: Bounds) -> Self {
        Self {
            delimiter,
            bounds,
            fields: Vec::new(),
            state: State::FieldStart,
            at: 0,
            from: 0,
            closed: None,
            plain: true,
        }
    }

    /// The fields of the record given last.
    pub(super) fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// Reads on in `data`, which begins where the record begins (blank lines before it are skipped by
    /// [`blank_lines`]). `last`: no more will come.
    pub(super) fn step(&mut self, data: &[u8], last: bool) -> Step {
        if self.at == 0 {
            self.fields.clear();
        }
        loop {
            match self.state {
                State::FieldStart => {
                    (self.from, self.plain, self.closed) = (self.at, true, None);
                    match data.get(self.at) {
                        Some(b'"') => {
                            self.at += 1;
                            self.from = self.at;
                            self.state = State::Quoted;
                        }
                        _ => self.state = State::Unquoted,
                    }
                    if self.at >= data.len() && !last {
                        self.state =
                            if self.state == State::Quoted { State::Quoted } else { State::FieldStart };
                        return self.more(data);
                    }
                }
                State::Unquoted | State::AfterQuoted => {
                    let Some(end) = self.find_end(data) else {
                        self.at = data.len();
                        return if last { self.finish(data) } else { self.more(data) };
                    };
                    if let Some(step) = self.end_field(end, data[end]) {
                        return step;
                    }
                }
                State::Quoted => match memchr(b'"', &data[self.at..]) {
                    Some(offset) => {
                        self.at += offset + 1;
                        self.state = State::QuoteInQuoted;
                    }
                    None => {
                        self.at = data.len();
                        return if last { self.finish(data) } else { self.more(data) };
                    }
                },
                State::QuoteInQuoted => match data.get(self.at) {
                    Some(b'"') => {
                        self.at += 1;
                        self.plain = false;
                        self.state = State::Quoted;
                    }
                    Some(&byte) => {
                        self.closed = Some(self.at - 1);
                        if byte == self.delimiter || byte == b'\n' || byte == b'\r' {
                            if let Some(step) = self.end_field(self.at, byte) {
                                return step;
                            }
                        } else {
                            self.plain = false;
                            self.state = State::AfterQuoted;
                        }
                    }
                    None if last => {
                        self.closed = Some(self.at - 1);
                        return self.finish(data);
                    }
                    None => return self.more(data),
                },
            }
        }
    }

    /// The next delimiter or line end. Fields are short mostly: a few bytes are looked at before the vectorised search,
    /// whose start costs more than they do.
    fn find_end(&self, data: &[u8]) -> Option<usize> {
        let delimiter = self.delimiter;
        let near = data.len().min(self.at + 16);
        for (offset, &byte) in data[self.at..near].iter().enumerate() {
            if byte == delimiter || byte == b'\n' || byte == b'\r' {
                return Some(self.at + offset);
            }
        }
        memchr3(delimiter, b'\n', b'\r', &data[near..]).map(|offset| near + offset)
    }

    fn push(&mut self, end: usize) -> Option<Step> {
        let end = match self.closed {
            Some(closed) if self.plain => closed,
            _ => end,
        };
        if end - self.from > self.bounds.field {
            return Some(Step::TooLarge("field"));
        }
        if self.fields.len() >= self.bounds.columns {
            return Some(Step::TooLarge("number of columns"));
        }
        self.fields.push(Field { range: self.from..end, plain: self.plain });
        None
    }

    fn end_field(&mut self, end: usize, by: u8) -> Option<Step> {
        if let Some(too_large) = self.push(end) {
            return Some(too_large);
        }
        self.at = end + 1;
        self.state = State::FieldStart;
        if by == self.delimiter {
            return None;
        }
        if end > self.bounds.record {
            return Some(Step::TooLarge("record"));
        }
        self.at = 0;
        Some(Step::Record(end + 1))
    }

    fn finish(&mut self, data: &[u8]) -> Step {
        if let Some(too_large) = self.push(data.len()) {
            return too_large;
        }
        (self.at, self.state) = (0, State::FieldStart);
        if data.len() > self.bounds.record { Step::TooLarge("record") } else { Step::Record(data.len()) }
    }

    fn more(&self, data: &[u8]) -> Step {
        if data.len() - self.from.min(data.len()) > self.bounds.field {
            Step::TooLarge("field")
        } else if data.len() > self.bounds.record {
            Step::TooLarge("record")
        } else {
            Step::More
        }
    }
}

/// How many bytes of line ends `data` begins with.
pub(super) fn blank_lines(data: &[u8]) -> usize {
    data.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(data.len())
}

/// One step through the raw text of a quoted field that is not plain: how many raw bytes give which text.
///
/// `closed` says whether the closing quote was passed, after which quotes are text.
fn unit<'r>(raw: &'r [u8], at: usize, closed: &mut bool) -> Option<(usize, &'r [u8])> {
    let rest = raw.get(at..).filter(|rest| !rest.is_empty())?;
    if *closed {
        return Some((rest.len(), rest));
    }
    match memchr(b'"', rest) {
        None => Some((rest.len(), rest)),
        Some(0) if rest.get(1) == Some(&b'"') => Some((2, &rest[..1])),
        Some(0) => {
            *closed = true;
            Some((1, &[]))
        }
        Some(quote) => Some((quote, &rest[..quote])),
    }
}

/// The text of a quoted field that is not plain.
pub(super) fn unquote(raw: &[u8], out: &mut Vec<u8>) {
    out.clear();
    let (mut at, mut closed) = (0, false);
    while let Some((taken, text)) = unit(raw, at, &mut closed) {
        out.extend_from_slice(text);
        at += taken;
    }
}

/// Where in the raw text the character at `offset` of the unquoted text begins; with `end`, where the character before it
/// ends.
pub(super) fn raw_offset(raw: &[u8], offset: usize, end: bool) -> usize {
    let (mut at, mut given, mut closed) = (0, 0, false);
    while let Some((taken, text)) = unit(raw, at, &mut closed) {
        let next = given + text.len();
        if offset < next || (end && offset == next && !text.is_empty()) {
            return if offset == next { at + taken } else { at + (offset - given) };
        }
        (at, given) = (at + taken, next);
    }
    at
}
