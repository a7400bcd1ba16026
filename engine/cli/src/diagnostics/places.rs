//! Spans of rule files as paths, lines and columns.

use std::collections::HashMap;

use sievert_lang::diagnostic::place::{Lines, Position};
use sievert_lang::source::{SourceId, Sources, Span};

/// Where a span lies, for people and for other programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place<'a> {
    /// As the person knows it.
    pub path: &'a str,
    /// First character.
    pub start: Position,
    /// One past the last character.
    pub end: Position,
}

/// Places of spans; each text is searched for its lines once.
pub struct Places<'a> {
    sources: &'a Sources,
    lines: HashMap<SourceId, Lines<'a>>,
}

impl<'a> Places<'a> {
    /// In these texts.
    #[must_use]
    pub fn new(sources: &'a Sources) -> Self {
        Self { sources, lines: HashMap::new() }
    }

    /// The place of a span; the start of a nameless text when it lies in none.
    pub fn of(&mut self, span: Span) -> Place<'a> {
        let Some(source) = self.sources.get(span.source) else {
            let start = Position { offset: 0, line: 1, column: 1 };
            return Place { path: "", start, end: start };
        };
        let lines = self.lines.entry(span.source).or_insert_with(|| Lines::new(&source.text));
        let range = span.range();
        Place { path: &source.path, start: lines.position(range.start), end: lines.position(range.end) }
    }
}
