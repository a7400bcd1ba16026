//! Files and items.

use crate::syntax::{Decl, File, Item, ItemKind, Name, Path, Use};

use super::Printer;
use super::expr::Edge;
use super::layout::Doc;

impl Printer<'_> {
    /// A whole file.
    pub(super) fn file(&mut self, file: &File) -> Doc {
        let mut docs = Vec::new();
        let mut previous: Option<&Item> = None;
        for item in &file.items {
            let start = item.doc.first().map_or(item.span.start, |line| line.span.start);
            let empty = previous.map_or(Some(false), |previous| apart(&previous.kind, &item.kind));
            docs.push(self.remarks_above(start, empty));
            docs.push(self.front(&item.doc, &item.annotations, anchor(&item.kind)));
            docs.push(self.item(item));
            previous = Some(item);
        }
        docs.push(self.remarks_below(u32::MAX));
        Doc::concat(docs)
    }

    fn item(&mut self, item: &Item) -> Doc {
        match &item.kind {
            ItemKind::Package(path) => Doc::text(format!("package {}", dotted(path))),
            ItemKind::Language(number) => {
                Doc::concat(vec![Doc::text("language "), self.as_written(number.span)])
            }
            ItemKind::Use(import) => self.import(import, item),
            ItemKind::Decl(decl) => self.decl(decl),
        }
    }

    fn import(&mut self, import: &Use, item: &Item) -> Doc {
        let path = format!("use {}", dotted(&import.path));
        if let Some(alias) = &import.alias {
            return Doc::text(format!("{path} as {}", alias.text));
        }
        if import.names.is_empty() {
            return Doc::text(path);
        }
        let mut names = Vec::new();
        for name in &import.names {
            let remarks = self.remarks(name.span.start);
            names.push(Doc::concat(vec![remarks, Doc::text(name.text.as_str())]));
        }
        let list = self.bracketed("{", names, "}", item.span, Edge::Tight);
        Doc::concat(vec![Doc::text(path + "."), list])
    }

    fn decl(&mut self, decl: &Decl) -> Doc {
        let mut docs = vec![Doc::text(decl.kind.text.as_str()), Doc::space()];
        if let Some(name) = &decl.name {
            let (span, name) = match name {
                Name::Path(path) => (path.span, Doc::text(dotted(path))),
                Name::Title(title) => (title.span, self.text(title)),
            };
            docs.extend([self.remarks(span.start), name, Doc::space()]);
        }
        if let Some(target) = &decl.target {
            let remarks = self.remarks(target.span.start);
            docs.extend([remarks, Doc::text("for"), Doc::space(), Doc::text(dotted(target)), Doc::space()]);
        }
        docs.push(self.block(&decl.entries, decl.body));
        Doc::concat(docs)
    }
}

/// Where the first word is, or for a directive the word after it: no comment stands between the two.
fn anchor(kind: &ItemKind) -> u32 {
    match kind {
        ItemKind::Package(path) => path.span.start,
        ItemKind::Language(number) => number.span.start,
        ItemKind::Use(import) => import.path.span.start,
        ItemKind::Decl(decl) => decl.kind.span.start,
    }
}

/// Whether an empty line stands between two items; `None` leaves it to the author.
fn apart(first: &ItemKind, second: &ItemKind) -> Option<bool> {
    match (first, second) {
        (ItemKind::Package(_) | ItemKind::Language(_), ItemKind::Package(_) | ItemKind::Language(_)) => {
            Some(false)
        }
        (ItemKind::Use(_), ItemKind::Use(_)) => None,
        _ => Some(true),
    }
}

fn dotted(path: &Path) -> String {
    let parts: Vec<&str> = path.parts.iter().map(|part| part.text.as_str()).collect();
    parts.join(".")
}
