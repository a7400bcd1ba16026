//! Which identifiers are active.
//!
//! Everything compiles together so that names resolve, but a person who gives two rules does not ask for a whole library.
//! Active are the identifiers of the given files, and those of other files that a given file names in a `use`, by itself or
//! with its whole package, or tests.

use std::collections::HashSet;

use sievert_lang::program::{IdentifierId, Program};

use super::discover::Header;
use super::{Role, RuleSet};

/// The part of a program that is active. Allow lists and suppressions of other files stay as far as they name an active
/// identifier; what they say about every identifier concerns their own pack and is left out.
#[must_use]
pub fn active(program: Program, set: &RuleSet) -> Program {
    if set.sources.iter().all(|(id, _)| set.role(id) == Role::Given) {
        return program;
    }
    let used: HashSet<String> = set.given().flat_map(|(_, source)| Header::of(&source.text).uses).collect();
    let given = |span: sievert_lang::source::Span| set.role(span.source) == Role::Given;
    let tested: HashSet<IdentifierId> =
        program.tests.iter().filter(|test| given(test.span)).map(|test| test.target).collect();

    // By old index: the new one, if it stays.
    let mut kept = Vec::with_capacity(program.identifiers.len());
    let mut identifiers = Vec::new();
    for (old, identifier) in program.identifiers.into_iter().enumerate() {
        let package = identifier.name.rsplit_once('.').map_or("", |(package, _)| package);
        let stays = given(identifier.span)
            || used.contains(&identifier.name)
            || used.contains(package)
            || tested.contains(&IdentifierId(u32::try_from(old).unwrap_or(u32::MAX)));
        kept.push(stays.then(|| IdentifierId(u32::try_from(identifiers.len()).unwrap_or(u32::MAX))));
        if stays {
            identifiers.push(identifier);
        }
    }
    let moved = |id: IdentifierId| kept.get(id.0 as usize).copied().flatten();
    let move_all = |ids: &mut Vec<IdentifierId>, given: bool| {
        let all = ids.is_empty();
        *ids = ids.iter().filter_map(|id| moved(*id)).collect();
        // An empty list means "every identifier", so one that has become empty must go.
        if all { given } else { !ids.is_empty() }
    };

    let mut allows = program.allows;
    allows.retain_mut(|allow| move_all(&mut allow.identifiers, given(allow.span)));
    let mut suppressions = program.suppressions;
    suppressions.retain_mut(|suppression| move_all(&mut suppression.identifiers, given(suppression.span)));
    let mut tests = program.tests;
    tests.retain_mut(|test| match moved(test.target).filter(|_| given(test.span)) {
        Some(target) => {
            test.target = target;
            true
        }
        None => false,
    });
    Program { identifiers, allows, suppressions, tests }
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
}
