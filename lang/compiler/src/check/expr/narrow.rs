//! What a guard proves: `has x and …`, `known(x) and …`, `not has x or …`.

use crate::codes::types as codes;
use crate::diagnostic::{Diagnostic, Safety};
use crate::program::Expr as Lowered;
use crate::source::Span;

use super::{Checker, Typed};

/// Something proved about an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fact {
    Present,
    Known,
}

/// What follows when `expr` is `truth`.
pub(super) fn facts(expr: &Lowered, truth: bool, out: &mut Vec<(Lowered, Fact)>) {
    match expr {
        Lowered::Has(inner) if truth => {
            out.push(((**inner).clone(), Fact::Present));
            out.push(((**inner).clone(), Fact::Known));
        }
        Lowered::Known(inner) if truth => out.push(((**inner).clone(), Fact::Known)),
        Lowered::Not(inner) => facts(inner, !truth, out),
        Lowered::And(parts) if truth => parts.iter().for_each(|part| facts(part, true, out)),
        Lowered::Or(parts) if !truth => parts.iter().for_each(|part| facts(part, false, out)),
        _ => {}
    }
}

/// Whether an expression speaks of a lambda's parameter, whose number changes inside a further lambda.
pub(super) fn has_param(expr: &Lowered) -> bool {
    match expr {
        Lowered::Param(_) => true,
        Lowered::Field(base, _) => has_param(base),
        Lowered::Index(base, index) => has_param(base) || has_param(index),
        Lowered::Literal(_) | Lowered::Root(_) => false,
        _ => true,
    }
}

impl Checker<'_> {
    /// Takes off what a guard has ruled out.
    pub(super) fn narrowed(&self, mut typed: Typed) -> Typed {
        if typed.optional || typed.unknowable {
            for (expr, fact) in &self.condition.facts {
                if *expr == typed.expr {
                    match fact {
                        Fact::Present => typed.optional = false,
                        Fact::Known => typed.unknowable = false,
                    }
                }
            }
        }
        typed
    }

    /// Refuses a value that may be absent or unknown; it counts as sure from here on.
    pub(super) fn require(&mut self, mut typed: Typed) -> Typed {
        if !typed.optional && !typed.unknowable {
            return typed;
        }
        let text = self.sources.slice(typed.span).unwrap_or("it").to_owned();
        let atom = self.condition.atom;
        let before = Span::new(atom.source, atom.start as usize, atom.start as usize);
        let sample = typed.ty.sample();
        let (code, message, label, guard) = if typed.unknowable {
            let guard = if typed.optional {
                format!("known({text}) and has {text} and ")
            } else {
                format!("known({text}) and ")
            };
            (&codes::MAYBE_UNKNOWN, format!("`{text}` may be unknown"), "may not be readable", guard)
        } else {
            (
                &codes::MAYBE_ABSENT,
                format!("`{text}` may be absent"),
                "may not be there",
                format!("has {text} and "),
            )
        };
        let fallback = format!("({text} ?? {sample})");
        let found = Diagnostic::new(code, message, typed.span, label)
            .help("ask first, or say what stands for it")
            .fix(format!("write `{guard}…` before it"), before, guard, Safety::Unsafe)
            .fix(format!("write `{fallback}`"), typed.span, fallback, Safety::Unsafe);
        self.report(found);
        typed.optional = false;
        typed.unknowable = false;
        typed
    }

    /// Runs `check` with what holds when `given` are all `truth`.
    pub(super) fn with_facts<T>(
        &mut self,
        given: &[Typed],
        truth: bool,
        check: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let before = self.condition.facts.len();
        for typed in given {
            facts(&typed.expr, truth, &mut self.condition.facts);
        }
        let result = check(self);
        self.condition.facts.truncate(before);
        result
    }
}
