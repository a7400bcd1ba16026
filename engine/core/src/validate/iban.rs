//! International bank account numbers: ISO 13616-1:2020, with the structures of the SWIFT IBAN registry.
//!
//! Country, two check digits, and the country's own account number (BBAN) of fixed length and structure. The whole, turned
//! by four characters, is congruent to 1 modulo 97 (ISO/IEC 7064 MOD 97-10). Letters in either case, no separators.
//! A country that is not in the table has no IBAN, which is what keeps words out.

use super::iso7064;

/// Country and BBAN structure in the registry's notation: a length and `n` for digits, `a` for letters, `c` for both.
const COUNTRIES: &[(&str, &str)] = &[
    ("AD", "8n12c"),
    ("AE", "19n"),
    ("AL", "8n16c"),
    ("AT", "16n"),
    ("AZ", "4a20c"),
    ("BA", "16n"),
    ("BE", "12n"),
    ("BG", "4a6n8c"),
    ("BH", "4a14c"),
    ("BI", "23n"),
    ("BR", "23n1a1c"),
    ("BY", "4c4n16c"),
    ("CH", "5n12c"),
    ("CR", "18n"),
    ("CY", "8n16c"),
    ("CZ", "20n"),
    ("DE", "18n"),
    ("DJ", "23n"),
    ("DK", "14n"),
    ("DO", "4c20n"),
    ("EE", "16n"),
    ("EG", "25n"),
    ("ES", "20n"),
    ("FI", "14n"),
    ("FK", "2a12n"),
    ("FO", "14n"),
    ("FR", "10n11c2n"),
    ("GB", "4a14n"),
    ("GE", "2a16n"),
    ("GI", "4a15c"),
    ("GL", "14n"),
    ("GR", "7n16c"),
    ("GT", "24c"),
    ("HN", "4a20n"),
    ("HR", "17n"),
    ("HU", "24n"),
    ("IE", "4a14n"),
    ("IL", "19n"),
    ("IQ", "4a15n"),
    ("IS", "22n"),
    ("IT", "1a10n12c"),
    ("JO", "4a4n18c"),
    ("KW", "4a22c"),
    ("KZ", "3n13c"),
    ("LB", "4n20c"),
    ("LC", "4a24c"),
    ("LI", "5n12c"),
    ("LT", "16n"),
    ("LU", "3n13c"),
    ("LV", "4a13c"),
    ("LY", "21n"),
    ("MC", "10n11c2n"),
    ("MD", "20c"),
    ("ME", "18n"),
    ("MK", "3n10c2n"),
    ("MN", "16n"),
    ("MR", "23n"),
    ("MT", "4a5n18c"),
    ("MU", "4a19n3a"),
    ("NI", "4a20n"),
    ("NL", "4a10n"),
    ("NO", "11n"),
    ("OM", "3n16c"),
    ("PK", "4a16c"),
    ("PL", "24n"),
    ("PS", "4a21c"),
    ("PT", "21n"),
    ("QA", "4a21c"),
    ("RO", "4a16c"),
    ("RS", "18n"),
    ("RU", "14n15c"),
    ("SA", "2n18c"),
    ("SC", "4a20n3a"),
    ("SD", "14n"),
    ("SE", "20n"),
    ("SI", "15n"),
    ("SK", "20n"),
    ("SM", "1a10n12c"),
    // Senegal is not in the registry; the countries of the West African monetary union share this structure.
    ("SN", "2c22n"),
    ("SO", "19n"),
    ("ST", "21n"),
    ("SV", "4a20n"),
    ("TL", "19n"),
    ("TN", "20n"),
    ("TR", "6n16c"),
    ("UA", "6n19c"),
    ("VA", "18n"),
    ("VG", "4a16n"),
    ("XK", "16n"),
    ("YE", "4a4n18c"),
];

/// Whether a value is an IBAN of a known country, of its length and structure, with right check digits.
pub(super) fn iban(value: &str) -> bool {
    let Some((country, rest)) = value.split_at_checked(2) else { return false };
    let Some((check, bban)) = rest.split_at_checked(2) else { return false };
    structure(&country.to_ascii_uppercase()).is_some_and(|structure| follows(bban, structure))
        // 00, 01 and 99 also satisfy the congruence but are never issued (ISO 13616-1, annex A).
        && check.bytes().all(|byte| byte.is_ascii_digit())
        && !matches!(check, "00" | "01" | "99")
        && iso7064::remainder97(&format!("{bban}{country}{check}")) == Some(1)
}

fn structure(country: &str) -> Option<&'static str> {
    let at = COUNTRIES.binary_search_by_key(&country, |(country, _)| country).ok()?;
    COUNTRIES.get(at).map(|(_, structure)| *structure)
}

