//! Who is called what: packages, their items, and what each file imports.

use std::collections::{BTreeMap, HashMap};

use crate::builtins::kinds::Kind;
use crate::codes::names;
use crate::diagnostic::{Diagnostic, Safety};
use crate::source::{SourceId, Span};
use crate::syntax::{Decl, Ident, Item};

use super::Checker;
use super::suggest::{all_of, nearest};

/// Index of a [`Symbol`].
pub(super) type SymbolId = usize;

/// A named item.
#[derive(Debug)]
pub(super) struct Symbol<'a> {
    pub(super) kind: &'static Kind,
    /// Index of its file.
    pub(super) file: usize,
    pub(super) item: &'a Item,
    pub(super) decl: &'a Decl,
    /// `credit_card`
    pub(super) name: &'a Ident,
    /// `std.pci.credit_card`
    pub(super) full: String,
    /// Among the items of its kind, in pack order.
    pub(super) index: u32,
    pub(super) used: bool,
}

/// A name that a `use` brings into a file.
#[derive(Debug)]
pub(super) struct Import {
    pub(super) target: Target,
    /// The word that names it here.
    pub(super) span: Span,
    /// The whole `use`, and how many names it brings.
    pub(super) item: Span,
    pub(super) siblings: usize,
    pub(super) used: bool,
}

#[derive(Debug, Clone)]
pub(super) enum Target {
    Symbol(SymbolId),
    Package(String),
    /// Already reported.
    Broken,
}

/// What one file sees.
#[derive(Debug, Default)]
pub(super) struct Scope {
    pub(super) package: String,
    pub(super) imports: BTreeMap<String, Import>,
    /// Where a `use` can be added: after the last line of the header.
    pub(super) header_end: Option<Span>,
}

#[derive(Debug, Default)]
pub(super) struct Names<'a> {
    pub(super) symbols: Vec<Symbol<'a>>,
    /// By package, then by name.
    pub(super) packages: HashMap<String, HashMap<String, SymbolId>>,
    /// By file.
    pub(super) scopes: Vec<Scope>,
}

/// A written path: the words between dots.
pub(super) type Parts<'p> = [(&'p str, Span)];

impl<'a> Checker<'a> {
    /// The item that a path names, which must be of `kind`. Errors are reported.
    pub(super) fn resolve(&mut self, parts: &Parts<'_>, kind: &'static Kind) -> Option<SymbolId> {
        let symbol = self.resolve_any(parts, Some(kind))?;
        self.of_kind(symbol, parts, kind)
    }

    /// Holds the item that `parts` was found to name against the kind that is wanted there.
    pub(super) fn of_kind(
        &mut self,
        symbol: SymbolId,
        parts: &Parts<'_>,
        kind: &'static Kind,
    ) -> Option<SymbolId> {
        let found = self.names.symbols.get_mut(symbol)?;
        found.used = true;
        if found.kind.name == kind.name {
            return Some(symbol);
        }
        let (span, declared) = (path_span(parts), found.name.span);
        let message =
            format!("expected {}, found the {} `{}`", kind.article, found.kind.name, found.name.text);
        let label = format!("declared as {} here", found.kind.article);
        let wanted = format!("wants {}", kind.article);
        self.report(
            Diagnostic::new(&crate::codes::types::TYPE_MISMATCH, message, span, wanted)
                .label(declared, label),
        );
        None
    }

    /// The item that a path names, of any kind; `kind` only guides suggestions.
    pub(super) fn resolve_any(&mut self, parts: &Parts<'_>, kind: Option<&'static Kind>) -> Option<SymbolId> {
        let (&(first, first_span), rest) = parts.split_first()?;
        let scope = self.names.scopes.get_mut(self.file)?;
        let package = scope.package.clone();
        match scope.imports.get_mut(first) {
            Some(import) => {
                import.used = true;
                match import.target.clone() {
                    Target::Broken => None,
                    Target::Symbol(symbol) => self.no_members(symbol, first, rest),
                    Target::Package(package) => match rest {
                        [] => {
                            let message = format!("`{first}` is a package, not an item");
                            let some = self.some_names(&package, kind);
                            let found =
                                Diagnostic::new(&names::UNKNOWN_NAME, message, first_span, "a package");
                            self.report(found.help(if some.is_empty() {
                                "name an item of it".to_owned()
                            } else {
                                format!("it has{some}")
                            }));
                            None
                        }
                        [(name, span), further @ ..] => {
                            match self.names.packages.get(&package).and_then(|items| items.get(*name)) {
                                Some(&symbol) => self.no_members(symbol, name, further),
                                None => self.unknown_in(&package, name, *span, kind),
                            }
                        }
                    },
                }
            }
            None => match self.names.packages.get(&package).and_then(|items| items.get(first)) {
                Some(&symbol) => self.no_members(symbol, first, rest),
                None => self.unknown(parts, kind),
            },
        }
    }

    fn no_members(&mut self, symbol: SymbolId, name: &str, rest: &Parts<'_>) -> Option<SymbolId> {
        let Some((member, span)) = rest.first() else { return Some(symbol) };
        let kind = self.names.symbols.get(symbol).map_or("item", |symbol| symbol.kind.name);
        let message = format!("the {kind} `{name}` has no member `{member}`");
        self.report(Diagnostic::new(&names::UNKNOWN_NAME, message, *span, "no such member"));
        None
    }

