//! Values that must be written out: texts, numbers with their unit, dates, choices.

use crate::codes::{names, types};
use crate::diagnostic::{Diagnostic, Safety};
use crate::program::Confidence;
use crate::source::Span;
use crate::syntax::{BinaryOp, Date, Expr, ExprKind, Number, Text, UnaryOp};

use super::Checker;
use super::suggest::{nearest, one_of};

/// An expression without its parentheses.
pub(super) fn peel(mut expr: &Expr) -> &Expr {
    while let ExprKind::Paren(inner) = &expr.kind {
        expr = inner;
    }
    expr
}

/// What an expression is, for "found …".
pub(super) fn describe(expr: &Expr) -> String {
    match &peel(expr).kind {
        ExprKind::Name(name) => format!("the name `{name}`"),
        ExprKind::Text(_) => "a text".to_owned(),
        ExprKind::Regex(_) => "a pattern".to_owned(),
        ExprKind::Bool(value) => format!("`{value}`"),
        ExprKind::Number(number) => match number.unit.as_deref() {
            None => "a number".to_owned(),
            Some("%") => "a percentage".to_owned(),
            Some(unit) => format!("a number of `{unit}`"),
        },
        ExprKind::Date(_) => "a date".to_owned(),
        ExprKind::List(_) => "a list".to_owned(),
        ExprKind::Record(_) => "a record".to_owned(),
        ExprKind::Call(callee, _) => match &callee.kind {
            ExprKind::Name(name) => format!("the call `{name}(…)`"),
            _ => "a call".to_owned(),
        },
        ExprKind::Lambda(..) => "a function".to_owned(),
        ExprKind::Section(..) => "half a comparison".to_owned(),
        ExprKind::Unary(UnaryOp::Minus | UnaryOp::Plus, _) => "a number with a sign".to_owned(),
        ExprKind::Member(..) | ExprKind::Index(..) => "a reference".to_owned(),
        ExprKind::Binary(_, BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul, ..) => "a calculation".to_owned(),
        ExprKind::Binary(_, BinaryOp::And | BinaryOp::Or | BinaryOp::Coalesce, ..)
        | ExprKind::Unary(UnaryOp::Not, _)
        | ExprKind::Has(_)
        | ExprKind::Paren(_) => "a condition".to_owned(),
        ExprKind::Binary(..) => "a comparison".to_owned(),
    }
}

/// The words of `a` or `a.b.c`.
pub(super) fn path_of(expr: &Expr) -> Option<Vec<(&str, Span)>> {
    let mut parts = Vec::new();
    let mut at = expr;
    loop {
        match &at.kind {
            ExprKind::Name(name) => {
                parts.push((name.as_str(), at.span));
                parts.reverse();
                return Some(parts);
            }
            ExprKind::Member(base, name) => {
                parts.push((name.text.as_str(), name.span));
                at = base;
            }
            _ => return None,
        }
    }
}

