//! Syntax trees to a checked program.
//!
//! All files are checked together: first every package and name is written down ([`header`]), then lists are read, then
//! every item is lowered by the function of its kind. Nothing depends on the order of files or items, except that the
//! program keeps it. A thing that is wrong is reported where it is found and left out; checking goes on, so that one run
//! shows everything. There is a program only when there was no error.

mod annotations;
mod arguments;
mod cases;
mod collector;
mod constants;
mod context;
mod digest;
mod exceptions;
mod expr;
mod fields;
mod header;
mod identifier;
mod imports;
mod lints;
mod lists;
mod names;
mod patterns;
mod profiles;
mod suggest;
mod validate;

use std::collections::HashMap;
use std::rc::Rc;

use crate::diagnostic::Diagnostic;
use crate::program::Program;
use crate::source::{SourceId, Sources, Span, World};
use crate::syntax::{Decl, File, ItemKind, Name};

use collector::Collector;
use identifier::SymbolRef;
use names::{Names, SymbolId};

/// What compiling gives.
#[derive(Debug, Clone)]
pub struct Compilation {
    /// Present when there was no error.
    pub program: Option<Program>,
    /// Errors and warnings of all files, by file and place; at most a hundred of a file, and then how many more.
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses and checks all sources together.
#[must_use]
pub fn compile(sources: &Sources, world: &dyn World) -> Compilation {
    let mut out = Collector::new();
    let mut broken: HashMap<SourceId, Vec<Span>> = HashMap::new();
    let mut files = Vec::new();
    for (id, source) in sources.iter() {
        let parsed = crate::parse::parse(id, &source.text);
        if !parsed.diagnostics.is_empty() {
            broken.insert(id, parsed.diagnostics.iter().map(Diagnostic::span).collect());
        }
        parsed.diagnostics.into_iter().for_each(|found| out.push(found));
        files.push(parsed.file);
    }
    let mut checker = Checker {
        sources,
        world,
        files: &files,
        broken,
        out,
        file: 0,
        names: Names::default(),
        lists: HashMap::new(),
        automata: 0,
        members: 0,
        program: Program::default(),
        condition: expr::Scope::default(),
    };
    checker.check();
    let good = !checker.out.has_errors();
    Compilation { program: good.then_some(checker.program), diagnostics: checker.out.finish() }
}

/// The state of one compilation.
struct Checker<'a> {
    sources: &'a Sources,
    world: &'a dyn World,
    files: &'a [File],
    /// Where files have syntax errors: there, things are missing from the tree.
    broken: HashMap<SourceId, Vec<Span>>,
    out: Collector,
    /// Index of the file that is being checked; names are looked up from it.
    file: usize,
    names: Names<'a>,
    /// The words of every good list.
    lists: HashMap<SymbolId, Rc<[String]>>,
    /// What the patterns so far cost, in bytes.
    automata: usize,
    /// How many identifiers the profiles so far name.
    members: usize,
    program: Program,
    /// What the expression that is being checked can see.
    condition: expr::Scope,
}

impl<'a> Checker<'a> {
    fn check(&mut self) {
        self.declare(self.files);
        // Lists first: what uses them wants their words.
        let symbols: Vec<(SymbolId, SymbolRef<'a>)> =
            self.names.symbols.iter().map(SymbolRef::from).enumerate().collect();
        for (id, symbol) in symbols.iter().filter(|(_, symbol)| symbol.kind.name == "list") {
            self.file = symbol.file;
            self.item_annotations(symbol.item);
            self.outline(symbol.kind, symbol.decl);
            let fields = self.fields(symbol.kind, symbol.decl);
            if let Some(words) = self.list(&fields) {
                self.lint_list(symbol, &fields, &words);
                self.lists.insert(*id, words);
            }
        }
        let mut profiles = Vec::new();
        for (_, symbol) in symbols.iter().filter(|(_, symbol)| symbol.kind.name != "list") {
            self.file = symbol.file;
            self.outline(symbol.kind, symbol.decl);
            let fields = self.fields(symbol.kind, symbol.decl);
            if symbol.kind.name == "profile" {
                profiles.push(self.profile(symbol, &fields));
            } else {
                self.lower(symbol, &fields);
            }
        }
        self.assemble_profiles(profiles);
        for (index, file) in self.files.iter().enumerate() {
            self.file = index;
            for item in &file.items {
                match &item.kind {
                    ItemKind::Decl(decl) if decl.kind.text == "test" => {
                        let test = self.test(item, decl);
                        self.program.tests.extend(test);
                    }
                    ItemKind::Decl(_) => {}
                    ItemKind::Package(_) | ItemKind::Language(_) | ItemKind::Use(_) => {
                        self.item_annotations(item);
                    }
                }
            }
        }
        self.lint_program();
    }

    /// One lowering function a kind. A list comes before all others, a profile is put together after them.
    fn lower(&mut self, symbol: &SymbolRef<'a>, fields: &fields::Fields<'a>) {
        match symbol.kind.name {
            "identifier" => {
                let identifier = self.identifier(symbol, fields);
                self.program.identifiers.extend(identifier);
            }
            "allow" => {
                let allow = self.allow(symbol, fields);
                self.program.allows.extend(allow);
            }
            "suppress" => {
                let suppression = self.suppression(symbol, fields);
                self.program.suppressions.extend(suppression);
            }
            _ => {}
        }
    }

    /// Whether something inside a span did not parse.
    fn is_broken(&self, span: Span) -> bool {
        let found = self.broken.get(&span.source).map_or(&[][..], Vec::as_slice);
        found.iter().any(|at| span.start <= at.start && at.start <= span.end)
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.out.push(diagnostic);
    }
}

/// The name of a declaration, as written.
fn decl_name(decl: &Decl) -> Option<(String, Span)> {
    match decl.name.as_ref()? {
        Name::Path(path) => Some((header::dotted(path), path.span)),
        Name::Title(title) => Some((title.value.clone(), title.span)),
    }
}

#[cfg(test)]
pub(crate) mod golden;
#[cfg(test)]
mod tests;
