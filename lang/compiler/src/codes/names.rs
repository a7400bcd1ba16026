//! E02: names, keys and the outline of a file.

use crate::diagnostic::{Code, Level};

/// The codes of this area, by code.
pub static ALL: &[&Code] = &[
    &UNKNOWN_NAME,
    &UNKNOWN_FIELD,
    &UNKNOWN_KEY,
    &AMBIGUOUS_IMPORT,
    &DUPLICATE,
    &MISSING_KEY,
    &PACKAGE_PATH,
    &MISSING_HEADER,
    &UNKNOWN_LANGUAGE,
    &UNKNOWN_KIND,
    &UNKNOWN_PACKAGE,
    &MISPLACED,
    &UNKNOWN_ANNOTATION,
    &MALFORMED_ITEM,
    &CYCLE,
];

/// A name that nothing has.
pub static UNKNOWN_NAME: Code = Code {
    code: "E0201",
    slug: "unknown_name",
    level: Level::Error,
    title: "a name that nothing has",
    explanation: "A name refers to an item, a fact, a function or a validator, and nothing in sight is called so. In sight are the items of
the file's own package, what its `use` lines import, and what the language has built in.

If the item lies in another package, import it: `use std.pci.credit_card`. A name that is nearly right is suggested, among
things of the kind that is wanted only.",
    example: r#"allow examples {
  for:    [employe_id]
  values: ["E000001"]
  reason: "printed in the handbook"
  owner:  "hr"
}

identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
}
"#,
    mended: r#"allow examples {
  for:    [employee_id]
  values: ["E000001"]
  reason: "printed in the handbook"
  owner:  "hr"
}

identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
}
"#,
};

/// A field that the record does not have.
pub static UNKNOWN_FIELD: Code = Code {
    code: "E0202",
    slug: "unknown_field",
    level: Level::Error,
    title: "a field that the record does not have",
    explanation: r#"`finding`, `object` and `bucket` have fixed fields. The message lists them.

The values of a map, such as `bucket.tags`, are not fields: they are taken with brackets, `bucket.tags["team"]`, and may be
absent."#,
    example: r#"suppress assets {
  when:    object.sise > 10MB
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

/// A key that this kind of block does not have.
pub static UNKNOWN_KEY: Code = Code {
    code: "E0203",
    slug: "unknown_key",
    level: Level::Error,
    title: "a key that this kind of block does not have",
    explanation: "Every kind of item has its own keys, and a key that it does not have would do nothing. A misspelt `sevrity` that is passed
over in silence is a rule that reports the wrong thing, so it is an error.

The message lists the keys of the kind.",
    example: r"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
  sevrity:  high
}
",
    mended: r"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
  severity: high
}
",
};

/// Two things answer to one name.
pub static AMBIGUOUS_IMPORT: Code = Code {
    code: "E0204",
    slug: "ambiguous_import",
    level: Level::Error,
    title: "two things answer to one name",
    explanation: "Two imports bring in the same name, or an import brings in a name that the package has itself. Neither is chosen in
silence. Import one of them under another name: `use acme.it.words as it_words`.",
    example: r#"package acme.rules
language 1

use acme.hr.words
use acme.it.words

identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
  require {
    near(words) : true
  }
}

//// acme/hr.svt
package acme.hr
language 1

list words {
  values: ["employee"]
}

//// acme/it.svt
package acme.it
language 1

list words {
  values: ["account"]
}
"#,
    mended: r#"package acme.rules
language 1

use acme.hr.words
use acme.it.words as it_words

identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
  require {
    near(words) or near(it_words) : true
  }
}

//// acme/hr.svt
package acme.hr
language 1

list words {
  values: ["employee"]
}

//// acme/it.svt
package acme.it
language 1

list words {
  values: ["account"]
}
"#,
};

/// The same name or key twice.
pub static DUPLICATE: Code = Code {
    code: "E0206",
    slug: "duplicate",
    level: Level::Error,
    title: "the same name or key twice",
    explanation: "A name is declared twice in one package, a key stands twice in one block, or something is listed or imported twice. The
second would hide the first or repeat it, and which of them was meant cannot be told.",
    example: r"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
  severity: low
  severity: high
}
",
    mended: r"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
  severity: high
}
",
};

/// A required key is not there.
pub static MISSING_KEY: Code = Code {
    code: "E0207",
    slug: "missing_key",
    level: Level::Error,
    title: "a required key is not there",
    explanation: "Some keys have no sensible default: an identifier without `match` finds nothing, and one without `category` cannot be
reported as anything. Add the key; the message says what it takes.",
    example: r"identifier employee_id {
  match: /\bE[0-9]{6}\b/
}
",
    mended: r"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
}
",
};

