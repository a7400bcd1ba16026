//! W0201 and W0202: conditions that can only come out one way.
//!
//! Interval reasoning over comparisons with constants: alone, against the range a field can have; joined by `and`,
//! against each other. What is not such a comparison is taken to be able to do anything.

use crate::codes::logic;
use crate::diagnostic::Diagnostic;
use crate::program::{Compare, Expr as Lowered, Severity, Value};
use crate::source::Span;

use super::super::Checker;
use super::super::expr::{Type, Typed};

/// Bounds in the order of the type; each with whether it is itself allowed.
#[derive(Debug, Clone, Copy)]
struct Range {
    low: (f64, bool),
    high: (f64, bool),
}

impl Range {
    const ALL: Self = Self { low: (f64::NEG_INFINITY, true), high: (f64::INFINITY, true) };

    fn of(op: Compare, at: f64) -> Option<Self> {
        Some(match op {
            Compare::Eq => Self { low: (at, true), high: (at, true) },
            Compare::Lt => Self { high: (at, false), ..Self::ALL },
            Compare::Le => Self { high: (at, true), ..Self::ALL },
            Compare::Gt => Self { low: (at, false), ..Self::ALL },
            Compare::Ge => Self { low: (at, true), ..Self::ALL },
            Compare::Ne => return None,
        })
    }

    fn is_empty(self) -> bool {
        self.low.0 > self.high.0 || (self.low.0 >= self.high.0 && !(self.low.1 && self.high.1))
    }

    fn and(self, other: Self) -> Self {
        let low = match self.low.0.total_cmp(&other.low.0) {
            std::cmp::Ordering::Greater => self.low,
            std::cmp::Ordering::Less => other.low,
            std::cmp::Ordering::Equal => (self.low.0, self.low.1 && other.low.1),
        };
        let high = match self.high.0.total_cmp(&other.high.0) {
            std::cmp::Ordering::Less => self.high,
            std::cmp::Ordering::Greater => other.high,
            std::cmp::Ordering::Equal => (self.high.0, self.high.1 && other.high.1),
        };
        Self { low, high }
    }

    fn covers(self, other: Self) -> bool {
        let low = self.low.0 < other.low.0 || (self.low.0 <= other.low.0 && (self.low.1 || !other.low.1));
        let high =
            self.high.0 > other.high.0 || (self.high.0 >= other.high.0 && (self.high.1 || !other.high.1));
        low && high
    }
}

/// What the values of a type can be.
fn natural(ty: &Type, expr: &Lowered) -> Range {
    let at_least = |low: f64| Range { low: (low, true), ..Range::ALL };
    match ty {
        Type::Confidence => Range { low: (0.0, true), high: (1.0, true) },
        Type::Enum(choice) if choice.ordered => Range {
            low: (0.0, true),
            high: (f64::from(u32::try_from(choice.cases.len()).unwrap_or(u32::MAX)) - 1.0, true),
        },
        Type::Size => at_least(0.0),
        Type::Int if matches!(expr, Lowered::Field(_, name) if name == "count") => at_least(1.0),
        Type::Int if matches!(expr, Lowered::Call("len" | "count", _)) => at_least(0.0),
        _ => Range::ALL,
    }
}

#[expect(clippy::cast_precision_loss, reason = "an order of magnitude is enough where 64 bits are not exact")]
fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Int(n) => Some(*n as f64),
        Value::Float(n) => Some(*n),
        Value::Severity(severity) => Some(match severity {
            Severity::Info => 0.0,
            Severity::Low => 1.0,
            Severity::Medium => 2.0,
            Severity::High => 3.0,
            Severity::Critical => 4.0,
        }),
        Value::Date(date) => {
            Some(f64::from(date.year) * 400.0 + f64::from(date.month) * 32.0 + f64::from(date.day))
        }
        _ => None,
    }
}

fn turned(op: Compare) -> Compare {
    match op {
        Compare::Lt => Compare::Gt,
        Compare::Le => Compare::Ge,
        Compare::Gt => Compare::Lt,
        Compare::Ge => Compare::Le,
        same => same,
    }
}

