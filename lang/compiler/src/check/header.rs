//! The lines before the first declaration, and the table of names that all files together make.

use std::collections::hash_map::Entry as Slot;

use crate::builtins::kinds::{self, KINDS, Naming};
use crate::codes::{names, types};
use crate::diagnostic::{Diagnostic, Safety};
use crate::source::Span;
use crate::syntax::{File, Ident, Item, ItemKind, Name, Number, Path};

use super::Checker;
use super::names::{Scope, Symbol};
use super::suggest::{nearest, one_of};

/// The newest edition of the language.
pub(super) const LANGUAGE: &str = "1";

impl<'a> Checker<'a> {
    /// Reads packages and names of all files, so that order does not matter.
    pub(super) fn declare(&mut self, files: &'a [File]) {
        for (index, file) in files.iter().enumerate() {
            self.file = index;
            let scope = self.header(file);
            self.names.packages.entry(scope.package.clone()).or_default();
            self.names.scopes.push(scope);
        }
        let mut counts = [0u32; KINDS.len()];
        for (index, file) in files.iter().enumerate() {
            self.file = index;
            for item in &file.items {
                self.declare_item(item, &mut counts);
            }
        }
        for (index, file) in files.iter().enumerate() {
            self.file = index;
            for item in &file.items {
                if let ItemKind::Use(import) = &item.kind {
                    self.import(item, import);
                }
            }
        }
    }

    fn header(&mut self, file: &'a File) -> Scope {
        let (mut package, mut language): (Option<&Path>, Option<&Number>) = (None, None);
        let (mut header_end, mut declared): (Option<Span>, bool) = (None, false);
        for item in &file.items {
            if !matches!(item.kind, ItemKind::Decl(_)) && !declared {
                header_end = Some(item.span);
            }
            let (word, note) = match &item.kind {
                ItemKind::Decl(_) => {
                    declared = true;
                    continue;
                }
                ItemKind::Package(path) => {
                    match package {
                        Some(first) => self.twice("package", first.span, path.span),
                        None => package = Some(path),
                    }
                    ("package", "the first line of a file is its `package`")
                }
                ItemKind::Language(number) => {
                    match language {
                        Some(first) => self.twice("language", first.span, number.span),
                        None => language = Some(number),
                    }
                    ("language", "`language` stands below `package`, before the first declaration")
                }
                ItemKind::Use(_) => ("use", "imports stand below `language`, before the first declaration"),
            };
            if declared {
                let found = Diagnostic::new(
                    &names::MISPLACED,
                    format!("`{word}` stands after a declaration"),
                    item.span,
                    "too late",
                );
                self.report(found.help(note));
            }
        }
        let pack_path = self.sources.get(file.source).and_then(|source| source.pack_path.clone());
        let name = match package {
            Some(path) => {
                let name = dotted(path);
                if let Some(pack_path) = &pack_path {
                    self.package_path(path, &name, pack_path);
                }
                name
            }
            None => {
                self.missing_package(file, pack_path.as_deref());
                String::new()
            }
        };
        self.language(file, language, package);
        Scope { package: name, header_end, ..Scope::default() }
    }

    fn twice(&mut self, word: &str, first: Span, second: Span) {
        let message = format!("`{word}` stands here twice");
        self.report(Diagnostic::new(&names::DUPLICATE, message, second, "again").label(first, "first here"));
    }

    fn package_path(&mut self, path: &Path, name: &str, pack_path: &str) {
        let expected = pack_path.strip_suffix(".svt").unwrap_or(pack_path).replace('/', ".");
        if expected == name {
            return;
        }
        let wants = format!("{}.svt", name.replace('.', "/"));
        let message = format!("package `{name}` must lie in `{wants}`, this file is `{pack_path}`");
        let found = Diagnostic::new(&names::PACKAGE_PATH, message, path.span, "does not match the path");
        self.report(if is_path(&expected) {
            found.help(format!("write `package {expected}`, or move the file")).fix(
                format!("write `{expected}`"),
                path.span,
                expected,
                Safety::Safe,
            )
        } else {
            found.help("move the file: parts of a package are letters, digits and `_`")
        });
    }

