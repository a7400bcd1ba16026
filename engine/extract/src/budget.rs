//! One account for everything that an object unfolds into.
//!
//! No decoder is handed on bare. Each is wrapped in a [`Metered`], which charges what comes out of it to the object's
//! [`Budget`], and each object's own bytes come through a [`Source`], which counts what went in. Sizes that an archive
//! declares are never believed.
//!
//! Errors travel through foreign decoders, which reword them. So who failed is kept here, beside the path of the error:
//! the connector's own error in [`Budget::take_source_error`], a limit in [`Budget::take_hit`]; whatever else comes out of a
//! decoder is the data's fault and is worded by [`Metered`].

use std::cell::{Cell, RefCell};
use std::fmt;
use std::io::{self, Read, Seek, SeekFrom};

use sievert::segment::Reason;

use crate::limits::{Limits, human};

/// Counters of one object, shared by all its readers.
pub(crate) struct Budget {
    limits: Limits,
    input: Cell<u64>,
    output: Cell<u64>,
    members: Cell<u64>,
    source_error: RefCell<Option<io::Error>>,
    hit: RefCell<Option<Hit>>,
}

/// A limit that was reached.
pub(crate) struct Hit {
    pub(crate) reason: Reason,
    pub(crate) detail: String,
    /// Whether nothing more of the object can be read, rather than only this member.
    pub(crate) whole_object: bool,
}

impl Budget {
    /// `size` is that of the object where it is known beforehand; a stream's is counted as it is read.
    pub(crate) fn new(limits: &Limits, size: Option<u64>) -> Self {
        Self {
            limits: limits.clone(),
            input: Cell::new(size.unwrap_or(0)),
            output: Cell::new(0),
            members: Cell::new(0),
            source_error: RefCell::new(None),
            hit: RefCell::new(None),
        }
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The connector's error, once reading the object itself failed.
    pub(crate) fn take_source_error(&self) -> Option<io::Error> {
        self.source_error.borrow_mut().take()
    }

    pub(crate) fn has_source_error(&self) -> bool {
        self.source_error.borrow().is_some()
    }

    /// The limit that made the last read fail.
    pub(crate) fn take_hit(&self) -> Option<Hit> {
        self.hit.borrow_mut().take()
    }

    /// Counts a member; `false` when there may be no more.
    pub(crate) fn admit_member(&self) -> bool {
        let members = self.members.get();
        if members >= self.limits.members {
            return false;
        }
        self.members.set(members + 1);
        true
    }

    fn total_allowed(&self) -> u64 {
        let Limits { total_bytes_floor, total_bytes_hard, total_ratio, .. } = self.limits;
        self.input.get().saturating_mul(total_ratio).max(total_bytes_floor).min(total_bytes_hard)
    }

    /// Charges decoded bytes.
    fn charge(&self, bytes: u64) -> Option<Hit> {
        let output = self.output.get().saturating_add(bytes);
        self.output.set(output);
        let allowed = self.total_allowed();
        (output > allowed).then(|| Hit {
            reason: Reason::ArchiveTotalBytesExtractedOverLimit,
            detail: format!(
                "decompressing this object gave more than {} in all; what was decompressed before that was read",
                human(allowed)
            ),
            whole_object: true,
        })
    }
}

/// An error whose wording is ours, so that no outer layer words it again.
#[derive(Debug)]
pub(crate) struct Fault(pub(crate) String);

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Fault {}

impl Fault {
    pub(crate) fn error(text: impl Into<String>) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidData, Self(text.into()))
    }
}

/// The object's own bytes.
pub(crate) struct Source<'a, R> {
    inner: R,
    budget: &'a Budget,
    counts: bool,
}

impl<'a, R> Source<'a, R> {
    /// A stream of unknown length: what is read is what the object is large.
    pub(crate) fn stream(inner: R, budget: &'a Budget) -> Self {
        Self { inner, budget, counts: true }
    }

    /// Bytes whose number the budget was told.
    pub(crate) fn sized(inner: R, budget: &'a Budget) -> Self {
        Self { inner, budget, counts: false }
    }

