//! What the compiler may ask of the outside: list files and the date.
//!
//! A rule pack may come from strangers, so a list is read only from within its pack: the file that a path leads to, links
//! followed, must lie below the pack's root.

use std::collections::HashMap;
use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use sievert_lang::source::{Source, World};
use sievert_lang::syntax::Date;

use super::discover::Found;

/// Lists are held in memory; this is more than two million card numbers.
const MAX_LIST_BYTES: u64 = 35_000_000;

/// The file system as rules may see it.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    /// By path as shown: the folder of the rule file, and its pack's root, both canonical.
    places: HashMap<String, (PathBuf, PathBuf)>,
}

impl Disk {
    /// For these rule files, by their path as shown.
    pub fn new<'a>(files: impl IntoIterator<Item = (String, &'a Found)>) -> Self {
        let place = |found: &Found| {
            let folder = found.identity.parent().unwrap_or(&found.root);
            (folder.to_path_buf(), found.root.clone())
        };
        Self { places: files.into_iter().map(|(path, found)| (path, place(found))).collect() }
    }
}

impl World for Disk {
    fn read_list(&self, from: &Source, path: &str) -> Result<String, String> {
        let Some((folder, root)) = self.places.get(&from.path) else {
            return Err("the library has no list files".to_owned());
        };
        if path.is_empty() {
            return Err("the path is empty".to_owned());
        }
        if Path::new(path).is_absolute() {
            return Err("absolute paths are not allowed: write it relative to the rule file".to_owned());
        }
        let shown = Path::new(&from.path).parent().unwrap_or_else(|| Path::new("")).join(path);
        let reason = |error: std::io::Error| match error.kind() {
            ErrorKind::NotFound => format!("there is no `{}`", shown.display()),
            ErrorKind::PermissionDenied => "permission denied".to_owned(),
            _ => error.to_string(),
        };
        let file = folder.join(path).canonicalize().map_err(reason)?;
        if !file.starts_with(root) {
            return Err(format!("it lies outside the pack `{}`", root.display()));
        }
        if !file.is_file() {
            return Err("it is not a file".to_owned());
        }
        let mut bytes = Vec::new();
        File::open(&file)
            .and_then(|file| file.take(MAX_LIST_BYTES + 1).read_to_end(&mut bytes))
            .map_err(reason)?;
        if bytes.len() as u64 > MAX_LIST_BYTES {
            return Err(format!(
                "it is larger than {} MB: a pattern may say the same",
                MAX_LIST_BYTES / 1_000_000
            ));
        }
        let text = String::from_utf8(bytes).map_err(|error| {
            let valid = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
            format!("line {} is not UTF-8", valid.iter().filter(|byte| **byte == b'\n').count() + 1)
        })?;
        Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
    }

    fn today(&self) -> Option<(i32, u8, u8)> {
        today().map(|date| (date.year, date.month, date.day))
    }
}

/// Today's date in UTC, so that a rule expires everywhere at the same moment.
#[must_use]
pub fn today() -> Option<Date> {
    let date = jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::now()).date();
    let part = |number: i8| u8::try_from(number).ok();
    Some(Date { year: i32::from(date.year()), month: part(date.month())?, day: part(date.day())? })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn ask(path: &str) -> Result<String, String> {
        let folder = tempfile::tempdir().unwrap();
        let top = folder.path().canonicalize().unwrap();
        let root = top.join("rules");
        fs::create_dir_all(root.join("acme/lists")).unwrap();
        fs::write(root.join("shared.txt"), "\u{feff}a\n").unwrap();
        fs::write(root.join("acme/lists/pans.txt"), "4111\n").unwrap();
        fs::write(root.join("acme/latin.txt"), b"a\nb\xff\n").unwrap();
        fs::write(top.join("secret.txt"), "x").unwrap();
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(top.join("secret.txt"), root.join("acme/out.txt")).unwrap();
            std::os::unix::fs::symlink(root.join("shared.txt"), root.join("acme/in.txt")).unwrap();
        }
        let rule = root.join("acme/hr.svt");
        fs::write(&rule, "").unwrap();
        let found = Found { path: rule.clone(), identity: rule, root, pack_path: None };
        let disk = Disk::new([("hr.svt".to_owned(), &found)]);
        let source = Source { path: "hr.svt".into(), pack_path: None, text: "".into() };
        disk.read_list(&source, &path.replace("TOP", &top.display().to_string()))
    }

    #[test]
    fn lists_of_the_pack_are_read() {
        assert_eq!(ask("lists/pans.txt").unwrap(), "4111\n");
        assert_eq!(ask("../shared.txt").unwrap(), "a\n");
        #[cfg(unix)]
        assert_eq!(ask("in.txt").unwrap(), "a\n");
    }

    #[test]
    fn nothing_else_is() {
        assert!(ask("../../secret.txt").unwrap_err().contains("outside the pack"));
        #[cfg(unix)]
        assert!(ask("out.txt").unwrap_err().contains("outside the pack"));
        assert!(ask("TOP/rules/shared.txt").unwrap_err().contains("absolute"));
        assert!(ask("lists").unwrap_err().contains("not a file"));
        assert!(ask("").unwrap_err().contains("empty"));
        assert_eq!(ask("none.txt").unwrap_err(), "there is no `none.txt`");
        assert_eq!(ask("latin.txt").unwrap_err(), "line 2 is not UTF-8");
    }

    #[test]
    fn today_is_a_date() {
        let (year, month, day) = Disk::default().today().unwrap();
        assert!(year >= 2026 && (1..=12).contains(&month) && (1..=31).contains(&day));
    }
}
