//! Patterns: the one place that decides what a pattern means.
//!
//! Checker, engine and tests all turn a pattern into the same tree here. `\d \w \s \b` are ASCII, `^` and `$` are line
//! anchors that know CRLF, `.` stays within a line, and literals and classes are Unicode, matched as UTF-8 bytes.

use regex_syntax::hir::Hir;

use crate::program::Pattern;

/// The pattern's tree.
///
/// # Errors
/// Those of `regex-syntax`; a [`Pattern`] that left the checker has none.
#[expect(clippy::result_large_err, reason = "the error is the library's own and read once")]
pub fn hir(pattern: &Pattern) -> Result<Hir, regex_syntax::Error> {
    regex_syntax::ParserBuilder::new()
        .multi_line(true)
        .crlf(true)
        .utf8(false)
        .case_insensitive(pattern.case_insensitive)
        .ignore_whitespace(pattern.verbose)
        .build()
        .parse(&pattern.source)
}
