//! Sizes and moments as a person writes them.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::error::Error;

/// Reads a size in bytes: `4096`, `10KiB`, `1.5 GB`. `K`, `KiB` are 1024; `kB`, `KB` are 1000.
///
/// # Errors
/// When the text is not a number with one of these units, or is larger than 2^64 bytes.
pub fn parse_size(text: &str) -> Result<u64, Error> {
    let parse = || {
        let text = text.trim();
        let border = text.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(text.len());
        let (number, unit) = text.split_at_checked(border)?;
        let exponent =
            |c: char| "kmgt".find(c.to_ascii_lowercase()).and_then(|at| u32::try_from(at + 1).ok());
        let mut letters = unit.trim_start().chars();
        let factor = match (letters.next(), letters.as_str()) {
            (None, _) | (Some('B' | 'b'), "") => 1,
            (Some(prefix), "B" | "b") => 1000u64.pow(exponent(prefix)?),
            (Some(prefix), "" | "iB" | "ib") => 1024u64.pow(exponent(prefix)?),
            _ => return None,
        };
        let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
        let whole = whole.parse::<u64>().ok()?.checked_mul(factor)?;
        let places = u32::try_from(fraction.len()).ok().filter(|places| (1..=9).contains(places))?;
        let part = u128::from(fraction.parse::<u64>().ok()?) * u128::from(factor) / 10u128.pow(places);
        whole.checked_add(u64::try_from(part).ok()?)
    };
    parse().ok_or_else(|| Error::Value {
        text: text.to_owned(),
        wanted: "a size such as `4096`, `10MiB` or `1.5GB`",
    })
}

/// Reads a moment: an age before `now` (`45m`, `12h`, `30d`, `2w`), a date (`2026-01-31`, midnight UTC) or an RFC 3339 time.
///
/// # Errors
/// When the text is none of these, or an age that reaches before the calendar's beginning.
pub fn parse_moment(text: &str, now: Timestamp) -> Result<Timestamp, Error> {
    let age = || {
        let text = text.trim();
        let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
        let seconds = match unit {
            "m" => 60,
            "h" => 3_600,
            "d" => 86_400,
            "w" => 7 * 86_400,
            _ => return None,
        };
        let number = number.parse::<u32>().ok()?;
        now.checked_sub(SignedDuration::from_secs(i64::from(number).checked_mul(seconds)?)).ok()
    };
    let date = || TimeZone::UTC.to_timestamp(text.trim().parse::<Date>().ok()?.at(0, 0, 0, 0)).ok();
    let time = || text.trim().parse::<Timestamp>().ok();
    age().or_else(time).or_else(date).ok_or_else(|| Error::Value {
        text: text.to_owned(),
        wanted: "an age such as `30d` or `12h`, a date such as `2026-01-31`, or an RFC 3339 time",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        let cases = [
            ("0", 0),
            ("4096", 4096),
            ("10KiB", 10_240),
            ("10K", 10_240),
            ("1.5 GB", 1_500_000_000),
            ("7B", 7),
        ];
        for (text, bytes) in cases {
            assert_eq!(parse_size(text).unwrap(), bytes, "{text}");
        }
        for text in [
            "",
            "KiB",
            "1XB",
            "-1",
            "1.",
            "1..2",
            "99999999999999999999",
            "20000000000T",
            "1 KiBs",
            "1.0000000000001",
        ] {
            assert!(parse_size(text).is_err(), "{text}");
        }
    }

    #[test]
    fn moments() {
        let now: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
        let cases = [
            ("1d", "2026-02-28T12:00:00Z"),
            ("90m", "2026-03-01T10:30:00Z"),
            ("2026-01-31", "2026-01-31T00:00:00Z"),
            ("2026-01-31T01:00:00+01:00", "2026-01-31T00:00:00Z"),
        ];
        for (text, moment) in cases {
            assert_eq!(parse_moment(text, now).unwrap(), moment.parse().unwrap(), "{text}");
        }
        for text in ["", "d", "1y", "-1d", "4294967295w", "yesterday", "2026-02-30", "é"] {
            assert!(parse_moment(text, now).is_err(), "{text}");
        }
    }
}
