//! W02: rules that say less than their author meant.

use crate::diagnostic::{Code, Level};

/// The codes of this area, by code.
pub static ALL: &[&Code] =
    &[&UNSATISFIABLE, &ALWAYS_TRUE, &UNREACHABLE, &CONTRADICTORY, &UNUSED, &UNFULFILLED_ALLOW];

/// A condition that never holds.
pub static UNSATISFIABLE: Code = Code {
    code: "W0201",
    slug: "unsatisfiable",
    level: Level::Warning,
    title: "a condition that never holds",
    explanation: "Two parts of a condition exclude each other, a value is compared with something outside its range, or no sum of `context`
rows reaches the threshold of `report`. The rule then does nothing, which nobody writes on purpose. Nor does an empty list, or
a profile that selects no identifier.",
    example: r#"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
  confidence: 0.30
  context {
    near(["badge"]) : +0.20
  }
  report: confidence >= 0.70
}
"#,
    mended: r#"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
  confidence: 0.30
  context {
    near(["badge"]) : +0.40
  }
  report: confidence >= 0.70
}
"#,
};

/// A condition that always holds.
pub static ALWAYS_TRUE: Code = Code {
    code: "W0202",
    slug: "always_true",
    level: Level::Warning,
    title: "a condition that always holds",
    explanation: "The condition cannot come out otherwise: `report` asks for a score that every match has, `has` asks for a field that is
always there, a comparison covers the whole range. It says less than it seems to; leave it out, or say what was meant.",
    example: r"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
  confidence: 0.80
  report: confidence >= 0.70
}
",
    mended: r"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
  confidence: 0.80
}
",
};

/// A row that changes nothing.
pub static UNREACHABLE: Code = Code {
    code: "W0203",
    slug: "unreachable",
    level: Level::Warning,
    title: "a row that changes nothing",
    explanation: "An earlier row says the same already: a higher count with the severity of a lower one, a condition that stands in two rows, a
fallback after `??` for a value that is always there. Or there is nothing that it could change: an exception of a profile for
what is not in the profile.",
    example: r"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
  severity {
    occurrences >= 1  : high
    occurrences >= 50 : high
  }
}
",
    mended: r"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
  severity {
    occurrences >= 1  : medium
    occurrences >= 50 : high
  }
}
",
};

/// Two keys that contradict each other.
pub static CONTRADICTORY: Code = Code {
    code: "W0204",
    slug: "contradictory",
    level: Level::Warning,
    title: "two keys that contradict each other",
    explanation: "`validate` looks at digits where the pattern admits none, or `redact` keeps more characters than a sample of the longest match
may show (never more than half). One of the two keys is not what was meant.",
    example: r"identifier site_code {
  category: other
  match:    /\b[A-Z]{6}\b/
  validate: luhn
}
",
    mended: r"identifier site_code {
  category: other
  match:    /\b[0-9]{6}\b/
  validate: luhn
}
",
};

/// Something that nothing uses.
pub static UNUSED: Code = Code {
    code: "W0220",
    slug: "unused",
    level: Level::Warning,
    title: "something that nothing uses",
    explanation: r#"A list or an import is not used by any rule that is compiled here. It may be left over, or the rule that should use it names
something else. A name that starts with `_` is left alone. For a list that is kept for other packs, say so:
`@allow(unused, reason: "kept for other packs")`."#,
    example: r#"list words {
  values: ["employee"]
}

identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
}
"#,
    mended: r#"list words {
  values: ["employee"]
}

identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
  require {
    near(words) : true
  }
}
"#,
};

/// An `@allow` that silences nothing.
pub static UNFULFILLED_ALLOW: Code = Code {
    code: "W0221",
    slug: "unfulfilled_allow",
    level: Level::Warning,
    title: "an `@allow` that silences nothing",
    explanation: "The warning that this `@allow` names does not arise here, or no longer does. An exception that has outlived its reason would
hide the warning when it comes back; remove it.",
    example: r#"@allow(unused, reason: "kept for other packs")
identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
}
"#,
    mended: r"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
}
",
};

/// More problems than are shown.
pub static TOO_MANY: Code = Code {
    code: "W0222",
    slug: "too_many",
    level: Level::Warning,
    title: "more problems than are shown",
    explanation: "At most a hundred problems of one file are shown, errors before warnings. So many usually have one cause, such as a bracket
that was never closed; mend the first ones and check again.",
    example: "",
    mended: "",
};
