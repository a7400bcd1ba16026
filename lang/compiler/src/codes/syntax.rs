//! E01: a text that is not a rule file.

mod grammar;
mod lexical;

use crate::diagnostic::Code;

pub use grammar::*;
pub use lexical::*;

/// The codes of this area, by code.
pub static ALL: &[&Code] = &[
    &FILE_TOO_LARGE,
    &NESTING_TOO_DEEP,
    &UNCLOSED_TEXT,
    &UNCLOSED_REGEX,
    &UNCLOSED_COMMENT,
    &UNCLOSED_BRACKET,
    &STRAY_BRACKET,
    &UNKNOWN_ESCAPE,
    &WRONG_QUOTES,
    &WRONG_COMMENT,
    &WRONG_OPERATOR,
    &CHAINED_COMPARISON,
    &MISSING_COLON,
    &MISSING_VALUE,
    &MISSING_COMMA,
    &MISSING_NAME,
    &MISSING_TARGET,
    &MISSING_BLOCK,
    &RESERVED_WORD,
    &NO_STATEMENTS,
    &MISPLACED_DOC,
    &BAD_NUMBER,
    &STRANGE_CHARACTER,
    &UNEXPECTED,
    &TOO_MANY_ERRORS,
];
