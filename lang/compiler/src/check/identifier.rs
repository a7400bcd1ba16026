//! `identifier`: from its keys to [`Identifier`].

use crate::builtins::schema::{CATEGORIES, SEVERITIES};
use crate::codes::types;
use crate::diagnostic::{Diagnostic, Safety};
use crate::program::{
    Category, Confidence, Identifier, Literal, Normalize, Redact, Report, Severity, SeverityScale,
};
use crate::syntax::{BinaryOp, Entry, Expr, ExprKind};

use super::Checker;
use super::arguments::Param;
use super::constants::peel;
use super::digest;
use super::fields::Fields;
use super::names::Symbol;
use super::patterns;
use super::suggest::one_of;

/// The steps of `normalize`, by name.
const NORMALIZERS: &[&str] = &["strip", "upper", "lower", "digits", "alphanumeric"];

impl<'a> Checker<'a> {
    /// Lowers one identifier. Every key is checked, whatever is wrong with the others.
    pub(super) fn identifier(&mut self, symbol: &SymbolRef<'a>, fields: &Fields<'a>) -> Option<Identifier> {
        let annotations = self.item_annotations(symbol.item);
        let id =
            annotations.iter().find(|(name, _)| name == "id").and_then(|(_, values)| match values.first() {
                Some(Literal::Text(id)) => Some(id.clone()),
                _ => None,
            });
        let category = fields
            .value("category")
            .and_then(|value| self.choice(value, "`category`", "a category", CATEGORIES));
        let severity = self.severity(fields);
        let matched = fields.value("match").and_then(|value| self.patterns(value, "`match`"));
        let normalize = fields.value("normalize").map(|value| self.normalize(value));
        let validate = fields.value("validate").map(|value| self.validate(value));
        let confidence = fields.value("confidence").map(|value| self.confidence(value, "`confidence`"));
        let context = self.context_rows(fields.table("context"));
        let require = self.require_rows(fields.table("require"));
        let ignore = fields.value("ignore").map(|value| self.texts(value, "`ignore`"));
        let report = fields.value("report").map(|value| self.threshold(value));
        let redact = fields.value("redact").map(|value| self.redact(value));
        let matched = matched?;
        let mut identifier = Identifier {
            name: symbol.full.clone(),
            doc: doc(symbol.item),
            annotations: annotations.into_iter().filter(|(name, _)| name != "id").collect(),
            id: id.unwrap_or_else(|| symbol.full.clone()),
            category: category.unwrap_or(Category::Other),
            severity: severity?,
            patterns: patterns::bare(&matched),
            normalize: normalize.unwrap_or(Some(Vec::new()))?,
            validate: validate.map_or(Some(None), |validate| validate.map(Some))?,
            confidence: confidence.unwrap_or(Some(Confidence::DEFAULT))?,
            context: context?,
            require: require?,
            ignore: ignore.unwrap_or(Some(Vec::new()))?,
            report: report
                .unwrap_or(Some(Report { threshold: Confidence::DEFAULT_REPORT, strict: false }))?,
            redact: redact.unwrap_or(Some(Redact::All))?,
            digest: String::new(),
            span: symbol.name.span,
        };
        identifier.digest = digest::of(&identifier);
        self.lint_identifier(&identifier, &matched, fields);
        Some(identifier)
    }

    fn severity(&mut self, fields: &Fields<'a>) -> Option<SeverityScale> {
        if let Some(value) = fields.value("severity") {
            return self.choice(value, "`severity`", "a severity", SEVERITIES).map(SeverityScale::fixed);
        }
        let entries = fields.table("severity");
        if entries.is_empty() {
            return Some(SeverityScale::fixed(Severity::Medium));
        }
        let rows = self.rows("`severity`", entries);
        let mut steps: Vec<(u64, Severity, &Entry)> = Vec::new();
        for (key, value, entry) in rows {
            self.entry_annotations(entry);
            let least = self.occurrences(key);
            let severity = self.choice(value, "a row of `severity`", "a severity", SEVERITIES);
            if let (Some(least), Some(severity)) = (least, severity) {
                steps.push((least, severity, entry));
            }
        }
        if steps.len() < entries.len() {
            return None;
        }
        steps.sort_by_key(|(least, _, _)| *least);
        self.lint_severity(&steps);
        steps.dedup_by_key(|(least, _, _)| *least);
        Some(SeverityScale {
            steps: steps.into_iter().map(|(least, severity, _)| (least, severity)).collect(),
        })
    }

    /// `occurrences >= 50`
    fn occurrences(&mut self, key: &Expr) -> Option<u64> {
        if let ExprKind::Binary(left, op @ (BinaryOp::Ge | BinaryOp::Gt), _, right) = &peel(key).kind
            && matches!(&peel(left).kind, ExprKind::Name(name) if name == "occurrences")
        {
            let least = u64::from(*op == BinaryOp::Ge);
            let count = self.whole(right, "`occurrences`", least, 1_000_000_000)?;
            return Some(if *op == BinaryOp::Gt { count + 1 } else { count });
        }
        let found = Diagnostic::new(
            &types::NOT_HERE,
            "a row of `severity` asks for a number of occurrences",
            key.span,
            "not such a row",
        );
        self.report(found.help("write `occurrences >= 50 : high`; below the lowest row nothing is found"));
        None
    }

    fn normalize(&mut self, value: &Expr) -> Option<Vec<Normalize>> {
        let items = match &peel(value).kind {
            ExprKind::List(items) => items.as_slice(),
            _ => std::slice::from_ref(value),
        };
        let steps: Vec<Option<Normalize>> = items.iter().map(|item| self.normalizer(item)).collect();
        steps.into_iter().collect()
    }

