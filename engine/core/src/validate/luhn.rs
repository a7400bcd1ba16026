//! The Luhn check digit: ISO/IEC 7812-1, annex B.
//!
//! Counted from the right, every second digit is doubled (and its digits added); the sum is a multiple of ten. One pass,
//! digits only. It catches every single wrong digit and every swap of neighbours but `09` and `90`; one random number in
//! ten passes, so it never stands alone as evidence.

use super::digits;

/// Whether a value of two or more digits ends in its Luhn check digit.
pub(super) fn luhn(value: &str) -> bool {
    value.len() > 1 && digits::only(value) && sum(value).is_multiple_of(10)
}

/// The Luhn sum of the digits of `value`, other characters counted as zero.
pub(super) fn sum(value: &str) -> u32 {
    let mut sum = 0_u32;
    for (at, byte) in value.bytes().rev().enumerate() {
        let digit = u32::from(digits::digit(byte).unwrap_or(0));
        sum = sum.wrapping_add(match at % 2 {
            0 => digit,
            _ if digit > 4 => digit * 2 - 9,
            _ => digit * 2,
        });
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::luhn;

    #[test]
    fn published_numbers() {
        // The customary worked examples, and a number of the IMEI kind from 3GPP TS 23.003.
        for valid in ["49927398716", "17893729974", "490154203237518", "18", "0000000000000000"] {
            assert!(luhn(valid), "{valid}");
        }
        for invalid in ["", "0", "4111111111111112", "4111 1111 1111 1111", "٤١١١"] {
            assert!(!luhn(invalid), "{invalid}");
        }
    }

    #[test]
    fn every_single_digit_change_is_refused() {
        guards_every_digit(luhn, "49927398716");
        guards_every_digit(luhn, "6212345678900000003");
    }

    #[test]
    fn the_one_swap_it_cannot_see() {
        assert!(luhn("1099") && luhn("1909"));
    }
}
