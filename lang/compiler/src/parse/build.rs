//! Pest's pairs to our own syntax tree.
//!
//! A pair's span may end in the blanks that pest skipped while it looked for more, so spans here are always made from
//! first and last tokens. Mistakes that the grammar lets through are reported on the way; what holds one is left out, and
//! [`Decl::incomplete`](crate::syntax::Decl::incomplete) says that something was.

mod expr;
pub(crate) mod literal;

use pest::iterators::{Pair, Pairs};

use super::grammar::Rule;
use super::sink::Sink;
use crate::codes::syntax as codes;
use crate::diagnostic::{Diagnostic, Safety};
use crate::source::{SourceId, Span};
use crate::syntax::{
    Annotation, Decl, DocLine, Entry, EntryKind, Expr, ExprKind, Ident, Item, ItemKind, Name, Number, Path,
    Use,
};

/// Builds the tree of one parsed slice of a text.
pub(super) struct Builder<'d> {
    source: SourceId,
    /// Where the slice begins in the text.
    base: usize,
    diagnostics: &'d mut Sink,
}

/// What stands between braces.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub entries: Vec<Entry>,
    /// Entries were left out.
    pub incomplete: bool,
}

/// What stands before the braces of a declaration.
#[derive(Debug)]
pub(super) struct Head {
    pub doc: Vec<DocLine>,
    pub annotations: Vec<Annotation>,
    pub kind: Ident,
    pub name: Option<Name>,
    pub target: Option<Path>,
    /// From the first annotation or word.
    pub span: Span,
}

impl<'d> Builder<'d> {
    pub(super) fn new(source: SourceId, base: usize, diagnostics: &'d mut Sink) -> Self {
        Self { source, base, diagnostics }
    }

    /// All items of a `file` or `one_item`.
    pub(super) fn items(&mut self, pairs: Pairs<'_, Rule>) -> Vec<Item> {
        let mut items = Vec::new();
        for pair in pairs.flat_map(Pair::into_inner).filter(|pair| pair.as_rule() == Rule::item) {
            let before = self.diagnostics.total();
            let item = self.item(pair);
            let Some(item) = item else { continue };
            // A declaration says itself that it is incomplete; of anything else nothing would be left.
            if before == self.diagnostics.total() || matches!(item.kind, ItemKind::Decl(_)) {
                items.push(item);
            }
        }
        items
    }

    /// All entries of `entries`.
    pub(super) fn entries(&mut self, pairs: Pairs<'_, Rule>) -> Body {
        self.body(pairs.flat_map(Pair::into_inner))
    }

    /// The head of a `one_head`.
    pub(super) fn head(&mut self, pairs: Pairs<'_, Rule>) -> Option<Head> {
        let mut front = Front::default();
        for pair in pairs.flat_map(Pair::into_inner) {
            if pair.as_rule() == Rule::head {
                return self.head_of(pair, front);
            }
            self.front(&mut front, pair);
        }
        None
    }

    /// What a `one_front` holds.
    pub(super) fn one_front(&mut self, pairs: Pairs<'_, Rule>) -> (Vec<DocLine>, Vec<Annotation>) {
        let mut front = Front::default();
        for pair in pairs.flat_map(Pair::into_inner) {
            self.front(&mut front, pair);
        }
        (front.doc, front.annotations)
    }

    fn item(&mut self, pair: Pair<'_, Rule>) -> Option<Item> {
        let mut front = Front::default();
        for pair in pair.into_inner() {
            let (rule, start) = (pair.as_rule(), pair.as_span().start());
            match rule {
                Rule::doc | Rule::annotation => self.front(&mut front, pair),
                Rule::decl => return self.decl(pair, front),
                _ => {
                    let (kind, end) = self.directive(pair)?;
                    let span = front.start().unwrap_or_else(|| self.at(start, start)).to(end);
                    return Some(Item { doc: front.doc, annotations: front.annotations, kind, span });
                }
            }
        }
        None
    }

