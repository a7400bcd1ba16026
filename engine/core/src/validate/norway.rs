//! Numbers of Norway: the birth number. Digits only.

use super::{date, digits};

/// Fødselsnummer: birth date, serial and two digits modulo 11; a D-nummer adds 40 to the day (Folkeregisterforskriften).
pub(super) fn fodselsnummer(value: &str) -> bool {
    digits::exactly::<11>(value).is_some_and(|d| {
        let [d1, d2, m1, m2, ..] = d;
        let day = u32::from(d1 * 10 + d2);
        date::month_day(u32::from(m1 * 10 + m2), if day > 40 { day - 40 } else { day })
            && digits::weighted(&d, &[3, 7, 6, 1, 8, 9, 4, 5, 2, 1]).is_multiple_of(11)
            && digits::weighted(&d, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)
    })
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::*;

    #[test]
    fn persons() {
        assert!(fodselsnummer("15108695088"));
        for invalid in ["", "15108695089", "15138695088", "1510869508", "00000000000"] {
            assert!(!fodselsnummer(invalid), "{invalid}");
        }
        guards_every_digit(fodselsnummer, "15108695088");
    }
}
