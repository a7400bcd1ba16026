//! Expressions.

use crate::parse::literal;
use crate::source::Span;
use crate::syntax::{Arg, BinaryOp, Expr, ExprKind, Ident, Text, UnaryOp};

use super::layout::Doc;
use super::{Printer, WIDTH};

/// How the elements between brackets are laid.
#[derive(Debug, Clone, Copy)]
pub(super) enum Edge {
    /// Without blanks inside the brackets; broken, one element a line.
    Tight,
    /// With blanks; broken, one element a line.
    Spaced,
    /// Without blanks; broken, as many elements a line as fit.
    Filled,
}

impl Printer<'_> {
    /// An expression after the comments before it.
    pub(super) fn expr(&mut self, expr: &Expr) -> Doc {
        // Taken first: what stands before a list must not break the list.
        let remarks = self.remarks(expr.span.start);
        let doc = match &expr.kind {
            ExprKind::Name(name) => Doc::text(name.as_str()),
            ExprKind::Text(text) => self.text(text),
            ExprKind::Regex(_) | ExprKind::Number(_) | ExprKind::Date(_) => self.as_written(expr.span),
            ExprKind::Bool(value) => Doc::text(if *value { "true" } else { "false" }),
            ExprKind::List(elements) => {
                // Words of a list are read as one text; anything longer deserves its line.
                let words = elements.iter().all(|element| matches!(element.kind, ExprKind::Text(_)));
                let elements: Vec<Doc> = elements.iter().map(|element| self.expr(element)).collect();
                let fill =
                    words && elements.iter().all(|element| element.width().is_some_and(|w| w <= WIDTH / 3));
                self.bracketed("[", elements, "]", expr.span, if fill { Edge::Filled } else { Edge::Tight })
            }
            ExprKind::Record(fields) => {
                let fields = fields.iter().map(|(name, value)| self.named(name, value)).collect();
                self.bracketed("{", fields, "}", expr.span, Edge::Spaced)
            }
            ExprKind::Member(base, field) => {
                let base = self.expr(base);
                let remarks = self.remarks(field.span.start);
                Doc::concat(vec![base, remarks, Doc::text(format!(".{}", field.text))])
            }
            ExprKind::Index(base, index) => {
                let (base, index) = (self.expr(base), self.expr(index));
                let remarks = self.remarks(last_byte(expr.span));
                Doc::concat(vec![base, Doc::text("["), index, remarks, Doc::text("]")])
            }
            ExprKind::Call(callee, args) => {
                let callee = self.expr(callee);
                Doc::concat(vec![callee, self.args(args, expr.span)])
            }
            ExprKind::Unary(op, operand) => {
                let operand = self.expr(operand);
                match op {
                    UnaryOp::Not => Doc::concat(vec![Doc::text("not"), Doc::space(), operand]),
                    UnaryOp::Minus => Doc::concat(vec![Doc::text("-"), operand]),
                    UnaryOp::Plus => Doc::concat(vec![Doc::text("+"), operand]),
                }
            }
            ExprKind::Has(operand) => {
                let operand = self.expr(operand);
                Doc::concat(vec![Doc::text("has"), Doc::space(), operand])
            }
            ExprKind::Binary(_, op @ (BinaryOp::And | BinaryOp::Or), _, _) => self.chain(expr, *op),
            ExprKind::Binary(left, op, at, right) => {
                let left = self.expr(left);
                let remarks = self.remarks(at.start);
                let right = self.expr(right);
                Doc::concat(vec![left, Doc::space(), remarks, Doc::text(op.symbol()), Doc::space(), right])
            }
            ExprKind::Lambda(parameter, body) => {
                let body = self.expr(body);
                Doc::concat(vec![Doc::text(format!("{} =>", parameter.text)), Doc::space(), body])
            }
            ExprKind::Section(op, operand) => {
                let operand = self.expr(operand);
                Doc::concat(vec![Doc::text(op.symbol()), Doc::space(), operand])
            }
            ExprKind::Paren(inner) => {
                let inner = self.expr(inner);
                let remarks = self.remarks(last_byte(expr.span));
                Doc::concat(vec![Doc::text("("), inner, remarks, Doc::text(")")])
            }
        };
        Doc::concat(vec![remarks, doc])
    }

    /// Operands of the same `and` or `or`, all on one line or each on its own.
    fn chain(&mut self, expr: &Expr, op: BinaryOp) -> Doc {
        let mut links = Vec::new();
        let mut first = expr;
        while let ExprKind::Binary(left, this, at, right) = &first.kind {
            if *this != op {
                break;
            }
            links.push((left.span.end, *at, right));
            first = left;
        }
        let mut docs = vec![self.expr(first)];
        let mut broken = false;
        for (end, at, right) in links.into_iter().rev() {
            let between = self.text.get(end as usize..at.start as usize).unwrap_or_default();
            broken |= between.contains('\n');
            let remarks = self.remarks(at.start);
            let right = self.expr(right);
            docs.extend([Doc::line(), remarks, Doc::text(op.symbol()), Doc::space(), right]);
        }
        let chain = Doc::concat(docs);
        let chain = if broken { chain.broken() } else { chain };
        chain.group().align()
    }

    /// Arguments in parentheses; `whole` ends with the closing one.
    pub(super) fn args(&mut self, args: &[Arg], whole: Span) -> Doc {
        let args = args
            .iter()
            .map(|arg| match &arg.name {
                Some(name) => self.named(name, &arg.value),
                None => self.expr(&arg.value),
            })
            .collect();
        self.bracketed("(", args, ")", whole, Edge::Tight)
    }

    fn named(&mut self, name: &Ident, value: &Expr) -> Doc {
        let remarks = self.remarks(name.span.start);
        let value = self.expr(value);
        Doc::concat(vec![remarks, Doc::text(format!("{}:", name.text)), Doc::space(), value])
    }

    /// Elements between brackets, all on one line or each on its own, or as many on each as fit; `whole` ends with the
    /// closing bracket.
    pub(super) fn bracketed(
        &mut self,
        open: &'static str,
        elements: Vec<Doc>,
        close: &'static str,
        whole: Span,
        edge: Edge,
    ) -> Doc {
        let remarks = self.remarks(last_byte(whole));
        if elements.is_empty() {
            return Doc::concat(vec![Doc::text(open), remarks.nest(), Doc::text(close)]);
        }
        let outer = || if matches!(edge, Edge::Spaced) { Doc::line() } else { Doc::soft_line() };
        let mut inner = vec![outer()];
        for (i, element) in elements.into_iter().enumerate() {
            if i > 0 {
                let filled = element.width().filter(|_| matches!(edge, Edge::Filled));
                // The comma after it belongs to its columns.
                let between = filled.map_or_else(Doc::line, |width| Doc::fill_line(width + 1));
                inner.extend([Doc::text(","), between]);
            }
            inner.push(element);
        }
        inner.extend([Doc::if_broken(","), remarks]);
        Doc::concat(vec![Doc::text(open), Doc::concat(inner).nest(), outer(), Doc::text(close)]).group()
    }

    /// A text in its canonical form; a raw one as it is.
    pub(super) fn text(&self, text: &Text) -> Doc {
        Doc::text(if text.raw { format!("r\"{}\"", text.value) } else { literal(&text.value) })
    }

    /// What has only one form, or whose form is the author's: `40_000`.
    pub(super) fn as_written(&self, span: Span) -> Doc {
        Doc::text(self.text.get(span.range()).unwrap_or_default())
    }
}

/// Where the closing bracket of what ends with one stands.
pub(super) fn last_byte(span: Span) -> u32 {
    span.end.saturating_sub(1)
}
