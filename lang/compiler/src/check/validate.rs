//! `validate: luhn and not repeated_digit`.

use crate::builtins::{Param, ParamType, VALIDATORS, Validator};
use crate::codes::types;
use crate::diagnostic::Diagnostic;
use crate::program::{Literal, Validate};
use crate::syntax::{Arg, BinaryOp, Expr, ExprKind, UnaryOp};

use super::Checker;
use super::constants::peel;

impl Checker<'_> {
    pub(super) fn validate(&mut self, value: &Expr) -> Option<Validate> {
        let inner = peel(value);
        match &inner.kind {
            ExprKind::Binary(left, op @ (BinaryOp::And | BinaryOp::Or), _, right) => {
                let (left, right) = (self.validate(left), self.validate(right));
                let (left, right) = (left?, right?);
                Some(match (op, left) {
                    (BinaryOp::And, Validate::All(mut all)) => {
                        all.push(right);
                        Validate::All(all)
                    }
                    (BinaryOp::And, left) => Validate::All(vec![left, right]),
                    (_, Validate::Any(mut any)) => {
                        any.push(right);
                        Validate::Any(any)
                    }
                    (_, left) => Validate::Any(vec![left, right]),
                })
            }
            ExprKind::Unary(UnaryOp::Not, operand) => Some(Validate::Not(Box::new(self.validate(operand)?))),
            ExprKind::Name(name) => self.validator(name, inner, inner, &[]),
            ExprKind::Call(callee, args) => match &callee.kind {
                ExprKind::Name(name) => self.validator(name, callee, inner, args),
                _ => self.no_validator(inner),
            },
            _ => self.no_validator(inner),
        }
    }

    fn no_validator(&mut self, value: &Expr) -> Option<Validate> {
        let message = format!("`validate` wants validators, found {}", super::constants::describe(value));
        let found = Diagnostic::new(&types::NOT_HERE, message, value.span, "not a validator");
        self.report(found.help("join validators with `and`, `or`, `not`: `luhn and not repeated_digit`"));
        None
    }

    fn validator(&mut self, name: &str, callee: &Expr, call: &Expr, args: &[Arg]) -> Option<Validate> {
        let Some(validator) = VALIDATORS.iter().find(|validator| validator.name == name) else {
            self.unknown_word(
                "validator",
                name,
                callee.span,
                VALIDATORS.iter().map(|validator| validator.name),
            );
            return None;
        };
        let params: Vec<_> =
            validator.params.iter().map(|param| (param.name, param.default.is_none())).collect();
        let bound = self.bind(name, &params, args, call.span)?;
        let mut values = Vec::new();
        for (param, value) in validator.params.iter().zip(bound) {
            values.push(match value {
                Some(value) => self.validator_argument(validator, param, value),
                None => param.default.clone(),
            });
        }
        let args: Option<Vec<Literal>> = values.into_iter().collect();
        Some(Validate::Check { name: validator.name, args: args?, span: call.span })
    }

    fn validator_argument(&mut self, validator: &Validator, param: &Param, value: &Expr) -> Option<Literal> {
        let wants = match param.ty {
            ParamType::Int => "a whole number",
            ParamType::Float => "a number",
            ParamType::Text => "text",
        };
        let inner = peel(value);
        let (negative, operand) = match &inner.kind {
            ExprKind::Unary(UnaryOp::Minus, operand) => (true, peel(operand)),
            _ => (false, inner),
        };
        let literal = match (&operand.kind, param.ty) {
            (ExprKind::Text(text), ParamType::Text) if !negative => Some(Literal::Text(text.value.clone())),
            (ExprKind::Number(number), ParamType::Int) if number.unit.is_none() => {
                number.digits.parse::<i64>().ok().map(|n| Literal::Int(if negative { -n } else { n }))
            }
            (ExprKind::Number(number), ParamType::Float) => {
                let scale = match number.unit.as_deref() {
                    None => Some(1.0),
                    Some("%") => Some(0.01),
                    Some(_) => None,
                };
                let number = number.digits.parse::<f64>().ok().filter(|n| n.is_finite());
                number
                    .zip(scale)
                    .map(|(n, scale)| Literal::Float(if negative { -n * scale } else { n * scale }))
            }
            _ => None,
        };
        if literal.is_none() {
            let message = format!(
                "argument `{}` of `{}` wants {wants}, found {}",
                param.name,
                validator.name,
                super::constants::describe(value)
            );
            self.report(Diagnostic::new(
                &types::BAD_ARGUMENT,
                message,
                value.span,
                format!("expected {wants}"),
            ));
        }
        literal
    }
}
