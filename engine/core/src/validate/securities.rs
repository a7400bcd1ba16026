//! Identifiers of securities and legal entities: CUSIP, ISIN, SEDOL, LEI. No separators, letters in either case.

use super::digits::{base36, digit};
use super::{iso7064, luhn};

/// CUSIP (ANSI X9.6): eight characters and a check digit. Values in base 36 (`*` 36, `@` 37, `#` 38), every second doubled,
/// digits of the products added.
pub(super) fn cusip(value: &str) -> bool {
    let bytes = value.as_bytes();
    let Some((check, body)) = bytes.split_last() else { return false };
    let sum = body.iter().enumerate().try_fold(0_u32, |sum, (at, byte)| {
        let value = match byte {
            b'*' => 36,
            b'@' => 37,
            b'#' => 38,
            _ => base36(*byte)?,
        };
        let value = u32::from(value) << (at % 2);
        Some(sum + value / 10 + value % 10)
    });
    bytes.len() == 9 && sum.is_some_and(|sum| digit(*check).map(u32::from) == Some((10 - sum % 10) % 10))
}

/// ISIN (ISO 6166): two letters, nine letters or digits, a Luhn check digit over the value with its letters written as
/// numbers.
pub(super) fn isin(value: &str) -> bool {
    let bytes = value.as_bytes();
    if bytes.len() != 12 || !bytes.iter().take(2).all(u8::is_ascii_alphabetic) {
        return false;
    }
    if !bytes.last().is_some_and(u8::is_ascii_digit) {
        return false;
    }
    let expanded: Option<String> =
        bytes.iter().map(|byte| base36(*byte).map(|value| value.to_string())).collect();
    expanded.is_some_and(|digits| luhn::luhn(&digits))
}

/// SEDOL (London Stock Exchange, SEDOL Masterfile technical specification): six digits or consonants and a check digit,
/// weights 1, 3, 1, 7, 3, 9, 1.
pub(super) fn sedol(value: &str) -> bool {
    let bytes = value.as_bytes();
    let sum = bytes.iter().zip([1_u32, 3, 1, 7, 3, 9, 1]).try_fold(0, |sum, (byte, weight)| {
        let vowel = matches!(byte.to_ascii_uppercase(), b'A' | b'E' | b'I' | b'O' | b'U');
        let value = base36(*byte).filter(|_| !vowel)?;
        Some(sum + u32::from(value) * weight)
    });
    bytes.len() == 7
        && bytes.last().is_some_and(u8::is_ascii_digit)
        && sum.is_some_and(|sum| sum.is_multiple_of(10))
}

/// LEI (ISO 17442-1): eighteen letters or digits and two check digits (ISO/IEC 7064 MOD 97-10).
pub(super) fn lei(value: &str) -> bool {
    let checked = value.as_bytes().get(18..).is_some_and(|check| check.iter().all(u8::is_ascii_digit));
    value.len() == 20 && checked && iso7064::mod97_10(value)
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::*;

    #[test]
    fn published_identifiers() {
        assert!(cusip("037833100") && cusip("38259P508") && cusip("68389x105"));
        assert!(isin("US0378331005") && isin("GB0002634946") && isin("au0000xvgza3"));
        assert!(sedol("0263494") && sedol("0540528") && sedol("B0WNLY7"));
        assert!(lei("506700GE1G29325QX363") && lei("5493001KJTIIGC8Y1R12"));
    }

    #[test]
    fn refuses_other_shapes() {
        for check in [cusip, isin, sedol, lei] {
            for value in
                ["", "0", "US03783310055", "0263A94", "03783310", "506700GE1G29325QX3X3", "ééééééééé"]
            {
                assert!(!check(value), "{value}");
            }
        }
    }

    #[test]
    fn every_single_digit_change_is_refused() {
        guards_every_digit(cusip, "037833100");
        guards_every_digit(isin, "GB0002634946");
        guards_every_digit(sedol, "0263494");
        guards_every_digit(lei, "506700GE1G29325QX363");
    }
}
