//! Values that look made up or carry little information: repetition, counting, length, entropy.
//!
//! No standard; these are the plain measures that scanners use to tell a random token from a word, and a real number from
//! a filler. All are one pass over the value.

use std::collections::{HashMap, HashSet};

/// Whether a value of two or more digits is one digit over and over: `0000000000`.
pub(super) fn repeated_digit(value: &str) -> bool {
    let mut bytes = value.bytes();
    bytes
        .next()
        .is_some_and(|first| first.is_ascii_digit() && value.len() > 1 && bytes.all(|byte| byte == first))
}

/// Whether a value of four or more digits counts up or down by one, 9 and 0 being neighbours: `1234567890`, `98765`.
pub(super) fn sequential(value: &str) -> bool {
    let steps = |step: u8| {
        value.as_bytes().windows(2).all(|pair| match pair {
            [a, b] if a.is_ascii_digit() && b.is_ascii_digit() => (a - b'0' + step) % 10 == b - b'0',
            _ => false,
        })
    };
    value.len() >= 4 && (steps(1) || steps(9))
}

/// Whether the value's length in characters lies between `min` and `max`, both included.
pub(super) fn length(value: &str, min: i64, max: i64) -> bool {
    i64::try_from(value.chars().count()).is_ok_and(|length| (min..=max).contains(&length))
}

/// Whether the value has at least `min` different characters.
pub(super) fn distinct(value: &str, min: i64) -> bool {
    let characters: HashSet<char> = value.chars().collect();
    i64::try_from(characters.len()).is_ok_and(|distinct| distinct >= min)
}

/// Whether the value has characters of at least `min` of the four kinds: upper case, lower case, digit, other.
pub(super) fn kinds(value: &str, min: i64) -> bool {
    let has = |test: fn(char) -> bool| i64::from(value.chars().any(test));
    let other = |c: char| !c.is_uppercase() && !c.is_lowercase() && !c.is_ascii_digit();
    has(char::is_uppercase) + has(char::is_lowercase) + has(|c| c.is_ascii_digit()) + has(other) >= min
}

/// Whether the value's Shannon entropy is at least `min` bits per character.
///
/// English prose has about 4.1, hexadecimal text at most 4, random base64 of 40 characters about 4.7.
pub(super) fn entropy(value: &str, min: f64) -> bool {
    bits_per_character(value) >= min
}

#[expect(clippy::cast_precision_loss, reason = "a match is at most 4096 bytes, counts are exact in f64")]
fn bits_per_character(value: &str) -> f64 {
    let mut counts: HashMap<char, usize> = HashMap::new();
    for character in value.chars() {
        *counts.entry(character).or_default() += 1;
    }
    let total = value.chars().count() as f64;
    // Summed in a fixed order, so that one value has one entropy to the last bit.
    let mut counts: Vec<usize> = counts.into_values().collect();
    counts.sort_unstable();
    counts.into_iter().map(|count| count as f64 / total).map(|share| -share * share.log2()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_and_sequential() {
        assert!(repeated_digit("0000000000") && repeated_digit("99"));
        assert!(
            !repeated_digit("9") && !repeated_digit("") && !repeated_digit("aaaa") && !repeated_digit("1110")
        );
        assert!(
            sequential("123456789")
                && sequential("7890123")
                && sequential("987654321")
                && sequential("3210987")
        );
        assert!(!sequential("123") && !sequential("") && !sequential("1235") && !sequential("abcd"));
        assert!(!sequential("1111"));
    }

    #[test]
    fn lengths_count_characters() {
        assert!(length("žluť", 4, 4) && length("", 0, 3) && !length("abcd", 0, 3) && !length("ab", 3, 9));
    }

    #[test]
    fn distinct_characters() {
        assert!(distinct("abcabc", 3) && !distinct("abcabc", 4) && !distinct("", 1));
    }

    #[test]
    fn kinds_of_characters() {
        assert!(
            kinds("aB3/", 4)
                && kinds("aB3", 3)
                && !kinds("aB3", 4)
                && !kinds("deadbeef00", 3)
                && !kinds("", 1)
        );
    }

    #[test]
    fn entropy_of_known_distributions() {
        for (value, bits) in
            [("aaaa", 0.0), ("abab", 1.0), ("abcd", 2.0), ("01234567", 3.0), ("0123456789abcdef", 4.0)]
        {
            assert!(entropy(value, bits) && !entropy(value, bits + 0.001), "{value}");
        }
        assert!(!entropy("", 0.1) && entropy("", 0.0));
    }
}
