//! Dates inside identifiers.
//!
//! Not the real calendar: an identifier holds a two-digit year, so 29 February is always possible. These checks refuse the
//! thirteenth month and the thirty-first of a short month, which most random digits fail.

/// Whether month and day are those of some year.
pub(super) fn month_day(month: u32, day: u32) -> bool {
    let last = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => return false,
    };
    (1..=last).contains(&day)
}

/// Whether a value is six digits that can be a date as year, month, day.
pub(super) fn yymmdd(value: &str) -> bool {
    let Some([_, _, m1, m2, d1, d2]) = super::digits::exactly::<6>(value) else { return false };
    month_day(u32::from(m1 * 10 + m2), u32::from(d1 * 10 + d2))
}

/// Whether a value is eight digits that can be a date of the years 1900 to 2099, year first or last.
pub(super) fn yyyymmdd(value: &str) -> bool {
    let Some([a, b, c, d, e, f, g, h]) = super::digits::exactly::<8>(value) else { return false };
    let [ab, cd, ef, gh] = [[a, b], [c, d], [e, f], [g, h]].map(|[tens, units]| u32::from(tens * 10 + units));
    let century = |digits: u32| matches!(digits, 19 | 20);
    (century(ab) && month_day(ef, gh)) || (century(ef) && (month_day(ab, cd) || month_day(cd, ab)))
}

/// Whether a value is four digits that can be a year and a month.
pub(super) fn yymm(value: &str) -> bool {
    let Some([_, _, m1, m2]) = super::digits::exactly::<4>(value) else { return false };
    (1..=12).contains(&(m1 * 10 + m2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plausible_dates() {
        for valid in ["850101", "000229", "991231", "560427"] {
            assert!(yymmdd(valid), "{valid}");
        }
        for invalid in ["", "85010", "850001", "851301", "850132", "850431", "850230", "85-101"] {
            assert!(!yymmdd(invalid), "{invalid}");
        }
        for valid in ["20280112", "19991231", "31121999", "12312028"] {
            assert!(yyyymmdd(valid), "{valid}");
        }
        for invalid in ["", "20281312", "18991231", "2028-112", "12345678"] {
            assert!(!yyyymmdd(invalid), "{invalid}");
        }
        assert!(yymm("2812") && !yymm("2813") && !yymm("2800") && !yymm("281"));
    }
}
