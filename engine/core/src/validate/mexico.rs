//! Numbers of Mexico: CURP and RFC. Letters in either case, no separators.

use super::{date, digits};

/// The codes of the states, `DF` for the capital and `NE` for abroad. Sorted.
const STATES: &[&str] = &[
    "AS", "BC", "BS", "CC", "CH", "CL", "CM", "CS", "DF", "DG", "GR", "GT", "HG", "JC", "MC", "MN", "MS",
    "NE", "NL", "NT", "OC", "PL", "QR", "QT", "SL", "SP", "SR", "TC", "TL", "TS", "VZ", "YN", "ZS",
];

/// CURP: four letters, birth date, sex, state, three consonants, a letter or digit for the century, and a check digit
/// modulo 10 with weights 18 to 2 (Instructivo Normativo para la Asignación de la CURP, DOF 18 October 2021).
pub(super) fn curp(value: &str) -> bool {
    let Ok(bytes) = <[u8; 18]>::try_from(value.as_bytes()) else { return false };
    let upper = bytes.map(|byte| byte.to_ascii_uppercase());
    let shaped = upper.iter().enumerate().all(|(at, byte)| match at {
        0..=3 | 11..=15 => byte.is_ascii_uppercase(),
        10 => matches!(byte, b'H' | b'M' | b'X'),
        16 => byte.is_ascii_alphanumeric(),
        _ => byte.is_ascii_digit(),
    });
    let state = value.get(11..13).map(str::to_ascii_uppercase).unwrap_or_default();
    let [body @ .., check] = &upper;
    let weights = (2_u32..=18).rev();
    // Ñ stands after N in the alphabet of the sum.
    let after_n = |value: u8| u32::from(value) + u32::from(value > 23);
    let sum: u32 =
        body.iter().zip(weights).map(|(byte, w)| digits::base36(*byte).map_or(0, after_n) * w).sum();
    shaped
        && STATES.binary_search(&state.as_str()).is_ok()
        && value.get(4..10).is_some_and(date::yymmdd)
        && digits::digit(*check).map(u32::from) == Some((10 - sum % 10) % 10)
}

/// RFC: four letters (persons) or three (organisations), a date, two characters against homonyms, and a check character
/// modulo 11 with weights 13 to 2 (SAT, anexo 1 of the Resolución Miscelánea; Instructivo para la formación del RFC). The two
/// generic codes for the public and for foreigners are not taxpayers.
pub(super) fn rfc(value: &str) -> bool {
    let value = value.to_uppercase();
    if matches!(value.as_str(), "XAXX010101000" | "XEXX010101000") {
        return false;
    }
    let characters: Vec<char> = value.chars().take(14).collect();
    let letters = match characters.len() {
        12 => 3,
        13 => 4,
        _ => return false,
    };
    let Some(((name, rest), check)) =
        characters.split_last().map(|(check, body)| (body.split_at(letters), check))
    else {
        return false;
    };
    let (date, homonym) = rest.split_at(6);
    let padded = std::iter::repeat_n(' ', 4 - letters).chain(characters.iter().copied());
    let sum: Option<u32> =
        padded.zip((2_u32..=13).rev()).map(|(c, weight)| rfc_value(c).map(|value| value * weight)).sum();
    let expected = sum.map(|sum| match sum % 11 {
        0 => '0',
        1 => 'A',
        remainder => char::from_digit(11 - remainder, 10).unwrap_or(' '),
    });
    name.iter().all(|c| c.is_ascii_uppercase() || matches!(c, 'Ñ' | '&'))
        && date::yymmdd(&date.iter().collect::<String>())
        && homonym.iter().all(char::is_ascii_alphanumeric)
        && expected == Some(*check)
}

/// The value of a character in the RFC's sum.
fn rfc_value(character: char) -> Option<u32> {
    match character {
        '0'..='9' | 'A'..='N' => character.to_digit(36),
        '&' => Some(24),
        'O'..='Z' => character.to_digit(36).map(|value| value + 1),
        ' ' => Some(37),
        'Ñ' => Some(38),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn population_codes() {
        for valid in ["HEGG560427MVZRRL04", "BOXW310820HNERXN09", "boxw310820hnerxn09"] {
            assert!(curp(valid), "{valid}");
        }
        for invalid in [
            "",
            "HEGG560427MVZRRL05",
            "HEGG561327MVZRRL04",
            "HEGG560427MXXRRL04",
            "HEGG560427AVZRRL04",
            "HEGG560427MVZRRL0",
            "1EGG560427MVZRRL04",
            "HÉGG560427MVZRRL0",
        ] {
            assert!(!curp(invalid), "{invalid}");
        }
        assert!(STATES.is_sorted());
    }

    #[test]
    fn taxpayer_codes() {
        for valid in ["GODE561231GR8", "MAB9307148T4"] {
            assert!(rfc(valid), "{valid}");
        }
        for invalid in [
            "",
            "GODE561231GR9",
            "GODE561331GR8",
            "XAXX010101000",
            "XEXX010101000",
            "G0DE561231GR8",
            "ÑÑ",
            "MAB93071",
        ] {
            assert!(!rfc(invalid), "{invalid}");
        }
    }
}
