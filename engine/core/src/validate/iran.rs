//! Numbers of Iran and Saudi Arabia: identity numbers. Digits only.

use super::{digits, luhn};

/// National number of Iran: ten digits, weights 10 to 2; the remainder by eleven, or eleven minus it above one.
pub(super) fn iran_id(value: &str) -> bool {
    digits::exactly::<10>(value).is_some_and(|d| {
        let [.., check] = d;
        let remainder = digits::weighted(&d, &[10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
        !digits::uniform(&d) && u32::from(check) == if remainder < 2 { remainder } else { 11 - remainder }
    })
}

/// National number or iqama of Saudi Arabia: ten digits, 1 for citizens and 2 for residents, with a Luhn digit.
pub(super) fn saudi_id(value: &str) -> bool {
    value.len() == 10
        && value.starts_with(['1', '2'])
        && luhn::luhn(value)
        && digits::number(value) != Some(0)
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::*;

    #[test]
    fn persons_of_iran() {
        assert!(iran_id("0499370899"));
        for invalid in ["", "0499370898", "1111111111", "049937089"] {
            assert!(!iran_id(invalid), "{invalid}");
        }
        guards_every_digit(iran_id, "0499370899");
    }

    #[test]
    fn persons_of_saudi_arabia() {
        for valid in ["1000000008", "2345678904"] {
            assert!(saudi_id(valid), "{valid}");
        }
        for invalid in ["", "1000000009", "3000000006", "100000000"] {
            assert!(!saudi_id(invalid), "{invalid}");
        }
    }
}
