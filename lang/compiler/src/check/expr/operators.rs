//! Operators between two values.

use crate::codes::{logic, types as codes};
use crate::diagnostic::{Diagnostic, Safety};
use crate::program::{Arithmetic, Expr as Lowered, Value};
use crate::source::Span;
use crate::syntax::{BinaryOp, Expr, ExprKind};

use super::super::cases::compare;
use super::super::constants::is_literal;
use super::{Checker, Type, Typed};

impl Checker<'_> {
    /// `a and b and c`, `a or b or c`: a guard to the left holds for what follows.
    pub(super) fn junction(&mut self, expr: &Expr, op: BinaryOp) -> Typed {
        let mut operands = Vec::new();
        let mut at = expr;
        while let ExprKind::Binary(left, this, _, right) = &at.kind {
            if *this != op {
                break;
            }
            operands.push(&**right);
            at = left;
        }
        operands.push(at);
        operands.reverse();
        let outer = self.condition.atom;
        let owner = format!("`{}`", op.symbol());
        let mut done: Vec<Typed> = Vec::new();
        for operand in operands {
            self.condition.atom = operand.span;
            let typed =
                self.with_facts(&done, op == BinaryOp::And, |checker| checker.boolean(operand, &owner));
            done.push(typed);
        }
        self.condition.atom = outer;
        if done.iter().any(|typed| typed.ty == Type::Error) {
            return Typed::error(expr.span);
        }
        if op == BinaryOp::And {
            self.lint_conjunction(&done);
        }
        let parts: Vec<Lowered> = done.into_iter().map(|typed| typed.expr).collect();
        let lowered = if op == BinaryOp::And { Lowered::And(parts) } else { Lowered::Or(parts) };
        Typed::sure(Type::Bool, lowered, expr.span)
    }

    /// Both sides, each with what the other says about bare words.
    fn sides(&mut self, left: &Expr, right: &Expr) -> (Typed, Typed) {
        if self.is_bare(left) && !self.is_bare(right) {
            let right = self.infer(right, None);
            let right = self.require(right);
            let left = self.infer(left, Some(&right.ty));
            return (left, right);
        }
        let left = self.infer(left, None);
        let left = self.require(left);
        let right = self.infer(right, Some(&left.ty));
        let right = self.require(right);
        (left, right)
    }

    pub(super) fn comparison(
        &mut self,
        left: &Expr,
        op: BinaryOp,
        at: Span,
        right: &Expr,
        span: Span,
    ) -> Typed {
        let (left, right) = self.sides(left, right);
        if left.ty == Type::Error || right.ty == Type::Error {
            return Typed::error(span);
        }
        if !left.ty.fits(&right.ty) && !right.ty.fits(&left.ty) {
            self.do_not_compare(&left, op, &right);
            return Typed::error(span);
        }
        let ordering = !matches!(op, BinaryOp::Eq | BinaryOp::Ne);
        if ordering && !(left.ty.is_ordered() && right.ty.is_ordered()) {
            let what = left.ty.with_article();
            let message = format!("`{}` needs an order, and {what} has none", op.symbol());
            let found = Diagnostic::new(&codes::NOT_ORDERED, message, at, "no order")
                .label(left.span, format!("this is {what}"));
            self.report(match &left.ty {
                Type::Enum(choice) => {
                    let some: Vec<&str> = choice.cases.iter().copied().take(2).collect();
                    found.help(format!("say which ones: `in [{}]`", some.join(", ")))
                }
                Type::Text => found.help("texts are compared by `==`, `in`, `matches`, `.starts_with(…)`"),
                _ => found,
            });
            return Typed::error(span);
        }
        if matches!(left.ty, Type::List(_) | Type::Map(_) | Type::Record(_)) {
            let message =
                format!("`{}` compares single values, found {}", op.symbol(), left.ty.with_article());
            let found = Diagnostic::new(&codes::TYPE_MISMATCH, message, left.span, "not a single value");
            self.report(found.help("ask about its elements: `.any(x => …)`, `.all(x => …)`, or `… in list`"));
            return Typed::error(span);
        }
        let Some(op) = compare(op) else { return Typed::error(span) };
        let (left, right) = (widened(left, &right.ty), right);
        let right = widened(right, &left.ty);
        self.lint_comparison(&left, op, &right, span);
        Typed::sure(Type::Bool, Lowered::Compare(op, Box::new(left.expr), Box::new(right.expr)), span)
    }

    /// E0301 or E0303 with both sides labelled.
    fn do_not_compare(&mut self, left: &Typed, op: BinaryOp, right: &Typed) {
        let units = left.ty.is_number() && right.ty.is_number();
        let code = if units { &codes::UNIT_MISMATCH } else { &codes::TYPE_MISMATCH };
        let message = format!(
            "{} and {} cannot be compared with `{}`",
            left.ty.with_article(),
            right.ty.with_article(),
            op.symbol()
        );
        // The literal is the likelier mistake.
        let (wrong, other) =
            if matches!(left.expr, Lowered::Literal(_)) && !matches!(right.expr, Lowered::Literal(_)) {
                (left, right)
            } else {
                (right, left)
            };
        let found =
            Diagnostic::new(code, message, wrong.span, format!("this is {}", wrong.ty.with_article()))
                .label(other.span, format!("this is {}", other.ty.with_article()));
        let found = self.mend(found, wrong, &other.ty);
        self.report(found);
    }

    /// A fix for a literal of the wrong type.
    fn mend(&self, found: Diagnostic, wrong: &Typed, wanted: &Type) -> Diagnostic {
        let written = self.sources.slice(wrong.span).unwrap_or_default();
        match (&wrong.expr, wanted) {
            (Lowered::Literal(Value::Text(text)), Type::Enum(choice))
                if choice.cases.contains(&text.as_str()) =>
            {
                found.help(format!("a {} has no quotes", choice.name)).fix(
                    format!("write `{text}`"),
                    wrong.span,
                    text.clone(),
                    Safety::Safe,
                )
            }
            (Lowered::Literal(Value::Text(text)), ty)
                if (ty.is_number() || *ty == Type::Date) && is_literal(text) =>
            {
                found.help("leave out the quotes").fix(
                    format!("write `{text}`"),
                    wrong.span,
                    text.clone(),
                    Safety::Safe,
                )
            }
            (Lowered::Literal(Value::Text(text)), Type::Identifier) => {
                found.help(format!("an identifier is named without quotes; import it: `use {text}`"))
            }
            (Lowered::Literal(Value::Int(_)), Type::Size) if wrong.ty == Type::Int => found
                .help("a size has a unit: `10MB`, `10MiB`")
                .fix(format!("write `{written}B`"), wrong.span, format!("{written}B"), Safety::Unsafe),
            (Lowered::Literal(Value::Int(_)), Type::Duration) if wrong.ty == Type::Int => {
                found.help("a duration has a unit: `15m`, `24h`")
            }
            (Lowered::Literal(_), Type::Text) => {
                let text = format!("\"{written}\"");
                found.help("a text stands in quotes").fix(
                    format!("write `{text}`"),
                    wrong.span,
                    text,
                    Safety::Unsafe,
                )
            }
            (_, Type::Enum(choice)) => {
                found.help(format!("a {} is {}", choice.name, super::one_of(choice.cases.iter().copied())))
            }
            _ => found,
        }
    }

    /// A value where `wanted` is wanted, or E0301.
    pub(super) fn fit(
        &mut self,
        typed: Typed,
        wanted: &Type,
        because: Option<Span>,
        owner: &str,
    ) -> Option<Typed> {
        if typed.ty == Type::Error {
            return None;
        }
        if typed.ty.fits(wanted) {
            return Some(widened(typed, wanted));
        }
        let message = format!("{owner} wants {}, found {}", wanted.with_article(), typed.ty.with_article());
        let mut found = Diagnostic::new(
            &codes::TYPE_MISMATCH,
            message,
            typed.span,
            format!("this is {}", typed.ty.with_article()),
        );
        if let Some(because) = because {
            found = found.label(because, format!("so {} is wanted", wanted.with_article()));
        }
        let found = self.mend(found, &typed, wanted);
        self.report(found);
        None
    }

    /// `x in [a, b]`, `"part" in text`.
    pub(super) fn membership(&mut self, left: &Expr, op: BinaryOp, right: &Expr, span: Span) -> Typed {
        let left = self.infer(left, None);
        let left = self.require(left);
        let expected = Type::List(Box::new(left.ty.clone()));
        let right = self.infer(right, Some(&expected));
        let right = self.require(right);
        let good = match (&left.ty, &right.ty) {
            (Type::Error, _) | (_, Type::Error) => return Typed::error(span),
            (Type::Text, Type::Text) => true,
            (element, Type::List(of)) => element.fits(of) || of.fits(element),
            (_, other) => {
                let message =
                    format!("`{}` wants a list on its right, found {}", op.symbol(), other.with_article());
                let found = Diagnostic::new(&codes::TYPE_MISMATCH, message, right.span, "not a list");
                let text = self.sources.slice(right.span).unwrap_or_default();
                let fix = format!("[{text}]");
                self.report(found.fix(format!("write `{fix}`"), right.span, fix, Safety::Unsafe));
                return Typed::error(span);
            }
        };
        if !good {
            let message = format!("{} cannot be in {}", left.ty.with_article(), right.ty.with_article());
            let found = Diagnostic::new(
                &codes::TYPE_MISMATCH,
                message,
                right.span,
                format!("this is {}", right.ty.with_article()),
            );
            self.report(found.label(left.span, format!("this is {}", left.ty.with_article())));
            return Typed::error(span);
        }
        let inside = Lowered::In(Box::new(left.expr), Box::new(right.expr));
        let expr = if op == BinaryOp::NotIn { Lowered::Not(Box::new(inside)) } else { inside };
        Typed::sure(Type::Bool, expr, span)
    }

    pub(super) fn matches(&mut self, left: &Expr, right: &Expr, span: Span) -> Typed {
        let left = self.infer(left, None);
        let left = self.require(left);
        let pattern = self.pattern(right, "`matches`");
        if !matches!(left.ty, Type::Text | Type::Error) {
            let message = format!("`matches` looks at a text, found {}", left.ty.with_article());
            let label = format!("this is {}", left.ty.with_article());
            self.report(Diagnostic::new(&codes::TYPE_MISMATCH, message, left.span, label));
            return Typed::error(span);
        }
        match pattern {
            Some(analysis) if left.ty == Type::Text => {
                Typed::sure(Type::Bool, Lowered::Matches(Box::new(left.expr), analysis.pattern), span)
            }
            _ => Typed::error(span),
        }
    }

    /// `a ?? b`: the first when it is there and known.
    pub(super) fn coalesce(&mut self, left: &Expr, right: &Expr, at: Span, span: Span) -> Typed {
        let left = self.infer(left, None);
        let right = self.infer(right, Some(&left.ty));
        if left.ty == Type::Error || right.ty == Type::Error {
            return Typed::error(span);
        }
        if !left.optional && !left.unknowable {
            let text = self.sources.slice(left.span).unwrap_or("it");
            let message = format!("`{text}` is always there, so what follows `??` is never used");
            let rest = Span::new(at.source, left.span.end as usize, right.span.end as usize);
            let found = Diagnostic::new(&logic::UNREACHABLE, message, rest, "never used")
                .label(left.span, "always there");
            self.report(found.fix("leave it out", rest, "", Safety::Safe));
        }
        let (ty, left_span) = (left.ty.clone(), left.span);
        let (optional, unknowable) = (right.optional, right.unknowable);
        let Some(right) = self.fit(right, &ty, Some(left_span), "what follows `??`") else {
            return Typed::error(span);
        };
        let expr = Lowered::Coalesce(Box::new(left.expr), Box::new(right.expr));
        Typed { ty, optional, unknowable, expr, span }
    }

    pub(super) fn arithmetic(
        &mut self,
        left: &Expr,
        op: BinaryOp,
        at: Span,
        right: &Expr,
        span: Span,
    ) -> Typed {
        let (left, right) = self.sides(left, right);
        let plain = |ty: &Type| matches!(ty, Type::Int | Type::Float);
        let ty = match (&left.ty, &right.ty, op) {
            (Type::Error, _, _) | (_, Type::Error, _) => return Typed::error(span),
            (a, b, _) if !a.is_number() || !b.is_number() => {
                let wrong = if a.is_number() { &right } else { &left };
                let message = format!("`{}` wants numbers, found {}", op.symbol(), wrong.ty.with_article());
                let label = format!("this is {}", wrong.ty.with_article());
                self.report(Diagnostic::new(&codes::TYPE_MISMATCH, message, wrong.span, label));
                return Typed::error(span);
            }
            (a, b, BinaryOp::Mul) if plain(a) => {
                if *a == Type::Float && *b == Type::Int {
                    a.clone()
                } else {
                    b.clone()
                }
            }
            (a, b, BinaryOp::Mul) if plain(b) => a.clone(),
            (a, b, _) if a.fits(b) && op != BinaryOp::Mul => b.clone(),
            (a, b, _) if b.fits(a) && op != BinaryOp::Mul => a.clone(),
            (a, b, _) => {
                let message =
                    format!("`{}` cannot join {} and {}", op.symbol(), a.with_article(), b.with_article());
                let found = Diagnostic::new(&codes::UNIT_MISMATCH, message, at, "units differ")
                    .label(left.span, format!("this is {}", a.with_article()))
                    .label(right.span, format!("this is {}", b.with_article()));
                self.report(found);
                return Typed::error(span);
            }
        };
        let op = match op {
            BinaryOp::Add => Arithmetic::Add,
            BinaryOp::Sub => Arithmetic::Sub,
            _ => Arithmetic::Mul,
        };
        Typed::sure(ty, Lowered::Arithmetic(op, Box::new(left.expr), Box::new(right.expr)), span)
    }
}

/// A whole number beside a number becomes one, when it is written out; computed ones are compared by value.
fn widened(mut typed: Typed, wanted: &Type) -> Typed {
    if let (Lowered::Literal(Value::Int(n)), Type::Float | Type::Confidence) = (&typed.expr, wanted)
        && typed.ty == Type::Int
    {
        #[expect(clippy::cast_precision_loss, reason = "a number beside a fraction is small")]
        let value = *n as f64;
        typed.expr = Lowered::Literal(Value::Float(value));
        typed.ty = wanted.clone();
    }
    typed
}
