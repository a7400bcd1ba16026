//! Codes about upkeep and deception.

use crate::diagnostic::{Code, Level};

/// The codes of this file.
pub static ALL: &[&Code] = &[&SUPPRESSION_HYGIENE, &CONFUSABLE, &BIDI];

/// W0401.
pub static SUPPRESSION_HYGIENE: Code = Code { code: "W0401", slug: "suppression_hygiene", level: Level::Warning, title: "an exception that nobody answers for", explanation: "", example: "", mended: "" };

/// W0402.
pub static CONFUSABLE: Code = Code { code: "W0402", slug: "confusable", level: Level::Warning, title: "letters of two scripts in one word", explanation: "", example: "", mended: "" };

/// W0403.
pub static BIDI: Code = Code { code: "W0403", slug: "bidi", level: Level::Warning, title: "characters that change the direction of text", explanation: "", example: "", mended: "" };
