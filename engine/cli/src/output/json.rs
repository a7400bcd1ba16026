//! One JSON document, written as the run goes on.
//!
//! `schema` names the shape; a change that could break a reader gives it another number. `objects` holds those that have
//! findings or were not wholly read; objects without either are in the summary's counts.

use std::io::{self, Write};

use serde::Serialize;
use sievert::report::ObjectReport;

use crate::output::summary::Summary;
use crate::output::{Elements, Renderer, RunInfo};

/// The shape of the document.
pub const SCHEMA: &str = "sievert.scan/1";

/// The renderer.
#[derive(Debug, Default)]
pub struct Json {
    objects: Elements,
}

#[derive(Serialize)]
struct Ending<'a> {
    complete: bool,
    #[serde(flatten)]
    summary: &'a Summary,
}

impl Renderer for Json {
    fn begin(&mut self, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{{\"schema\":\"{SCHEMA}\",\n\"run\":")?;
        serde_json::to_writer(&mut *out, run)?;
        out.write_all(b",\n\"objects\":[")
    }

    fn object(&mut self, report: &ObjectReport, out: &mut dyn Write) -> io::Result<()> {
        self.objects.write(report, out)
    }

    fn finish(&mut self, _: &RunInfo, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"],\n\"summary\":")?;
        serde_json::to_writer(&mut *out, &Ending { complete: summary.is_complete(), summary })?;
        out.write_all(b"}\n")
    }
}
