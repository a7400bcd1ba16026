//! Words and marks that are whole but stand where they cannot, and the limits of a file.

use crate::diagnostic::{Code, Level};

/// Over 1 MiB.
pub static FILE_TOO_LARGE: Code = Code {
    code: "E0101",
    slug: "file_too_large",
    level: Level::Error,
    title: "the rule file is too large",
    explanation: "\
A rule file may have 1 MiB. Rules are written by people, and no person reads a file of that size; what grows so large is \
nearly always a list of values.

Put long lists of values into a list file, one value a line, and name it with `file:` in a `list` or an `allow`. Split \
rules over several files: everything in a package is visible to its other files.",
    // A text of a mebibyte teaches nobody.
    example: "",
    mended: "",
};

/// Brackets or operators.
pub static NESTING_TOO_DEEP: Code = Code {
    code: "E0102",
    slug: "nesting_too_deep",
    level: Level::Error,
    title: "brackets or operators nest too deep",
    explanation: "\
Brackets may nest 128 deep and an expression's operators 256. The limits are far above what anybody writes; they keep a \
hostile file from exhausting the stack, and they are the same on every machine.

A long chain such as `x == \"a\" or x == \"b\" or ...` is better said as `x in [\"a\", \"b\", ...]`; a list has no limit \
but the file's.",
    example: "\
package acme
language 1

suppress deep {
  when: ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((true))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
  reason: \"a test\"
}
",
    mended: "\
package acme
language 1

suppress deep {
  when: object.size > 0
  reason: \"a test\"
}
",
};

