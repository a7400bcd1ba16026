//! Numbers of the United States: SSN, ITIN, bank routing, provider and drug enforcement registrations. Digits only.

use super::{digits, luhn};

/// Social Security number: nine digits. Area 000, 666 and 900–999, group 00 and serial 0000 are never assigned (SSA,
/// Social Security Number Randomization, 2011); nor are the numbers that advertisements made useless.
pub(super) fn us_ssn(value: &str) -> bool {
    let Some((area, group, serial)) = parts(value) else { return false };
    // 078-05-1120 was printed on sample cards of 1938; 219-09-9999 on a pamphlet of the Board; 987-65-4320 to 4329 are
    // reserved for advertisements and fall to the area rule.
    !matches!(area, 0 | 666 | 900..)
        && group != 0
        && serial != 0
        && !matches!(value, "078051120" | "219099999")
}

/// Individual Taxpayer Identification Number: nine digits, first 9, fourth and fifth in 50–65, 70–88, 90–92 or 94–99
/// (IRS, Internal Revenue Manual 3.21.263.1.3; 93 is for adoptions).
pub(super) fn us_itin(value: &str) -> bool {
    parts(value)
        .is_some_and(|(area, group, _)| area >= 900 && matches!(group, 50..=65 | 70..=88 | 90..=92 | 94..=99))
}

/// Area, group and serial of nine digits.
fn parts(value: &str) -> Option<(u64, u64, u64)> {
    let number = digits::number(value).filter(|_| value.len() == 9)?;
    Some((number / 1_000_000, number / 10_000 % 100, number % 10_000))
}

/// ABA routing transit number: nine digits, weights 3, 7, 1; first two 00–12, 21–32, 61–72 or 80 (American Bankers
/// Association, Routing Number Policy).
pub(super) fn aba_routing(value: &str) -> bool {
    digits::exactly::<9>(value).is_some_and(|d| {
        let [first, second, ..] = d;
        matches!(first * 10 + second, 0..=12 | 21..=32 | 61..=72 | 80)
            && !digits::uniform(&d)
            && digits::weighted(&d, &[3, 7, 1, 3, 7, 1, 3, 7, 1]).is_multiple_of(10)
    })
}

/// National Provider Identifier: ten digits, first 1 or 2, a Luhn digit over 80840 and the number (45 CFR 162.406; CMS,
/// NPI check digit).
pub(super) fn npi(value: &str) -> bool {
    // The prefix 80840 adds 24 to the Luhn sum of the ten digits.
    value.len() == 10
        && value.starts_with(['1', '2'])
        && digits::only(value)
        && (luhn::sum(value) + 24).is_multiple_of(10)
}

/// DEA registration: registrant code, initial of the name or 9, seven digits of which the last is the units digit of
/// d1+d3+d5 + 2·(d2+d4+d6) (DEA, Diversion Control Division). Letters in either case.
pub(super) fn dea(value: &str) -> bool {
    let Some((letters, number)) = value.split_at_checked(2) else { return false };
    let [registrant, initial] = letters.as_bytes() else { return false };
    let Some([d1, d2, d3, d4, d5, d6, check]) = digits::exactly::<7>(number) else { return false };
    b"ABCDEFGHJKLMPRSTUX".contains(&registrant.to_ascii_uppercase())
        && (initial.is_ascii_alphabetic() || *initial == b'9')
        && (d1 + d3 + d5 + 2 * (d2 + d4 + d6)) % 10 == check
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::*;

    #[test]
    fn ssn_ranges() {
        for valid in ["123456788", "001010001", "899999999", "665010001", "667010001"] {
            assert!(us_ssn(valid), "{valid}");
        }
        for invalid in [
            "",
            "000123456",
            "666123456",
            "900123456",
            "123001234",
            "123450000",
            "078051120",
            "219099999",
            "987654320",
            "123-45-6788",
            "12345678",
        ] {
            assert!(!us_ssn(invalid), "{invalid}");
        }
    }

    #[test]
    fn itin_ranges() {
        for valid in
            ["900500000", "911700001", "999881234", "950901234", "950921234", "950941234", "950991234"]
        {
            assert!(us_itin(valid), "{valid}");
        }
        for invalid in
            ["", "900490000", "900660000", "900690000", "900890000", "900930000", "800700000", "91170000"]
        {
            assert!(!us_itin(invalid), "{invalid}");
        }
    }

    #[test]
    fn routing_numbers() {
        // Federal Reserve Bank of Boston, of New York, and of the Treasury.
        for valid in ["011000015", "021001208", "111000025"] {
            assert!(aba_routing(valid), "{valid}");
        }
        assert!(!aba_routing("000000000") && !aba_routing("131000023") && !aba_routing("01100001"));
        guards_every_digit(aba_routing, "111000025");
    }

    #[test]
    fn provider_numbers() {
        // The worked example of CMS.
        assert!(npi("1234567893"));
        assert!(!npi("3234567891") && !npi("123456789") && !npi("1234567a93"));
        guards_every_digit(npi, "1234567893");
    }

    #[test]
    fn drug_enforcement_numbers() {
        assert!(dea("AB1234563") && dea("f91234563"));
        assert!(
            !dea("AB1234564")
                && !dea("IB1234563")
                && !dea("A11234563")
                && !dea("AB123456")
                && !dea("é1234563")
        );
    }
}
