//! Numbers of the Republic of Korea: the resident registration number. Digits only.

use super::{date, digits};

/// Resident registration number: birth date, sex and century, serial. The last digit was modulo 11 of weights 2 to 9, 2 to 5;
/// from October 2020 it is random, so a later one is known by its date alone and is not accepted here.
pub(super) fn korea_resident(value: &str) -> bool {
    digits::exactly::<13>(value).is_some_and(|d| {
        let [.., check] = d;
        let sum = digits::weighted(&d, &[2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]);
        value.get(..6).is_some_and(date::yymmdd) && (11 - sum % 11) % 10 == u32::from(check)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn residents() {
        assert!(korea_resident("9710139019902"));
        for invalid in ["", "9710139019903", "9713139019902", "971013901990"] {
            assert!(!korea_resident(invalid), "{invalid}");
        }
    }
}
