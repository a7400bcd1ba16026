//! Blocks: entries, their alignment and the lines between them.

use crate::source::Span;
use crate::syntax::{Annotation, DocLine, Entry, EntryKind, ExprKind};

use super::Printer;
use super::expr::last_byte;
use super::layout::Doc;

/// Keys wider than this stand apart instead of pushing every value to the right.
const ALIGNED_KEY: usize = 32;

/// The same for the rows of a table.
const ALIGNED_ROW: usize = 60;

/// An entry that has been printed but not aligned.
enum Line {
    /// `key: value`
    Key { key: String, value: Doc },
    /// `expression : value`
    Row { key: Doc, value: Doc },
    /// `name { … }`
    Block(Doc),
}

impl Printer<'_> {
    /// Braces with what they hold.
    pub(super) fn block(&mut self, entries: &[Entry], braces: Span) -> Doc {
        let mut lines = Vec::new();
        for (i, entry) in entries.iter().enumerate() {
            let start = entry.doc.first().map_or(entry.span.start, |line| line.span.start);
            let above = self.remarks_above(start, (i == 0).then_some(false));
            let front = self.front(&entry.doc, &entry.annotations, entry.anchor());
            lines.push((Doc::concat(vec![above, front]), self.line(entry)));
        }
        let below = self.remarks_below(last_byte(braces));
        if lines.is_empty() && below.width() == Some(0) {
            return Doc::text("{}");
        }
        let keys = lines.iter().filter_map(|(_, line)| match line {
            Line::Key { key, .. } => Some(key.len()).filter(|width| *width <= ALIGNED_KEY),
            _ => None,
        });
        let keys = keys.max().unwrap_or_default();
        let rows = lines.iter().filter_map(|(_, line)| match line {
            Line::Row { key, .. } => key.width().filter(|width| *width <= ALIGNED_ROW),
            _ => None,
        });
        let rows = rows.max().unwrap_or_default();
        let mut inner = Vec::new();
        for (above, line) in lines {
            inner.push(above);
            inner.push(match line {
                Line::Key { key, value } => {
                    let blanks = Doc::blanks(keys.saturating_sub(key.len()) + 1);
                    Doc::concat(vec![Doc::text(key + ":"), blanks, value])
                }
                Line::Row { key, value } => {
                    let width = key.width().unwrap_or(rows);
                    let blanks = Doc::blanks(rows.saturating_sub(width) + 1);
                    Doc::concat(vec![key, blanks, Doc::text(":"), Doc::space(), value])
                }
                Line::Block(block) => block,
            });
        }
        inner.push(below);
        Doc::concat(vec![Doc::text("{"), Doc::concat(inner).nest(), Doc::hard_line(false), Doc::text("}")])
    }

    fn line(&mut self, entry: &Entry) -> Line {
        match &entry.kind {
            EntryKind::Pair { key, value } => match &key.kind {
                ExprKind::Name(name) => Line::Key { key: name.clone(), value: self.expr(value) },
                _ => {
                    let key = self.expr(key);
                    Line::Row { key, value: self.expr(value) }
                }
            },
            EntryKind::Block { name, entries, body } => {
                let head = Doc::text(format!("{} ", name.text));
                Line::Block(Doc::concat(vec![head, self.block(entries, *body)]))
            }
        }
    }

    /// Documentation and annotations, ending in a line break. The place of the first line is where the caller is;
    /// `anchor` is where what follows begins.
    pub(super) fn front(&mut self, doc: &[DocLine], annotations: &[Annotation], anchor: u32) -> Doc {
        if doc.is_empty() && annotations.is_empty() {
            return Doc::default();
        }
        let mut docs = Vec::new();
        for (i, line) in doc.iter().enumerate() {
            if i > 0 {
                docs.push(self.remarks_above(line.span.start, Some(false)));
            }
            let text = if line.text.is_empty() { "///".to_owned() } else { format!("/// {}", line.text) };
            docs.push(Doc::text(text));
        }
        if let Some(first) = annotations.first().filter(|_| !doc.is_empty()) {
            docs.push(self.remarks_above(first.span.start, Some(false)));
        }
        let mut group = Vec::new();
        for (i, annotation) in annotations.iter().enumerate() {
            if i > 0 {
                group.push(Doc::line());
            }
            group.extend([self.remarks(annotation.span.start), self.annotation(annotation)]);
        }
        docs.push(Doc::concat(group).group());
        docs.push(self.remarks_above(anchor, Some(false)));
        Doc::concat(docs)
    }

    fn annotation(&mut self, annotation: &Annotation) -> Doc {
        let name = Doc::text(format!("@{}", annotation.name.text));
        if annotation.span.end == annotation.name.span.end {
            return name;
        }
        Doc::concat(vec![name, self.args(&annotation.args, annotation.span)])
    }
}

impl Entry {
    /// Where its key or name begins.
    fn anchor(&self) -> u32 {
        match &self.kind {
            EntryKind::Pair { key, .. } => key.span.start,
            EntryKind::Block { name, .. } => name.span.start,
        }
    }
}
