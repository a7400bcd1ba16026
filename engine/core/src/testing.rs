//! Runs the tests that rule files carry.
//!
//! A row hands its text to the whole engine, all identifiers included, and looks at what the tested one made of it. Beside
//! passed and failed it tells what came instead, and [`TestRun::coverage`] tells what no test looked at.

use serde::Serialize;
use sievert_lang::program::{Compare, Confidence, Expect, Program, Severity, TestCase};
use sievert_lang::source::Span;

use crate::engine::Engine;
use crate::explain::{Candidate, Explanation, Outcome, Verdict};
use crate::options::Options;
use crate::report::ObjectReport;
use crate::rule::EngineError;

/// All tests of a program, run.
#[derive(Debug, Clone)]
pub struct TestRun {
    /// One for each row, in pack order.
    pub outcomes: Vec<TestOutcome>,
    /// One for each identifier, in pack order.
    pub coverage: Vec<IdentifierCoverage>,
}

/// What came of one row.
#[derive(Debug, Clone)]
pub struct TestOutcome {
    /// Title of the test, with its package.
    pub test: String,
    /// The identifier that it tests.
    pub identifier: String,
    /// The row.
    pub span: Span,
    /// What was wanted and what came; `None` when it passed.
    pub failure: Option<String>,
    /// What the identifier made of the text.
    pub explanation: Explanation,
}

impl TestOutcome {
    /// Whether what was expected came.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.failure.is_none()
    }
}

/// What the tests of one identifier looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IdentifierCoverage {
    /// Its name.
    pub identifier: String,
    /// Rows that expect a hit.
    pub hits: usize,
    /// Rows that expect a miss.
    pub misses: usize,
    /// Its context rows.
    pub rows: Vec<RowCoverage>,
}

/// Whether a context row was seen both ways.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowCoverage {
    /// As written.
    pub row: String,
    /// Some match made it fire.
    pub fired: bool,
    /// Some match did not.
    pub held_back: bool,
}

impl IdentifierCoverage {
    /// Whether there is a hit, a miss, and every context row was seen both ways.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.hits > 0 && self.misses > 0 && self.rows.iter().all(|row| row.fired && row.held_back)
    }

    fn add(&mut self, expect: &Expect, candidates: &[Candidate]) {
        match expect {
            Expect::Hit { .. } => self.hits += 1,
            Expect::Miss { .. } => self.misses += 1,
        }
        for candidate in candidates {
            for (row, outcome) in self.rows.iter_mut().zip(&candidate.rows) {
                row.fired |= outcome.fired;
                row.held_back |= !outcome.fired;
            }
        }
    }
}

impl Engine {
    /// Compiles a program and runs its tests.
    ///
    /// # Errors
    /// As [`Engine::new`].
    pub fn run_tests(program: &Program, options: Options) -> Result<TestRun, EngineError> {
        let engine = Self::new(program, options)?;
        let mut coverage: Vec<IdentifierCoverage> = engine
            .compiled()
            .rules
            .iter()
            .map(|rule| IdentifierCoverage {
                identifier: rule.name.clone(),
                hits: 0,
                misses: 0,
                rows: rule
                    .rows
                    .iter()
                    .map(|row| RowCoverage { row: row.text.clone(), fired: false, held_back: false })
                    .collect(),
            })
            .collect();
        let mut outcomes = Vec::new();
        for test in &program.tests {
            let Ok(target) = usize::try_from(test.target.0) else { continue };
            for case in &test.cases {
                let Some((explanation, report)) = engine.explain_rule(&case.input, target) else { continue };
                if let Some(coverage) = coverage.get_mut(target) {
                    coverage.add(&case.expect, &explanation.candidates);
                }
                outcomes.push(TestOutcome {
                    test: test.name.clone(),
                    identifier: explanation.identifier.clone(),
                    span: case.span,
                    failure: judge(case, &explanation, &report).err(),
                    explanation,
                });
            }
        }
        Ok(TestRun { outcomes, coverage })
    }
}

/// Compares what came with what was expected.
fn judge(case: &TestCase, explanation: &Explanation, report: &ObjectReport) -> Result<(), String> {
    let reported: Vec<&Candidate> =
        explanation.candidates.iter().filter(|candidate| candidate.verdict == Verdict::Reported).collect();
    match &case.expect {
        Expect::Miss { because } => miss(because.as_deref(), explanation, &reported),
        Expect::Hit { count, value, confidence, severity } => {
            if explanation.outcome != Outcome::Found {
                return Err(format!("wanted a hit, but {}", what_came(explanation)));
            }
            let found = reported.len() as u64;
            if let Some(count) = count.filter(|count| *count != found) {
                return Err(format!("wanted {}, found {found}", plural(count, "occurrence")));
            }
            if let Some(value) = value {
                hit_value(value, &reported)?;
            }
            if let Some((compare, wanted)) = confidence {
                hit_confidence(*compare, *wanted, &reported)?;
            }
            severity.map_or(Ok(()), |severity| hit_severity(severity, explanation, report))
        }
    }
}

