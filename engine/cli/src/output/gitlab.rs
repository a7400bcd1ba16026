//! GitLab's Code Quality report: an array of issues.
//!
//! A fingerprint names the identifier and the object, not the line, so that an issue is the same after lines were put above
//! it; GitLab drops repeated fingerprints, so there is one issue for each identifier in each object. Objects that could not
//! be read are issues too: a report that leaves them out would call them clean.

use std::io::{self, Write};

use serde_json::json;
use sievert::report::{Coverage, ObjectReport};
use sievert_lang::program::Severity;

use crate::output::summary::{self, Summary};
use crate::output::{Elements, Renderer, RunInfo, fingerprint, words};

/// The renderer.
#[derive(Debug, Default)]
pub struct Gitlab {
    issues: Elements,
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "blocker",
        Severity::High => "critical",
        Severity::Medium => "major",
        Severity::Low => "minor",
        Severity::Info => "info",
    }
}

impl Renderer for Gitlab {
    fn begin(&mut self, _: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[")
    }

    fn object(&mut self, report: &ObjectReport, out: &mut dyn Write) -> io::Result<()> {
        let path = words::relative(&report.object.uri);
        for finding in &report.findings {
            let first = finding.occurrences.first();
            let line =
                first.filter(|first| first.member.is_none()).map_or(1, |first| first.position.start.line);
            let place = first.map(|first| format!(", first at {}", words::place(first))).unwrap_or_default();
            let issue = json!({
                "description": format!(
                    "{} ({}{place})", words::title(finding), words::counted(finding.count, "occurrence")
                ),
                "check_name": finding.identifier,
                "fingerprint": fingerprint(&[&finding.identifier, path]),
                "severity": level(finding.severity),
                "location": { "path": path, "lines": { "begin": line } },
            });
            self.issues.write(&issue, out)?;
        }
        if summary::is_failure(report) {
            let what = if report.coverage == Coverage::Skipped { "Not read" } else { "Not wholly read" };
            let why: Vec<&str> = report.notes.iter().map(|note| note.detail.as_str()).collect();
            let issue = json!({
                "description": format!("{what}: {}", why.join("; ")),
                "check_name": "sievert.coverage",
                "fingerprint": fingerprint(&["sievert.coverage", path]),
                "severity": "major",
                "location": { "path": path, "lines": { "begin": 1 } },
            });
            self.issues.write(&issue, out)?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &RunInfo, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        for place in &summary.unlisted {
            let issue = json!({
                "description": format!("Not scanned: {place}"),
                "check_name": "sievert.coverage",
                "fingerprint": fingerprint(&["sievert.coverage", &place.location]),
                "severity": "blocker",
                "location": { "path": place.location, "lines": { "begin": 1 } },
            });
            self.issues.write(&issue, out)?;
        }
        out.write_all(b"\n]\n")
    }
}
