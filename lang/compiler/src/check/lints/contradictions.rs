//! W0204: keys of one identifier that contradict each other.

use regex_syntax::hir::{Class, Hir, HirKind};

use crate::codes::logic;
use crate::diagnostic::Diagnostic;
use crate::pattern::Analysis;
use crate::program::{Identifier, Redact, Validate};
use crate::source::Span;

use super::super::Checker;
use super::super::fields::Fields;

/// Validators that need digits to look at.
const NEED_DIGITS: &[&str] =
    &["luhn", "verhoeff", "damm", "iban", "aadhaar", "nhs", "repeated_digit", "sequential"];

impl<'a> Checker<'a> {
    /// `keep_last(4)` on a pattern whose longest match has seven characters: a sample shows at most half.
    pub(super) fn lint_redaction(
        &mut self,
        identifier: &Identifier,
        matched: &[Analysis],
        fields: &Fields<'a>,
    ) {
        let Redact::Keep { first, last } = identifier.redact else { return };
        let Some(field) = fields.get("redact") else { return };
        let shown = first.saturating_add(last) as usize;
        let longest = matched.iter().map(|analysis| analysis.pattern.max_len).max().unwrap_or(0);
        if shown == 0 || longest >= shown.saturating_mul(2) {
            return;
        }
        let message = format!(
            "`redact` keeps {shown} of at most {longest} characters, and never more than half are shown"
        );
        let mut found = Diagnostic::new(&logic::CONTRADICTORY, message, field.entry.span, "cannot be kept");
        if let Some(pattern) = fields.get("match") {
            found = found.label(pattern.entry.span, format!("matches at most {longest} bytes"));
        }
        self.report(found.help(format!("keep at most {}", longest / 2)));
    }

    /// A check of digits on a pattern that admits none.
    pub(super) fn lint_validation(
        &mut self,
        identifier: &Identifier,
        matched: &[Analysis],
        fields: &Fields<'a>,
    ) {
        let Some(validate) = &identifier.validate else { return };
        let Some((name, span)) = needs_digits(validate) else { return };
        if matched.iter().any(|analysis| admits_digit(&analysis.hir)) {
            return;
        }
        let message = format!("`{name}` looks at digits, and the pattern admits none");
        let mut found = Diagnostic::new(&logic::CONTRADICTORY, message, span, "never holds");
        if let Some(pattern) = fields.get("match") {
            found = found.label(pattern.entry.span, "no digit in here");
        }
        self.report(found.help("mend the pattern, or choose another validator"));
    }
}

/// The first validator that must hold and needs digits.
fn needs_digits(validate: &Validate) -> Option<(&'static str, Span)> {
    match validate {
        Validate::Check { name, span, .. } => NEED_DIGITS.contains(name).then_some((*name, *span)),
        Validate::All(all) => all.iter().find_map(needs_digits),
        Validate::Any(_) | Validate::Not(_) => None,
    }
}

fn admits_digit(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => false,
        HirKind::Literal(literal) => literal.0.iter().any(u8::is_ascii_digit),
        HirKind::Class(Class::Unicode(class)) => {
            class.iter().any(|range| range.start() <= '9' && range.end() >= '0')
        }
        HirKind::Class(Class::Bytes(class)) => {
            class.iter().any(|range| range.start() <= b'9' && range.end() >= b'0')
        }
        HirKind::Repetition(repetition) => admits_digit(&repetition.sub),
        HirKind::Capture(capture) => admits_digit(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().any(admits_digit),
    }
}

#[cfg(test)]
mod tests {
    use super::NEED_DIGITS;
    use crate::builtins::VALIDATORS;

    #[test]
    fn all_of_them_exist() {
        for name in NEED_DIGITS {
            assert!(VALIDATORS.iter().any(|validator| validator.name == *name), "{name}");
        }
    }
}
