//! Numbers of the countries between the Adriatic and the Black Sea. Digits only.

use super::{date, digits, luhn};

/// ЕГН of Bulgaria: birth date (month plus 20 before 1900, plus 40 from 2000), serial, and a sum modulo 11 and 10 with the
/// powers of two as weights.
pub(super) fn egn(value: &str) -> bool {
    digits::exactly::<10>(value).is_some_and(|d| {
        let [_, _, m1, m2, d1, d2, .., check] = d;
        let month = u32::from(m1 * 10 + m2);
        month <= 52
            && date::month_day(month % 20, u32::from(d1 * 10 + d2))
            && digits::weighted(&d, &[2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10 == u32::from(check)
    })
}

/// CNP of Romania: sex and century, birth date, county 01 to 52 (or 70), serial, and a sum modulo 11 with 279146358279 as
/// weights, 1 for ten (Ordonanța de urgență 97/2005).
pub(super) fn cnp(value: &str) -> bool {
    digits::exactly::<13>(value).is_some_and(|d| {
        let [sex, _, _, m1, m2, d1, d2, c1, c2, .., check] = d;
        let expected = match digits::weighted(&d, &[2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11 {
            10 => 1,
            remainder => remainder,
        };
        sex != 0
            && date::month_day(u32::from(m1 * 10 + m2), u32::from(d1 * 10 + d2))
            && matches!(c1 * 10 + c2, 1..=52 | 70)
            && expected == u32::from(check)
    })
}

/// JMBG of Serbia, Bosnia, Montenegro and North Macedonia, EMŠO of Slovenia: day, month, three digits of the year, region,
/// serial, and eleven minus a sum with weights 7 to 2 twice.
pub(super) fn jmbg(value: &str) -> bool {
    digits::exactly::<13>(value).is_some_and(|d| {
        let [d1, d2, m1, m2, y1, .., check] = d;
        let expected = match digits::weighted(&d, &[7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11 {
            0 => 0,
            remainder => 11 - remainder,
        };
        date::month_day(u32::from(m1 * 10 + m2), u32::from(d1 * 10 + d2))
            && matches!(y1, 0 | 8 | 9)
            && expected == u32::from(check)
    })
}

/// ΑΜΚΑ of Greece: day, month, year, serial and a Luhn digit (Νόμος 3655/2008).
pub(super) fn amka(value: &str) -> bool {
    digits::exactly::<11>(value).is_some_and(|d| {
        let [d1, d2, m1, m2, ..] = d;
        date::month_day(u32::from(m1 * 10 + m2), u32::from(d1 * 10 + d2)) && luhn::luhn(value)
    })
}

/// ΑΦΜ of Greece: nine digits, the last a sum modulo 11 and 10 with the powers of two from 256 as weights.
pub(super) fn afm(value: &str) -> bool {
    digits::exactly::<9>(value).is_some_and(|d| {
        let [.., check] = d;
        !digits::uniform(&d)
            && digits::weighted(&d, &[256, 128, 64, 32, 16, 8, 4, 2]) % 11 % 10 == u32::from(check)
    })
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::*;

    #[test]
    fn persons_of_bulgaria() {
        assert!(egn("7523169263"));
        for invalid in ["", "7523169264", "7513169263", "752316926", "0000000000"] {
            assert!(!egn(invalid), "{invalid}");
        }
        guards_every_digit(egn, "7523169263");
    }

    #[test]
    fn persons_of_romania() {
        assert!(cnp("1630615123457"));
        for invalid in
            ["", "1630615123458", "0630615123457", "1631315123457", "1630615993457", "163061512345"]
        {
            assert!(!cnp(invalid), "{invalid}");
        }
    }

    #[test]
    fn persons_of_the_successors_of_yugoslavia() {
        assert!(jmbg("0101006500006"));
        for invalid in ["", "0101006500007", "0113006500006", "0101506500006", "010100650000"] {
            assert!(!jmbg(invalid), "{invalid}");
        }
        guards_every_digit(jmbg, "0101006500006");
    }

    #[test]
    fn insured_of_greece() {
        assert!(amka("01013099997"));
        for invalid in ["", "01013099998", "01133099997", "0101309999"] {
            assert!(!amka(invalid), "{invalid}");
        }
        guards_every_digit(amka, "01013099997");
    }

    #[test]
    fn taxpayers_of_greece() {
        assert!(afm("094259216"));
        for invalid in ["", "094259217", "000000000", "09425921"] {
            assert!(!afm(invalid), "{invalid}");
        }
    }
}
