//! Byte offsets of rule files as lines and columns.

use std::collections::HashMap;

use sievert_lang::source::{SourceId, Sources, Span};

/// Where a span lies, for people and for other programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place<'a> {
    /// As the person knows it.
    pub path: &'a str,
    /// First character.
    pub start: Point,
    /// One past the last character.
    pub end: Point,
}

/// A place between two characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// From 1.
    pub line: usize,
    /// From 1, in Unicode scalar values.
    pub column: usize,
    /// In bytes, from 0.
    pub offset: usize,
}

/// Places of spans; each text is searched for its lines once.
pub struct Places<'a> {
    sources: &'a Sources,
    /// Offsets of line starts by text.
    lines: HashMap<SourceId, Vec<usize>>,
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
            let start = Point { line: 1, column: 1, offset: 0 };
            return Place { path: "", start, end: start };
        };
        let text = &source.text;
        let starts = self.lines.entry(span.source).or_insert_with(|| {
            std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
        });
        let point = |offset: usize| {
            let offset = offset.min(text.len());
            let line = starts.partition_point(|start| *start <= offset);
            let start = line.checked_sub(1).and_then(|index| starts.get(index)).copied().unwrap_or(0);
            let column = text.get(start..offset).map_or(0, |before| before.chars().count()) + 1;
            Point { line, column, offset }
        };
        let range = span.range();
        Place { path: &source.path, start: point(range.start), end: point(range.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let mut sources = Sources::new();
        let id = sources.add_text("a.svt", "äb\r\ncd\n");
        let mut places = Places::new(&sources);
        let point = |line, column, offset| Point { line, column, offset };
        let place = places.of(Span::new(id, 2, 6));
        assert_eq!((place.start, place.end), (point(1, 2, 2), point(2, 2, 6)));
        // The end of the text is a place too; beyond it is not.
        assert_eq!(places.of(Span::new(id, 8, 99)).start, point(3, 1, 8));
        assert_eq!(places.of(Span::new(id, 99, 99)).start, point(3, 1, 8));
    }
}
