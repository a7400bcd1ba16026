//! Why a text was, or was not, reported.
//!
//! An explanation lists every place where an identifier's pattern matched, with what became of it. It is about text that
//! the asker has in hand, so unlike a finding it shows that text.

use std::ops::Range;

use serde::Serialize;
use sievert_lang::program::TestInput;

use crate::candidate::normalise;
use crate::confidence::Score;
use crate::engine::Engine;
use crate::report::{Evidence, ObjectInfo, ObjectReport};
use crate::rule::Rule;
use crate::scan::ObjectScan;
use crate::segment::{Flow, Locator, Position, SegmentSink as _, Value};

/// What an identifier made of a text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// The identifier.
    pub identifier: String,
    /// Every match of its pattern, in the order tried. Empty: the pattern did not match.
    pub candidates: Vec<Candidate>,
    /// How many occurrences were reported, and whether that was enough for a finding.
    pub outcome: Outcome,
}

/// What came of all candidates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The pattern did not match anywhere.
    NoMatch,
    /// It matched, and every match fell.
    AllRejected,
    /// Occurrences were reported, but fewer than the lowest step of `severity` asks for.
    TooFew,
    /// There is a finding, but a suppression takes it out.
    Suppressed,
    /// There is a finding.
    Found,
}

/// A match and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Candidate {
    /// Bytes of the text.
    pub range: Range<u64>,
    /// The matched text.
    pub text: String,
    /// After `normalize`.
    pub value: String,
    /// 0 to 1; absent when it fell before it was scored.
    pub confidence: Option<f64>,
    /// Every context row and whether it fired; empty when it fell before it was scored.
    pub rows: Vec<RowOutcome>,
    /// What became of it.
    pub verdict: Verdict,
}

/// A context row and whether it fired.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RowOutcome {
    /// The row, its effect, and where the needle was (empty when it did not fire).
    #[serde(flatten)]
    pub evidence: Evidence,
    /// Whether it fired.
    pub fired: bool,
}

/// What became of a match.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Verdict {
    /// It holds a word of `ignore`.
    Ignored {
        /// The word.
        word: String,
    },
    /// It does not pass `validate`.
    Invalid {
        /// The checks it fell by.
        checks: Vec<&'static str>,
    },
    /// An allow list holds it.
    Allowed {
        /// The list.
        list: String,
    },
    /// A row of `require` does not hold.
    Unmet {
        /// The row as written.
        row: String,
    },
    /// Its confidence is below what `report` asks for.
    LowConfidence,
    /// It overlaps a better match of another identifier.
    Shadowed {
        /// That identifier.
        by: String,
    },
    /// It is reported.
    Reported,
}

impl Verdict {
    /// `validate` failed: by which checks.
    pub(crate) fn blame(rule: &Rule, matched: &[u8]) -> Self {
        let value = normalise(&rule.normalize, String::from_utf8_lossy(matched));
        Self::Invalid {
            checks: rule.validate.as_ref().map(|validate| validate.blame(&value)).unwrap_or_default(),
        }
    }

    /// Whether `miss(because: reason)` means this.
    #[must_use]
    pub fn is(&self, reason: &str) -> bool {
        match self {
            Self::Ignored { .. } => reason == "ignore",
            Self::Invalid { checks } => reason == "validate" || checks.contains(&reason),
            Self::Allowed { .. } => reason == "allow",
            Self::Unmet { .. } => reason == "require",
            Self::LowConfidence => reason == "confidence",
            Self::Shadowed { .. } => reason == "shadowed",
            Self::Reported => false,
        }
    }
}

/// Takes down what becomes of the matches of one rule.
#[derive(Debug)]
pub(crate) struct Recorder {
    pub(crate) rule: usize,
    pub(crate) candidates: Vec<Candidate>,
}

