//! Every kind of diagnostic, declared once.
//!
//! The first digit pair of a code is its area: E01 syntax, E02 names, E03 types, E04 patterns, E06 packs, W02 logic, W03
//! cost, W04 hygiene. A code is never used again for something else; a gap is a code that was never given out.

use std::sync::LazyLock;

use crate::diagnostic::Code;

pub mod cost;
pub mod hygiene;
pub mod logic;
pub mod names;
pub mod packs;
pub mod patterns;
pub mod syntax;
pub mod types;

/// All of them, by code: errors first.
pub static CODES: LazyLock<Vec<&'static Code>> = LazyLock::new(|| {
    let areas =
        [syntax::ALL, names::ALL, types::ALL, patterns::ALL, packs::ALL, logic::ALL, cost::ALL, hygiene::ALL];
    let mut all: Vec<&'static Code> = areas.into_iter().flatten().copied().collect();
    all.sort_by_key(|code| code.code);
    all
});

/// The code of that number or slug: `E0203`, `e0203`, `unknown_key`.
#[must_use]
pub fn find(name: &str) -> Option<&'static Code> {
    CODES.iter().copied().find(|code| code.code.eq_ignore_ascii_case(name) || code.slug == name)
}

#[cfg(test)]
mod tests;
