//! Numbers of India: Aadhaar and the permanent account number.

use super::{digits, verhoeff};

/// Aadhaar: twelve digits, first 2 to 9, a Verhoeff check digit (UIDAI, A UID Numbering Scheme, 2010). Digits that read the
/// same backwards are not issued.
pub(super) fn aadhaar(value: &str) -> bool {
    digits::exactly::<12>(value).is_some_and(|d| {
        let [first, ..] = d;
        first >= 2 && !d.iter().eq(d.iter().rev()) && verhoeff::verhoeff(value)
    })
}

/// Permanent account number: five letters, four digits, a letter; the fourth letter is the kind of holder (Income-tax
/// Department, Structure of PAN). Letters in either case; its check letter is not published.
pub(super) fn india_pan(value: &str) -> bool {
    let Ok(bytes) = <[u8; 10]>::try_from(value.as_bytes()) else { return false };
    let [a, b, c, holder, e, digits @ .., check] = bytes.map(|byte| byte.to_ascii_uppercase());
    [a, b, c, e, check].iter().all(u8::is_ascii_uppercase)
        && b"ABCFGHJLPT".contains(&holder)
        && digits.iter().all(u8::is_ascii_digit)
        && digits != *b"0000"
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::*;

    #[test]
    fn aadhaar_numbers() {
        // The number of UIDAI's test environment.
        assert!(aadhaar("999941057058") && aadhaar("234123412346"));
        for invalid in ["", "123412341234", "234123412347", "23412341234", "2341 2341 2346", "222222222222"] {
            assert!(!aadhaar(invalid), "{invalid}");
        }
        guards_every_digit(aadhaar, "234123412346");
    }

    #[test]
    fn account_numbers() {
        assert!(india_pan("AAAPA1234A") && india_pan("acupa7085r") && india_pan("AAACA1234A"));
        for invalid in
            ["", "AAAZA1234A", "AAAPA12345", "AAAPA0000A", "AAAP11234A", "AAAPA1234AA", "éAAPA1234"]
        {
            assert!(!india_pan(invalid), "{invalid}");
        }
    }
}
