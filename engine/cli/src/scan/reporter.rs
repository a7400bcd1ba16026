//! What becomes of a result: the baseline is taken out, what is left is counted and written.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::time::Duration;

use sievert::report::ObjectReport;
use sievert_lang::program::Severity;

use crate::baseline::key::HashKey;
use crate::baseline::{self, Baseline, BaselineError};
use crate::output::summary::{Summary, Unlisted};
use crate::output::{Renderer, RunInfo, is_clean};
use crate::scan::options::ResultArgs;
use crate::terminal::Terminal;

/// Why results cannot be told.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// Of a baseline.
    #[error(transparent)]
    Baseline(#[from] BaselineError),
    /// The file cannot be made.
    #[error("cannot write results to `{}`: {reason}", path.display())]
    Create {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// Writing failed half way.
    #[error("cannot write results: {0}")]
    Write(#[from] io::Error),
}

/// Tells results as they come.
pub struct Reporter<'t> {
    run: RunInfo,
    renderer: Box<dyn Renderer>,
    out: BufWriter<Box<dyn Write + 't>>,
    baseline: Option<Baseline>,
    accept: Option<baseline::Writer>,
    least: Option<Severity>,
    summary: Summary,
    terminal: &'t Terminal,
}

impl<'t> Reporter<'t> {
    /// Opens the files and begins.
    ///
    /// # Errors
    /// A file cannot be read or written.
    pub fn begin(
        args: &ResultArgs,
        run: RunInfo,
        key: &HashKey,
        terminal: &'t Terminal,
    ) -> Result<Self, ReportError> {
        let key_id = key.id();
        let baseline = args.baseline.as_deref().map(|path| Baseline::read(path, &key_id)).transpose()?;
        if baseline.as_ref().is_some_and(|baseline| !baseline.compares_values()) {
            terminal.warning(
                "the baseline was made under another hash key, so only numbers of occurrences are compared: a value that took \
                 another's place goes unseen; give the key it was made with by --hash-key-file or SIEVERT_HASH_KEY",
            );
        }
        let accept =
            args.write_baseline.as_deref().map(|path| baseline::Writer::create(path, &key_id)).transpose()?;
        let (out, color): (Box<dyn Write + 't>, bool) = match &args.output {
            Some(path) => {
                let file = File::create(path)
                    .map_err(|error| ReportError::Create { path: path.clone(), reason: error.to_string() })?;
                (Box::new(file), false)
            }
            None => (Box::new(terminal.out()), terminal.colors_out()),
        };
        let mut reporter = Self {
            run,
            renderer: args.format.renderer(color, terminal),
            out: BufWriter::new(out),
            baseline,
            accept,
            least: args.severity.map(Severity::from),
            summary: Summary::default(),
            terminal,
        };
        reporter.renderer.begin(&reporter.run, &mut reporter.out)?;
        Ok(reporter)
    }

    /// Tells an object.
    ///
    /// # Errors
    /// Those of writing.
    pub fn object(&mut self, mut report: ObjectReport) -> Result<(), ReportError> {
        if let Some(accept) = &mut self.accept {
            accept.add(&report)?;
        }
        if let Some(baseline) = &self.baseline {
            self.summary.known += baseline.subtract(&mut report);
        }
        if let Some(least) = self.least {
            let before = report.findings.len();
            report.findings.retain(|finding| finding.severity >= least);
            self.summary.below_severity += (before - report.findings.len()) as u64;
        }
        self.summary.add(&report);
        let clean = is_clean(&report);
        if !clean || self.renderer.wants_clean_objects() {
            self.renderer.object(&report, &mut self.out)?;
        }
        if !clean {
            // Whoever waits for findings gets each of them when it is known.
            self.out.flush()?;
        }
        Ok(())
    }

    /// Counts an object whose result is told without its having been read again.
    pub fn reused(&mut self) {
        self.summary.objects_reused += 1;
    }

    /// A location that was not listed to its end.
    pub fn unlisted(&mut self, what: Unlisted) {
        self.summary.unlisted.push(what);
    }

    /// Ends the report, and puts a baseline that was asked for in its place.
    ///
    /// # Errors
    /// Those of writing.
    pub fn finish(mut self, interrupted: bool, elapsed: Duration) -> Result<Summary, ReportError> {
        self.summary.interrupted = interrupted;
        self.summary.elapsed = elapsed;
        self.renderer.finish(&self.run, &self.summary, &mut self.out)?;
        self.out.flush()?;
        match self.accept.take() {
            // Half a baseline would report tomorrow what was there all the time.
            Some(_) if interrupted => {
                self.terminal.warning("the baseline was not written, because the scan was stopped")
            }
            Some(accept) => {
                let accepted = accept.finish()?;
                let counted = crate::output::words::counted(accepted, "finding");
                self.terminal.say(format_args!("the baseline accepts {counted}"));
            }
            None => {}
        }
        Ok(self.summary)
    }
}
