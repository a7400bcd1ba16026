//! Numbers of Argentina: CUIT and CUIL.

use super::digits;

/// CUIT or CUIL: a prefix for the kind of person, eight digits, a check digit modulo 11 with weights 5, 4, 3, 2, 7 … 2
/// (AFIP, Resolución General 10/97; ANSES). Digits only.
pub(super) fn cuit(value: &str) -> bool {
    digits::exactly::<11>(value).is_some_and(|d| {
        let [p1, p2, ..] = d;
        matches!(p1 * 10 + p2, 20 | 23..=27 | 30 | 33 | 34)
            && value.get(2..10) != Some("00000000")
            && digits::weighted(&d, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)
    })
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::cuit;

    #[test]
    fn numbers() {
        // The last is the revenue service's own.
        assert!(cuit("20055361682") && cuit("20123456786") && cuit("33693450239"));
        for invalid in ["", "20055361683", "10055361682", "20000000001", "2005536168", "20-05536168-2"] {
            assert!(!cuit(invalid), "{invalid}");
        }
        guards_every_digit(cuit, "20055361682");
    }
}
