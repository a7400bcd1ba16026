//! Fields, indices, `has`.

use crate::builtins::schema;
use crate::codes::{logic, names, types as codes};
use crate::diagnostic::{Diagnostic, Safety};
use crate::program::Expr as Lowered;
use crate::source::Span;
use crate::syntax::{Expr, ExprKind, Ident};

use super::super::constants::{path_of, peel};
use super::super::suggest::{all_of, nearest};
use super::{Checker, Type, Typed, types};

impl Checker<'_> {
    /// `base.field`, or an item of an imported package.
    pub(super) fn member(&mut self, expr: &Expr, base: &Expr, field: &Ident) -> Typed {
        if let Some(parts) = path_of(expr)
            && let Some((root, _)) = parts.first()
            && !self.is_value(root)
        {
            if !self.in_sight(root) && parts.len() == 2 {
                // `objct.key`: rather a fact misspelt than a package.
                let (root, at) = (*root, parts.first().map_or(expr.span, |(_, span)| *span));
                if let Some(near) = nearest(root, schema::RECORDS.iter().map(|record| record.name)) {
                    let found = Diagnostic::new(
                        &names::UNKNOWN_NAME,
                        format!("unknown name `{root}`"),
                        at,
                        "not found here",
                    );
                    self.report(found.help(format!("did you mean `{near}`?")).fix(
                        format!("write `{near}`"),
                        at,
                        near,
                        Safety::Safe,
                    ));
                    return Typed::error(expr.span);
                }
            }
            return self.item_value(&parts);
        }
        let base = self.infer(base, None);
        let base = if matches!(base.ty, Type::Record(_)) { self.require(base) } else { base };
        let record = match &base.ty {
            Type::Record(record) => *record,
            Type::Error => return Typed::error(expr.span),
            other => {
                let message = format!("{} has no field `{}`", other.with_article(), field.text);
                let mut found = Diagnostic::new(&names::UNKNOWN_FIELD, message, field.span, "no fields");
                if matches!(other, Type::Map(_)) {
                    let text = self.sources.slice(base.span).unwrap_or("map");
                    let fix = format!("{text}[\"{}\"]", field.text);
                    found = found.help("a value of a map is taken by its key").fix(
                        format!("write `{fix}`"),
                        expr.span,
                        fix,
                        Safety::Safe,
                    );
                }
                self.report(found);
                return Typed::error(expr.span);
            }
        };
        let Some(known) = record.field(&field.text) else {
            let message = format!("`{}` has no field `{}`", record.name, field.text);
            let found = Diagnostic::new(&names::UNKNOWN_FIELD, message, field.span, "no such field");
            let fields = || record.fields.iter().map(|field| field.name);
            self.report(match nearest(&field.text, fields()) {
                Some(near) => found
                    .help(format!("did you mean `{near}`? Its fields are {}", all_of(fields())))
                    .fix(format!("write `{near}`"), field.span, near, Safety::Safe),
                None => found.help(format!("its fields are {}", all_of(fields()))),
            });
            return Typed::error(expr.span);
        };
        self.narrowed(Typed {
            ty: types::of_field(known.ty),
            optional: known.optional,
            unknowable: known.unknowable,
            expr: Lowered::Field(Box::new(base.expr), known.name.to_owned()),
            span: expr.span,
        })
    }

    /// Whether a word stands for a value, not for an item or package.
    fn is_value(&self, name: &str) -> bool {
        schema::record(name).is_some() || self.condition.params.iter().any(|(param, _)| param == name)
    }

    /// `map["key"]`, `list[0]`: there or not, and unknown when the whole is.
    pub(super) fn index(&mut self, base: &Expr, index: &Expr, span: Span) -> Typed {
        let base = self.infer(base, None);
        let index = self.infer(index, None);
        let index = self.require(index);
        let (element, wanted) = match &base.ty {
            Type::Map(element) => ((**element).clone(), Type::Text),
            Type::List(element) => ((**element).clone(), Type::Int),
            Type::Error => return Typed::error(span),
            other => {
                let message = format!("{} has no elements", other.with_article());
                self.report(Diagnostic::new(
                    &codes::TYPE_MISMATCH,
                    message,
                    base.span,
                    "neither a list nor a map",
                ));
                return Typed::error(span);
            }
        };
        let (optional, unknowable) = (true, base.unknowable);
        let Some(index) = self.fit(index, &wanted, Some(base.span), "the index") else {
            return Typed::error(span);
        };
        let expr = Lowered::Index(Box::new(base.expr), Box::new(index.expr));
        self.narrowed(Typed { ty: element, optional, unknowable, expr, span })
    }

    /// `has x`: unknown when that is unknown.
    pub(super) fn has(&mut self, operand: &Expr, span: Span) -> Typed {
        let inner = self.infer(operand, None);
        if inner.ty == Type::Error {
            return Typed::error(span);
        }
        if !inner.optional && !matches!(inner.expr, Lowered::Root("bucket")) {
            let text = self.sources.slice(inner.span).unwrap_or("it").to_owned();
            let unknown = inner.unknowable;
            let found = Diagnostic::new(
                &logic::ALWAYS_TRUE,
                format!("`{text}` is always there"),
                span,
                if unknown { "it may be unknown, not absent" } else { "always true" },
            );
            let fix = format!("known({text})");
            self.report(if unknown {
                found.help(format!("write `{fix}`")).fix(format!("write `{fix}`"), span, fix, Safety::Safe)
            } else {
                found.help("leave it out")
            });
        }
        // A guard that a guard to its left has made sure may hide that this one could be unknown.
        let unknowable = inner.unknowable;
        Typed { ty: Type::Bool, optional: false, unknowable, expr: Lowered::Has(Box::new(inner.expr)), span }
    }

    /// Whether an expression is a word that only its surroundings can explain.
    pub(super) fn is_bare(&self, expr: &Expr) -> bool {
        match &peel(expr).kind {
            ExprKind::Name(name) => !self.is_value(name),
            ExprKind::List(items) => items.iter().all(|item| self.is_bare(item)),
            _ => false,
        }
    }
}