/// The package does not lie where its name says.
pub static PACKAGE_PATH: Code = Code {
    code: "E0208",
    slug: "package_path",
    level: Level::Error,
    title: "the package does not lie where its name says",
    explanation: "`package acme.hr` lies in `acme/hr.svt`, counted from the root of the pack. So a reader finds a package by its name, and two
files cannot claim the same one by accident. Change the package line or move the file.",
    example: "package acme.rules
language 1

//// acme/hr/ids.svt
package acme.ids
language 1
",
    mended: "package acme.rules
language 1

//// acme/hr/ids.svt
package acme.hr.ids
language 1
",
};

/// A rule file without `package` or `language`.
pub static MISSING_HEADER: Code = Code {
    code: "E0209",
    slug: "missing_header",
    level: Level::Error,
    title: "a rule file without `package` or `language`",
    explanation: "A rule file starts with its `package`, the name that others import from, and the `language` version it is written in. A later
version of the language may read some text differently; the line keeps an old file's meaning for ever.",
    example: r"package acme.hr

identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
}
",
    mended: r"package acme.hr
language 1

identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
}
",
};

/// A language version that this compiler does not know.
pub static UNKNOWN_LANGUAGE: Code = Code {
    code: "E0210",
    slug: "unknown_language",
    level: Level::Error,
    title: "a language version that this compiler does not know",
    explanation: "The file says it is written in a version of the language that this compiler cannot read. Versions are whole numbers, and a
compiler reads its own and all earlier ones. Use a newer `sievert` for the file.",
    example: "package acme.hr
language 2
",
    mended: "package acme.hr
language 1
",
};

/// A kind of item that does not exist.
pub static UNKNOWN_KIND: Code = Code {
    code: "E0211",
    slug: "unknown_kind",
    level: Level::Error,
    title: "a kind of item that does not exist",
    explanation: "An item starts with its kind: `identifier`, `list`, `allow`, `suppress`, `profile`, `test`. The word that stands there is none of them.",
    example: r"identifer employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
}
",
    mended: r"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
}
",
};

/// An import from a package that is not here.
pub static UNKNOWN_PACKAGE: Code = Code {
    code: "E0212",
    slug: "unknown_package",
    level: Level::Error,
    title: "an import from a package that is not here",
    explanation: "`use` takes from packages that are compiled together: the files and folders given to the command, and the standard library.
None of them has a package of this name. Check the spelling, or add the folder that holds it.",
    example: "package acme.rules
language 1

use acme.hrr.words

//// acme/hr.svt
package acme.hr
language 1
",
    mended: "package acme.rules
language 1
",
};

/// A line that stands in the wrong place.
pub static MISPLACED: Code = Code {
    code: "E0213",
    slug: "misplaced",
    level: Level::Error,
    title: "a line that stands in the wrong place",
    explanation: "`package`, `language` and `use` stand above the first declaration, so that a reader sees at once where names come from.
Annotations such as `@id` stand above an item; on a line inside one only `@allow` means something.",
    example: r#"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
}

use other.words

//// other.svt
package other
language 1

@allow(unused, reason: "an example")
list words {
  values: ["employee"]
}
"#,
    mended: "",
};

/// An annotation that does not exist.
pub static UNKNOWN_ANNOTATION: Code = Code {
    code: "E0214",
    slug: "unknown_annotation",
    level: Level::Error,
    title: "an annotation that does not exist",
    explanation: "Annotations say things about an item that do not change what it finds: `@id`, `@since`, `@owner`, `@macie`, `@deprecated`,
`@allow`. An unknown one would be a note that nobody reads.",
    example: r#"@idd("HR-1")
identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
}
"#,
    mended: r#"@id("HR-1")
identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
}
"#,
};

/// An item or entry of the wrong shape.
pub static MALFORMED_ITEM: Code = Code {
    code: "E0215",
    slug: "malformed_item",
    level: Level::Error,
    title: "an item or entry of the wrong shape",
    explanation: "An item is `kind name { … }`. Inside it, a key takes either a value (`severity: high`) or a block of rows (`context { … }`),
and rows stand inside such a block only. The name of an item is one word; the title of a test is a text; only a test says
`for` before its braces.",
    example: r#"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
  near(["badge"]) : +0.10
}
"#,
    mended: r#"identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
  context {
    near(["badge"]) : +0.10
  }
}
"#,
};

/// Things that build on each other in a circle.
pub static CYCLE: Code = Code {
    code: "E0216",
    slug: "cycle",
    level: Level::Error,
    title: "things that build on each other in a circle",
    explanation: "A profile selects what the profiles do that it builds on. Where two build on each other, by themselves or through others, there
is no first one from which that could be worked out. Take one of the two references away; what both shall select may stand in
a third profile that both build on.",
    example: r"profile quiet {
  profiles: [night]
}

profile night {
  profiles: [quiet]
}
",
    mended: r"profile quiet {
  identifiers: [employee_id]
}

profile night {
  profiles: [quiet]
}

identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
}
",
};
