//! Codes about types and values.

use crate::diagnostic::{Code, Level};

/// The codes of this file.
pub static ALL: &[&Code] = &[&TYPE_MISMATCH, &NOT_ORDERED, &UNIT_MISMATCH, &ARITY, &BAD_ARGUMENT, &UNKNOWN_CASE, &OUT_OF_RANGE, &NOT_HERE, &MAYBE_ABSENT, &MAYBE_UNKNOWN, &NOT_A_CONDITION];

/// E0301.
pub static TYPE_MISMATCH: Code = Code { code: "E0301", slug: "type_mismatch", level: Level::Error, title: "a value of the wrong type", explanation: "", example: "", mended: "" };

/// E0302.
pub static NOT_ORDERED: Code = Code { code: "E0302", slug: "not_ordered", level: Level::Error, title: "an order where there is none", explanation: "", example: "", mended: "" };

/// E0303.
pub static UNIT_MISMATCH: Code = Code { code: "E0303", slug: "unit_mismatch", level: Level::Error, title: "a number with the wrong unit", explanation: "", example: "", mended: "" };

/// E0304.
pub static ARITY: Code = Code { code: "E0304", slug: "arity", level: Level::Error, title: "the wrong number of arguments", explanation: "", example: "", mended: "" };

/// E0305.
pub static BAD_ARGUMENT: Code = Code { code: "E0305", slug: "bad_argument", level: Level::Error, title: "an argument that does not fit", explanation: "", example: "", mended: "" };

/// E0307.
pub static UNKNOWN_CASE: Code = Code { code: "E0307", slug: "unknown_case", level: Level::Error, title: "a word that is not one of the choices", explanation: "", example: "", mended: "" };

/// E0308.
pub static OUT_OF_RANGE: Code = Code { code: "E0308", slug: "out_of_range", level: Level::Error, title: "a value outside its range", explanation: "", example: "", mended: "" };

/// E0309.
pub static NOT_HERE: Code = Code { code: "E0309", slug: "not_here", level: Level::Error, title: "something that cannot stand here", explanation: "", example: "", mended: "" };

/// E0310.
pub static MAYBE_ABSENT: Code = Code { code: "E0310", slug: "maybe_absent", level: Level::Error, title: "a value that may be absent, used as if it were there", explanation: "", example: "", mended: "" };

/// E0311.
pub static MAYBE_UNKNOWN: Code = Code { code: "E0311", slug: "maybe_unknown", level: Level::Error, title: "a value that may be unknown, used as if it were known", explanation: "", example: "", mended: "" };

/// E0320.
pub static NOT_A_CONDITION: Code = Code { code: "E0320", slug: "not_a_condition", level: Level::Error, title: "a condition that is not true or false", explanation: "", example: "", mended: "" };