fn miss(because: Option<&str>, explanation: &Explanation, reported: &[&Candidate]) -> Result<(), String> {
    if explanation.outcome == Outcome::Found || explanation.outcome == Outcome::Suppressed {
        let values: Vec<String> = reported.iter().map(|candidate| format!("`{}`", candidate.value)).collect();
        return Err(format!("wanted a miss, found {}", values.join(", ")));
    }
    let Some(reason) = because else { return Ok(()) };
    let is_so = match reason {
        "pattern" => explanation.outcome == Outcome::NoMatch,
        "severity" => explanation.outcome == Outcome::TooFew,
        _ => explanation.candidates.iter().any(|candidate| candidate.verdict.is(reason)),
    };
    if is_so {
        Ok(())
    } else {
        Err(format!("wanted a miss because of `{reason}`, but {}", what_came(explanation)))
    }
}

fn hit_value(wanted: &str, reported: &[&Candidate]) -> Result<(), String> {
    if reported.iter().any(|candidate| candidate.value == wanted || candidate.text == wanted) {
        return Ok(());
    }
    let values: Vec<String> = reported.iter().map(|candidate| format!("`{}`", candidate.value)).collect();
    Err(format!("wanted the value `{wanted}`, found {}", values.join(", ")))
}

fn hit_confidence(compare: Compare, wanted: Confidence, reported: &[&Candidate]) -> Result<(), String> {
    let wanted = wanted.as_f64();
    let holds = |found: f64| match compare {
        Compare::Eq => found == wanted,
        Compare::Ne => found != wanted,
        Compare::Lt => found < wanted,
        Compare::Le => found <= wanted,
        Compare::Gt => found > wanted,
        Compare::Ge => found >= wanted,
    };
    let symbol = match compare {
        Compare::Eq => "",
        Compare::Ne => "other than ",
        Compare::Lt => "below ",
        Compare::Le => "at most ",
        Compare::Gt => "above ",
        Compare::Ge => "at least ",
    };
    match reported.iter().filter_map(|candidate| candidate.confidence).find(|found| !holds(*found)) {
        Some(found) => Err(format!("wanted a confidence {symbol}{wanted:.2}, found {found:.2}")),
        None => Ok(()),
    }
}

fn hit_severity(wanted: Severity, explanation: &Explanation, report: &ObjectReport) -> Result<(), String> {
    let finding = report.findings.iter().find(|finding| finding.identifier == explanation.identifier);
    match finding.map(|finding| finding.severity) {
        Some(found) if found == wanted => Ok(()),
        found => Err(format!("wanted the severity {}, found {}", name(Some(wanted)), name(found))),
    }
}

fn name(severity: Option<Severity>) -> &'static str {
    sievert_lang::builtins::schema::SEVERITIES
        .iter()
        .find(|(_, known)| Some(*known) == severity)
        .map_or("none", |(name, _)| name)
}

/// What became of the text, in one clause.
fn what_came(explanation: &Explanation) -> String {
    match explanation.outcome {
        Outcome::NoMatch => return "the pattern did not match".to_owned(),
        Outcome::TooFew => return "there are fewer occurrences than the lowest severity asks for".to_owned(),
        Outcome::Suppressed => return "a suppression took it out".to_owned(),
        Outcome::Found => return "it was reported".to_owned(),
        Outcome::AllRejected => {}
    }
    // The longest match is the one that the author had in mind.
    let longest =
        explanation.candidates.iter().max_by_key(|candidate| candidate.range.end - candidate.range.start);
    let Some(candidate) = longest else { return "nothing came".to_owned() };
    let text = &candidate.text;
    match &candidate.verdict {
        Verdict::Ignored { word } => format!("`{text}` holds `{word}`, which is ignored"),
        Verdict::Invalid { checks } => format!("`{text}` does not pass {}", checks.join(", ")),
        Verdict::Allowed { list } => format!("`{text}` is in the allow list `{list}`"),
        Verdict::Unmet { row } => format!("`{text}` does not have what `{row}` requires"),
        Verdict::LowConfidence => {
            format!("`{text}` has a confidence of only {:.2}", candidate.confidence.unwrap_or_default())
        }
        Verdict::Shadowed { by } => format!("`{text}` is taken by `{by}`"),
        Verdict::Reported => format!("`{text}` was reported"),
    }
}

fn plural(count: u64, noun: &str) -> String {
    if count == 1 { format!("{count} {noun}") } else { format!("{count} {noun}s") }
}
