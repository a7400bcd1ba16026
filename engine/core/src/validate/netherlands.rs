//! Numbers of the Netherlands: the citizen service number. Digits only.

use super::digits;

/// BSN: nine digits, weights 9 to 2 and minus one, a multiple of eleven (the elfproef of the Belastingdienst).
pub(super) fn bsn(value: &str) -> bool {
    digits::exactly::<9>(value).is_some_and(|d| {
        // Ten is minus one modulo eleven.
        !digits::uniform(&d) && digits::weighted(&d, &[9, 8, 7, 6, 5, 4, 3, 2, 10]).is_multiple_of(11)
    })
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::*;

    #[test]
    fn citizens() {
        for valid in ["111222333", "123456782"] {
            assert!(bsn(valid), "{valid}");
        }
        for invalid in ["", "111222334", "000000000", "11122233"] {
            assert!(!bsn(invalid), "{invalid}");
        }
        guards_every_digit(bsn, "111222333");
    }
}
