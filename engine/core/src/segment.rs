//! The seam between content and rules: located pieces of text.
//!
//! An extractor (of `sievert-extract`, or the embedder's own) walks an object and hands its text to a [`SegmentSink`]; the
//! engine's [`crate::ObjectScan`] is one. Text comes in two shapes. A *stream* is text without structure, in chunks of any
//! size whose borders mean nothing. A *value* is a cell or a field, whole, with the names it stands under: its borders are
//! hard, no match crosses them, and its names are context for it.
//!
//! Places are lazy: nothing computes a line, row or path before a match has survived.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// Whether the walk goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Flow {
    /// More, please.
    Continue,
    /// Enough: the extractor stops and says so.
    Stop,
}

/// Receives the text of one object.
pub trait SegmentSink {
    /// Enters a member of a container: what follows lies in it, until the matching [`SegmentSink::leave`].
    /// Not called for the object itself.
    fn enter(&mut self, name: &str);

    /// Leaves the member entered last. A stream that was open ends here.
    fn leave(&mut self);

    /// The next chunk of the current node's stream, decoded to UTF-8 where the encoding is known (bytes that are not
    /// UTF-8 may remain). Offsets count from the stream's start. `origin` maps them to the node's own bytes; it is asked
    /// only about this chunk and the [`STREAM_WINDOW`] bytes before it.
    fn text(&mut self, chunk: &[u8], origin: &dyn Origin) -> Flow;

    /// Ends the current node's stream, so that a following chunk is a new one. `leave` implies it.
    fn end_text(&mut self);

    /// A value with its names.
    fn value(&mut self, value: Value<'_>) -> Flow;

    /// Something that the person must know about how far the object was read.
    fn note(&mut self, note: Note);
}

/// How many bytes before a chunk an [`Origin`] must still be able to place.
pub const STREAM_WINDOW: usize = 64 * 1024;

/// Maps offsets of decoded text to offsets of the node's own bytes.
pub trait Origin {
    /// The source offset of a decoded offset.
    fn source_offset(&self, decoded: u64) -> u64;
    /// Gives `visit` every decoded offset of `from..=to` with its source offset, in order. Where an answer means decoding
    /// again, one pass for all of them is what keeps a stream fast.
    fn source_offsets(&self, from: u64, to: u64, visit: &mut dyn FnMut(u64, u64)) {
        (from..=to).for_each(|offset| visit(offset, self.source_offset(offset)));
    }
    /// Whether that is exact; `false` when only an enclosing range can be told.
    fn exact(&self) -> bool {
        true
    }
    /// The distance from decoded to source offsets where it is the same everywhere (UTF-8, perhaps after a byte order
    /// mark); `None` where it is not. With it the engine need not ask about every byte that waits for the next chunk.
    fn shift(&self) -> Option<u64> {
        None
    }
    /// Where in the node the stream's first character stands. Not the first line for the rest of a table or document
    /// whose structure broke off half way and that is read on as plain text.
    fn start(&self) -> LineColumn {
        LineColumn { line: 1, column: 1 }
    }
}

/// Text that was not decoded: offsets are the same.
#[derive(Debug, Clone, Copy, Default)]
pub struct Identity;

impl Origin for Identity {
    fn source_offset(&self, decoded: u64) -> u64 {
        decoded
    }

    fn shift(&self) -> Option<u64> {
        Some(0)
    }
}

/// A value: a cell, a field.
pub struct Value<'a> {
    /// Its text, unescaped.
    pub text: &'a [u8],
    /// The header of its column.
    pub column: Option<&'a str>,
    /// Names on its path, outermost first, array indices left out.
    pub names: &'a [&'a str],
    /// Finds the place of a byte range of `text`.
    pub locator: &'a dyn Locator,
}

/// Finds places within a value.
pub trait Locator {
    /// The place of `range` (bytes of the value's text).
    fn locate(&self, range: Range<usize>) -> Position;
}

