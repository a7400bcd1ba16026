//! Bytes of any common format to located pieces of text, under limits.
//!
//! An [`Extractor`] takes an object (bytes, a file or a stream), finds out what it is from its first 64 KiB, and hands its
//! text to a [`SegmentSink`]: plain text as a stream, the cells of tables and the strings, numbers and keys of JSON as values
//! with the names they stand under. Archives and compressed streams are opened, and what they hold is read in the same way.
//!
//! ```
//! use sievert::segment::{Flow, Note, Origin, SegmentSink, Value};
//! use sievert_extract::{Body, Extractor};
//!
//! #[derive(Default)]
//! struct Cells(Vec<String>);
//!
//! impl SegmentSink for Cells {
//!     fn value(&mut self, value: Value<'_>) -> Flow {
//!         let text = String::from_utf8_lossy(value.text);
//!         let place = value.locator.locate(0..value.text.len());
//!         self.0.push(format!("{}={text} at line {}", value.column.unwrap_or("-"), place.start.line));
//!         Flow::Continue
//!     }
//!     fn text(&mut self, _: &[u8], _: &dyn Origin) -> Flow { Flow::Continue }
//!     fn end_text(&mut self) {}
//!     fn enter(&mut self, _: &str) {}
//!     fn leave(&mut self) {}
//!     fn note(&mut self, note: Note) { panic!("{}", note.detail) }
//! }
//!
//! let mut cells = Cells::default();
//! let table = b"name;card\r\nAnn;4111111111111111\r\n";
//! Extractor::default().extract("people.csv", Body::Bytes(table), &mut cells)?;
//! assert_eq!(cells.0, [
//!     "-=name at line 1", "-=card at line 1",
//!     "name=Ann at line 2", "card=4111111111111111 at line 2",
//! ]);
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! # What is read how
//!
//! | content | lane |
//! |---|---|
//! | text, logs, source, SQL, XML, HTML, YAML … in UTF-8, UTF-16, UTF-32 or a legacy encoding | a stream |
//! | CSV, TSV, and tables with `;` or <code>\|</code> | a value a cell, under its column's header |
//! | JSON, JSON Lines, JSON documents one after another | a value a string, number or key, under the names on its path |
//! | gzip, Zstandard, bzip2, xz | what they hold |
//! | ZIP (also jar, docx, xlsx …: their parts as they stand), tar | each member, entered by name |
//! | anything else | a note that names the format |
//!
//! Content decides, the name only breaks ties and speaks for tables that do not speak for themselves.
//!
//! # Places
//!
//! Every place is given in bytes, lines and columns of the node: the object, or the archive member that was entered. A bare
//! compression layer has no name, so nothing is entered for it, and places in `x.csv.gz` count decompressed bytes. Text that
//! was decoded or unescaped leads back to the bytes it came from. Nothing is worked out until a
//! [`sievert::segment::Locator`] or [`sievert::segment::Origin`] is asked.
//!
//! # Hostile content
//!
//! All readers are iterative or bounded in depth, linear in time, and bounded in memory by [`Limits`]. Everything that comes
//! out of a decoder is charged to one budget of the object. A limit that is reached, damage, encryption: each is a
//! [`sievert::segment::Note`], and what was read before it stays read. The one error that is not a note is that of the
//! object's own reader, which [`Extractor::extract`] gives back as it was.

mod body;
mod budget;
mod container;
mod csv;
mod encoding;
mod json;
mod limits;
mod sniff;
mod text;
mod walk;
mod window;

use std::io;

use sievert::segment::SegmentSink;

pub use body::Body;
pub use limits::Limits;

use budget::Budget;
use walk::{Halt, Walk};

/// Reads objects. Cheap to make, holds only its limits, and serves any number of threads.
#[derive(Debug, Clone, Default)]
pub struct Extractor {
    limits: Limits,
}

impl Extractor {
    /// With limits other than the default ones.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self { limits }
    }

    /// Hands the text of an object to a sink. `name` (a key, a path) is a hint.
    ///
    /// # Errors
    ///
    /// The error of the body's own reader, unchanged, after everything before it was handed on. All else that goes wrong is a
    /// note to the sink.
    pub fn extract(&self, name: &str, body: Body<'_>, sink: &mut dyn SegmentSink) -> io::Result<()> {
        let size = match &body {
            Body::Bytes(bytes) => Some(bytes.len() as u64),
            Body::File(file) => {
                file.metadata().ok().filter(std::fs::Metadata::is_file).map(|metadata| metadata.len())
            }
            Body::Stream(_) => None,
        };
        let budget = Budget::new(&self.limits, size);
        let walked = Walk::new(&budget, sink).object(name, body);
        match budget.take_source_error() {
            Some(error) if walked != Err(Halt::Stopped) => Err(error),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
