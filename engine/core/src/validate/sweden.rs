//! Numbers of Sweden: the personal identity number. Digits only.

use super::{date, digits, luhn};

/// Personnummer: birth date, serial and a Luhn digit over the ten, with or without the century before; a
/// samordningsnummer adds 60 to the day (Folkbokföringslagen 1991:481, 18 §).
pub(super) fn personnummer(value: &str) -> bool {
    let short = match value.len() {
        12 if value.starts_with("18") || value.starts_with("19") || value.starts_with("20") => value.get(2..),
        10 => Some(value),
        _ => None,
    };
    let Some(d) = short.and_then(digits::exactly::<10>) else { return false };
    let [_, _, m1, m2, d1, d2, ..] = d;
    let day = u32::from(d1 * 10 + d2);
    date::month_day(u32::from(m1 * 10 + m2), if day > 60 { day - 60 } else { day })
        && short.is_some_and(luhn::luhn)
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::*;

    #[test]
    fn persons() {
        for valid in ["8112189876", "198112189876", "7010632391"] {
            assert!(personnummer(valid), "{valid}");
        }
        for invalid in ["", "8112189875", "8113189876", "811218987", "228112189876", "811218-9876"] {
            assert!(!personnummer(invalid), "{invalid}");
        }
        guards_every_digit(personnummer, "8112189876");
    }
}
