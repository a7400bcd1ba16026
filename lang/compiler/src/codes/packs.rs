//! Codes about files that rules name.

use crate::diagnostic::{Code, Level};

/// The codes of this file.
pub static ALL: &[&Code] = &[&LIST_FILE, &LIST_TOO_BIG];

/// E0601.
pub static LIST_FILE: Code = Code { code: "E0601", slug: "list_file", level: Level::Error, title: "a list file that could not be read", explanation: "", example: "", mended: "" };

/// E0602.
pub static LIST_TOO_BIG: Code = Code { code: "E0602", slug: "list_too_big", level: Level::Error, title: "a list that is too long", explanation: "", example: "", mended: "" };
