//! Numbers of Portugal: the tax number. Digits only.

use super::digits;

/// NIF: nine digits, first by kind of taxpayer, weights 9 to 2, eleven minus the remainder and 0 for ten and eleven
/// (Decreto-Lei 14/2013).
pub(super) fn portugal_nif(value: &str) -> bool {
    digits::exactly::<9>(value).is_some_and(|d| {
        let [first, .., check] = d;
        let expected = match digits::weighted(&d, &[9, 8, 7, 6, 5, 4, 3, 2]) % 11 {
            0 | 1 => 0,
            remainder => 11 - remainder,
        };
        matches!(first, 1..=3 | 5..=9) && !digits::uniform(&d) && expected == u32::from(check)
    })
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::*;

    #[test]
    fn taxpayers() {
        for valid in ["123456789", "501964843"] {
            assert!(portugal_nif(valid), "{valid}");
        }
        for invalid in ["", "123456788", "423456789", "12345678"] {
            assert!(!portugal_nif(invalid), "{invalid}");
        }
        guards_every_digit(portugal_nif, "501964843");
    }
}
