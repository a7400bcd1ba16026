//! Functions and methods.

use crate::builtins::functions::{self, FUNCTIONS, Function, Shape};
use crate::codes::{names, types as codes};
use crate::diagnostic::{Diagnostic, Safety};
use crate::program::Expr as Lowered;
use crate::source::Span;
use crate::syntax::{Arg, Expr, ExprKind, Ident};

use super::super::constants::peel;
use super::super::suggest::{nearest, one_of};
use super::narrow::has_param;
use super::{Checker, Type, Typed};

impl Checker<'_> {
    pub(super) fn call(&mut self, callee: &Expr, args: &[Arg], span: Span) -> Typed {
        match &callee.kind {
            ExprKind::Member(base, method) => self.method(base, method, args, span),
            ExprKind::Name(name) if name == "known" => {
                let Some(bound) = self.bind("known", &[("value", true)], args, span) else {
                    return Typed::error(span);
                };
                let Some(operand) = bound.first().copied().flatten() else { return Typed::error(span) };
                let inner = self.infer(operand, None);
                if inner.ty == Type::Error {
                    return Typed::error(span);
                }
                if !inner.unknowable {
                    let text = self.sources.slice(inner.span).unwrap_or("it").to_owned();
                    let message = format!("`{text}` is always known");
                    let found =
                        Diagnostic::new(&crate::codes::logic::ALWAYS_TRUE, message, span, "always true");
                    self.report(found.help("leave it out"));
                }
                Typed::sure(Type::Bool, Lowered::Known(Box::new(inner.expr)), span)
            }
            ExprKind::Name(name) => {
                let message = format!("unknown function `{name}`");
                let found = Diagnostic::new(&names::UNKNOWN_NAME, message, callee.span, "no such function");
                let found = match functions::function(name) {
                    Some(_) => {
                        let found = found.help(format!("`{name}` is a method: write `value.{name}(…)`"));
                        match self.as_method(name, args) {
                            Some(text) => found.fix(format!("write `{text}`"), span, text, Safety::Safe),
                            None => found,
                        }
                    }
                    None => match nearest(name, ["known"]) {
                        Some(near) => found.help(format!("did you mean `{near}`?")).fix(
                            format!("write `{near}`"),
                            callee.span,
                            near,
                            Safety::Safe,
                        ),
                        None => found.help("there is `known(x)`; everything else is a method: `object.key.starts_with(\"hr/\")`"),
                    },
                };
                self.report(found);
                Typed::error(span)
            }
            _ => self.not_here(span, "a call", "what is called has a name"),
        }
    }

    /// `f(a, b)` as `a.f(b)`.
    fn as_method(&self, name: &str, args: &[Arg]) -> Option<String> {
        let (receiver, rest) = args.split_first()?;
        if !matches!(receiver.value.kind, ExprKind::Name(_) | ExprKind::Member(..) | ExprKind::Text(_)) {
            return None;
        }
        let rest: Option<Vec<&str>> = rest.iter().map(|arg| self.sources.slice(arg.value.span)).collect();
        Some(format!("{}.{name}({})", self.sources.slice(receiver.value.span)?, rest?.join(", ")))
    }

    fn method(&mut self, base: &Expr, method: &Ident, args: &[Arg], span: Span) -> Typed {
        let receiver = self.infer(base, None);
        let receiver = self.require(receiver);
        if receiver.ty == Type::Error {
            return Typed::error(span);
        }
        let Some(function) = functions::function(&method.text) else {
            let fitting = || FUNCTIONS.iter().filter(|f| suits(&receiver.ty, f.receiver)).map(|f| f.name);
            let message = format!("{} has no method `{}`", receiver.ty.with_article(), method.text);
            let found = Diagnostic::new(&names::UNKNOWN_NAME, message, method.span, "no such method");
            let found = match nearest(&method.text, fitting()) {
                Some(near) => found.help(format!("did you mean `{near}`?")).fix(
                    format!("write `{near}`"),
                    method.span,
                    near,
                    Safety::Safe,
                ),
                None if fitting().next().is_some() => found.help(format!("it has {}", one_of(fitting()))),
                None => found,
            };
            self.report(found);
            return Typed::error(span);
        };
        if !suits(&receiver.ty, function.receiver) {
            let message = format!(
                "`{}` is a method of {}, found {}",
                function.name,
                wanted(function.receiver),
                receiver.ty.with_article()
            );
            let label = format!("this is {}", receiver.ty.with_article());
            self.report(
                Diagnostic::new(&codes::BAD_ARGUMENT, message, receiver.span, label)
                    .label(method.span, format!("wants {}", wanted(function.receiver))),
            );
            return Typed::error(span);
        }
        let params: Vec<_> = function.params.iter().map(|(name, _)| (*name, true)).collect();
        let Some(bound) = self.bind(function.name, &params, args, span) else { return Typed::error(span) };
        let mut lowered = vec![receiver.expr];
        let mut good = true;
        for ((name, shape), value) in function.params.iter().zip(bound) {
            let Some(value) = value else { return Typed::error(span) };
            match self.argument(function, name, *shape, &receiver.ty, value) {
                Some(argument) => lowered.push(argument),
                None => good = false,
            }
        }
        if !good {
            return Typed::error(span);
        }
        Typed::sure(result(function.result), Lowered::Call(function.name, lowered), span)
    }

    fn argument(
        &mut self,
        function: &Function,
        name: &str,
        shape: Shape,
        receiver: &Type,
        value: &Expr,
    ) -> Option<Lowered> {
        if shape == Shape::Predicate {
            return self.predicate(function, receiver, value);
        }
        let typed = self.infer(value, None);
        let typed = self.require(typed);
        if typed.ty == Type::Error {
            return None;
        }
        if suits(&typed.ty, shape) {
            return Some(typed.expr);
        }
        let message = format!(
            "argument `{name}` of `{}` wants {}, found {}",
            function.name,
            wanted(shape),
            typed.ty.with_article()
        );
        let label = format!("this is {}", typed.ty.with_article());
        self.report(Diagnostic::new(&codes::BAD_ARGUMENT, message, typed.span, label));
        None
    }

    /// `x => condition` over the elements of a list.
    fn predicate(&mut self, function: &Function, receiver: &Type, value: &Expr) -> Option<Lowered> {
        let ExprKind::Lambda(param, body) = &peel(value).kind else {
            let message = format!("argument `condition` of `{}` wants a function", function.name);
            let found = Diagnostic::new(&codes::BAD_ARGUMENT, message, value.span, "not a function");
            self.report(
                found.help(format!("write `{}(x => x == …)`: it is asked for every element", function.name)),
            );
            return None;
        };
        let element = match receiver {
            Type::List(element) => (**element).clone(),
            _ => Type::Error,
        };
        if crate::builtins::schema::record(&param.text).is_some() {
            let message = format!("the parameter `{}` hides the fact of that name", param.text);
            self.report(
                Diagnostic::new(&names::DUPLICATE, message, param.span, "taken")
                    .help("call it something else"),
            );
            return None;
        }
        let outer_facts = self.condition.facts.clone();
        let outer_atom = self.condition.atom;
        self.condition.facts.retain(|(expr, _)| !has_param(expr));
        self.condition.params.push((param.text.clone(), element));
        self.condition.atom = body.span;
        let typed = self.boolean(body, &format!("the function given to `{}`", function.name));
        self.condition.params.pop();
        self.condition.facts = outer_facts;
        self.condition.atom = outer_atom;
        (typed.ty == Type::Bool).then(|| Lowered::Lambda(Box::new(typed.expr)))
    }
}

fn suits(ty: &Type, shape: Shape) -> bool {
    match shape {
        Shape::Text => matches!(ty, Type::Text),
        Shape::List => matches!(ty, Type::List(_)),
        Shape::Countable => matches!(ty, Type::Text | Type::List(_) | Type::Map(_)),
        Shape::Bool | Shape::Predicate => matches!(ty, Type::Bool),
        Shape::Int => matches!(ty, Type::Int),
    }
}

fn wanted(shape: Shape) -> &'static str {
    match shape {
        Shape::Text => "a text",
        Shape::List => "a list",
        Shape::Countable => "a text, a list or a map",
        Shape::Predicate => "a function",
        Shape::Bool => "a truth value",
        Shape::Int => "a whole number",
    }
}

fn result(shape: Shape) -> Type {
    match shape {
        Shape::Text => Type::Text,
        Shape::Int => Type::Int,
        _ => Type::Bool,
    }
}
