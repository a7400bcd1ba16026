//! What the tests leave untried.
//!
//! Rules have no lines to count. What can be wrong with an identifier is that it never finds anything, that it finds too much,
//! and that a context row is dead or always on; so each identifier should have a row of test that hits and one that misses,
//! and each context row should have fired for one candidate and not for another.

use serde_json::{Value, json};
use sievert::testing::IdentifierCoverage;
use sievert_lang::program::{Identifier, Program};
use sievert_lang::source::{Sources, Span};

use crate::diagnostics::places::Places;
use crate::list::aligned;

/// Coverage of the identifiers that were given, in pack order.
pub struct Coverage<'a> {
    identifiers: Vec<(&'a Identifier, IdentifierCoverage)>,
}

impl<'a> Coverage<'a> {
    /// Of the identifiers of `program` that count.
    #[must_use]
    pub fn of(program: &'a Program, all: Vec<IdentifierCoverage>, counts: impl Fn(Span) -> bool) -> Self {
        let pairs = program.identifiers.iter().zip(all);
        Self { identifiers: pairs.filter(|(identifier, _)| counts(identifier.span)).collect() }
    }

    /// What was tried of what can be tried, in percent, rounded down; 100 when there is nothing to try.
    #[must_use]
    pub fn percent(&self) -> usize {
        let sum = |sum: (usize, usize), (_, one): &(&Identifier, IdentifierCoverage)| {
            let rows: usize =
                one.rows.iter().map(|row| usize::from(row.fired) + usize::from(row.held_back)).sum();
            let done = usize::from(one.hits > 0) + usize::from(one.misses > 0) + rows;
            (sum.0 + done, sum.1 + 2 + 2 * one.rows.len())
        };
        let (done, all) = self.identifiers.iter().fold((0, 0), sum);
        (done * 100).checked_div(all).unwrap_or(100)
    }

    /// A table, and below it what is missing.
    #[must_use]
    pub fn text(&self, sources: &Sources) -> String {
        let mut places = Places::new(sources);
        let mut lines =
            vec![["IDENTIFIER", "HIT", "MISS", "CONTEXT ROWS BOTH WAYS"].map(str::to_owned).to_vec()];
        let mut missing = String::new();
        for (identifier, tried) in &self.identifiers {
            let both = tried.rows.iter().filter(|row| row.fired && row.held_back).count();
            let rows = if tried.rows.is_empty() {
                "-".to_owned()
            } else {
                format!("{both} of {}", tried.rows.len())
            };
            lines.push(vec![
                tried.identifier.clone(),
                tried.hits.to_string(),
                tried.misses.to_string(),
                rows,
            ]);
            for (span, what) in untried(identifier, tried) {
                let place = places.of(span);
                missing.push_str(&format!("  {}:{}: {what}\n", place.path, place.start.line));
            }
        }
        let gap = if missing.is_empty() { "" } else { "\nNot tried:\n" };
        format!("{}{gap}{missing}\ncoverage {}%\n", aligned(lines.into_iter()), self.percent())
    }

    /// The same as data.
    #[must_use]
    pub fn json(&self) -> Value {
        let rows: Vec<_> = self.identifiers.iter().map(|(_, tried)| tried).collect();
        json!({ "percent": self.percent(), "identifiers": rows })
    }
}

fn untried(identifier: &Identifier, tried: &IdentifierCoverage) -> Vec<(Span, String)> {
    let name = &tried.identifier;
    let mut missing = Vec::new();
    match (tried.hits, tried.misses) {
        (0, 0) => return vec![(identifier.span, format!("`{name}` has no test"))],
        (0, _) => missing.push((identifier.span, format!("`{name}` has no test that hits"))),
        (_, 0) => missing.push((identifier.span, format!("`{name}` has no test that misses"))),
        _ => {}
    }
    for (written, row) in identifier.context.iter().zip(&tried.rows) {
        let what = match (row.fired, row.held_back) {
            (true, true) => continue,
            (true, false) => "fired for every candidate",
            (false, true) => "never fired",
            (false, false) => "was never asked: no candidate came so far",
        };
        missing.push((written.span, format!("{} {what}", row.row)));
    }
    missing
}
