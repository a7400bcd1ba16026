//! The kinds of item and their keys. Checker, completion and documentation read this table; a new kind is a row here and
//! a lowering function in [`crate::check`].

/// A kind of item: `identifier credit_card { … }`.
#[derive(Debug)]
pub struct Kind {
    /// The word it starts with.
    pub name: &'static str,
    /// With its article, for messages: "an identifier".
    pub article: &'static str,
    /// One sentence.
    pub doc: &'static str,
    /// The first version that has it.
    pub since: &'static str,
    /// What stands after the word.
    pub naming: Naming,
    /// Whether `for target` follows.
    pub target: bool,
    /// Its keys; empty for a kind whose body is a table of rows.
    pub keys: &'static [Key],
}

/// What names an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// A word that others can refer to.
    Word,
    /// A quoted title.
    Title,
}

/// A key of a kind.
#[derive(Debug)]
pub struct Key {
    /// As written before the colon or the brace.
    pub name: &'static str,
    /// What it takes.
    pub shape: Shape,
    /// What its value is, for messages and documentation: "a date".
    pub wants: &'static str,
    /// Whether an item without it is wrong.
    pub required: bool,
    /// Whether it may stand several times.
    pub repeated: bool,
    /// One or two sentences.
    pub doc: &'static str,
    /// The first version that has it.
    pub since: &'static str,
}

/// The two ways to write an entry, and which of them a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// `key: value`
    Value,
    /// `key { condition : effect … }`
    Table,
    /// Either.
    Both,
}

const fn value(name: &'static str, wants: &'static str, doc: &'static str) -> Key {
    Key { name, shape: Shape::Value, wants, required: false, repeated: false, doc, since: "0.1.0" }
}

const fn required(key: Key) -> Key {
    Key { required: true, ..key }
}

const fn shaped(key: Key, shape: Shape) -> Key {
    Key { shape, ..key }
}

/// What an exception says about itself; `allow` and `suppress` have these.
const REASON: Key = value("reason", "text", "Why the exception is right, for whoever reads it next.");
const OWNER: Key = value("owner", "text", "Who answers for it: a team or a person.");
const EXPIRES: Key = value("expires", "a date", "The last day it is applied.");
const FOR: Key = value("for", "a list of identifiers", "The identifiers it is for; all without it.");

