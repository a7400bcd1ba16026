//! The validators that `validate:` may name. Their code lives in the engine, which holds that both lists are the same.

use crate::program::Literal;

/// A validator's signature.
#[derive(Debug)]
pub struct Validator {
    /// As written in rules.
    pub name: &'static str,
    /// Empty for most: `luhn`.
    pub params: &'static [Param],
    /// One sentence for documentation and hover.
    pub doc: &'static str,
    /// The standard or source that defines it.
    pub standard: &'static str,
}

/// A parameter.
#[derive(Debug)]
pub struct Param {
    /// Its name: `min` in `entropy(min: 3.5)`.
    pub name: &'static str,
    /// Its type.
    pub ty: ParamType,
    /// What it is when not given; required without.
    pub default: Option<Literal>,
}

/// Types of parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ParamType {
    Int,
    Float,
    Text,
}

/// A validator without parameters.
const fn plain(name: &'static str, standard: &'static str, doc: &'static str) -> Validator {
    Validator { name, params: &[], doc, standard }
}

const fn required(name: &'static str, ty: ParamType) -> Param {
    Param { name, ty, default: None }
}

const fn optional(name: &'static str, ty: ParamType, default: Literal) -> Param {
    Param { name, ty, default: Some(default) }
}

/// All validators, sorted by name.
pub static VALIDATORS: &[Validator] = &[
    Validator {
        name: "distinct",
        params: &[required("min", ParamType::Int)],
        doc: "At least `min` different characters.",
        standard: "a measure, no standard",
    },
    Validator {
        name: "entropy",
        params: &[required("min", ParamType::Float)],
        doc: "A Shannon entropy of at least `min` bits per character; random base64 has above 4, words have below 3.5.",
        standard: "Shannon, A Mathematical Theory of Communication, 1948, section 6",
    },
    Validator {
        name: "length",
        params: &[
            optional("min", ParamType::Int, Literal::Int(0)),
            optional("max", ParamType::Int, Literal::Int(i64::MAX)),
        ],
        doc: "A length in characters from `min` to `max`.",
        standard: "a measure, no standard",
    },
    plain("luhn", "ISO/IEC 7812-1, annex B", "The Luhn check digit over all digits."),
    plain("repeated_digit", "a measure, no standard", "One digit over and over: `0000000000`."),
    plain(
        "sequential",
        "a measure, no standard",
        "Digits that count up or down by one: `1234567890`, `98765`.",
    ),
];
