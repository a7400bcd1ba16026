//! Numbers of Ireland: the personal public service number. Letters in either case.

use super::digits;

/// PPS number: seven digits with weights 8 to 2, a check letter modulo 23 (`W` for 0), and since 2013 a second letter that
/// counts nine times; `W` there is the old sign of a spouse and counts nothing (Department of Social Protection).
pub(super) fn pps(value: &str) -> bool {
    let Some((number, letters)) = value.split_at_checked(7) else { return false };
    let Some(d) = digits::exactly::<7>(number) else { return false };
    let letters = letters.to_ascii_uppercase();
    let (check, second) = match letters.as_bytes() {
        [check] => (*check, 0),
        [check, b'W'] => (*check, 0),
        [check, second @ b'A'..=b'I'] => (*check, u32::from(second - b'A') + 1),
        _ => return false,
    };
    let remainder = (digits::weighted(&d, &[8, 7, 6, 5, 4, 3, 2]) + second * 9) % 23;
    let expected = b"WABCDEFGHIJKLMNOPQRSTUV".get(usize::try_from(remainder).unwrap_or(0));
    !digits::uniform(&d) && expected == Some(&check)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons() {
        for valid in ["6433435F", "6433435FW", "6433435f", "6433435OA"] {
            assert!(pps(valid), "{valid}");
        }
        for invalid in ["", "6433435E", "6433435OB", "643343F", "6433435", "6433435FZ", "é433435F"] {
            assert!(!pps(invalid), "{invalid}");
        }
    }
}
