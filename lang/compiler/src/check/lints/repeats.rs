//! W0305: one pattern in two identifiers.

use std::collections::HashMap;

use crate::codes::cost;
use crate::diagnostic::Diagnostic;

use super::super::Checker;

impl Checker<'_> {
    pub(super) fn lint_repeats(&mut self) {
        let mut seen = HashMap::new();
        let mut found = Vec::new();
        for identifier in &self.program.identifiers {
            for pattern in &identifier.patterns {
                let key = (pattern.source.as_str(), pattern.case_insensitive, pattern.verbose);
                let (first, first_span) =
                    *seen.entry(key).or_insert((identifier.name.as_str(), pattern.span));
                if first_span != pattern.span {
                    let message = format!("this pattern stands in `{first}` as well");
                    found.push(
                        Diagnostic::new(&cost::REPEATED_PATTERN, message, pattern.span, "again")
                            .label(first_span, "first here")
                            .help("one of the two always hides the other; tell them apart by `context`, or join them"),
                    );
                }
            }
        }
        found.into_iter().for_each(|found| self.report(found));
    }
}
