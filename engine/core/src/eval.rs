//! Conditions over facts, with three truth values.
//!
//! What could not be read is unknown, and what is asked of it is unknown too, unless the answer does not depend on it:
//! `false and unknown` is false. A fact that is not there answers no comparison either; `has` and `??` are the ways to
//! ask about it. The checker has made sure of types; where a value is not of the type it promised, the answer is unknown.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use sievert_lang::program::{Arithmetic, Compare, Expr, Pattern, Value};

use crate::automaton::Automaton;
use crate::rule::{Compiler, EngineError};

/// Root facts by name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Facts(BTreeMap<&'static str, Value>);

impl Facts {
    pub(crate) fn new(roots: impl IntoIterator<Item = (&'static str, Value)>) -> Self {
        Self(roots.into_iter().collect())
    }
}

/// A condition with its patterns compiled.
#[derive(Debug)]
pub(crate) struct Formula {
    expr: Expr,
    patterns: Vec<(Pattern, Automaton)>,
}

impl Formula {
    pub(crate) fn new(expr: &Expr, owner: &str, compiler: &Compiler<'_>) -> Result<Self, EngineError> {
        let mut patterns = Vec::new();
        let mut rest = vec![expr];
        while let Some(expr) = rest.pop() {
            if let Expr::Matches(_, pattern) = expr {
                patterns.push((pattern.clone(), compiler.anywhere(pattern, owner)?));
            }
            rest.extend(parts(expr));
        }
        Ok(Self { expr: expr.clone(), patterns })
    }

    /// Its value: a truth value or [`Value::Unknown`] for a condition.
    pub(crate) fn eval(&self, facts: &Facts) -> Value {
        Evaluation { formula: self, facts, params: Vec::new() }.eval(&self.expr)
    }
}

/// The expressions an expression is made of.
fn parts(expr: &Expr) -> Vec<&Expr> {
    match expr {
        Expr::Literal(_) | Expr::Param(_) | Expr::Root(_) => Vec::new(),
        Expr::Field(inner, _)
        | Expr::Has(inner)
        | Expr::Known(inner)
        | Expr::Not(inner)
        | Expr::Matches(inner, _)
        | Expr::Lambda(inner) => vec![inner],
        Expr::Index(a, b)
        | Expr::Coalesce(a, b)
        | Expr::Compare(_, a, b)
        | Expr::In(a, b)
        | Expr::Arithmetic(_, a, b) => vec![a, b],
        Expr::And(list) | Expr::Or(list) | Expr::List(list) | Expr::Call(_, list) => list.iter().collect(),
    }
}

struct Evaluation<'a> {
    formula: &'a Formula,
    facts: &'a Facts,
    /// Arguments of the lambdas around, outermost first.
    params: Vec<Value>,
}

