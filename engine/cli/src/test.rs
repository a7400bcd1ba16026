//! `sievert test`: runs the tests that stand in rules.

pub mod coverage;

use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::{Value, json};
use sievert::testing::{TestOutcome, TestRun};
use sievert::{Engine, Options};
use sievert_lang::diagnostic::{Code, Diagnostic, Level};
use sievert_lang::program::Program;
use sievert_lang::source::Sources;

use crate::diagnostics::junit::{self, Case, Failure, Suite};
use crate::diagnostics::places::Places;
use crate::diagnostics::{self, Style, plural};
use crate::exit::Exit;
use crate::explain::why_not;
use crate::rules_input::{self, Choice, RuleSet};
use crate::terminal::Terminal;
use crate::test::coverage::Coverage;

/// What is tested and how it is told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  sievert test                                the folder `rules`, else the current folder
  sievert test --coverage --threshold 90      fail when less was tried than that
  sievert test --filter brands rules          only tests with that in their title
  sievert test std                            those of the library that comes with sievert

A test stands beside the rule it tests:

  test \"what looks like one\" for employee_number {
    \"badge E123456B\"               : hit(count: 1, severity: low)
    column(\"badge\", \"E123456B\")    : hit(confidence: >= 0.90)
    \"order E123456B\"               : miss(because: require)
  }")]
pub struct Args {
    /// Rule files, or folders of them [default: `rules`, else the current folder]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Only tests whose title, with its package, holds this text
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["coverage", "threshold"])]
    pub filter: Option<String>,
    /// Say what no test tried: hits, misses, context rows both ways
    #[arg(long)]
    pub coverage: bool,
    /// Fail when the coverage is below this many percent
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub threshold: Option<u8>,
    /// How it is told
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// `--format` of `test`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// For people: failing rows underlined, with what came instead and why
    #[default]
    Text,
    /// One document
    Json,
    /// One suite for each test, one case for each row, for any CI service
    Junit,
}

/// More candidates of one row than a person reads.
const MAX_CANDIDATES: usize = 10;

/// Failing rows are shown in the same dress as other problems of rules.
static FAILED: Code = Code {
    code: "test",
    slug: "fails",
    level: Level::Error,
    title: "a row of a test does not hold",
    explanation: "",
    example: "",
    mended: "",
};

/// Tests.
#[must_use]
pub fn run(args: &Args, terminal: &Terminal) -> Exit {
    let set = match rules_input::load(&rules_input::default_paths(&args.paths)) {
        Ok(set) => set,
        Err(error) => {
            terminal.error(error);
            return Exit::Usage;
        }
    };
    let mut program = match set.program_or_say(Choice::Active, terminal) {
        Ok(program) => program,
        Err(exit) => return exit,
    };
    if let Some(filter) = &args.filter {
        program.tests.retain(|test| test.name.contains(filter.as_str()));
        if program.tests.is_empty() {
            terminal.error(format_args!("no test has `{filter}` in its title"));
            return Exit::Usage;
        }
    }
    let options = Options { today: rules_input::world::today(), ..Options::default() };
    let TestRun { outcomes, coverage } = match Engine::run_tests(&program, options) {
        Ok(run) => run,
        Err(error) => {
            terminal.error(error);
            return Exit::Usage;
        }
    };
    let wanted = args.coverage || args.threshold.is_some();
    let coverage = wanted.then(|| Coverage::of(&program, coverage, |span| set.is_given(span.source)));
    match args.format {
        Format::Text => tell(&set, &program, &outcomes, coverage.as_ref(), terminal),
        Format::Json => terminal.print(json(&set.sources, &outcomes, coverage.as_ref())),
        Format::Junit => {
            terminal.print(junit::render("sievert test", &suites(&set.sources, &program, &outcomes)))
        }
    }
    let mut exit = if outcomes.iter().all(TestOutcome::passed) { Exit::Ok } else { Exit::Found };
    if let (Some(coverage), Some(threshold)) = (coverage, args.threshold)
        && coverage.percent() < usize::from(threshold)
    {
        terminal.error(format_args!("the coverage is {}%, wanted at least {threshold}%", coverage.percent()));
        exit = Exit::Found;
    }
    exit
}

