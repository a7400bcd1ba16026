//! Which identifiers are active.
//!
//! Everything compiles together so that names resolve, but a person who gives two rules does not ask for a whole library.
//! Active are the identifiers of the given files, and those of other files that a given file names in a `use`, by itself or
//! with its whole package, or tests. Where profiles are asked for, they decide instead, over all files.

use std::collections::HashSet;

use sievert_lang::program::{IdentifierId, Profile, Program};
use sievert_lang::source::Span;

use super::discover::Header;
use super::{Role, RuleSet};
use crate::suggest::nearest;

/// Why a profile cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProfileError {
    /// Nothing is called so.
    #[error("there is no profile `{name}`{}; {}", meant(near.as_deref()), there_are(known))]
    Unknown {
        /// As it was given.
        name: String,
        /// What was meant, most likely.
        near: Option<String>,
        /// The full names of all.
        known: Vec<String>,
    },
    /// Several packages have one.
    #[error("several profiles are called `{name}`: write {}", known.join(" or "))]
    Ambiguous {
        /// As it was given.
        name: String,
        /// Their full names.
        known: Vec<String>,
    },
}

fn meant(near: Option<&str>) -> String {
    near.map_or_else(String::new, |near| format!(", did you mean `{near}`?"))
}

fn there_are(known: &[String]) -> String {
    if known.is_empty() {
        "these rules have none".to_owned()
    } else {
        format!("there are {}", known.join(", "))
    }
}

/// The part of a program that is active where no profile is asked for.
#[must_use]
pub fn active(mut program: Program, set: &RuleSet) -> Program {
    let used: HashSet<String> = set.given().flat_map(|(_, source)| Header::of(&source.text).uses).collect();
    let tested: HashSet<IdentifierId> =
        program.tests.iter().filter(|test| given(set, test.span)).map(|test| test.target).collect();
    let active: Vec<IdentifierId> = (0..)
        .map(IdentifierId)
        .zip(&program.identifiers)
        .filter(|(id, identifier)| {
            let package = identifier.name.rsplit_once('.').map_or("", |(package, _)| package);
            given(set, identifier.span)
                || used.contains(&identifier.name)
                || used.contains(package)
                || tested.contains(id)
        })
        .map(|(id, _)| id)
        .collect();
    drop_foreign(&mut program, set);
    program.select(&active)
}

/// What these profiles select, together.
///
/// # Errors
/// When one of them is unknown or not the only one of its name.
pub fn profiled(mut program: Program, set: &RuleSet, names: &[String]) -> Result<Program, ProfileError> {
    let mut selected = Vec::new();
    for name in names {
        selected.extend_from_slice(&profile(&program, set, name)?.identifiers);
    }
    drop_foreign(&mut program, set);
    Ok(program.select(&selected))
}

/// The profile of that name. A short name means that of the given files where these have one.
fn profile<'p>(program: &'p Program, set: &RuleSet, name: &str) -> Result<&'p Profile, ProfileError> {
    if let Some(profile) = program.profile(name) {
        return Ok(profile);
    }
    let called: Vec<&Profile> =
        program.profiles.iter().filter(|profile| profile.short_name() == name).collect();
    let mut own = called.iter().filter(|profile| given(set, profile.span));
    if let (Some(profile), None) = (own.next(), own.next()) {
        return Ok(profile);
    }
    let names = |profiles: &mut dyn Iterator<Item = &Profile>| -> Vec<String> {
        profiles.map(|profile| format!("`{}`", profile.name)).collect()
    };
    let name = name.to_owned();
    if !called.is_empty() {
        return Err(ProfileError::Ambiguous { name, known: names(&mut called.into_iter()) });
    }
    let words = program.profiles.iter().flat_map(|profile| [profile.short_name(), profile.name.as_str()]);
    let near = nearest(&name, words).map(str::to_owned);
    Err(ProfileError::Unknown { name, near, known: names(&mut program.profiles.iter()) })
}

fn given(set: &RuleSet, span: Span) -> bool {
    set.role(span.source) == Role::Given
}

