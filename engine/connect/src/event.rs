//! What a run tells, object by object.

use sievert::report::ObjectInfo;
use sievert::segment::Reason;

/// What became of one object or location. Events come in listing order, the same in every run over the same objects.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Event<T> {
    /// The worker saw the object, and what it saw is proved as far as it can be (see [`crate::Body`]).
    Read {
        /// The number of the object in the run, from 0 and without gaps but for those of tag filters.
        seq: u64,
        /// The object.
        info: ObjectInfo,
        /// What the worker made of it.
        output: T,
    },
    /// The object could not be read; anything that the worker had made of it is discarded.
    Unread {
        /// As above.
        seq: u64,
        /// The object, or the directory that could not be listed.
        info: ObjectInfo,
        /// Why.
        outcome: Outcome,
    },
    /// The caller knew the object already, so it was not asked for.
    Known {
        /// As above.
        seq: u64,
        /// The object.
        info: ObjectInfo,
    },
    /// The listing of a location ended early: objects that were not named before this event were not looked at.
    Incomplete(Incomplete),
}

/// Why an object could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The kind of reason.
    pub reason: Reason,
    /// A sentence for the person.
    pub detail: String,
}

impl Outcome {
    pub(crate) fn new(reason: Reason, detail: impl Into<String>) -> Self {
        Self { reason, detail: detail.into() }
    }

    /// Sorts what the file system says.
    pub(crate) fn from_io(error: &std::io::Error) -> Self {
        let reason = match error.kind() {
            std::io::ErrorKind::NotFound => Reason::SourceObjectNoLongerAvailable,
            std::io::ErrorKind::PermissionDenied => Reason::PermissionDenied,
            _ => Reason::ReadError,
        };
        Self::new(reason, error.to_string())
    }
}

/// A location that was not listed to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incomplete {
    /// As [`crate::Location`] shows itself.
    pub location: String,
    /// Why.
    pub outcome: Outcome,
}

/// A run in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// Objects that a worker saw.
    pub read: u64,
    /// Objects that could not be read.
    pub unread: u64,
    /// Objects that the caller knew.
    pub known: u64,
    /// Objects that were listed and kept out by the filter.
    pub filtered: u64,
    /// Locations that were not listed to their end, in their order.
    pub incomplete: Vec<Incomplete>,
    /// Whether the caller ended the run.
    pub stopped: bool,
}
