//! Numbers of Israel: the identity number. Digits only.

use super::{digits, luhn};

/// Teudat zehut: nine digits with a Luhn digit; leading zeroes may be missing.
pub(super) fn teudat_zehut(value: &str) -> bool {
    matches!(value.len(), 8 | 9)
        && luhn::luhn(value)
        && digits::number(value).is_some_and(|number| number > 99_999)
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::*;

    #[test]
    fn persons() {
        for valid in ["039337423", "39337423"] {
            assert!(teudat_zehut(valid), "{valid}");
        }
        for invalid in ["", "039337424", "000000000", "3933742", "0393374233"] {
            assert!(!teudat_zehut(invalid), "{invalid}");
        }
        guards_every_digit(teudat_zehut, "039337423");
    }
}
