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

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::steuer_id;

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
}
