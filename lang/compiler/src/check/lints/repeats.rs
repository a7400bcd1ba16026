//! W0305: one pattern in two identifiers.
//!
//! Many countries number licences with eight digits and tell them apart by words alone. So a pattern that two identifiers
//! share is a repetition only where they also check alike and at least one of them asks for nothing else.

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
                let (first, first_span) = *seen.entry(key).or_insert((identifier, pattern.span));
                let told_apart = first.validate != identifier.validate
                    || !(first.require.is_empty() || identifier.require.is_empty());
                if first_span != pattern.span && !told_apart {
                    let message = format!("this pattern stands in `{}` as well", first.name);
                    found.push(
                        Diagnostic::new(&cost::REPEATED_PATTERN, message, pattern.span, "again")
                            .label(first_span, "first here")
                            .help("one of the two always hides the other; tell them apart by `require`, or join them"),
                    );
                }
            }
        }
        found.into_iter().for_each(|found| self.report(found));
    }
}
