//! Decimal digits of a value, as small numbers.
//!
//! Most checks are arithmetic over digits. They see the normalised value, so separators are the rule's to strip: a check
//! that wants digits refuses anything else.

/// The value of one ASCII digit.
pub(super) fn digit(byte: u8) -> Option<u8> {
    byte.is_ascii_digit().then(|| byte.wrapping_sub(b'0'))
}

/// The digits of a value that consists of exactly `N` ASCII digits.
pub(super) fn exactly<const N: usize>(value: &str) -> Option<[u8; N]> {
    let bytes: [u8; N] = value.as_bytes().try_into().ok()?;
    bytes.iter().all(u8::is_ascii_digit).then(|| bytes.map(|byte| byte - b'0'))
}

/// Whether a value is one or more ASCII digits and nothing else.
pub(super) fn only(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit())
}

/// The digits of a value as one number; `None` for other characters or beyond 19 digits.
pub(super) fn number(value: &str) -> Option<u64> {
    if !only(value) || value.len() > 19 {
        return None;
    }
    value.parse().ok()
}

/// The sum of digit times weight, as far as both go.
pub(super) fn weighted(digits: &[u8], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| u32::from(*digit) * weight).sum()
}

/// Whether every digit is the same.
pub(super) fn uniform(digits: &[u8]) -> bool {
    digits.windows(2).all(|pair| matches!(pair, [a, b] if a == b))
}

/// The value of an ASCII letter or digit in base 36: `0`–`9` are themselves, `A` is 10, `Z` is 35, in either case.
pub(super) fn base36(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'A'..=b'Z' => Some(byte - b'A' + 10),
        b'a'..=b'z' => Some(byte - b'a' + 10),
        _ => None,
    }
}

/// What the tests of all checks share: a check digit that guards every single digit must refuse every change of one.
#[cfg(test)]
pub(super) mod tests {
    /// All values that differ from `value` in exactly one digit.
    pub(in crate::validate) fn single_digit_changes(value: &str) -> Vec<String> {
        let mut changed = Vec::new();
        for (at, byte) in value.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()) {
            for other in (b'0'..=b'9').filter(|other| *other != byte) {
                let mut bytes = value.as_bytes().to_vec();
                bytes[at] = other;
                changed.push(String::from_utf8(bytes).unwrap());
            }
        }
        changed
    }

    /// Asserts that `check` accepts `value` and none of its single digit changes.
    pub(in crate::validate) fn guards_every_digit(check: fn(&str) -> bool, value: &str) {
        assert!(check(value), "{value} must pass");
        for changed in single_digit_changes(value) {
            assert!(!check(&changed), "{changed} differs from {value} in one digit and must not pass");
        }
    }

    #[test]
    fn reads_digits_and_nothing_else() {
        assert_eq!(super::exactly::<3>("120"), Some([1, 2, 0]));
        assert_eq!(super::exactly::<3>("12"), None);
        assert_eq!(super::exactly::<3>("1a2"), None);
        assert_eq!(super::exactly::<3>("١٢"), None);
        assert_eq!(super::number("00042"), Some(42));
        assert_eq!(super::number(""), None);
        assert_eq!(super::number("99999999999999999999"), None);
    }
}
