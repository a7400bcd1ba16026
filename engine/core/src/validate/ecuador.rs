//! Numbers of Ecuador: the identity card. Digits only.

use super::{digits, luhn};

/// Cédula: province 01 to 24 or 30, a digit below 6, serial, and a Luhn digit (Registro Civil).
pub(super) fn ecuador_id(value: &str) -> bool {
    digits::exactly::<10>(value).is_some_and(|d| {
        let [p1, p2, third, ..] = d;
        matches!(p1 * 10 + p2, 1..=24 | 30) && third < 6 && luhn::luhn(value)
    })
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::*;

    #[test]
    fn persons() {
        assert!(ecuador_id("1714307103"));
        for invalid in ["", "1714307104", "2514307103", "1764307103", "171430710"] {
            assert!(!ecuador_id(invalid), "{invalid}");
        }
        guards_every_digit(ecuador_id, "1714307103");
    }
}
