//! Numbers of Finland: the personal identity code. Letters in either case.

use super::{date, digits};

/// The check characters by remainder.
const CHECK: &[u8; 31] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";

/// Henkilötunnus: day, month, year, the sign of the century (`+`, `-` and `U` to `Y`, `A` to `F`), a serial from 002, and the
/// remainder of the nine digits by 31 as a character (Digi- ja väestötietovirasto; 128/2010).
pub(super) fn hetu(value: &str) -> bool {
    let bytes = value.as_bytes();
    let (Some(birth), Some(sign), Some(serial), Some(check)) =
        (value.get(..6), bytes.get(6), value.get(7..10), bytes.get(10))
    else {
        return false;
    };
    let Some([d1, d2, m1, m2, _, _]) = digits::exactly::<6>(birth) else { return false };
    let Some(number) = digits::number(&format!("{birth}{serial}")) else { return false };
    let expected = CHECK.get(usize::try_from(number % 31).unwrap_or(0));
    bytes.len() == 11
        && date::month_day(u32::from(m1 * 10 + m2), u32::from(d1 * 10 + d2))
        && matches!(sign.to_ascii_uppercase(), b'+' | b'-' | b'U'..=b'Y' | b'A'..=b'F')
        && number % 1_000 > 1
        && expected == Some(&check.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons() {
        for valid in ["131052-308T", "131052-308t", "010594Y9032"] {
            assert!(hetu(valid), "{valid}");
        }
        for invalid in
            ["", "131052-308U", "131352-308T", "131052*308T", "131052-30T", "131052-000V", "1310523080T"]
        {
            assert!(!hetu(invalid), "{invalid}");
        }
    }
}
