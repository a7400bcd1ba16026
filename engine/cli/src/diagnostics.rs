//! How diagnostics of rule files are told: as text for people, and in the formats that other programs read.

pub mod github;
pub mod json;
pub mod junit;
pub mod places;
pub mod sarif;

use miette::{GraphicalReportHandler, GraphicalTheme};
use sievert_lang::diagnostic::render::one_line;
use sievert_lang::diagnostic::{Diagnostic, Level, Rendered};
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
    terminal.say(text(diagnostics, sources, style));
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

/// Each with its place underlined, an empty line between them; empty when there is none.
#[must_use]
pub fn text(diagnostics: &[Diagnostic], sources: &Sources, style: Style) -> String {
    let theme = if style.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_width(style.width).with_links(false);
    let shown = diagnostics.iter().map(|diagnostic| {
        let mut text = String::new();
        // Writing to a string cannot fail; should the handler not find its place, the one line says what it can.
        match handler.render_report(&mut text, &Rendered::new(diagnostic, sources)) {
            Ok(()) => format!("{}\n", text.trim_matches('\n')),
            Err(_) => short(std::slice::from_ref(diagnostic), sources),
        }
    });
    shown.collect::<Vec<_>>().join("\n")
}

/// Each on one line, `path:line:column: error[E0203] message`.
#[must_use]
pub fn short(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    diagnostics.iter().map(|diagnostic| format!("{}\n", one_line(diagnostic, sources))).collect()
}
