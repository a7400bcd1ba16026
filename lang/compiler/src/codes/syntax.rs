//! E01: a text that is not a rule file.

use crate::diagnostic::{Code, Level};

/// The codes of this area, by code.
pub static ALL: &[&Code] = &[
    &FILE_TOO_LARGE,
    &NESTING_TOO_DEEP,
    &UNCLOSED_TEXT,
    &UNCLOSED_REGEX,
    &UNCLOSED_COMMENT,
    &UNCLOSED_BRACKET,
    &STRAY_BRACKET,
    &UNKNOWN_ESCAPE,
    &WRONG_QUOTES,
    &WRONG_COMMENT,
    &WRONG_OPERATOR,
    &CHAINED_COMPARISON,
    &MISSING_COLON,
    &MISSING_VALUE,
    &MISSING_COMMA,
    &MISSING_NAME,
    &MISSING_TARGET,
    &MISSING_BLOCK,
    &RESERVED_WORD,
    &NO_STATEMENTS,
    &MISPLACED_DOC,
    &BAD_NUMBER,
    &STRANGE_CHARACTER,
    &UNEXPECTED,
    &TOO_MANY_ERRORS,
];

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
suppress deep {
  when: ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((true))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
  reason: \"a test\"
}
",
    mended: "\
suppress deep {
  when: object.size > 0
  reason: \"a test\"
}
",
};

/// A `"` too few.
pub static UNCLOSED_TEXT: Code = Code {
    code: "E0103",
    slug: "unclosed_text",
    level: Level::Error,
    title: "a text has no closing quote",
    explanation: "\
A text begins with `\"` and ends with `\"` on the same line. Inside it a quote is written `\\\"`, a newline `\\n`, a \
backslash `\\\\`.

A raw text `r\"...\"` may span lines and knows no escapes, so it cannot hold a quote.",
    example: "\
list words {
  values: [\"alpha\", \"beta]
}
",
    mended: "\
list words {
  values: [\"alpha\", \"beta\"]
}
",
};

/// A `/` or `]` too few.
pub static UNCLOSED_REGEX: Code = Code {
    code: "E0104",
    slug: "unclosed_regex",
    level: Level::Error,
    title: "a pattern has no closing slash",
    explanation: "\
A pattern begins with `/` and ends with `/` on the same line. Inside it a slash is written `\\/`, or stands in a class: \
`[/]`. A class that is opened by `[` must be closed by `]`, since until then every slash belongs to it; a bracket that is \
meant as itself is written `\\[`.

There is no division in the language: `/` always begins a pattern.",
    example: "\
identifier badge {
  category: personal
  match: /B-[0-9]{6}
}
",
    mended: "\
identifier badge {
  category: personal
  match: /B-[0-9]{6}/
}
",
};

