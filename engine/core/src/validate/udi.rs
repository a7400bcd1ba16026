//! Unique device identifiers of medical devices (21 CFR 830) in the formats of the three agencies that the FDA accredits.

use super::digits;

/// The alphabet of a HIBC check character, by value.
const HIBC: &[u8; 43] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";

/// Whether a value is a device identifier of GS1, HIBCC or ICCBBA.
///
/// * GS1: `(01)` or `01` and a GTIN of fourteen digits with its check digit (GS1 General Specifications, 7.9).
/// * HIBCC: `+`, labeler, product, unit of measure, check character modulo 43 (ANSI/HIBC 2.6); where a secondary data
///   structure follows behind `/`, labels print the whole with or without the character, so it is not asked for.
/// * ICCBBA: `=/` with facility, product and type (ISBT 128 standard, data structure 034).
pub(super) fn udi(value: &str) -> bool {
    gs1(value) || hibcc(value) || value.strip_prefix("=/").is_some_and(isbt)
}

fn gs1(value: &str) -> bool {
    let Some(rest) = value.strip_prefix("(01)").or_else(|| value.strip_prefix("01")) else { return false };
    let Some(gtin) = rest.get(..14).and_then(digits::exactly::<14>) else { return false };
    let sum = digits::weighted(&gtin, &[3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]);
    !digits::uniform(&gtin) && sum.is_multiple_of(10)
}

fn hibcc(value: &str) -> bool {
    let Some(primary) = value.strip_prefix('+') else { return false };
    let labeler = primary.get(..4).is_some_and(|labeler| {
        labeler.starts_with(|first: char| first.is_ascii_uppercase())
            && labeler.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    });
    let Some((body, check)) = value.split_at_checked(value.len().saturating_sub(1)) else { return false };
    let position = |byte: u8| HIBC.iter().position(|known| *known == byte);
    let sum: Option<usize> = body.bytes().map(position).sum();
    let check = check.bytes().next().and_then(position);
    labeler && (primary.contains('/') || sum.is_some_and(|sum| check == Some(sum % HIBC.len())))
}

fn isbt(product: &str) -> bool {
    product.len() >= 16
        && product.bytes().take(16).all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::udi;

    #[test]
    fn identifiers_of_the_three_agencies() {
        for valid in [
            // The FDA's examples of GS1 and ICCBBA; the example of the HIBC supplier standard.
            "(01)00844588003288(17)141120(10)7654321D(21)10987654d321",
            "0100844588003288",
            "+A123BJC5D6E71G",
            "+H123PARTNO1234567890120/$$420020216LOT123456789012345/SXYZ456789012345678/16D20130202C",
            "=/A9999XYZ100T0944=,000025=A99971312345600=>014032=}013032&,1000000000000XYZ123",
        ] {
            assert!(udi(valid), "{valid}");
        }
        for invalid in [
            "",
            "(01)00844588003289(17)141120",
            "(01)00000000000000",
            "(01)0084458800328",
            "+A123BJC5D6E71H",
            "+1123BJC5D6E71G",
            "=/A9999",
            "=/A9999xyz100T0944",
            "é",
        ] {
            assert!(!udi(invalid), "{invalid}");
        }
    }
}
