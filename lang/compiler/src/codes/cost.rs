//! W03: what a rule costs.

use crate::diagnostic::{Code, Level};

/// The codes of this area, by code.
pub static ALL: &[&Code] = &[&UNICODE_CLASS, &REPEATED_PATTERN];

/// A class that admits digits and letters of every script.
pub static UNICODE_CLASS: Code = Code {
    code: "W0303",
    slug: "unicode_class",
    level: Level::Warning,
    title: "a class that admits digits and letters of every script",
    explanation: r"`\d`, `\w`, `\s` and `\b` are ASCII. Under `(?u)` they admit the digits and letters of every script: more than most
identifiers mean, and an automaton that is many times larger. Where another script is meant, name it: `\p{Cyrillic}`.",
    example: r"identifier employee_id {
  category: personal
  match:    /E(?u:\d){6}/
}
",
    mended: r"identifier employee_id {
  category: personal
  match:    /E\d{6}/
}
",
};

/// The same pattern in two identifiers.
pub static REPEATED_PATTERN: Code = Code {
    code: "W0305",
    slug: "repeated_pattern",
    level: Level::Warning,
    title: "the same pattern in two identifiers",
    explanation: "Two identifiers look for the same text. Of two findings at one place the more confident hides the other, so one of these
mostly works in vain. Tell them apart by pattern, or by what each has to `require`, or make one identifier of them.",
    example: r"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
}

identifier staff_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
}
",
    mended: r"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
}

identifier staff_id {
  category: personal
  match:    /\bS[0-9]{6}\b/
}
",
};