impl Evaluation<'_> {
    fn eval(&mut self, expr: &Expr) -> Value {
        match expr {
            Expr::Literal(value) => value.clone(),
            Expr::Param(depth) => {
                let depth = usize::try_from(*depth).unwrap_or(usize::MAX);
                self.params.iter().rev().nth(depth).cloned().unwrap_or(Value::Unknown)
            }
            Expr::Root(name) => self.facts.0.get(name).cloned().unwrap_or(Value::Unknown),
            Expr::Field(base, name) => match self.eval(base) {
                Value::Map(fields) => fields.get(name).cloned().unwrap_or(Value::Absent),
                other => missing(&other),
            },
            Expr::Index(base, index) => match (self.eval(base), self.eval(index)) {
                (Value::Map(fields), Value::Text(name)) => {
                    fields.get(&name).cloned().unwrap_or(Value::Absent)
                }
                (Value::List(list), Value::Int(at)) => {
                    usize::try_from(at).ok().and_then(|at| list.get(at)).cloned().unwrap_or(Value::Absent)
                }
                (Value::Map(_) | Value::List(_), index) => missing(&index),
                (base, _) => missing(&base),
            },
            Expr::Has(inner) => match self.eval(inner) {
                Value::Unknown => Value::Unknown,
                value => Value::Bool(value != Value::Absent),
            },
            Expr::Known(inner) => Value::Bool(self.eval(inner) != Value::Unknown),
            Expr::Coalesce(value, other) => match self.eval(value) {
                Value::Absent => self.eval(other),
                value => value,
            },
            Expr::Not(inner) => truth(&self.eval(inner)).map_or(Value::Unknown, |holds| Value::Bool(!holds)),
            Expr::And(list) => self.junction(list, false),
            Expr::Or(list) => self.junction(list, true),
            Expr::Compare(op, a, b) => answer(compare(*op, &self.eval(a), &self.eval(b))),
            Expr::In(a, b) => {
                let (a, b) = (self.eval(a), self.eval(b));
                answer(contains(&b, &a))
            }
            Expr::Matches(text, pattern) => {
                let regex =
                    self.formula.patterns.iter().find(|(known, _)| known == pattern).map(|(_, regex)| regex);
                match (self.eval(text), regex) {
                    (Value::Text(text), Some(regex)) => Value::Bool(regex.get().is_match(&text)),
                    _ => Value::Unknown,
                }
            }
            Expr::Arithmetic(op, a, b) => {
                arithmetic(*op, &self.eval(a), &self.eval(b)).unwrap_or(Value::Unknown)
            }
            Expr::List(list) => Value::List(list.iter().map(|item| self.eval(item)).collect()),
            Expr::Call(name, args) => self.call(name, args).unwrap_or(Value::Unknown),
            // Only as an argument of a call, which takes it apart itself.
            Expr::Lambda(_) => Value::Unknown,
        }
    }

    /// `or` when `decisive`, else `and`: one decisive part decides, else one unknown makes it unknown.
    fn junction(&mut self, list: &[Expr], decisive: bool) -> Value {
        let mut unknown = false;
        for part in list {
            match truth(&self.eval(part)) {
                Some(holds) if holds == decisive => return Value::Bool(decisive),
                Some(_) => {}
                None => unknown = true,
            }
        }
        if unknown { Value::Unknown } else { Value::Bool(!decisive) }
    }

    fn call(&mut self, name: &str, args: &[Expr]) -> Option<Value> {
        let (receiver, rest) = args.split_first()?;
        let receiver = self.eval(receiver);
        if let Some(Expr::Lambda(body)) = rest.first() {
            return self.over(name, receiver, body);
        }
        Some(match (name, receiver) {
            ("lower", Value::Text(text)) => Value::Text(text.to_lowercase()),
            ("len", Value::Text(text)) => whole(text.chars().count()),
            ("len", Value::List(list)) => whole(list.len()),
            ("len", Value::Map(map)) => whole(map.len()),
            (_, Value::Text(text)) => {
                let Value::Text(part) = self.eval(rest.first()?) else { return None };
                Value::Bool(match name {
                    "starts_with" => text.starts_with(&part),
                    "ends_with" => text.ends_with(&part),
                    "contains" => text.contains(&part),
                    _ => return None,
                })
            }
            _ => return None,
        })
    }

    /// A condition over the elements of a list.
    fn over(&mut self, name: &str, receiver: Value, body: &Expr) -> Option<Value> {
        let Value::List(list) = receiver else { return None };
        let mut held = 0usize;
        let mut unknown = 0usize;
        let total = list.len();
        for item in list {
            self.params.push(item);
            match truth(&self.eval(body)) {
                Some(holds) => held += usize::from(holds),
                None => unknown += 1,
            }
            self.params.pop();
        }
        match name {
            "any" if held > 0 => Some(Value::Bool(true)),
            "all" if held + unknown < total => Some(Value::Bool(false)),
            _ if unknown > 0 => None,
            "any" => Some(Value::Bool(false)),
            "all" => Some(Value::Bool(true)),
            "count" => Some(whole(held)),
            _ => None,
        }
    }
}

