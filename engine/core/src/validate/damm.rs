//! Damm's check digit: H. M. Damm, Total anti-symmetrische Quasigruppen, dissertation, Marburg 2004.
//!
//! The digits are folded through a totally anti-symmetric quasigroup; the fold over the whole value is zero. Digits only,
//! one pass. Catches every single wrong digit and every swap of neighbours.

use super::digits;

/// The quasigroup of order ten of the dissertation.
const TABLE: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/// Whether a value of two or more digits ends in its Damm check digit.
pub(super) fn damm(value: &str) -> bool {
    let fold = value.bytes().try_fold(0_u8, |state, byte| {
        let column = usize::from(digits::digit(byte)?);
        TABLE.get(usize::from(state))?.get(column).copied()
    });
    value.len() > 1 && fold == Some(0)
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::{TABLE, damm};

    #[test]
    fn worked_example() {
        assert!(damm("5724"));
        for invalid in ["", "0", "5727", "572", "57 24", "5274"] {
            assert!(!damm(invalid), "{invalid}");
        }
    }

    #[test]
    fn the_table_is_a_totally_anti_symmetric_quasigroup() {
        for (at, row) in TABLE.iter().enumerate() {
            let mut sorted = *row;
            sorted.sort_unstable();
            assert_eq!(sorted, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
            assert_eq!(row[at], 0);
        }
        let times = |a: usize, b: usize| usize::from(TABLE[a][b]);
        for c in 0..10 {
            for x in 0..10 {
                for y in (0..10).filter(|y| *y != x) {
                    assert_ne!(times(times(c, x), y), times(times(c, y), x));
                }
            }
        }
    }

    #[test]
    fn every_single_digit_change_is_refused() {
        guards_every_digit(damm, "5724");
    }
}
