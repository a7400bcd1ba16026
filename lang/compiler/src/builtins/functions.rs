//! Functions and methods of conditions. Their code lives in the engine; `known` and `has` are forms of the language.

/// What a parameter or receiver may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A text.
    Text,
    /// A list of anything.
    List,
    /// A text, a list or a map.
    Countable,
    /// `x => condition` over the elements of the receiver.
    Predicate,
    /// A condition.
    Bool,
    /// A whole number.
    Int,
}

/// A function, called as a method of its first parameter: `object.key.starts_with("hr/")`.
#[derive(Debug)]
pub struct Function {
    /// The name, and the name in [`crate::program::Expr::Call`].
    pub name: &'static str,
    /// What it is a method of; the first argument of the call.
    pub receiver: Shape,
    /// The further arguments.
    pub params: &'static [(&'static str, Shape)],
    /// What it gives.
    pub result: Shape,
    /// One sentence.
    pub doc: &'static str,
}

/// All of them.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "any",
        receiver: Shape::List,
        params: &[("condition", Shape::Predicate)],
        result: Shape::Bool,
        doc: "Whether the condition holds for at least one element.",
    },
    Function {
        name: "all",
        receiver: Shape::List,
        params: &[("condition", Shape::Predicate)],
        result: Shape::Bool,
        doc: "Whether the condition holds for every element; true for an empty list.",
    },
    Function {
        name: "count",
        receiver: Shape::List,
        params: &[("condition", Shape::Predicate)],
        result: Shape::Int,
        doc: "For how many elements the condition holds.",
    },
    Function {
        name: "starts_with",
        receiver: Shape::Text,
        params: &[("prefix", Shape::Text)],
        result: Shape::Bool,
        doc: "Whether the text starts so, case-sensitive.",
    },
    Function {
        name: "ends_with",
        receiver: Shape::Text,
        params: &[("suffix", Shape::Text)],
        result: Shape::Bool,
        doc: "Whether the text ends so, case-sensitive.",
    },
    Function {
        name: "contains",
        receiver: Shape::Text,
        params: &[("part", Shape::Text)],
        result: Shape::Bool,
        doc: "Whether the text holds this anywhere, case-sensitive.",
    },
    Function {
        name: "lower",
        receiver: Shape::Text,
        params: &[],
        result: Shape::Text,
        doc: "The text in lower case.",
    },
    Function {
        name: "len",
        receiver: Shape::Countable,
        params: &[],
        result: Shape::Int,
        doc: "The number of characters of a text, or of elements of a list or map.",
    },
];

/// The function of that name.
#[must_use]
pub fn function(name: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|function| function.name == name)
}
