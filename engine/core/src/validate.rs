//! Checks on the confirmed, normalised value of a match: checksums, structures, measures.
//!
//! [`lookup`] finds a check by the name that rules write; `sievert_lang::builtins::VALIDATORS` declares the same names with
//! their parameters, and a test holds both to be the same set. A check is total: any text has an answer, and none reads
//! further than the value it was given. Numeric checks accept digits only (separators are for `normalize` to strip);
//! letters are accepted in either case unless the standard says that case matters.

mod argentina;
mod assignment;
mod australia;
mod balkans;
mod baltic;
mod belgium;
mod bic;
mod brazil;
mod canada;
mod card;
mod chile;
mod china;
mod colombia;
mod connection;
mod damm;
mod danube;
mod date;
mod device;
mod digits;
mod ecuador;
mod encoding;
mod filler;
mod finland;
mod france;
mod germany;
mod iban;
mod icao9303;
mod india;
mod iran;
mod ireland;
mod iso7064;
mod israel;
mod italy;
mod japan;
mod korea;
mod ledger;
mod luhn;
mod luxembourg;
mod mexico;
mod netherlands;
mod network;
mod norway;
mod placeholder;
mod poland;
mod portugal;
mod provider;
mod random;
mod runs;
mod russia;
mod securities;
mod southeast_asia;
mod southern_africa;
mod spain;
mod sweden;
mod turkiye;
mod udi;
mod uk;
mod usa;
mod vehicle;
mod verhoeff;

use sievert_lang::program::Literal;

/// A check of a normalised value, given the arguments in their declared order, defaults filled in.
pub(crate) type Check = fn(value: &str, args: &[Literal]) -> bool;

/// The check that rules call `name`.
pub(crate) fn lookup(name: &str) -> Option<Check> {
    let at = CHECKS.binary_search_by_key(&name, |(name, _)| name).ok()?;
    CHECKS.get(at).map(|(_, check)| *check)
}

