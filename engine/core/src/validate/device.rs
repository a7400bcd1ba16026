//! Identifiers of devices: the IMEI.

use super::{digits, luhn};

/// IMEI: fifteen digits, the last a Luhn digit, the first two a reporting body (3GPP TS 23.003, section 6.2.1; GSMA TS.06).
pub(super) fn imei(value: &str) -> bool {
    digits::exactly::<15>(value).is_some_and(|d| {
        let [r1, r2, ..] = d;
        matches!(r1 * 10 + r2, 1 | 10..=91 | 98 | 99) && !digits::uniform(&d) && luhn::luhn(value)
    })
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::imei;

    #[test]
    fn numbers() {
        assert!(imei("490154203237518") && imei("353879234252633"));
        assert!(!imei("490154203237517") && !imei("000000000000000") && !imei("49015420323751") && !imei(""));
        guards_every_digit(imei, "490154203237518");
    }
}
