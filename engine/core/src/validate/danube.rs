//! Numbers of Austria, Czechia, Slovakia, Hungary and Switzerland. Digits only.

use super::{date, digits};

/// Sozialversicherungsnummer of Austria: a serial, a digit modulo 11, and the birth date, whose month may be 13 to 15 where
/// numbers of a day ran out.
pub(super) fn svnr(value: &str) -> bool {
    digits::exactly::<10>(value).is_some_and(|d| {
        let [first, _, _, check, d1, d2, m1, m2, ..] = d;
        let (month, day) = (u32::from(m1 * 10 + m2), u32::from(d1 * 10 + d2));
        let sum = digits::weighted(&d, &[3, 7, 9, 0, 5, 8, 4, 2, 1, 6]);
        first != 0 && (1..=15).contains(&month) && (1..=31).contains(&day) && sum % 11 == u32::from(check)
    })
}

/// Rodné číslo of Czechia and Slovakia since 1954: birth date (month plus 50 for women, plus 20 where numbers ran out), serial,
/// and a digit that makes the whole a multiple of eleven; until 1985 ten was written as 0.
pub(super) fn rodne_cislo(value: &str) -> bool {
    let Some(number) = digits::number(value).filter(|_| value.len() == 10) else { return false };
    let (body, check) = (number / 10, number % 10);
    let month = number / 1_000_000 % 100 % 50;
    let month = if month > 20 { month - 20 } else { month };
    let day = number / 10_000 % 100;
    let month_day = u32::try_from(month).ok().zip(u32::try_from(day).ok());
    month_day.is_some_and(|(month, day)| date::month_day(month, day)) && body % 11 % 10 == check
}

/// Adóazonosító jel of Hungary: 8, days since 1867, serial, and the sum of digit times place modulo 11 (1996. évi XX.
/// törvény).
pub(super) fn hungary_tax(value: &str) -> bool {
    digits::exactly::<10>(value).is_some_and(|d| {
        let [first, .., check] = d;
        first == 8 && digits::weighted(&d, &[1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11 == u32::from(check)
    })
}

/// AHV number of Switzerland and Liechtenstein: 756, nine digits, the check digit of EAN-13 (Art. 50c AHVG).
pub(super) fn ahv(value: &str) -> bool {
    value.starts_with("756")
        && digits::exactly::<13>(value).is_some_and(|d| {
            digits::weighted(&d, &[1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]).is_multiple_of(10)
        })
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::*;

    #[test]
    fn insured_of_austria() {
        assert!(svnr("1237010180"));
        for invalid in ["", "2237010180", "0237010180", "1237321380", "123701018"] {
            assert!(!svnr(invalid), "{invalid}");
        }
    }

    #[test]
    fn persons_of_czechia_and_slovakia() {
        for valid in ["7103192745", "8001011238"] {
            assert!(rodne_cislo(valid), "{valid}");
        }
        for invalid in ["", "7103192746", "7113192745", "710319274", "7103322745"] {
            assert!(!rodne_cislo(invalid), "{invalid}");
        }
    }

    #[test]
    fn taxpayers_of_hungary() {
        assert!(hungary_tax("8071592153"));
        for invalid in ["", "8071592154", "7071592153", "807159215"] {
            assert!(!hungary_tax(invalid), "{invalid}");
        }
        guards_every_digit(hungary_tax, "8071592153");
    }

    #[test]
    fn insured_of_switzerland() {
        assert!(ahv("7569217076985"));
        for invalid in ["", "7569217076986", "7559217076985", "756921707698"] {
            assert!(!ahv(invalid), "{invalid}");
        }
        guards_every_digit(ahv, "7569217076985");
    }
}