/// By name, sorted.
static CHECKS: &[(&str, Check)] = &[
    ("aadhaar", |value, _| india::aadhaar(value)),
    ("aba_routing", |value, _| usa::aba_routing(value)),
    ("abn", |value, _| australia::abn(value)),
    ("afm", |value, _| balkans::afm(value)),
    ("ahv", |value, _| danube::ahv(value)),
    ("amka", |value, _| balkans::amka(value)),
    ("aws_key_id", |value, _| provider::aws_key_id(value)),
    ("base58check", |value, _| ledger::base58check(value)),
    ("base58check_key", |value, _| ledger::base58check_key(value)),
    ("base64", |value, _| encoding::base64(value)),
    ("basic_auth", |value, _| encoding::basic_auth(value)),
    ("bc_health", |value, _| canada::bc_health(value)),
    ("bech32", |value, _| ledger::bech32(value)),
    ("bech32m", |value, _| ledger::bech32m(value)),
    ("belgium_register", |value, _| belgium::belgium_register(value)),
    ("bic", |value, _| bic::bic(value)),
    ("bsn", |value, _| netherlands::bsn(value)),
    ("canada_sin", |value, _| canada::canada_sin(value)),
    ("card_brand", |value, _| card::card_brand(value)),
    ("ccc", |value, _| spain::ccc(value)),
    ("china_resident", |value, _| china::china_resident(value)),
    ("cif", |value, _| spain::cif(value)),
    ("cnp", |value, _| balkans::cnp(value)),
    ("cnpj", |value, _| brazil::cnpj(value)),
    ("codice_fiscale", |value, _| italy::codice_fiscale(value)),
    ("cpf", |value, _| brazil::cpf(value)),
    ("crc32_base62", |value, _| provider::crc32_base62(value)),
    ("cuit", |value, _| argentina::cuit(value)),
    ("curp", |value, _| mexico::curp(value)),
    ("cusip", |value, _| securities::cusip(value)),
    ("damm", |value, _| damm::damm(value)),
    ("dea", |value, _| usa::dea(value)),
    ("discord_token", |value, _| provider::discord_token(value)),
    ("distinct", |value, args| runs::distinct(value, int(args, 0))),
    ("dni", |value, _| spain::dni(value)),
    ("ecuador_id", |value, _| ecuador::ecuador_id(value)),
    ("egn", |value, _| balkans::egn(value)),
    ("entropy", |value, args| runs::entropy(value, float(args, 0))),
    ("fodselsnummer", |value, _| norway::fodselsnummer(value)),
    ("germany_driver", |value, _| germany::germany_driver(value)),
    ("grafana_token", |value, _| provider::grafana_token(value)),
    ("hetu", |value, _| finland::hetu(value)),
    ("hex", |value, _| encoding::hex(value)),
    ("hkid", |value, _| china::hkid(value)),
    ("hungary_tax", |value, _| danube::hungary_tax(value)),
    ("iban", |value, _| iban::iban(value)),
    ("icao_9303", |value, _| icao9303::icao_9303(value)),
    ("imei", |value, _| device::imei(value)),
    ("india_pan", |value, _| india::india_pan(value)),
    ("inn", |value, _| russia::inn(value)),
    ("iran_id", |value, _| iran::iran_id(value)),
    ("isikukood", |value, _| baltic::isikukood(value)),
    ("isin", |value, _| securities::isin(value)),
    ("italy_cin", |value, _| italy::italy_cin(value)),
    ("jmbg", |value, _| balkans::jmbg(value)),
    ("jwt", |value, _| encoding::jwt(value)),
    ("kinds", |value, args| runs::kinds(value, int(args, 0))),
    ("korea_resident", |value, _| korea::korea_resident(value)),
    ("lei", |value, _| securities::lei(value)),
    ("length", |value, args| runs::length(value, int(args, 0), int(args, 1))),
    ("literal_password", |value, _| assignment::literal_password(value)),
    ("literal_token", |value, _| assignment::literal_token(value)),
    ("luhn", |value, _| luhn::luhn(value)),
    ("luxembourg_matricule", |value, _| luxembourg::luxembourg_matricule(value)),
    ("medicare", |value, _| australia::medicare(value)),
    ("mod11_10", |value, _| iso7064::mod11_10(value)),
    ("mod11_2", |value, _| iso7064::mod11_2(value)),
    ("mod37_2", |value, _| iso7064::mod37_2(value)),
    ("mod37_36", |value, _| iso7064::mod37_36(value)),
    ("mod97_10", |value, _| iso7064::mod97_10(value)),
    ("my_number", |value, _| japan::my_number(value)),
    ("nhs", |value, _| uk::nhs(value)),
    ("nie", |value, _| spain::nie(value)),
    ("nif", |value, _| spain::nif(value)),
    ("nip", |value, _| poland::nip(value)),
    ("nir", |value, _| france::nir(value)),
    ("nit", |value, _| colombia::nit(value)),
    ("npi", |value, _| usa::npi(value)),
    ("nric", |value, _| southeast_asia::nric(value)),
    ("nuss", |value, _| spain::nuss(value)),
    ("password", |value, _| assignment::password(value)),
    ("personas_kods", |value, _| baltic::personas_kods(value)),
    ("personnummer", |value, _| sweden::personnummer(value)),
    ("pesel", |value, _| poland::pesel(value)),
    ("placeholder", |value, _| placeholder::placeholder(value)),
    ("portugal_nif", |value, _| portugal::portugal_nif(value)),
    ("pps", |value, _| ireland::pps(value)),
    ("private_address", |value, _| network::private_address(value)),
    ("public_address", |value, _| network::public_address(value)),
    ("published_test_card", |value, _| card::published_test_card(value)),
    ("random", |value, _| random::random(value)),
    ("repeated_digit", |value, _| runs::repeated_digit(value)),
    ("rfc", |value, _| mexico::rfc(value)),
    ("rib", |value, _| france::rib(value)),
    ("rnokpp", |value, _| russia::rnokpp(value)),
    ("rodne_cislo", |value, _| danube::rodne_cislo(value)),
    ("rut", |value, _| chile::rut(value)),
    ("saudi_id", |value, _| iran::saudi_id(value)),
    ("sedol", |value, _| securities::sedol(value)),
    ("sequential", |value, _| runs::sequential(value)),
    ("snils", |value, _| russia::snils(value)),
    ("south_africa_id", |value, _| southern_africa::south_africa_id(value)),
    ("spi", |value, _| france::spi(value)),
    ("steuer_id", |value, _| germany::steuer_id(value)),
    ("svnr", |value, _| danube::svnr(value)),
    ("taiwan_id", |value, _| china::taiwan_id(value)),
    ("tckn", |value, _| turkiye::tckn(value)),
    ("teudat_zehut", |value, _| israel::teudat_zehut(value)),
    ("tfn", |value, _| australia::tfn(value)),
    ("thailand_id", |value, _| southeast_asia::thailand_id(value)),
    ("token", |value, _| assignment::token(value)),
    ("track_data", |value, _| card::track_data(value)),
    ("udi", |value, _| udi::udi(value)),
    ("uk_driver", |value, _| uk::uk_driver(value)),
    ("uk_nino", |value, _| uk::uk_nino(value)),
    ("uri_password", |value, _| connection::uri_password(value)),
    ("us_itin", |value, _| usa::us_itin(value)),
    ("us_ssn", |value, _| usa::us_ssn(value)),
    ("utr", |value, _| uk::utr(value)),
    ("verhoeff", |value, _| verhoeff::verhoeff(value)),
    ("vin", |value, _| vehicle::vin(value)),
    ("vin_check_digit", |value, _| vehicle::vin_check_digit(value)),
    ("yymmdd", |value, _| date::yymmdd(value)),
    ("yyyymmdd", |value, _| date::yyyymmdd(value)),
];

/// The argument at `at`, which the checker has found to be a whole number.
fn int(args: &[Literal], at: usize) -> i64 {
    match args.get(at) {
        Some(Literal::Int(number)) => *number,
        _ => 0,
    }
}

/// The argument at `at`, which the checker has found to be a number.
#[expect(clippy::cast_precision_loss, reason = "a threshold written by a person is far below 2^53")]
fn float(args: &[Literal], at: usize) -> f64 {
    match args.get(at) {
        Some(Literal::Float(number)) => *number,
        Some(Literal::Int(number)) => *number as f64,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use sievert_lang::builtins::VALIDATORS;

    use super::*;

    #[test]
    fn the_language_and_the_engine_know_the_same_checks() {
        let declared: Vec<&str> = VALIDATORS.iter().map(|validator| validator.name).collect();
        let registered: Vec<&str> = CHECKS.iter().map(|(name, _)| *name).collect();
        assert_eq!(declared, registered);
        assert!(registered.is_sorted(), "both tables are sorted by name");
    }

    #[test]
    fn finds_by_name() {
        assert!(lookup("luhn").is_some_and(|check| check("49927398716", &[])));
        assert!(lookup("").is_none());
        assert!(lookup("luhm").is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn every_check_is_total(value in prop_oneof![".{0,40}", "[0-9]{0,24}", "[A-Za-z0-9]{0,40}", "[0-9A-Z<^=%;?.-]{0,80}"]) {
            for (_, check) in CHECKS {
                let _ = check(&value, &[]);
                let _ = check(&value, &[Literal::Int(1), Literal::Int(i64::MAX)]);
            }
        }
    }
}
