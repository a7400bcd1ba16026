//! The generated parser. Its `Rule`s and pairs go no further than `parse`.

/// What pest makes of `grammar.pest`.
#[derive(pest_derive::Parser)]
#[grammar = "grammar.pest"]
pub(super) struct Grammar;
