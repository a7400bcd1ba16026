//! Pattern literals in rules: analysed one by one, under a budget for all.

use crate::codes::patterns;
use crate::diagnostic::Diagnostic;
use crate::pattern::{self, Analysis};
use crate::program::Pattern;
use crate::syntax::{Expr, ExprKind};

use super::Checker;
use super::constants::peel;

/// Automata of all patterns together, in bytes.
const ALL_AUTOMATA: usize = 64 << 20;

/// What a pattern costs besides its automaton: the tree that it is read into.
const OVERHEAD: usize = 2048;

impl Checker<'_> {
    /// A pattern literal.
    pub(super) fn pattern(&mut self, value: &Expr, owner: &str) -> Option<Analysis> {
        let inner = peel(value);
        let ExprKind::Regex(regex) = &inner.kind else {
            if let ExprKind::Text(text) = &inner.kind {
                self.quoted_pattern(inner, &text.value, owner);
            } else {
                self.mismatch(value, owner, "a pattern such as `/[0-9]{6}/`");
            }
            return None;
        };
        if self.automata > ALL_AUTOMATA {
            return None;
        }
        match pattern::analyse(&regex.pattern, &regex.flags, regex.pattern_span) {
            Ok(mut analysis) => {
                self.automata += analysis.cost + OVERHEAD;
                if self.automata > ALL_AUTOMATA {
                    let message = format!("the patterns need more than {} MiB together", ALL_AUTOMATA >> 20);
                    let found =
                        Diagnostic::new(&patterns::REGEX_TOO_BIG, message, inner.span, "this one is over it");
                    self.report(found.help(
                        "patterns after this one were not looked at; split the rules into several packs",
                    ));
                    return None;
                }
                for warning in analysis.warnings.drain(..) {
                    self.report(warning);
                }
                Some(analysis)
            }
            Err(found) => {
                // One that was too big has been built up to its limit, which is what takes the time.
                let built = found.iter().any(|found| found.code == &patterns::REGEX_TOO_BIG);
                self.automata += if built { pattern::MAX_AUTOMATON } else { OVERHEAD };
                found.into_iter().for_each(|found| self.report(found));
                None
            }
        }
    }

    /// A pattern or a list of patterns.
    pub(super) fn patterns(&mut self, value: &Expr, owner: &str) -> Option<Vec<Analysis>> {
        let ExprKind::List(items) = &peel(value).kind else {
            return self.pattern(value, owner).map(|pattern| vec![pattern]);
        };
        if items.is_empty() {
            let found = Diagnostic::new(
                &crate::codes::types::OUT_OF_RANGE,
                format!("{owner} holds no pattern"),
                value.span,
                "empty",
            );
            self.report(found.help("write at least one, such as `/[0-9]{6}/`"));
            return None;
        }
        let found: Vec<Option<Analysis>> = items.iter().map(|item| self.pattern(item, owner)).collect();
        found.into_iter().collect()
    }

    fn quoted_pattern(&mut self, value: &Expr, text: &str, owner: &str) {
        let written = format!("/{}/", text.replace('/', "\\/"));
        let found = Diagnostic::new(
            &crate::codes::types::TYPE_MISMATCH,
            format!("{owner} wants a pattern, found a text"),
            value.span,
            "expected a pattern",
        );
        self.report(found.help("a pattern stands between slashes").fix(
            format!("write `{written}`"),
            value.span,
            written,
            crate::diagnostic::Safety::Unsafe,
        ));
    }
}

/// Patterns alone.
pub(super) fn bare(analyses: &[Analysis]) -> Vec<Pattern> {
    analyses.iter().map(|analysis| analysis.pattern.clone()).collect()
}
