//! Payment card numbers: issuer ranges and lengths, test numbers, magnetic stripes.
//!
//! ISO/IEC 7812-1 gives the shape (issuer identification number, account, Luhn digit); the networks publish which ranges
//! they use and how long their numbers are. Digits only, no separators.

use super::{date, digits, luhn};

/// Issuer ranges by their first six digits, and the lengths their numbers have.
const RANGES: &[(u32, u32, &[usize])] = &[
    // Diners Club International.
    (300_000, 305_999, &[14, 16, 17, 18, 19]),
    (309_500, 309_599, &[14, 16, 17, 18, 19]),
    (360_000, 369_999, &[14, 15, 16, 17, 18, 19]),
    (380_000, 399_999, &[14, 16, 17, 18, 19]),
    // American Express.
    (340_000, 349_999, &[15]),
    (370_000, 379_999, &[15]),
    // JCB.
    (352_800, 358_999, &[16, 17, 18, 19]),
    // Visa, Visa Electron and Visa Dankort (4571) among them.
    (400_000, 499_999, &[13, 16, 19]),
    // Dankort.
    (501_900, 501_999, &[16]),
    // Mastercard, the 2-series of 2017 among them.
    (222_100, 272_099, &[16]),
    (510_000, 559_999, &[16]),
    // Discover; 622126–622925 are shared with UnionPay.
    (601_100, 601_199, &[16, 17, 18, 19]),
    (644_000, 659_999, &[16, 17, 18, 19]),
    // UnionPay.
    (620_000, 629_999, &[16, 17, 18, 19]),
    (810_000, 817_199, &[16, 17, 18, 19]),
];

/// Whether a value of digits has the issuer range and length of American Express, Dankort, Diners Club, Discover, Electron,
/// JCB, Mastercard, UnionPay or Visa.
pub(super) fn card_brand(value: &str) -> bool {
    let issuer = value.get(..6).and_then(digits::number);
    digits::only(value)
        && issuer.is_some_and(|issuer| {
            RANGES.iter().any(|(first, last, lengths)| {
                (u64::from(*first)..=u64::from(*last)).contains(&issuer) && lengths.contains(&value.len())
            })
        })
}

/// Numbers that issuers and payment processors publish for testing: no account stands behind them. Sorted.
const PUBLISHED: &[&str] = &[
    "122000000000003",
    "2222405343248877",
    "2222990905257051",
    "2223007648726984",
    "2223577120017656",
    "30569309025904",
    "34343434343434",
    "3528000700000000",
    "3530111333300000",
    "3566002020360505",
    "36148900647913",
    "36700102000000",
    "371449635398431",
    "378282246310005",
    "378734493671000",
    "38520000023237",
    "4012888888881881",
    "4111111111111111",
    "4222222222222",
    "4444333322221111",
    "4462030000000000",
    "4484070000000000",
    "4911830000000",
    "4917300800000000",
    "4917610000000000",
    "4917610000000000003",
    "5019717010103742",
    "5105105105105100",
    "5111010030175156",
    "5185540810000019",
    "5200828282828210",
    "5204230080000017",
    "5204740009900014",
    "5420923878724339",
    "5454545454545454",
    "5455330760000018",
    "5506900490000436",
    "5506900490000444",
    "5506900510000234",
    "5506920809243667",
    "5506922400634930",
    "5506927427317625",
    "5553042241984105",
    "5555553753048194",
    "5555555555554444",
    "5610591081018250",
    "6011000400000000",
    "6011000990139424",
    "6011111111111117",
    "630490017740292441",
    "630495060000000000",
    "6331101999990016",
    "6759649826438453",
    "6799990100000000019",
    "76009244561",
];

/// Whether a value is a card number published for testing, alone or as the account number of a magnetic stripe track.
pub(super) fn published_test_card(value: &str) -> bool {
    let account = track(value).map_or(value, |track| track.account);
    PUBLISHED.binary_search(&account).is_ok()
}

/// Whether a value is track 1 or track 2 of ISO/IEC 7813: an account number with a right Luhn digit and an expiry month,
/// sentinels included or not.
pub(super) fn track_data(value: &str) -> bool {
    track(value).is_some_and(|track| luhn::luhn(track.account) && track.expiry.is_some_and(date::yymm))
}

/// What a track says.
struct Track<'a> {
    account: &'a str,
    expiry: Option<&'a str>,
}

/// Reads format code B of track 1 (`%B…^NAME^YYMM…?`) or track 2 (`;…=YYMM…?`).
fn track(value: &str) -> Option<Track<'_>> {
    if let Some((head, rest)) = value.split_once('^') {
        let account = head.trim_start_matches('%').strip_prefix(['B', 'b'])?;
        let (_, rest) = rest.split_once('^')?;
        return digits::only(account).then_some(Track { account, expiry: rest.get(..4) });
    }
    let (head, rest) = value.split_once(['=', 'D'])?;
    let account = head.trim_start_matches(';');
    digits::only(account).then_some(Track { account, expiry: rest.get(..4) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_and_lengths() {
        for valid in [
            "340000000000000",
            "5019000000000000",
            "4571000000000000",
            "30000000000000",
            "36000000000000",
            "6011000000000000",
            "4026000000000000",
            "3528000000000000",
            "3589000000000000",
            "5100000000000000",
            "2221000000000000",
            "2720990000000000",
            "6200000000000000000",
            "4000000000000",
            "4000000000000000000",
        ] {
            assert!(card_brand(valid), "{valid}");
        }
        for invalid in [
            "",
            "4000",
            "34000000000000",
            "400000000000000",
            "2220990000000000",
            "2721000000000000",
            "5600000000000000",
            "3590000000000000",
            "9000000000000000",
            "1234567890123456",
            "4000 0000 0000 0000",
            "51000000000000000",
            "३४0000000000000",
        ] {
            assert!(!card_brand(invalid), "{invalid}");
        }
    }

    #[test]
    fn test_numbers_are_sorted_and_found() {
        assert!(PUBLISHED.is_sorted());
        assert_eq!(PUBLISHED.len(), 55);
        assert!(published_test_card("4111111111111111"));
        assert!(published_test_card("%B4111111111111111^DOE/JOHN^2812101000000000?"));
        assert!(published_test_card(";378282246310005=2812101?"));
        assert!(!published_test_card("4111111111111112") && !published_test_card(""));
        // All but the Dankort account of eleven digits would pass as card numbers.
        assert_eq!(PUBLISHED.iter().filter(|number| luhn::luhn(number)).count(), 54);
    }

    #[test]
    fn tracks() {
        for valid in [
            "%B4539578763621486^DOE/JOHN A^28121010000000000000?",
            "B4539578763621486^DOE/JOHN^2812101",
            ";4539578763621486=28121010000012300000?",
            "4539578763621486=2812",
        ] {
            assert!(track_data(valid), "{valid}");
        }
        for invalid in [
            "",
            "^^",
            "=",
            "%B4539578763621487^DOE/JOHN^2812101?",
            ";4539578763621486=2813101?",
            ";4539578763621486=281",
            "%C4539578763621486^DOE/JOHN^2812101?",
            ";45395787é3621486=2812101?",
        ] {
            assert!(!track_data(invalid), "{invalid}");
        }
    }
}
