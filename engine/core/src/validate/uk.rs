//! Numbers of the United Kingdom: NHS number, National Insurance number, driver number. Letters in either case, no
//! separators.

use super::{date, digits};

/// NHS number: ten digits, weights 10 to 2, eleven minus the remainder is the check digit, ten is never issued (NHS Data
/// Model and Dictionary, NHS NUMBER; DSCN 17/2008).
pub(super) fn nhs(value: &str) -> bool {
    digits::exactly::<10>(value).is_some_and(|d| {
        !digits::uniform(&d) && digits::weighted(&d, &[10, 9, 8, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)
    })
}

/// National Insurance number: two letters, six digits, A to D (HMRC, National Insurance Manual NIM39110). D F I Q U V are
/// not used, O not as second letter; BG GB KN NK NT TN ZZ are not allocated. The last letter may be missing.
pub(super) fn uk_nino(value: &str) -> bool {
    let Some((prefix, rest)) = value.split_at_checked(2) else { return false };
    let prefix = prefix.to_ascii_uppercase();
    let [first, second] = prefix.as_bytes() else { return false };
    let allowed = |letter: &u8| letter.is_ascii_uppercase() && !b"DFIQUV".contains(letter);
    if !allowed(first) || !allowed(second) || *second == b'O' {
        return false;
    }
    if matches!(prefix.as_str(), "BG" | "GB" | "KN" | "NK" | "NT" | "TN" | "ZZ") {
        return false;
    }
    let number = rest.trim_end_matches(['A', 'B', 'C', 'D', 'a', 'b', 'c', 'd']);
    number.len() + 1 >= rest.len() && digits::exactly::<6>(number).is_some_and(|d| !digits::uniform(&d))
}

/// Driver number: sixteen characters (DVLA, specification of the driver number). Five of the surname filled with 9, decade
/// of birth, month (plus 50 for women), day, year, two initials filled with 9, an arbitrary digit, two letters.
pub(super) fn uk_driver(value: &str) -> bool {
    let value = value.to_ascii_uppercase();
    let Some((surname, rest)) = value.split_at_checked(5) else { return false };
    let Some((birth, rest)) = rest.split_at_checked(6) else { return false };
    let Some((initials, rest)) = rest.split_at_checked(2) else { return false };
    let [arbitrary, check @ ..] = rest.as_bytes() else { return false };
    let Some([_, m1, m2, d1, d2, _]) = digits::exactly::<6>(birth) else { return false };
    let month = u32::from(m1 * 10 + m2);
    let month = if month > 50 { month - 50 } else { month };
    filled(surname)
        && filled(initials)
        && date::month_day(month, u32::from(d1 * 10 + d2))
        && arbitrary.is_ascii_alphanumeric()
        && check.len() == 2
        && check.iter().all(u8::is_ascii_alphabetic)
}

/// One or more letters, then nines.
fn filled(value: &str) -> bool {
    let letters = value.trim_end_matches('9');
    !letters.is_empty() && letters.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Unique Taxpayer Reference: ten digits, the first a check of the others modulo 11 (HMRC, Corporation Tax online technical
/// specification, UTR check).
pub(super) fn utr(value: &str) -> bool {
    digits::exactly::<10>(value).is_some_and(|d| {
        let [check, body @ ..] = &d;
        let expected = match digits::weighted(body, &[6, 7, 8, 9, 10, 5, 4, 3, 2]) % 11 {
            0 => 2,
            1 => 1,
            remainder => 11 - remainder,
        };
        !digits::uniform(&d) && u32::from(*check) == expected
    })
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::*;

    #[test]
    fn nhs_numbers() {
        // The example of the NHS Data Model and Dictionary, and two of the ranges kept for tests.
        assert!(nhs("9434765919") && nhs("9000000009") && nhs("9876543210"));
        assert!(!nhs("1111111111") && !nhs("943476591") && !nhs("943 476 5919") && !nhs(""));
        guards_every_digit(nhs, "9434765919");
    }

    #[test]
    fn nino_prefixes() {
        for valid in ["AB123456C", "JG103759A", "sc123456d", "AB123456", "ZY987654B"] {
            assert!(uk_nino(valid), "{valid}");
        }
        // QQ123456C is the number HMRC prints in examples, because it can never be real.
        for invalid in [
            "",
            "QQ123456C",
            "AO123456C",
            "BG123456C",
            "GB123456C",
            "NK123456C",
            "ZZ123456C",
            "AB123456E",
            "AB12345C",
            "AB123456CC",
            "AB1234567",
            "A1123456C",
            "AB000000A",
            "éB123456C",
        ] {
            assert!(!uk_nino(invalid), "{invalid}");
        }
    }

    #[test]
    fn driver_numbers() {
        // The specimen licence of the DVLA, and one of a short name.
        for valid in ["MORGA657054SM9IJ", "MORGA753116SM9IJ", "LEE99806159A99XY", "lee99806159a99xy"] {
            assert!(uk_driver(valid), "{valid}");
        }
        for invalid in [
            "",
            "MORGA663054SM9IJ",
            "MORGA657324SM9IJ",
            "99999657054SM9IJ",
            "MORGA657054SM9I1",
            "MORGA657054SM9I",
            "MO9GA657054SM9IJ",
            "MORGA657054999IJ",
            "MORGA657054SM9IJK",
            "MORGÀ57054SM9IJ",
        ] {
            assert!(!uk_driver(invalid), "{invalid}");
        }
    }

    #[test]
    fn taxpayer_references() {
        // The example of HMRC's forms.
        assert!(utr("1123456789"));
        for invalid in ["", "2123456789", "1123456788", "0000000000", "112345678", "11234 56789"] {
            assert!(!utr(invalid), "{invalid}");
        }
    }
}