    fn front(&mut self, front: &mut Front, pair: Pair<'_, Rule>) {
        match pair.as_rule() {
            Rule::doc => front.doc.push(self.doc(&pair)),
            Rule::annotation => front.annotations.extend(self.annotation(pair)),
            _ => {}
        }
    }

    fn directive(&mut self, pair: Pair<'_, Rule>) -> Option<(ItemKind, Span)> {
        let rule = pair.as_rule();
        let mut inner = pair.into_inner();
        inner.next();
        let first = inner.next()?;
        match rule {
            Rule::package => {
                let path = self.path(&first);
                let span = path.span;
                Some((ItemKind::Package(path), span))
            }
            Rule::language => {
                let number = self.number(&first);
                let span = number.span;
                Some((ItemKind::Language(number), span))
            }
            _ => {
                let path = self.path(&first);
                let mut span = path.span;
                let mut import = Use { path, names: Vec::new(), alias: None };
                if let Some(tail) = inner.next() {
                    let list = tail.as_rule() == Rule::import_list;
                    span = span.to(self.span(&tail));
                    let mut words =
                        tail.into_inner().filter(|p| p.as_rule() == Rule::ident).map(|p| self.ident(&p));
                    if list {
                        import.names = words.collect();
                    } else {
                        import.alias = words.next();
                    }
                }
                Some((ItemKind::Use(import), span))
            }
        }
    }

    fn decl(&mut self, pair: Pair<'_, Rule>, front: Front) -> Option<Item> {
        let mut inner = pair.into_inner();
        let head = self.head_of(inner.next()?, front)?;
        let block = inner.next()?;
        let span = self.span(&block);
        let body = self.body(block.into_inner());
        Some(head.with(body, span))
    }

