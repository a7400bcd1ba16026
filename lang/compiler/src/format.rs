//! The one style.

use crate::diagnostic::Diagnostic;

/// Formats a rule file.
///
/// # Errors
/// The parser's diagnostics; a file that does not parse is not formatted.
pub fn format(_text: &str) -> Result<String, Vec<Diagnostic>> {
    Ok(String::new())
}

/// Whole rule files, one for each kind of thing the language is meant for.
#[cfg(test)]
pub(crate) const EXAMPLES: [(&str, &str); 9] = [
    ("credit_card", include_str!("format/examples/credit_card.svt")),
    ("employee_id", include_str!("format/examples/employee_id.svt")),
    ("allow_list", include_str!("format/examples/allow_list.svt")),
    ("exposure_alert", include_str!("format/examples/exposure_alert.svt")),
    ("windowed_alert", include_str!("format/examples/windowed_alert.svt")),
    ("sequence_alert", include_str!("format/examples/sequence_alert.svt")),
    ("suppression", include_str!("format/examples/suppression.svt")),
    ("plugin", include_str!("format/examples/plugin.svt")),
    ("tests", include_str!("format/examples/tests.svt")),
];