    fn missing_package(&mut self, file: &File, pack_path: Option<&str>) {
        if self.broken_header(file, "package") {
            return;
        }
        let start = Span::new(file.source, 0, 0);
        let expected = pack_path.map(|path| path.strip_suffix(".svt").unwrap_or(path).replace('/', "."));
        let (name, safety) = match expected {
            Some(name) if is_path(&name) => (name, Safety::Safe),
            _ => ("my.rules".to_owned(), Safety::Unsafe),
        };
        let found =
            Diagnostic::new(&names::MISSING_HEADER, "the file has no `package`", start, "expected here");
        self.report(
            found
                .help(format!("start the file with a package, such as `package {name}`; others import from it by that name"))
                .fix(format!("add `package {name}`"), start, format!("package {name}\n"), safety),
        );
    }

    fn language(&mut self, file: &File, language: Option<&Number>, package: Option<&Path>) {
        let Some(number) = language else {
            if self.broken_header(file, "language") {
                return;
            }
            let at = package.map_or(Span::new(file.source, 0, 0), |path| path.span);
            let after = Span::new(file.source, at.end as usize, at.end as usize);
            let (mark, text) = match package {
                Some(_) => (at, format!("\nlanguage {LANGUAGE}")),
                None => (after, format!("language {LANGUAGE}\n")),
            };
            let found = Diagnostic::new(
                &names::MISSING_HEADER,
                "the file has no `language`",
                mark,
                "expected below this",
            );
            self.report(
                found
                    .help(format!("add `language {LANGUAGE}`: later versions of the language read the file as it was meant"))
                    .fix(format!("add `language {LANGUAGE}`"), after, text, Safety::Safe),
            );
            return;
        };
        if number.digits != LANGUAGE || number.unit.is_some() {
            let written = format!("{}{}", number.digits, number.unit.as_deref().unwrap_or_default());
            let found = Diagnostic::new(
                &names::UNKNOWN_LANGUAGE,
                format!("language `{written}` is not known here"),
                number.span,
                format!("this compiler knows language {LANGUAGE}"),
            );
            let help = format!("write `language {LANGUAGE}`, or use a newer `sievert` for this file");
            self.report(found.help(help).fix(
                format!("write `{LANGUAGE}`"),
                number.span,
                LANGUAGE,
                Safety::Unsafe,
            ));
        }
    }

    /// Whether a header line is absent only because it did not parse, which was reported.
    fn broken_header(&self, file: &File, word: &str) -> bool {
        let text = self.sources.get(file.source).map_or("", |source| &source.text);
        self.broken.contains_key(&file.source) && text.lines().any(|line| line.trim_start().starts_with(word))
    }

    fn declare_item(&mut self, item: &'a Item, counts: &mut [u32; KINDS.len()]) {
        let ItemKind::Decl(decl) = &item.kind else { return };
        let Some(position) = KINDS.iter().position(|kind| kind.name == decl.kind.text) else {
            let mut found = Diagnostic::new(
                &names::UNKNOWN_KIND,
                format!("there is no kind of item `{}`", decl.kind.text),
                decl.kind.span,
                "not a kind",
            );
            let words = || KINDS.iter().map(|kind| kind.name);
            found = match nearest(&decl.kind.text, words()) {
                Some(near) => found.help(format!("did you mean `{near}`?")).fix(
                    format!("write `{near}`"),
                    decl.kind.span,
                    near,
                    Safety::Safe,
                ),
                None => found.help(format!("an item is {}", one_of(words()))),
            };
            self.report(found);
            return;
        };
        let Some(kind) = KINDS.get(position) else { return };
        if kind.naming == Naming::Title {
            return;
        }
        let Some(name) = self.item_name(kind, decl) else { return };
        let Some(package) = self.names.scopes.get(self.file).map(|scope| scope.package.clone()) else {
            return;
        };
        let full = if package.is_empty() { name.text.clone() } else { format!("{package}.{}", name.text) };
        let id = self.names.symbols.len();
        match self.names.packages.entry(package).or_default().entry(name.text.clone()) {
            Slot::Occupied(first) => {
                let first = self.names.symbols.get(*first.get()).map_or(name.span, |symbol| symbol.name.span);
                let message = format!("`{}` is declared twice in this package", name.text);
                let found = Diagnostic::new(&names::DUPLICATE, message, name.span, "again")
                    .label(first, "first here");
                self.report(found.help("give one of them another name"));
            }
            Slot::Vacant(slot) => {
                slot.insert(id);
            }
        }
        let index = counts.get_mut(position).map_or(0, |count| {
            let index = *count;
            *count += 1;
            index
        });
        self.names.symbols.push(Symbol { kind, file: self.file, item, decl, name, full, index, used: false });
    }

