//! `context` and `require`: conditions on what surrounds a match.

use crate::codes::{names, types};
use crate::diagnostic::Diagnostic;
use crate::program::{Context, ContextRow, Edge, Needle, RequireRow, Side};
use crate::syntax::{BinaryOp, Entry, Expr, ExprKind, UnaryOp};

use super::Checker;
use super::constants::{path_of, peel};
use super::suggest::nearest;

/// How far a needle may lie when `within` does not say so, in bytes of text.
const WITHIN: u32 = 50;

/// The furthest that it may say.
const FURTHEST: u32 = 300;

const SIDES: &[(&str, Side)] = &[("before", Side::Before), ("after", Side::After), ("either", Side::Either)];
const EDGES: &[(&str, Edge)] = &[("start", Edge::Start), ("end", Edge::End)];
const FORMS: [&str; 3] = ["near", "column", "path"];

impl<'a> Checker<'a> {
    /// The rows of `context`; `None` after an error in any.
    pub(super) fn context_rows(&mut self, entries: &'a [Entry]) -> Option<Vec<ContextRow>> {
        let mut rows = Vec::new();
        for (key, value, entry) in self.rows("`context`", entries) {
            self.entry_annotations(entry);
            let when = self.context(key);
            let effect = match &peel(value).kind {
                ExprKind::Bool(_) => {
                    let found = Diagnostic::new(
                        &types::TYPE_MISMATCH,
                        "a row of `context` adds a number to the confidence, found a truth value",
                        value.span,
                        "expected a number such as `+0.40`",
                    );
                    self.report(
                        found
                            .label(key.span, "when this holds")
                            .help("rows that must hold stand in `require`"),
                    );
                    None
                }
                _ => self.step(value, "a row of `context`"),
            };
            let effect = effect.and_then(|effect| {
                if (-1000..=1000).contains(&effect.0) {
                    return Some(effect);
                }
                let message = "a row of `context` adds from -1 to +1";
                self.report(Diagnostic::new(&types::OUT_OF_RANGE, message, value.span, "outside"));
                None
            });
            if let (Some(when), Some(effect)) = (when, effect) {
                rows.push(ContextRow { when, effect, text: self.written(key), span: entry.span });
            }
        }
        (rows.len() == entries.len()).then_some(rows)
    }

    /// The rows of `require`; `None` after an error in any.
    pub(super) fn require_rows(&mut self, entries: &'a [Entry]) -> Option<Vec<RequireRow>> {
        let mut rows = Vec::new();
        for (key, value, entry) in self.rows("`require`", entries) {
            self.entry_annotations(entry);
            let when = self.context(key);
            let expected = match &peel(value).kind {
                ExprKind::Bool(expected) => Some(*expected),
                _ => {
                    let found = Diagnostic::new(
                        &types::TYPE_MISMATCH,
                        format!(
                            "a row of `require` is `true` or `false`, found {}",
                            super::constants::describe(value)
                        ),
                        value.span,
                        "expected `true` or `false`",
                    );
                    self.report(found.help("rows that move the confidence stand in `context`"));
                    None
                }
            };
            if let (Some(when), Some(expected)) = (when, expected) {
                rows.push(RequireRow { when, expected, text: self.written(key), span: entry.span });
            }
        }
        (rows.len() == entries.len()).then_some(rows)
    }

    /// As written, on one line.
    fn written(&self, expr: &Expr) -> String {
        one_line(self.sources.slice(expr.span).unwrap_or_default())
    }

    fn context(&mut self, expr: &Expr) -> Option<Context> {
        let inner = peel(expr);
        match &inner.kind {
            ExprKind::Binary(left, op @ (BinaryOp::And | BinaryOp::Or), _, right) => {
                let (left, right) = (self.context(left), self.context(right));
                let (left, right) = (left?, right?);
                Some(match (op, left) {
                    (BinaryOp::And, Context::All(mut all)) => {
                        all.push(right);
                        Context::All(all)
                    }
                    (BinaryOp::And, left) => Context::All(vec![left, right]),
                    (_, Context::Any(mut any)) => {
                        any.push(right);
                        Context::Any(any)
                    }
                    (_, left) => Context::Any(vec![left, right]),
                })
            }
            ExprKind::Unary(UnaryOp::Not, operand) => Some(Context::Not(Box::new(self.context(operand)?))),
            ExprKind::Call(callee, args) => match &callee.kind {
                ExprKind::Name(name) => match name.as_str() {
                    "near" => self.near(args, inner),
                    "column" | "path" => {
                        let bound = self.bind(name, &[("what", true)], args, inner.span)?;
                        let needle = self.needle(bound.first().copied().flatten()?, name)?;
                        Some(if name == "column" { Context::Column(needle) } else { Context::Path(needle) })
                    }
                    _ => {
                        self.unknown_word("condition", name, callee.span, FORMS.into_iter());
                        None
                    }
                },
                _ => self.no_context(inner),
            },
            _ => self.no_context(inner),
        }
    }

    fn no_context(&mut self, expr: &Expr) -> Option<Context> {
        let message =
            format!("a row asks for what surrounds a match, found {}", super::constants::describe(expr));
        let found = Diagnostic::new(&types::NOT_HERE, message, expr.span, "not such a condition");
        self.report(found.help("write `near(…)`, `column(…)` or `path(…)`, joined by `and`, `or`, `not`"));
        None
    }