/// Where something lies in a node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Bytes of the node (the object, or the member that `Location::member` names).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub bytes: Option<Range<u64>>,
    /// Whether `bytes` is exactly the match; `false`: it encloses it (escapes, multi-byte encodings).
    pub exact: bool,
    /// First character.
    pub start: LineColumn,
    /// One past the last character.
    pub end: LineColumn,
    /// Cell or record, for structured data.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub place: Option<Place>,
}

/// A line and a column, both from 1; the column counts Unicode scalar values of the decoded line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct LineColumn {
    pub line: u64,
    pub column: u64,
}

/// Where in structured data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
#[non_exhaustive]
pub enum Place {
    /// A cell of a table.
    Cell {
        /// From 1; the header is row 1.
        row: u64,
        /// From 1.
        column: u64,
        /// The header of the column.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        name: Option<String>,
    },
    /// A field of a record.
    Record {
        /// From 0; the line index for JSON Lines, 0 for JSON.
        index: u64,
        /// Normalised as RFC 9535: `$['person']['email']`, `$['cards'][0]`; names are cut as needed by renderers.
        json_path: String,
    },
}

/// How far a node was read, and why not further.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Which member, `None` for the object itself.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub member: Option<String>,
    /// What happened.
    pub reason: Reason,
    /// A sentence for the person: what, at which number, and what was still read.
    pub detail: String,
}

/// Why something was not, or not wholly, read. Serialised in Macie's spelling where Macie has the same reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum Reason {
    /// Containers nested too deep.
    ArchiveNestingLevelOverLimit,
    /// Decompressed bytes over the budget, or the ratio.
    ArchiveTotalBytesExtractedOverLimit,
    /// Too many members.
    ArchiveTotalDocumentsProcessedOverLimit,
    /// Some members could not be read.
    ArchiveContainsUnprocessedFiles,
    /// The object is larger than the limit.
    FileExceedsSizeLimit,
    /// JSON nested too deep for paths; its text was still read.
    JsonNestingLevelOverLimit,
    /// A record, field or line over its limit was read as plain text.
    RecordExceedsSizeLimit,
    /// Cut off or damaged; what stood before was read.
    MalformedFile,
    /// Encrypted.
    InvalidEncryption,
    /// Binary data that is not understood.
    UnsupportedFileTypeException,
    /// Took too long.
    TimeCutOffReached,
    /// Access denied.
    PermissionDenied,
    /// The KMS key could not be used.
    InvalidKmsKey,
    /// Archived (storage class) and not restored.
    InvalidObjectState,
    /// Gone since it was listed.
    SourceObjectNoLongerAvailable,
    /// Changed since it was listed.
    ObjectVersionMismatch,
    /// No such bucket.
    NoSuchBucketAvailable,
    /// Its bytes do not have the checksum or length they should have.
    ChecksumMismatch,
    /// Reading failed.
    ReadError,
    /// Caps of the engine were hit: occurrences were counted but not all kept.
    OccurrencesOverLimit,
}

impl Reason {
    /// Whether nothing at all was read.
    #[must_use]
    pub fn is_skip(self) -> bool {
        matches!(
            self,
            Self::UnsupportedFileTypeException
                | Self::InvalidEncryption
                | Self::PermissionDenied
                | Self::InvalidKmsKey
                | Self::InvalidObjectState
                | Self::SourceObjectNoLongerAvailable
                | Self::ObjectVersionMismatch
                | Self::NoSuchBucketAvailable
                | Self::FileExceedsSizeLimit
        )
    }

    /// Whether it means that the scan could not do what it was asked (exit code 3), rather than that the data is what it is.
    #[must_use]
    pub fn is_failure(self) -> bool {
        !matches!(
            self,
            Self::UnsupportedFileTypeException
                | Self::OccurrencesOverLimit
                | Self::SourceObjectNoLongerAvailable
                | Self::RecordExceedsSizeLimit
                | Self::JsonNestingLevelOverLimit
        )
    }
}
