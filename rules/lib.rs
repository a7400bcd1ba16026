//! The standard library of identifiers: rule files, embedded.
//!
//! Each file is a package of the rule language and lies where its name says: `package std.personal.canada` in
//! `std/personal/canada.svt`. Files are sorted by what they find (`credentials`, `financial`, `health`, `contact`, `personal`)
//! and, where a country decides the shape, by country below that (`personal/canada`); bank accounts lie by part of the world
//! (`financial/iban/north`). `std/words.svt` holds the words that several of them ask for; the words of one country stand in
//! its own file. Tests lie beside them in `std/tests/`, under the same names; they are part of
//! the pack, so `sievert test` on an installed library runs them, and an engine ignores them.
//!
//! `std/profiles.svt` has named sets of identifiers; `sievert list profiles` shows them, and `README.md` lists everything.
//!
//! ```
//! use sievert::{Engine, Options};
//! use sievert_lang::source::{Sealed, Source, Sources};
//!
//! let mut sources = Sources::new();
//! for (path, text) in sievert_rules::std_sources() {
//!     sources.add(Source { path: path.to_owned(), pack_path: Some(path.to_owned()), text: text.into() });
//! }
//! let program = sievert_lang::compile(&sources, &Sealed).program.ok_or("the library has no errors")?;
//! let quiet = program.profile("recommended").ok_or("the library has this profile")?.identifiers.clone();
//! let engine = Engine::new(&program.select(&quiet), Options::default())?;
//!
//! let report = engine.scan_bytes("notes.txt", b"her SSN is 536-90-4399");
//! assert_eq!(report.findings[0].identifier, "std.personal.usa.social_security_number");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A file that is added under `std/` is added to [`STD`] too; a test holds that. The order of [`STD`] is pack order, the last
//! tie-breaker between identifiers that match the same text.

