//! Codes about rules that say less than their author meant.

use crate::diagnostic::{Code, Level};

/// The codes of this file.
pub static ALL: &[&Code] = &[&UNSATISFIABLE, &ALWAYS_TRUE, &UNREACHABLE, &CONTRADICTORY, &UNUSED, &UNFULFILLED_ALLOW];

/// W0201.
pub static UNSATISFIABLE: Code = Code { code: "W0201", slug: "unsatisfiable", level: Level::Warning, title: "a condition that never holds", explanation: "", example: "", mended: "" };

/// W0202.
pub static ALWAYS_TRUE: Code = Code { code: "W0202", slug: "always_true", level: Level::Warning, title: "a condition that always holds", explanation: "", example: "", mended: "" };

/// W0203.
pub static UNREACHABLE: Code = Code { code: "W0203", slug: "unreachable", level: Level::Warning, title: "a row that changes nothing", explanation: "", example: "", mended: "" };

/// W0204.
pub static CONTRADICTORY: Code = Code { code: "W0204", slug: "contradictory", level: Level::Warning, title: "two keys that contradict each other", explanation: "", example: "", mended: "" };

/// W0220.
pub static UNUSED: Code = Code { code: "W0220", slug: "unused", level: Level::Warning, title: "something that nothing uses", explanation: "", example: "", mended: "" };

/// W0221.
pub static UNFULFILLED_ALLOW: Code = Code { code: "W0221", slug: "unfulfilled_allow", level: Level::Warning, title: "an `@allow` that silences nothing", explanation: "", example: "", mended: "" };
