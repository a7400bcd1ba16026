//! W0201, W0202, W0203: thresholds and rows of an identifier that decide nothing.

use crate::codes::logic;
use crate::diagnostic::{Diagnostic, Safety};
use crate::program::{Confidence, Identifier, Report, Severity};
use crate::source::Span;
use crate::syntax::Entry;

use super::super::Checker;
use super::super::fields::Fields;

impl<'a> Checker<'a> {
    /// Whether the score can be on both sides of the threshold.
    pub(super) fn lint_report(&mut self, identifier: &Identifier, fields: &Fields<'a>) {
        let sum = |keep: fn(i32) -> bool| -> i32 {
            identifier.context.iter().map(|row| row.effect.0).filter(|effect| keep(*effect)).sum()
        };
        let start = identifier.confidence.0;
        let highest = Confidence(start + sum(|effect| effect > 0)).clamped();
        let lowest = Confidence(start + sum(|effect| effect < 0)).clamped();
        let report = identifier.report;
        let written = fields.get("report");
        let start_at = fields.get("confidence").map(|field| field.entry.span);
        let name = |threshold: Report| {
            format!("confidence {} {}", if threshold.strict { ">" } else { ">=" }, threshold.threshold)
        };
        if !report.accepts(highest) {
            let span = written.map_or(identifier.span, |field| field.entry.span);
            let message = format!("`{}` can never be reported", last_part(&identifier.name));
            let label = match written {
                Some(_) => format!("wants {}", name(report)),
                None => format!("reports from {} without a `report`", name(report)),
            };
            let mut found = Diagnostic::new(&logic::UNSATISFIABLE, message, span, label);
            let from = format!("starts at {}", identifier.confidence);
            found = match start_at {
                Some(at) => found.label(at, from),
                None => found,
            };
            let best = if identifier.context.is_empty() {
                format!("nothing raises the score above {highest}")
            } else {
                format!("all rows of `context` together raise the score to {highest}")
            };
            self.report(
                found.help(format!("{best}; lower `report`, or raise `confidence` or a row of `context`")),
            );
        } else if let Some(field) = written
            && report.accepts(lowest)
        {
            let message = format!("`report` always holds: the score is never below {lowest}");
            let found = Diagnostic::new(&logic::ALWAYS_TRUE, message, field.entry.span, "decides nothing");
            let found = match start_at {
                Some(at) => found.label(at, format!("starts at {}", identifier.confidence)),
                None => found,
            };
            let help = if identifier.context.is_empty() {
                "no row of `context` moves the score; leave `report` out, or add rows"
            } else {
                "no row of `context` lowers the score far enough; raise the threshold, or leave `report` out"
            };
            self.report(found.help(help));
        }
    }

    /// Rows of `context` and `require` that repeat or contradict an earlier one, or add nothing.
    pub(super) fn lint_rows(&mut self, identifier: &Identifier) {
        for (index, row) in identifier.context.iter().enumerate() {
            if row.effect.0 == 0 {
                let found = Diagnostic::new(&logic::UNREACHABLE, "this row adds nothing", row.span, "adds 0");
                self.report(found.help("give it an effect, or leave it out"));
            }
            let earlier = identifier
                .context
                .iter()
                .take(index.min(MAX_ROWS))
                .find(|earlier| same(&earlier.when, &row.when));
            if let Some(earlier) = earlier {
                let found = Diagnostic::new(
                    &logic::UNREACHABLE,
                    "the same condition stands in an earlier row, and both are added",
                    row.span,
                    "again",
                );
                self.report(found.label(earlier.span, "first here").help("join the two into one row"));
            }
        }
        for (index, row) in identifier.require.iter().enumerate() {
            let earlier = identifier
                .require
                .iter()
                .take(index.min(MAX_ROWS))
                .find(|earlier| same(&earlier.when, &row.when));
            let Some(earlier) = earlier else { continue };
            let (code, message) = if earlier.expected == row.expected {
                (&logic::UNREACHABLE, "the same condition is required above")
            } else {
                (&logic::UNSATISFIABLE, "this row and an earlier one can never both hold")
            };
            let found = Diagnostic::new(code, message, row.span, "here");
            self.report(found.label(earlier.span, "and here").help("leave one of them out"));
        }
    }

    /// Rows of `severity`, sorted by count: each must raise it.
    pub(in crate::check) fn lint_severity(&mut self, steps: &[(u64, Severity, &Entry)]) {
        for pair in steps.windows(2) {
            let [(low, below, first), (high, above, second)] = pair else { continue };
            let label = |entry: &Entry| -> Span { entry.span };
            let (message, text) = if low == high {
                ("two rows ask for the same number of occurrences".to_owned(), "never used")
            } else if above <= below {
                let why = if above == below { "has the same severity" } else { "has a lower severity" };
                (format!("the row for {high} occurrences {why} as the one for {low}"), "raises nothing")
            } else {
                continue;
            };
            let message = message.replace("lower severity as", "lower severity than");
            let found = Diagnostic::new(&logic::UNREACHABLE, message, label(second), text);
            let found = found.label(label(first), "this row covers it");
            self.report(found.help("leave it out, or give it a higher severity").fix(
                "remove the row",
                label(second),
                "",
                Safety::Unsafe,
            ));
        }
    }
}

/// How many earlier rows a row is compared with.
const MAX_ROWS: usize = 200;

/// Equal but for places.
fn same(a: &crate::program::Context, b: &crate::program::Context) -> bool {
    use crate::program::{Context, Needle};
    let needles = |a: &Needle, b: &Needle| match (a, b) {
        (Needle::Words(a), Needle::Words(b)) => a == b,
        (Needle::Pattern(a), Needle::Pattern(b)) => {
            (&a.source, a.case_insensitive, a.verbose) == (&b.source, b.case_insensitive, b.verbose)
        }
        _ => false,
    };
    match (a, b) {
        (
            Context::Near { what, within, side, to },
            Context::Near { what: what_b, within: within_b, side: side_b, to: to_b },
        ) => needles(what, what_b) && (within, side, to) == (within_b, side_b, to_b),
        (Context::Column(a), Context::Column(b)) | (Context::Path(a), Context::Path(b)) => needles(a, b),
        (Context::All(a), Context::All(b)) | (Context::Any(a), Context::Any(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Context::Not(a), Context::Not(b)) => same(a, b),
        _ => false,
    }
}

fn last_part(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}
