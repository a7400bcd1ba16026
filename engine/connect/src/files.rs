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

#[cfg(test)]
mod tests {
    use std::io::{self, Read, Seek, SeekFrom};
    use std::sync::Arc;

    use crate::{Body, Budget, Event, Filter, Globs, Plan, Progress, Summary, Worker, run};

    use super::*;

    struct Text;

    impl Worker for Text {
        type Output = String;

        fn object(&self, _: &ObjectInfo, body: &mut Body<'_>) -> io::Result<String> {
            let mut text = String::new();
            body.read_to_string(&mut text).map(|_| text)
        }
    }

    fn tree(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for file in files {
            let path = root.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, format!("text of {file}")).unwrap();
        }
        root
    }

    fn plan(path: &Path) -> Plan {
        Plan { locations: vec![crate::Location::Path(path.to_owned())], ..Plan::default() }
    }

    fn read(plan: &Plan, known: &(dyn Fn(&ObjectInfo) -> bool + Sync)) -> (Vec<Event<String>>, Summary) {
        let mut events = Vec::new();
        let progress = Arc::new(Progress::default());
        let budget = Budget { threads: 3, ..Budget::default() };
        let summary = run(plan, &budget, known, &Text, &progress, &mut |event| {
            events.push(event);
            ControlFlow::Continue(())
        });
        (events, summary.unwrap())
    }

    fn keys(plan: &Plan) -> Vec<String> {
        let key = |event: Event<String>| match event {
            Event::Read { info, output, .. } => {
                assert!(output.starts_with("text of ") || info.key.starts_with('.'), "{output}");
                info.key
            }
            other => panic!("{other:?}"),
        };
        read(plan, &|_| false).0.into_iter().map(key).collect()
    }

    #[test]
    fn a_tree_is_read_in_sorted_order_with_its_hidden_files() {
        let root =
            tree(&["b.txt", "a/2.txt", "a/10.txt", ".env", "a/.hidden/x", ".git/config", "skipped.log"]);
        std::fs::write(root.path().join(".gitignore"), "*.log\n").unwrap();
        let all = [
            ".env",
            ".git/config",
            ".gitignore",
            "a/.hidden/x",
            "a/10.txt",
            "a/2.txt",
            "b.txt",
            "skipped.log",
        ];
        assert_eq!(keys(&plan(root.path())), all);
        let respectful = Plan { respect_ignore_files: true, ..plan(root.path()) };
        assert_eq!(keys(&respectful), [".env", ".gitignore", "a/.hidden/x", "a/10.txt", "a/2.txt", "b.txt"]);
        let filter = Filter { exclude: Globs::new(["a/", ".*", ".*/"]).unwrap(), ..Filter::default() };
        assert_eq!(keys(&Plan { filter, ..plan(root.path()) }), ["b.txt", "skipped.log"]);
    }

    #[test]
    fn a_file_says_what_it_is() {
        let root = tree(&["dir/cards.csv"]);
        let path = root.path().join("dir/cards.csv");
        let (events, summary) = read(&plan(&path), &|_| false);
        let [Event::Read { info, output, seq: 0 }] = events.as_slice() else { panic!("{events:?}") };
        assert_eq!((info.uri.as_str(), info.key.as_str()), (path.to_str().unwrap(), "cards.csv"));
        assert_eq!((info.size, output.as_str()), (Some(21), "text of dir/cards.csv"));
        assert!(info.last_modified.as_ref().unwrap().parse::<Timestamp>().is_ok());
        assert_eq!(summary, Summary { read: 1, ..Summary::default() });
        std::fs::write(&path, "longer than it was before").unwrap();
        let (again, _) = read(&plan(&path), &|_| false);
        let [Event::Read { info: changed, .. }] = again.as_slice() else { panic!("{again:?}") };
        assert_ne!(info.version, changed.version);
    }

    #[test]
    #[cfg(unix)]
    fn links_and_special_files_below_a_location_are_left_out() {
        let root = tree(&["real.txt", "sub/x"]);
        std::os::unix::fs::symlink(root.path(), root.path().join("sub/loop")).unwrap();
        std::os::unix::fs::symlink("nowhere", root.path().join("dangling")).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(root.path().join("socket")).unwrap();
        assert_eq!(keys(&plan(root.path())), ["real.txt", "sub/x"]);
        // A location may be a link itself.
        let link = root.path().join("link");
        std::os::unix::fs::symlink("sub", &link).unwrap();
        assert_eq!(keys(&plan(&link)), ["x"]);
    }

    #[test]
    fn what_is_not_there_is_an_error_and_what_vanishes_an_outcome() {
        let root = tree(&["a", "b", "c"]);
        let missing = plan(&root.path().join("nowhere"));
        let nothing = Arc::new(Progress::default());
        let refused =
            run(
                &missing,
                &Budget::default(),
                &|_| false,
                &Text,
                &nothing,
                &mut |_| ControlFlow::Continue(()),
            );
        assert!(refused.unwrap_err().to_string().contains("nowhere"));
        // Between its listing and its reading.
        let vanish = |info: &ObjectInfo| {
            if info.key == "b" {
                std::fs::remove_file(&info.uri).unwrap();
            }
            info.key == "c"
        };
        let (events, summary) = read(&plan(root.path()), &vanish);
        let reason = sievert::segment::Reason::SourceObjectNoLongerAvailable;
        assert!(
            matches!(&events[1], Event::Unread { outcome, seq: 1, .. } if outcome.reason == reason),
            "{events:?}"
        );
        assert_eq!(summary, Summary { read: 1, unread: 1, known: 1, ..Summary::default() });
    }

    struct Tail;

    impl Worker for Tail {
        type Output = String;

        fn object(&self, _: &ObjectInfo, body: &mut Body<'_>) -> io::Result<String> {
            let mut head = [0; 4];
            body.read_exact(&mut head)?;
            let file = body.file().ok_or_else(|| io::Error::other("a file was expected"))?;
            file.seek(SeekFrom::End(-4))?;
            let mut tail = String::new();
            file.read_to_string(&mut tail).map(|_| format!("{}…{tail}", String::from_utf8_lossy(&head)))
        }
    }

    #[test]
    fn files_can_be_read_from_their_end() {
        let root = tree(&["long-name"]);
        let mut tails = Vec::new();
        let mut commit = |event| {
            if let Event::Read { output, .. } = event {
                tails.push(output);
            }
            ControlFlow::Continue(())
        };
        run(&plan(root.path()), &Budget::default(), &|_| false, &Tail, &Arc::default(), &mut commit).unwrap();
        assert_eq!(tails, ["text…name"]);
    }
}
