//! Expressions: a flat run of operators and operands becomes a tree.
//!
//! Precedence, loosest first: `or`, `and`, `not`, comparisons (which do not chain), `??`, `+ -`, `*`, signs, `has`, then
//! members, indices and calls. The run is settled with two stacks instead of recursion, and no tree is deeper than
//! [`DEPTH`], so that whoever walks it later may recurse.

use pest::iterators::Pair;

use super::super::grammar::Rule;
use super::Builder;
use crate::codes::syntax as codes;
use crate::diagnostic::{Diagnostic, Safety};
use crate::source::Span;
use crate::syntax::{Arg, BinaryOp, Date, Expr, ExprKind, Ident, UnaryOp};

/// How deep a tree may be: operators and postfixes that follow each other nest as brackets do.
pub(crate) const DEPTH: usize = 256;

/// An expression with the depth of its tree.
struct Built {
    expr: Expr,
    depth: usize,
}

/// An operator that waits for its right operand.
enum Waiting {
    Unary(UnaryOp, Span),
    Has(Span),
    Binary(BinaryOp, Span),
    Lambda(Ident),
    Section(BinaryOp, Span),
}

/// How tightly an operator binds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Whole,
    Or,
    And,
    Not,
    Compare,
    Coalesce,
    Sum,
    Product,
    Sign,
    Has,
}

impl Waiting {
    fn binding(&self) -> Binding {
        match self {
            Self::Lambda(_) | Self::Section(..) => Binding::Whole,
            Self::Unary(UnaryOp::Not, _) => Binding::Not,
            Self::Unary(..) => Binding::Sign,
            Self::Has(_) => Binding::Has,
            Self::Binary(op, _) => binding(*op),
        }
    }
}

fn binding(op: BinaryOp) -> Binding {
    match op {
        BinaryOp::Or => Binding::Or,
        BinaryOp::And => Binding::And,
        BinaryOp::Coalesce => Binding::Coalesce,
        BinaryOp::Add | BinaryOp::Sub => Binding::Sum,
        BinaryOp::Mul => Binding::Product,
        _ => Binding::Compare,
    }
}

