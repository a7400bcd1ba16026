//! `sievert check`: says what is wrong with rules, and mends it when asked.

pub mod fix;

use std::path::PathBuf;

use clap::ValueEnum;
use sievert_lang::diagnostic::{Diagnostic, Safety};

use crate::diagnostics::junit::{self, Case, Failure, Suite};
use crate::diagnostics::places::Places;
use crate::diagnostics::{self, Style, Tally, github, json, plural, sarif};
use crate::exit::Exit;
use crate::rules_input::{self, RuleSet};
use crate::terminal::Terminal;

/// A text that was mended may show what was hidden before; a fix that comes back for ever is a bug that must not hang.
const MAX_ROUNDS: usize = 20;

/// What is checked and how it is told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  sievert check                              the folder `rules`, else the current folder
  sievert check rules/acme/hr.svt            one file, with what it uses of its pack
  sievert check --fix rules                  mend what can be mended without doubt
  sievert check -D --format github rules     in a workflow: warnings fail too

`sievert explain E0203` says more about a code.")]
pub struct Args {
    /// Rule files, or folders of them [default: `rules`, else the current folder]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How problems are told
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Mend files where that says what was meant
    #[arg(long)]
    pub fix: bool,
    /// With --fix: also mend where it is only likely
    #[arg(long, requires = "fix")]
    pub unsafe_fixes: bool,
    /// Let warnings fail as errors do
    #[arg(short = 'D', long)]
    pub warnings_as_errors: bool,
}

/// `--format` of `check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// For people: the place underlined
    #[default]
    Text,
    /// One line each, `path:line:column: error[code] message`, for editors
    Short,
    /// One document with places, fixes and a summary
    Json,
    /// Workflow commands of GitHub Actions
    Github,
    /// One test case for each file, for any CI service
    Junit,
    /// SARIF 2.1.0, for code scanning services
    Sarif,
}

/// Checks.
#[must_use]
pub fn run(args: &Args, terminal: &Terminal) -> Exit {
    let paths = rules_input::default_paths(&args.paths);
    let outcome = if args.fix { mend(&paths, args.unsafe_fixes, terminal) } else { look(&paths, terminal) };
    let (set, problems) = match outcome {
        Ok(outcome) => outcome,
        Err(exit) => return exit,
    };
    let tally = Tally::of(&problems, set.given().count());
    tell(args.format, &set, &problems, tally, terminal);
    if tally.errors > 0 || (args.warnings_as_errors && tally.warnings > 0) { Exit::Usage } else { Exit::Ok }
}

fn look(paths: &[PathBuf], terminal: &Terminal) -> Result<(RuleSet, Vec<Diagnostic>), Exit> {
    let set = rules_input::load(paths).map_err(|error| {
        terminal.error(error);
        Exit::Usage
    })?;
    let problems = set.compile().diagnostics.into_iter().filter(|problem| set.concerns(problem)).collect();
    Ok((set, problems))
}

/// Mends round by round; what is left is returned.
fn mend(
    paths: &[PathBuf],
    unsafe_too: bool,
    terminal: &Terminal,
) -> Result<(RuleSet, Vec<Diagnostic>), Exit> {
    let (mut set, mut problems) = look(paths, terminal)?;
    let (mut done, mut changed) = (0, std::collections::BTreeSet::new());
    for _ in 0..MAX_ROUNDS {
        let mended = fix::round(&problems, &set.sources, unsafe_too, |id| set.given_file(id).is_some());
        if mended.texts.is_empty() {
            break;
        }
        for (id, text) in &mended.texts {
            let Some(path) = set.given_file(*id) else { continue };
            if let Err(error) = fix::replace(path, text) {
                terminal.error(format_args!("cannot write `{}`: {error}", path.display()));
                return Err(Exit::Incomplete);
            }
            changed.insert(path.to_path_buf());
        }
        let mut places = Places::new(&set.sources);
        for (span, title) in &mended.done {
            let place = places.of(*span);
            terminal.say(format_args!("mended {}:{}: {title}", place.path, place.start.line));
        }
        done += mended.done.len();
        (set, problems) = look(paths, terminal)?;
    }
    if done > 0 {
        terminal.say(format_args!("{} mended in {}", plural(done, "problem"), plural(changed.len(), "file")));
    }
    Ok((set, problems))
}

fn tell(format: Format, set: &RuleSet, problems: &[Diagnostic], tally: Tally, terminal: &Terminal) {
    let text = match format {
        Format::Json => json::render(problems, &set.sources, tally),
        Format::Short => diagnostics::short(problems, &set.sources),
        Format::Github => github::render(problems, &set.sources),
        Format::Sarif => sarif::render(problems, &set.sources),
        Format::Junit => junit::render("sievert check", &suites(set, problems)),
        Format::Text => {
            let style = Style { color: terminal.colors_out(), width: terminal.width() };
            let body = diagnostics::text(problems, &set.sources, style);
            let gap = if body.is_empty() { "" } else { "\n" };
            format!("{body}{gap}{}\n", summary(tally, problems))
        }
    };
    terminal.print(text);
}

/// `checked 3 files: 1 error, 2 warnings`, with the way on.
fn summary(tally: Tally, problems: &[Diagnostic]) -> String {
    let checked = format!("checked {}", plural(tally.files, "file"));
    let mut counts = Vec::new();
    if tally.errors > 0 {
        counts.push(plural(tally.errors, "error"));
    }
    if tally.warnings > 0 {
        counts.push(plural(tally.warnings, "warning"));
    }
    if counts.is_empty() {
        return format!("{checked}: all well");
    }
    let best = |problem: &Diagnostic| problem.fixes.iter().map(|fix| fix.safety == Safety::Safe).max();
    let safe = problems.iter().filter(|problem| best(problem) == Some(true)).count();
    let likely = problems.iter().filter(|problem| best(problem) == Some(false)).count();
    let hint = match (safe, likely) {
        (0, 0) => String::new(),
        (safe, 0) => format!("; `--fix` mends {safe} of them"),
        (0, likely) => format!("; `--fix --unsafe-fixes` would mend {likely} of them"),
        (safe, likely) => format!("; `--fix` mends {safe} of them, with `--unsafe-fixes` {likely} more"),
    };
    format!("{checked}: {}{hint}", counts.join(", "))
}

/// A suite for each given file: a case for each problem, or one that passed.
fn suites(set: &RuleSet, problems: &[Diagnostic]) -> Vec<Suite> {
    let mut places = Places::new(&set.sources);
    let mut suites = Vec::new();
    for (id, source) in set.sources.iter() {
        let mut cases: Vec<Case> = problems
            .iter()
            .filter(|problem| problem.span().source == id)
            .map(|problem| {
                let place = places.of(problem.span());
                let line = place.start.line;
                let failure = Failure {
                    kind: problem.code.code.to_owned(),
                    message: problem.message.clone(),
                    text: diagnostics::text(std::slice::from_ref(problem), &set.sources, Style::PLAIN),
                };
                let name =
                    format!("{} {} at {line}:{}", problem.code.code, problem.code.slug, place.start.column);
                Case { name, file: source.path.clone(), line, failure: Some(failure) }
            })
            .collect();
        if cases.is_empty() && set.given_file(id).is_some() {
            cases.push(Case { name: "check".into(), file: source.path.clone(), line: 1, failure: None });
        }
        if !cases.is_empty() {
            suites.push(Suite { name: source.path.clone(), cases });
        }
    }
    suites
}