    fn keep<T>(&self, result: io::Result<T>) -> io::Result<T> {
        result.map_err(|error| {
            if error.kind() == io::ErrorKind::Interrupted {
                return error;
            }
            self.budget.source_error.borrow_mut().get_or_insert(error);
            Fault::error("reading the object failed")
        })
    }
}

impl<R: Read> Read for Source<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let result = self.inner.read(out);
        let read = self.keep(result)?;
        if self.counts {
            self.budget.input.set(self.budget.input.get().saturating_add(read as u64));
        }
        Ok(read)
    }
}

impl<R: Seek> Seek for Source<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let result = self.inner.seek(to);
        // A place before the start is an archive's lie, not the source's failure.
        if matches!(&result, Err(error) if error.kind() == io::ErrorKind::InvalidInput) {
            return result;
        }
        self.keep(result)
    }
}

/// How many bytes a decoder has taken.
pub(crate) trait Taken {
    fn taken(&self) -> u64;
}

/// A number that is known beforehand, as for a member of a ZIP archive.
impl Taken for u64 {
    fn taken(&self) -> u64 {
        *self
    }
}

impl Taken for std::rc::Rc<Cell<u64>> {
    fn taken(&self) -> u64 {
        self.get()
    }
}

/// Counts what a decoder takes.
pub(crate) struct Counted<R> {
    inner: R,
    taken: std::rc::Rc<Cell<u64>>,
}

impl<R> Counted<R> {
    pub(crate) fn new(inner: R) -> (Self, std::rc::Rc<Cell<u64>>) {
        let taken = std::rc::Rc::new(Cell::new(0));
        (Self { inner, taken: taken.clone() }, taken)
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(out)?;
        self.taken.set(self.taken.get().saturating_add(read as u64));
        Ok(read)
    }
}

/// What comes out of a decoder, charged.
pub(crate) struct Metered<'a, R, T> {
    inner: R,
    taken: T,
    given: u64,
    budget: &'a Budget,
    /// `gzip stream`, `zip member`: for errors.
    what: &'static str,
    ended: bool,
}

impl<'a, R: Read, T: Taken> Metered<'a, R, T> {
    pub(crate) fn new(inner: R, taken: T, what: &'static str, budget: &'a Budget) -> Self {
        Self { inner, taken, given: 0, budget, what, ended: false }
    }

    fn over(&self) -> Option<Hit> {
        let limits = &self.budget.limits;
        let taken = self.taken.taken();
        if self.given > limits.member_bytes {
            return Some(Hit {
                reason: Reason::ArchiveTotalBytesExtractedOverLimit,
                detail: format!(
                    "this {} gives more than {}; that much of it was read",
                    self.what,
                    human(limits.member_bytes)
                ),
                whole_object: false,
            });
        }
        let most = taken.saturating_mul(limits.ratio);
        (self.given > limits.ratio_grace && self.given > most).then(|| Hit {
            reason: Reason::ArchiveTotalBytesExtractedOverLimit,
            detail: format!(
                "this {} gives more than {} times the {} it was made of; the first {} were read",
                self.what,
                limits.ratio,
                human(taken),
                human(self.given)
            ),
            whole_object: false,
        })
    }
}

impl<R: Read, T: Taken> Read for Metered<'_, R, T> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.ended {
            return Ok(0);
        }
        if let Some(hit) = self.over() {
            self.ended = true;
            self.budget.hit.borrow_mut().get_or_insert(hit);
            return Err(Fault::error("over a limit"));
        }
        match self.inner.read(out) {
            Ok(read) => {
                self.given = self.given.saturating_add(read as u64);
                if let Some(hit) = self.budget.charge(read as u64) {
                    self.ended = true;
                    self.budget.hit.borrow_mut().get_or_insert(hit);
                    return Err(Fault::error("over a limit"));
                }
                Ok(read)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            Err(error) => {
                self.ended = true;
                if error.get_ref().is_some_and(|inner| inner.is::<Fault>()) || self.budget.has_source_error()
                {
                    return Err(error);
                }
                Err(Fault::error(format!(
                    "this {} is damaged after {}: {error}",
                    self.what,
                    human(self.given)
                )))
            }
        }
    }
}
