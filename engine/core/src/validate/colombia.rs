//! Numbers of Colombia: the NIT.

use super::digits;

/// Weights of the digits from the right: the primes from 3, without 5, 11 and 31, as the order lists them.
const WEIGHTS: [u32; 15] = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71];

/// NIT: eight to fifteen digits and a check digit modulo 11 (DIAN, Orden Administrativa 4 of 1989). Digits only.
///
/// Remainders 1 and 10 share the check digit 1, so one wrong digit in some fifty goes unseen.
pub(super) fn nit(value: &str) -> bool {
    let Some((check, body)) = value.as_bytes().split_last() else { return false };
    if !digits::only(value) || !(8..=15).contains(&body.len()) || body.iter().all(|byte| *byte == b'0') {
        return false;
    }
    let sum: u32 =
        body.iter().rev().zip(WEIGHTS).map(|(byte, w)| digits::digit(*byte).map_or(0, u32::from) * w).sum();
    let expected = match sum % 11 {
        remainder @ (0 | 1) => remainder,
        remainder => 11 - remainder,
    };
    digits::digit(*check).map(u32::from) == Some(expected)
}

#[cfg(test)]
mod tests {
    use super::nit;

    #[test]
    fn numbers() {
        // The second is the tax service's own.
        assert!(nit("2131234321") && nit("8001972684"));
        for invalid in ["", "2131234322", "0000000000", "12345678", "213123432-1"] {
            assert!(!nit(invalid), "{invalid}");
        }
    }
}
