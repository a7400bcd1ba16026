//! Personal codes of the Baltic states. Digits only.

use super::{date, digits};

/// Isikukood of Estonia and asmens kodas of Lithuania: sex and century, birth date, serial, and a digit modulo 11 with weights
/// 1 to 9, 1 or, for ten, 3 to 9, 1 to 3 (EVS 585:2007).
pub(super) fn isikukood(value: &str) -> bool {
    digits::exactly::<11>(value).is_some_and(|d| {
        let [century, _, _, m1, m2, d1, d2, .., check] = d;
        let first = digits::weighted(&d, &[1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
        let second = digits::weighted(&d, &[3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11 % 10;
        (1..=8).contains(&century)
            && date::month_day(u32::from(m1 * 10 + m2), u32::from(d1 * 10 + d2))
            && u32::from(check) == if first == 10 { second } else { first }
    })
}

/// Personas kods of Latvia: birth date, century, serial and a check modulo 11; since 2017 a number that begins with 32 and
/// carries nothing (Fizisko personu reģistra likums).
pub(super) fn personas_kods(value: &str) -> bool {
    digits::exactly::<11>(value).is_some_and(|d| {
        let [d1, d2, m1, m2, _, _, century, .., check] = d;
        let sum = digits::weighted(&d, &[10, 5, 8, 4, 2, 1, 6, 3, 7, 9]);
        let dated = century <= 2
            && date::month_day(u32::from(m1 * 10 + m2), u32::from(d1 * 10 + d2))
            && (1 + sum) % 11 % 10 == u32::from(check);
        (d1 == 3 && d2 == 2 && value.bytes().skip(2).any(|byte| byte != b'0')) || dated
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_of_estonia_and_lithuania() {
        for valid in ["37605030299", "33309240064"] {
            assert!(isikukood(valid), "{valid}");
        }
        for invalid in ["", "37605030298", "07605030299", "37613030299", "3760503029"] {
            assert!(!isikukood(invalid), "{invalid}");
        }
    }

    #[test]
    fn persons_of_latvia() {
        for valid in ["16117519997", "32673112345"] {
            assert!(personas_kods(valid), "{valid}");
        }
        for invalid in ["", "16117519996", "16137519997", "1611751999", "32000000000"] {
            assert!(!personas_kods(invalid), "{invalid}");
        }
    }
}
