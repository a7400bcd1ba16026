//! Conditions over facts: `when: bucket.name == "acme-www" and object.key matches /^assets\//`.
//!
//! Types are inferred from the leaves up; what a side of a comparison expects is passed down, so that `high` means the
//! severity beside a severity and nothing elsewhere. There is no conversion but from whole numbers to numbers. A value
//! that may be absent or unknown must be guarded before it is used: [`narrow`] remembers what a guard to the left has
//! proved. [`Type::Error`] fits everything, so one mistake gives one diagnostic.

mod access;
mod calls;
mod narrow;
mod operators;
mod types;

use crate::builtins::schema;
use crate::codes::types as codes;
use crate::diagnostic::{Diagnostic, Safety};
use crate::program::{Expr as Lowered, Value};
use crate::source::Span;
use crate::syntax::{BinaryOp, Expr, ExprKind, Number, UnaryOp};

use super::Checker;
use super::constants::peel;
use super::suggest::{nearest, one_of};
use narrow::Fact;
pub(super) use types::Type;

/// What an expression can see beside the facts.
#[derive(Debug, Default)]
pub(super) struct Scope {
    /// Parameters of the lambdas around it, outermost first.
    params: Vec<(String, Type)>,
    /// What the guards to its left have proved.
    facts: Vec<(Lowered, Fact)>,
    /// The comparison or condition it is part of: a guard is inserted before it.
    atom: Span,
}

/// A lowered expression with its type.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    pub(super) ty: Type,
    /// May be absent here.
    pub(super) optional: bool,
    /// May be unknown here.
    pub(super) unknowable: bool,
    pub(super) expr: Lowered,
    pub(super) span: Span,
}

impl Typed {
    fn sure(ty: Type, expr: Lowered, span: Span) -> Self {
        Self { ty, optional: false, unknowable: false, expr, span }
    }

    fn error(span: Span) -> Self {
        Self::sure(Type::Error, Lowered::Literal(Value::Absent), span)
    }

    fn literal(ty: Type, value: Value, span: Span) -> Self {
        Self::sure(ty, Lowered::Literal(value), span)
    }
}