    fn normalizer(&mut self, value: &Expr) -> Option<Normalize> {
        let inner = peel(value);
        let (name, span, args) = match &inner.kind {
            ExprKind::Name(name) => (name.as_str(), inner.span, None),
            ExprKind::Call(callee, args) => match &callee.kind {
                ExprKind::Name(name) => (name.as_str(), callee.span, Some(args)),
                _ => return self.no_normalizer(value),
            },
            _ => return self.no_normalizer(value),
        };
        if name == "strip" {
            let bound =
                self.bind("strip", &[("characters", true)], args.map_or(&[], Vec::as_slice), inner.span)?;
            let text = self.text(bound.first().copied().flatten()?, "`strip`")?;
            if text.value.is_empty() {
                let found = Diagnostic::new(
                    &types::BAD_ARGUMENT,
                    "`strip` is given no characters",
                    text.span,
                    "empty",
                );
                self.report(found.help("write the characters to take away: `strip(\" -\")`"));
                return None;
            }
            return Some(Normalize::Strip(text.value.clone()));
        }
        let step = match name {
            "upper" => Normalize::Upper,
            "lower" => Normalize::Lower,
            "digits" => Normalize::Digits,
            "alphanumeric" => Normalize::Alphanumeric,
            _ => {
                self.unknown_word("normalisation", name, span, NORMALIZERS.iter().copied());
                return None;
            }
        };
        if let Some(args) = args {
            self.bind(name, &[], args, inner.span)?;
        }
        Some(step)
    }

    fn no_normalizer(&mut self, value: &Expr) -> Option<Normalize> {
        self.mismatch(value, "`normalize`", &format!("a step: {}", one_of(NORMALIZERS.iter().copied())));
        None
    }

    /// `confidence >= 0.70`
    fn threshold(&mut self, value: &Expr) -> Option<Report> {
        let inner = peel(value);
        match &inner.kind {
            ExprKind::Binary(left, op @ (BinaryOp::Ge | BinaryOp::Gt), _, right) if matches!(&peel(left).kind, ExprKind::Name(name) if name == "confidence") =>
            {
                let threshold = self.confidence(right, "the threshold")?;
                Some(Report { threshold, strict: *op == BinaryOp::Gt })
            }
            _ => {
                let found = Diagnostic::new(
                    &types::NOT_HERE,
                    format!("`report` compares `confidence`, found {}", super::constants::describe(value)),
                    value.span,
                    "not such a comparison",
                );
                let text = self.sources.slice(inner.span).unwrap_or_default();
                let number = matches!(inner.kind, ExprKind::Number(_));
                let fixed = match &inner.kind {
                    ExprKind::Section(BinaryOp::Ge | BinaryOp::Gt, _) => Some(format!("confidence {text}")),
                    _ if number => Some(format!("confidence >= {text}")),
                    _ => None,
                };
                let found = found.help("write `report: confidence >= 0.70`");
                self.report(match fixed {
                    Some(fixed) => found.fix(format!("write `{fixed}`"), inner.span, fixed, Safety::Safe),
                    None => found,
                });
                None
            }
        }
    }

    fn redact(&mut self, value: &Expr) -> Option<Redact> {
        let inner = peel(value);
        const FORMS: [&str; 4] = ["all", "keep_last", "keep_first", "keep"];
        let (name, span, args) = match &inner.kind {
            ExprKind::Name(name) => (name.as_str(), inner.span, [].as_slice()),
            ExprKind::Call(callee, args) => match &callee.kind {
                ExprKind::Name(name) => (name.as_str(), callee.span, args.as_slice()),
                _ => ("", callee.span, args.as_slice()),
            },
            _ => {
                self.mismatch(value, "`redact`", "`all` or `keep_last(4)`");
                return None;
            }
        };
        let params: &[Param] = match name {
            "all" => &[],
            "keep_last" | "keep_first" => &[("count", true)],
            "keep" => &[("first", true), ("last", true)],
            _ => {
                self.unknown_word("redaction", name, span, FORMS.into_iter());
                return None;
            }
        };
        let bound = self.bind(name, params, args, inner.span)?;
        let mut counts = Vec::new();
        for ((param, _), value) in params.iter().zip(bound) {
            counts.push(self.small(value?, &format!("`{param}` of `{name}`"), 64)?);
        }
        Some(match (name, counts.as_slice()) {
            ("keep_last", [last]) => Redact::Keep { first: 0, last: *last },
            ("keep_first", [first]) => Redact::Keep { first: *first, last: 0 },
            ("keep", [first, last]) => Redact::Keep { first: *first, last: *last },
            _ => Redact::All,
        })
    }

    /// A whole number from 0 that fits 32 bits.
    pub(super) fn small(&mut self, value: &Expr, owner: &str, most: u32) -> Option<u32> {
        self.whole(value, owner, 0, u64::from(most)).and_then(|n| u32::try_from(n).ok())
    }
}

/// What lowering needs of a [`Symbol`], apart from the table that holds it.
#[derive(Debug)]
pub(super) struct SymbolRef<'a> {
    pub(super) kind: &'static crate::builtins::kinds::Kind,
    pub(super) item: &'a crate::syntax::Item,
    pub(super) decl: &'a crate::syntax::Decl,
    pub(super) name: &'a crate::syntax::Ident,
    pub(super) full: String,
    pub(super) file: usize,
}

impl<'a> From<&Symbol<'a>> for SymbolRef<'a> {
    fn from(symbol: &Symbol<'a>) -> Self {
        Self {
            kind: symbol.kind,
            item: symbol.item,
            decl: symbol.decl,
            name: symbol.name,
            full: symbol.full.clone(),
            file: symbol.file,
        }
    }
}

/// Its doc comment.
pub(super) fn doc(item: &crate::syntax::Item) -> String {
    item.doc.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
}
