//! Literals, comments, characters and brackets: what is broken before there is any grammar.

use crate::diagnostic::{Code, Level};

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
package acme
language 1

list words {
  values: [\"alpha\", \"beta]
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
package acme
language 1

identifier badge {
  category: personal
  match: /B-[0-9]{6}
}
",
    mended: "\
package acme
language 1

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
package acme
language 1

/* words that matter
list words {
  values: [\"alpha\"]
}
",
    mended: "\
package acme
language 1

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
package acme
language 1

list words {
  values: [\"alpha\"]

list others {
  values: [\"beta\"]
}
",
    mended: "\
package acme
language 1

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
package acme
language 1

list words {
  values: [\"alpha\"]
}
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
package acme
language 1

list folders {
  values: [\"C:\\Users\"]
}
",
    mended: "\
package acme
language 1

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
package acme
language 1

list words {
  values: ['alpha', 'beta']
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
package acme
language 1

# words that matter
list words {
  values: [\"alpha\"]
}
",
    mended: "\
package acme
language 1

// words that matter
list words {
  values: [\"alpha\"]
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
package acme
language 1

identifier badge {
  category: personal
  match: /B-[0-9]{6}/
  confidence: 0_.5x1
}
",
    mended: "\
package acme
language 1

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
package acme
language 1

list words {
  values: [\"alpha\"] \\
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
