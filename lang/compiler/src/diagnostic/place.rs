//! Byte offsets as lines and columns.

use serde::Serialize;

/// A position in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Position {
    /// In bytes from the start of the text.
    pub offset: usize,
    /// From 1.
    pub line: usize,
    /// In characters from the start of the line, from 1.
    pub column: usize,
}

/// The lines of one text.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    /// Offset of the first byte of every line.
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Finds the lines of a text.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(breaks).collect() }
    }

    /// Line and column of an offset; one beyond the text counts as its end.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let before = self.text.get(start..offset).unwrap_or_default();
        Position { offset, line, column: before.chars().count() + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_characters() {
        let lines = Lines::new("aä\nöx");
        assert_eq!(lines.position(3), Position { offset: 3, line: 1, column: 3 });
        assert_eq!(lines.position(6), Position { offset: 6, line: 2, column: 2 });
        assert_eq!(lines.position(99), Position { offset: 7, line: 2, column: 3 });
    }
}
