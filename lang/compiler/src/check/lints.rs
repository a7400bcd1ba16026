//! Warnings: rules that are well formed and yet say less, or something else, than their author meant.

mod conditions;
mod contradictions;
mod repeats;
mod rows;
mod script;
mod unused;
mod upkeep;

use crate::pattern::Analysis;
use crate::program::Identifier;

use super::Checker;
use super::fields::Fields;

impl<'a> Checker<'a> {
    /// Lints of one good identifier.
    pub(super) fn lint_identifier(
        &mut self,
        identifier: &Identifier,
        matched: &[Analysis],
        fields: &Fields<'a>,
    ) {
        self.lint_report(identifier, fields);
        self.lint_rows(identifier);
        self.lint_redaction(identifier, matched, fields);
        self.lint_validation(identifier, matched, fields);
    }

    /// Lints that look at everything together.
    pub(super) fn lint_program(&mut self) {
        self.lint_repeats();
        if !self.out.has_errors() {
            // What is wrong may be the only use of something.
            self.lint_unused();
        }
        for (id, source) in self.sources.iter() {
            self.lint_directions(id, &source.text);
        }
        self.lint_scripts();
    }
}
