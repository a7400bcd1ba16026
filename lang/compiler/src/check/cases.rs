//! `test`: rows of input and expectation.

use crate::builtins::{MISS_REASONS, VALIDATORS};
use crate::codes::types;
use crate::diagnostic::Diagnostic;
use crate::program::{Compare, Expect, IdentifierId, Test, TestCase, TestInput, Validate};
use crate::source::Span;
use crate::syntax::{Arg, BinaryOp, Decl, Expr, ExprKind, Item, Name};

use super::Checker;
use super::constants::{describe, peel};

impl<'a> Checker<'a> {
    pub(super) fn test(&mut self, item: &'a Item, decl: &'a Decl) -> Option<Test> {
        self.item_annotations(item);
        let kind = crate::builtins::kinds::kind("test")?;
        self.outline(kind, decl);
        let target = decl.target.as_ref().and_then(|target| {
            let parts: Vec<_> = target.parts.iter().map(|part| (part.text.as_str(), part.span)).collect();
            let symbol = self.resolve(&parts, crate::builtins::kinds::kind("identifier")?)?;
            self.names.symbols.get(symbol).map(|symbol| IdentifierId(symbol.index))
        });
        let mut cases = Vec::new();
        for (key, value, entry) in self.rows("a test", &decl.entries) {
            self.entry_annotations(entry);
            let input = self.test_input(key);
            let expect = self.expectation(value);
            if let (Some(Expect::Miss { because: Some(reason) }), Some(target)) = (&expect, target) {
                self.lint_reason(reason, target, value.span);
            }
            if let (Some(input), Some(expect)) = (input, expect) {
                cases.push(TestCase { input, expect, span: entry.span });
            }
        }
        let (title, span) = match &decl.name {
            Some(Name::Title(title)) => (title.value.clone(), title.span),
            Some(Name::Path(path)) => (super::header::dotted(path), path.span),
            None => (String::new(), decl.kind.span),
        };
        let package = self.names.scopes.get(self.file).map_or("", |scope| scope.package.as_str());
        let name = if title.is_empty() { package.to_owned() } else { format!("{package}: {title}") };
        Some(Test { name, target: target?, cases, span })
    }

    fn test_input(&mut self, key: &Expr) -> Option<TestInput> {
        let inner = peel(key);
        match &inner.kind {
            ExprKind::Text(text) => Some(TestInput { text: text.value.clone(), ..TestInput::default() }),
            ExprKind::Call(callee, args) => {
                let ExprKind::Name(form) = &callee.kind else { return self.no_input(inner) };
                let params: &[_] = match form.as_str() {
                    "column" => &[("header", true), ("value", true)],
                    "field" => &[("path", true), ("value", true)],
                    "file" => &[("path", true), ("text", true)],
                    _ => {
                        self.unknown_word(
                            "input",
                            form,
                            callee.span,
                            ["column", "field", "file"].into_iter(),
                        );
                        return None;
                    }
                };
                let bound = self.bind(form, params, args, inner.span)?;
                let [Some(place), Some(value)] = bound.as_slice() else { return None };
                let owner = format!("`{form}`");
                let place = self.text(place, &owner);
                if form == "file" {
                    // What lies in the file may itself be a column or a field.
                    let mut input = self.test_input(value)?;
                    input.file = Some(place?.value.clone());
                    return Some(input);
                }
                let text = self.text(value, &owner);
                let (place, text) = (place?, text?.value.clone());
                if form == "column" {
                    return Some(TestInput {
                        text,
                        column: Some(place.value.clone()),
                        ..TestInput::default()
                    });
                }
                match json_path(&place.value) {
                    Some(field) => Some(TestInput { text, field, ..TestInput::default() }),
                    None => {
                        let message = format!("`{}` is not a path to a field", place.value);
                        let found = Diagnostic::new(&types::BAD_ARGUMENT, message, place.span, "not a path");
                        self.report(found.help("write it from the root: `$.person.ssn`, `$.rows[0].ssn`"));
                        None
                    }
                }
            }
            _ => self.no_input(inner),
        }
    }

    fn no_input(&mut self, key: &Expr) -> Option<TestInput> {
        let message = format!("a row of a test starts with what is scanned, found {}", describe(key));
        let found = Diagnostic::new(&types::NOT_HERE, message, key.span, "not an input");
        self.report(found.help("write a text, `column(\"header\", \"value\")`, `field(\"$.a.b\", \"value\")` or `file(\"path\", \"text\")`"));
        None
    }

    fn expectation(&mut self, value: &Expr) -> Option<Expect> {
        let inner = peel(value);
        let (name, span, args): (_, _, &[Arg]) = match &inner.kind {
            ExprKind::Name(name) => (name.as_str(), inner.span, &[]),
            ExprKind::Call(callee, args) => match &callee.kind {
                ExprKind::Name(name) => (name.as_str(), callee.span, args),
                _ => ("", callee.span, &[]),
            },
            _ => {
                let message =
                    format!("a row of a test ends in what must come out, found {}", describe(value));
                let found = Diagnostic::new(&types::NOT_HERE, message, value.span, "not an expectation");
                self.report(found.help("write `hit`, `hit(count: 1)`, `miss` or `miss(because: luhn)`"));
                return None;
            }
        };
        match name {
            "hit" => self.hit(args, inner),
            "miss" => {
                let bound = self.bind("miss", &[("because", false)], args, inner.span)?;
                match bound.first().copied().flatten() {
                    None => Some(Expect::Miss { because: None }),
                    Some(reason) => {
                        self.reason(reason).map(|because| Expect::Miss { because: Some(because) })
                    }
                }
            }
            _ => {
                self.unknown_word("expectation", name, span, ["hit", "miss"].into_iter());
                None
            }
        }
    }

