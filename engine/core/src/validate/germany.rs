//! Numbers of Germany: the tax identification number. (Identity cards and passports carry the check digit of ICAO 9303.)

use super::{digits, iso7064};

/// Steuer-ID: eleven digits, first not 0, ISO/IEC 7064 MOD 11,10 (§ 139b AO; BZSt, Informationen zur steuerlichen
/// Identifikationsnummer). Of the first ten digits exactly one occurs twice or three times, the others at most once, and
/// never three times in a row.
pub(super) fn steuer_id(value: &str) -> bool {
    let Some(digits) = digits::exactly::<11>(value) else { return false };
    let [body @ .., _] = &digits;
    let mut counts = [0_u8; 10];
    for digit in body {
        if let Some(count) = counts.get_mut(usize::from(*digit)) {
            *count += 1;
        }
    }
    let repeated = counts.iter().filter(|count| **count > 1).count();
    let most = counts.iter().max().copied().unwrap_or(0);
    let tripled = body.windows(3).any(digits::uniform);
    body.first() != Some(&0) && repeated == 1 && matches!(most, 2 | 3) && !tripled && iso7064::mod11_10(value)
}

/// Number of a driving licence: four characters of the authority, five of a series, a check digit modulo 11 with weights 9
/// to 1 (`X` for ten), and how often it was issued (Fahrerlaubnis-Verordnung, annex 8). Letters count from 10.
pub(super) fn germany_driver(value: &str) -> bool {
    let Ok(bytes) = <[u8; 11]>::try_from(value.as_bytes()) else { return false };
    let [body @ .., check, _] = &bytes;
    let sum: Option<u32> = body
        .iter()
        .zip((1_u32..=9).rev())
        .map(|(byte, weight)| digits::base36(*byte).map(|value| u32::from(value) * weight))
        .sum();
    let [first, second, third, ..] = &bytes;
    let shaped = bytes.iter().all(u8::is_ascii_alphanumeric)
        && first.is_ascii_alphabetic()
        && second.is_ascii_digit()
        && third.is_ascii_digit();
    shaped
        && sum.is_some_and(|sum| match sum % 11 {
            10 => check.eq_ignore_ascii_case(&b'X'),
            remainder => digits::digit(*check).map(u32::from) == Some(remainder),
        })
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::{germany_driver, steuer_id};

    #[test]
    fn published_examples() {
        // The examples of the BZSt and of the OECD's sheet on Germany.
        for valid in ["86095742719", "47036892816", "65929970489", "57549285017", "25768131411"] {
            assert!(steuer_id(valid), "{valid}");
        }
        for invalid in
            ["", "86095742718", "06095742719", "12345678903", "8609574271", "86 095 742 719", "11145678909"]
        {
            assert!(!steuer_id(invalid), "{invalid}");
        }
        guards_every_digit(steuer_id, "86095742719");
    }

    #[test]
    fn driving_licences() {
        // The specimens of annex 8.
        for valid in ["B072RRE2I55", "J430A1RZN11", "b072rre2i55"] {
            assert!(germany_driver(valid), "{valid}");
        }
        for invalid in
            ["", "B072RRE2I45", "J430A1RZN21", "1072RRE2I55", "BX72RRE2I55", "B072RRE2I5", "é72RRE2I551"]
        {
            assert!(!germany_driver(invalid), "{invalid}");
        }
    }
}