/// The files of `std`: path relative to this folder (`std/credentials.svt`) and text.
pub const STD: &[(&str, &str)] = &[
    ("std/contact/email.svt", include_str!("std/contact/email.svt")),
    ("std/contact/location.svt", include_str!("std/contact/location.svt")),
    ("std/contact/network.svt", include_str!("std/contact/network.svt")),
    ("std/contact/phone.svt", include_str!("std/contact/phone.svt")),
    ("std/credentials/ai.svt", include_str!("std/credentials/ai.svt")),
    ("std/credentials/ai_tools.svt", include_str!("std/credentials/ai_tools.svt")),
    ("std/credentials/analytics.svt", include_str!("std/credentials/analytics.svt")),
    ("std/credentials/aws.svt", include_str!("std/credentials/aws.svt")),
    ("std/credentials/blockchain.svt", include_str!("std/credentials/blockchain.svt")),
    ("std/credentials/chat.svt", include_str!("std/credentials/chat.svt")),
    ("std/credentials/ci.svt", include_str!("std/credentials/ci.svt")),
    ("std/credentials/cloud.svt", include_str!("std/credentials/cloud.svt")),
    ("std/credentials/commerce.svt", include_str!("std/credentials/commerce.svt")),
    ("std/credentials/connections.svt", include_str!("std/credentials/connections.svt")),
    ("std/credentials/content.svt", include_str!("std/credentials/content.svt")),
    ("std/credentials/customers.svt", include_str!("std/credentials/customers.svt")),
    ("std/credentials/data.svt", include_str!("std/credentials/data.svt")),
    ("std/credentials/developer.svt", include_str!("std/credentials/developer.svt")),
    ("std/credentials/files.svt", include_str!("std/credentials/files.svt")),
    ("std/credentials/generic.svt", include_str!("std/credentials/generic.svt")),
    ("std/credentials/hosting.svt", include_str!("std/credentials/hosting.svt")),
    ("std/credentials/identity.svt", include_str!("std/credentials/identity.svt")),
    ("std/credentials/infrastructure.svt", include_str!("std/credentials/infrastructure.svt")),
    ("std/credentials/keys.svt", include_str!("std/credentials/keys.svt")),
    ("std/credentials/mail.svt", include_str!("std/credentials/mail.svt")),
    ("std/credentials/messaging.svt", include_str!("std/credentials/messaging.svt")),
    ("std/credentials/monitoring.svt", include_str!("std/credentials/monitoring.svt")),
    ("std/credentials/packages.svt", include_str!("std/credentials/packages.svt")),
    ("std/credentials/payment.svt", include_str!("std/credentials/payment.svt")),
    ("std/credentials/social.svt", include_str!("std/credentials/social.svt")),
    ("std/credentials/source_hosting.svt", include_str!("std/credentials/source_hosting.svt")),
    ("std/credentials/tokens.svt", include_str!("std/credentials/tokens.svt")),
    ("std/credentials/work.svt", include_str!("std/credentials/work.svt")),
    ("std/financial.svt", include_str!("std/financial.svt")),
    ("std/financial/accounts.svt", include_str!("std/financial/accounts.svt")),
    ("std/financial/banks.svt", include_str!("std/financial/banks.svt")),
    ("std/financial/crypto.svt", include_str!("std/financial/crypto.svt")),
    ("std/financial/iban/africa_and_arabia.svt", include_str!("std/financial/iban/africa_and_arabia.svt")),
    (
        "std/financial/iban/americas_and_pacific.svt",
        include_str!("std/financial/iban/americas_and_pacific.svt"),
    ),
    ("std/financial/iban/east.svt", include_str!("std/financial/iban/east.svt")),
    ("std/financial/iban/middle.svt", include_str!("std/financial/iban/middle.svt")),
    ("std/financial/iban/north.svt", include_str!("std/financial/iban/north.svt")),
    ("std/financial/iban/southeast.svt", include_str!("std/financial/iban/southeast.svt")),
    ("std/financial/iban/west.svt", include_str!("std/financial/iban/west.svt")),
    ("std/health/canada.svt", include_str!("std/health/canada.svt")),
    ("std/health/europe.svt", include_str!("std/health/europe.svt")),
    ("std/health/records.svt", include_str!("std/health/records.svt")),
    ("std/health/usa.svt", include_str!("std/health/usa.svt")),
    ("std/personal/argentina.svt", include_str!("std/personal/argentina.svt")),
    ("std/personal/australia.svt", include_str!("std/personal/australia.svt")),
    ("std/personal/austria.svt", include_str!("std/personal/austria.svt")),
    ("std/personal/belgium.svt", include_str!("std/personal/belgium.svt")),
    ("std/personal/birth.svt", include_str!("std/personal/birth.svt")),
    ("std/personal/brazil.svt", include_str!("std/personal/brazil.svt")),
    ("std/personal/bulgaria.svt", include_str!("std/personal/bulgaria.svt")),
    ("std/personal/canada.svt", include_str!("std/personal/canada.svt")),
    ("std/personal/chile.svt", include_str!("std/personal/chile.svt")),
    ("std/personal/china.svt", include_str!("std/personal/china.svt")),
    ("std/personal/colombia.svt", include_str!("std/personal/colombia.svt")),
    ("std/personal/croatia.svt", include_str!("std/personal/croatia.svt")),
    ("std/personal/cyprus.svt", include_str!("std/personal/cyprus.svt")),
    ("std/personal/czechia.svt", include_str!("std/personal/czechia.svt")),
    ("std/personal/denmark.svt", include_str!("std/personal/denmark.svt")),
    ("std/personal/ecuador.svt", include_str!("std/personal/ecuador.svt")),
    ("std/personal/egypt.svt", include_str!("std/personal/egypt.svt")),
    ("std/personal/estonia.svt", include_str!("std/personal/estonia.svt")),
    ("std/personal/finland.svt", include_str!("std/personal/finland.svt")),
    ("std/personal/france.svt", include_str!("std/personal/france.svt")),
    ("std/personal/germany.svt", include_str!("std/personal/germany.svt")),
    ("std/personal/ghana.svt", include_str!("std/personal/ghana.svt")),
    ("std/personal/greece.svt", include_str!("std/personal/greece.svt")),
    ("std/personal/hungary.svt", include_str!("std/personal/hungary.svt")),
    ("std/personal/india.svt", include_str!("std/personal/india.svt")),
    ("std/personal/indonesia.svt", include_str!("std/personal/indonesia.svt")),
    ("std/personal/iran.svt", include_str!("std/personal/iran.svt")),
    ("std/personal/ireland.svt", include_str!("std/personal/ireland.svt")),
    ("std/personal/israel.svt", include_str!("std/personal/israel.svt")),
    ("std/personal/italy.svt", include_str!("std/personal/italy.svt")),
    ("std/personal/japan.svt", include_str!("std/personal/japan.svt")),
    ("std/personal/kenya.svt", include_str!("std/personal/kenya.svt")),
    ("std/personal/korea.svt", include_str!("std/personal/korea.svt")),
    ("std/personal/latvia.svt", include_str!("std/personal/latvia.svt")),
    ("std/personal/lithuania.svt", include_str!("std/personal/lithuania.svt")),
    ("std/personal/luxembourg.svt", include_str!("std/personal/luxembourg.svt")),
    ("std/personal/malaysia.svt", include_str!("std/personal/malaysia.svt")),
    ("std/personal/malta.svt", include_str!("std/personal/malta.svt")),
    ("std/personal/mexico.svt", include_str!("std/personal/mexico.svt")),
    ("std/personal/netherlands.svt", include_str!("std/personal/netherlands.svt")),
    ("std/personal/nigeria.svt", include_str!("std/personal/nigeria.svt")),
    ("std/personal/norway.svt", include_str!("std/personal/norway.svt")),
    ("std/personal/pakistan.svt", include_str!("std/personal/pakistan.svt")),
    ("std/personal/philippines.svt", include_str!("std/personal/philippines.svt")),
    ("std/personal/poland.svt", include_str!("std/personal/poland.svt")),
    ("std/personal/portugal.svt", include_str!("std/personal/portugal.svt")),
    ("std/personal/romania.svt", include_str!("std/personal/romania.svt")),
    ("std/personal/russia.svt", include_str!("std/personal/russia.svt")),
    ("std/personal/saudi_arabia.svt", include_str!("std/personal/saudi_arabia.svt")),
    ("std/personal/singapore.svt", include_str!("std/personal/singapore.svt")),
    ("std/personal/slovakia.svt", include_str!("std/personal/slovakia.svt")),
    ("std/personal/slovenia.svt", include_str!("std/personal/slovenia.svt")),
    ("std/personal/south_africa.svt", include_str!("std/personal/south_africa.svt")),
    ("std/personal/spain.svt", include_str!("std/personal/spain.svt")),
    ("std/personal/sri_lanka.svt", include_str!("std/personal/sri_lanka.svt")),
    ("std/personal/sweden.svt", include_str!("std/personal/sweden.svt")),
    ("std/personal/switzerland.svt", include_str!("std/personal/switzerland.svt")),
    ("std/personal/tanzania.svt", include_str!("std/personal/tanzania.svt")),
    ("std/personal/thailand.svt", include_str!("std/personal/thailand.svt")),
    ("std/personal/turkiye.svt", include_str!("std/personal/turkiye.svt")),
    ("std/personal/uk.svt", include_str!("std/personal/uk.svt")),
    ("std/personal/ukraine.svt", include_str!("std/personal/ukraine.svt")),
    ("std/personal/usa.svt", include_str!("std/personal/usa.svt")),
    ("std/personal/vehicle.svt", include_str!("std/personal/vehicle.svt")),
    ("std/personal/venezuela.svt", include_str!("std/personal/venezuela.svt")),
    ("std/personal/vietnam.svt", include_str!("std/personal/vietnam.svt")),
    ("std/profiles.svt", include_str!("std/profiles.svt")),
    ("std/words.svt", include_str!("std/words.svt")),
    ("std/tests/contact/email.svt", include_str!("std/tests/contact/email.svt")),
    ("std/tests/contact/location.svt", include_str!("std/tests/contact/location.svt")),
    ("std/tests/contact/network.svt", include_str!("std/tests/contact/network.svt")),
    ("std/tests/contact/phone.svt", include_str!("std/tests/contact/phone.svt")),
    ("std/tests/credentials/ai.svt", include_str!("std/tests/credentials/ai.svt")),
    ("std/tests/credentials/ai_tools.svt", include_str!("std/tests/credentials/ai_tools.svt")),
    ("std/tests/credentials/analytics.svt", include_str!("std/tests/credentials/analytics.svt")),
    ("std/tests/credentials/aws.svt", include_str!("std/tests/credentials/aws.svt")),
    ("std/tests/credentials/blockchain.svt", include_str!("std/tests/credentials/blockchain.svt")),
    ("std/tests/credentials/chat.svt", include_str!("std/tests/credentials/chat.svt")),
    ("std/tests/credentials/ci.svt", include_str!("std/tests/credentials/ci.svt")),
    ("std/tests/credentials/cloud.svt", include_str!("std/tests/credentials/cloud.svt")),
    ("std/tests/credentials/commerce.svt", include_str!("std/tests/credentials/commerce.svt")),
    ("std/tests/credentials/connections.svt", include_str!("std/tests/credentials/connections.svt")),
    ("std/tests/credentials/content.svt", include_str!("std/tests/credentials/content.svt")),
    ("std/tests/credentials/customers.svt", include_str!("std/tests/credentials/customers.svt")),
    ("std/tests/credentials/data.svt", include_str!("std/tests/credentials/data.svt")),
    ("std/tests/credentials/developer.svt", include_str!("std/tests/credentials/developer.svt")),
    ("std/tests/credentials/files.svt", include_str!("std/tests/credentials/files.svt")),
    ("std/tests/credentials/generic.svt", include_str!("std/tests/credentials/generic.svt")),
    ("std/tests/credentials/hosting.svt", include_str!("std/tests/credentials/hosting.svt")),
    ("std/tests/credentials/identity.svt", include_str!("std/tests/credentials/identity.svt")),
    ("std/tests/credentials/infrastructure.svt", include_str!("std/tests/credentials/infrastructure.svt")),
    ("std/tests/credentials/keys.svt", include_str!("std/tests/credentials/keys.svt")),
    ("std/tests/credentials/mail.svt", include_str!("std/tests/credentials/mail.svt")),
    ("std/tests/credentials/messaging.svt", include_str!("std/tests/credentials/messaging.svt")),
    ("std/tests/credentials/monitoring.svt", include_str!("std/tests/credentials/monitoring.svt")),
    ("std/tests/credentials/packages.svt", include_str!("std/tests/credentials/packages.svt")),
    ("std/tests/credentials/payment.svt", include_str!("std/tests/credentials/payment.svt")),
    ("std/tests/credentials/social.svt", include_str!("std/tests/credentials/social.svt")),
    ("std/tests/credentials/source_hosting.svt", include_str!("std/tests/credentials/source_hosting.svt")),
    ("std/tests/credentials/tokens.svt", include_str!("std/tests/credentials/tokens.svt")),
    ("std/tests/credentials/work.svt", include_str!("std/tests/credentials/work.svt")),
    ("std/tests/financial.svt", include_str!("std/tests/financial.svt")),
    ("std/tests/financial/accounts.svt", include_str!("std/tests/financial/accounts.svt")),
    ("std/tests/financial/banks.svt", include_str!("std/tests/financial/banks.svt")),
    ("std/tests/financial/crypto.svt", include_str!("std/tests/financial/crypto.svt")),
    (
        "std/tests/financial/iban/africa_and_arabia.svt",
        include_str!("std/tests/financial/iban/africa_and_arabia.svt"),
    ),
    (
        "std/tests/financial/iban/americas_and_pacific.svt",
        include_str!("std/tests/financial/iban/americas_and_pacific.svt"),
    ),
    ("std/tests/financial/iban/east.svt", include_str!("std/tests/financial/iban/east.svt")),
    ("std/tests/financial/iban/middle.svt", include_str!("std/tests/financial/iban/middle.svt")),
    ("std/tests/financial/iban/north.svt", include_str!("std/tests/financial/iban/north.svt")),
    ("std/tests/financial/iban/southeast.svt", include_str!("std/tests/financial/iban/southeast.svt")),
    ("std/tests/financial/iban/west.svt", include_str!("std/tests/financial/iban/west.svt")),
    ("std/tests/health/canada.svt", include_str!("std/tests/health/canada.svt")),
    ("std/tests/health/europe.svt", include_str!("std/tests/health/europe.svt")),
    ("std/tests/health/records.svt", include_str!("std/tests/health/records.svt")),
    ("std/tests/health/usa.svt", include_str!("std/tests/health/usa.svt")),
    ("std/tests/personal/argentina.svt", include_str!("std/tests/personal/argentina.svt")),
    ("std/tests/personal/australia.svt", include_str!("std/tests/personal/australia.svt")),
    ("std/tests/personal/austria.svt", include_str!("std/tests/personal/austria.svt")),
    ("std/tests/personal/belgium.svt", include_str!("std/tests/personal/belgium.svt")),
    ("std/tests/personal/birth.svt", include_str!("std/tests/personal/birth.svt")),
    ("std/tests/personal/brazil.svt", include_str!("std/tests/personal/brazil.svt")),
    ("std/tests/personal/bulgaria.svt", include_str!("std/tests/personal/bulgaria.svt")),
    ("std/tests/personal/canada.svt", include_str!("std/tests/personal/canada.svt")),
    ("std/tests/personal/chile.svt", include_str!("std/tests/personal/chile.svt")),
    ("std/tests/personal/china.svt", include_str!("std/tests/personal/china.svt")),
    ("std/tests/personal/colombia.svt", include_str!("std/tests/personal/colombia.svt")),
    ("std/tests/personal/croatia.svt", include_str!("std/tests/personal/croatia.svt")),
    ("std/tests/personal/cyprus.svt", include_str!("std/tests/personal/cyprus.svt")),
    ("std/tests/personal/czechia.svt", include_str!("std/tests/personal/czechia.svt")),
    ("std/tests/personal/denmark.svt", include_str!("std/tests/personal/denmark.svt")),
    ("std/tests/personal/ecuador.svt", include_str!("std/tests/personal/ecuador.svt")),
    ("std/tests/personal/egypt.svt", include_str!("std/tests/personal/egypt.svt")),
    ("std/tests/personal/estonia.svt", include_str!("std/tests/personal/estonia.svt")),
    ("std/tests/personal/finland.svt", include_str!("std/tests/personal/finland.svt")),
    ("std/tests/personal/france.svt", include_str!("std/tests/personal/france.svt")),
    ("std/tests/personal/germany.svt", include_str!("std/tests/personal/germany.svt")),
    ("std/tests/personal/ghana.svt", include_str!("std/tests/personal/ghana.svt")),
    ("std/tests/personal/greece.svt", include_str!("std/tests/personal/greece.svt")),
    ("std/tests/personal/hungary.svt", include_str!("std/tests/personal/hungary.svt")),
    ("std/tests/personal/india.svt", include_str!("std/tests/personal/india.svt")),
    ("std/tests/personal/indonesia.svt", include_str!("std/tests/personal/indonesia.svt")),
    ("std/tests/personal/iran.svt", include_str!("std/tests/personal/iran.svt")),
    ("std/tests/personal/ireland.svt", include_str!("std/tests/personal/ireland.svt")),
    ("std/tests/personal/israel.svt", include_str!("std/tests/personal/israel.svt")),
    ("std/tests/personal/italy.svt", include_str!("std/tests/personal/italy.svt")),
    ("std/tests/personal/japan.svt", include_str!("std/tests/personal/japan.svt")),
    ("std/tests/personal/kenya.svt", include_str!("std/tests/personal/kenya.svt")),
    ("std/tests/personal/korea.svt", include_str!("std/tests/personal/korea.svt")),
    ("std/tests/personal/latvia.svt", include_str!("std/tests/personal/latvia.svt")),
    ("std/tests/personal/lithuania.svt", include_str!("std/tests/personal/lithuania.svt")),
    ("std/tests/personal/luxembourg.svt", include_str!("std/tests/personal/luxembourg.svt")),
    ("std/tests/personal/malaysia.svt", include_str!("std/tests/personal/malaysia.svt")),
    ("std/tests/personal/malta.svt", include_str!("std/tests/personal/malta.svt")),
    ("std/tests/personal/mexico.svt", include_str!("std/tests/personal/mexico.svt")),
    ("std/tests/personal/netherlands.svt", include_str!("std/tests/personal/netherlands.svt")),
    ("std/tests/personal/nigeria.svt", include_str!("std/tests/personal/nigeria.svt")),
    ("std/tests/personal/norway.svt", include_str!("std/tests/personal/norway.svt")),
    ("std/tests/personal/pakistan.svt", include_str!("std/tests/personal/pakistan.svt")),
    ("std/tests/personal/philippines.svt", include_str!("std/tests/personal/philippines.svt")),
    ("std/tests/personal/poland.svt", include_str!("std/tests/personal/poland.svt")),
    ("std/tests/personal/portugal.svt", include_str!("std/tests/personal/portugal.svt")),
    ("std/tests/personal/romania.svt", include_str!("std/tests/personal/romania.svt")),
    ("std/tests/personal/russia.svt", include_str!("std/tests/personal/russia.svt")),
    ("std/tests/personal/saudi_arabia.svt", include_str!("std/tests/personal/saudi_arabia.svt")),
    ("std/tests/personal/singapore.svt", include_str!("std/tests/personal/singapore.svt")),
    ("std/tests/personal/slovakia.svt", include_str!("std/tests/personal/slovakia.svt")),
    ("std/tests/personal/slovenia.svt", include_str!("std/tests/personal/slovenia.svt")),
    ("std/tests/personal/south_africa.svt", include_str!("std/tests/personal/south_africa.svt")),
    ("std/tests/personal/spain.svt", include_str!("std/tests/personal/spain.svt")),
    ("std/tests/personal/sri_lanka.svt", include_str!("std/tests/personal/sri_lanka.svt")),
    ("std/tests/personal/sweden.svt", include_str!("std/tests/personal/sweden.svt")),
    ("std/tests/personal/switzerland.svt", include_str!("std/tests/personal/switzerland.svt")),
    ("std/tests/personal/tanzania.svt", include_str!("std/tests/personal/tanzania.svt")),
    ("std/tests/personal/thailand.svt", include_str!("std/tests/personal/thailand.svt")),
    ("std/tests/personal/turkiye.svt", include_str!("std/tests/personal/turkiye.svt")),
    ("std/tests/personal/uk.svt", include_str!("std/tests/personal/uk.svt")),
    ("std/tests/personal/ukraine.svt", include_str!("std/tests/personal/ukraine.svt")),
    ("std/tests/personal/usa.svt", include_str!("std/tests/personal/usa.svt")),
    ("std/tests/personal/vehicle.svt", include_str!("std/tests/personal/vehicle.svt")),
    ("std/tests/personal/venezuela.svt", include_str!("std/tests/personal/venezuela.svt")),
    ("std/tests/personal/vietnam.svt", include_str!("std/tests/personal/vietnam.svt")),
];

/// The files of `std` as `(pack path, text)`, in pack order: what a compiler's set of sources wants.
pub fn std_sources() -> impl Iterator<Item = (&'static str, &'static str)> {
    STD.iter().copied()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn collect(folder: &Path, root: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, root, found);
            } else if path.extension().is_some_and(|extension| extension == "svt") {
                let relative = path.strip_prefix(root).unwrap();
                found.push(relative.iter().map(|part| part.to_str().unwrap()).collect::<Vec<_>>().join("/"));
            }
        }
    }

    #[test]
    fn every_rule_file_is_embedded() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut on_disk = Vec::new();
        collect(&root.join("std"), root, &mut on_disk);
        let mut embedded: Vec<&str> = std_sources().map(|(path, _)| path).collect();
        on_disk.sort_unstable();
        embedded.sort_unstable();
        assert_eq!(on_disk, embedded);
    }
}
