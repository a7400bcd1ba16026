//! Numbers of Thailand and Singapore. Letters in either case.

use super::digits;

/// Identity number of Thailand: thirteen digits, first 1 to 8, weights 13 to 2, eleven minus the remainder modulo 10.
pub(super) fn thailand_id(value: &str) -> bool {
    digits::exactly::<13>(value).is_some_and(|d| {
        let [first, .., check] = d;
        let sum = digits::weighted(&d, &[13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
        (1..=8).contains(&first) && !digits::uniform(&d) && (11 - sum % 11) % 10 == u32::from(check)
    })
}

/// NRIC and FIN of Singapore: S, T, F, G or M, seven digits with weights 2, 7, 6, 5, 4, 3, 2, and a check letter by table.
pub(super) fn nric(value: &str) -> bool {
    let value = value.to_ascii_uppercase();
    let bytes = value.as_bytes();
    let ([series, ..], [.., check]) = (bytes, bytes) else { return false };
    let Some(d) = value.get(1..8).and_then(digits::exactly::<7>) else { return false };
    let (offset, table): (u32, &[u8; 11]) = match series {
        b'S' => (0, b"JZIHGFEDCBA"),
        b'T' => (4, b"JZIHGFEDCBA"),
        b'F' => (0, b"XWUTRQPNMLK"),
        b'G' => (4, b"XWUTRQPNMLK"),
        b'M' => (3, b"XWUTRQPNJLK"),
        _ => return false,
    };
    let remainder = (digits::weighted(&d, &[2, 7, 6, 5, 4, 3, 2]) + offset) % 11;
    bytes.len() == 9 && table.get(usize::try_from(remainder).unwrap_or(11)) == Some(check)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_of_thailand() {
        assert!(thailand_id("1234545678781"));
        for invalid in ["", "1234545678782", "0234545678781", "123454567878"] {
            assert!(!thailand_id(invalid), "{invalid}");
        }
    }

    #[test]
    fn residents_of_singapore() {
        for valid in ["S1234567D", "s1234567d", "T1234567J", "F1234567N", "G1234567X"] {
            assert!(nric(valid), "{valid}");
        }
        for invalid in ["", "S1234567E", "X1234567D", "S123456D", "S12345678"] {
            assert!(!nric(invalid), "{invalid}");
        }
    }
}
