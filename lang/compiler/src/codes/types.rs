//! E03: types and values.

use crate::diagnostic::{Code, Level};

/// The codes of this area, by code.
pub static ALL: &[&Code] = &[
    &TYPE_MISMATCH,
    &NOT_ORDERED,
    &UNIT_MISMATCH,
    &ARITY,
    &BAD_ARGUMENT,
    &UNKNOWN_CASE,
    &OUT_OF_RANGE,
    &NOT_HERE,
    &MAYBE_ABSENT,
    &MAYBE_UNKNOWN,
    &NOT_A_CONDITION,
];

/// A value of the wrong type.
pub static TYPE_MISMATCH: Code = Code {
    code: "E0301",
    slug: "type_mismatch",
    level: Level::Error,
    title: "a value of the wrong type",
    explanation: "The value has another type than the place wants: a text where a size belongs, a number where a severity does. Nothing is
converted on the way, because a comparison that converts in silence is one that is wrong in silence; only a whole number may
stand for a number.

Sizes, durations, percentages and dates are written without quotes: `10MB`, `15m`, `40%`, `2027-01-31`.",
    example: r#"suppress assets {
  when:    object.size > "10MB"
  reason:  "public by design"
  owner:   "web"
  expires: 2027-03-31
}
"#,
    mended: r#"suppress assets {
  when:    object.size > 10MB
  reason:  "public by design"
  owner:   "web"
  expires: 2027-03-31
}
"#,
};

/// An order where there is none.
pub static NOT_ORDERED: Code = Code {
    code: "E0302",
    slug: "not_ordered",
    level: Level::Error,
    title: "an order where there is none",
    explanation: "`<`, `<=`, `>` and `>=` need values with an order: numbers, sizes, durations, dates, severities. Categories, storage classes
and texts have none. Say which ones are meant: `finding.category in [personal, financial]`.",
    example: r#"suppress assets {
  when:    finding.category >= personal
  reason:  "public by design"
  owner:   "web"
  expires: 2027-03-31
}
"#,
    mended: r#"suppress assets {
  when:    finding.category in [personal, other]
  reason:  "public by design"
  owner:   "web"
  expires: 2027-03-31
}
"#,
};

/// A number with the wrong unit.
pub static UNIT_MISMATCH: Code = Code {
    code: "E0303",
    slug: "unit_mismatch",
    level: Level::Error,
    title: "a number with the wrong unit",
    explanation: "A number carries its unit as part of its type: a size is not a duration, and neither is a plain number. `object.size > 1000`
leaves open what was meant, so it is refused; write `1000B` or `1MB`.

Durations are `ms`, `s`, `m`, `h`, `d`, `w`; sizes are `B`, `KB`, `MB`, `GB`, `TB` (powers of 1000) and `KiB`, `MiB`, `GiB`, `TiB`
(powers of 1024); `%` is a hundredth.",
    example: r#"suppress assets {
  when:    object.size > 1000
  reason:  "public by design"
  owner:   "web"
  expires: 2027-03-31
}
"#,
    mended: r#"suppress assets {
  when:    object.size > 1000B
  reason:  "public by design"
  owner:   "web"
  expires: 2027-03-31
}
"#,
};

/// The wrong number of arguments.
pub static ARITY: Code = Code {
    code: "E0304",
    slug: "arity",
    level: Level::Error,
    title: "the wrong number of arguments",
    explanation: "A call has more arguments than the function takes, or lacks one that it needs. The message names them.",
    example: r#"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
  context {
    column(["id"], 3) : +0.10
  }
}
"#,
    mended: r#"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
  context {
    column(["id"]) : +0.10
  }
}
"#,
};

