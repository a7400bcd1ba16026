//! Why something was not found: every place where a pattern matched, with what became of it.
//!
//! The text is the asker's own, so it is shown as it is.

use std::fmt::Write as _;

use sievert::explain::{Candidate, Explanation, Outcome, Verdict};
use sievert::{Engine, Options};
use sievert_lang::program::{Identifier, Profile, Program, Report, TestInput};

use super::Args;
use crate::diagnostics::plural;
use crate::exit::Exit;
use crate::rules_input::{self, Choice, DEFAULT_PROFILE};
use crate::suggest::nearest;
use crate::terminal::Terminal;

/// A text on standard input; longer ones are for `scan`.
const MAX_INPUT: u64 = 16 * 1024 * 1024;

/// More candidates of one identifier than a person reads.
const MAX_SHOWN: usize = 50;

/// Explains.
pub fn run(text: &str, args: &Args, terminal: &Terminal) -> Exit {
    let program = match rules_input::program(&args.rules, Choice::Active, terminal) {
        Ok(program) => program,
        Err(exit) => return exit,
    };
    let input = match input(text, args, terminal) {
        Ok(input) => input,
        Err(reason) => {
            terminal.error(format_args!("cannot read standard input: {reason}"));
            return Exit::Usage;
        }
    };
    let asked = match &args.identifier {
        Some(name) => match named(&program, name) {
            Ok(identifiers) => identifiers,
            Err(complaint) => {
                terminal.error(complaint);
                return Exit::Usage;
            }
        },
        None => program.identifiers.iter().collect(),
    };
    let engine =
        match Engine::new(&program, Options { today: rules_input::world::today(), ..Options::default() }) {
            Ok(engine) => engine,
            Err(error) => {
                terminal.error(error);
                return Exit::Usage;
            }
        };
    let mut shown = Vec::new();
    for identifier in &asked {
        let Some(explanation) = engine.explain(&input, &identifier.name) else { continue };
        if args.identifier.is_some() || !explanation.candidates.is_empty() {
            let left_out = args.rules.rules.is_empty().then(|| left_out(&program, identifier)).flatten();
            shown.push(one(identifier, &explanation) + &left_out.unwrap_or_default());
        }
    }
    if shown.is_empty() {
        let tried = plural(asked.len(), "identifier");
        terminal.print(format_args!("no pattern of {tried} matches anywhere in the text\n"));
    } else {
        terminal.print(shown.join("\n"));
    }
    Exit::Ok
}

/// The text in the setting it is said to stand in.
fn input(text: &str, args: &Args, terminal: &Terminal) -> Result<TestInput, String> {
    let text = if text == "-" {
        let bytes = terminal.read_input(MAX_INPUT).map_err(|error| error.to_string())?;
        String::from_utf8(bytes)
            .map_err(|_| "it is not UTF-8; `sievert scan -` reads other encodings".to_owned())?
    } else {
        text.to_owned()
    };
    let field = args.field.as_deref().map(names).unwrap_or_default();
    Ok(TestInput { text, column: args.column.clone(), field, file: args.file.clone() })
}

/// The names on a path, without array indices: `person`, `ssn` of `$.person[0].ssn` or `$['person'][0]['ssn']`.
fn names(path: &str) -> Vec<String> {
    path.split(['.', '[', ']'])
        .map(|part| part.trim_matches(['\'', '"']))
        .filter(|part| !part.is_empty() && *part != "$" && part.parse::<u64>().is_err())
        .map(str::to_owned)
        .collect()
}

/// The identifiers meant by a name, its end, or an id.
fn named<'a>(program: &'a Program, name: &str) -> Result<Vec<&'a Identifier>, String> {
    let meant = |identifier: &&Identifier| {
        identifier.name == name
            || identifier.id.eq_ignore_ascii_case(name)
            || identifier.name.strip_suffix(name).is_some_and(|package| package.ends_with('.'))
    };
    let found: Vec<&Identifier> = program.identifiers.iter().filter(meant).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let ends = program.identifiers.iter().map(|identifier| {
        if name.contains('.') { identifier.name.as_str() } else { last_part(&identifier.name) }
    });
    Err(match nearest(name, ends) {
        Some(near) => format!("there is no identifier `{name}`; did you mean `{near}`?"),
        None => format!(
            "there is no identifier `{name}`: `sievert list identifiers` lists them, with --rules those of your own"
        ),
    })
}

