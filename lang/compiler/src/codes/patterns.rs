//! Codes about patterns.

use crate::diagnostic::{Code, Level};

/// The codes of this file.
pub static ALL: &[&Code] = &[&REGEX_SYNTAX, &REGEX_UNSUPPORTED, &REGEX_MATCHES_EMPTY, &REGEX_UNBOUNDED, &REGEX_TOO_BIG, &INVALID_ESCAPE, &PATTERN_FLAG];

/// E0401.
pub static REGEX_SYNTAX: Code = Code { code: "E0401", slug: "regex_syntax", level: Level::Error, title: "a pattern that cannot be read", explanation: "", example: "", mended: "" };

/// E0402.
pub static REGEX_UNSUPPORTED: Code = Code { code: "E0402", slug: "regex_unsupported", level: Level::Error, title: "a pattern feature that cannot run in linear time", explanation: "", example: "", mended: "" };

/// E0403.
pub static REGEX_MATCHES_EMPTY: Code = Code { code: "E0403", slug: "regex_matches_empty", level: Level::Error, title: "a pattern that matches nothing at all", explanation: "", example: "", mended: "" };

/// E0404.
pub static REGEX_UNBOUNDED: Code = Code { code: "E0404", slug: "regex_unbounded", level: Level::Error, title: "a pattern whose matches have no bounded length", explanation: "", example: "", mended: "" };

/// E0405.
pub static REGEX_TOO_BIG: Code = Code { code: "E0405", slug: "regex_too_big", level: Level::Error, title: "a pattern that is too big", explanation: "", example: "", mended: "" };

/// E0406.
pub static INVALID_ESCAPE: Code = Code { code: "E0406", slug: "invalid_escape", level: Level::Error, title: "an escape that means nothing", explanation: "", example: "", mended: "" };

/// E0407.
pub static PATTERN_FLAG: Code = Code { code: "E0407", slug: "pattern_flag", level: Level::Error, title: "a pattern flag that does not exist", explanation: "", example: "", mended: "" };