fn whole(number: usize) -> Value {
    i64::try_from(number).map_or(Value::Unknown, Value::Int)
}

fn answer(holds: Option<bool>) -> Value {
    holds.map_or(Value::Unknown, Value::Bool)
}

/// What a field of something that is no record is.
fn missing(base: &Value) -> Value {
    if *base == Value::Absent { Value::Absent } else { Value::Unknown }
}

fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(holds) => Some(*holds),
        _ => None,
    }
}

fn compare(op: Compare, a: &Value, b: &Value) -> Option<bool> {
    let order = order(a, b)?;
    Some(match op {
        Compare::Eq => order == Ordering::Equal,
        Compare::Ne => order != Ordering::Equal,
        Compare::Lt => order == Ordering::Less,
        Compare::Le => order != Ordering::Greater,
        Compare::Gt => order == Ordering::Greater,
        Compare::Ge => order != Ordering::Less,
    })
}

/// The order of two values of one type; lists and maps only know equal and not.
#[expect(clippy::cast_precision_loss, reason = "a comparison with a fraction is about small numbers")]
fn order(a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Bool(a), Value::Bool(b)) => Some(a.cmp(b)),
        (Value::Int(a), Value::Int(b)) => Some(a.cmp(b)),
        (Value::Float(a), Value::Float(b)) => a.partial_cmp(b),
        (Value::Int(a), Value::Float(b)) => (*a as f64).partial_cmp(b),
        (Value::Float(a), Value::Int(b)) => a.partial_cmp(&(*b as f64)),
        (Value::Text(a), Value::Text(b)) => Some(a.cmp(b)),
        (Value::Severity(a), Value::Severity(b)) => Some(a.cmp(b)),
        (Value::Date(a), Value::Date(b)) => Some(a.cmp(b)),
        (Value::List(_), Value::List(_)) | (Value::Map(_), Value::Map(_)) => {
            Some(if a == b { Ordering::Equal } else { Ordering::Less })
        }
        _ => None,
    }
}

/// Membership of a list, a map's keys, or of text in text.
fn contains(whole: &Value, part: &Value) -> Option<bool> {
    match (whole, part) {
        (Value::Text(whole), Value::Text(part)) => Some(whole.contains(part.as_str())),
        (Value::Map(whole), Value::Text(part)) => Some(whole.contains_key(part)),
        (Value::List(_), Value::Unknown | Value::Absent) => None,
        (Value::List(list), part) => {
            let equal = |item: &Value| compare(Compare::Eq, item, part);
            if list.iter().any(|item| equal(item) == Some(true)) {
                return Some(true);
            }
            list.iter().all(|item| equal(item).is_some()).then_some(false)
        }
        _ => None,
    }
}

