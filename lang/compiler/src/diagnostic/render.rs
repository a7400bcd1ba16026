//! Diagnostics as a person reads them: through `miette` with the source underlined, or on one plain line.

use std::fmt;
use std::sync::Arc;

use miette::{LabeledSpan, NamedSource, SourceCode};

use super::place::Lines;
use super::{Diagnostic, Level, Safety};
use crate::source::{SourceId, Sources};

/// A diagnostic with the text it speaks of: what a `miette` report handler takes.
#[derive(Debug)]
pub struct Rendered {
    message: String,
    code: String,
    level: Level,
    help: Option<String>,
    source: NamedSource<Arc<str>>,
    labels: Vec<LabeledSpan>,
    /// Labels in other files, each as a note of its own.
    elsewhere: Vec<Rendered>,
}

impl Rendered {
    /// Joins a diagnostic with its texts.
    #[must_use]
    pub fn new(diagnostic: &Diagnostic, sources: &Sources) -> Self {
        let home = diagnostic.span().source;
        let here = diagnostic.labels.iter().filter(|label| label.span.source == home);
        let labels = here.enumerate().map(|(index, label)| {
            let range = label.span.range();
            let text = Some(label.text.clone()).filter(|text| !text.is_empty());
            if index == 0 {
                LabeledSpan::new_primary_with_span(text, range)
            } else {
                LabeledSpan::new_with_span(text, range)
            }
        });
        let elsewhere =
            diagnostic.labels.iter().filter(|label| label.span.source != home).map(|label| Self {
                message: label.text.clone(),
                code: String::new(),
                level: diagnostic.code.level,
                help: None,
                source: named(sources, label.span.source),
                labels: vec![LabeledSpan::new_primary_with_span(None, label.span.range())],
                elsewhere: Vec::new(),
            });
        Self {
            message: diagnostic.message.clone(),
            code: format!("{} {}", diagnostic.code.code, diagnostic.code.slug),
            level: diagnostic.code.level,
            help: help(diagnostic),
            source: named(sources, home),
            labels: labels.collect(),
            elsewhere: elsewhere.collect(),
        }
    }
}

fn named(sources: &Sources, id: SourceId) -> NamedSource<Arc<str>> {
    match sources.get(id) {
        Some(source) => NamedSource::new(&source.path, Arc::clone(&source.text)),
        None => NamedSource::new("?", Arc::from("")),
    }
}

/// The help, and below it the fixes that it does not already spell out.
fn help(diagnostic: &Diagnostic) -> Option<String> {
    let mut lines: Vec<String> = diagnostic.help.iter().cloned().collect();
    let mark = if lines.is_empty() && diagnostic.fixes.len() == 1 { "" } else { "fix: " };
    for fix in &diagnostic.fixes {
        let applied = if fix.safety == Safety::Safe { " (`--fix` does it)" } else { "" };
        lines.push(format!("{mark}{}{applied}", fix.title));
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

impl fmt::Display for Rendered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Rendered {}

impl miette::Diagnostic for Rendered {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        (!self.code.is_empty()).then(|| Box::new(&self.code) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match (self.code.is_empty(), self.level) {
            (true, _) => miette::Severity::Advice,
            (false, Level::Error) => miette::Severity::Error,
            (false, Level::Warning) => miette::Severity::Warning,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn miette::Diagnostic> + 'a>> {
        if self.elsewhere.is_empty() {
            return None;
        }
        Some(Box::new(self.elsewhere.iter().map(|note| note as &dyn miette::Diagnostic)))
    }
}

/// `path:line:column: error[E0203] message`, for pipes, editors and screen readers. Lines and columns count from 1,
/// columns in characters.
#[must_use]
pub fn one_line(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let span = diagnostic.span();
    let level = match diagnostic.code.level {
        Level::Error => "error",
        Level::Warning => "warning",
    };
    let (code, message) = (diagnostic.code.code, &diagnostic.message);
    match sources.get(span.source) {
        Some(source) => {
            let at = Lines::new(&source.text).position(span.start as usize);
            format!("{}:{}:{}: {level}[{code}] {message}", source.path, at.line, at.column)
        }
        None => format!("{level}[{code}] {message}"),
    }
}
