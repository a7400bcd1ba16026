//! The Sievert rule language.
//!
//! Text goes in, a checked [`program::Program`] or a list of [`diagnostic::Diagnostic`]s comes out. The stages are plain
//! functions over plain data:
//!
//! ```text
//! Sources ──parse──▶ syntax::File ──check──▶ program::Program
//!                        └──format──▶ text
//! ```
//!
//! The crate does no I/O and has no clock; a [`source::World`] answers what it must ask.

pub mod diagnostic;
pub mod program;
pub mod source;
pub mod syntax;

pub mod builtins;
pub mod check;
pub mod codes;
pub mod format;
pub mod parse;
pub mod pattern;

pub use check::{Compilation, compile};
pub use format::format;
pub use parse::{Parsed, parse};
