//! Numbers of Canada: the Social Insurance Number.

use super::{digits, luhn};

/// SIN: nine digits with a Luhn digit (ISO/IEC 7812-1). The first is 1 to 7 by province or 9 for temporary residents; 0 is
/// kept for examples and 8 for businesses (Service Canada, SIN code of practice).
pub(super) fn canada_sin(value: &str) -> bool {
    digits::exactly::<9>(value).is_some_and(|d| {
        let [first, ..] = d;
        matches!(first, 1..=7 | 9) && !digits::uniform(&d) && luhn::luhn(value)
    })
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::canada_sin;

    #[test]
    fn numbers() {
        assert!(canada_sin("130692544") && canada_sin("900000001"));
        // 046 454 286 is the number that guides print, because it starts with 0.
        for invalid in ["", "046454286", "800000002", "130692545", "13069254", "130-692-544"] {
            assert!(!canada_sin(invalid), "{invalid}");
        }
        guards_every_digit(canada_sin, "130692544");
    }
}
