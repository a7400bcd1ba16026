//! Types of conditions and the literals that have them.

use crate::builtins::schema::{Enum, FieldType, Record, SEVERITIES};
use crate::program::Value;

use super::super::suggest::nearest;

/// The type of an expression.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::check) enum Type {
    /// Wrong, and reported: fits everything.
    Error,
    Bool,
    Int,
    Float,
    Confidence,
    Percent,
    Size,
    Duration,
    Date,
    Text,
    Identifier,
    Enum(&'static Enum),
    List(Box<Type>),
    Map(Box<Type>),
    Record(&'static Record),
}

impl Type {
    /// "a size"
    pub(super) fn with_article(&self) -> String {
        match self {
            Self::Error => "something wrong".to_owned(),
            Self::Bool => "a truth value".to_owned(),
            Self::Int => "a whole number".to_owned(),
            Self::Float => "a number".to_owned(),
            Self::Confidence => "a confidence".to_owned(),
            Self::Percent => "a percentage".to_owned(),
            Self::Size => "a size".to_owned(),
            Self::Duration => "a duration".to_owned(),
            Self::Date => "a date".to_owned(),
            Self::Text => "a text".to_owned(),
            Self::Identifier => "an identifier".to_owned(),
            Self::Enum(choice) => format!("a {}", choice.name.replace('_', " ")),
            Self::List(element) => match &**element {
                Self::Error => "a list".to_owned(),
                Self::Text => "a list of texts".to_owned(),
                Self::Enum(choice) => format!("a list of {}", choice.name),
                other => format!("a list, each {}", other.with_article()),
            },
            Self::Map(_) => "a map of texts".to_owned(),
            Self::Record(record) => format!("`{}`, which is a record", record.name),
        }
    }

    pub(super) fn is_number(&self) -> bool {
        matches!(
            self,
            Self::Int | Self::Float | Self::Confidence | Self::Percent | Self::Size | Self::Duration
        )
    }

    /// Whether `<` means something.
    pub(super) fn is_ordered(&self) -> bool {
        match self {
            Self::Enum(choice) => choice.ordered,
            Self::Date | Self::Error => true,
            other => other.is_number(),
        }
    }

    /// Whether a value of this type may stand where `wanted` is wanted: the same, or a number without a unit where
    /// numbers widen.
    pub(super) fn fits(&self, wanted: &Self) -> bool {
        match (self, wanted) {
            (Self::Error, _) | (_, Self::Error) => true,
            (Self::Int, Self::Float | Self::Confidence)
            | (Self::Float | Self::Percent, Self::Confidence)
            | (Self::Confidence, Self::Float) => true,
            (Self::List(a), Self::List(b)) | (Self::Map(a), Self::Map(b)) => a.fits(b),
            (a, b) => a == b,
        }
    }

    /// What `??` may fall back to, as written.
    pub(super) fn sample(&self) -> &'static str {
        match self {
            Self::Bool => "false",
            Self::Int | Self::Float | Self::Confidence => "0",
            Self::Percent => "0%",
            Self::Size => "0B",
            Self::Duration => "0s",
            Self::Date => "1970-01-01",
            Self::Enum(choice) => choice.cases.first().copied().unwrap_or(""),
            Self::List(_) => "[]",
            _ => "\"\"",
        }
    }
}

/// The type of a field.
pub(super) fn of_field(ty: FieldType) -> Type {
    match ty {
        FieldType::Text => Type::Text,
        FieldType::Int => Type::Int,
        FieldType::Confidence => Type::Confidence,
        FieldType::Size => Type::Size,
        FieldType::Date => Type::Date,
        FieldType::Enum(choice) => Type::Enum(choice),
        FieldType::Identifier => Type::Identifier,
        FieldType::TextMap => Type::Map(Box::new(Type::Text)),
    }
}

/// The value of a case of a choice.
pub(super) fn case(choice: &'static Enum, name: &str) -> Option<Value> {
    if !choice.cases.contains(&name) {
        return None;
    }
    let severity = SEVERITIES.iter().find(|(case, _)| choice.name == "severity" && *case == name);
    Some(severity.map_or_else(|| Value::Text(name.to_owned()), |(_, severity)| Value::Severity(*severity)))
}

/// Durations in milliseconds, sizes in bytes.
const UNITS: &[(&str, Type, i64)] = &[
    ("ms", Type::Duration, 1),
    ("s", Type::Duration, 1_000),
    ("m", Type::Duration, 60_000),
    ("h", Type::Duration, 3_600_000),
    ("d", Type::Duration, 86_400_000),
    ("w", Type::Duration, 604_800_000),
    ("B", Type::Size, 1),
    ("KB", Type::Size, 1_000),
    ("MB", Type::Size, 1_000_000),
    ("GB", Type::Size, 1_000_000_000),
    ("TB", Type::Size, 1_000_000_000_000),
    ("KiB", Type::Size, 1 << 10),
    ("MiB", Type::Size, 1 << 20),
    ("GiB", Type::Size, 1 << 30),
    ("TiB", Type::Size, 1 << 40),
];

/// A unit's type and its worth.
pub(super) fn unit(name: &str) -> Option<(Type, i64)> {
    UNITS.iter().find(|(unit, _, _)| *unit == name).map(|(_, ty, factor)| (ty.clone(), *factor))
}

/// What somebody may have meant: another case, or a longer word.
pub(super) fn near_unit(name: &str) -> Option<&'static str> {
    let long = [
        ("sec", "s"),
        ("second", "s"),
        ("min", "m"),
        ("minute", "m"),
        ("hour", "h"),
        ("day", "d"),
        ("week", "w"),
    ];
    let lower = name.to_ascii_lowercase();
    let word = lower.strip_suffix('s').unwrap_or(&lower);
    let long = long.iter().find(|(long, _)| *long == word).map(|(_, unit)| *unit);
    let same = UNITS.iter().map(|(unit, _, _)| *unit).find(|unit| unit.eq_ignore_ascii_case(name));
    long.or(same).or_else(|| nearest(name, UNITS.iter().map(|(unit, _, _)| *unit)))
}