fn tell(
    set: &RuleSet,
    program: &Program,
    outcomes: &[TestOutcome],
    coverage: Option<&Coverage<'_>>,
    terminal: &Terminal,
) {
    let style = Style { color: terminal.colors_out(), width: terminal.width() };
    let failed: Vec<Diagnostic> = outcomes.iter().filter_map(|outcome| problem(program, outcome)).collect();
    if !failed.is_empty() {
        terminal.print(format_args!("{}\n", diagnostics::text(&failed, &set.sources, style)));
    }
    if let Some(coverage) = coverage {
        terminal.print(format_args!("{}\n", coverage.text(&set.sources)));
    }
    let rows = format!("{} of {}", plural(outcomes.len(), "row"), plural(program.tests.len(), "test"));
    terminal.print(match (outcomes.len(), failed.len()) {
        (0, _) => "there are no tests: `sievert test --help` shows one\n".to_owned(),
        (_, 0) => format!("{rows}: all passed\n"),
        (_, failed) => format!("{rows}: {failed} failed\n"),
    });
}

/// A failing row: below it what was wanted and what came, then how that came about.
fn problem(program: &Program, outcome: &TestOutcome) -> Option<Diagnostic> {
    let failure = outcome.failure.as_ref()?;
    let title = outcome.test.rsplit_once(": ").map_or(outcome.test.as_str(), |(_, title)| title);
    let message = format!("{title:?} for `{}` does not hold", outcome.identifier);
    let identifier = program.identifiers.iter().find(|identifier| identifier.name == outcome.identifier)?;
    let mut diagnostic = Diagnostic::new(&FAILED, message, outcome.span, failure.as_str());
    let candidates = &outcome.explanation.candidates;
    let mut why: Vec<String> = candidates
        .iter()
        .take(MAX_CANDIDATES)
        .map(|candidate| why_not::tell(identifier, candidate, "").trim_end().to_owned())
        .collect();
    if let Some(more @ 1..) = candidates.len().checked_sub(MAX_CANDIDATES) {
        why.push(format!("and {}", plural(more, "more candidate")));
    }
    if !why.is_empty() {
        diagnostic = diagnostic.help(why.join("\n"));
    }
    Some(diagnostic)
}

fn json(sources: &Sources, outcomes: &[TestOutcome], coverage: Option<&Coverage<'_>>) -> String {
    let mut places = Places::new(sources);
    let rows: Vec<Value> = outcomes
        .iter()
        .map(|outcome| {
            let place = places.of(outcome.span);
            json!({
                "test": outcome.test,
                "identifier": outcome.identifier,
                "path": place.path,
                "line": place.start.line,
                "row": sources.slice(outcome.span),
                "passed": outcome.passed(),
                "failure": outcome.failure,
                "candidates": outcome.explanation.candidates,
            })
        })
        .collect();
    let failed = outcomes.iter().filter(|outcome| !outcome.passed()).count();
    let summary = json!({ "rows": outcomes.len(), "passed": outcomes.len() - failed, "failed": failed });
    let mut document = json!({ "rows": rows, "summary": summary });
    if let (Some(coverage), Some(fields)) = (coverage, document.as_object_mut()) {
        fields.insert("coverage".to_owned(), coverage.json());
    }
    format!("{document:#}\n")
}

fn suites(sources: &Sources, program: &Program, outcomes: &[TestOutcome]) -> Vec<Suite> {
    let mut places = Places::new(sources);
    let mut suites: Vec<Suite> = Vec::new();
    for outcome in outcomes {
        let place = places.of(outcome.span);
        let line = place.start.line;
        let failure = outcome.failure.as_ref().map(|message| Failure {
            kind: "test".to_owned(),
            message: message.clone(),
            text: problem(program, outcome)
                .map(|problem| diagnostics::text(&[problem], sources, Style::PLAIN))
                .unwrap_or_default(),
        });
        let name = format!("line {line}: {}", sources.slice(outcome.span).unwrap_or_default());
        let case = Case { name, file: place.path.to_owned(), line, failure };
        match suites.last_mut().filter(|suite| suite.name == outcome.test) {
            Some(suite) => suite.cases.push(case),
            None => suites.push(Suite { name: outcome.test.clone(), cases: vec![case] }),
        }
    }
    suites
}
