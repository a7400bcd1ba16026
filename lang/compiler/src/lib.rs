//! The Sievert rule language.
//!
//! Text goes in, a checked [`program::Program`] and a list of [`diagnostic::Diagnostic`]s come out. The stages are plain
//! functions over plain data, and each knows only what flows into it:
//!
//! ```text
//! Sources ──parse──▶ syntax::File ──check──▶ program::Program
//!                        └──format──▶ text
//! ```
//!
//! * [`parse()`] reads one file and says what was written. It does not know which kinds of item or which keys exist, so it
//!   reads files of later versions too, and a broken item does not take the others with it.
//! * [`compile()`] checks all files together and says what they mean: names, keys, types, patterns. What it knows by name
//!   stands in the tables of [`builtins`]; a new kind of item is a row there and a lowering function in [`check`].
//! * [`pattern`] decides what a pattern means, for the checker and for the engine alike.
//! * [`diagnostic`] is what was wrong, as data; [`codes`] explains every kind of it. Terminal, JSON and editors render from
//!   there, and fixes are edits that can be applied.
//!
//! Rule files are input like any other and may be hostile: size, nesting, patterns and the number of diagnostics have limits,
//! and nothing here panics. The crate does no I/O and has no clock; a [`source::World`] answers what it must ask.
//!
//! ```
//! use sievert_lang::{compile, diagnostic::render, source::{Sealed, Sources}};
//!
//! let mut sources = Sources::new();
//! sources.add_text("hr.svt", r#"
//! package acme.hr
//! language 1
//!
//! /// Employee numbers: site letter, six digits.
//! identifier employee_id {
//!   category: personal
//!   sevrity:  high
//!   match:    /\b[EMX][0-9]{6}\b/
//! }
//! "#);
//!
//! let compiled = compile(&sources, &Sealed);
//! assert!(compiled.program.is_none(), "there is no program when something is wrong");
//! let first = &compiled.diagnostics[0];
//! assert_eq!(render::one_line(first, &sources), "hr.svt:8:3: error[E0203] unknown key `sevrity` in identifier");
//! assert_eq!(first.fixes[0].edits[0].text, "severity");
//! ```

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
