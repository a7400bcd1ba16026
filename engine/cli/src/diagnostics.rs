//! How diagnostics of rule files are told: as text for people, and in the formats that other programs read.

pub mod github;
pub mod json;
pub mod junit;
pub mod places;
pub mod sarif;

use sievert_lang::diagnostic::{Diagnostic, Level};
use sievert_lang::source::Sources;

use crate::terminal::Terminal;

/// How many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Rule files looked at.
    pub files: usize,
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
}

impl Tally {
    /// Of these diagnostics, of so many files.
    #[must_use]
    pub fn of(diagnostics: &[Diagnostic], files: usize) -> Self {
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.code.level == Level::Error).count();
        Self { files, errors, warnings: diagnostics.len() - errors }
    }
}

/// `1 error`, `2 errors`.
#[must_use]
pub fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// `error` or `warning`.
#[must_use]
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
    }
}

/// Says diagnostics on standard error, for commands whose result is something else.
pub fn say(diagnostics: &[Diagnostic], sources: &Sources, terminal: &Terminal) {
    let style = Style { color: terminal.colors_err(), width: terminal.width() };
    terminal.say(text(diagnostics, sources, style).trim_end());
    let tally = Tally::of(diagnostics, 0);
    if tally.errors > 0 {
        terminal.error(format_args!("the rules have {}", plural(tally.errors, "error")));
    }
}

/// How text for people looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// With colour.
    pub color: bool,
    /// Columns to wrap at.
    pub width: usize,
}

impl Style {
    /// For text that goes into other documents.
    pub const PLAIN: Self = Self { color: false, width: 100 };
}

/// Each with its place underlined, empty when there is none.
#[must_use]
pub fn text(diagnostics: &[Diagnostic], sources: &Sources, _style: Style) -> String {
    let mut places = places::Places::new(sources);
    diagnostics.iter().map(|d| format!("{} {:?} {}\n", d.code.code, places.of(d.span()), d.message)).collect()
}
