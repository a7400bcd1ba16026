//! ZIP archives (APPNOTE 6.3), and what is one: jar, docx, xlsx, epub.
//!
//! An archive is read by its central directory, which stands at its end, so a stream is spooled first. Members are read in
//! the order of their data. One whose data overlaps that of a member read before is left out: that is how a small archive
//! claims to hold terabytes.

use std::io::{self, Read, Seek, SeekFrom, Write};

use sievert::segment::Reason;
use tempfile::SpooledTempFile;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::budget::Metered;
use crate::walk::{Content, Walk, Walked};

/// Reads an archive that comes as a stream.
pub(crate) fn read_stream(walk: &mut Walk<'_>, mut stream: Box<dyn Read + '_>) -> Walked {
    let mut spool = SpooledTempFile::new(walk.limits.spool_memory);
    let mut buffer = vec![0; 64 << 10];
    loop {
        match stream.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => {
                if let Err(error) = spool.write_all(buffer.get(..read).unwrap_or_default()) {
                    let detail = format!("this ZIP archive could not be kept in a temporary file: {error}");
                    walk.note(Reason::ReadError, detail);
                    return Ok(());
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return walk.failed(&error),
        }
    }
    drop(stream);
    read(walk, spool)
}

/// Reads the members of an archive.
pub(crate) fn read<R: Read + Seek>(walk: &mut Walk<'_>, mut archive: R) -> Walked {
    let size = match archive.seek(SeekFrom::End(0)) {
        Ok(size) => size,
        Err(error) => return walk.failed(&error),
    };
    // Before the directory is read into memory.
    match declared_members(&mut archive, size) {
        Ok(declared) if declared > walk.limits.members => {
            let detail = format!(
                "this ZIP archive lists {declared} members, the limit is {}; none was read",
                walk.limits.members
            );
            walk.note(Reason::ArchiveTotalDocumentsProcessedOverLimit, detail);
            return Ok(());
        }
        Ok(_) => {}
        Err(error) => return walk.failed(&error),
    }
    let mut archive = match ZipArchive::new(archive) {
        Ok(archive) => archive,
        Err(error) => return failed(walk, "archive", error),
    };
    if archive.has_duplicate_names() {
        let detail = "several members have the same name; the last of each was read".to_owned();
        walk.note(Reason::ArchiveContainsUnprocessedFiles, detail);
    }
    let mut order = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        if let Ok(entry) = archive.by_index_data(index) {
            order.push((entry.header_start(), index));
        }
    }
    order.sort_unstable();
    let (mut covered, mut overlapping) = (0, 0_u64);
    for (start, index) in order {
        walk.admit_member()?;
        if start < covered {
            overlapping += 1;
            continue;
        }
        if let Some(end) = member(walk, &mut archive, index, size)? {
            covered = end;
        }
    }
    if overlapping > 0 {
        let detail =
            format!("{overlapping} members overlap others, as in a decompression bomb, and were not read");
        walk.note(Reason::ArchiveContainsUnprocessedFiles, detail);
    }
    Ok(())
}

/// Reads a member; gives the end of its data.
fn member<R: Read + Seek>(
    walk: &mut Walk<'_>,
    archive: &mut ZipArchive<R>,
    index: usize,
    size: u64,
) -> Result<Option<u64>, crate::walk::Halt> {
    let Ok(entry) = archive.by_index_data(index) else { return Ok(None) };
    let name = match entry.name() {
        Ok(name) => name.into_owned(),
        Err(_) => String::from_utf8_lossy(entry.name_raw()).into_owned(),
    };
    let name = cut(&name, walk.limits.name_bytes).to_owned();
    if entry.is_dir() || entry.is_symlink() {
        return Ok(None);
    }
    if entry.encrypted() {
        walk.member(&name, |walk| {
            walk.note(Reason::InvalidEncryption, "this member is encrypted");
            Ok(())
        })?;
        return Ok(None);
    }
    let budget = walk.budget;
    let mut end = None;
    walk.member(&name, |walk| {
        let file = match archive.by_index(index) {
            Ok(file) => file,
            Err(error) => return failed(walk, "member", error),
        };
        let packed = file.compressed_size();
        end = file.data_start().map(|start| start.saturating_add(packed));
        let metered = Metered::new(file, packed.min(size), "ZIP member", budget);
        walk.node(&name, Content::Stream(Box::new(metered)))
    })?;
    Ok(end)
}

fn cut(name: &str, most: usize) -> &str {
    name.get(..name.floor_char_boundary(most)).unwrap_or(name)
}

fn failed(walk: &mut Walk<'_>, what: &str, error: ZipError) -> Walked {
    match error {
        ZipError::UnsupportedArchive(why) => {
            walk.note(Reason::UnsupportedFileTypeException, format!("this ZIP {what} cannot be read: {why}"));
            Ok(())
        }
        error => walk.broken(format!("this ZIP {what} is damaged and was not read: {error}")),
    }
}

/// How many members the end of the central directory declares, in the form of ZIP64 where there is one; 0 when no end is
/// found, which the reader of the archive then says.
fn declared_members<R: Read + Seek>(archive: &mut R, size: u64) -> io::Result<u64> {
    // The record is 22 bytes long and a comment of up to 64 KiB follows it; before it stands the locator of ZIP64.
    let tail_size = size.min(22 + 0xFFFF + 20);
    archive.seek(SeekFrom::Start(size - tail_size))?;
    let mut tail = Vec::new();
    archive.by_ref().take(tail_size).read_to_end(&mut tail)?;
    let Some(at) = memchr::memmem::rfind(&tail, b"PK\x05\x06") else { return Ok(0) };
    let small = tail
        .get(at + 10..)
        .and_then(|rest| rest.first_chunk())
        .map_or(0, |bytes| u64::from(u16::from_le_bytes(*bytes)));
    let locator = at
        .checked_sub(20)
        .and_then(|from| tail.get(from..at))
        .filter(|locator| locator.starts_with(b"PK\x06\x07"));
    let Some(offset) = locator.and_then(|locator| locator.get(8..)).and_then(|rest| rest.first_chunk())
    else {
        return Ok(small);
    };
    let offset = u64::from_le_bytes(*offset);
    if offset >= size {
        return Ok(small);
    }
    archive.seek(SeekFrom::Start(offset))?;
    let mut record = Vec::new();
    archive.by_ref().take(40).read_to_end(&mut record)?;
    let large =
        record.get(32..).filter(|_| record.starts_with(b"PK\x06\x06")).and_then(|rest| rest.first_chunk());
    Ok(large.map_or(small, |bytes| u64::from_le_bytes(*bytes)))
}