/// Whether a BBAN is exactly the runs of `structure`.
fn follows(bban: &str, structure: &str) -> bool {
    let mut rest = bban.as_bytes();
    let mut length = 0;
    for symbol in structure.bytes() {
        if symbol.is_ascii_digit() {
            length = length * 10 + usize::from(symbol - b'0');
            continue;
        }
        let Some((run, after)) = rest.split_at_checked(length) else { return false };
        let fits: fn(&u8) -> bool = match symbol {
            b'n' => u8::is_ascii_digit,
            b'a' => u8::is_ascii_alphabetic,
            _ => u8::is_ascii_alphanumeric,
        };
        if !run.iter().all(fits) {
            return false;
        }
        (rest, length) = (after, 0);
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::*;

    /// The examples that the SWIFT IBAN registry prints on its country pages.
    const REGISTRY: &[&str] = &[
        "AD1200012030200359100100",
        "AE070331234567890123456",
        "AL47212110090000000235698741",
        "AT611904300234573201",
        "AZ21NABZ00000000137010001944",
        "BA391290079401028494",
        "BE68539007547034",
        "BG80BNBG96611020345678",
        "BH67BMAG00001299123456",
        "BR1800360305000010009795493C1",
        "BY13NBRB3600900000002Z00AB00",
        "CH9300762011623852957",
        "CR05015202001026284066",
        "CY17002001280000001200527600",
        "CZ6508000000192000145399",
        "DE89370400440532013000",
        "DK5000400440116243",
        "DO28BAGR00000001212453611324",
        "EE382200221020145685",
        "EG380019000500000000263180002",
        "ES9121000418450200051332",
        "FI2112345600000785",
        "FO6264600001631634",
        "FR1420041010050500013M02606",
        "GB29NWBK60161331926819",
        "GE29NB0000000101904917",
        "GI75NWBK000000007099453",
        "GL8964710001000206",
        "GR1601101250000000012300695",
        "GT82TRAJ01020000001210029690",
        "HR1210010051863000160",
        "HU42117730161111101800000000",
        "IE29AIBK93115212345678",
        "IL620108000000099999999",
        "IQ98NBIQ850123456789012",
        "IS140159260076545510730339",
        "IT60X0542811101000000123456",
        "JO94CBJO0010000000000131000302",
        "KW81CBKU0000000000001234560101",
        "KZ86125KZT5004100100",
        "LB62099900000001001901229114",
        "LC55HEMM000100010012001200023015",
        "LI21088100002324013AA",
        "LT121000011101001000",
        "LU280019400644750000",
        "LV80BANK0000435195001",
        "MC5811222000010123456789030",
        "MD24AG000225100013104168",
        "ME25505000012345678951",
        "MK07250120000058984",
        "MR1300020001010000123456753",
        "MT84MALT011000012345MTLCAST001S",
        "MU17BOMM0101101030300200000MUR",
        "NL91ABNA0417164300",
        "NO9386011117947",
        "PK36SCBL0000001123456702",
        "PL61109010140000071219812874",
        "PS92PALS000000000400123456702",
        "PT50000201231234567890154",
        "QA58DOHB00001234567890ABCDEFG",
        "RO49AAAA1B31007593840000",
        "RS35260005601001611379",
        "SA0380000000608010167519",
        "SC18SSCB11010000000000001497USD",
        "SE4550000000058398257466",
        "SI56263300012039086",
        "SK3112000000198742637541",
        "SM86U0322509800000000270100",
        "ST23000100010051845310146",
        "SV62CENR00000000000000700025",
        "TL380080012345678910157",
        "TN5910006035183598478831",
        "TR330006100519786457841326",
        "UA213223130000026007233566001",
        "VA59001123000012345678",
        "VG96VPVG0000012345678901",
        "XK051212012345678906",
    ];

    #[test]
    fn examples_of_the_registry() {
        for valid in REGISTRY {
            assert!(iban(valid), "{valid}");
            assert!(iban(&valid.to_lowercase()), "{valid}");
        }
    }

    #[test]
    fn the_table_is_sorted_and_well_formed() {
        assert!(COUNTRIES.is_sorted());
        for (country, structure) in COUNTRIES {
            let total: usize = structure
                .split(|c: char| c.is_ascii_alphabetic())
                .filter_map(|n| n.parse::<usize>().ok())
                .sum();
            assert!((11..=30).contains(&total), "{country} {structure}");
            assert!(structure.ends_with(['n', 'a', 'c']), "{country}");
        }
    }

    #[test]
    fn refuses_near_misses() {
        for invalid in [
            "",
            "GB",
            "GB29",
            "GB29 NWBK 6016 1331 9268 19",
            "GB29NWBK6016133192681",
            "GB29NWBK601613319268190",
            "US29NWBK60161331926819",
            "GB30NWBK60161331926819",
            "é289370400440532013000",
            "DEÀ9370400440532013000",
        ] {
            assert!(!iban(invalid), "{invalid}");
        }
    }

    #[test]
    fn every_single_digit_change_is_refused() {
        for valid in REGISTRY {
            guards_every_digit(iban, valid);
        }
    }
}