/// A `*/` too few.
pub static UNCLOSED_COMMENT: Code = Code {
    code: "E0105",
    slug: "unclosed_comment",
    level: Level::Error,
    title: "a comment has no end",
    explanation: "\
A comment that begins with `/*` ends with `*/`; without it the rest of the file is a comment, and the rules in it would \
silently not exist. Block comments do not nest: the first `*/` ends the comment.",
    example: "\
/* words that matter
list words {
  values: [\"alpha\"]
}
",
    mended: "\
/* words that matter */
list words {
  values: [\"alpha\"]
}
",
};

/// `{`, `[` or `(` without its partner.
pub static UNCLOSED_BRACKET: Code = Code {
    code: "E0106",
    slug: "unclosed_bracket",
    level: Level::Error,
    title: "a bracket is not closed",
    explanation: "\
Every `{`, `[` and `(` has a partner. The place underlined is the opener that found none; where its partner is missing \
only the author knows, but indentation tells most of the time.

Whatever begins in the first column and looks like a new item is taken for one, so that one missing brace does not \
swallow the rest of the file.",
    example: "\
list words {
  values: [\"alpha\"]

list others {
  values: [\"beta\"]
}
",
    mended: "\
list words {
  values: [\"alpha\"]
}

list others {
  values: [\"beta\"]
}
",
};

/// `}`, `]` or `)` without its partner.
pub static STRAY_BRACKET: Code = Code {
    code: "E0107",
    slug: "stray_bracket",
    level: Level::Error,
    title: "a bracket closes nothing",
    explanation: "\
A `}`, `]` or `)` stands where nothing is open that it could close. Remove it, or write the opener that it belongs to.",
    example: "\
list words {
  values: [\"alpha\"]
}
}
",
    mended: "\
list words {
  values: [\"alpha\"]
}
",
};

/// `\g`.
pub static UNKNOWN_ESCAPE: Code = Code {
    code: "E0108",
    slug: "unknown_escape",
    level: Level::Error,
    title: "a text holds an unknown escape",
    explanation: "\
In a text a backslash begins one of `\\\"`, `\\\\`, `\\n`, `\\r`, `\\t` and `\\u{...}` (one to six hexadecimal digits of a \
Unicode scalar value). Anything else is refused, since it is nearly always a path or a pattern whose backslash would be \
lost.

Write the backslash twice, or use a raw text: `r\"C:\\Users\"`. A pattern stands between slashes, not in quotes.",
    example: "\
list folders {
  values: [\"C:\\Users\"]
}
",
    mended: "\
list folders {
  values: [\"C:\\\\Users\"]
}
",
};

/// `'text'`.
pub static WRONG_QUOTES: Code = Code {
    code: "E0109",
    slug: "wrong_quotes",
    level: Level::Error,
    title: "a text stands in other quotes than `\"`",
    explanation: "\
There is one way to write a text: in plain double quotes. Single quotes come from other languages, typographic ones from \
word processors and chat programs that \"improve\" what is pasted.",
    example: "\
list words {
  values: ['alpha', 'beta']
}
",
    mended: "\
list words {
  values: [\"alpha\", \"beta\"]
}
",
};

/// `# …`.
pub static WRONG_COMMENT: Code = Code {
    code: "E0110",
    slug: "wrong_comment",
    level: Level::Error,
    title: "a comment begins with `#`",
    explanation: "\
A comment begins with `//` and runs to the end of the line, or stands between `/*` and `*/`. Three slashes, `///`, begin a \
line of documentation for what follows.",
    example: "\
# words that matter
list words {
  values: [\"alpha\"]
}
",
    mended: "\
// words that matter
list words {
  values: [\"alpha\"]
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
suppress archive {
  when: object.size > 1MiB && !(bucket.name == \"archive\")
  reason: \"kept for the auditors\"
}
",
    mended: "\
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
suppress small {
  when: 1KiB < object.size < 1MiB
  reason: \"samples\"
}
",
    mended: "\
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
list words {
  values [\"alpha\"]
}
",
    mended: "\
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
list words {
  values:
}
",
    mended: "\
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
list words {
  values: [\"alpha\" \"beta\"]
}
",
    mended: "\
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
list words
  values: [\"alpha\"]
",
    mended: "\
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
list in {
  values: [\"alpha\"]
}
",
    mended: "\
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
suppress marketing {
  if bucket.name == \"marketing\" { reason: \"public by design\" }
}
",
    mended: "\
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
list words {
  values: [\"alpha\"]
  /// more to come
}
",
    mended: "\
list words {
  values: [\"alpha\"]
  // more to come
}
",
};

/// `1.2.3`, `12_`.
pub static BAD_NUMBER: Code = Code {
    code: "E0122",
    slug: "bad_number",
    level: Level::Error,
    title: "a number is not written as one",
    explanation: "\
A number is digits, perhaps with single underscores between them, perhaps with a fraction, perhaps with a unit that \
follows at once: `12`, `40_000`, `0.75`, `40%`, `15m`, `10GiB`. A date is `2026-12-31`. Versions, addresses and \
hexadecimal numbers are texts.",
    example: "\
identifier badge {
  category: personal
  match: /B-[0-9]{6}/
  confidence: 0_.5x1
}
",
    mended: "\
identifier badge {
  category: personal
  match: /B-[0-9]{6}/
  confidence: 0.5
}
",
};

/// A character that begins nothing.
pub static STRANGE_CHARACTER: Code = Code {
    code: "E0123",
    slug: "strange_character",
    level: Level::Error,
    title: "a character that means nothing",
    explanation: "\
Outside texts, patterns and comments the language is written in ASCII. Names have letters, digits and `_`. Typographic \
dashes and blanks that do not break come from word processors; they look like what is meant and are not.",
    example: "\
list words {
  values: [\"alpha\"] \\
}
",
    mended: "\
list words {
  values: [\"alpha\"]
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
list words extra {
  values: [\"alpha\"]
}
",
    mended: "\
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
