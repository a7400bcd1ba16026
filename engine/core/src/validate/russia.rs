//! Numbers of Russia and Ukraine: taxpayers and insured. Digits only.

use super::digits;

/// ИНН: ten digits with one check digit or twelve with two; weighted sums modulo 11 and 10 (ФНС России).
pub(super) fn inn(value: &str) -> bool {
    let fits = |d: &[u8], weights: &[u32]| {
        d.get(weights.len()).is_some_and(|check| digits::weighted(d, weights) % 11 % 10 == u32::from(*check))
    };
    let organisation = digits::exactly::<10>(value)
        .is_some_and(|d| !digits::uniform(&d) && fits(&d, &[2, 4, 10, 3, 5, 9, 4, 6, 8]));
    let person = digits::exactly::<12>(value).is_some_and(|d| {
        !digits::uniform(&d)
            && fits(&d, &[7, 2, 4, 10, 3, 5, 9, 4, 6, 8])
            && fits(&d, &[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8])
    });
    organisation || person
}

/// СНИЛС: nine digits with weights 9 to 1, the sum modulo 101, 0 for a hundred.
pub(super) fn snils(value: &str) -> bool {
    digits::exactly::<11>(value).is_some_and(|d| {
        let [.., tens, units] = d;
        let sum = digits::weighted(&d, &[9, 8, 7, 6, 5, 4, 3, 2, 1]);
        !digits::uniform(&d) && sum % 101 % 100 == u32::from(tens * 10 + units)
    })
}

/// РНОКПП of Ukraine: days since 1900, serial, and a sum modulo 11 and 10 with weights -1, 5, 7, 9, 4, 6, 10, 5, 7.
pub(super) fn rnokpp(value: &str) -> bool {
    digits::exactly::<10>(value).is_some_and(|d| {
        let [.., check] = d;
        // Ten is minus one modulo eleven.
        let sum = digits::weighted(&d, &[10, 5, 7, 9, 4, 6, 10, 5, 7]);
        !digits::uniform(&d) && sum % 11 % 10 == u32::from(check)
    })
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::*;

    #[test]
    fn taxpayers_of_russia() {
        for valid in ["7707083893", "500100732259"] {
            assert!(inn(valid), "{valid}");
        }
        for invalid in ["", "7707083894", "500100732258", "0000000000", "770708389"] {
            assert!(!inn(invalid), "{invalid}");
        }
    }

    #[test]
    fn insured_of_russia() {
        assert!(snils("11223344595"));
        for invalid in ["", "11223344596", "00000000000", "1122334459"] {
            assert!(!snils(invalid), "{invalid}");
        }
    }

    #[test]
    fn taxpayers_of_ukraine() {
        assert!(rnokpp("1759013776"));
        for invalid in ["", "1759013777", "0000000000", "175901377"] {
            assert!(!rnokpp(invalid), "{invalid}");
        }
        guards_every_digit(rnokpp, "1759013776");
    }
}
