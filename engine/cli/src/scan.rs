//! `sievert scan`: from locations to findings.
//!
//! The parts: [`options`] is the command line, [`plan`] what it asks for, [`worker`] what happens to each object on its
//! thread, [`state`] what is kept for the next run, [`reporter`] what becomes of a result. Objects are read in parallel and
//! committed here one by one, in the order of the listing, each first to the state and then to the report; so the output is
//! the same in every run, and a run that was killed can go on.

pub mod options;
pub mod plan;
pub mod reporter;
pub mod state;
pub mod stop;
pub mod worker;

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use jiff::Timestamp;
use sievert::Engine;
use sievert::report::ObjectReport;
use sievert_connect::{Event, Location};
use sievert_extract::Extractor;

use crate::baseline::key::{HashKey, KeyError};
use crate::exit::Exit;
use crate::output::summary::Unlisted;
use crate::output::{RunInfo, text};
use crate::progress::Bar;
use crate::rules_input::{self, Choice};
use crate::scan::reporter::{ReportError, Reporter};
use crate::scan::state::{State, StateError};
use crate::scan::worker::Searcher;
use crate::terminal::Terminal;

pub use options::Args;

/// Why a scan ends without a result.
#[derive(Debug, thiserror::Error)]
enum ScanError {
    #[error(transparent)]
    Plan(#[from] sievert_connect::Error),
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    Engine(#[from] sievert::EngineError),
    #[error(transparent)]
    State(#[from] StateError),
    #[error(transparent)]
    Report(#[from] ReportError),
    #[error(
        "these rules have no identifiers of their own, so nothing could be found; `sievert list profiles` shows what --profile may name"
    )]
    NoIdentifiers,
}

impl ScanError {
    /// Whether the person asked for something that cannot be, rather than that it could not be carried through.
    fn exit(&self) -> Exit {
        match self {
            Self::Report(ReportError::Write(_)) => Exit::Incomplete,
            _ => Exit::Usage,
        }
    }
}

/// Scans.
#[must_use]
pub fn run(args: Args, terminal: &Terminal) -> Exit {
    let program = match rules_input::program(&args.rules, Choice::of(&args.profiles()), terminal) {
        Ok(program) => program,
        Err(exit) => return exit,
    };
    scan(&args, &program, terminal).unwrap_or_else(|error| {
        terminal.error(&error);
        error.exit()
    })
}

fn scan(
    args: &Args,
    program: &sievert_lang::program::Program,
    terminal: &Terminal,
) -> Result<Exit, ScanError> {
    if program.identifiers.is_empty() {
        return Err(ScanError::NoIdentifiers);
    }
    let now = Timestamp::now();
    let started = Instant::now();
    let plan = plan::plan(args, now)?;
    let plan_digest = plan::plan_digest(args, &plan.locations);
    let keeps_state = keeps_state(args, &plan.locations);
    let key = hash_key(args, keeps_state)?;
    let options = plan::engine_options(args, &key, now);
    let rules_digest = plan::rules_digest(program, &options, &key);
    let engine = Engine::new(program, options)?;
    let state = keeps_state.then(|| open_state(args, &plan_digest, &rules_digest, terminal)).transpose()?;
    let info = RunInfo {
        version: env!("CARGO_PKG_VERSION"),
        started: now.to_string(),
        locations: args.locations.clone(),
        identifiers: program.identifiers.len(),
        rules_digest,
    };
    let stop = stop::flag();
    let bar = Bar::new(terminal.watched() && !args.results.no_progress, stop);
    let mut reporter = Reporter::begin(&args.results, info, &key, terminal)?;
    let searcher = Searcher { engine: &engine, extractor: Extractor::default(), stop };
    let mut commit = Commit { state: state.as_ref(), reporter: &mut reporter, bar: &bar, stop, failed: None };
    std::thread::scope(|scope| {
        let watcher = scope.spawn(|| bar.watch());
        let ran = sievert_connect::run(
            &plan,
            &plan::budget(args),
            &|object| state.as_ref().is_some_and(|state| state.knows(object)),
            &searcher,
            &bar.counts,
            &mut |event| commit.event(event),
        );
        bar.end(watcher.thread());
        ran
    })?;
    if let Some(error) = commit.failed.take() {
        return Err(error);
    }
    let interrupted = stop.load(Ordering::Relaxed);
    if let (Some(state), false) = (&state, interrupted) {
        state.vanished(|report| reporter.object(report).map_err(ScanError::from))?;
    }
    let summary = reporter.finish(interrupted, started.elapsed())?;
    if let Some(state) = &state {
        // A run with gaps stays open, so that `--resume` can try them again.
        state.close(summary.is_complete())?;
    }
    if args.results.output.is_some() {
        terminal.say(text::closing(&summary));
    }
    match &state {
        Some(_) if !summary.is_complete() => {
            terminal.say(
                "to go on, and to try again what could not be read, give the same command with --resume",
            );
        }
        None if interrupted => {
            terminal.say("nothing was kept; with --state FILE a run that was stopped can go on");
        }
        _ => {}
    }
    let accepted = args.results.write_baseline.is_some();
    let found = args.results.fail_on.severity().is_some_and(|severity| summary.reaches(severity));
    Ok(match (summary.is_complete(), found && !accepted) {
        (false, _) => Exit::Incomplete,
        (true, true) => Exit::Found,
        (true, false) => Exit::Ok,
    })
}

/// Whether results are kept: where asked for, and for S3, where a run is long enough to be worth going on with.
fn keeps_state(args: &Args, locations: &[Location]) -> bool {
    let state = &args.state;
    let remote = locations.iter().any(|location| matches!(location, Location::S3 { .. }));
    state.state.is_some() || state.resume || state.incremental || remote
}

fn open_state(
    args: &Args,
    plan_digest: &str,
    rules_digest: &str,
    terminal: &Terminal,
) -> Result<State, ScanError> {
    let path = match &args.state.state {
        Some(path) => path.clone(),
        None => default_state(plan_digest)?,
    };
    let state = State::open(&path, plan_digest, rules_digest, args.state.resume, args.state.incremental)?;
    match state.resumed() {
        Some(run) => terminal.say(format_args!(
            "going on with the run of {}: {} have a result",
            Timestamp::from_millisecond(run.started_at).map(|at| at.to_string()).unwrap_or_default(),
            crate::output::words::counted(run.objects, "object"),
        )),
        None if args.state.resume => {
            terminal.say("no run of this command under these rules is open; beginning a new one");
        }
        None => {}
    }
    Ok(state)
}

fn default_state(plan_digest: &str) -> Result<PathBuf, StateError> {
    let name = plan_digest.get(..16).unwrap_or(plan_digest);
    Ok(state::folder().ok_or(StateError::NoFolder)?.join(format!("scan-{name}.db")))
}

/// The key given, the user's own, or, where nothing outlives the run, a random one.
fn hash_key(args: &Args, keeps_state: bool) -> Result<HashKey, ScanError> {
    if let Some(path) = &args.results.hash_key_file {
        return Ok(HashKey::from_file(path)?);
    }
    if let Some(key) = HashKey::from_environment()? {
        return Ok(key);
    }
    let lasting = keeps_state || args.results.baseline.is_some() || args.results.write_baseline.is_some();
    match state::folder() {
        Some(folder) => match HashKey::of_user(&folder) {
            Err(KeyError::Make { .. }) if !lasting => Ok(HashKey::random()?),
            key => Ok(key?),
        },
        None if !lasting => Ok(HashKey::random()?),
        None => Err(StateError::NoFolder.into()),
    }
}

/// Takes what the run tells, on one thread, in the order of the listing.
struct Commit<'a, 't> {
    state: Option<&'a State>,
    reporter: &'a mut Reporter<'t>,
    bar: &'a Bar,
    stop: &'a AtomicBool,
    failed: Option<ScanError>,
}

impl Commit<'_, '_> {
    fn event(&mut self, event: Event<ObjectReport>) -> ControlFlow<()> {
        // What arrives after a stop may have been cut short by it.
        if self.stop.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        match self.take(event) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.failed = Some(error);
                ControlFlow::Break(())
            }
        }
    }

    fn take(&mut self, event: Event<ObjectReport>) -> Result<(), ScanError> {
        let (seq, report) = match event {
            Event::Read { seq, output, .. } => (seq, output),
            Event::Unread { seq, info, outcome } => (seq, worker::unread(info, outcome)),
            Event::Known { seq, info } => {
                self.bar.spare(info.size);
                if let Some(report) = self.state.map(|state| state.take(seq, &info)).transpose()?.flatten() {
                    self.reporter.reused();
                    return self.report(report);
                }
                return Ok(());
            }
            Event::Incomplete(incomplete) => {
                self.reporter
                    .unlisted(Unlisted { location: incomplete.location, detail: incomplete.outcome.detail });
                return Ok(());
            }
            _ => return Ok(()),
        };
        if let Some(state) = self.state {
            state.record(seq, &report)?;
        }
        self.report(report)
    }

    fn report(&mut self, report: ObjectReport) -> Result<(), ScanError> {
        let findings = report.findings.len() as u64;
        self.bar.found(findings);
        let reporter = &mut *self.reporter;
        Ok(self.bar.aside(|| reporter.object(report))?)
    }
}
