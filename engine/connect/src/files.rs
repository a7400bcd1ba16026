//! Files and directories.
//!
//! Names are sorted in each directory, so the order is the same everywhere. Hidden files count like others; symbolic links
//! below a location are not followed (the file they name is found where it lies, and loops cannot arise); sockets, devices
//! and pipes below it are left out. A path that is itself named by the person is read whatever it is: `<(command)` is a pipe.

use std::fs::Metadata;
use std::ops::ControlFlow;
use std::path::{MAIN_SEPARATOR, Path};
use std::time::UNIX_EPOCH;

use ignore::{DirEntry, WalkBuilder};
use jiff::Timestamp;
use sievert::report::ObjectInfo;

use crate::error::Error;
use crate::event::Outcome;
use crate::feed::{Content, Fed, Feeder};

/// Refuses a path that is not there.
pub(crate) fn check(path: &Path) -> Result<(), Error> {
    std::fs::metadata(path).map(drop).map_err(|source| Error::Path { path: path.to_owned(), source })
}

/// Feeds everything at or below a path.
pub(crate) fn feed<T>(root: &Path, feeder: &mut Feeder<'_, T>) -> Fed {
    let respect = feeder.plan.respect_ignore_files;
    let mut walk = WalkBuilder::new(root);
    walk.standard_filters(respect)
        .hidden(false)
        .require_git(false)
        .follow_links(false)
        .sort_by_file_name(|a, b| a.cmp(b));
    if respect {
        walk.filter_entry(|entry| entry.depth() == 0 || entry.file_name() != ".git");
    }
    for entry in walk.build() {
        match entry {
            Ok(entry) => feed_entry(root, &entry, feeder)?,
            Err(error) => {
                let path = path_of(&error).unwrap_or(root);
                let outcome = error.io_error().map_or_else(
                    || Outcome::new(sievert::segment::Reason::ReadError, error.to_string()),
                    Outcome::from_io,
                );
                feeder.unread(describe(root, path, None), outcome)?;
            }
        }
    }
    ControlFlow::Continue(())
}

fn feed_entry<T>(root: &Path, entry: &DirEntry, feeder: &mut Feeder<'_, T>) -> Fed {
    let path = entry.path();
    // The root may be a symbolic link: its target says what it is.
    let metadata = if entry.depth() == 0 { std::fs::metadata(path) } else { path.symlink_metadata() };
    match metadata {
        Ok(metadata) if metadata.is_file() || (entry.depth() == 0 && !metadata.is_dir()) => {
            let info = describe(root, path, Some(&metadata));
            feeder.hand_over(info, Content::File(path.to_owned()))
        }
        Ok(_) => ControlFlow::Continue(()),
        Err(error) => feeder.unread(describe(root, path, None), Outcome::from_io(&error)),
    }
}

/// The address is the location as the person wrote it with the rest after it; the key is the rest, or the file's name when
/// the location is the file. The version is the moment of the last change and the size: cheap, and enough to tell that a
/// file was written again. (A file changed within the clock's grain, to the same size, goes unseen; so it does for `make`.)
fn describe(root: &Path, path: &Path, metadata: Option<&Metadata>) -> ObjectInfo {
    let below = path.strip_prefix(root).ok().filter(|below| !below.as_os_str().is_empty());
    let key = below.or_else(|| path.file_name().map(Path::new)).unwrap_or(path);
    let regular = metadata.filter(|metadata| metadata.is_file());
    let modified = regular.and_then(|metadata| metadata.modified().ok());
    let version = regular.zip(modified).map(|(metadata, at)| {
        let nanoseconds = at.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
        format!("{nanoseconds:x}-{:x}", metadata.len())
    });
    ObjectInfo {
        uri: with_slashes(path),
        bucket: None,
        key: with_slashes(key),
        size: regular.map(Metadata::len),
        version,
        last_modified: modified.and_then(|at| Timestamp::try_from(at).ok()).map(|at| at.to_string()),
        storage_class: None,
    }
}

fn with_slashes(path: &Path) -> String {
    let text = path.to_string_lossy();
    if MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(MAIN_SEPARATOR, "/") }
}

/// The path that an error of the walk is about.
fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}
