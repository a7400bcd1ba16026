//! A file that does not parse as a whole: item by item, and in a broken item entry by entry.
//!
//! Each piece is given to the same grammar alone, so every piece has its own first error, and what is whole is kept. The
//! pieces come from the outline, a block is opened without parsing it first, and so each byte is parsed a bounded number
//! of times however deep it lies.

use std::ops::Range;

use pest::Parser;
use pest::error::{Error, InputLocation};

use super::build::{Body, Builder};
use super::explain::{Failure, explain};
use super::grammar::{Grammar, Rule};
use super::scan::{Kind, Token};
use super::shape::{NESTING, Shape, begins_entry, word};
use super::sink::Sink;
use crate::source::{SourceId, Span};
use crate::syntax::{Annotation, DocLine, Entry, EntryKind, Ident, Item};

/// Reads what can be read of a broken file.
pub(super) struct Recovery<'a> {
    pub source: SourceId,
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub shape: &'a Shape,
    pub sink: &'a mut Sink,
}

impl<'a> Recovery<'a> {
    /// All items that can be read, wholly or in part.
    pub(super) fn items(&mut self) -> Vec<Item> {
        let ranges = self.shape.items(self.text, self.tokens);
        ranges.into_iter().flat_map(|range| self.item(range)).collect()
    }

    fn item(&mut self, range: Range<usize>) -> Vec<Item> {
        let mut failure = None;
        if !self.shape.is_sick(range.clone()) {
            let (base, slice) = self.slice(&range);
            match Grammar::parse(Rule::one_item, slice) {
                Ok(pairs) => return Builder::new(self.source, base, self.sink).items(pairs),
                Err(error) => failure = Some(error),
            }
        }
        let before = self.sink.total();
        let item = self.broken_item(&range);
        if let Some(error) = failure.filter(|_| self.sink.total() == before) {
            self.explain(&range, &error, None);
        }
        item.into_iter().collect()
    }

    fn broken_item(&mut self, range: &Range<usize>) -> Option<Item> {
        let outer = self.shape.inside.get(range.start).copied().flatten();
        let is_block = |i: &usize| word(self.text, self.tokens, *i) == "{" && self.inside(*i) == outer;
        let open = range.clone().find(is_block)?;
        let head =
            self.piece(&(range.start..open), Rule::one_head, None, |builder, pairs| builder.head(pairs));
        let (inner, end) = self.braces(open, range.end);
        let owner = self.owner(range.start..open);
        let mut body = self.entries(inner, Some(open), &owner, 1);
        body.incomplete = true;
        Some(head.flatten()?.with(body, self.span(open, end)))
    }

    /// What stands between the brace at `open` and its partner or the end, and one past the partner.
    fn braces(&self, open: usize, end: usize) -> (Range<usize>, usize) {
        match self.shape.mate.get(open).copied().flatten() {
            Some(close) if close < end => (open + 1..close, close + 1),
            _ => (open + 1..end, end),
        }
    }

    /// The word that a block is known by: its kind or its name.
    fn owner(&self, head: Range<usize>) -> String {
        let mut words = head.filter(|&i| {
            self.kind(i) == Some(Kind::Word) && word(self.text, self.tokens, i.wrapping_sub(1)) != "@"
        });
        words.next().map(|i| word(self.text, self.tokens, i).to_owned()).unwrap_or_default()
    }

    fn entries(&mut self, range: Range<usize>, open: Option<usize>, owner: &str, depth: usize) -> Body {
        let mut body = Body::default();
        let mut at = range.start;
        while at < range.end {
            let name = self.skip_front(at, range.end);
            let named = self.kind(name) == Some(Kind::Word) && word(self.text, self.tokens, name + 1) == "{";
            if named && name + 1 < range.end {
                let (inner, end) = self.braces(name + 1, range.end);
                let block = if depth < NESTING { self.block(at, name, inner, end, depth) } else { None };
                body.incomplete |= block.as_ref().is_none_or(|(_, incomplete)| *incomplete);
                body.entries.extend(block.map(|(entry, _)| entry));
                at = end;
            } else {
                let end = self.boundary(at, range.end, open);
                self.pair(at..end, owner, &mut body);
                at = end;
            }
            if matches!(word(self.text, self.tokens, at), "," | ";") && at < range.end && at > range.start {
                at += 1;
            }
        }
        body
    }

    fn block(
        &mut self,
        at: usize,
        name: usize,
        inner: Range<usize>,
        end: usize,
        depth: usize,
    ) -> Option<(Entry, bool)> {
        let front = if at < name {
            self.piece(&(at..name), Rule::one_front, None, |builder, pairs| builder.one_front(pairs))
        } else {
            Some((Vec::<DocLine>::new(), Vec::<Annotation>::new()))
        };
        let owner = word(self.text, self.tokens, name).to_owned();
        let ident = Ident { text: owner.clone(), span: self.span(name, name + 1) };
        let braces = self.span(name + 1, end);
        let body = self.entries(inner, Some(name + 1), &owner, depth + 1);
        let (doc, annotations) = front?;
        let start = annotations.first().map_or(ident.span, |annotation| annotation.span);
        let kind = EntryKind::Block { name: ident, entries: body.entries, body: braces };
        Some((Entry { doc, annotations, kind, span: start.to(braces) }, body.incomplete))
    }