impl Checker<'_> {
    /// A whole condition. Errors are reported.
    pub(super) fn condition(&mut self, expr: &Expr, owner: &str) -> Option<Lowered> {
        self.condition = Scope { atom: expr.span, ..Scope::default() };
        let typed = self.boolean(expr, owner);
        (typed.ty == Type::Bool).then_some(typed.expr)
    }

    /// An expression where only true or false will do.
    fn boolean(&mut self, expr: &Expr, owner: &str) -> Typed {
        let typed = self.infer(expr, Some(&Type::Bool));
        let typed = self.require(typed);
        if matches!(typed.ty, Type::Bool | Type::Error) {
            return typed;
        }
        let message = format!("{owner} wants a condition, found {}", typed.ty.with_article());
        let mut found = Diagnostic::new(
            &codes::NOT_A_CONDITION,
            message,
            typed.span,
            format!("this is {}", typed.ty.with_article()),
        );
        let text = self.sources.slice(typed.span).unwrap_or("x").to_owned();
        found = match &typed.ty {
            Type::Text => {
                found.help(format!("nothing is true or false by itself; compare it: `{text} != \"\"`"))
            }
            Type::List(_) | Type::Map(_) => {
                let fix = format!("{text}.len() > 0");
                found.help("nothing is true or false by itself; ask for its length").fix(
                    format!("write `{fix}`"),
                    typed.span,
                    fix,
                    Safety::Unsafe,
                )
            }
            _ => found.help("nothing is true or false by itself; compare it with something"),
        };
        self.report(found);
        Typed::error(typed.span)
    }

    /// The type of an expression; `expected` gives a meaning to bare words and is no demand.
    fn infer(&mut self, expr: &Expr, expected: Option<&Type>) -> Typed {
        let span = expr.span;
        match &expr.kind {
            ExprKind::Paren(inner) => self.infer(inner, expected),
            ExprKind::Name(name) => self.name(name, span, expected),
            ExprKind::Text(text) => Typed::literal(Type::Text, Value::Text(text.value.clone()), span),
            ExprKind::Bool(value) => Typed::literal(Type::Bool, Value::Bool(*value), span),
            ExprKind::Number(number) => self.number(number, false),
            ExprKind::Date(date) => {
                if self.real_date(*date, span) {
                    Typed::literal(Type::Date, Value::Date(*date), span)
                } else {
                    Typed::error(span)
                }
            }
            ExprKind::List(items) => self.list_literal(items, span, expected),
            ExprKind::Member(base, field) => self.member(expr, base, field),
            ExprKind::Index(base, index) => self.index(base, index, span),
            ExprKind::Call(callee, args) => self.call(callee, args, span),
            ExprKind::Has(operand) => self.has(operand, span),
            ExprKind::Unary(UnaryOp::Not, operand) => {
                let inner = self.boolean(operand, "`not`");
                Typed { expr: Lowered::Not(Box::new(inner.expr)), span, ..inner }
            }
            ExprKind::Unary(_, operand) => match &peel(operand).kind {
                ExprKind::Number(number) => {
                    let negative = matches!(expr.kind, ExprKind::Unary(UnaryOp::Minus, _));
                    Typed { span, ..self.number(number, negative) }
                }
                _ => self.not_here(span, "a sign", "a sign stands before a number that is written out"),
            },
            ExprKind::Binary(left, op, at, right) => match op {
                BinaryOp::And | BinaryOp::Or => self.junction(expr, *op),
                BinaryOp::Coalesce => self.coalesce(left, right, *at, span),
                BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul => self.arithmetic(left, *op, *at, right, span),
                BinaryOp::In | BinaryOp::NotIn => self.membership(left, *op, right, span),
                BinaryOp::Matches => self.matches(left, right, span),
                BinaryOp::Becomes => {
                    self.not_here(*at, "`becomes`", "a condition sees facts as they are now; write `==`")
                }
                _ => self.comparison(left, *op, *at, right, span),
            },
            ExprKind::Regex(_) => {
                self.not_here(span, "a pattern", "a pattern stands after `matches`: `object.key matches /…/`")
            }
            ExprKind::Record(_) => self.not_here(span, "a record", "compare field by field"),
            ExprKind::Lambda(..) => {
                self.not_here(span, "a function", "a function is an argument: `list.any(x => x == \"a\")`")
            }
            ExprKind::Section(..) => {
                self.not_here(span, "half a comparison", "write what is compared on its left")
            }
        }
    }

    fn not_here(&mut self, span: Span, what: &str, help: &str) -> Typed {
        let found =
            Diagnostic::new(&codes::NOT_HERE, format!("{what} cannot stand here"), span, "not expected");
        self.report(found.help(help));
        Typed::error(span)
    }

    /// A bare word: parameter, fact, case of the expected choice, or item.
    fn name(&mut self, name: &str, span: Span, expected: Option<&Type>) -> Typed {
        let scope = &self.condition;
        if let Some(depth) = scope.params.iter().rev().position(|(param, _)| param == name) {
            let ty = scope.params.iter().rev().nth(depth).map_or(Type::Error, |(_, ty)| ty.clone());
            let depth = u32::try_from(depth).unwrap_or(u32::MAX);
            return Typed::sure(ty, Lowered::Param(depth), span);
        }
        if let Some(record) = schema::record(name) {
            return Typed::sure(Type::Record(record), Lowered::Root(record.name), span);
        }
        if let Some(Type::Enum(choice)) = expected {
            return match types::case(choice, name) {
                Some(value) => Typed::literal(Type::Enum(choice), value, span),
                None => {
                    self.unknown_case(
                        name,
                        span,
                        &format!("a {}", choice.name),
                        choice.cases.iter().copied(),
                    );
                    Typed::error(span)
                }
            };
        }
        if expected == Some(&Type::Text) && !self.in_sight(name) {
            let text = format!("\"{name}\"");
            let message = format!("unknown name `{name}`");
            let found = Diagnostic::new(&crate::codes::names::UNKNOWN_NAME, message, span, "not found here");
            self.report(found.help("a text stands in quotes").fix(
                format!("write `{text}`"),
                span,
                text,
                Safety::Unsafe,
            ));
            return Typed::error(span);
        }
        self.item_value(&[(name, span)])
    }

    /// An item as a value: an identifier stands for its full name, a list for its words.
    fn item_value(&mut self, parts: &super::names::Parts<'_>) -> Typed {
        let span = super::names::path_span(parts);
        if let [(name, _)] = parts
            && !self.in_sight(name)
        {
            return self.unknown_value(name, span);
        }
        let Some(symbol) = self.resolve_any(parts, None) else { return Typed::error(span) };
        let words = self.lists.get(&symbol).cloned();
        let Some(found) = self.names.symbols.get_mut(symbol) else { return Typed::error(span) };
        found.used = true;
        match (found.kind.name, words) {
            ("identifier", _) => Typed::literal(Type::Identifier, Value::Text(found.full.clone()), span),
            ("list", Some(words)) => {
                let words = words.iter().map(|word| Value::Text(word.clone())).collect();
                Typed::literal(Type::List(Box::new(Type::Text)), Value::List(words), span)
            }
            ("list", None) => Typed::error(span),
            (kind, _) => {
                let message = format!("the {kind} `{}` is no value", found.name.text);
                self.report(Diagnostic::new(&codes::TYPE_MISMATCH, message, span, "not a value"));
                Typed::error(span)
            }
        }
    }

    fn in_sight(&self, name: &str) -> bool {
        self.names.scopes.get(self.file).is_some_and(|scope| {
            scope.imports.contains_key(name)
                || self.names.packages.get(&scope.package).is_some_and(|items| items.contains_key(name))
        })
    }

    fn unknown_value(&mut self, name: &str, span: Span) -> Typed {
        let roots = || schema::RECORDS.iter().map(|record| record.name);
        let message = format!("unknown name `{name}`");
        let mut found = Diagnostic::new(&crate::codes::names::UNKNOWN_NAME, message, span, "not found here");
        let choice = schema::ENUMS.iter().find(|choice| choice.cases.contains(&name));
        let field = schema::RECORDS.iter().find(|record| record.field(name).is_some());
        if let Some(choice) = choice {
            found = found.help(format!(
                "`{name}` is a {0}: it has a meaning beside a value that is a {0}",
                choice.name
            ));
        } else if let Some(record) = field {
            let path = format!("{}.{name}", record.name);
            found = found.help(format!("it is a field of `{}`", record.name)).fix(
                format!("write `{path}`"),
                span,
                path,
                Safety::Safe,
            );
        } else if let Some(near) = nearest(name, roots()) {
            found = found.help(format!("did you mean `{near}`?")).fix(
                format!("write `{near}`"),
                span,
                near,
                Safety::Safe,
            );
        } else {
            // Nothing of the condition; perhaps an item of another package.
            let _reported = self.resolve_any(&[(name, span)], None);
            return Typed::error(span);
        }
        if found.help.is_none() {
            found = found.help(format!("a condition starts from {}", one_of(roots())));
        }
        self.report(found);
        Typed::error(span)
    }

    fn number(&mut self, number: &Number, negative: bool) -> Typed {
        let span = number.span;
        let whole = number.digits.parse::<i64>().ok().map(|n| if negative { -n } else { n });
        let float = number
            .digits
            .parse::<f64>()
            .ok()
            .filter(|n| n.is_finite())
            .map(|n| if negative { -n } else { n });
        let Some(unit) = number.unit.as_deref() else {
            return match (whole, float) {
                (Some(n), _) => Typed::literal(Type::Int, Value::Int(n), span),
                (None, Some(n)) if number.digits.contains('.') => {
                    Typed::literal(Type::Float, Value::Float(n), span)
                }
                _ => self.too_large(span),
            };
        };
        if unit == "%" {
            return match float {
                Some(n) => Typed::literal(Type::Percent, Value::Float(n / 100.0), span),
                None => self.too_large(span),
            };
        }
        let Some((ty, factor)) = types::unit(unit) else {
            let message = format!("there is no unit `{unit}`");
            let found = Diagnostic::new(&codes::UNIT_MISMATCH, message, span, "not a unit");
            let digits = &number.digits;
            self.report(match types::near_unit(unit) {
                Some(near) => found.help(format!("did you mean `{near}`?")).fix(
                    format!("write `{digits}{near}`"),
                    span,
                    format!("{digits}{near}"),
                    Safety::Safe,
                ),
                None => found.help("durations are `ms`, `s`, `m`, `h`, `d`, `w`; sizes are `B`, `KB`, `KiB`, `MB`, `MiB`, …; and `%`"),
            });
            return Typed::error(span);
        };
        // Whole numbers stay exact; a fraction such as `1.5GiB` is rounded to a whole byte or millisecond.
        let value = match (whole, float) {
            (Some(n), _) => n.checked_mul(factor),
            #[expect(
                clippy::cast_precision_loss,
                clippy::cast_possible_truncation,
                reason = "rounded, and bounded by the test"
            )]
            (None, Some(n)) => {
                let product = (n * factor as f64).round();
                (product.abs() < 9.0e18).then_some(product as i64)
            }
            (None, None) => None,
        };
        match value {
            Some(value) => Typed::literal(ty, Value::Int(value), span),
            None => self.too_large(span),
        }
    }

    fn too_large(&mut self, span: Span) -> Typed {
        self.report(Diagnostic::new(
            &codes::OUT_OF_RANGE,
            "the number is too large",
            span,
            "does not fit 64 bits",
        ));
        Typed::error(span)
    }

    fn list_literal(&mut self, items: &[Expr], span: Span, expected: Option<&Type>) -> Typed {
        let mut element = match expected {
            Some(Type::List(element)) => Some((**element).clone()),
            _ => None,
        };
        let mut lowered = Vec::new();
        let mut first: Option<Span> = None;
        for item in items {
            let typed = self.infer(item, element.as_ref());
            let typed = self.require(typed);
            match &element {
                Some(ty) => {
                    if let Some(typed) = self.fit(typed, ty, first, "the list") {
                        lowered.push(typed.expr);
                    }
                }
                None => {
                    if typed.ty != Type::Error {
                        element = Some(typed.ty.clone());
                        first = Some(typed.span);
                    }
                    lowered.push(typed.expr);
                }
            }
        }
        Typed::sure(Type::List(Box::new(element.unwrap_or(Type::Error))), Lowered::List(lowered), span)
    }
}