impl Builder<'_> {
    /// A `section` or an `expr`; `None` when it was refused, which has then been reported.
    pub(super) fn value(&mut self, pair: Pair<'_, Rule>) -> Option<Expr> {
        self.run(pair).map(|built| built.expr)
    }

    /// The arguments between parentheses, and the depth of the deepest.
    pub(super) fn args(&mut self, pair: Pair<'_, Rule>) -> Option<(Vec<Arg>, usize)> {
        let (mut args, mut depth) = (Vec::new(), 0);
        for arg in pair.into_inner() {
            let mut name = None;
            for part in arg.into_inner() {
                match part.as_rule() {
                    Rule::ident => name = Some(self.ident(&part)),
                    Rule::colon => self.colon(&part),
                    _ => {
                        let value = self.run(part)?;
                        depth = depth.max(value.depth);
                        args.push(Arg { name: name.take(), value: value.expr });
                    }
                }
            }
        }
        Some((args, depth))
    }

    fn run(&mut self, pair: Pair<'_, Rule>) -> Option<Built> {
        let section = pair.as_rule() == Rule::section;
        let mut waiting: Vec<Waiting> = Vec::new();
        let mut operands: Vec<Built> = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::lambda => {
                    let parameter = part.into_inner().next()?;
                    waiting.push(Waiting::Lambda(self.ident(&parameter)));
                }
                Rule::prefix => {
                    let prefix = self.prefix(&part);
                    waiting.push(prefix);
                }
                Rule::chain => {
                    let operand = self.chain(part)?;
                    operands.push(operand);
                }
                _ => {
                    let (op, span) = self.infix(&part);
                    if section && operands.is_empty() {
                        waiting.push(Waiting::Section(op, span));
                        continue;
                    }
                    while waiting.last().is_some_and(|last| last.binding() >= binding(op)) {
                        self.settle(&mut waiting, &mut operands)?;
                    }
                    waiting.push(Waiting::Binary(op, span));
                }
            }
        }
        while !waiting.is_empty() {
            self.settle(&mut waiting, &mut operands)?;
        }
        operands.pop()
    }

    /// Gives the last waiting operator its operands.
    fn settle(&mut self, waiting: &mut Vec<Waiting>, operands: &mut Vec<Built>) -> Option<()> {
        let (operator, right) = (waiting.pop()?, operands.pop()?);
        let end = right.expr.span;
        let mut depth = right.depth;
        let operand = Box::new(right.expr);
        let (kind, span) = match operator {
            Waiting::Unary(op, span) => (ExprKind::Unary(op, operand), span.to(end)),
            Waiting::Has(span) => (ExprKind::Has(operand), span.to(end)),
            Waiting::Section(op, span) => (ExprKind::Section(op, operand), span.to(end)),
            Waiting::Lambda(name) => {
                let span = name.span.to(end);
                (ExprKind::Lambda(name, operand), span)
            }
            Waiting::Binary(op, at) => {
                let left = operands.pop()?;
                depth = depth.max(left.depth);
                self.refuse_chain(&left.expr, op, at, &operand);
                let span = left.expr.span.to(end);
                (ExprKind::Binary(Box::new(left.expr), op, at, operand), span)
            }
        };
        let built = self.limited(kind, span, depth)?;
        operands.push(built);
        Some(())
    }

    /// A node one deeper than its deepest part, unless that is too deep.
    fn limited(&mut self, kind: ExprKind, span: Span, depth: usize) -> Option<Built> {
        if depth >= DEPTH {
            let message = format!("this expression nests operators more than {DEPTH} deep");
            self.diagnostics.push(
                Diagnostic::new(&codes::NESTING_TOO_DEEP, message, span, "too deep from here on").help(
                    "test for one of many values with `in [...]`, or split the condition over several rules",
                ),
            );
            return None;
        }
        Some(Built { expr: self.made(kind, span), depth: depth + 1 })
    }

    fn refuse_chain(&mut self, left: &Expr, op: BinaryOp, at: Span, right: &Expr) {
        let ExprKind::Binary(_, first, first_at, middle) = &left.kind else { return };
        if binding(*first) != Binding::Compare || binding(op) != Binding::Compare {
            return;
        }
        let message = format!("comparisons do not chain: `{}` follows `{}`", op.symbol(), first.symbol());
        let mut diagnostic = Diagnostic::new(&codes::CHAINED_COMPARISON, message, at, "second comparison")
            .label(*first_at, "first comparison");
        if let Some(middle) = simple(middle) {
            let help = "compare twice and join the two with `and`";
            let both = format!(" and {middle} {} ", op.symbol());
            let gap = Span { start: left.span.end, end: right.span.start, ..at };
            diagnostic = diagnostic.help(help).fix("compare twice", gap, both, Safety::Unsafe);
        } else {
            diagnostic = diagnostic.help("put the first comparison in parentheses, or join two with `and`");
        }
        self.diagnostics.push(diagnostic);
    }

    fn prefix(&mut self, pair: &Pair<'_, Rule>) -> Waiting {
        let span = self.token_span(pair);
        match pair.as_str().trim_end() {
            "not" => Waiting::Unary(UnaryOp::Not, span),
            "has" => Waiting::Has(span),
            "-" => Waiting::Unary(UnaryOp::Minus, span),
            "+" => Waiting::Unary(UnaryOp::Plus, span),
            _ => {
                self.wrong_operator("!", "not", span, "not ");
                Waiting::Unary(UnaryOp::Not, span)
            }
        }
    }

    fn infix(&mut self, pair: &Pair<'_, Rule>) -> (BinaryOp, Span) {
        let span = self.token_span(pair);
        let op = match pair.as_str().trim_end() {
            "==" => BinaryOp::Eq,
            "!=" => BinaryOp::Ne,
            "<" => BinaryOp::Lt,
            "<=" => BinaryOp::Le,
            ">" => BinaryOp::Gt,
            ">=" => BinaryOp::Ge,
            "in" => BinaryOp::In,
            "matches" => BinaryOp::Matches,
            "becomes" => BinaryOp::Becomes,
            "??" => BinaryOp::Coalesce,
            "+" => BinaryOp::Add,
            "-" => BinaryOp::Sub,
            "*" => BinaryOp::Mul,
            "and" => BinaryOp::And,
            "or" => BinaryOp::Or,
            "&&" => {
                self.wrong_operator("&&", "and", span, "and");
                BinaryOp::And
            }
            "||" => {
                self.wrong_operator("||", "or", span, "or");
                BinaryOp::Or
            }
            // The only operator of two words, with any blanks between them.
            _ => BinaryOp::NotIn,
        };
        (op, span)
    }

    fn wrong_operator(&mut self, found: &str, wanted: &str, span: Span, text: &str) {
        let label = format!("written `{wanted}` here");
        self.diagnostics.push(
            Diagnostic::new(
                &codes::WRONG_OPERATOR,
                format!("found `{found}` where `{wanted}` was wanted"),
                span,
                label,
            )
            .help("conditions are joined with the words `and`, `or` and `not`")
            .fix(format!("write `{wanted}`"), span, text, Safety::Safe),
        );
    }

    /// An operator's rule may end in skipped blanks; its span does not.
    fn token_span(&self, pair: &Pair<'_, Rule>) -> Span {
        let start = pair.as_span().start();
        self.at(start, start + pair.as_str().trim_end().len())
    }

    /// A primary with its members, indices and calls.
    fn chain(&mut self, pair: Pair<'_, Rule>) -> Option<Built> {
        let mut parts = pair.into_inner();
        let mut built = self.primary(parts.next()?)?;
        for part in parts {
            let span = built.expr.span.to(self.span(&part));
            let mut depth = built.depth;
            let base = Box::new(built.expr);
            let kind = match part.as_rule() {
                Rule::member => {
                    let field = part.into_inner().next()?;
                    ExprKind::Member(base, self.ident(&field))
                }
                Rule::index => {
                    let index = self.run(part.into_inner().next()?)?;
                    depth = depth.max(index.depth);
                    ExprKind::Index(base, Box::new(index.expr))
                }
                _ => {
                    let (args, deepest) = self.args(part)?;
                    depth = depth.max(deepest);
                    ExprKind::Call(base, args)
                }
            };
            built = self.limited(kind, span, depth)?;
        }
        Some(built)
    }

    fn primary(&mut self, pair: Pair<'_, Rule>) -> Option<Built> {
        let span = self.span(&pair);
        let mut depth = 0;
        let kind = match pair.as_rule() {
            Rule::ident => ExprKind::Name(pair.as_str().to_owned()),
            Rule::bool => ExprKind::Bool(pair.as_str() == "true"),
            Rule::number => ExprKind::Number(self.number(&pair)),
            Rule::date => ExprKind::Date(date(pair.as_str())),
            Rule::regex => ExprKind::Regex(self.regex(&pair)),
            Rule::paren => {
                let inner = self.run(pair.into_inner().next()?)?;
                depth = inner.depth;
                ExprKind::Paren(Box::new(inner.expr))
            }
            Rule::list => {
                let mut elements = Vec::new();
                for element in pair.into_inner() {
                    let element = self.run(element)?;
                    depth = depth.max(element.depth);
                    elements.push(element.expr);
                }
                ExprKind::List(elements)
            }
            Rule::record => {
                let mut fields = Vec::new();
                for field in pair.into_inner() {
                    let mut inner = field.into_inner();
                    let name = self.ident(&inner.next()?);
                    self.colon(&inner.next()?);
                    let value = self.run(inner.next()?)?;
                    depth = depth.max(value.depth);
                    fields.push((name, value.expr));
                }
                ExprKind::Record(fields)
            }
            _ => ExprKind::Text(self.text(&pair)),
        };
        self.limited(kind, span, depth)
    }
}

/// An expression that may be written twice: how it is written.
fn simple(expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Name(name) => Some(name.clone()),
        ExprKind::Member(base, field) => Some(format!("{}.{}", simple(base)?, field.text)),
        _ => None,
    }
}

/// The grammar has counted the digits.
fn date(text: &str) -> Date {
    let mut parts = text.split('-');
    let mut next = || parts.next().unwrap_or_default();
    Date {
        year: next().parse().unwrap_or_default(),
        month: next().parse().unwrap_or_default(),
        day: next().parse().unwrap_or_default(),
    }
}
