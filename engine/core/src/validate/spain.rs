//! Numbers of Spain: DNI, NIE, NIF, CIF and the social security number. Letters in either case, no separators.

use super::digits;

const CONTROL: &[u8; 23] = b"TRWAGMYFPDXBNJZSQVHLCKE";

/// Whether `letter` is the control letter of `number`: its remainder by 23 (Real Decreto 1553/2005; Orden INT/2058/2008).
fn controls(letter: u8, number: u64) -> bool {
    let at = usize::try_from(number % 23).unwrap_or(0);
    CONTROL.get(at).is_some_and(|control| letter.eq_ignore_ascii_case(control))
}

/// Number and control letter of a value that ends in a letter.
fn lettered(value: &str) -> Option<(&str, u8)> {
    let at = value.len().checked_sub(1)?;
    let (number, letter) = value.split_at_checked(at)?;
    Some((number, *letter.as_bytes().first()?))
}

/// DNI: seven or eight digits and a control letter. All zeroes and all nines are examples, not numbers.
pub(super) fn dni(value: &str) -> bool {
    let Some((number, letter)) = lettered(value) else { return false };
    let Some(parsed) = digits::number(number) else { return false };
    (7..=8).contains(&number.len())
        && !matches!(parsed, 0 | 9_999_999 | 99_999_999)
        && controls(letter, parsed)
}

/// NIE of foreigners: X, Y or Z (read as 0, 1, 2), seven digits and the control letter of the DNI.
pub(super) fn nie(value: &str) -> bool {
    let Some((number, letter)) = lettered(value) else { return false };
    let Some((series, number)) = number.split_at_checked(1) else { return false };
    let series = match series {
        "X" | "x" => 0,
        "Y" | "y" => 10_000_000,
        "Z" | "z" => 20_000_000,
        _ => return false,
    };
    digits::number(number)
        .is_some_and(|parsed| number.len() == 7 && parsed != 0 && controls(letter, series + parsed))
}

/// NIF of a person: DNI, NIE, or K, L or M with seven digits and the same control letter (Real Decreto 1065/2007, articles
/// 19 and 20).
pub(super) fn nif(value: &str) -> bool {
    if dni(value) || nie(value) {
        return true;
    }
    let Some((number, letter)) = lettered(value) else { return false };
    let Some(number) = number.strip_prefix(['K', 'L', 'M', 'k', 'l', 'm']) else { return false };
    digits::number(number).is_some_and(|parsed| number.len() == 7 && parsed != 0 && controls(letter, parsed))
}

/// NIF of an organisation (formerly CIF): the letter of its legal form, seven digits, a control digit or letter (Real
/// Decreto 1065/2007, article 22; Orden EHA/451/2008). The control is ten minus the Luhn sum of the seven digits.
pub(super) fn cif(value: &str) -> bool {
    let value = value.to_ascii_uppercase();
    let Some((form, rest)) = value.split_at_checked(1) else { return false };
    let Some((number, control)) = rest.split_at_checked(7) else { return false };
    let (Some(form), Some(d), [control]) =
        (form.bytes().next(), digits::exactly::<7>(number), control.as_bytes())
    else {
        return false;
    };
    let sum: u8 = d
        .iter()
        .enumerate()
        .map(|(at, digit)| match at % 2 {
            0 => digit * 2 / 10 + digit * 2 % 10,
            _ => *digit,
        })
        .sum();
    let expected = (10 - sum % 10) % 10;
    let digit = *control == b'0' + expected;
    let letter = b"JABCDEFGHI".get(usize::from(expected)) == Some(control);
    // Some forms take a letter only, some a digit; a province of 00 is an organisation from abroad and takes a letter.
    let accepted = match form {
        b'P' | b'Q' | b'R' | b'S' | b'N' | b'W' => letter,
        b'A' | b'B' | b'E' | b'H' => digit || (letter && number.starts_with("00")),
        b'C' | b'D' | b'F' | b'G' | b'J' | b'U' | b'V' => digit || letter,
        _ => false,
    };
    accepted && !digits::uniform(&d)
}

