//! Numbers of Japan: the individual number. Digits only.

use super::digits;

/// My Number: eleven digits and one modulo 11; from the right the weights are 2 to 7 and 2 to 6 (総務省令 85 of 2014,
/// article 5).
pub(super) fn my_number(value: &str) -> bool {
    digits::exactly::<12>(value).is_some_and(|d| {
        let [.., check] = d;
        let expected = match digits::weighted(&d, &[6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11 {
            0 | 1 => 0,
            remainder => 11 - remainder,
        };
        !digits::uniform(&d) && expected == u32::from(check)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons() {
        assert!(my_number("123456789018"));
        for invalid in ["", "123456789019", "000000000000", "12345678901"] {
            assert!(!my_number(invalid), "{invalid}");
        }
    }
}
