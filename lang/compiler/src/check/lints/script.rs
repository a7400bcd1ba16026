//! W0402 and W0403: text that does not say what it seems to say.

use crate::codes::hygiene;
use crate::diagnostic::{Diagnostic, Safety};
use crate::source::{SourceId, Span};
use crate::syntax::{Entry, EntryKind, Expr, ExprKind, ItemKind, Text};

use super::super::Checker;

/// Characters that turn the direction of what follows: a reviewer sees another order than the compiler.
const DIRECTIONS: [char; 9] = [
    '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}',
    '\u{2069}',
];

impl Checker<'_> {
    /// Anywhere in a file, comments included.
    pub(super) fn lint_directions(&mut self, source: SourceId, text: &str) {
        if text.is_ascii() {
            return;
        }
        for (at, found) in text.match_indices(DIRECTIONS) {
            let span = Span::new(source, at, at + found.len());
            let number = found.chars().next().map_or(0, u32::from);
            let message =
                format!("the invisible character U+{number:04X} changes the direction of the text after it");
            let found = Diagnostic::new(&hygiene::BIDI, message, span, "invisible, here");
            self.report(
                found.help(format!("remove it; where it is meant, write `\\u{{{number:x}}}` in a text")).fix(
                    "remove it",
                    span,
                    "",
                    Safety::Unsafe,
                ),
            );
        }
    }

    /// Words of texts that mix Latin letters with look-alikes of another script.
    pub(super) fn lint_scripts(&mut self) {
        let files = self.files;
        for file in files {
            let ascii = self.sources.get(file.source).is_none_or(|source| source.text.is_ascii());
            if ascii {
                continue;
            }
            for item in &file.items {
                if let ItemKind::Decl(decl) = &item.kind {
                    self.script_of_entries(&decl.entries);
                }
            }
        }
    }

    fn script_of_entries(&mut self, entries: &[Entry]) {
        for entry in entries {
            match &entry.kind {
                EntryKind::Pair { key, value } => {
                    self.script_of(key);
                    self.script_of(value);
                }
                EntryKind::Block { entries, .. } => self.script_of_entries(entries),
            }
        }
    }

    fn script_of(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Text(text) => self.script_of_text(text),
            ExprKind::List(items) => items.iter().for_each(|item| self.script_of(item)),
            ExprKind::Record(fields) => fields.iter().for_each(|(_, value)| self.script_of(value)),
            ExprKind::Call(callee, args) => {
                self.script_of(callee);
                args.iter().for_each(|arg| self.script_of(&arg.value));
            }
            ExprKind::Binary(left, _, _, right) | ExprKind::Index(left, right) => {
                self.script_of(left);
                self.script_of(right);
            }
            ExprKind::Member(inner, _)
            | ExprKind::Unary(_, inner)
            | ExprKind::Lambda(_, inner)
            | ExprKind::Section(_, inner)
            | ExprKind::Has(inner)
            | ExprKind::Paren(inner) => self.script_of(inner),
            ExprKind::Name(_)
            | ExprKind::Regex(_)
            | ExprKind::Bool(_)
            | ExprKind::Number(_)
            | ExprKind::Date(_) => {}
        }
    }

    fn script_of_text(&mut self, text: &Text) {
        if text.value.is_ascii() {
            return;
        }
        for word in text.value.split(|c: char| !c.is_alphabetic()) {
            let latin = word.chars().any(|c| c.is_ascii_alphabetic());
            let Some(other) = word.chars().find(|c| script(*c).is_some()) else { continue };
            if !latin {
                continue;
            }
            let script = script(other).unwrap_or_default();
            let message = format!("`{word}` mixes Latin and {script} letters");
            let label = format!("`{other}` is U+{:04X}, a {script} letter", u32::from(other));
            let found = Diagnostic::new(&hygiene::CONFUSABLE, message, text.span, label);
            self.report(found.help("it looks like another word and never equals it; write it in one script"));
        }
    }
}

/// The scripts whose letters are taken for Latin ones.
fn script(c: char) -> Option<&'static str> {
    match c {
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' if c != 'µ' => Some("Greek"),
        '\u{400}'..='\u{52f}' => Some("Cyrillic"),
        '\u{530}'..='\u{58f}' => Some("Armenian"),
        '\u{13a0}'..='\u{13ff}' => Some("Cherokee"),
        _ => None,
    }
}
