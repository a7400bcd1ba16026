//! The check character systems of ISO/IEC 7064:2003.
//!
//! Two pure systems (clause 7: one running remainder, the whole string must be congruent to 1) and two hybrid systems
//! (clause 8: a product mod M+1 and a sum mod M, the sum with the check character must be 1). Each is one pass over
//! letters and digits without separators; all catch every single substitution. The pure systems of a prime modulus also
//! catch every transposition.

use super::digits::{self, base36};

/// MOD 97-10: two check digits. Letters count as two digits, `A` = 10 to `Z` = 35, as IBAN and LEI use it.
pub(super) fn mod97_10(value: &str) -> bool {
    value.len() > 2 && remainder97(value) == Some(1)
}

/// The value, letters expanded, modulo 97; `None` when it holds anything but letters and digits.
pub(super) fn remainder97(value: &str) -> Option<u32> {
    value.bytes().try_fold(0_u32, |remainder, byte| {
        let digit = u32::from(base36(byte)?);
        let shift = if digit > 9 { 100 } else { 10 };
        Some((remainder * shift + digit) % 97)
    })
}

/// MOD 11-2: digits with one check character, `0`–`9` or `X` (ISNI, ORCID).
pub(super) fn mod11_2(value: &str) -> bool {
    pure(value, 11, 2, b"0123456789X")
}

/// MOD 37-2: letters and digits with one check character, `0`–`9`, `A`–`Z` or `*` (ISBT 128).
pub(super) fn mod37_2(value: &str) -> bool {
    pure(value, 37, 2, b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*")
}

/// MOD 11,10: digits with one check digit.
pub(super) fn mod11_10(value: &str) -> bool {
    digits::only(value) && hybrid(value, 10)
}

/// MOD 37,36: letters and digits with one check character (GRid).
pub(super) fn mod37_36(value: &str) -> bool {
    hybrid(value, 36)
}

/// A pure system; the last character of the alphabet may stand only at the end.
fn pure(value: &str, modulus: u32, radix: u32, alphabet: &[u8]) -> bool {
    let mut remainder = 0;
    let mut rest = value.bytes().peekable();
    while let Some(byte) = rest.next() {
        let Some(digit) = alphabet.iter().position(|letter| letter.eq_ignore_ascii_case(&byte)) else {
            return false;
        };
        if digit + 1 == alphabet.len() && rest.peek().is_some() {
            return false;
        }
        let digit = u32::try_from(digit).unwrap_or(0);
        remainder = match rest.peek() {
            Some(_) => (remainder + digit) * radix % modulus,
            None => (remainder + digit) % modulus,
        };
    }
    value.len() > 1 && remainder == 1
}

/// A hybrid system over the first `modulus` characters of base 36.
fn hybrid(value: &str, modulus: u32) -> bool {
    let mut product = modulus;
    let mut rest = value.bytes().peekable();
    while let Some(byte) = rest.next() {
        let Some(digit) = base36(byte).map(u32::from).filter(|digit| *digit < modulus) else { return false };
        let sum = (product % (modulus + 1) + digit) % modulus;
        if rest.peek().is_none() {
            return value.len() > 1 && sum == 1;
        }
        product = if sum == 0 { modulus } else { sum } * 2;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::*;

    #[test]
    fn examples_of_the_standard() {
        assert!(mod97_10("79444"));
        assert!(mod11_2("07940") && mod11_2("079X") && mod11_2("079x"));
        assert!(mod11_10("07945"));
        assert!(mod37_2("G123489654321Y"));
        assert!(mod37_36("A12425GABC1234002M"));
    }

    #[test]
    fn identifiers_that_use_them() {
        // ORCID's documented example and the IBAN of the SWIFT registry's United Kingdom page, rearranged.
        assert!(mod11_2("0000000218250097"));
        assert!(mod97_10("NWBK60161331926819GB29"));
    }

    #[test]
    fn refuses_other_characters() {
        for check in [mod97_10, mod11_2, mod11_10, mod37_2, mod37_36] {
            for value in ["", "1", "X", "0794 0", "07-9X", "X0791", "é", "79444\n"] {
                assert!(!check(value), "{value}");
            }
        }
    }

    #[test]
    fn every_single_digit_change_is_refused() {
        guards_every_digit(mod97_10, "79444");
        guards_every_digit(mod11_2, "0000000218250097");
        guards_every_digit(mod11_10, "07945");
        guards_every_digit(mod37_2, "G123489654321Y");
        guards_every_digit(mod37_36, "A12425GABC1234002M");
    }
}
