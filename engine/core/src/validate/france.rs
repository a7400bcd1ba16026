//! Numbers of France: the registration number of persons (NIR) and the tax reference (SPI). No separators.

use super::digits;

/// NIR, also called INSEE or social security number: sex, year, month, department, commune, order, and a key of two digits
/// that is 97 minus the first thirteen modulo 97 (INSEE; décret 82-103). Corsica's 2A and 2B count as 19 and 18.
pub(super) fn nir(value: &str) -> bool {
    if value.len() != 15 || !value.is_ascii() {
        return false;
    }
    let corsica = match value.get(5..7) {
        Some("2A" | "2a") => "19",
        Some("2B" | "2b") => "18",
        Some(department) => department,
        None => return false,
    };
    let (Some(head), Some(tail)) = (value.get(..5), value.get(7..13)) else { return false };
    let (Some(body), Some(key)) =
        (digits::number(&format!("{head}{corsica}{tail}")), value.get(13..).and_then(digits::number))
    else {
        return false;
    };
    let (sex, month) = (body / 1_000_000_000_000, body / 100_000_000 % 100);
    let (department, order) = (body / 1_000_000 % 100, body % 1_000);
    // Months above 12 stand for births whose month is not known (20, 30–42, 50–99); 3, 4, 7 and 8 are provisional.
    matches!(sex, 1..=4 | 7 | 8)
        && matches!(month, 1..=12 | 20 | 30..=42 | 50..=99)
        && department != 0
        && order != 0
        && key == 97 - body % 97
}

/// SPI, the tax identification number: thirteen digits, first 0 to 3, the last three are the first ten modulo 511 (DGFiP,
/// as published by the OECD and the European Commission's TIN portal).
pub(super) fn spi(value: &str) -> bool {
    let Some(number) = digits::number(value).filter(|_| value.len() == 13) else { return false };
    let body = number / 1_000;
    value.starts_with(['0', '1', '2', '3']) && body != 0 && body % 511 == number % 1_000
}

/// RIB: five characters of a bank, five of a branch, eleven of an account, and a key such that the whole is a multiple of 97
/// (Comité français d'organisation et de normalisation bancaires, RIB). Letters count as digits, `A` to `I` and `J` to `R`
/// from 1, `S` to `Z` from 2.
pub(super) fn rib(value: &str) -> bool {
    let shaped = value.len() == 23
        && value.bytes().enumerate().all(|(at, byte)| match at {
            0..=9 | 21.. => byte.is_ascii_digit(),
            _ => byte.is_ascii_alphanumeric(),
        });
    let remainder = value.bytes().fold(0_u32, |remainder, byte| {
        let digit = match byte.to_ascii_uppercase() {
            digit @ b'0'..=b'9' => digit - b'0',
            letter @ b'A'..=b'I' => letter - b'A' + 1,
            letter @ b'J'..=b'R' => letter - b'J' + 1,
            letter => letter.saturating_sub(b'S') + 2,
        };
        (remainder * 10 + u32::from(digit)) % 97
    });
    shaped && remainder == 0 && value.bytes().any(|byte| byte != b'0')
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::*;

    #[test]
    fn registration_numbers() {
        for valid in
            ["255081416802538", "269054958815780", "185122B33112385", "185122A33112358", "185122a33112358"]
        {
            assert!(nir(valid), "{valid}");
        }
        for invalid in [
            "",
            "255081416802539",
            "955081416802538",
            "255131416802538",
            "25508141680253",
            "2 55 08 14 168 025 38",
            "185122C33112385",
            "25508141680253é",
        ] {
            assert!(!nir(invalid), "{invalid}");
        }
        guards_every_digit(nir, "255081416802538");
    }

    #[test]
    fn tax_references() {
        // The example of the OECD's sheet on France.
        assert!(spi("3023217600053"));
        for invalid in
            ["", "3023217600054", "9023217600053", "0000000000000", "302321760005", "30 23 217 600 053"]
        {
            assert!(!spi(invalid), "{invalid}");
        }
        guards_every_digit(spi, "3023217600053");
    }

    #[test]
    fn bank_accounts() {
        // The account numbers of the IBANs that the registry prints for France and Monaco.
        for valid in ["20041010050500013M02606", "20041010050500013m02606", "11222000010123456789030"] {
            assert!(rib(valid), "{valid}");
        }
        for invalid in [
            "",
            "20041010050500013M02607",
            "00000000000000000000000",
            "2004101005050001M302606",
            "é0041010050500013M0260",
        ] {
            assert!(!rib(invalid), "{invalid}");
        }
        guards_every_digit(rib, "11222000010123456789030");
    }
}
