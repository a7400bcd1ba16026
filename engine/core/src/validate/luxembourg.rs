//! Numbers of Luxembourg: the national identification number. Digits only.

use super::{date, digits, luhn, verhoeff};

/// Matricule: birth date, serial, a Luhn digit over the eleven and a Verhoeff digit over the same eleven (Loi du 19 juin 2013).
pub(super) fn luxembourg_matricule(value: &str) -> bool {
    let (Some(birth), Some(body), Some(with_luhn), Some(last)) =
        (value.get(..8), value.get(..11), value.get(..12), value.get(12..))
    else {
        return false;
    };
    value.len() == 13
        && digits::only(value)
        && matches!(birth.get(..2), Some("18" | "19" | "20"))
        && birth.get(2..).is_some_and(date::yymmdd)
        && luhn::luhn(with_luhn)
        && verhoeff::verhoeff(&format!("{body}{last}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons() {
        for valid in ["1893120105732", "1983082812398"] {
            assert!(luxembourg_matricule(valid), "{valid}");
        }
        for invalid in ["", "1893120105733", "1893130105732", "1793120105732", "189312010573"] {
            assert!(!luxembourg_matricule(invalid), "{invalid}");
        }
    }
}
