//! `use`: what a file takes from other packages, and under which name.

use crate::codes::names;
use crate::diagnostic::{Diagnostic, Safety};
use crate::source::Span;
use crate::syntax::{Ident, Item, Use};

use super::Checker;
use super::header::dotted;
use super::names::{Import, Target};
use super::suggest::nearest;

impl Checker<'_> {
    pub(super) fn import(&mut self, item: &Item, import: &Use) {
        let parts = &import.path.parts;
        if let Some(star) = parts.iter().chain(&import.names).find(|part| part.text == "*") {
            let found = Diagnostic::new(
                &names::MALFORMED_ITEM,
                "an import names what it takes",
                star.span,
                "everything",
            );
            self.report(found.help("write `use a.b.{first, second}`, or `use a.b` and then `b.first`"));
            return;
        }
        let siblings = import.names.len().max(1);
        if import.names.is_empty() {
            let Some(last) = parts.last() else { return };
            let target = self.import_target(parts);
            let name = import.alias.as_ref().unwrap_or(last);
            self.add_import(name, Import { target, span: name.span, item: item.span, siblings, used: false });
            return;
        }
        let package = dotted(&import.path);
        if !self.names.packages.contains_key(&package) && !self.is_prefix(&package) {
            self.unknown_package(&package, import.path.span);
            for name in &import.names {
                let broken =
                    Import { target: Target::Broken, span: name.span, item: item.span, siblings, used: true };
                self.add_import(name, broken);
            }
            return;
        }
        for name in &import.names {
            let mut path = parts.clone();
            path.push(name.clone());
            let target = self.import_target(&path);
            self.add_import(name, Import { target, span: name.span, item: item.span, siblings, used: false });
        }
    }

    /// Whether some package lies below this path.
    fn is_prefix(&self, path: &str) -> bool {
        let prefix = format!("{path}.");
        self.names.packages.keys().any(|package| package.starts_with(&prefix))
    }

    fn import_target(&mut self, parts: &[Ident]) -> Target {
        let words: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
        let whole = words.join(".");
        let Some((last, head)) = parts.split_last() else { return Target::Broken };
        let package = words.get(..head.len()).unwrap_or_default().join(".");
        let symbol = self.names.packages.get(&package).and_then(|items| items.get(&last.text)).copied();
        let span = parts.first().map_or(last.span, |first| first.span.to(last.span));
        match (symbol, self.names.packages.contains_key(&whole)) {
            (Some(symbol), false) => Target::Symbol(symbol),
            (None, true) => Target::Package(whole),
            (Some(symbol), true) => {
                let declared = self.names.symbols.get(symbol).map_or(span, |symbol| symbol.name.span);
                let message = format!("`{whole}` is both a package and an item of `{package}`");
                let found = Diagnostic::new(&names::AMBIGUOUS_IMPORT, message, span, "which one is meant?");
                self.report(found.label(declared, "the item").help("give the item another name"));
                Target::Broken
            }
            (None, false) => {
                if self.names.packages.contains_key(&package) {
                    self.unknown_in(&package, &last.text, last.span, None);
                } else {
                    let (path, at) = if head.is_empty() || self.is_prefix(&package) {
                        (whole, span)
                    } else {
                        let first = head.first().map_or(span, |first| first.span);
                        (package, head.last().map_or(span, |last| first.to(last.span)))
                    };
                    self.unknown_package(&path, at);
                }
                Target::Broken
            }
        }
    }

    pub(super) fn unknown_package(&mut self, package: &str, span: Span) {
        let message = format!("there is no package `{package}`");
        let mut found = Diagnostic::new(&names::UNKNOWN_PACKAGE, message, span, "not among the files given");
        if self.out.may_suggest() {
            let known = self.names.packages.keys().map(String::as_str).filter(|name| !name.is_empty());
            match nearest(package, known) {
                Some(near) => {
                    let near = near.to_owned();
                    found = found.help(format!("did you mean `{near}`?")).fix(
                        format!("write `{near}`"),
                        span,
                        near,
                        Safety::Unsafe,
                    );
                }
                None => found = found.help("add the folder of that package to the command"),
            }
        }
        self.report(found);
    }

    fn add_import(&mut self, name: &Ident, import: Import) {
        let Some(scope) = self.names.scopes.get_mut(self.file) else { return };
        let own = self.names.packages.get(&scope.package).and_then(|items| items.get(&name.text)).copied();
        if let Some(first) = scope.imports.get(&name.text) {
            let same = matches!((&first.target, &import.target), (Target::Symbol(a), Target::Symbol(b)) if a == b)
                || matches!((&first.target, &import.target), (Target::Package(a), Target::Package(b)) if a == b);
            let first = first.span;
            let found = if same {
                let message = format!("`{}` is imported twice", name.text);
                Diagnostic::new(&names::DUPLICATE, message, name.span, "again").label(first, "first here")
            } else {
                let message = format!("two imports are called `{}`", name.text);
                Diagnostic::new(&names::AMBIGUOUS_IMPORT, message, name.span, "the second")
                    .label(first, "the first")
                    .help(format!("give one of them another name: `use … as other_{}`", name.text))
            };
            self.report(found);
            return;
        }
        if let Some(own) = own
            && !matches!(import.target, Target::Symbol(symbol) if symbol == own)
        {
            let declared = self.names.symbols.get(own).map_or(name.span, |symbol| symbol.name.span);
            let message = format!("`{}` is both imported and declared in this package", name.text);
            let found = Diagnostic::new(&names::AMBIGUOUS_IMPORT, message, name.span, "imported here");
            let help = format!("import it under another name: `use … as other_{}`", name.text);
            self.report(found.label(declared, "declared here").help(help));
        }
        let Some(scope) = self.names.scopes.get_mut(self.file) else { return };
        scope.imports.insert(name.text.clone(), import);
    }
}
