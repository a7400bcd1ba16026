//! Accepting what is there, so that only what is new is reported.
//!
//! A baseline is a JSON file, made to be kept with the code: for each identifier in each object the keyed hashes of the values
//! that were found, and how many occurrences there were. It holds no value, and without the key nobody can test a guess
//! against it. An occurrence is known when the hash of its value is in the baseline at the same object, wherever in the
//! object it has moved to.
//!
//! Hashes compare only under the key they were made with ([`key`]). Under another key only numbers can be compared: as many
//! occurrences as before are taken for known, and a person is warned that a swap would go unseen.

pub mod key;

use std::collections::{HashMap, HashSet};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sievert::report::{Finding, ObjectReport};

use crate::output::words;

/// The shape of the file.
const VERSION: u32 = 1;

/// What stands in the file.
#[derive(Debug, Serialize, Deserialize)]
struct Document {
    /// The shape.
    sievert_baseline: u32,
    /// Which key the hashes were made with, see [`key::HashKey::id`].
    key: String,
    entries: Vec<Entry>,
}

/// One identifier in one object.
#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    identifier: String,
    uri: String,
    /// Of the values, each once, sorted.
    hashes: Vec<String>,
    /// Of all occurrences.
    count: u64,
}

/// Why a baseline cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// Of the file system.
    #[error("cannot read the baseline `{}`: {reason}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// Not a baseline.
    #[error("`{}` is not a baseline: {reason}; `--write-baseline` makes one", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// Of the file system.
    #[error("cannot write the baseline `{}`: {reason}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
}

/// Known findings.
#[derive(Debug)]
pub struct Baseline {
    entries: HashMap<(String, String), Known>,
    same_key: bool,
}

#[derive(Debug)]
struct Known {
    hashes: HashSet<String>,
    count: u64,
}

impl Baseline {
    /// Reads a baseline, to be compared with findings under the key of this id.
    ///
    /// # Errors
    /// The file cannot be read or is not a baseline.
    pub fn read(path: &Path, key_id: &str) -> Result<Self, BaselineError> {
        let malformed = |reason: String| BaselineError::Malformed { path: path.to_path_buf(), reason };
        let text = std::fs::read(path)
            .map_err(|error| BaselineError::Read { path: path.to_path_buf(), reason: error.to_string() })?;
        let document: Document =
            serde_json::from_slice(&text).map_err(|error| malformed(error.to_string()))?;
        if document.sievert_baseline != VERSION {
            let found = document.sievert_baseline;
            return Err(malformed(format!("it is of version {found}, this program knows version {VERSION}")));
        }
        let entries = document.entries.into_iter().map(|entry| {
            let known = Known { hashes: entry.hashes.into_iter().collect(), count: entry.count };
            ((entry.identifier, words::relative(&entry.uri).to_owned()), known)
        });
        Ok(Self { entries: entries.collect(), same_key: document.key == key_id })
    }

    /// Whether values can be compared, not only numbers.
    #[must_use]
    pub fn compares_values(&self) -> bool {
        self.same_key
    }

    /// Takes known occurrences out of a report and gives their number.
    pub fn subtract(&self, report: &mut ObjectReport) -> u64 {
        let uri = words::relative(&report.object.uri).to_owned();
        let mut taken = 0;
        report.findings.retain_mut(|finding| {
            let Some(known) = self.entries.get(&(finding.identifier.clone(), uri.clone())) else {
                return true;
            };
            let before = finding.count;
            if self.same_key {
                subtract_values(finding, known);
            } else if finding.count <= known.count {
                finding.count = 0;
            }
            taken += before - finding.count;
            finding.count > 0
        });
        taken
    }
}

fn subtract_values(finding: &mut Finding, known: &Known) {
    finding.occurrences.retain(|occurrence| !known.hashes.contains(&occurrence.hash));
    let kept = finding.occurrences.len() as u64;
    // Of the occurrences beyond the cap nothing but their number is known: more of them than before are new ones.
    let beyond = if finding.truncated { finding.count.saturating_sub(known.count) } else { 0 };
    finding.count = kept.max(beyond);
    finding.truncated = finding.count > kept;
    let best = finding.occurrences.iter().map(|occurrence| occurrence.confidence).reduce(f64::max);
    finding.confidence = best.unwrap_or(finding.confidence);
}

/// Writes a baseline as findings come, and puts it in its place only when it is whole.
#[derive(Debug)]
pub struct Writer {
    path: PathBuf,
    file: BufWriter<tempfile::NamedTempFile>,
    entries: u64,
}

impl Writer {
    /// Begins a baseline of findings under the key of this id.
    ///
    /// # Errors
    /// The folder cannot be written to.
    pub fn create(path: &Path, key_id: &str) -> Result<Self, BaselineError> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let begin = || -> io::Result<Self> {
            let mut builder = tempfile::Builder::new();
            #[cfg(unix)]
            builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
            let mut file = BufWriter::new(builder.prefix(".sievert-baseline").tempfile_in(folder)?);
            write!(file, "{{\"sievert_baseline\":{VERSION},\"key\":\"{key_id}\",\"entries\":[")?;
            Ok(Self { path: path.to_path_buf(), file, entries: 0 })
        };
        begin().map_err(|error| failed(path, &error))
    }

    /// Accepts the findings of an object.
    ///
    /// # Errors
    /// The disk is full or the like.
    pub fn add(&mut self, report: &ObjectReport) -> Result<(), BaselineError> {
        for finding in &report.findings {
            let mut hashes: Vec<String> =
                finding.occurrences.iter().map(|occurrence| occurrence.hash.clone()).collect();
            hashes.sort();
            hashes.dedup();
            let entry = Entry {
                identifier: finding.identifier.clone(),
                uri: words::relative(&report.object.uri).to_owned(),
                hashes,
                count: finding.count,
            };
            let separator: &[u8] = if self.entries == 0 { b"\n" } else { b",\n" };
            self.file
                .write_all(separator)
                .and_then(|()| serde_json::to_writer(&mut self.file, &entry).map_err(io::Error::from))
                .map_err(|error| failed(&self.path, &error))?;
            self.entries += 1;
        }
        Ok(())
    }

    /// Puts the baseline in its place and gives the number of findings in it.
    ///
    /// # Errors
    /// The file cannot be written or replaced.
    pub fn finish(mut self) -> Result<u64, BaselineError> {
        let finish = || -> io::Result<()> {
            self.file.write_all(b"\n]}\n")?;
            let file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
            file.persist(&self.path).map_err(|error| error.error)?;
            Ok(())
        };
        finish().map_err(|error| failed(&self.path, &error))?;
        Ok(self.entries)
    }
}

fn failed(path: &Path, error: &io::Error) -> BaselineError {
    BaselineError::Write { path: path.to_path_buf(), reason: error.to_string() }
}

#[cfg(test)]
mod tests;
