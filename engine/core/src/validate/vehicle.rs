//! Vehicle identification numbers: ISO 3779 and ISO 3780.

use super::digits;

/// VIN: seventeen letters and digits without I, O and Q; the last four are digits and no character fills it all.
/// Letters in either case.
pub(super) fn vin(value: &str) -> bool {
    let bytes = value.as_bytes();
    bytes.len() == 17
        && bytes.iter().all(|byte| transliterated(*byte).is_some())
        && bytes.iter().rev().take(4).all(u8::is_ascii_digit)
        && bytes.windows(2).any(|pair| !matches!(pair, [a, b] if a == b))
}

/// A VIN with the check digit of North America at the ninth place: weights 8 to 2, 10, 0, 9 to 2, modulo 11, X for ten
/// (49 CFR 565.15 (c); also required in China, GB 16735). Vehicles made for Europe carry none.
pub(super) fn vin_check_digit(value: &str) -> bool {
    let weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
    let values = value.bytes().zip(weights).map(|(byte, weight)| transliterated(byte).unwrap_or(0) * weight);
    let remainder = values.sum::<u32>() % 11;
    vin(value)
        && value.as_bytes().get(8).is_some_and(|check| match remainder {
            10 => check.eq_ignore_ascii_case(&b'X'),
            _ => digits::digit(*check).map(u32::from) == Some(remainder),
        })
}

/// The value of a character: A to H are 1 to 8, J to R 1 to 9, S to Z 2 to 9.
fn transliterated(byte: u8) -> Option<u32> {
    let value = match byte.to_ascii_uppercase() {
        digit @ b'0'..=b'9' => digit - b'0',
        letter @ b'A'..=b'H' => letter - b'A' + 1,
        letter @ (b'J'..=b'N' | b'P' | b'R') => letter - b'J' + 1,
        letter @ b'S'..=b'Z' => letter - b'S' + 2,
        _ => return None,
    };
    Some(u32::from(value))
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::*;

    #[test]
    fn published_examples() {
        for valid in ["1M8GDM9AXKP042788", "5GZCZ43D13S812715", "1m8gdm9axkp042788"] {
            assert!(vin(valid) && vin_check_digit(valid), "{valid}");
        }
        assert!(vin("WVWZZZ1JZ3W386752") && !vin_check_digit("WVWZZZ1JZ3W386752"));
        for invalid in [
            "",
            "1M8GDM9AXKP04278",
            "1M8GDM9AXKPO42788",
            "1M8GDM9AXKP04278X",
            "11111111111111111",
            "1M8GDM9éXKP04278",
        ] {
            assert!(!vin(invalid) && !vin_check_digit(invalid), "{invalid}");
        }
    }

    #[test]
    fn every_single_digit_change_is_refused() {
        guards_every_digit(vin_check_digit, "5GZCZ43D13S812715");
    }
}
