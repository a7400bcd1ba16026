//! Checks on the confirmed, normalised value of a match: checksums, structures, measures.
//!
//! [`lookup`] finds a check by the name that rules write; `sievert_lang::builtins::VALIDATORS` declares the same names with
//! their parameters, and a test holds both to be the same set. A check is total: any text has an answer, and none reads
//! further than the value it was given. Numeric checks accept digits only (separators are for `normalize` to strip);
//! letters are accepted in either case unless the standard says that case matters.

mod digits;
mod luhn;
mod runs;

use sievert_lang::program::Literal;

/// A check of a normalised value, given the arguments in their declared order, defaults filled in.
pub(crate) type Check = fn(value: &str, args: &[Literal]) -> bool;

/// The check that rules call `name`.
pub(crate) fn lookup(name: &str) -> Option<Check> {
    let at = CHECKS.binary_search_by_key(&name, |(name, _)| name).ok()?;
    CHECKS.get(at).map(|(_, check)| *check)
}

/// By name, sorted.
static CHECKS: &[(&str, Check)] = &[
    ("distinct", |value, args| runs::distinct(value, int(args, 0))),
    ("entropy", |value, args| runs::entropy(value, float(args, 0))),
    ("length", |value, args| runs::length(value, int(args, 0), int(args, 1))),
    ("luhn", |value, _| luhn::luhn(value)),
    ("repeated_digit", |value, _| runs::repeated_digit(value)),
    ("sequential", |value, _| runs::sequential(value)),
];

/// The argument at `at`, which the checker has found to be a whole number.
fn int(args: &[Literal], at: usize) -> i64 {
    match args.get(at) {
        Some(Literal::Int(number)) => *number,
        _ => 0,
    }
}

/// The argument at `at`, which the checker has found to be a number.
#[expect(clippy::cast_precision_loss, reason = "a threshold written by a person is far below 2^53")]
fn float(args: &[Literal], at: usize) -> f64 {
    match args.get(at) {
        Some(Literal::Float(number)) => *number,
        Some(Literal::Int(number)) => *number as f64,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use sievert_lang::builtins::VALIDATORS;

    use super::*;

    #[test]
    fn the_language_and_the_engine_know_the_same_checks() {
        let declared: Vec<&str> = VALIDATORS.iter().map(|validator| validator.name).collect();
        let registered: Vec<&str> = CHECKS.iter().map(|(name, _)| *name).collect();
        assert_eq!(declared, registered);
        assert!(registered.is_sorted(), "both tables are sorted by name");
    }

    #[test]
    fn finds_by_name() {
        assert!(lookup("luhn").is_some_and(|check| check("49927398716", &[])));
        assert!(lookup("").is_none());
        assert!(lookup("luhm").is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn every_check_is_total(value in prop_oneof![".{0,40}", "[0-9]{0,24}", "[A-Za-z0-9]{0,40}", "[0-9A-Z<^=%;?.-]{0,80}"]) {
            for (_, check) in CHECKS {
                let _ = check(&value, &[]);
                let _ = check(&value, &[Literal::Int(1), Literal::Int(i64::MAX)]);
            }
        }
    }
}
