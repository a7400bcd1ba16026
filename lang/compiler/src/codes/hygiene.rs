//! W04: upkeep and deception.

use crate::diagnostic::{Code, Level};

/// The codes of this area, by code.
pub static ALL: &[&Code] = &[&SUPPRESSION_HYGIENE, &CONFUSABLE, &BIDI];

/// An exception that nobody answers for.
pub static SUPPRESSION_HYGIENE: Code = Code {
    code: "W0401",
    slug: "suppression_hygiene",
    level: Level::Warning,
    title: "an exception that nobody answers for",
    explanation: "A suppression hides findings, and one that outlives its reason hides real ones. So it says why (`reason`), who answers for it
(`owner`) and until when it holds (`expires`, at most a year ahead). An allow list needs a reason and an owner; its values may
stay for ever. One whose date has passed is no longer applied.",
    example: r#"suppress assets {
  when: object.key.starts_with("assets/")
}
"#,
    mended: r#"suppress assets {
  when:    object.key.starts_with("assets/")
  reason:  "public by design"
  owner:   "web"
  expires: 2027-03-31
}
"#,
};

/// Letters of two scripts in one word.
pub static CONFUSABLE: Code = Code {
    code: "W0402",
    slug: "confusable",
    level: Level::Warning,
    title: "letters of two scripts in one word",
    explanation: "A word mixes Latin letters with letters of another script that look like them. It reads like an ordinary word and never equals
one: a keyword that is never found, or an exception for something else than it seems.",
    example: "list words {\n\
           values: [\"p\u{430}yroll\"]\n\
         }\n\
         \n\
         identifier employee_id {\n\
           category: personal\n\
           match:    /\\bE[0-9]{6}\\b/\n\
           require {\n\
             near(words) : true\n\
           }\n\
         }\n\
         ",
    mended: r#"list words {
  values: ["payroll"]
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

/// Characters that change the direction of text.
pub static BIDI: Code = Code {
    code: "W0403",
    slug: "bidi",
    level: Level::Warning,
    title: "characters that change the direction of text",
    explanation: r"Invisible characters can turn the order in which a line is shown, so that a reviewer reads another rule than the one that runs
(CVE-2021-42574). They are warned of wherever they stand, comments included. Where one is meant inside a text, write it as an
escape: `\u{202e}`.",
    example: "// never \u{202e} reviewed\n\
         identifier employee_id {\n\
           category: personal\n\
           match:    /\\bE[0-9]{6}\\b/\n\
         }\n\
         ",
    mended: r"// never reviewed
identifier employee_id {
  category: personal
  match:    /\bE[0-9]{6}\b/
}
",
};
