//! JUnit XML: each object is a test suite, each finding a failed test, each gap an error.
//!
//! An object without findings is a suite with one test that passed, because most readers take a report without tests for a
//! broken one.

use std::io::{self, Write};

use sievert::report::{Coverage, ObjectReport};

use crate::diagnostics::junit::escape;
use crate::output::summary::{self, Summary};
use crate::output::{Renderer, RunInfo, words};

/// Occurrences that are listed in a failure.
const PLACES: usize = 20;

/// The renderer.
#[derive(Debug)]
pub struct Junit;

impl Renderer for Junit {
    fn begin(&mut self, _: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"sievert\">\n")
    }

    fn object(&mut self, report: &ObjectReport, out: &mut dyn Write) -> io::Result<()> {
        let uri = words::relative(&report.object.uri);
        let (name, failed) = (escape(uri), summary::is_failure(report));
        let (failures, errors) = (report.findings.len(), usize::from(failed));
        let skipped = usize::from(report.coverage == Coverage::Skipped && !failed);
        let tests = (failures + errors).max(1);
        writeln!(
            out,
            "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\">"
        )?;
        for finding in &report.findings {
            write!(
                out,
                "    <testcase classname=\"{name}\" name=\"{}\">\n      <failure type=\"{}\" message=\"{}\">",
                escape(&finding.identifier),
                words::severity(finding.severity),
                escape(&format!(
                    "{}: {}",
                    words::title(finding),
                    words::counted(finding.count, "occurrence")
                )),
            )?;
            for occurrence in finding.occurrences.iter().take(PLACES) {
                let line = format!("{}: {}", words::place(occurrence), words::shown(&occurrence.sample, 80));
                writeln!(out, "{}", escape(&line))?;
            }
            match finding.count.saturating_sub(finding.occurrences.len().min(PLACES) as u64) {
                0 => {}
                more => writeln!(out, "and {} more", words::number(more))?,
            }
            out.write_all(b"</failure>\n    </testcase>\n")?;
        }
        let why: Vec<&str> = report.notes.iter().map(|note| note.detail.as_str()).collect();
        let why = escape(&why.join("; "));
        let read = |out: &mut dyn Write, within: &str| {
            writeln!(out, "    <testcase classname=\"{name}\" name=\"read\">{within}</testcase>")
        };
        if failed {
            read(out, &format!("<error message=\"{why}\"/>"))?;
        } else if skipped > 0 {
            read(out, &format!("<skipped message=\"{why}\"/>"))?;
        } else if failures == 0 {
            read(out, "")?;
        }
        out.write_all(b"  </testsuite>\n")
    }

    fn finish(&mut self, _: &RunInfo, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        for place in &summary.unlisted {
            writeln!(
                out,
                "  <testsuite name=\"listing\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\">\n    <testcase \
                 classname=\"listing\" name=\"list\"><error message=\"{}\"/></testcase>\n  </testsuite>",
                escape(&place.to_string())
            )?;
        }
        out.write_all(b"</testsuites>\n")
    }

    fn wants_clean_objects(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn names_stay_within_their_attribute() {
        assert_eq!(escape("a\"/><x y='&'>\n\u{0}"), "a&quot;/&gt;&lt;x y=&apos;&amp;&apos;&gt;&#10;\u{fffd}");
    }
}
