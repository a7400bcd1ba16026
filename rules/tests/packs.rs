//! The embedded library compiles without a word from the compiler, passes its own tests, and leaves nothing untried.

use sievert::Engine;
use sievert::Options;
use sievert_lang::program::{Category, Identifier, Literal, Program};
use sievert_lang::source::{Sealed, Source, Sources};
use sievert_lang::{compile, diagnostic, format};

/// Macie's recommended set: what the library covers first.
const RECOMMENDED: &[&str] = &[
    "AUSTRALIA_TAX_FILE_NUMBER",
    "AWS_CREDENTIALS",
    "BRAZIL_CPF_NUMBER",
    "CANADA_DRIVERS_LICENSE",
    "CANADA_PASSPORT_NUMBER",
    "CANADA_SOCIAL_INSURANCE_NUMBER",
    "CREDIT_CARD_MAGNETIC_STRIPE",
    "CREDIT_CARD_NUMBER",
    "DRIVERS_LICENSE",
    "FRANCE_NATIONAL_IDENTIFICATION_NUMBER",
    "FRANCE_PASSPORT_NUMBER",
    "FRANCE_TAX_IDENTIFICATION_NUMBER",
    "GERMANY_NATIONAL_IDENTIFICATION_NUMBER",
    "GERMANY_PASSPORT_NUMBER",
    "GERMANY_TAX_IDENTIFICATION_NUMBER",
    "HTTP_BASIC_AUTH_HEADER",
    "ITALY_NATIONAL_IDENTIFICATION_NUMBER",
    "ITALY_PASSPORT_NUMBER",
    "OPENSSH_PRIVATE_KEY",
    "PGP_PRIVATE_KEY",
    "PKCS",
    "PUTTY_PRIVATE_KEY",
    "SPAIN_DNI_NUMBER",
    "SPAIN_NIE_NUMBER",
    "SPAIN_NIF_NUMBER",
    "SPAIN_PASSPORT_NUMBER",
    "SPAIN_SOCIAL_SECURITY_NUMBER",
    "SPAIN_TAX_IDENTIFICATION_NUMBER",
    "UK_DRIVERS_LICENSE",
    "UK_ELECTORAL_ROLL_NUMBER",
    "UK_NATIONAL_INSURANCE_NUMBER",
    "UK_PASSPORT_NUMBER",
    "USA_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER",
    "USA_PASSPORT_NUMBER",
    "USA_SOCIAL_SECURITY_NUMBER",
];

/// Names that cover two forms of a number, one of which needs a word near it: an identifier stands for each.
const IN_TWO_FORMS: &[&str] = &[
    "BRAZIL_PHONE_NUMBER",
    "FRANCE_BANK_ACCOUNT_NUMBER",
    "FRANCE_PHONE_NUMBER",
    "GERMANY_BANK_ACCOUNT_NUMBER",
    "GERMANY_PHONE_NUMBER",
    "HTTP_COOKIE",
    "ITALY_BANK_ACCOUNT_NUMBER",
    "ITALY_PHONE_NUMBER",
    "PHONE_NUMBER",
    "SPAIN_BANK_ACCOUNT_NUMBER",
    "SPAIN_PHONE_NUMBER",
    "UK_BANK_ACCOUNT_NUMBER",
    "UK_PHONE_NUMBER",
];

fn sources() -> Sources {
    let mut sources = Sources::new();
    for (path, text) in sievert_rules::std_sources() {
        sources.add(Source { path: path.to_owned(), pack_path: Some(path.to_owned()), text: text.into() });
    }
    sources
}

/// Compiles the library; every diagnostic, a warning too, is a failure.
fn library(sources: &Sources) -> Program {
    let compilation = compile(sources, &Sealed);
    let said: Vec<String> =
        compilation.diagnostics.iter().map(|found| diagnostic::render::one_line(found, sources)).collect();
    assert!(said.is_empty(), "the library has diagnostics:\n{}", said.join("\n"));
    compilation.program.unwrap_or_default()
}

#[test]
fn every_file_is_in_the_one_style() {
    for (path, text) in sievert_rules::std_sources() {
        assert!(format(text).as_deref() == Ok(text), "{path} is not as `sievert fmt` writes it");
    }
}