/// All kinds, in the order the documentation shows them.
pub static KINDS: &[Kind] = &[
    Kind {
        name: "identifier",
        article: "an identifier",
        doc: "Finds one sort of sensitive data by a pattern, checks on the match, and what stands around it.",
        since: "0.1.0",
        naming: Naming::Word,
        target: false,
        keys: &[
            required(value(
                "category",
                "a category",
                "What sort of data it is: `credentials`, `financial`, `health`, `personal`, `other`.",
            )),
            shaped(
                value(
                    "severity",
                    "a severity",
                    "How bad a finding is: `info`, `low`, `medium`, `high`, `critical`; or a table of `occurrences >= 50 : high`. `medium` without it.",
                ),
                Shape::Both,
            ),
            required(value(
                "match",
                "a pattern or a list of patterns",
                "What it looks for; of several, the first listed wins.",
            )),
            value(
                "normalize",
                "`strip(\"…\")`, `upper`, `lower`, `digits`, `alphanumeric`, or a list of them",
                "Applied in order to the matched text before `validate` and allow lists see it.",
            ),
            value(
                "validate",
                "validators joined by `and`, `or`, `not`",
                "Must hold on the normalised text, or the match is dropped.",
            ),
            value(
                "confidence",
                "a number from 0 to 1",
                "Where the score of a match starts; 0.75 without it.",
            ),
            shaped(
                value(
                    "context",
                    "rows such as `near(words, within: 50) : +0.40`",
                    "What around a match moves its score. Each row that holds adds its number once.",
                ),
                Shape::Table,
            ),
            shaped(
                value(
                    "require",
                    "rows such as `near(words, within: 50) : true`",
                    "What must hold (or must not) around a match, or it is dropped.",
                ),
                Shape::Table,
            ),
            value(
                "ignore",
                "a list of texts",
                "A match that contains one of these, case-sensitive, is dropped.",
            ),
            value(
                "report",
                "`confidence >= 0.70`",
                "The score from which a match is reported; `confidence >= 0.5` without it.",
            ),
            value(
                "redact",
                "`all`, `keep_last(4)`, `keep_first(2)` or `keep(first: 2, last: 4)`",
                "What a sample shows; never more than half of the characters. `all` hides every one.",
            ),
        ],
    },
    Kind {
        name: "list",
        article: "a list",
        doc: "Words that several rules share.",
        since: "0.1.0",
        naming: Naming::Word,
        target: false,
        keys: &[
            value("values", "a list of texts", "The words."),
            value(
                "file",
                "text",
                "A file with one word a line, relative to this file; `#` starts a comment line.",
            ),
        ],
    },
    Kind {
        name: "allow",
        article: "an allow list",
        doc: "Values that are never reported: the whole match, in any case, as found or normalised.",
        since: "0.1.0",
        naming: Naming::Word,
        target: false,
        keys: &[
            FOR,
            value("values", "a list of texts", "The values."),
            value(
                "file",
                "text",
                "A file with one value a line, relative to this file; `#` starts a comment line.",
            ),
            value(
                "match",
                "a pattern or a list of patterns",
                "A value that one of these matches as a whole is allowed.",
            ),
            REASON,
            OWNER,
            EXPIRES,
        ],
    },
    Kind {
        name: "suppress",
        article: "a suppression",
        doc: "Findings that are counted but not reported.",
        since: "0.1.0",
        naming: Naming::Word,
        target: false,
        keys: &[
            FOR,
            value("when", "a condition", "Over `finding`, `object` and `bucket`; always without it."),
            REASON,
            OWNER,
            EXPIRES,
        ],
    },
    Kind {
        name: "profile",
        article: "a profile",
        doc: "A named set of identifiers: which of them a scan uses. Names are written in full and need no `use`.",
        since: "0.1.0",
        naming: Naming::Word,
        target: false,
        keys: &[
            value(
                "identifiers",
                "a list of identifiers, or of packages with `.*`",
                "What it selects. `std.personal.*` is everything of `std.personal` and of the packages below it.",
            ),
            value("profiles", "a list of profiles", "The profiles it builds on: it selects what they do."),
            value(
                "except",
                "a list of identifiers, or of packages with `.*`",
                "What is taken out again, wherever it came from.",
            ),
        ],
    },
    Kind {
        name: "test",
        article: "a test",
        doc: "Texts and what an identifier must make of them.",
        since: "0.1.0",
        naming: Naming::Title,
        target: true,
        keys: &[],
    },
];

/// An annotation: `@id("PCI-0001")`.
#[derive(Debug)]
pub struct AnnotationKind {
    /// The word after `@`.
    pub name: &'static str,
    /// What stands in its parentheses, for messages and documentation.
    pub wants: &'static str,
    /// Least and most arguments.
    pub arguments: (usize, usize),
    /// One sentence.
    pub doc: &'static str,
}

/// All annotations. Their arguments are texts.
pub static ANNOTATIONS: &[AnnotationKind] = &[
    AnnotationKind {
        name: "id",
        wants: "one text, such as `@id(\"PCI-0001\")`",
        arguments: (1, 1),
        doc: "A stable id that survives a change of name.",
    },
    AnnotationKind {
        name: "since",
        wants: "a version, such as `@since(\"1.0.0\")`",
        arguments: (1, 1),
        doc: "The version of the pack that first had it.",
    },
    AnnotationKind { name: "owner", wants: "one text", arguments: (1, 1), doc: "Who answers for the rule." },
    AnnotationKind {
        name: "macie",
        wants: "one or more names, such as `@macie(\"CREDIT_CARD_NUMBER\")`",
        arguments: (1, 16),
        doc: "The managed data identifiers of Amazon Macie that it stands for.",
    },
    AnnotationKind {
        name: "deprecated",
        wants: "one text that says what to use instead",
        arguments: (0, 1),
        doc: "Marks a rule that is about to go.",
    },
    AnnotationKind {
        name: "allow",
        wants: "the slug of a warning and a reason, such as `@allow(unused, reason: \"…\")`",
        arguments: (2, 2),
        doc: "Silences one kind of warning here.",
    },
];

/// The kind of that name.
#[must_use]
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}

impl Kind {
    /// Its key of that name.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique() {
        for kind in KINDS {
            assert_eq!(KINDS.iter().filter(|other| other.name == kind.name).count(), 1, "{}", kind.name);
            for key in kind.keys {
                assert_eq!(
                    kind.keys.iter().filter(|other| other.name == key.name).count(),
                    1,
                    "{}",
                    key.name
                );
            }
        }
    }
}
