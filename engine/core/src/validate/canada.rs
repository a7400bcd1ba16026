//! Numbers of Canada: the Social Insurance Number and the health number of British Columbia.

use super::{digits, luhn};

/// SIN: nine digits with a Luhn digit (ISO/IEC 7812-1). The first is 1 to 7 by province or 9 for temporary residents; 0 is
/// kept for examples and 8 for businesses (Service Canada, SIN code of practice).
pub(super) fn canada_sin(value: &str) -> bool {
    digits::exactly::<9>(value).is_some_and(|d| {
        let [first, ..] = d;
        matches!(first, 1..=7 | 9) && !digits::uniform(&d) && luhn::luhn(value)
    })
}

/// Personal Health Number of British Columbia: ten digits, first 9, the last modulo 11 over the eight between with the powers
/// of two as weights (BC Ministry of Health, PHN validation).
pub(super) fn bc_health(value: &str) -> bool {
    digits::exactly::<10>(value).is_some_and(|d| {
        let [first, body @ .., check] = &d;
        let remainder = digits::weighted(body, &[2, 4, 8, 5, 10, 9, 7, 3]) % 11;
        *first == 9 && !digits::uniform(&d) && remainder > 1 && u32::from(*check) == 11 - remainder
    })
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::{bc_health, canada_sin};

    #[test]
    fn numbers() {
        assert!(canada_sin("130692544") && canada_sin("900000001"));
        // 046 454 286 is the number that guides print, because it starts with 0.
        for invalid in ["", "046454286", "800000002", "130692545", "13069254", "130-692-544"] {
            assert!(!canada_sin(invalid), "{invalid}");
        }
        guards_every_digit(canada_sin, "130692544");
    }

    #[test]
    fn health_numbers() {
        assert!(bc_health("9698658215"));
        for invalid in ["", "9698658216", "1698658215", "9999999999", "969865821", "9698 658 215"] {
            assert!(!bc_health(invalid), "{invalid}");
        }
        guards_every_digit(bc_health, "9698658215");
    }
}
