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

/// All validators, by name.
pub static VALIDATORS: &[Validator] = &[Validator {
    name: "luhn",
    params: &[],
    doc: "The Luhn check digit over all digits.",
    standard: "ISO/IEC 7812-1, annex B",
}];
