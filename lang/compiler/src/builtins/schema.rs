//! The facts a condition may ask about, and their types.

use crate::program::{Category, Severity};

/// The type of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldType {
    /// A text.
    Text,
    /// A whole number.
    Int,
    /// A number from 0 to 1.
    Confidence,
    /// A number of bytes.
    Size,
    /// A calendar date.
    Date,
    /// A choice.
    Enum(&'static Enum),
    /// The full name of an identifier.
    Identifier,
    /// Texts by text.
    TextMap,
}

/// A choice: a closed set of words.
#[derive(Debug, PartialEq, Eq)]
pub struct Enum {
    /// "severity"
    pub name: &'static str,
    /// Lowest first where ordered.
    pub cases: &'static [&'static str],
    /// Whether `<` and `>=` mean something.
    pub ordered: bool,
}

/// A field of a fact.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// After the dot.
    pub name: &'static str,
    /// Its type.
    pub ty: FieldType,
    /// It may not be there: `has object.version` asks.
    pub optional: bool,
    /// It may not be readable: `known(bucket.tags)` asks.
    pub unknowable: bool,
    /// One sentence.
    pub doc: &'static str,
}

/// A fact.
#[derive(Debug, PartialEq, Eq)]
pub struct Record {
    /// The root name.
    pub name: &'static str,
    /// One sentence.
    pub doc: &'static str,
    /// Its fields.
    pub fields: &'static [Field],
}

const fn field(name: &'static str, ty: FieldType, doc: &'static str) -> Field {
    Field { name, ty, optional: false, unknowable: false, doc }
}

const fn optional(field: Field) -> Field {
    Field { optional: true, ..field }
}

const fn unknowable(field: Field) -> Field {
    Field { unknowable: true, ..field }
}

/// How bad.
pub static SEVERITY: Enum =
    Enum { name: "severity", cases: &["info", "low", "medium", "high", "critical"], ordered: true };

/// What sort of data.
pub static CATEGORY: Enum = Enum {
    name: "category",
    cases: &["credentials", "financial", "health", "personal", "other"],
    ordered: false,
};

/// Storage classes of Amazon S3, in lower case.
pub static STORAGE_CLASS: Enum = Enum {
    name: "storage_class",
    cases: &[
        "standard",
        "reduced_redundancy",
        "standard_ia",
        "onezone_ia",
        "intelligent_tiering",
        "glacier",
        "glacier_ir",
        "deep_archive",
        "express_onezone",
        "outposts",
        "snow",
    ],
    ordered: false,
};

/// All choices.
pub static ENUMS: &[&Enum] = &[&SEVERITY, &CATEGORY, &STORAGE_CLASS];

/// Everything a condition may start from.
pub static RECORDS: &[Record] = &[
    Record {
        name: "finding",
        doc: "What an identifier found in one object.",
        fields: &[
            field("identifier", FieldType::Identifier, "The identifier that found it."),
            field("category", FieldType::Enum(&CATEGORY), "Its category."),
            field("severity", FieldType::Enum(&SEVERITY), "Its severity for this number of occurrences."),
            field(
                "confidence",
                FieldType::Confidence,
                "The highest score among its occurrences, from 0 to 1.",
            ),
            field("count", FieldType::Int, "The number of occurrences."),
        ],
    },
    Record {
        name: "object",
        doc: "What was scanned: an object of a bucket, a file, or standard input.",
        fields: &[
            field("uri", FieldType::Text, "Where it is: `s3://bucket/key`, or the path of a file."),
            field("key", FieldType::Text, "Its key in the bucket, or the path of the file as given."),
            field("size", FieldType::Size, "Its size in bytes."),
            optional(field("version", FieldType::Text, "Its version, in a bucket with versions.")),
            optional(field(
                "storage_class",
                FieldType::Enum(&STORAGE_CLASS),
                "Its storage class, in a bucket.",
            )),
            optional(field("last_modified", FieldType::Date, "The day it was last written, in UTC.")),
        ],
    },
    Record {
        name: "bucket",
        doc: "The bucket that holds the object. For a file there is none, and a condition that asks for it does not hold.",
        fields: &[
            field("name", FieldType::Text, "Its name."),
            unknowable(field(
                "tags",
                FieldType::TextMap,
                "Its tags; unknown without the permission to read them.",
            )),
        ],
    },
];

/// The fact of that name.
#[must_use]
pub fn record(name: &str) -> Option<&'static Record> {
    RECORDS.iter().find(|record| record.name == name)
}

impl Record {
    /// Its field of that name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// The severities by name.
pub static SEVERITIES: &[(&str, Severity)] = &[
    ("info", Severity::Info),
    ("low", Severity::Low),
    ("medium", Severity::Medium),
    ("high", Severity::High),
    ("critical", Severity::Critical),
];

/// The categories by name.
pub static CATEGORIES: &[(&str, Category)] = &[
    ("credentials", Category::Credentials),
    ("financial", Category::Financial),
    ("health", Category::Health),
    ("personal", Category::Personal),
    ("other", Category::Other),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_and_values_have_the_same_words() {
        let severities: Vec<&str> = SEVERITIES.iter().map(|(name, _)| *name).collect();
        let categories: Vec<&str> = CATEGORIES.iter().map(|(name, _)| *name).collect();
        assert_eq!((severities.as_slice(), categories.as_slice()), (SEVERITY.cases, CATEGORY.cases));
    }
}
