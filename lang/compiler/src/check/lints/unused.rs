//! W0220: lists and imports that nothing uses.

use crate::codes::logic;
use crate::diagnostic::{Diagnostic, Safety};
use crate::source::Span;

use super::super::Checker;
use super::super::fields::Fields;
use super::super::identifier::SymbolRef;
use super::super::names::Target;

impl<'a> Checker<'a> {
    /// Run after everything else, when every use has been marked.
    pub(super) fn lint_unused(&mut self) {
        let mut found = Vec::new();
        for scope in &self.names.scopes {
            for (name, import) in &scope.imports {
                if import.used || name.starts_with('_') || matches!(import.target, Target::Broken) {
                    continue;
                }
                let message = format!("`{name}` is imported and not used");
                let diagnostic = Diagnostic::new(&logic::UNUSED, message, import.span, "not used");
                found.push(if import.siblings == 1 {
                    let line = self.whole_lines(import.item);
                    diagnostic.fix("remove the import", line, "", Safety::Safe)
                } else {
                    let word = self.with_comma(import.span);
                    diagnostic.fix(format!("remove `{name}`"), word, "", Safety::Safe)
                });
            }
        }
        for symbol in &self.names.symbols {
            if symbol.kind.name == "list" && !symbol.used && !symbol.name.text.starts_with('_') {
                let message = format!("the list `{}` is not used", symbol.name.text);
                let lines = self.whole_lines(match symbol.item.doc.first() {
                    Some(doc) => doc.span.to(symbol.item.span),
                    None => symbol.item.span,
                });
                found.push(
                    Diagnostic::new(&logic::UNUSED, message, symbol.name.span, "not used")
                        .help("a name that starts with `_` is left alone; for a list that is kept for others, `@allow(unused, reason: \"…\")`")
                        .fix("remove the list", lines, "", Safety::Unsafe),
                );
            }
        }
        found.into_iter().for_each(|found| self.report(found));
    }

    /// A list that says nothing, or something twice.
    pub(in crate::check) fn lint_list(
        &mut self,
        symbol: &SymbolRef<'a>,
        fields: &Fields<'a>,
        words: &[String],
    ) {
        if words.is_empty() {
            let message = format!("the list `{}` is empty", symbol.name.text);
            let found = Diagnostic::new(&logic::UNSATISFIABLE, message, symbol.name.span, "holds no words");
            self.report(if fields.has("file") {
                found.help("its file has no entries")
            } else {
                found.help("add `values`")
            });
        }
    }

    /// A span with the line break after it, when it is alone on its lines.
    fn whole_lines(&self, span: Span) -> Span {
        let Some(source) = self.sources.get(span.source) else { return span };
        let after = source.text.get(span.end as usize..).unwrap_or_default();
        let rest = after.len() - after.trim_start_matches([' ', '\t', ';']).len();
        let after = after.get(rest..).unwrap_or_default();
        let newline = if after.starts_with("\r\n") { 2 } else { usize::from(after.starts_with('\n')) };
        let before = source.text.get(..span.start as usize).unwrap_or_default();
        let own_line = before.is_empty() || before.ends_with('\n');
        if newline > 0 && own_line {
            Span::new(span.source, span.start as usize, span.end as usize + rest + newline)
        } else {
            span
        }
    }

    /// A word of `{a, b}` with the comma that goes with it.
    fn with_comma(&self, span: Span) -> Span {
        let Some(source) = self.sources.get(span.source) else { return span };
        let after = source.text.get(span.end as usize..).unwrap_or_default();
        let tail = after.trim_start();
        if let Some(rest) = tail.strip_prefix(',') {
            let rest = rest.trim_start_matches(' ');
            let end = source.text.len() - rest.len();
            return Span::new(span.source, span.start as usize, end);
        }
        let before = source.text.get(..span.start as usize).unwrap_or_default().trim_end();
        match before.strip_suffix(',') {
            Some(kept) => Span::new(span.source, kept.len(), span.end as usize),
            None => span,
        }
    }
}
