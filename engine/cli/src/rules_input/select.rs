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