/// `&&`, `||`, `!`, `=`.
pub static WRONG_OPERATOR: Code = Code {
    code: "E0111",
    slug: "wrong_operator",
    level: Level::Error,
    title: "an operator of another language",
    explanation: "\
Conditions are joined with the words `and`, `or` and `not`. Two values are compared with `==`; a key and its value are \
joined by `:`. A single `=` exists nowhere, so that a comparison cannot be mistaken for an assignment.",
    example: "\
package acme
language 1

suppress archive {
  when: object.size > 1MiB && !(bucket.name == \"archive\")
  reason: \"kept for the auditors\"
}
",
    mended: "\
package acme
language 1

suppress archive {
  when: object.size > 1MiB and not (bucket.name == \"archive\")
  reason: \"kept for the auditors\"
}
",
};

/// `a < b < c`.
pub static CHAINED_COMPARISON: Code = Code {
    code: "E0112",
    slug: "chained_comparison",
    level: Level::Error,
    title: "comparisons do not chain",
    explanation: "\
`a < b < c` would compare the truth of `a < b` with `c`, which is never what is meant. Compare twice and join the two: \
`a < b and b < c`.",
    example: "\
package acme
language 1

suppress small {
  when: 1KiB < object.size < 1MiB
  reason: \"samples\"
}
",
    mended: "\
package acme
language 1

suppress small {
  when: 1KiB < object.size and object.size < 1MiB
  reason: \"samples\"
}
",
};

/// `severity high`.
pub static MISSING_COLON: Code = Code {
    code: "E0113",
    slug: "missing_colon",
    level: Level::Error,
    title: "a key has no colon",
    explanation: "\
Every line of a block is `key: value`, or a block of its own: `name { ... }`. In a table the key is an expression, and the \
colon follows it just the same: `near(words, within: 60) : +0.40`.",
    example: "\
package acme
language 1

list words {
  values [\"alpha\"]
}
",
    mended: "\
package acme
language 1

list words {
  values: [\"alpha\"]
}
",
};

/// `severity:` and nothing.
pub static MISSING_VALUE: Code = Code {
    code: "E0114",
    slug: "missing_value",
    level: Level::Error,
    title: "a value is missing",
    explanation: "\
After a `:`, an operator, a comma or an opening bracket a value was wanted, and none stands there. Write the value, or \
remove what waits for it.",
    example: "\
package acme
language 1

list words {
  values:
}
",
    mended: "\
package acme
language 1

list words {
  values: [\"alpha\"]
}
",
};

/// `["a" "b"]`.
pub static MISSING_COMMA: Code = Code {
    code: "E0115",
    slug: "missing_comma",
    level: Level::Error,
    title: "a comma is missing",
    explanation: "\
The elements of a list, the arguments of a call and the fields of a record are separated by commas; one after the last is \
allowed.",
    example: "\
package acme
language 1

list words {
  values: [\"alpha\" \"beta\"]
}
",
    mended: "\
package acme
language 1

list words {
  values: [\"alpha\", \"beta\"]
}
",
};

/// `use` or `package` without a path, an argument's `.` without a field.
pub static MISSING_NAME: Code = Code {
    code: "E0116",
    slug: "missing_name",
    level: Level::Error,
    title: "a name is missing",
    explanation: "\
A name was wanted: after `package`, `use`, `as`, `@` or a `.`. A name begins with a letter or `_` and goes on with \
letters, digits and `_`; the parts of a path are joined by `.`, as in `std.pci.credit_card`.",
    example: "\
package acme
language 1

use std.pci as

list words {
  values: [\"alpha\"]
}
",
    mended: "",
};

/// `test "x" for {`.
pub static MISSING_TARGET: Code = Code {
    code: "E0117",
    slug: "missing_target",
    level: Level::Error,
    title: "`for` names nothing",
    explanation: "\
After `for` stands what the declaration is about: `test \"brands\" for credit_card { ... }`.",
    example: "\
package acme
language 1

test \"brands\" for {
  \"4111 1111 1111 1111\" : miss
}
",
    mended: "",
};

/// `identifier x` without braces.
pub static MISSING_BLOCK: Code = Code {
    code: "E0118",
    slug: "missing_block",
    level: Level::Error,
    title: "a declaration has no block",
    explanation: "\
A declaration is a kind, a name and a block in braces: `identifier badge { ... }`. What it says stands between the braces.",
    example: "\
package acme
language 1

list words
  values: [\"alpha\"]
",
    mended: "\
package acme
language 1

list words {
  values: [\"alpha\"]
}
",
};

/// `and: 1`.
pub static RESERVED_WORD: Code = Code {
    code: "E0119",
    slug: "reserved_word",
    level: Level::Error,
    title: "a keyword is used as a name",
    explanation: "\
The words `and`, `or`, `not`, `has`, `in`, `matches`, `becomes`, `true` and `false` belong to expressions and cannot name \
anything. Choose another name, or add an underscore: `in_`.",
    example: "\
package acme
language 1

list in {
  values: [\"alpha\"]
}
",
    mended: "\
package acme
language 1

list in_ {
  values: [\"alpha\"]
}
",
};

/// `if`, `else`.
pub static NO_STATEMENTS: Code = Code {
    code: "E0120",
    slug: "no_statements",
    level: Level::Error,
    title: "a statement of a programming language",
    explanation: "\
A rule says what is so; it has no `if`, no `else`, no loops and no variables. Conditions are values: they stand in a key \
such as `when:` or `require`, or as the key of a table's row, `occurrences >= 50 : medium`, where the highest row that \
holds counts.",
    example: "\
package acme
language 1

suppress marketing {
  if bucket.name == \"marketing\" { reason: \"public by design\" }
}
",
    mended: "\
package acme
language 1

suppress marketing {
  when: bucket.name == \"marketing\"
  reason: \"public by design\"
}
",
};

/// `///` with nothing after it.
pub static MISPLACED_DOC: Code = Code {
    code: "E0121",
    slug: "misplaced_doc",
    level: Level::Error,
    title: "documentation of nothing",
    explanation: "\
A line that begins with `///` documents the item or the entry after it, and stands before its annotations. Anywhere else \
it documents nothing; write an ordinary comment with `//`.",
    example: "\
package acme
language 1

list words {
  values: [\"alpha\"]
  /// more to come
}
",
    mended: "\
package acme
language 1

list words {
  values: [\"alpha\"]
  // more to come
}
",
};

/// Anything else.
pub static UNEXPECTED: Code = Code {
    code: "E0124",
    slug: "unexpected",
    level: Level::Error,
    title: "something stands where it cannot",
    explanation: "\
A rule file is a sequence of items, `package`, `language`, `use` and declarations; a declaration's block is a sequence of \
`key: value` and `name { ... }`. What is underlined fits neither the one nor the other; the message says what was wanted.",
    example: "\
package acme
language 1

list words extra {
  values: [\"alpha\"]
}
",
    mended: "\
package acme
language 1

list words {
  values: [\"alpha\"]
}
",
};

/// More than are shown.
pub static TOO_MANY_ERRORS: Code = Code {
    code: "E0125",
    slug: "too_many_errors",
    level: Level::Error,
    title: "more errors than are shown",
    explanation: "\
Of one file the first hundred errors are shown. When there are more, the file is most likely not a rule file, or one early \
mistake has many consequences: mend the first ones and check again.",
    example: "\
}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}
",
    mended: "",
};