    fn hit(&mut self, args: &[Arg], call: &Expr) -> Option<Expect> {
        let params = [("count", false), ("value", false), ("confidence", false), ("severity", false)];
        let bound = self.bind("hit", &params, args, call.span)?;
        let [count, value, confidence, severity] = bound.as_slice() else { return None };
        let count = count.map(|count| self.whole(count, "`count` of `hit`", 1, 1_000_000));
        let text = value.map(|value| self.text(value, "`value` of `hit`").map(|text| text.value.clone()));
        let confidence = confidence.map(|confidence| self.expected_confidence(confidence));
        let severity = severity.map(|severity| {
            self.choice(severity, "`severity` of `hit`", "a severity", crate::builtins::schema::SEVERITIES)
        });
        Some(Expect::Hit {
            count: count.map_or(Some(None), |count| count.map(Some))?,
            value: text.map_or(Some(None), |text| text.map(Some))?,
            confidence: confidence.map_or(Some(None), |confidence| confidence.map(Some))?,
            severity: severity.map_or(Some(None), |severity| severity.map(Some))?,
        })
    }

    /// `>= 0.7`, or `0.7` for exactly so much.
    fn expected_confidence(&mut self, value: &Expr) -> Option<(Compare, crate::program::Confidence)> {
        let inner = peel(value);
        let (compare, number) = match &inner.kind {
            ExprKind::Section(op, number) => (compare(*op)?, &**number),
            _ => (Compare::Eq, inner),
        };
        self.confidence(number, "`confidence` of `hit`").map(|confidence| (compare, confidence))
    }

    /// A miss because of a validator that the identifier does not have would never come true.
    fn lint_reason(&mut self, reason: &str, target: IdentifierId, span: Span) {
        if MISS_REASONS.contains(&reason) || self.out.has_errors() {
            return;
        }
        let Some(identifier) = self.program.identifiers.get(target.0 as usize) else { return };
        let mut names = Vec::new();
        if let Some(validate) = &identifier.validate {
            validators(validate, &mut names);
        }
        if names.contains(&reason) {
            return;
        }
        let message = format!("`{}` does not validate by `{reason}`", identifier.name);
        let help = match names.as_slice() {
            [] => "it has no `validate`".to_owned(),
            names => format!("it validates by {}", super::suggest::all_of(names.iter().copied())),
        };
        let found = Diagnostic::new(&types::UNKNOWN_CASE, message, span, "never the reason");
        self.report(found.help(help));
    }

    fn reason(&mut self, value: &Expr) -> Option<String> {
        let inner = peel(value);
        let word = match &inner.kind {
            ExprKind::Name(name) => name,
            ExprKind::Text(text) => &text.value,
            _ => {
                self.mismatch(value, "`because`", "the name of a validator or of a reason");
                return None;
            }
        };
        let known = || MISS_REASONS.iter().copied().chain(VALIDATORS.iter().map(|validator| validator.name));
        if known().any(|name| name == word) {
            return Some(word.clone());
        }
        let message = format!("`{word}` is no reason for a miss");
        let mut found = Diagnostic::new(&types::UNKNOWN_CASE, message, inner.span, "not a reason");
        let near = self.near_word(word, known());
        let reasons = super::suggest::one_of(MISS_REASONS.iter().copied());
        found = match near {
            Some(near) => found.help(format!("did you mean `{near}`?")).fix(
                format!("write `{near}`"),
                inner.span,
                near,
                crate::diagnostic::Safety::Safe,
            ),
            None => found.help(format!("it is a validator of the identifier, or {reasons}")),
        };
        self.report(found);
        None
    }
}

/// The names of all validators in a validation.
fn validators<'v>(validate: &'v Validate, names: &mut Vec<&'v str>) {
    match validate {
        Validate::Check { name, .. } => names.push(name),
        Validate::All(parts) | Validate::Any(parts) => parts.iter().for_each(|part| validators(part, names)),
        Validate::Not(inner) => validators(inner, names),
    }
}

/// A comparison operator; `None` for any other.
pub(super) fn compare(op: BinaryOp) -> Option<Compare> {
    Some(match op {
        BinaryOp::Eq => Compare::Eq,
        BinaryOp::Ne => Compare::Ne,
        BinaryOp::Lt => Compare::Lt,
        BinaryOp::Le => Compare::Le,
        BinaryOp::Gt => Compare::Gt,
        BinaryOp::Ge => Compare::Ge,
        _ => return None,
    })
}

/// The names on `$.a.b[0].c`, outermost first.
fn json_path(path: &str) -> Option<Vec<String>> {
    let rest = path.strip_prefix('$')?.strip_prefix('.')?;
    let mut names = Vec::new();
    for part in rest.split('.') {
        let (name, indices) = part.split_once('[').map_or((part, None), |(name, rest)| (name, Some(rest)));
        let indices_good = indices.is_none_or(|indices| {
            indices.strip_suffix(']').is_some_and(|inner| {
                inner.split("][").all(|index| !index.is_empty() && index.bytes().all(|b| b.is_ascii_digit()))
            })
        });
        if name.is_empty() || !indices_good {
            return None;
        }
        names.push(name.to_owned());
    }
    Some(names)
}

#[cfg(test)]
mod tests {
    use super::json_path;

    #[test]
    fn paths_keep_names_and_drop_indices() {
        assert_eq!(json_path("$.rows[0][12].ssn"), Some(vec!["rows".to_owned(), "ssn".to_owned()]));
        for wrong in ["", "$", "$.", "ssn", "$..a", "$.a[", "$.a[x]", "$.[0]"] {
            assert_eq!(json_path(wrong), None, "{wrong}");
        }
    }
}
