//! Workflow commands of GitHub Actions: each becomes an annotation at its line.
//!
//! A command ends with its line, so line ends and the signs that divide its parts are percent-encoded: an object's name
//! must not be able to give commands of its own.

use std::io::{self, Write};

use sievert::report::{Coverage, Finding, ObjectReport, Occurrence};
use sievert_lang::program::Severity;

use crate::diagnostics::github::{data, property};
use crate::output::summary::{self, Summary};
use crate::output::{Renderer, RunInfo, words};

/// Annotations of one finding; GitHub shows ten of a level for a step.
const PER_FINDING: usize = 10;

/// The renderer.
#[derive(Debug)]
pub struct Github;

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low | Severity::Info => "notice",
    }
}

fn annotate(uri: &str, finding: &Finding, occurrence: &Occurrence, out: &mut dyn Write) -> io::Result<()> {
    let (start, end) = (occurrence.position.start, occurrence.position.end);
    write!(out, "::{} file={}", level(finding.severity), property(uri))?;
    // Lines within an archive's member are not lines of the file.
    if occurrence.member.is_none() {
        write!(out, ",line={},endLine={}", start.line, end.line)?;
        // Columns are of the first line only; GitHub wants them when both lines are the same.
        if start.line == end.line {
            write!(out, ",col={},endColumn={}", start.column, end.column)?;
        }
    }
    let title = format!("{} ({})", words::title(finding), words::severity(finding.severity));
    let text = format!(
        "{} matched {} at {}",
        finding.identifier,
        words::shown(&occurrence.sample, 80),
        words::place(occurrence)
    );
    writeln!(out, ",title={}::{}", property(&title), data(&text))
}

impl Renderer for Github {
    fn begin(&mut self, _: &RunInfo, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn object(&mut self, report: &ObjectReport, out: &mut dyn Write) -> io::Result<()> {
        let uri = words::relative(&report.object.uri);
        for finding in &report.findings {
            for occurrence in finding.occurrences.iter().take(PER_FINDING) {
                annotate(uri, finding, occurrence, out)?;
            }
            let shown = finding.occurrences.len().min(PER_FINDING) as u64;
            if finding.count > shown {
                let text = format!(
                    "{}: {} in this file",
                    finding.identifier,
                    words::counted(finding.count, "occurrence")
                );
                writeln!(out, "::notice file={},title=More occurrences::{}", property(uri), data(&text))?;
            }
        }
        if summary::is_failure(report) {
            let what = if report.coverage == Coverage::Skipped { "Not read" } else { "Not wholly read" };
            let why: Vec<&str> = report.notes.iter().map(|note| note.detail.as_str()).collect();
            writeln!(out, "::warning file={},title={what}::{}", property(uri), data(&why.join("\n")))?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &RunInfo, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        for place in &summary.unlisted {
            writeln!(out, "::error title=Not scanned::{}", data(&place.to_string()))?;
        }
        let text = format!(
            "sievert: {} in {}{}",
            words::counted(summary.findings, "finding"),
            words::counted(summary.objects, "object"),
            if summary.is_complete() { "" } else { "; the scan is incomplete" }
        );
        writeln!(out, "{text}")
    }
}