    fn near(&mut self, args: &[crate::syntax::Arg], call: &Expr) -> Option<Context> {
        let params = [("what", true), ("within", false), ("side", false), ("to", false)];
        let bound = self.bind("near", &params, args, call.span)?;
        let [what, within, side, to] = bound.as_slice() else { return None };
        let what = what.and_then(|what| self.needle(what, "near"));
        let within = within.map_or(Some(WITHIN), |value| self.small(value, "`within` of `near`", FURTHEST));
        let side =
            side.map_or(Some(Side::Either), |value| self.choice(value, "`side` of `near`", "a side", SIDES));
        let to = to.map_or(Some(Edge::Near), |value| self.choice(value, "`to` of `near`", "an edge", EDGES));
        Some(Context::Near { what: what?, within: within?, side: side?, to: to? })
    }

    /// Words, a list, or a pattern.
    fn needle(&mut self, value: &Expr, form: &str) -> Option<Needle> {
        let inner = peel(value);
        match &inner.kind {
            ExprKind::Regex(_) => {
                self.pattern(inner, &format!("`{form}`")).map(|analysis| Needle::Pattern(analysis.pattern))
            }
            ExprKind::Text(_) | ExprKind::List(_) => {
                let words = self.texts(inner, &format!("`{form}`"))?;
                self.words(words, inner.span)
            }
            ExprKind::Name(_) | ExprKind::Member(..) => {
                let parts = path_of(inner)?;
                let kind = crate::builtins::kinds::kind("list")?;
                let symbol = self.resolve(&parts, kind)?;
                let words = self.lists.get(&symbol).cloned()?;
                self.words(words.to_vec(), inner.span)
            }
            _ => {
                let what = format!("`{form}`");
                self.mismatch(value, &what, "a list of texts, a `list`, or a pattern");
                None
            }
        }
    }

    /// Keywords: each must hold something a word boundary can stand beside.
    fn words(&mut self, words: Vec<String>, span: crate::source::Span) -> Option<Needle> {
        if words.is_empty() {
            let found =
                Diagnostic::new(&types::OUT_OF_RANGE, "there are no words to look for", span, "empty");
            self.report(found.help("write at least one"));
            return None;
        }
        if let Some(word) = words.iter().find(|word| !word.chars().any(char::is_alphanumeric)) {
            let message = format!("the keyword `{word}` holds no letter or digit");
            let found = Diagnostic::new(&types::OUT_OF_RANGE, message, span, "cannot be a word");
            self.report(found.help("write a pattern for punctuation: `near(/[#№]/)`"));
            return None;
        }
        if let Some(word) = words.iter().find(|word| word.len() > 256) {
            let shown: String = word.chars().take(24).collect();
            let message = format!("the keyword `{shown}…` is longer than 256 bytes");
            self.report(Diagnostic::new(&types::OUT_OF_RANGE, message, span, "too long"));
            return None;
        }
        Some(Needle::Words(words))
    }

    /// The target of `for`, as identifiers.
    pub(super) fn identifiers(&mut self, value: &Expr) -> Option<Vec<crate::program::IdentifierId>> {
        let inner = peel(value);
        let items = match &inner.kind {
            ExprKind::List(items) => items.as_slice(),
            _ => std::slice::from_ref(inner),
        };
        let kind = crate::builtins::kinds::kind("identifier")?;
        let mut found = Vec::new();
        let mut whole = true;
        for item in items {
            let Some(parts) = path_of(peel(item)) else {
                self.mismatch(item, "`for`", "identifiers");
                whole = false;
                continue;
            };
            match self.resolve(&parts, kind).and_then(|symbol| self.names.symbols.get(symbol)) {
                Some(symbol) => {
                    let id = crate::program::IdentifierId(symbol.index);
                    if found.contains(&id) {
                        let message = format!("`{}` stands here twice", symbol.name.text);
                        self.report(Diagnostic::new(&names::DUPLICATE, message, item.span, "again"));
                    } else {
                        found.push(id);
                    }
                }
                None => whole = false,
            }
        }
        whole.then_some(found)
    }

    /// "did you mean" for a bare word, in tests and reasons.
    pub(super) fn near_word<'w>(
        &mut self,
        word: &str,
        known: impl Iterator<Item = &'w str>,
    ) -> Option<&'w str> {
        if self.out.may_suggest() { nearest(word, known) } else { None }
    }
}

/// What the style broke over several lines, as it would stand on one.
fn one_line(written: &str) -> String {
    let mut whole = String::new();
    for line in written.lines().map(str::trim) {
        if line.starts_with([')', ']', '}']) {
            let kept = whole.trim_end_matches(',').len();
            whole.truncate(kept);
        } else if !whole.is_empty() && !whole.ends_with(['(', '[', '{']) {
            whole.push(' ');
        }
        whole.push_str(line);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn a_broken_row_reads_as_if_it_fitted() {
        assert_eq!(one_line("near(\n      /a  b/i,\n      within: 40,\n    )"), "near(/a  b/i, within: 40)");
        assert_eq!(
            one_line("near([\n  \"a\", \"b\",\n  \"c\",\n])\n and path(/x/)"),
            "near([\"a\", \"b\", \"c\"]) and path(/x/)"
        );
    }
}
