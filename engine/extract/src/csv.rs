//! The lane for tables: each cell is a value under the header of its column.
//!
//! The cells of the header row are values too, without a column. A table that breaks a limit is read on as plain text from
//! the start of the record that broke it, and so is one whose last quote is never closed once the field is too large.

pub(crate) mod dialect;
mod splitter;

use std::ops::Range;

use sievert::segment::{Flow, Locator, Note, Place, Position, Reason, SegmentSink, Value};

use crate::limits::{Limits, human};
use crate::text;
use crate::window::{STRIDE, Window};
use dialect::Dialect;
use splitter::{Bounds, Field, Splitter, Step, blank_lines, raw_offset, unquote};

/// Reads what a window holds as a table.
pub(crate) fn read(
    window: &mut Window<'_>,
    dialect: Dialect,
    limits: &Limits,
    sink: &mut dyn SegmentSink,
) -> (Flow, Option<Note>) {
    let bounds = Bounds { field: limits.field_bytes, record: limits.record_bytes, columns: limits.columns };
    let mut splitter = Splitter::new(dialect.delimiter, bounds);
    let mut header: Option<Vec<String>> = dialect.header.then(Vec::new);
    let mut unquoted = Vec::new();
    let mut row = 1;
    // Where the record begins, in the window's data.
    let mut at = 0;
    let mut is_inside = false;
    loop {
        if !is_inside {
            at += blank_lines(window.data().get(at..).unwrap_or_default());
            if at >= STRIDE {
                window.consume(at);
                at = 0;
            }
        }
        let data = window.data().get(at..).unwrap_or_default();
        if data.is_empty() {
            if window.grow() {
                continue;
            }
            window.consume(at);
            return (Flow::Continue, None);
        }
        match splitter.step(data, window.is_last()) {
            Step::Record(length) => {
                let is_header = row == 1 && header.is_some();
                let names = header.as_deref().filter(|_| !is_header).unwrap_or_default();
                let record = Record { window, at, data, row, names };
                if record.emit(splitter.fields(), &mut unquoted, sink) == Flow::Stop {
                    return (Flow::Stop, None);
                }
                let texts = is_header.then(|| record.texts(splitter.fields()));
                if texts.is_some() {
                    header = texts;
                }
                row += 1;
                at += length;
                is_inside = false;
            }
            Step::More => {
                is_inside = true;
                window.consume(at);
                at = 0;
                // At the end, the splitter is asked once more and told so.
                window.grow();
            }
            Step::TooLarge(what) => {
                window.consume(at);
                let note = too_large(what, row, limits);
                return (text::read(window, sink), Some(note));
            }
        }
    }
}

fn too_large(what: &str, row: u64, limits: &Limits) -> Note {
    let limit = match what {
        "field" => human(limits.field_bytes as u64),
        "record" => human(limits.record_bytes as u64),
        _ => limits.columns.to_string(),
    };
    Note {
        member: None,
        reason: Reason::RecordExceedsSizeLimit,
        detail: format!(
            "the {what} of row {row} is over the limit of {limit}; from there on the table was read as plain text"
        ),
    }
}

struct Record<'r, 'a> {
    window: &'r Window<'a>,
    /// Where `data`, which begins with the record, begins in the window's.
    at: usize,
    data: &'r [u8],
    row: u64,
    names: &'r [String],
}

impl Record<'_, '_> {
    fn emit(&self, fields: &[Field], unquoted: &mut Vec<u8>, sink: &mut dyn SegmentSink) -> Flow {
        for (index, field) in fields.iter().enumerate() {
            let raw = self.data.get(field.range.clone()).unwrap_or_default();
            let text = if field.plain {
                raw
            } else {
                unquote(raw, unquoted);
                unquoted.as_slice()
            };
            if text.is_empty() {
                continue;
            }
            let column = self.names.get(index).map(String::as_str).filter(|name| !name.is_empty());
            let cell = Cell { record: self, field, raw, index, column };
            if sink.value(Value { text, column, names: &[], locator: &cell }) == Flow::Stop {
                return Flow::Stop;
            }
        }
        Flow::Continue
    }

    fn texts(&self, fields: &[Field]) -> Vec<String> {
        let mut unquoted = Vec::new();
        let text = |field: &Field| {
            let raw = self.data.get(field.range.clone()).unwrap_or_default();
            if field.plain {
                return String::from_utf8_lossy(raw.trim_ascii()).into_owned();
            }
            unquote(raw, &mut unquoted);
            String::from_utf8_lossy(unquoted.trim_ascii()).into_owned()
        };
        fields.iter().map(text).collect()
    }
}

struct Cell<'r, 'a> {
    record: &'r Record<'r, 'a>,
    field: &'r Field,
    raw: &'r [u8],
    index: usize,
    column: Option<&'r str>,
}

impl Locator for Cell<'_, '_> {
    fn locate(&self, range: Range<usize>) -> Position {
        let range = if self.field.plain {
            range
        } else {
            raw_offset(self.raw, range.start, false)..raw_offset(self.raw, range.end, true)
        };
        let exact = self.field.plain || !self.raw.get(range.clone()).unwrap_or_default().contains(&b'"');
        let base = self.record.at + self.field.range.start;
        let place = Place::Cell {
            row: self.record.row,
            column: self.index as u64 + 1,
            name: self.column.map(str::to_owned),
        };
        self.record.window.position(base + range.start..base + range.end, exact, Some(place))
    }
}
