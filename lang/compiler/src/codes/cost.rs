//! Codes about what a rule costs.

use crate::diagnostic::{Code, Level};

/// The codes of this file.
pub static ALL: &[&Code] = &[&UNICODE_CLASS, &REPEATED_PATTERN];

/// W0303.
pub static UNICODE_CLASS: Code = Code { code: "W0303", slug: "unicode_class", level: Level::Warning, title: "a class that admits digits and letters of every script", explanation: "", example: "", mended: "" };

/// W0305.
pub static REPEATED_PATTERN: Code = Code { code: "W0305", slug: "repeated_pattern", level: Level::Warning, title: "the same pattern in two identifiers", explanation: "", example: "", mended: "" };
