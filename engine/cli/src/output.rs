//! The formats of a scan's results.
//!
//! A format is a [`Renderer`]: it is told the run, then each object that has something to say, then the summary, and writes
//! as it is told. None of them keeps the objects, so a million of them need no memory; a document such as SARIF, whose parts
//! depend on what was found, writes those parts last.
//!
//! Only objects with findings or with gaps reach a renderer, except for [`junit`], where an object without findings is a
//! test that passed.

pub mod github;
pub mod gitlab;
pub mod json;
pub mod jsonl;
pub mod junit;
pub mod sarif;
pub mod summary;
pub mod text;
pub mod words;

use std::io::{self, Write};

use clap::ValueEnum;
use serde::Serialize;
use sha2::{Digest, Sha256};
use sievert::report::{Coverage, ObjectReport};

use crate::output::summary::Summary;
use crate::terminal::Terminal;

/// `--format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// For people
    #[default]
    Text,
    /// One document: run, objects with their findings, summary
    Json,
    /// One record a line: findings, unread objects, a summary at the end
    Jsonl,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Workflow commands that annotate a pull request
    Github,
    /// Code Quality report of GitLab
    Gitlab,
    /// JUnit XML: a test suite for each object
    Junit,
}

/// What a run was asked to do.
#[derive(Debug, Clone, Serialize)]
pub struct RunInfo {
    /// `0.1.0`.
    pub version: &'static str,
    /// RFC 3339.
    pub started: String,
    /// As given.
    pub locations: Vec<String>,
    /// How many identifiers were looked for.
    pub identifiers: usize,
    /// Changes whenever the rules, the hash key or what else affects results changes; hex.
    pub rules_digest: String,
}

/// Writes a scan's results in one format.
pub trait Renderer {
    /// The run begins.
    ///
    /// # Errors
    /// Those of writing.
    fn begin(&mut self, run: &RunInfo, out: &mut dyn Write) -> io::Result<()>;

    /// An object is through.
    ///
    /// # Errors
    /// Those of writing.
    fn object(&mut self, report: &ObjectReport, out: &mut dyn Write) -> io::Result<()>;

    /// The run is over.
    ///
    /// # Errors
    /// Those of writing.
    fn finish(&mut self, run: &RunInfo, summary: &Summary, out: &mut dyn Write) -> io::Result<()>;

    /// Whether objects without findings and gaps are wanted too.
    fn wants_clean_objects(&self) -> bool {
        false
    }
}

impl Format {
    /// The renderer of this format, for a stream that takes colour or not.
    #[must_use]
    pub fn renderer(self, color: bool, terminal: &Terminal) -> Box<dyn Renderer> {
        match self {
            Self::Text => Box::new(text::Text::new(color, terminal.width())),
            Self::Json => Box::new(json::Json::default()),
            Self::Jsonl => Box::new(jsonl::Jsonl),
            Self::Sarif => Box::new(sarif::Sarif::default()),
            Self::Github => Box::new(github::Github),
            Self::Gitlab => Box::new(gitlab::Gitlab::default()),
            Self::Junit => Box::new(junit::Junit),
        }
    }
}

/// Whether there is anything to say about an object.
#[must_use]
pub fn is_clean(report: &ObjectReport) -> bool {
    report.findings.is_empty() && report.coverage == Coverage::Complete && report.notes.is_empty()
}

/// What a code quality tool knows a finding by, from run to run: 64 hex characters.
fn fingerprint(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        // With its length before it, so that no two lists of parts are hashed alike.
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes the elements of a JSON array one by one, each on its own line.
#[derive(Debug, Default)]
struct Elements {
    any: bool,
}

impl Elements {
    fn write(&mut self, element: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.any { b",\n" } else { b"\n" })?;
        self.any = true;
        serde_json::to_writer(out, element).map_err(io::Error::from)
    }
}

#[cfg(test)]
pub(crate) mod tests;