    fn head_of(&mut self, pair: Pair<'_, Rule>, front: Front) -> Option<Head> {
        let (mut kind, mut name, mut target) = (None, None, None);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::kind => kind = part.into_inner().next().map(|p| self.ident(&p)),
                Rule::name => name = part.into_inner().next().map(|p| self.name(&p)),
                Rule::target => {
                    target = part.into_inner().find(|p| p.as_rule() == Rule::path).map(|p| self.path(&p));
                }
                _ => {}
            }
        }
        let kind = kind?;
        let span = front.start().unwrap_or(kind.span).to(kind.span);
        Some(Head { doc: front.doc, annotations: front.annotations, kind, name, target, span })
    }

    fn name(&mut self, pair: &Pair<'_, Rule>) -> Name {
        if pair.as_rule() == Rule::path { Name::Path(self.path(pair)) } else { Name::Title(self.text(pair)) }
    }

    fn body<'i>(&mut self, pairs: impl Iterator<Item = Pair<'i, Rule>>) -> Body {
        let mut body = Body::default();
        for pair in pairs.filter(|pair| pair.as_rule() == Rule::entry) {
            let before = self.diagnostics.total();
            match self.entry(pair) {
                Some(entry) if before == self.diagnostics.total() => body.entries.push(entry),
                // A block keeps its good entries.
                Some(entry @ Entry { kind: EntryKind::Block { .. }, .. }) => {
                    body.incomplete = true;
                    body.entries.push(entry);
                }
                _ => body.incomplete = true,
            }
        }
        body
    }

    fn entry(&mut self, pair: Pair<'_, Rule>) -> Option<Entry> {
        let mut front = Front::default();
        for pair in pair.into_inner() {
            match pair.as_rule() {
                Rule::pair => {
                    let mut inner = pair.into_inner();
                    let key = self.value(inner.next()?)?;
                    let colon = inner.next()?;
                    self.colon(&colon);
                    let value = self.value(inner.next()?)?;
                    let span = front.start().unwrap_or(key.span).to(value.span);
                    return Some(front.entry(EntryKind::Pair { key, value }, span));
                }
                Rule::sub_block => {
                    let mut inner = pair.into_inner();
                    let name = self.ident(&inner.next()?);
                    let block = inner.next()?;
                    let span = self.span(&block);
                    let body = self.body(block.into_inner());
                    return Some(front.block(name, body, span));
                }
                _ => self.front(&mut front, pair),
            }
        }
        None
    }

    /// Reports `=` where `:` belongs.
    fn colon(&mut self, pair: &Pair<'_, Rule>) {
        if pair.as_str() == "=" {
            let span = self.span(pair);
            self.diagnostics.push(
                Diagnostic::new(&codes::WRONG_OPERATOR, "found `=` where `:` was wanted", span, "not a `:`")
                    .help("a key and its value, and a name and its argument, are joined by `:`")
                    .fix("write `:`", span, ":", Safety::Safe),
            );
        }
    }

    fn annotation(&mut self, pair: Pair<'_, Rule>) -> Option<Annotation> {
        let at = self.at(pair.as_span().start(), pair.as_span().start());
        let mut inner = pair.into_inner();
        let name = self.ident(&inner.next()?);
        let mut span = at.to(name.span);
        let mut args = Vec::new();
        if let Some(list) = inner.next() {
            span = span.to(self.span(&list));
            args = self.args(list)?.0;
        }
        Some(Annotation { name, args, span })
    }

    fn doc(&self, pair: &Pair<'_, Rule>) -> DocLine {
        let line = pair.as_str().trim_end();
        let text = line.strip_prefix("///").unwrap_or(line);
        let start = pair.as_span().start();
        let span = self.at(start, start + line.len());
        DocLine { text: text.strip_prefix(' ').unwrap_or(text).to_owned(), span }
    }

    fn path(&self, pair: &Pair<'_, Rule>) -> Path {
        let mut at = pair.as_span().start();
        let part = |word: &str| {
            let span = self.at(at, at + word.len());
            at += word.len() + 1;
            Ident { text: word.to_owned(), span }
        };
        let parts = pair.as_str().split('.').map(part).collect();
        Path { parts, span: self.span(pair) }
    }

    fn ident(&self, pair: &Pair<'_, Rule>) -> Ident {
        Ident { text: pair.as_str().to_owned(), span: self.span(pair) }
    }

    fn number(&self, pair: &Pair<'_, Rule>) -> Number {
        let text = pair.as_str();
        let unit_at =
            text.find(|c: char| !(c.is_ascii_digit() || c == '_' || c == '.')).unwrap_or(text.len());
        let (digits, unit) = text.split_at_checked(unit_at).unwrap_or((text, ""));
        let unit = (!unit.is_empty()).then(|| unit.to_owned());
        Number { digits: digits.replace('_', ""), unit, span: self.span(pair) }
    }

    fn span(&self, pair: &Pair<'_, Rule>) -> Span {
        self.at(pair.as_span().start(), pair.as_span().end())
    }

    fn at(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, self.base + start, self.base + end)
    }

    fn made(&self, kind: ExprKind, span: Span) -> Expr {
        Expr { kind, span }
    }
}

/// What stands before an item or entry.
#[derive(Debug, Default)]
struct Front {
    doc: Vec<DocLine>,
    annotations: Vec<Annotation>,
}

impl Front {
    fn start(&self) -> Option<Span> {
        self.annotations.first().map(|annotation| annotation.span)
    }

    fn entry(self, kind: EntryKind, span: Span) -> Entry {
        Entry { doc: self.doc, annotations: self.annotations, kind, span }
    }

    fn block(self, name: Ident, body: Body, braces: Span) -> Entry {
        let span = self.start().unwrap_or(name.span).to(braces);
        self.entry(EntryKind::Block { name, entries: body.entries, body: braces }, span)
    }
}

impl Head {
    /// The whole declaration.
    pub(super) fn with(self, body: Body, braces: Span) -> Item {
        let span = self.span.to(braces);
        let decl = Decl {
            kind: self.kind,
            name: self.name,
            target: self.target,
            entries: body.entries,
            body: braces,
            incomplete: body.incomplete,
        };
        Item { doc: self.doc, annotations: self.annotations, kind: ItemKind::Decl(decl), span }
    }
}