#[test]
fn every_test_of_the_library_passes() {
    let sources = sources();
    let program = library(&sources);
    let run = Engine::run_tests(&program, Options::default()).expect("an engine");
    let failed: Vec<String> = run
        .outcomes
        .iter()
        .filter_map(|outcome| {
            let row = sources.slice(outcome.span).unwrap_or_default();
            outcome.failure.as_ref().map(|failure| format!("{}: {row}\n    {failure}", outcome.test))
        })
        .collect();
    assert!(failed.is_empty(), "{} rows fail:\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn every_identifier_is_tried_from_both_sides() {
    let program = library(&sources());
    let run = Engine::run_tests(&program, Options::default()).expect("an engine");
    let mut untried = Vec::new();
    for identifier in &run.coverage {
        let name = &identifier.identifier;
        if identifier.hits < 5 || identifier.misses < 5 {
            untried.push(format!("{name}: {} hits and {} misses", identifier.hits, identifier.misses));
        }
        untried.extend(
            identifier.rows.iter().filter(|row| !row.fired).map(|row| format!("{name}: fire `{}`", row.row)),
        );
        let always = identifier.rows.iter().filter(|row| !row.held_back);
        untried.extend(always.map(|row| format!("{name}: hold back `{}`", row.row)));
    }
    assert!(untried.is_empty(), "no test tries:\n{}", untried.join("\n"));
}

#[test]
fn the_recommended_set_is_whole() {
    let program = library(&sources());
    let mut covered: Vec<String> = program
        .identifiers
        .iter()
        .flat_map(|identifier| &identifier.annotations)
        .filter(|(name, _)| name == "macie")
        .flat_map(|(_, names)| names)
        .filter_map(|name| match name {
            Literal::Text(name) => Some(name.clone()),
            _ => None,
        })
        .collect();
    covered.sort_unstable();
    for name in RECOMMENDED {
        assert!(covered.iter().any(|covered| covered == name), "no identifier stands for {name}");
    }
    let mut twice: Vec<&str> =
        covered.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0].as_str()).collect();
    twice.retain(|name| !IN_TWO_FORMS.contains(name));
    assert!(twice.is_empty(), "several identifiers stand for {twice:?}");
}

/// Whether an identifier stands for one of Macie's recommended names.
fn is_recommended(identifier: &Identifier) -> bool {
    let macie = identifier.annotations.iter().filter(|(name, _)| name == "macie");
    macie
        .flat_map(|(_, names)| names)
        .any(|name| matches!(name, Literal::Text(name) if RECOMMENDED.contains(&name.as_str())))
}

#[test]
fn the_recommended_profile_has_what_macie_recommends_and_nothing_that_stands_on_its_shape_alone() {
    let program = library(&sources());
    let profile = program.profile("std.profiles.recommended").expect("the profile is there");
    for (index, identifier) in program.identifiers.iter().enumerate() {
        let within = profile.identifiers.iter().any(|id| id.0 as usize == index);
        if is_recommended(identifier) || identifier.category == Category::Credentials {
            assert!(within, "{} is missing", identifier.name);
        } else if within {
            let speaks = identifier.validate.is_some() || !identifier.require.is_empty();
            assert!(speaks, "{} stands on its shape alone", identifier.name);
        }
    }
    let all = program.profile("std.profiles.all").expect("the profile is there");
    assert_eq!(all.identifiers.len(), program.identifiers.len());
}

/// A package that grows brings in what is not of natural persons.
#[test]
fn organisations_are_not_personal_data() {
    let program = library(&sources());
    let gdpr = program.profile("std.profiles.gdpr").map_or(&[][..], |gdpr| &gdpr.identifiers);
    for identifier in gdpr.iter().filter_map(|id| program.identifiers.get(id.0 as usize)) {
        let name = &identifier.name;
        assert!(!name.contains("organisation") && !name.contains("legal_person"), "{name} is in gdpr");
    }
}

#[test]
fn every_profile_says_what_it_is_for() {
    let program = library(&sources());
    assert!(program.profiles.len() >= 6);
    for profile in &program.profiles {
        assert!(profile.doc.lines().count() >= 1 && !profile.identifiers.is_empty(), "{}", profile.name);
    }
}

#[test]
fn ids_are_unique_and_every_identifier_says_what_it_is() {
    let program = library(&sources());
    let mut ids: Vec<&str> = program.identifiers.iter().map(|identifier| identifier.id.as_str()).collect();
    ids.sort_unstable();
    assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "an id stands twice in {ids:?}");
    for identifier in &program.identifiers {
        assert!(!identifier.doc.is_empty(), "{} has no doc comment", identifier.name);
        assert_ne!(identifier.id, identifier.name, "{} has no `@id`", identifier.name);
    }
}