/// `expr op constant`, whichever way round it was written.
fn split(expr: &Lowered) -> Option<(&Lowered, Compare, &Value)> {
    let Lowered::Compare(op, left, right) = expr else { return None };
    match (&**left, &**right) {
        (Lowered::Literal(_), Lowered::Literal(_)) => None,
        (_, Lowered::Literal(value)) => Some((left, *op, value)),
        (Lowered::Literal(value), _) => Some((right, turned(*op), value)),
        _ => None,
    }
}

impl Checker<'_> {
    /// One comparison against the range of its type.
    pub(in crate::check) fn lint_comparison(&mut self, left: &Typed, op: Compare, right: &Typed, span: Span) {
        if let (Lowered::Literal(a), Lowered::Literal(b)) = (&left.expr, &right.expr) {
            let message =
                if a == b { "both sides are the same constant" } else { "both sides are constants" };
            let found = Diagnostic::new(&logic::ALWAYS_TRUE, message, span, "always comes out the same");
            self.report(found.help("compare a fact: `finding`, `object`, `bucket`"));
            return;
        }
        if left.expr == right.expr {
            let found = Diagnostic::new(
                &logic::ALWAYS_TRUE,
                "both sides are the same",
                span,
                "always comes out the same",
            );
            self.report(found);
            return;
        }
        let (value, op, constant) = match (&left.expr, &right.expr) {
            (_, Lowered::Literal(constant)) => (left, op, constant),
            (Lowered::Literal(constant), _) => (right, turned(op), constant),
            _ => return,
        };
        if let (Lowered::Call("lower", _), Value::Text(text)) = (&value.expr, constant)
            && text.chars().any(char::is_uppercase)
            && matches!(op, Compare::Eq | Compare::Ne)
        {
            let message = format!("a text in lower case never equals `{text}`");
            let found = Diagnostic::new(&logic::UNSATISFIABLE, message, span, "holds upper case");
            self.report(found.help("write the text in lower case"));
            return;
        }
        let Some(range) = number(constant).and_then(|at| Range::of(op, at)) else { return };
        let all = natural(&value.ty, &value.expr);
        let text = self.sources.slice(value.span).unwrap_or("it").to_owned();
        if range.and(all).is_empty() {
            let message = format!("`{text}` is never in this range");
            let found = Diagnostic::new(&logic::UNSATISFIABLE, message, span, "never holds");
            self.report(found.help(describe(&value.ty, all)));
        } else if range.covers(all) {
            let message = format!("`{text}` is always in this range");
            let found = Diagnostic::new(&logic::ALWAYS_TRUE, message, span, "always holds");
            self.report(found.help(describe(&value.ty, all)));
        }
    }

    /// Comparisons of one value joined by `and`.
    pub(in crate::check) fn lint_conjunction(&mut self, parts: &[Typed]) {
        for (index, part) in parts.iter().enumerate().take(200) {
            let Some((value, op, constant)) = split(&part.expr) else { continue };
            for earlier in parts.iter().take(index) {
                let Some((earlier_value, earlier_op, earlier_constant)) = split(&earlier.expr) else {
                    continue;
                };
                if earlier_value != value {
                    continue;
                }
                let ranges = number(constant)
                    .and_then(|at| Range::of(op, at))
                    .zip(number(earlier_constant).and_then(|at| Range::of(earlier_op, at)));
                let never = match ranges {
                    Some((range, earlier)) => range.and(earlier).is_empty(),
                    None => (op, earlier_op) == (Compare::Eq, Compare::Eq) && constant != earlier_constant,
                };
                if never {
                    let found = Diagnostic::new(
                        &logic::UNSATISFIABLE,
                        "these two can never both hold",
                        part.span,
                        "and this",
                    );
                    self.report(
                        found.label(earlier.span, "this").help("one value cannot be both; was `or` meant?"),
                    );
                    break;
                }
            }
        }
    }
}

fn describe(ty: &Type, range: Range) -> String {
    match ty {
        Type::Enum(choice) => format!(
            "it goes from `{}` to `{}`",
            choice.cases.first().unwrap_or(&""),
            choice.cases.last().unwrap_or(&"")
        ),
        _ if range.high.0.is_finite() => format!("it goes from {} to {}", range.low.0, range.high.0),
        _ => format!("it is {} or more", range.low.0),
    }
}
