//! The one style.

use crate::diagnostic::Diagnostic;

/// Formats a rule file.
///
/// # Errors
/// The parser's diagnostics; a file that does not parse is not formatted.
pub fn format(_text: &str) -> Result<String, Vec<Diagnostic>> {
    Ok(String::new())
}
