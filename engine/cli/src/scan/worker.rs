//! What happens to one object, on a scanner thread.

use std::io::{self, BufRead, Read, Seek, SeekFrom};
use std::sync::atomic::{AtomicBool, Ordering};

use sievert::Engine;
use sievert::report::{Coverage, ObjectInfo, ObjectReport};
use sievert::segment::Note;
use sievert_connect::{Body, Outcome, Worker};
use sievert_extract::Extractor;

/// Extracts and searches.
pub struct Searcher<'a> {
    /// The rules.
    pub engine: &'a Engine,
    /// The formats.
    pub extractor: Extractor,
    /// Set when the run is to end.
    pub stop: &'a AtomicBool,
}

impl Worker for Searcher<'_> {
    type Output = ObjectReport;

    fn object(&self, info: &ObjectInfo, body: &mut Body<'_>) -> io::Result<ObjectReport> {
        let mut scan = self.engine.object(info.clone());
        // A ZIP archive has its directory at its end: where the object is a file, it is sought in rather than spooled.
        let archive = body.fill_buf()?.starts_with(b"PK");
        let file = match body.file() {
            Some(file) if archive => {
                let mut file = file.get_ref().try_clone()?;
                file.seek(SeekFrom::Start(0))?;
                Some(file)
            }
            _ => None,
        };
        let content = match file {
            Some(file) => sievert_extract::Body::File(file),
            None => sievert_extract::Body::Stream(Box::new(Stoppable { body, stop: self.stop })),
        };
        self.extractor.extract(&info.key, content, &mut scan)?;
        Ok(scan.finish())
    }
}

/// Ends reading when the run is to end, so that a stop need not wait for the end of a large object.
struct Stoppable<'a, R> {
    body: R,
    stop: &'a AtomicBool,
}

impl<R: Read> Read for Stoppable<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(io::Error::other("the scan was stopped"));
        }
        self.body.read(buffer)
    }
}

/// The report of an object that could not be read: never one that looks clean.
#[must_use]
pub fn unread(object: ObjectInfo, outcome: Outcome) -> ObjectReport {
    ObjectReport {
        object,
        findings: Vec::new(),
        suppressed: Vec::new(),
        coverage: Coverage::Skipped,
        notes: vec![Note { member: None, reason: outcome.reason, detail: outcome.detail }],
        scanned_bytes: 0,
    }
}
