//! Numbers of China and its neighbours of the Han script: resident identity cards. Letters in either case.

use super::{date, digits, iso7064};

/// Resident identity number: six digits of a division, birth date, serial, and a check character of ISO/IEC 7064 MOD 11-2
/// (GB 11643-1999). The first two digits are those of a province.
pub(super) fn china_resident(value: &str) -> bool {
    let (Some(province), Some(birth)) = (value.get(..2).and_then(digits::number), value.get(6..14)) else {
        return false;
    };
    value.len() == 18
        && matches!(province, 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83)
        && (birth.starts_with("18") || birth.starts_with("19") || birth.starts_with("20"))
        && birth.get(2..).is_some_and(date::yymmdd)
        && iso7064::mod11_2(&value.to_ascii_uppercase())
}

/// Hong Kong identity card: one or two letters, six digits, and a check of weights 9 to 1 modulo 11, `A` for ten; a single
/// letter has a space before it, which counts 36.
pub(super) fn hkid(value: &str) -> bool {
    let value = value.to_ascii_uppercase();
    let bytes = value.as_bytes();
    let (letters, rest) = match bytes.len() {
        8 => (1, 36 * 9),
        9 => (2, 0),
        _ => return false,
    };
    let shaped = bytes.iter().enumerate().all(|(at, byte)| match at {
        at if at < letters => byte.is_ascii_uppercase(),
        at if at + 1 == bytes.len() => byte.is_ascii_digit() || *byte == b'A',
        _ => byte.is_ascii_digit(),
    });
    let sum: u32 = bytes
        .iter()
        .rev()
        .zip(1_u32..)
        .map(|(byte, weight)| digits::base36(*byte).map_or(0, |value| u32::from(value) * weight))
        .sum();
    shaped && (sum + rest).is_multiple_of(11)
}

/// National identity number of Taiwan: a letter for the place (two digits by table), sex or kind, serial, and a sum modulo 10.
pub(super) fn taiwan_id(value: &str) -> bool {
    // The letters by their number, which begins at 10.
    const PLACES: &[u8; 26] = b"ABCDEFGHJKLMNPQRSTUVXYWZIO";
    let Some((letter, number)) = value.split_at_checked(1) else { return false };
    let [letter] = letter.as_bytes() else { return false };
    let Some(place) = PLACES.iter().zip(10_u32..).find(|(place, _)| **place == letter.to_ascii_uppercase())
    else {
        return false;
    };
    let Some(d) = digits::exactly::<9>(number) else { return false };
    let [kind, ..] = d;
    let place = place.1 / 10 + place.1 % 10 * 9;
    matches!(kind, 1 | 2 | 8 | 9)
        && (place + digits::weighted(&d, &[8, 7, 6, 5, 4, 3, 2, 1, 1])).is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn residents_of_china() {
        for valid in ["11010519491231002X", "11010519491231002x", "440524188001010014"] {
            assert!(china_resident(valid), "{valid}");
        }
        for invalid in [
            "",
            "11010519491231002Y",
            "110105194912310021",
            "99010519491231002X",
            "11010519491331002X",
            "11010519491231002",
        ] {
            assert!(!china_resident(invalid), "{invalid}");
        }
    }

    #[test]
    fn residents_of_hong_kong() {
        for valid in ["G123456A", "g123456a", "AB9876543"] {
            assert!(hkid(valid), "{valid}");
        }
        for invalid in ["", "G1234564", "G123456", "11234563", "G12345A3", "AB9876542"] {
            assert!(!hkid(invalid), "{invalid}");
        }
    }

    #[test]
    fn persons_of_taiwan() {
        for valid in ["A123456789", "a123456789"] {
            assert!(taiwan_id(valid), "{valid}");
        }
        for invalid in ["", "A123456788", "A323456789", "1123456789", "A12345678"] {
            assert!(!taiwan_id(invalid), "{invalid}");
        }
    }
}
