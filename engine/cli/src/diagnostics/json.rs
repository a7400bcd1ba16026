//! Diagnostics as JSON, for editors and scripts.

use serde_json::json;
use sievert_lang::diagnostic::Diagnostic;
use sievert_lang::diagnostic::json::reports;
use sievert_lang::source::Sources;

use super::Tally;

/// `{"diagnostics": […], "summary": {…}}`, indented, with a line end.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, tally: Tally) -> String {
    let summary = json!({ "files": tally.files, "errors": tally.errors, "warnings": tally.warnings });
    format!("{:#}\n", json!({ "diagnostics": reports(diagnostics, sources), "summary": summary }))
}
