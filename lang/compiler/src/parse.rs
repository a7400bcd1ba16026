//! Text to syntax tree.

mod build;
mod grammar;
mod scan;

use pest::Parser;

use crate::codes::syntax as codes;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};
use crate::syntax::{Comment, File};
use build::Builder;
use grammar::{Grammar, Rule};

/// Largest rule file in bytes.
pub const MAX_SIZE: usize = 1 << 20;

/// What parsing gives: the items that could be read, and what was wrong with the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// Never absent: broken items are left out.
    pub file: File,
    /// In order of place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses one rule file. Never fails, never panics, linear in the length of the text.
#[must_use]
pub fn parse(source: SourceId, text: &str) -> Parsed {
    let map = scan::scan(text);
    let mut diagnostics = Vec::new();
    let mut items = Vec::new();
    let base = text.len() - text.trim_start_matches('\u{feff}').len();
    match Grammar::parse(Rule::file, text.get(base..).unwrap_or_default()) {
        Ok(pairs) => items = Builder::new(source, base, &mut diagnostics).items(pairs),
        Err(error) => {
            let (start, end) = match error.location {
                pest::error::InputLocation::Pos(at) => (at, at),
                pest::error::InputLocation::Span(span) => span,
            };
            let span = Span::new(source, base + start, base + end);
            diagnostics.push(Diagnostic::new(&codes::UNEXPECTED, "this cannot stand here", span, "unexpected"));
        }
    }
    let comments = map.comments.iter().map(|remark| Comment {
        span: Span::new(source, remark.start, remark.end),
        text: text.get(remark.start..remark.end).unwrap_or_default().replace("\r\n", "\n"),
    });
    Parsed { file: File { source, items, comments: comments.collect() }, diagnostics }
}

#[cfg(test)]
mod tests;