/// What is explained may still be found by no scan: one without `--rules` uses a profile, and not every identifier is in it.
fn left_out(program: &Program, identifier: &Identifier) -> Option<String> {
    let used = program.profile(DEFAULT_PROFILE)?;
    let selects = |profile: &Profile| {
        let mut selected = profile.identifiers.iter().filter_map(|id| program.identifiers.get(id.0 as usize));
        selected.any(|found| found.name == identifier.name)
    };
    if selects(used) {
        return None;
    }
    let others: Vec<String> = program
        .profiles
        .iter()
        .filter(|profile| selects(profile))
        .map(|profile| format!("`{}`", profile.short_name()))
        .collect();
    let used = used.short_name();
    let others = others.join(", ");
    Some(format!("  left out by a scan without --profile, which uses `{used}`; it is in {others}\n"))
}

fn last_part(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(_, last)| last)
}

fn one(identifier: &Identifier, explanation: &Explanation) -> String {
    let outcome = match explanation.outcome {
        Outcome::NoMatch => "not reported: its pattern matches nowhere",
        Outcome::AllRejected => "not reported",
        Outcome::TooFew => "not reported: fewer occurrences than `severity` asks for",
        Outcome::Suppressed => "found, but suppressed",
        Outcome::Found => "reported",
    };
    let mut text = format!("{}: {outcome}\n", explanation.identifier);
    // Writing to a string cannot fail.
    if explanation.candidates.is_empty() {
        for pattern in &identifier.patterns {
            let flags = if pattern.case_insensitive { "i" } else { "" };
            let _ = writeln!(text, "    /{}/{flags}", pattern.source.replace('/', "\\/"));
        }
    }
    for candidate in explanation.candidates.iter().take(MAX_SHOWN) {
        let _ = write!(text, "\n{}", tell(identifier, candidate, "  "));
    }
    if let Some(more @ 1..) = explanation.candidates.len().checked_sub(MAX_SHOWN) {
        let _ = writeln!(text, "\n  and {}", plural(more, "more candidate"));
    }
    text
}

/// A candidate: what it is, what became of it, and how its confidence came about when it got that far.
pub fn tell(identifier: &Identifier, candidate: &Candidate, indent: &str) -> String {
    let mut lines = vec![format!("{:?} at byte {}", candidate.text, candidate.range.start)];
    if candidate.value != candidate.text {
        lines.push(format!("  normalised to {:?}", candidate.value));
    }
    lines.push(format!("  {}", verdict(identifier.report, candidate)));
    if let Some(confidence) = candidate.confidence {
        lines.push(format!("   {:.2}  where the identifier starts", identifier.confidence.as_f64()));
        for row in &candidate.rows {
            let evidence = &row.evidence;
            let effect = evidence.effect.unwrap_or_default();
            lines.push(if row.fired {
                format!("  {effect:+.2}  {}, found in the {}", evidence.row, evidence.at)
            } else {
                format!("      -  {}, not found (it would add {effect:+.2})", evidence.row)
            });
        }
        lines.push(format!(" = {confidence:.2}"));
    }
    lines.iter().map(|line| format!("{indent}{line}\n")).collect()
}

fn verdict(report: Report, candidate: &Candidate) -> String {
    match &candidate.verdict {
        Verdict::Ignored { word } => format!("rejected: it holds {word:?}, a word of `ignore`"),
        Verdict::Invalid { checks } if checks.is_empty() => {
            "rejected: it does not pass `validate`".to_owned()
        }
        Verdict::Invalid { checks } => {
            format!("rejected: it does not pass `{}` of `validate`", checks.join("`, `"))
        }
        Verdict::Allowed { list } => format!("rejected: the allow list `{list}` holds it"),
        Verdict::Unmet { row } => format!("rejected: `require` asks for {row}"),
        Verdict::LowConfidence => {
            let compare = if report.strict { "more than" } else { "at least" };
            format!("rejected: `report` asks for a confidence of {compare} {}", report.threshold)
        }
        Verdict::Shadowed { by } => format!("gave way to `{by}`, which matches here too and better"),
        Verdict::Reported => "reported".to_owned(),
        other => format!("rejected: {other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn paths_become_names() {
        assert_eq!(names("$.person.ssn"), ["person", "ssn"]);
        assert_eq!(names("$['person'][0]['the ssn']"), ["person", "the ssn"]);
        assert_eq!(names("cards[12].number"), ["cards", "number"]);
        assert!(names("$").is_empty());
    }
}
