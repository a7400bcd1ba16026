//! Numbers of South Africa: the identity number. Digits only.

use super::{date, digits, luhn};

/// Identity number: birth date, serial by sex, citizenship 0 to 2, a digit, and a Luhn digit (Identification Act 68 of 1997).
pub(super) fn south_africa_id(value: &str) -> bool {
    digits::exactly::<13>(value).is_some_and(|d| {
        let [_, _, _, _, _, _, _, _, _, _, citizenship, _, _] = d;
        value.get(..6).is_some_and(date::yymmdd) && citizenship <= 2 && luhn::luhn(value)
    })
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::*;

    #[test]
    fn persons() {
        assert!(south_africa_id("7503305044089"));
        for invalid in ["", "7503305044088", "7513305044089", "7503305044989", "750330504408"] {
            assert!(!south_africa_id(invalid), "{invalid}");
        }
        guards_every_digit(south_africa_id, "7503305044089");
    }
}