/// An argument that does not fit.
pub static BAD_ARGUMENT: Code = Code {
    code: "E0305",
    slug: "bad_argument",
    level: Level::Error,
    title: "an argument that does not fit",
    explanation: "The message names the argument, what it wants and what it was given. Arguments may be given by name, `near(words, within:
30)`, and a name that the function does not have is refused rather than passed over.",
    example: r#"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
  context {
    near(["badge"], witin: 30) : +0.10
  }
}
"#,
    mended: r#"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
  context {
    near(["badge"], within: 30) : +0.10
  }
}
"#,
};

/// A word that is not one of the choices.
pub static UNKNOWN_CASE: Code = Code {
    code: "E0307",
    slug: "unknown_case",
    level: Level::Error,
    title: "a word that is not one of the choices",
    explanation: "The value is one of a closed set of words, and this is none of them. Severities are `info`, `low`, `medium`, `high`,
`critical`; categories are `credentials`, `financial`, `health`, `personal`, `other`. They are written without quotes.",
    example: r"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
  severity: hihg
}
",
    mended: r"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
  severity: high
}
",
};

/// A value outside its range.
pub static OUT_OF_RANGE: Code = Code {
    code: "E0308",
    slug: "out_of_range",
    level: Level::Error,
    title: "a value outside its range",
    explanation: "The number, date or list is of the right type and still cannot be: a confidence beyond 1, a distance beyond 300 bytes, the
30th of February, an empty keyword. The message says what the range is.",
    example: r#"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
  context {
    near(["badge"], within: 400) : +0.10
  }
}
"#,
    mended: r#"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
  context {
    near(["badge"], within: 300) : +0.10
  }
}
"#,
};

/// Something that cannot stand here.
pub static NOT_HERE: Code = Code {
    code: "E0309",
    slug: "not_here",
    level: Level::Error,
    title: "something that cannot stand here",
    explanation: "Each place takes its own sort of expression: `report` compares `confidence`, a row of `context` asks for what surrounds a
match with `near`, `column` or `path`, `validate` joins validators, and `when` asks about facts. This one belongs to another
place, or to none.",
    example: r"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
  report: 0.70
}
",
    mended: r#"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
  context {
    near(["badge"]) : -0.30
  }
  report: confidence >= 0.70
}
"#,
};

/// A value that may be absent, used as if it were there.
pub static MAYBE_ABSENT: Code = Code {
    code: "E0310",
    slug: "maybe_absent",
    level: Level::Error,
    title: "a value that may be absent, used as if it were there",
    explanation: r#"Not every object has a version, and not every bucket a tag of that name. A comparison with something absent has no right
answer, so the rule says what is meant:

* `has object.version and object.version == "x"` asks first;
* `(object.version ?? "none") == "x"` says what stands for it.

A guard holds for what follows it under `and`, and inside `or` for what follows `not has …`."#,
    example: r#"suppress assets {
  when:    object.version == "x"
  reason:  "public by design"
  owner:   "web"
  expires: 2027-03-31
}
"#,
    mended: r#"suppress assets {
  when:    has object.version and object.version == "x"
  reason:  "public by design"
  owner:   "web"
  expires: 2027-03-31
}
"#,
};

/// A value that may be unknown, used as if it were known.
pub static MAYBE_UNKNOWN: Code = Code {
    code: "E0311",
    slug: "maybe_unknown",
    level: Level::Error,
    title: "a value that may be unknown, used as if it were known",
    explanation: r#"Some facts need a permission to read, and without it they are unknown, which is neither true nor false. A rule that took
unknown for "no" would suppress, or fail to alert, in silence. Say what is meant:

* `known(bucket.tags) and …` asks first;
* `(bucket.tags["class"] ?? "none")` says what stands for it, be it absent or unknown."#,
    example: r#"suppress assets {
  when:    bucket.tags.len() > 3
  reason:  "public by design"
  owner:   "web"
  expires: 2027-03-31
}
"#,
    mended: r#"suppress assets {
  when:    known(bucket.tags) and bucket.tags.len() > 3
  reason:  "public by design"
  owner:   "web"
  expires: 2027-03-31
}
"#,
};

/// A condition that is not true or false.
pub static NOT_A_CONDITION: Code = Code {
    code: "E0320",
    slug: "not_a_condition",
    level: Level::Error,
    title: "a condition that is not true or false",
    explanation: r#"`when`, `and`, `or` and `not` want something that is true or false. There is no truthiness: a text is not true for being
there, nor a number for not being zero. Compare it: `bucket.name != ""`."#,
    example: r#"suppress assets {
  when:    bucket.name
  reason:  "public by design"
  owner:   "web"
  expires: 2027-03-31
}
"#,
    mended: r#"suppress assets {
  when:    bucket.name == "acme-www"
  reason:  "public by design"
  owner:   "web"
  expires: 2027-03-31
}
"#,
};
