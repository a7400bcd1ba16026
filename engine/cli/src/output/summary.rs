//! What a run came to, in numbers.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use serde::Serialize;
use sievert::report::{Coverage, ObjectReport};
use sievert::segment::Reason;
use sievert_lang::program::Severity;

use crate::output::words;

/// Counts over all objects of a run.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Summary {
    /// Objects that were looked at, read or not.
    pub objects: u64,
    /// Of these: have findings.
    pub objects_with_findings: u64,
    /// Of these: were read in part.
    pub objects_partial: u64,
    /// Of these: were not read.
    pub objects_skipped: u64,
    /// Of these: were not read, or only in part, because something failed or a limit was reached. With one of them the
    /// scan is incomplete.
    pub objects_failed: u64,
    /// Of these: were not read again, because an earlier result still holds.
    pub objects_reused: u64,
    /// One identifier in one object is one finding.
    pub findings: u64,
    /// All places of all findings.
    pub occurrences: u64,
    /// Findings by severity; a severity without any is left out.
    pub by_severity: BTreeMap<Severity, u64>,
    /// Occurrences that a suppression took out.
    pub suppressed: u64,
    /// Occurrences that the baseline knows.
    pub known: u64,
    /// Findings below `--severity`.
    pub below_severity: u64,
    /// Why objects were not, or not wholly, read, with the number of objects.
    pub gaps: BTreeMap<String, Gap>,
    /// Locations that could not be listed to their end: what else lies there was not looked at.
    pub unlisted: Vec<Unlisted>,
    /// Bytes of decoded text that were searched.
    pub scanned_bytes: u64,
    /// Wall time of the run.
    #[serde(rename = "seconds", serialize_with = "seconds")]
    pub elapsed: Duration,
    /// Whether it was stopped before it was through.
    pub interrupted: bool,
}

/// Objects that were not, or not wholly, read for one reason.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// How many.
    pub objects: u64,
    /// Whether the scan is incomplete because of it.
    pub failure: bool,
    /// What it means for the object.
    #[serde(skip)]
    pub kind: Option<Kind>,
    /// The reason itself, in words.
    #[serde(skip)]
    pub words: &'static str,
}

/// What a reason means for an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It was to be read and could not be.
    Failure,
    /// It holds nothing that could be searched.
    Skip,
    /// It was read, but not as what it is.
    Remark,
}

impl Kind {
    /// `None` for what shows elsewhere: that not all occurrences were kept is said at the finding.
    fn of(reason: Reason) -> Option<Self> {
        match reason {
            Reason::OccurrencesOverLimit => None,
            _ if reason.is_failure() => Some(Self::Failure),
            Reason::JsonNestingLevelOverLimit | Reason::RecordExceedsSizeLimit => Some(Self::Remark),
            _ => Some(Self::Skip),
        }
    }
}

/// A location that could not be listed to its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unlisted {
    /// As given.
    pub location: String,
    /// Why, as a sentence.
    pub detail: String,
}

impl fmt::Display for Unlisted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.location, self.detail)
    }
}

fn seconds<S: serde::Serializer>(elapsed: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((elapsed.as_secs_f64() * 1000.0).round() / 1000.0)
}

impl Summary {
    /// Counts an object as it is reported.
    pub fn add(&mut self, report: &ObjectReport) {
        self.objects += 1;
        self.scanned_bytes += report.scanned_bytes;
        match report.coverage {
            Coverage::Complete => {}
            Coverage::Partial => self.objects_partial += 1,
            Coverage::Skipped => self.objects_skipped += 1,
        }
        self.objects_failed += u64::from(is_failure(report));
        self.objects_with_findings += u64::from(!report.findings.is_empty());
        for finding in &report.findings {
            self.findings += 1;
            self.occurrences += finding.count;
            *self.by_severity.entry(finding.severity).or_default() += 1;
        }
        self.suppressed += report.suppressed.iter().map(|suppressed| suppressed.count).sum::<u64>();
        let mut seen = Vec::new();
        for note in &report.notes {
            if !seen.contains(&note.reason) {
                seen.push(note.reason);
                let gap = self.gaps.entry(words::reason_code(note.reason)).or_default();
                gap.objects += 1;
                gap.failure = note.reason.is_failure();
                gap.kind = Kind::of(note.reason);
                gap.words = words::reason(note.reason);
            }
        }
    }

    /// Whether everything that was asked for was looked at.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        !self.interrupted && self.objects_failed == 0 && self.unlisted.is_empty()
    }

    /// Whether there is a finding of at least this severity.
    #[must_use]
    pub fn reaches(&self, severity: Severity) -> bool {
        self.by_severity.range(severity..).any(|(_, count)| *count > 0)
    }
}

/// Whether the scan is incomplete because of this object.
#[must_use]
pub fn is_failure(report: &ObjectReport) -> bool {
    // An object that was not read and does not say why must not look clean either.
    report.notes.iter().any(|note| note.reason.is_failure())
        || (report.coverage != Coverage::Complete && report.notes.is_empty())
}
