//! The keys of one item, held against its kind's table.

use std::collections::HashMap;

use crate::builtins::kinds::{Key, Kind, Shape};
use crate::codes::names;
use crate::diagnostic::{Diagnostic, Safety};
use crate::source::Span;
use crate::syntax::{Decl, Entry, EntryKind, Expr, ExprKind, Ident};

use super::Checker;
use super::suggest::{all_of, nearest};

/// What an item's body says, by key. Only keys of the kind are in here, each once.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    found: HashMap<&'static str, Field<'a>>,
}

/// One key with what it was given.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'a> {
    pub(super) name: Span,
    pub(super) entry: &'a Entry,
    pub(super) body: Body<'a>,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Body<'a> {
    Value(&'a Expr),
    Table(&'a [Entry]),
}

impl<'a> Fields<'a> {
    /// The key, however it was written.
    pub(super) fn get(&self, key: &str) -> Option<Field<'a>> {
        self.found.get(key).copied()
    }

    /// `key: value`.
    pub(super) fn value(&self, key: &str) -> Option<&'a Expr> {
        match self.found.get(key)?.body {
            Body::Value(value) => Some(value),
            Body::Table(_) => None,
        }
    }

    /// `key { … }`; no rows when absent.
    pub(super) fn table(&self, key: &str) -> &'a [Entry] {
        match self.found.get(key).map(|field| field.body) {
            Some(Body::Table(rows)) => rows,
            _ => &[],
        }
    }

    /// Whether the key stands there.
    pub(super) fn has(&self, key: &str) -> bool {
        self.found.contains_key(key)
    }
}

impl<'a> Checker<'a> {
    /// Sorts an item's entries by key: reports unknown, doubled, wrongly shaped and missing ones.
    pub(super) fn fields(&mut self, kind: &'static Kind, decl: &'a Decl) -> Fields<'a> {
        let mut found: HashMap<&'static str, Field<'a>> = HashMap::new();
        for entry in &decl.entries {
            self.entry_annotations(entry);
            let Some((name, span, body)) = self.entry_key(kind, entry) else { continue };
            let Some(key) = kind.key(name) else {
                self.unknown_key(kind, name, span, &found);
                continue;
            };
            if let Some(first) = found.get(key.name) {
                if !key.repeated {
                    let message = format!("`{name}` stands twice in this {}", kind.name);
                    let first = first.name;
                    let found =
                        Diagnostic::new(&names::DUPLICATE, message, span, "again").label(first, "first here");
                    self.report(found.help("join the two"));
                }
                continue;
            }
            if self.fits(key, span, body) {
                found.insert(key.name, Field { name: span, entry, body });
            } else {
                // Its shape was reported; it is not missing as well, and nothing is read from it.
                found.insert(key.name, Field { name: span, entry, body: Body::Table(&[]) });
            }
        }
        let broken = self.is_broken(decl.body);
        for key in kind.keys.iter().filter(|key| key.required && !found.contains_key(key.name) && !broken) {
            let named = super::decl_name(decl);
            let message = match &named {
                Some((name, _)) => format!("the {} `{name}` has no `{}`", kind.name, key.name),
                None => format!("this {} has no `{}`", kind.name, key.name),
            };
            let span = named.map_or(decl.kind.span, |(_, span)| span);
            let required = kind.keys.iter().filter(|key| key.required).map(|key| key.name);
            let found =
                Diagnostic::new(&names::MISSING_KEY, message, span, format!("no `{}` inside", key.name));
            self.report(found.help(format!(
                "add `{}:` with {}; {} needs {}",
                key.name,
                key.wants,
                kind.article,
                all_of(required)
            )));
        }
        Fields { found }
    }

    fn entry_key(&mut self, kind: &'static Kind, entry: &'a Entry) -> Option<(&'a str, Span, Body<'a>)> {
        match &entry.kind {
            EntryKind::Block { name, entries, .. } => Some((&name.text, name.span, Body::Table(entries))),
            EntryKind::Pair { key, value } => match &key.kind {
                ExprKind::Name(name) => Some((name, key.span, Body::Value(value))),
                ExprKind::Text(text) if kind.key(&text.value).is_some() => {
                    let found =
                        Diagnostic::new(&names::MALFORMED_ITEM, "a key has no quotes", key.span, "a text");
                    let title = format!("write `{}`", text.value);
                    self.report(found.fix(title, key.span, text.value.clone(), Safety::Safe));
                    None
                }
                _ => {
                    let message = format!("expected a key of {}", kind.article);
                    let found = Diagnostic::new(&names::MALFORMED_ITEM, message, key.span, "not a key");
                    let help = if kind.keys.iter().any(|key| key.shape != Shape::Value) {
                        "rows such as this stand inside a table: `context { … }`, `require { … }`, `severity { … }`"
                            .to_owned()
                    } else {
                        format!("its keys are {}", all_of(kind.keys.iter().map(|key| key.name)))
                    };
                    self.report(found.help(help));
                    None
                }
            },
        }
    }

    fn unknown_key(
        &mut self,
        kind: &'static Kind,
        name: &str,
        span: Span,
        present: &HashMap<&'static str, Field<'_>>,
    ) {
        let message = format!("unknown key `{name}` in {}", kind.name);
        let mut found = Diagnostic::new(&names::UNKNOWN_KEY, message, span, "not a key");
        let keys = || kind.keys.iter().map(|key| key.name);
        found = match nearest(name, keys()) {
            Some(near) => {
                let help =
                    format!("did you mean `{near}`? The keys of {} are {}", kind.article, all_of(keys()));
                // Renaming onto a key that is there already would only trade one error for another.
                let safety = if present.contains_key(near) { Safety::Unsafe } else { Safety::Safe };
                found.help(help).fix(format!("write `{near}`"), span, near, safety)
            }
            None => found.help(format!("the keys of {} are {}", kind.article, all_of(keys()))),
        };
        self.report(found);
    }

    fn fits(&mut self, key: &'static Key, name: Span, body: Body<'_>) -> bool {
        let (message, help) = match (key.shape, body) {
            (Shape::Value | Shape::Both, Body::Value(_)) | (Shape::Table | Shape::Both, Body::Table(_)) => {
                return true;
            }
            (Shape::Value, Body::Table(_)) => (
                format!("`{}` takes a value, not a block", key.name),
                format!("write `{}:` and {}", key.name, key.wants),
            ),
            (Shape::Table, Body::Value(_)) => (
                format!("`{}` takes a block, not a value", key.name),
                format!("write `{} {{ … }}` with {}", key.name, key.wants),
            ),
        };
        self.report(Diagnostic::new(&names::MALFORMED_ITEM, message, name, "wrong shape").help(help));
        false
    }

    /// The rows of a table: `key : value` pairs.
    pub(super) fn rows(&mut self, table: &str, entries: &'a [Entry]) -> Vec<(&'a Expr, &'a Expr, &'a Entry)> {
        let mut rows = Vec::new();
        for entry in entries {
            match &entry.kind {
                EntryKind::Pair { key, value } => rows.push((key, value, entry)),
                EntryKind::Block { name, .. } => self.no_block(table, name),
            }
        }
        rows
    }

    fn no_block(&mut self, table: &str, name: &Ident) {
        let message = format!("`{}` is a block, and {table} holds rows", name.text);
        let found = Diagnostic::new(&names::MALFORMED_ITEM, message, name.span, "a block");
        self.report(found.help("a row is `condition : value`"));
    }
}
