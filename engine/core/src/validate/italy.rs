//! Codice fiscale of Italy: Decreto ministeriale 23 dicembre 1976, n. 13813, with the homonym rule (omocodia) of its
//! article 6. Letters in either case, no separators.

use super::{date, digits};

/// The letters that stand for digits 0 to 9 where two persons would otherwise share a code.
const OMOCODIA: &[u8; 10] = b"LMNPQRSTUV";

/// Values of `0`–`9` (and of `A`–`J`) at odd places, then of `K`–`Z`.
const ODD: &[u32; 26] =
    &[1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/// Six letters of the names, year, month letter, day (plus 40 for women), the cadastral code of the birthplace, and a check
/// letter: the sum of odd and even place values modulo 26.
pub(super) fn codice_fiscale(value: &str) -> bool {
    let value = value.to_ascii_uppercase();
    let Some((body, check)) = value.split_at_checked(15) else { return false };
    let [check] = check.as_bytes() else { return false };
    let body = body.as_bytes();
    let shaped = body.iter().enumerate().all(|(at, byte)| match at {
        6 | 7 | 9 | 10 | 12 | 13 | 14 => number(*byte).is_some(),
        _ => byte.is_ascii_uppercase(),
    });
    shaped && born(body) && check.is_ascii_uppercase() && sum(body) % 26 == u32::from(check - b'A')
}

/// A digit or the letter that replaces it.
fn number(byte: u8) -> Option<u8> {
    let replaced = || OMOCODIA.iter().position(|letter| *letter == byte).and_then(|at| u8::try_from(at).ok());
    digits::digit(byte).or_else(replaced)
}

/// Whether month letter and day are a date.
fn born(body: &[u8]) -> bool {
    let [_, _, _, _, _, _, _, _, month, tens, units, ..] = body else { return false };
    let month =
        b"ABCDEHLMPRST".iter().zip(1..).find(|(letter, _)| *letter == month).map_or(0, |(_, month)| month);
    let (Some(tens), Some(units)) = (number(*tens), number(*units)) else { return false };
    let day = u32::from(tens) * 10 + u32::from(units);
    date::month_day(month, if day > 40 { day - 40 } else { day })
}

fn sum(body: &[u8]) -> u32 {
    let even = |byte: u8| match byte {
        b'0'..=b'9' => u32::from(byte - b'0'),
        _ => u32::from(byte.saturating_sub(b'A')),
    };
    let odd = |byte: u8| usize::try_from(even(byte)).ok().and_then(|at| ODD.get(at)).copied().unwrap_or(0);
    body.iter().enumerate().map(|(at, byte)| if at % 2 == 0 { odd(*byte) } else { even(*byte) }).sum()
}

/// The account number of a bank in Italy or San Marino: the CIN, then ABI, CAB and account. The CIN is the check letter of
/// the codice fiscale over the twenty-two characters (ABI, Standard di colloquio, coordinate bancarie nazionali).
pub(super) fn italy_cin(value: &str) -> bool {
    let value = value.to_ascii_uppercase();
    let Some((cin, body)) = value.split_at_checked(1) else { return false };
    let [cin] = cin.as_bytes() else { return false };
    let shaped = body.len() == 22
        && body.bytes().enumerate().all(|(at, byte)| match at {
            0..=9 => byte.is_ascii_digit(),
            _ => byte.is_ascii_alphanumeric(),
        });
    shaped && cin.is_ascii_uppercase() && sum(body.as_bytes()) % 26 == u32::from(cin - b'A')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_examples() {
        for valid in ["RSSMRA85T10A562S", "MRTMTT25D09F205Z", "MLLSNT82P65Z404U", "rssmra85t10a562s"] {
            assert!(codice_fiscale(valid), "{valid}");
        }
    }

    #[test]
    fn homonyms_carry_letters_for_digits() {
        for valid in ["MRTMTT25D09F20RZ", "RSSMRA85T10A56NH", "RSSMRAURTMLARSNL"] {
            let body = &valid[..15];
            let check = char::from(b'A' + u8::try_from(sum(body.as_bytes()) % 26).unwrap());
            assert!(codice_fiscale(&format!("{body}{check}")), "{body}{check}");
        }
        assert!(codice_fiscale("RSSMRA85T10A56NH"));
    }

    #[test]
    fn refuses_near_misses() {
        for invalid in [
            "",
            "RSSMRA85T10A562T",
            "RSSMRA85F10A562S",
            "RSSMRA85T32A562S",
            "RSSMRA85T75A562S",
            "RSSMRA85T10A562",
            "RSSMRA85T10A562S1",
            "RSSMRA85T10A5621",
            "RS1MRA85T10A562S",
            "RSSMRA85T10A5é2",
        ] {
            assert!(!codice_fiscale(invalid), "{invalid}");
        }
    }

    #[test]
    fn every_change_of_one_character_is_refused() {
        let value = "RSSMRA85T10A562S";
        for at in 0..15 {
            for other in (b'0'..=b'9').chain(b'A'..=b'Z') {
                let mut bytes = value.as_bytes().to_vec();
                // Within one place, values of letters differ modulo 26; a digit and its even-place letter may not, but the
                // shape tells them apart.
                if std::mem::replace(&mut bytes[at], other) != other {
                    assert!(
                        !codice_fiscale(std::str::from_utf8(&bytes).unwrap()),
                        "{at} {}",
                        char::from(other)
                    );
                }
            }
        }
    }

    #[test]
    fn bank_accounts() {
        // The account numbers of the IBANs that the registry prints for Italy and San Marino.
        for valid in ["X0542811101000000123456", "U0322509800000000270100", "x0542811101000000123456"] {
            assert!(italy_cin(valid), "{valid}");
        }
        for invalid in
            ["", "X0542811101000000123457", "Y0542811101000000123456", "10542811101000000123456", "é"]
        {
            assert!(!italy_cin(invalid), "{invalid}");
        }
    }
}