impl Checker<'_> {
    /// E0301 at a value, with the place that wants something else when that is another one.
    pub(super) fn mismatch(&mut self, value: &Expr, owner: &str, wants: &str) {
        let inner = peel(value);
        let message = format!("{owner} wants {wants}, found {}", describe(value));
        let mut found =
            Diagnostic::new(&types::TYPE_MISMATCH, message, value.span, format!("expected {wants}"));
        if let ExprKind::Name(name) = &inner.kind
            && wants.contains("text")
        {
            let text = format!("\"{name}\"");
            found = found.fix(format!("write `{text}`"), inner.span, text, Safety::Unsafe);
        }
        if let ExprKind::Text(text) = &inner.kind
            && !wants.contains("text")
            && is_literal(&text.value)
        {
            found = found.help("leave out the quotes").fix(
                format!("write `{}`", text.value),
                inner.span,
                text.value.clone(),
                Safety::Safe,
            );
        }
        self.report(found);
    }

    pub(super) fn text<'e>(&mut self, value: &'e Expr, owner: &str) -> Option<&'e Text> {
        match &peel(value).kind {
            ExprKind::Text(text) => Some(text),
            _ => {
                self.mismatch(value, owner, "text");
                None
            }
        }
    }

    /// A list of texts; a single text stands for a list of one.
    pub(super) fn texts(&mut self, value: &Expr, owner: &str) -> Option<Vec<String>> {
        match &peel(value).kind {
            ExprKind::Text(text) => Some(vec![text.value.clone()]),
            ExprKind::List(items) => {
                let mut texts = Vec::with_capacity(items.len());
                let mut whole = true;
                for item in items {
                    match self.text(item, owner) {
                        Some(text) if text.value.is_empty() => {
                            let message = format!("{owner} holds an empty text");
                            let found = Diagnostic::new(&types::OUT_OF_RANGE, message, text.span, "empty");
                            self.report(found.help("leave it out: it would fit everything or nothing"));
                            whole = false;
                        }
                        Some(text) => texts.push(text.value.clone()),
                        None => whole = false,
                    }
                }
                whole.then_some(texts)
            }
            _ => {
                self.mismatch(value, owner, "a list of texts");
                None
            }
        }
    }

    /// A whole number without a unit, within bounds.
    pub(super) fn whole(&mut self, value: &Expr, owner: &str, least: u64, most: u64) -> Option<u64> {
        let inner = peel(value);
        let ExprKind::Number(number) = &inner.kind else {
            self.mismatch(value, owner, "a whole number");
            return None;
        };
        if !self.no_unit(number, owner) {
            return None;
        }
        match number.digits.parse::<u64>() {
            Ok(n) if (least..=most).contains(&n) => Some(n),
            Ok(_) => {
                let low = number.digits.parse::<u64>().is_ok_and(|n| n < least);
                let (range, nearest) = if low {
                    (format!("at least {least}"), least)
                } else {
                    (format!("at most {most}"), most)
                };
                let message = format!("{owner} is {}, {range} is allowed", number.digits);
                let found = Diagnostic::new(&types::OUT_OF_RANGE, message, inner.span, range);
                self.report(found.fix(
                    format!("write `{nearest}`"),
                    inner.span,
                    nearest.to_string(),
                    Safety::Unsafe,
                ));
                None
            }
            Err(_) if number.digits.contains('.') => {
                self.mismatch(value, owner, "a whole number");
                None
            }
            Err(_) => {
                let message = format!("{owner} is at most {most}");
                self.report(Diagnostic::new(&types::OUT_OF_RANGE, message, inner.span, "too large"));
                None
            }
        }
    }

    fn no_unit(&mut self, number: &Number, owner: &str) -> bool {
        let Some(unit) = &number.unit else { return true };
        let message = format!("{owner} has no unit, found `{}{unit}`", number.digits);
        let found = Diagnostic::new(&types::UNIT_MISMATCH, message, number.span, format!("`{unit}`"));
        self.report(found.fix(
            format!("write `{}`", number.digits),
            number.span,
            number.digits.clone(),
            Safety::Unsafe,
        ));
        false
    }

    /// `0.75` or `75%`, from 0 to 1.
    pub(super) fn confidence(&mut self, value: &Expr, owner: &str) -> Option<Confidence> {
        let step = self.step(value, owner)?;
        if (0..=1000).contains(&step.0) {
            return Some(step);
        }
        let inner = peel(value);
        let message = format!("{owner} lies between 0 and 1");
        let mut found = Diagnostic::new(&types::OUT_OF_RANGE, message, value.span, "outside");
        if let ExprKind::Number(number) = &inner.kind
            && number.unit.is_none()
            && (1001..=100_000).contains(&step.0)
        {
            let percent = format!("{}%", number.digits);
            found = found.help("a percentage has its sign").fix(
                format!("write `{percent}`"),
                inner.span,
                percent,
                Safety::Unsafe,
            );
        }
        self.report(found);
        None
    }

    /// `+0.40`, `-30%`: a number with or without a sign, in thousandths.
    pub(super) fn step(&mut self, value: &Expr, owner: &str) -> Option<Confidence> {
        let inner = peel(value);
        let (sign, number) = match &inner.kind {
            ExprKind::Unary(UnaryOp::Minus, operand) => (-1, peel(operand)),
            ExprKind::Unary(UnaryOp::Plus, operand) => (1, peel(operand)),
            _ => (1, inner),
        };
        let ExprKind::Number(number) = &number.kind else {
            self.mismatch(value, owner, "a number from 0 to 1");
            return None;
        };
        let scale = match number.unit.as_deref() {
            None => 1000.0,
            Some("%") => 10.0,
            Some(unit) => {
                let message =
                    format!("{owner} is a plain number or a percentage, found `{}{unit}`", number.digits);
                let found = Diagnostic::new(&types::UNIT_MISMATCH, message, number.span, format!("`{unit}`"));
                self.report(found.help("write `0.75` or `75%`"));
                return None;
            }
        };
        let thousandths = number.digits.parse::<f64>().map_or(f64::INFINITY, |n| (n * scale).round());
        if thousandths.abs() > 1_000_000.0 {
            let message = format!("{owner} lies between 0 and 1");
            self.report(Diagnostic::new(&types::OUT_OF_RANGE, message, value.span, "outside"));
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "rounded and within a million")]
        Some(Confidence(sign * thousandths as i32))
    }

    pub(super) fn date(&mut self, value: &Expr, owner: &str) -> Option<Date> {
        match &peel(value).kind {
            ExprKind::Date(date) => self.real_date(*date, value.span).then_some(*date),
            _ => {
                self.mismatch(value, owner, "a date such as `2027-01-31`");
                None
            }
        }
    }

    /// Whether the calendar has such a day; reported when not.
    pub(super) fn real_date(&mut self, date: Date, span: Span) -> bool {
        let last = days_in(date.year, date.month);
        let message = match last {
            None => format!("there is no month {}", date.month),
            Some(last) if (1..=last).contains(&date.day) => return true,
            Some(last) => format!("month {} of {} has {last} days", date.month, date.year),
        };
        let found = Diagnostic::new(&types::OUT_OF_RANGE, message, span, "no such day");
        self.report(found.help("a date is year-month-day"));
        false
    }

    /// One of a closed set of words.
    pub(super) fn choice<T: Copy>(
        &mut self,
        value: &Expr,
        owner: &str,
        what: &str,
        cases: &[(&'static str, T)],
    ) -> Option<T> {
        let inner = peel(value);
        let (word, quoted) = match &inner.kind {
            ExprKind::Name(name) => (name.as_str(), false),
            ExprKind::Text(text) => (text.value.as_str(), true),
            _ => {
                self.mismatch(value, owner, what);
                return None;
            }
        };
        let exact = cases.iter().find(|(name, _)| *name == word);
        match (exact, quoted) {
            (Some((_, case)), false) => Some(*case),
            (Some((name, _)), true) => {
                let message = format!("{owner} wants {what}, found a text");
                let found = Diagnostic::new(&types::TYPE_MISMATCH, message, inner.span, "a text");
                self.report(found.help("leave out the quotes").fix(
                    format!("write `{name}`"),
                    inner.span,
                    *name,
                    Safety::Safe,
                ));
                None
            }
            (None, _) => {
                self.unknown_case(word, inner.span, what, cases.iter().map(|(name, _)| *name));
                None
            }
        }
    }

    /// E0307 with the choices.
    pub(super) fn unknown_case<'c>(
        &mut self,
        word: &str,
        span: Span,
        what: &str,
        cases: impl Iterator<Item = &'c str> + Clone,
    ) {
        let message = format!("`{word}` is not {what}");
        let found = Diagnostic::new(&types::UNKNOWN_CASE, message, span, "not a choice");
        let choices = one_of(cases.clone());
        self.report(match nearest(word, cases) {
            Some(near) => found.help(format!("did you mean `{near}`? It is one of {choices}")).fix(
                format!("write `{near}`"),
                span,
                near,
                Safety::Safe,
            ),
            None => found.help(format!("it is one of {choices}")),
        });
    }

    /// E0201 for a word of a table that is not an item: a validator, a function.
    pub(super) fn unknown_word<'c>(
        &mut self,
        what: &str,
        word: &str,
        span: Span,
        known: impl Iterator<Item = &'c str> + Clone,
    ) {
        let mut found = Diagnostic::new(
            &names::UNKNOWN_NAME,
            format!("unknown {what} `{word}`"),
            span,
            format!("no such {what}"),
        );
        if self.out.may_suggest() {
            found = match nearest(word, known.clone()) {
                Some(near) => found.help(format!("did you mean `{near}`?")).fix(
                    format!("write `{near}`"),
                    span,
                    near,
                    Safety::Safe,
                ),
                None if known.clone().count() <= 12 => found.help(format!("there is {}", one_of(known))),
                None => found,
            };
        }
        self.report(found);
    }
}

/// Whether a text would be a number or a date without its quotes.
pub(super) fn is_literal(text: &str) -> bool {
    let digits = text.trim_start_matches(['+', '-']);
    let number = digits.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let is_number = match number.split_once('.') {
        Some((whole, fraction)) => plain(whole) && plain(fraction),
        None => plain(number),
    };
    let dates: Vec<&str> = text.split('-').collect();
    let is_date = dates.iter().map(|part| part.len()).eq([4, 2, 2]) && dates.iter().all(|part| plain(part));
    is_date || is_number
}

/// The days of a month; `None` when there is no such month.
pub(super) fn days_in(year: i32, month: u8) -> Option<u8> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 => Some(if leap { 29 } else { 28 }),
        _ => None,
    }
}
