//! Check digits of machine-readable travel documents: ICAO Doc 9303, part 3, section 4.9.
//!
//! Letters count 10 to 35, the filler `<` counts 0; weights 7, 3, 1 from the left; the sum modulo ten is the check digit.
//! Passports, identity cards (Germany's Personalausweis among them) and visas carry it. The weight 7 and 1 catch every
//! wrong digit, 3 too, for all are coprime to ten; letters that differ by ten are not told apart.

use super::digits::{base36, digit};

/// Whether a value of two or more characters ends in its ICAO 9303 check digit. Letters in either case.
pub(super) fn icao_9303(value: &str) -> bool {
    let Some((check, body)) = value.as_bytes().split_last() else { return false };
    !body.is_empty() && sum(body).is_some_and(|sum| digit(*check).map(u32::from) == Some(sum % 10))
}

fn sum(body: &[u8]) -> Option<u32> {
    body.iter().zip([7, 3, 1].into_iter().cycle()).try_fold(0_u32, |sum, (byte, weight)| {
        let value = if *byte == b'<' { 0 } else { base36(*byte)? };
        Some(sum + u32::from(value) * weight)
    })
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::icao_9303;

    #[test]
    fn examples_of_the_document() {
        // Doc 9303 part 3, section 4.9 (date, document number) and the specimens of parts 4 and 5.
        for valid in ["5207273", "AB2134<<<5", "HA672242<6", "L898902C36", "7408122", "1204159", "D231458907"]
        {
            assert!(icao_9303(valid), "{valid}");
        }
        for invalid in ["", "5", "5207274", "AB2134<<<<", "AB 2134<<5", "é12"] {
            assert!(!icao_9303(invalid), "{invalid}");
        }
    }

    #[test]
    fn every_single_digit_change_is_refused() {
        guards_every_digit(icao_9303, "L898902C36");
        guards_every_digit(icao_9303, "5207273");
    }
}
