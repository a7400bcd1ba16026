//! What a match must pass by its own text: `ignore`, `normalize`, `validate` and the allow lists.
//!
//! A match that falls here does not consume its text: the search goes on one character later, so that it cannot hide a
//! true match that begins inside it.

use std::borrow::Cow;
use std::collections::HashSet;

use sievert_lang::program::{self, Normalize};

use crate::automaton::Automaton;
use crate::rule::{Compiler, EngineError, Rule};

/// Why a match is not what its identifier looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Rejection {
    /// It holds this word.
    Ignored(String),
    /// It does not pass `validate`.
    Invalid,
    /// The allow list with this number holds it.
    Allowed(usize),
}

/// A compiled allow list.
#[derive(Debug)]
pub(crate) struct AllowList {
    pub(crate) name: String,
    /// In lower case.
    values: HashSet<String>,
    patterns: Vec<Automaton>,
}

impl AllowList {
    pub(crate) fn new(allow: &program::Allow, compiler: &Compiler<'_>) -> Result<Self, EngineError> {
        let patterns = allow.patterns.iter().map(|pattern| compiler.whole(pattern, &allow.name));
        Ok(Self {
            name: allow.name.clone(),
            values: allow.values.iter().map(|value| value.to_lowercase()).collect(),
            patterns: patterns.collect::<Result<_, _>>()?,
        })
    }

    fn holds(&self, text: &str) -> bool {
        (!self.values.is_empty() && self.values.contains(&text.to_lowercase()))
            || self.patterns.iter().any(|pattern| pattern.get().is_match(text))
    }
}

/// The normalised value of a match that passes.
pub(crate) fn admit<'t>(
    rule: &Rule,
    allows: &[AllowList],
    matched: &'t [u8],
) -> Result<Cow<'t, str>, Rejection> {
    if let Some(word) = rule.ignore.iter().find(|word| word.find(matched).is_some()) {
        return Err(Rejection::Ignored(String::from_utf8_lossy(word.needle()).into_owned()));
    }
    let text = String::from_utf8_lossy(matched);
    let value = normalise(&rule.normalize, text.clone());
    if rule.validate.as_ref().is_some_and(|validate| !validate.passes(&value)) {
        return Err(Rejection::Invalid);
    }
    let lists = rule.allows.iter().filter_map(|index| Some((*index, allows.get(*index)?)));
    for (index, list) in lists {
        if list.holds(&text) || list.holds(&value) {
            return Err(Rejection::Allowed(index));
        }
    }
    Ok(value)
}

/// Applies the steps in order.
pub(crate) fn normalise<'t>(steps: &[Normalize], text: Cow<'t, str>) -> Cow<'t, str> {
    steps.iter().fold(text, |text, step| match step {
        Normalize::Strip(characters) => keep(text, |c| !characters.contains(c)),
        Normalize::Digits => keep(text, |c| c.is_ascii_digit()),
        Normalize::Alphanumeric => keep(text, |c| c.is_ascii_alphanumeric()),
        Normalize::Upper => Cow::Owned(text.to_uppercase()),
        Normalize::Lower => Cow::Owned(text.to_lowercase()),
    })
}

fn keep<'t>(text: Cow<'t, str>, kept: impl Fn(char) -> bool) -> Cow<'t, str> {
    if text.chars().all(&kept) { text } else { Cow::Owned(text.chars().filter(|c| kept(*c)).collect()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_apply_in_order() {
        let steps = [Normalize::Strip(" -".into()), Normalize::Upper];
        assert_eq!(normalise(&steps, "de12-ab é".into()), "DE12ABÉ");
        assert_eq!(normalise(&[Normalize::Digits], "a1é2".into()), "12");
        assert_eq!(normalise(&[Normalize::Alphanumeric, Normalize::Lower], "A-é1".into()), "a1");
    }

    #[test]
    fn text_that_is_normal_is_not_copied() {
        assert!(matches!(normalise(&[Normalize::Digits], "123".into()), Cow::Borrowed("123")));
    }
}
