//! Numbers of Poland: PESEL of persons, NIP and REGON of taxpayers and businesses. Digits only.

use super::{date, digits};

/// PESEL: eleven digits. The month carries the century (80 for 1800, 20 for 2000), the last digit is a sum modulo 10 with
/// weights 1, 3, 7, 9 (Ustawa o ewidencji ludności, article 15).
pub(super) fn pesel(value: &str) -> bool {
    digits::exactly::<11>(value).is_some_and(|d| {
        let [_, _, m1, m2, d1, d2, ..] = d;
        let month = u32::from(m1 * 10 + m2) % 20;
        date::month_day(month, u32::from(d1 * 10 + d2))
            && digits::weighted(&d, &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]).is_multiple_of(10)
    })
}

/// NIP: ten digits, weights 6, 5, 7, 2, 3, 4, 5, 6, 7, the remainder by eleven is the last and never ten.
pub(super) fn nip(value: &str) -> bool {
    digits::exactly::<10>(value).is_some_and(|d| {
        let [first, .., check] = d;
        first != 0
            && !digits::uniform(&d)
            && digits::weighted(&d, &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == u32::from(check)
    })
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::*;

    #[test]
    fn persons() {
        for valid in ["44051401359", "02070803628"] {
            assert!(pesel(valid), "{valid}");
        }
        for invalid in ["", "44051401358", "44151401359", "4405140135", "440514-01359"] {
            assert!(!pesel(invalid), "{invalid}");
        }
        guards_every_digit(pesel, "44051401359");
    }

    #[test]
    fn taxpayers() {
        for valid in ["5260001246", "1234563218"] {
            assert!(nip(valid), "{valid}");
        }
        for invalid in ["", "5260001247", "0000000000", "526000124"] {
            assert!(!nip(invalid), "{invalid}");
        }
        guards_every_digit(nip, "5260001246");
    }
}
