//! Tar archives (POSIX ustar and pax, GNU, and older), read as a stream. Only regular files are read; nothing is unpacked.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use tar::{Archive, EntryType};

use crate::budget::{Fault, Metered};
use crate::limits::human;
use crate::walk::{Content, Walk, Walked};

/// Bytes that headers between two files may take, long names and pax records included: the crate reads those into memory.
const HEADERS: u64 = 4 << 20;

/// Reads the members of an archive.
pub(crate) fn read(walk: &mut Walk<'_>, stream: Box<dyn Read + '_>) -> Walked {
    let allowed = Rc::new(Cell::new(HEADERS));
    let mut archive = Archive::new(Fenced { inner: stream, allowed: allowed.clone() });
    // A gap of zeros between archives that were appended to one another is not the end.
    archive.set_ignore_zeros(true);
    let entries = match archive.entries() {
        Ok(entries) => entries,
        Err(error) => return walk.failed(&error),
    };
    for entry in entries {
        let mut entry = match entry {
            Ok(entry) => entry,
            Err(error) => return walk.failed(&worded(error)),
        };
        walk.admit_member()?;
        let kind = entry.header().entry_type();
        if matches!(kind, EntryType::Regular | EntryType::Continuous | EntryType::GNUSparse) {
            let name = name(&entry.path_bytes(), walk.limits.name_bytes);
            allowed.set(u64::MAX);
            let budget = walk.budget;
            walk.member(&name, |walk| {
                let content: Box<dyn Read + '_> = if kind == EntryType::GNUSparse {
                    // Holes are made up, so they are charged as if they had been decompressed.
                    Box::new(Metered::new(&mut entry, u64::MAX, "sparse file", budget))
                } else {
                    Box::new(&mut entry)
                };
                walk.node(&name, Content::Stream(content))
            })?;
            // What the member's reader left over is read here, so that only headers are left to the fence.
            if kind != EntryType::GNUSparse
                && let Err(error) = io::copy(&mut entry, &mut io::sink())
            {
                return walk.failed(&worded(error));
            }
        }
        allowed.set(HEADERS);
    }
    Ok(())
}

/// The crate wraps errors; ours are taken out again, and its own are said to be the archive's.
fn worded(error: io::Error) -> io::Error {
    let mut inner: Option<&(dyn std::error::Error + 'static)> = error.get_ref().map(|inner| inner as _);
    while let Some(cause) = inner {
        if cause.is::<Fault>() {
            return Fault::error(cause.to_string());
        }
        inner = cause.source();
    }
    Fault::error(format!("this tar archive is damaged: {error}"))
}

fn name(path: &[u8], most: usize) -> String {
    let cut = path.get(..most).unwrap_or(path);
    String::from_utf8_lossy(cut).into_owned()
}

/// Lets only so many bytes through.
struct Fenced<R> {
    inner: R,
    allowed: Rc<Cell<u64>>,
}

impl<R: Read> Read for Fenced<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(out)?;
        match self.allowed.get().checked_sub(read as u64) {
            Some(left) => {
                self.allowed.set(left);
                Ok(read)
            }
            None => Err(Fault::error(format!(
                "the headers of this tar archive take more than {}",
                human(HEADERS)
            ))),
        }
    }
}
