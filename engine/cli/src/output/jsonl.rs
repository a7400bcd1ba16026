//! JSON Lines: a record for each finding, one for each object that was not wholly read, and a summary at the end.
//!
//! Every record has a `type`: `finding`, `coverage` or `summary`. The last line is always the summary; a file without one is
//! of a run that was cut off.

use std::io::{self, Write};

use serde::Serialize;
use sievert::report::{Coverage, Finding, ObjectInfo, ObjectReport};
use sievert::segment::Note;

use crate::output::summary::Summary;
use crate::output::{Renderer, RunInfo};

/// The renderer.
#[derive(Debug)]
pub struct Jsonl;

/// A line.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Record<'a> {
    Finding {
        object: &'a ObjectInfo,
        #[serde(flatten)]
        finding: &'a Finding,
    },
    Coverage {
        object: &'a ObjectInfo,
        coverage: Coverage,
        notes: &'a [Note],
    },
    Summary {
        run: &'a RunInfo,
        complete: bool,
        #[serde(flatten)]
        summary: &'a Summary,
    },
}

fn line(record: &Record<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    out.write_all(b"\n")
}

impl Renderer for Jsonl {
    fn begin(&mut self, _: &RunInfo, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn object(&mut self, report: &ObjectReport, out: &mut dyn Write) -> io::Result<()> {
        for finding in &report.findings {
            line(&Record::Finding { object: &report.object, finding }, out)?;
        }
        if report.coverage != Coverage::Complete || !report.notes.is_empty() {
            let (object, coverage) = (&report.object, report.coverage);
            line(&Record::Coverage { object, coverage, notes: &report.notes }, out)?;
        }
        Ok(())
    }

    fn finish(&mut self, run: &RunInfo, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        line(&Record::Summary { run, complete: summary.is_complete(), summary }, out)
    }
}