impl Recorder {
    /// Notes a match and gives its number.
    pub(crate) fn add(
        &mut self,
        rule: &Rule,
        base: u64,
        range: Range<usize>,
        matched: &[u8],
        score: Option<&Score>,
        verdict: Verdict,
    ) -> usize {
        let text = String::from_utf8_lossy(matched);
        let row = |score: &Score, index: usize, row: &crate::rule::Row| {
            let at = score.fired.iter().find(|(fired, _)| *fired == index).map(|(_, at)| at.name());
            RowOutcome {
                evidence: Evidence {
                    row: row.text.clone(),
                    effect: Some(row.effect.as_f64()),
                    at: at.unwrap_or_default().to_owned(),
                },
                fired: at.is_some(),
            }
        };
        self.candidates.push(Candidate {
            range: base + range.start as u64..base + range.end as u64,
            value: normalise(&rule.normalize, text.clone()).into_owned(),
            text: text.into_owned(),
            confidence: score.map(|score| score.confidence.as_f64()),
            rows: score
                .map(|score| rule.rows.iter().enumerate().map(|(index, of)| row(score, index, of)).collect())
                .unwrap_or_default(),
            verdict,
        });
        self.candidates.len() - 1
    }

    /// Notes that a match lost.
    pub(crate) fn shadow(&mut self, candidate: usize, by: String) {
        if let Some(candidate) = self.candidates.get_mut(candidate) {
            candidate.verdict = Verdict::Shadowed { by };
        }
    }
}

impl Engine {
    /// Explains what the identifier of that name (with its package) makes of a text; `None` when there is none.
    #[must_use]
    pub fn explain(&self, input: &TestInput, identifier: &str) -> Option<Explanation> {
        let rule = self.rule_index(identifier)?;
        Some(self.explain_rule(input, rule)?.0)
    }

    /// An explanation and the report it belongs to.
    pub(crate) fn explain_rule(
        &self,
        input: &TestInput,
        index: usize,
    ) -> Option<(Explanation, ObjectReport)> {
        let name = &self.compiled().rules.get(index)?.name;
        let key = input.file.clone().unwrap_or_default();
        let mut scan = self.object(ObjectInfo { uri: key.clone(), key, ..ObjectInfo::default() });
        scan.record(index);
        feed(&mut scan, input);
        let (report, candidates) = scan.finish_recorded();
        let reported = candidates.iter().any(|candidate| candidate.verdict == Verdict::Reported);
        let outcome = if candidates.is_empty() {
            Outcome::NoMatch
        } else if report.findings.iter().any(|finding| finding.identifier == *name) {
            Outcome::Found
        } else if report.suppressed.iter().any(|finding| finding.identifier == *name) {
            Outcome::Suppressed
        } else if reported {
            Outcome::TooFew
        } else {
            Outcome::AllRejected
        };
        Some((Explanation { identifier: name.clone(), candidates, outcome }, report))
    }
}

/// Hands over a text in the setting it stands in.
fn feed(scan: &mut ObjectScan, input: &TestInput) {
    let names: Vec<&str> = input.field.iter().map(String::as_str).collect();
    let flow = if input.column.is_none() && names.is_empty() {
        scan.push(input.text.as_bytes())
    } else {
        let locator = WholeText(input.text.as_bytes());
        scan.value(Value {
            text: input.text.as_bytes(),
            column: input.column.as_deref(),
            names: &names,
            locator: &locator,
        })
    };
    debug_assert_eq!(flow, Flow::Continue, "the engine never stops a walk");
}

/// Places in a text that is all there is.
struct WholeText<'a>(&'a [u8]);

impl Locator for WholeText<'_> {
    fn locate(&self, range: Range<usize>) -> Position {
        let mut lines = crate::lines::Lines::new(crate::segment::LineColumn { line: 1, column: 1 });
        let (start, end) = (range.start as u64, range.end as u64);
        Position {
            bytes: Some(start..end),
            exact: true,
            start: lines.place(self.0, 0, start),
            end: lines.place(self.0, 0, end),
            place: None,
        }
    }
}
