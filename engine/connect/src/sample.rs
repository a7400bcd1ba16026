//! Sampling: a part of the objects, always the same part.
//!
//! Whether a key belongs to the sample is decided by its hash alone, so a second run, another machine and a resumed run take
//! the same objects, and the 1 % sample is a subset of the 5 % sample.

use std::str::FromStr;

use sha2::{Digest, Sha256};

use crate::error::Error;

/// How much to take, in steps of 0.0001 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent {
    millionths: u32,
}

impl Percent {
    const WHOLE: u32 = 1_000_000;

    /// Whether the key is in the sample.
    #[must_use]
    pub fn takes(self, key: &str) -> bool {
        let digest = Sha256::digest(key.as_bytes());
        let head = digest.iter().take(8).fold(0u64, |number, byte| number << 8 | u64::from(*byte));
        // The hash as a fraction of 2^64, scaled to millionths without floating point.
        (u128::from(head) * u128::from(Self::WHOLE)) >> 64 < u128::from(self.millionths)
    }
}

impl FromStr for Percent {
    type Err = Error;

    /// Reads `5`, `5%` or `0.25%`, above 0 and up to 100, with up to four decimals.
    fn from_str(text: &str) -> Result<Self, Error> {
        let parse = || {
            let number = text.trim().strip_suffix('%').unwrap_or(text.trim()).trim_end();
            let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
            let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
            if whole.is_empty()
                || whole.len() > 3
                || fraction.len() > 4
                || !digits(whole)
                || !digits(fraction)
            {
                return None;
            }
            let millionths = format!("{whole}{fraction:0<4}").parse::<u32>().ok()?;
            (1..=Self::WHOLE).contains(&millionths).then_some(Self { millionths })
        };
        parse().ok_or_else(|| Error::Value {
            text: text.to_owned(),
            wanted: "a percentage above 0 and up to 100 with at most four decimals, such as `5` or `0.25%`",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_read() {
        let read = |text: &str| text.parse::<Percent>().map(|p| p.millionths).ok();
        assert_eq!(read("5"), Some(50_000));
        assert_eq!(read("0.25%"), Some(2_500));
        assert_eq!(read("100 %"), Some(1_000_000));
        for wrong in ["", "%", "0", "0.00001", "101", "-1", "1e2", "٣", ".5"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn samples_are_nested_and_have_their_size() {
        let [small, large]: [Percent; 2] = ["1", "12.5"].map(|t| t.parse().unwrap());
        let keys: Vec<String> = (0..20_000).map(|n| format!("logs/{n}.txt")).collect();
        let taken = |p: Percent| keys.iter().filter(|k| p.takes(k)).collect::<Vec<_>>();
        assert!(taken(small).iter().all(|k| large.takes(k)));
        assert!((2_350..2_650).contains(&taken(large).len()), "{}", taken(large).len());
        assert!(keys.iter().all(|k| "100".parse::<Percent>().unwrap().takes(k)));
    }
}