/// Social security number (NUSS, NAF): province, eight digits, two control digits: the first ten modulo 97, without the
/// leading zero of the eight (Tesorería General de la Seguridad Social).
pub(super) fn nuss(value: &str) -> bool {
    if value.len() != 12 {
        return false;
    }
    let Some(number) = digits::number(value) else { return false };
    let (province, serial, control) = (number / 10_000_000_000, number / 100 % 100_000_000, number % 100);
    let joined =
        if serial < 10_000_000 { province * 10_000_000 + serial } else { province * 100_000_000 + serial };
    matches!(province, 1..=53 | 66) && serial != 0 && joined % 97 == control
}

/// CCC: bank, branch, two control digits and account, twenty digits; each control digit is a sum modulo 11 with the powers
/// of two as weights (Consejo Superior Bancario, Código Cuenta Cliente).
pub(super) fn ccc(value: &str) -> bool {
    const WEIGHTS: &[u32; 10] = &[1, 2, 4, 8, 5, 10, 9, 7, 3, 6];
    let control = |digits: &[u8], weights: &[u32]| match digits::weighted(digits, weights) % 11 {
        remainder @ (0 | 1) => remainder,
        remainder => 11 - remainder,
    };
    digits::exactly::<20>(value).is_some_and(|d| {
        let [office @ .., _, _, _, _, _, _, _, _, _, _, _, _] = &d;
        let [_, _, _, _, _, _, _, _, first, second, account @ ..] = &d;
        let [_, _, short @ ..] = WEIGHTS;
        !digits::uniform(&d)
            && control(office, short) == u32::from(*first)
            && control(account, WEIGHTS) == u32::from(*second)
    })
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::*;

    #[test]
    fn persons() {
        // The specimens of the Ministry of the Interior.
        for valid in ["12345678Z", "99999018D", "00000001R", "1234567L", "12345678z"] {
            assert!(dni(valid) && nif(valid) && !nie(valid), "{valid}");
        }
        for valid in ["X1234567L", "Y1234567X", "Z1234567R", "x1234567l"] {
            assert!(nie(valid) && nif(valid) && !dni(valid), "{valid}");
        }
        assert!(nif("K1234567L") && nif("M1234567L"));
        for invalid in [
            "",
            "Z",
            "12345678A",
            "99999999R",
            "00000000T",
            "123456Q",
            "X1234567A",
            "W1234567L",
            "12345678",
            "X12345678Z",
            "1234567é",
            "éé34567Z",
        ] {
            assert!(!nif(invalid) && !dni(invalid) && !nie(invalid), "{invalid}");
        }
    }

    #[test]
    fn organisations() {
        for valid in
            ["A58818501", "B78640570", "Q2826000H", "P2807900B", "G28029643", "a58818501", "A0012345E"]
        {
            assert!(cif(valid), "{valid}");
        }
        for invalid in [
            "",
            "A58818502",
            "A5881850A",
            "Q28260008",
            "I58818501",
            "B00000000",
            "A588185011",
            "é5881850",
            "Aé",
        ] {
            assert!(!cif(invalid), "{invalid}");
        }
    }

    #[test]
    fn social_security() {
        for valid in ["281234567840", "080123456774", "080000000127"] {
            assert!(nuss(valid), "{valid}");
        }
        for invalid in ["", "281234567841", "541234567840", "280000000000", "28123456784", "28/12345678/40"] {
            assert!(!nuss(invalid), "{invalid}");
        }
    }

    #[test]
    fn every_single_digit_change_is_refused() {
        guards_every_digit(dni, "12345678Z");
        guards_every_digit(nie, "X1234567L");
        guards_every_digit(cif, "A58818501");
        guards_every_digit(nuss, "281234567840");
    }

    #[test]
    fn bank_accounts() {
        // The account number of the IBAN that the registry prints for Spain.
        assert!(ccc("21000418450200051332"));
        for invalid in [
            "",
            "21000418460200051332",
            "21000418440200051332",
            "00000000000000000000",
            "2100041845020005133",
        ] {
            assert!(!ccc(invalid), "{invalid}");
        }
    }
}
