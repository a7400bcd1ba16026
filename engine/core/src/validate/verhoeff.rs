//! Verhoeff's check digit: J. Verhoeff, Error Detecting Decimal Codes, Mathematical Centre Tracts 29, 1969.
//!
//! A product in the dihedral group of order ten of the digits, each permuted by its place. Digits only, one pass. Catches
//! every single wrong digit and every swap of neighbours.

use super::digits;

/// Whether a value of two or more digits ends in its Verhoeff check digit.
pub(super) fn verhoeff(value: &str) -> bool {
    if value.len() < 2 {
        return false;
    }
    let mut state = 0;
    for (place, byte) in value.bytes().rev().enumerate() {
        let Some(digit) = digits::digit(byte) else { return false };
        state = product(state, permuted(digit, place % 8));
    }
    state == 0
}

/// The dihedral group of order ten: 0–4 are rotations, 5–9 reflections.
fn product(a: u8, b: u8) -> u8 {
    match (a < 5, b < 5) {
        (true, true) => (a + b) % 5,
        (true, false) => (a + b) % 5 + 5,
        (false, true) => (a + 5 - b) % 5 + 5,
        (false, false) => (a + 5 - b) % 5,
    }
}

/// Verhoeff's permutation (0→1→5→8→9→4→2→7→0, 3→6→3), applied `times`.
fn permuted(digit: u8, times: usize) -> u8 {
    (0..times).fold(digit, |digit, _| match digit {
        0 => 1,
        1 => 5,
        2 => 7,
        3 => 6,
        4 => 2,
        5 => 8,
        6 => 3,
        7 => 0,
        8 => 9,
        _ => 4,
    })
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::verhoeff;

    #[test]
    fn worked_examples() {
        for valid in ["2363", "758722", "123451", "1428570", "84736430954837284567892"] {
            assert!(verhoeff(valid), "{valid}");
        }
        for invalid in ["", "0", "2364", "236x", "84736430954837284567893"] {
            assert!(!verhoeff(invalid), "{invalid}");
        }
    }

    #[test]
    fn every_single_digit_change_and_swap_is_refused() {
        guards_every_digit(verhoeff, "84736430954837284567892");
        let value = b"84736430954837284567892";
        for at in 1..value.len() {
            let mut swapped = value.to_vec();
            swapped.swap(at - 1, at);
            assert!(value[at - 1] == value[at] || !verhoeff(std::str::from_utf8(&swapped).unwrap()));
        }
    }
}