    fn item_name(&mut self, kind: &'static kinds::Kind, decl: &'a crate::syntax::Decl) -> Option<&'a Ident> {
        let word = kind.name;
        let found = match &decl.name {
            Some(Name::Path(path)) => match path.parts.as_slice() {
                [name] if name.text != "*" => return Some(name),
                parts => {
                    let message = format!("the name of {} is one word", kind.article);
                    let found = Diagnostic::new(&names::MALFORMED_ITEM, message, path.span, "not one word");
                    self.report(found.help("the package is said once, at the head of the file"));
                    return parts.last();
                }
            },
            Some(Name::Title(title)) => {
                let name = slug(&title.value);
                let found = Diagnostic::new(
                    &names::MALFORMED_ITEM,
                    format!("the name of {} is a word, not a text", kind.article),
                    title.span,
                    "a text",
                );
                let found = found.help(format!("write `{word} {name} {{ … }}`"));
                found.fix(format!("write `{name}`"), title.span, name, Safety::Safe)
            }
            None => Diagnostic::new(
                &names::MALFORMED_ITEM,
                format!("{} needs a name", kind.article),
                decl.kind.span,
                "has no name",
            )
            .help(format!("write `{word} some_name {{ … }}`")),
        };
        self.report(found);
        None
    }

    /// What stands in the wrong order inside one item: a name or target that the kind does not have.
    pub(super) fn outline(&mut self, kind: &'static kinds::Kind, decl: &crate::syntax::Decl) {
        match (&decl.target, kind.target) {
            (Some(target), false) => {
                let message = format!("{} has no `for` before its braces", kind.article);
                let found = Diagnostic::new(&names::MALFORMED_ITEM, message, target.span, "not expected");
                self.report(match kind.key("for") {
                    Some(_) => found.help("write it as a key: `for: [name]`"),
                    None => found,
                });
            }
            (None, true) => {
                let message = format!("{} says what it is for", kind.article);
                let found = Diagnostic::new(&names::MALFORMED_ITEM, message, decl.kind.span, "no `for`");
                self.report(
                    found.help(format!("write `{} \"title\" for some_identifier {{ … }}`", kind.name)),
                );
            }
            _ => {}
        }
        if kind.naming == Naming::Title
            && let Some(Name::Path(path)) = &decl.name
        {
            let found = Diagnostic::new(
                &types::TYPE_MISMATCH,
                format!("the title of {} is a text", kind.article),
                path.span,
                "expected text",
            );
            let title = format!("\"{}\"", dotted(path));
            self.report(found.fix(format!("write `{title}`"), path.span, title, Safety::Safe));
        }
    }
}

/// The words of a path with dots between them.
pub(super) fn dotted(path: &Path) -> String {
    path.parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(".")
}

fn is_path(text: &str) -> bool {
    text.split('.').all(|part| {
        part.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    })
}

fn slug(title: &str) -> String {
    let mut out = String::new();
    for c in title.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.ends_with('_') && !out.is_empty() {
            out.push('_');
        }
    }
    let trimmed = out.trim_matches('_');
    if trimmed.starts_with(|c: char| c.is_ascii_alphabetic()) {
        trimmed.to_owned()
    } else {
        format!("x_{trimmed}")
    }
}
