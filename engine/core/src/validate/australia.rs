//! Numbers of Australia: tax file number, business number, Medicare card. Digits only.

use super::digits;

/// Tax file number: nine digits with weights 1, 4, 3, 7, 5, 8, 6, 9, 10 or eight with 10, 7, 8, 4, 6, 3, 5, 1, the sum a
/// multiple of 11 (Australian Taxation Office, TFN algorithm).
pub(super) fn tfn(value: &str) -> bool {
    let nine = digits::exactly::<9>(value).is_some_and(|d| {
        !digits::uniform(&d) && digits::weighted(&d, &[1, 4, 3, 7, 5, 8, 6, 9, 10]).is_multiple_of(11)
    });
    nine || digits::exactly::<8>(value).is_some_and(|d| {
        !digits::uniform(&d) && digits::weighted(&d, &[10, 7, 8, 4, 6, 3, 5, 1]).is_multiple_of(11)
    })
}

/// Australian business number: eleven digits, the first less one, weights 10, 1, 3 … 19, the sum a multiple of 89
/// (Australian Business Register, Format of the ABN).
pub(super) fn abn(value: &str) -> bool {
    digits::exactly::<11>(value).is_some_and(|mut d| {
        let [first, ..] = &mut d;
        let Some(less) = first.checked_sub(1) else { return false };
        *first = less;
        digits::weighted(&d, &[10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]).is_multiple_of(89)
    })
}

/// Medicare card: ten digits, or eleven with the person's place on the card; first 2 to 6; the ninth is the weighted sum
/// (1, 3, 7, 9, 1, 3, 7, 9) of eight modulo 10 (Services Australia, Medicare card number format).
pub(super) fn medicare(value: &str) -> bool {
    let Some(d) = value.get(..10).and_then(digits::exactly::<10>) else { return false };
    let [first, .., check, issue] = d;
    digits::only(value)
        && value.len() <= 11
        && (2..=6).contains(&first)
        && issue != 0
        && digits::weighted(&d, &[1, 3, 7, 9, 1, 3, 7, 9]) % 10 == u32::from(check)
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::*;

    #[test]
    fn tax_file_numbers() {
        for valid in ["123456782", "876543210", "12345677"] {
            assert!(tfn(valid), "{valid}");
        }
        for invalid in ["", "123456789", "000000000", "00000000", "1234567", "123 456 782"] {
            assert!(!tfn(invalid), "{invalid}");
        }
        guards_every_digit(tfn, "123456782");
    }

    #[test]
    fn business_numbers() {
        // The example of the Australian Business Register.
        assert!(abn("51824753556") && !abn("51824753557") && !abn("01824753556") && !abn(""));
        guards_every_digit(abn, "51824753556");
    }

    #[test]
    fn medicare_cards() {
        assert!(medicare("2123456701") && medicare("21234567011"));
        for invalid in
            ["", "2123456711", "1123456701", "2123456700", "212345670111", "212345670", "2123456701a"]
        {
            assert!(!medicare(invalid), "{invalid}");
        }
    }
}