/// Leaves out what files that were not given say about every identifier, which concerns their own pack, and their tests.
fn drop_foreign(program: &mut Program, set: &RuleSet) {
    program.allows.retain(|allow| !allow.identifiers.is_empty() || given(set, allow.span));
    program
        .suppressions
        .retain(|suppression| !suppression.identifiers.is_empty() || given(set, suppression.span));
    program.tests.retain(|test| given(set, test.span));
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::rules_input::load;

    /// The names of what is active in a pack of one file.
    fn active_in(text: &str) -> Program {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.svt"), text).unwrap();
        let set = load(&[folder.path().to_path_buf()]).unwrap();
        let compilation = set.compile();
        active(compilation.program.unwrap_or_else(|| panic!("{:?}", compilation.diagnostics)), &set)
    }

    fn names(program: &Program) -> Vec<&str> {
        program.identifiers.iter().map(|identifier| identifier.name.as_str()).collect()
    }

    const OWN: &str = "identifier x {\n  category: other\n  match: /abc[0-9]{3}/\n}\n";

    #[test]
    fn the_library_stays_out_unless_used() {
        assert_eq!(names(&active_in(&format!("package a\nlanguage 1\n{OWN}"))), ["a.x"]);
    }

    #[test]
    fn what_is_used_is_active_and_keeps_its_references() {
        let rules = format!(
            "package a\nlanguage 1\nuse std.financial.credit_card\n{OWN}\
             allow known {{\n  for: [credit_card]\n  values: [\"1\"]\n  reason: \"r\"\n  owner: \"o\"\n}}\n\
             test \"t\" for credit_card {{\n  \"x\" : miss\n}}\n"
        );
        let program = active_in(&rules);
        assert_eq!(names(&program), ["a.x", "std.financial.credit_card"]);
        assert_eq!(program.allows[0].identifiers, [IdentifierId(1)]);
        assert_eq!((program.tests.len(), program.tests[0].target), (1, IdentifierId(1)));
    }

    #[test]
    fn a_package_is_used_as_a_whole() {
        let rules = format!(
            "package a\nlanguage 1\nuse std.financial\n{OWN}\
             allow known {{\n  for: [financial.credit_card]\n  values: [\"1\"]\n}}\n"
        );
        let program = active_in(&rules);
        assert!(names(&program).contains(&"std.financial.magnetic_stripe_data"), "{:?}", names(&program));
        assert!(!names(&program).iter().any(|name| name.starts_with("std.personal")));
    }

    #[test]
    fn named_the_library_is_whole() {
        let set = load(&["std".into()]).unwrap();
        let program = set.compile().program.unwrap();
        let all = program.identifiers.len();
        let active = active(program, &set);
        assert!(all > 30 && active.identifiers.len() == all && !active.tests.is_empty());
    }
    fn profiled_in(text: &str, names: &[&str]) -> Result<Program, ProfileError> {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.svt"), text).unwrap();
        let set = load(&[folder.path().to_path_buf()]).unwrap();
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        profiled(set.compile().program.unwrap(), &set, &names)
    }

    #[test]
    fn profiles_select_among_all_files() {
        let rules = format!(
            "package a\nlanguage 1\n{OWN}\
             profile pci {{\n  identifiers: [x, std.financial.credit_card]\n}}\n\
             allow any {{\n  values: [\"1\"]\n  reason: \"r\"\n  owner: \"o\"\n}}\n"
        );
        let program = profiled_in(&rules, &["pci"]).unwrap();
        assert_eq!(names(&program), ["a.x", "std.financial.credit_card"], "the given one, not the library's");
        assert_eq!(program.allows[0].name, "a.any");
        let program = profiled_in(&rules, &["std.profiles.pci", "recommended"]).unwrap();
        let selected = names(&program);
        assert!(!selected.contains(&"a.x") && selected.contains(&"std.financial.card_number_alone"));
        assert!(selected.contains(&"std.personal.usa.social_security_number"), "{selected:?}");
    }

    #[test]
    fn unknown_profiles_are_told_with_what_there_is() {
        let rules = format!("package a\nlanguage 1\n{OWN}");
        let error = profiled_in(&rules, &["recomended"]).unwrap_err().to_string();
        assert!(
            error.starts_with("there is no profile `recomended`, did you mean `recommended`?"),
            "{error}"
        );
        assert!(error.contains("`std.profiles.hipaa`"), "{error}");
        let mut program = load(&["std".into()]).map(|set| (set.compile().program.unwrap(), set)).unwrap();
        program.0.profiles.iter_mut().for_each(|profile| profile.name = format!("{}.same", profile.name));
        let error = profiled(program.0, &program.1, &["same".to_owned()]).unwrap_err().to_string();
        assert!(error.starts_with("several profiles are called `same`: write `std."), "{error}");
    }
}
