//! Numbers of Chile: RUT and RUN.

use super::digits;

/// RUT or RUN: one to eight digits and a check character modulo 11 with weights 2 to 7 from the right, K for ten (Servicio
/// de Impuestos Internos; Decreto con Fuerza de Ley 3 of 1969). All zeroes is an example.
pub(super) fn rut(value: &str) -> bool {
    let Some((check, body)) = value.as_bytes().split_last() else { return false };
    if !(6..=8).contains(&body.len())
        || !body.iter().all(u8::is_ascii_digit)
        || body.iter().all(|byte| *byte == b'0')
    {
        return false;
    }
    let weights = (2_u32..=7).cycle();
    let sum: u32 =
        body.iter().rev().zip(weights).map(|(byte, w)| digits::digit(*byte).map_or(0, u32::from) * w).sum();
    match 11 - sum % 11 {
        11 => *check == b'0',
        10 => check.eq_ignore_ascii_case(&b'K'),
        expected => digits::digit(*check).map(u32::from) == Some(expected),
    }
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::rut;

    #[test]
    fn numbers() {
        // The second is the tax service's own.
        assert!(rut("123456785") && rut("60803000K") && rut("306869574") && rut("12345670k"));
        for invalid in ["", "K", "123456786", "000000000", "00000000K", "12.345.678-5", "1234567855", "é5"] {
            assert!(!rut(invalid), "{invalid}");
        }
        guards_every_digit(rut, "123456785");
    }
}