    /// A piece that holds pairs, most often one.
    fn pair(&mut self, range: Range<usize>, owner: &str, body: &mut Body) {
        match self.piece(&range, Rule::entries, Some(owner), |builder, pairs| builder.entries(pairs)) {
            Some(read) => {
                body.incomplete |= read.incomplete;
                body.entries.extend(read.entries);
            }
            None => body.incomplete = true,
        }
    }

    /// Parses the tokens of a range by a rule; `None` when they are broken, which has then been reported.
    fn piece<T>(
        &mut self,
        range: &Range<usize>,
        rule: Rule,
        owner: Option<&str>,
        build: impl FnOnce(&mut Builder<'_>, pest::iterators::Pairs<'_, Rule>) -> T,
    ) -> Option<T> {
        if self.shape.is_sick(range.clone()) {
            return None;
        }
        let (base, slice) = self.slice(range);
        match Grammar::parse(rule, slice) {
            Ok(pairs) => Some(build(&mut Builder::new(self.source, base, self.sink), pairs)),
            Err(error) => {
                self.explain(range, &error, owner);
                None
            }
        }
    }

    fn explain(&mut self, range: &Range<usize>, error: &Error<Rule>, owner: Option<&str>) {
        let (base, _) = self.slice(range);
        let (InputLocation::Pos(at) | InputLocation::Span((at, _))) = error.location;
        let failure = Failure {
            source: self.source,
            text: self.text,
            tokens: self.tokens,
            shape: self.shape,
            range: range.clone(),
            at: base + at,
            error,
            owner,
        };
        self.sink.push(explain(&failure));
    }

    /// Past documentation and annotations.
    fn skip_front(&self, mut at: usize, end: usize) -> usize {
        while at < end {
            if self.kind(at) == Some(Kind::Doc) {
                at += 1;
            } else if word(self.text, self.tokens, at) == "@" {
                at += 2;
                if word(self.text, self.tokens, at) == "(" {
                    at = self.shape.mate.get(at).copied().flatten().map_or(end, |close| close + 1);
                }
            } else {
                break;
            }
        }
        at.min(end)
    }

    /// Where the entry that begins at `at` ends.
    fn boundary(&self, at: usize, end: usize, open: Option<usize>) -> usize {
        let first = self.skip_front(at, end);
        let outer = (first + 1..end).filter(|&i| self.inside(i) == open);
        for i in outer {
            if matches!(word(self.text, self.tokens, i - 1), "," | ";") && self.inside(i - 1) == open {
                return i;
            }
            if !self.tokens.get(i).is_some_and(|token| token.first_on_line) {
                continue;
            }
            if begins_entry(self.text, self.tokens, i) || (!self.waits(i - 1) && !self.goes_on(i)) {
                return i;
            }
        }
        end
    }

    /// Whether something must follow the token.
    fn waits(&self, i: usize) -> bool {
        match self.kind(i) {
            Some(Kind::Mark) => true,
            Some(Kind::Word) => {
                matches!(
                    word(self.text, self.tokens, i),
                    "and" | "or" | "not" | "has" | "in" | "matches" | "becomes"
                )
            }
            _ => false,
        }
    }

    /// Whether the token cannot begin an entry.
    fn goes_on(&self, i: usize) -> bool {
        match self.kind(i) {
            Some(Kind::Mark) => {
                !matches!(word(self.text, self.tokens, i), "<" | "<=" | ">" | ">=" | "==" | "!=")
            }
            Some(Kind::Word) => {
                matches!(word(self.text, self.tokens, i), "and" | "or" | "in" | "matches" | "becomes")
            }
            _ => false,
        }
    }

    fn kind(&self, i: usize) -> Option<Kind> {
        self.tokens.get(i).map(|token| token.kind)
    }

    fn inside(&self, i: usize) -> Option<usize> {
        self.shape.inside.get(i).copied().flatten()
    }

    fn span(&self, from: usize, to: usize) -> Span {
        let start = self.tokens.get(from).map_or(self.text.len(), |token| token.start);
        let end = self.tokens.get(to.saturating_sub(1)).map_or(self.text.len(), |token| token.end);
        Span::new(self.source, start, end)
    }

    /// The text from the first token of a range to its last, and where it begins.
    fn slice(&self, range: &Range<usize>) -> (usize, &'a str) {
        let span = self.span(range.start, range.end).range();
        (span.start, self.text.get(span).unwrap_or_default())
    }
}
