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

/// A longer line, in bytes, is not shown.
const MAX_LINE: usize = 1000;

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
        if !fits(diagnostic, sources) {
            let help = diagnostic.help.as_ref().map(|help| format!("  help: {help}\n")).unwrap_or_default();
            return format!("{}{help}", short(std::slice::from_ref(diagnostic), sources));
        }
        let mut text = String::new();
        // Writing to a string cannot fail; should the handler not find its place, the one line says what it can.
        match handler.render_report(&mut text, &Rendered::new(diagnostic, sources)) {
            Ok(()) => format!("{}\n", text.trim_matches('\n')),
            Err(_) => short(std::slice::from_ref(diagnostic), sources),
        }
    });
    shown.collect::<Vec<_>>().join("\n")
}

/// Whether the lines that would be shown are lines that a person wrote; a megabyte without a break is told, not shown.
fn fits(diagnostic: &Diagnostic, sources: &Sources) -> bool {
    diagnostic.labels.iter().all(|label| {
        let Some(text) = sources.get(label.span.source).map(|source| &source.text) else { return true };
        let range = label.span.range();
        let (before, after) =
            (text.get(..range.start).unwrap_or_default(), text.get(range.end..).unwrap_or_default());
        let marked = text.get(range).unwrap_or_default();
        // One more line on either side is shown too.
        let lines = before.rsplit('\n').take(2).chain(marked.split('\n')).chain(after.split('\n').take(2));
        lines.map(str::len).all(|length| length <= MAX_LINE)
    })
}

/// Each on one line, `path:line:column: error[E0203] message`.
#[must_use]
pub fn short(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    diagnostics.iter().map(|diagnostic| format!("{}\n", one_line(diagnostic, sources))).collect()
}

#[cfg(test)]
mod tests {
    use sievert_lang::source::Sealed;

    use super::*;

    fn told(rules: String) -> String {
        let mut sources = Sources::new();
        sources.add_text("a.svt", rules);
        let problems = sievert_lang::compile(&sources, &Sealed).diagnostics;
        assert!(!problems.is_empty());
        text(&problems, &sources, Style::PLAIN)
    }

    #[test]
    fn a_line_that_nobody_wrote_is_told_and_not_shown() {
        let shown = told("package a\nlanguage 1\n\nlist x {\n  valeus: [\"a\"]\n}\n".to_owned());
        assert!(shown.contains("╭─[a.svt:5:3]"), "{shown}");
        let told =
            told(format!("package a\nlanguage 1\n\nlist x {{\n  valeus: [\"{}\"]\n}}\n", "a".repeat(5000)));
        assert!(told.contains("a.svt:5:3: error[E0203] unknown key `valeus`"), "{told}");
        assert!(told.len() < 1500, "{}", told.len());
    }
}
