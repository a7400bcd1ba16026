//! Codes about names, keys and the outline of a file.

use crate::diagnostic::{Code, Level};

/// The codes of this file.
pub static ALL: &[&Code] = &[&UNKNOWN_NAME, &UNKNOWN_FIELD, &UNKNOWN_KEY, &AMBIGUOUS_IMPORT, &DUPLICATE, &MISSING_KEY, &PACKAGE_PATH, &MISSING_HEADER, &UNKNOWN_LANGUAGE, &UNKNOWN_KIND, &UNKNOWN_PACKAGE, &MISPLACED, &UNKNOWN_ANNOTATION, &MALFORMED_ITEM, &TOO_MANY];

/// E0201.
pub static UNKNOWN_NAME: Code = Code { code: "E0201", slug: "unknown_name", level: Level::Error, title: "a name that nothing has", explanation: "", example: "", mended: "" };

/// E0202.
pub static UNKNOWN_FIELD: Code = Code { code: "E0202", slug: "unknown_field", level: Level::Error, title: "a field that the record does not have", explanation: "", example: "", mended: "" };

/// E0203.
pub static UNKNOWN_KEY: Code = Code { code: "E0203", slug: "unknown_key", level: Level::Error, title: "a key that this kind of block does not have", explanation: "", example: "", mended: "" };

/// E0204.
pub static AMBIGUOUS_IMPORT: Code = Code { code: "E0204", slug: "ambiguous_import", level: Level::Error, title: "two things answer to one name", explanation: "", example: "", mended: "" };

/// E0206.
pub static DUPLICATE: Code = Code { code: "E0206", slug: "duplicate", level: Level::Error, title: "the same name or key twice", explanation: "", example: "", mended: "" };

/// E0207.
pub static MISSING_KEY: Code = Code { code: "E0207", slug: "missing_key", level: Level::Error, title: "a required key is not there", explanation: "", example: "", mended: "" };

/// E0208.
pub static PACKAGE_PATH: Code = Code { code: "E0208", slug: "package_path", level: Level::Error, title: "the package does not lie where its name says", explanation: "", example: "", mended: "" };

/// E0209.
pub static MISSING_HEADER: Code = Code { code: "E0209", slug: "missing_header", level: Level::Error, title: "a rule file without `package` or `language`", explanation: "", example: "", mended: "" };

/// E0210.
pub static UNKNOWN_LANGUAGE: Code = Code { code: "E0210", slug: "unknown_language", level: Level::Error, title: "a language version that this compiler does not know", explanation: "", example: "", mended: "" };

/// E0211.
pub static UNKNOWN_KIND: Code = Code { code: "E0211", slug: "unknown_kind", level: Level::Error, title: "a kind of item that does not exist", explanation: "", example: "", mended: "" };

/// E0212.
pub static UNKNOWN_PACKAGE: Code = Code { code: "E0212", slug: "unknown_package", level: Level::Error, title: "an import from a package that is not here", explanation: "", example: "", mended: "" };

/// E0213.
pub static MISPLACED: Code = Code { code: "E0213", slug: "misplaced", level: Level::Error, title: "a line that stands in the wrong place", explanation: "", example: "", mended: "" };

/// E0214.
pub static UNKNOWN_ANNOTATION: Code = Code { code: "E0214", slug: "unknown_annotation", level: Level::Error, title: "an annotation that does not exist", explanation: "", example: "", mended: "" };

/// E0215.
pub static MALFORMED_ITEM: Code = Code { code: "E0215", slug: "malformed_item", level: Level::Error, title: "an item or entry of the wrong shape", explanation: "", example: "", mended: "" };

/// E0216.
pub static TOO_MANY: Code = Code { code: "E0216", slug: "too_many", level: Level::Error, title: "more problems than are shown", explanation: "", example: "", mended: "" };