#[expect(clippy::cast_precision_loss, reason = "a mixed sum is a fraction anyway")]
fn arithmetic(op: Arithmetic, a: &Value, b: &Value) -> Option<Value> {
    if let (Value::Int(a), Value::Int(b)) = (a, b) {
        let result = match op {
            Arithmetic::Add => a.checked_add(*b),
            Arithmetic::Sub => a.checked_sub(*b),
            Arithmetic::Mul => a.checked_mul(*b),
        };
        return result.map(Value::Int);
    }
    let number = |value: &Value| match value {
        Value::Int(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        _ => None,
    };
    let (a, b) = (number(a)?, number(b)?);
    Some(Value::Float(match op {
        Arithmetic::Add => a + b,
        Arithmetic::Sub => a - b,
        Arithmetic::Mul => a * b,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;

    fn eval(expr: &Expr) -> Value {
        let record = |fields: &[(&str, Value)]| {
            Value::Map(fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
        };
        let facts = Facts::new([
            (
                "object",
                record(&[("key", text("hr/pay.csv")), ("size", Value::Int(7)), ("tags", Value::Unknown)]),
            ),
            ("bucket", Value::Absent),
        ]);
        let options = Options::default();
        Formula::new(expr, "test", &Compiler::new(&options)).unwrap().eval(&facts)
    }

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    fn field(root: &'static str, name: &str) -> Box<Expr> {
        Box::new(Expr::Field(Box::new(Expr::Root(root)), name.to_owned()))
    }

    fn literal(value: Value) -> Box<Expr> {
        Box::new(Expr::Literal(value))
    }

    const YES: Value = Value::Bool(true);
    const NO: Value = Value::Bool(false);

    #[test]
    fn unknown_spreads_unless_it_does_not_matter() {
        let unknown = || Expr::Compare(Compare::Eq, field("object", "tags"), literal(text("x")));
        let constant = |value: bool| Expr::Literal(Value::Bool(value));
        assert_eq!(eval(&unknown()), Value::Unknown);
        assert_eq!(eval(&Expr::Not(Box::new(unknown()))), Value::Unknown);
        assert_eq!(eval(&Expr::And(vec![unknown(), constant(false)])), NO);
        assert_eq!(eval(&Expr::And(vec![unknown(), constant(true)])), Value::Unknown);
        assert_eq!(eval(&Expr::Or(vec![unknown(), constant(true)])), YES);
        assert_eq!(eval(&Expr::Known(field("object", "tags"))), NO);
        assert_eq!(eval(&Expr::Known(field("object", "key"))), YES);
    }

    #[test]
    fn what_is_absent_answers_no_comparison() {
        let same = Expr::Compare(Compare::Eq, field("bucket", "name"), literal(text("acme")));
        assert_eq!(eval(&same), Value::Unknown);
        assert_eq!(eval(&Expr::Not(Box::new(same))), Value::Unknown);
        assert_eq!(eval(&Expr::Has(field("bucket", "name"))), NO);
        assert_eq!(eval(&Expr::Coalesce(field("bucket", "name"), literal(text("none")))), text("none"));
    }

    #[test]
    fn texts_lists_and_numbers() {
        let pattern = Pattern {
            source: "^hr/".into(),
            case_insensitive: false,
            verbose: false,
            max_len: 3,
            min_len: 3,
            span: Default::default(),
        };
        assert_eq!(eval(&Expr::Matches(field("object", "key"), pattern)), YES);
        let keys = Box::new(Expr::List(vec![*literal(text("a")), *literal(text("hr/pay.csv"))]));
        assert_eq!(eval(&Expr::In(field("object", "key"), keys)), YES);
        assert_eq!(eval(&Expr::In(literal(text("pay")), field("object", "key"))), YES);
        assert_eq!(
            eval(&Expr::Call("ends_with", vec![*field("object", "key"), *literal(text(".csv"))])),
            YES
        );
        assert_eq!(eval(&Expr::Call("len", vec![*field("object", "key")])), Value::Int(10));
        let double = Expr::Arithmetic(Arithmetic::Mul, field("object", "size"), literal(Value::Int(2)));
        assert_eq!(eval(&Expr::Compare(Compare::Ge, Box::new(double), literal(Value::Float(13.5)))), YES);
        let overflow =
            Expr::Arithmetic(Arithmetic::Add, field("object", "size"), literal(Value::Int(i64::MAX)));
        assert_eq!(eval(&overflow), Value::Unknown);
    }

    #[test]
    fn conditions_over_elements() {
        let list = || Expr::List(vec![Expr::Literal(Value::Int(1)), Expr::Literal(Value::Int(5))]);
        let large = || {
            Expr::Lambda(Box::new(Expr::Compare(
                Compare::Gt,
                Box::new(Expr::Param(0)),
                literal(Value::Int(3)),
            )))
        };
        assert_eq!(eval(&Expr::Call("any", vec![list(), large()])), YES);
        assert_eq!(eval(&Expr::Call("all", vec![list(), large()])), NO);
        assert_eq!(eval(&Expr::Call("count", vec![list(), large()])), Value::Int(1));
    }
}