    /// `: `a`, `b` or `c`` when there are few.
    fn some_names(&self, package: &str, kind: Option<&'static Kind>) -> String {
        let mut found = self.names_in(package, kind);
        found.sort_unstable();
        if found.is_empty() || found.len() > 8 { String::new() } else { format!(" {}", all_of(found)) }
    }

    fn names_in(&self, package: &str, kind: Option<&'static Kind>) -> Vec<&'a str> {
        let items = self.names.packages.get(package).into_iter().flat_map(HashMap::values);
        items
            .filter_map(|&id| self.names.symbols.get(id))
            .filter(|symbol| kind.is_none_or(|kind| kind.name == symbol.kind.name))
            .map(|symbol| symbol.name.text.as_str())
            .collect()
    }

    /// A name that a package does not have.
    pub(super) fn unknown_in(
        &mut self,
        package: &str,
        name: &str,
        span: Span,
        kind: Option<&'static Kind>,
    ) -> Option<SymbolId> {
        let what = kind.map_or("item", |kind| kind.name);
        let message = format!("package `{package}` has no {what} `{name}`");
        let mut found = Diagnostic::new(&names::UNKNOWN_NAME, message, span, "not in that package");
        if self.out.may_suggest() {
            match nearest(name, self.names_in(package, kind)) {
                Some(near) => {
                    found = found.help(format!("did you mean `{near}`?")).fix(
                        format!("write `{near}`"),
                        span,
                        near,
                        Safety::Unsafe,
                    );
                }
                None => {
                    let some = self.some_names(package, kind);
                    if !some.is_empty() {
                        found = found.help(format!("it has{some}"));
                    }
                }
            }
        }
        self.report(found);
        None
    }

    /// A name that nothing in sight has.
    fn unknown(&mut self, parts: &Parts<'_>, kind: Option<&'static Kind>) -> Option<SymbolId> {
        let span = path_span(parts);
        let written: Vec<&str> = parts.iter().map(|(text, _)| *text).collect();
        let written = written.join(".");
        let what = kind.map_or("name", |kind| kind.name);
        let mut found = Diagnostic::new(
            &names::UNKNOWN_NAME,
            format!("unknown {what} `{written}`"),
            span,
            "not found here",
        );
        if self.out.may_suggest() {
            found = self.suggest_for(found, &written, parts, kind);
        }
        self.report(found);
        None
    }

    fn suggest_for(
        &self,
        found: Diagnostic,
        written: &str,
        parts: &Parts<'_>,
        kind: Option<&'static Kind>,
    ) -> Diagnostic {
        let Some(scope) = self.names.scopes.get(self.file) else { return found };
        let span = path_span(parts);
        let last = parts.last().map_or("", |(text, _)| *text);
        // The whole path of an item elsewhere, or a bare name that exactly one package has.
        let mut elsewhere: Vec<&Symbol<'_>> = self
            .names
            .symbols
            .iter()
            .filter(|symbol| symbol.full == written || (parts.len() == 1 && symbol.name.text == last))
            .filter(|symbol| kind.is_none_or(|kind| kind.name == symbol.kind.name))
            .collect();
        elsewhere.sort_by(|a, b| a.full.cmp(&b.full));
        if let Some(first) = elsewhere.first() {
            let package = first.full.strip_suffix(&format!(".{}", first.name.text)).unwrap_or(&first.full);
            let mut found = found.help(format!("it exists in `{package}`; add `use {}`", first.full));
            for symbol in elsewhere.iter().take(3) {
                let mut edits = Vec::new();
                if let Some(header) = scope.header_end {
                    let at = Span::new(header.source, header.end as usize, header.end as usize);
                    edits.push(crate::diagnostic::Edit { span: at, text: format!("\nuse {}", symbol.full) });
                }
                if parts.len() > 1 {
                    edits.push(crate::diagnostic::Edit { span, text: symbol.name.text.clone() });
                }
                let safety = if elsewhere.len() == 1 { Safety::Safe } else { Safety::Unsafe };
                found.fixes.push(crate::diagnostic::Fix {
                    title: format!("add `use {}`", symbol.full),
                    edits,
                    safety,
                });
            }
            return found;
        }
        let own = self.names_in(&scope.package, kind);
        let imported = scope.imports.iter().filter(|(_, import)| match import.target {
            Target::Symbol(id) => self
                .names
                .symbols
                .get(id)
                .is_some_and(|symbol| kind.is_none_or(|kind| kind.name == symbol.kind.name)),
            Target::Package(_) => parts.len() > 1,
            Target::Broken => false,
        });
        let first = parts.first().map_or("", |(text, _)| *text);
        match nearest(first, own.into_iter().chain(imported.map(|(name, _)| name.as_str()))) {
            Some(near) => {
                let at = parts.first().map_or(span, |(_, span)| *span);
                found.help(format!("did you mean `{near}`?")).fix(
                    format!("write `{near}`"),
                    at,
                    near,
                    Safety::Unsafe,
                )
            }
            None => match self.some_names(&scope.package, kind) {
                some if some.is_empty() => found,
                some => found.help(format!("this package has{some}")),
            },
        }
    }
}

/// The place of a whole path.
pub(super) fn path_span(parts: &Parts<'_>) -> Span {
    match (parts.first(), parts.last()) {
        (Some((_, first)), Some((_, last))) => first.to(*last),
        _ => Span::new(SourceId(0), 0, 0),
    }
}
