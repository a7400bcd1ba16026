//! E04: patterns.

use crate::diagnostic::{Code, Level};

/// The codes of this area, by code.
pub static ALL: &[&Code] = &[
    &REGEX_SYNTAX,
    &REGEX_UNSUPPORTED,
    &REGEX_MATCHES_EMPTY,
    &REGEX_UNBOUNDED,
    &REGEX_TOO_BIG,
    &INVALID_ESCAPE,
    &PATTERN_FLAG,
];

/// A pattern that cannot be read.
pub static REGEX_SYNTAX: Code = Code {
    code: "E0401",
    slug: "regex_syntax",
    level: Level::Error,
    title: "a pattern that cannot be read",
    explanation: r"The pattern is not well formed. The mark stands at the character where reading stopped, or at the bracket that was never
closed. To match a character that has a meaning in patterns, put a backslash before it: `\(`, `\[`, `\.`, `\+`.",
    example: r"identifier employee_id {
  category: personal
  match:    /\b(?:E|M[0-9]{6}\b/
}
",
    mended: r"identifier employee_id {
  category: personal
  match:    /\b(?:E|M)[0-9]{6}\b/
}
",
};

/// A pattern feature that cannot run in linear time.
pub static REGEX_UNSUPPORTED: Code = Code {
    code: "E0402",
    slug: "regex_unsupported",
    level: Level::Error,
    title: "a pattern feature that cannot run in linear time",
    explanation: r"Patterns run in time linear in the text, whatever the text: a hostile file can cost no more than its length. Look-around and
back-references cannot keep that promise and are not there. Nor are `\A` and `\z`, since objects are read as a stream.

What they are used for is said otherwise: `\b` where a word must begin or end, `require { near(/…/, within: 0, side: before)
: false }` for what must not stand before the match, `validate` for what the match itself must be.",
    example: "identifier employee_id {
  category: personal
  match:    /(?<![A-Z])E[0-9]{6}/
}
",
    mended: r"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}/
}
",
};

/// A pattern that matches nothing at all.
pub static REGEX_MATCHES_EMPTY: Code = Code {
    code: "E0403",
    slug: "regex_matches_empty",
    level: Level::Error,
    title: "a pattern that matches nothing at all",
    explanation: "A pattern that can match the empty text matches between any two characters of every object. The mark is at the part that may
be absent. Require at least one character.",
    example: "identifier employee_id {
  category: personal
  match:    /[0-9]{0,12}/
}
",
    mended: "identifier employee_id {
  category: personal
  match:    /[0-9]{1,12}/
}
",
};

/// A pattern whose matches have no bounded length.
pub static REGEX_UNBOUNDED: Code = Code {
    code: "E0404",
    slug: "regex_unbounded",
    level: Level::Error,
    title: "a pattern whose matches have no bounded length",
    explanation: "Objects of any size are read as a stream in bounded memory, and a match may lie across two parts of it. So a match has a
longest length, at most 4096 bytes, and `*`, `+` and `{n,}` have to say how far they go: `{0,64}`, `{1,64}`.

A bound also makes the rule cheaper, and more precise: a password is not a megabyte long.",
    example: r"identifier employee_id {
  category: personal
  match:    /password\s*=\s*\S+/
}
",
    mended: r"identifier employee_id {
  category: personal
  match:    /password\s{0,8}=\s{0,8}\S{1,64}/
}
",
};

/// A pattern that is too big.
pub static REGEX_TOO_BIG: Code = Code {
    code: "E0405",
    slug: "regex_too_big",
    level: Level::Error,
    title: "a pattern that is too big",
    explanation: r"The automaton of one pattern may take 1 MiB, its text 16 KiB, its nesting 64 levels, and all patterns together 64 MiB.
Most often a Unicode class such as `\p{L}` stands inside a large repeat; `[A-Za-z]`, or a smaller bound, is a hundred times
smaller. Words belong into a `list`, not into a pattern.",
    example: r"identifier employee_id {
  category: personal
  match:    /\p{Lu}\p{L}{1,900}/
}
",
    mended: r"identifier employee_id {
  category: personal
  match:    /\p{Lu}\p{L}{1,30}/
}
",
};

/// An escape that means nothing.
pub static INVALID_ESCAPE: Code = Code {
    code: "E0406",
    slug: "invalid_escape",
    level: Level::Error,
    title: "an escape that means nothing",
    explanation: r"A backslash before a letter has a meaning or is an error: `\d`, `\w`, `\s`, `\b`, `\p{…}`, `\n`, `\t`, `\x2F` have one. In
other engines `\Release` quietly means `Release`, and `{1:5}` quietly means itself; real rules have hidden mistakes there for
years.",
    example: r"identifier employee_id {
  category: personal
  match:    /\Employee [0-9]{6}/
}
",
    mended: "identifier employee_id {
  category: personal
  match:    /Employee [0-9]{6}/
}
",
};

/// A pattern flag that does not exist.
pub static PATTERN_FLAG: Code = Code {
    code: "E0407",
    slug: "pattern_flag",
    level: Level::Error,
    title: "a pattern flag that does not exist",
    explanation: "After the closing slash stand `i` (upper and lower case are the same) or `x` (spaces and `#` comments in the pattern mean
nothing), or both. The others of other languages are not needed: a search is always for all matches, `^` and `$` are always
line anchors, and `(?s:.)` and `(?u)` stand inside the pattern.",
    example: r"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/g
}
",
    mended: r"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
}
",
};
