//! Diagnostics as data.
//!
//! What is wrong is declared once, as a [`Code`] of [`crate::codes`]; an occurrence of it is a [`Diagnostic`]: places
//! underlined, what was found, what was wanted, and edits that mend it. Text, JSON, SARIF and editors all render from here.

use crate::source::Span;

pub mod fixes;
pub mod json;
pub mod place;
pub mod render;

pub use fixes::{Fixes, apply_fixes};
pub use render::Rendered;

/// How bad a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The program is usable.
    Warning,
    /// There is no program.
    Error,
}

/// A kind of diagnostic. Codes are never reused.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `E0203`.
    pub code: &'static str,
    /// `unknown_key`; the name under which `@allow(…)` silences a warning.
    pub slug: &'static str,
    /// Error or warning.
    pub level: Level,
    /// One line, lower case, no full stop.
    pub title: &'static str,
    /// Some paragraphs of Markdown for `sievert explain`: what it means, why it matters, what to do.
    pub explanation: &'static str,
    /// A rule file that triggers it (a test holds that it does).
    pub example: &'static str,
    /// The example mended (a test holds that it compiles), empty where no single mending is right.
    pub mended: &'static str,
}

/// An occurrence of a kind of problem.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// Its kind.
    pub code: &'static Code,
    /// What was found, specific: "unknown key `sevrity` in identifier".
    pub message: String,
    /// The first is the primary place.
    pub labels: Vec<Label>,
    /// What was wanted and what to do next.
    pub help: Option<String>,
    /// Edits that mend it, best first.
    pub fixes: Vec<Fix>,
}

/// A place with a word about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What is underlined.
    pub span: Span,
    /// Short; may be empty.
    pub text: String,
}

/// A way to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// "write `severity`".
    pub title: String,
    /// Applied together or not at all.
    pub edits: Vec<Edit>,
    /// Whether `check --fix` may apply it.
    pub safety: Safety,
}

/// One replacement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// By what.
    pub text: String,
}

/// How far a fix may be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Safety {
    /// Says what the author meant: `check --fix` applies it.
    Safe,
    /// Likely: `check --fix --unsafe-fixes` applies it.
    Unsafe,
}

impl Diagnostic {
    /// A diagnostic with its primary place.
    #[must_use]
    pub fn new(
        code: &'static Code,
        message: impl Into<String>,
        span: Span,
        label: impl Into<String>,
    ) -> Self {
        Self {
            code,
            message: message.into(),
            labels: vec![Label { span, text: label.into() }],
            help: None,
            fixes: Vec::new(),
        }
    }

    /// Adds a further place.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Adds a fix of one replacement.
    #[must_use]
    pub fn fix(
        mut self,
        title: impl Into<String>,
        span: Span,
        text: impl Into<String>,
        safety: Safety,
    ) -> Self {
        self.fixes.push(Fix { title: title.into(), edits: vec![Edit { span, text: text.into() }], safety });
        self
    }

    /// The primary place.
    #[must_use]
    pub fn span(&self) -> Span {
        self.labels.first().map_or_else(Span::default, |label| label.span)
    }
}
