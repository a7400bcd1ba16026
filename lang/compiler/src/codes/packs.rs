//! E06: files that rules name.

use crate::diagnostic::{Code, Level};

/// The codes of this area, by code.
pub static ALL: &[&Code] = &[&LIST_FILE, &LIST_TOO_BIG];

/// A list file that could not be read.
pub static LIST_FILE: Code = Code {
    code: "E0601",
    slug: "list_file",
    level: Level::Error,
    title: "a list file that could not be read",
    explanation: "The rule names a file of words or values, and it could not be read. A missing allow list is not an empty one, so nothing is
compiled without it. The path is relative to the rule file; the file has one entry a line, and `#` starts a comment line.",
    example: r#"list names {
  file: "lists/names.txt"
}

identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
  require {
    near(names) : true
  }
}
"#,
    mended: r#"list names {
  values: ["employee", "badge"]
}

identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
  require {
    near(names) : true
  }
}
"#,
};

/// A list that is too long.
pub static LIST_TOO_BIG: Code = Code {
    code: "E0602",
    slug: "list_too_big",
    level: Level::Error,
    title: "a list that is too long",
    explanation: "A list has at most a million entries, and its file at most 64 MiB. Longer lists are no longer words but data; describe them by
a pattern and a validator. All profiles together name at most four million identifiers, each counted wherever it comes up.",
    example: "",
    mended: "",
};
