//! A smaller program: only some of the identifiers, and what concerns these.

use std::collections::HashSet;

use super::{IdentifierId, Profile, Program};

impl Program {
    /// The profile of that full name (`std.profiles.pci`), or the only one whose last word it is (`pci`).
    #[must_use]
    pub fn profile(&self, name: &str) -> Option<&Profile> {
        let full = self.profiles.iter().find(|profile| profile.name == name);
        full.or_else(|| {
            let mut short = self.profiles.iter().filter(|profile| profile.short_name() == name);
            short.next().filter(|_| short.next().is_none())
        })
    }

    /// The program of these identifiers only, in pack order whatever the order of `identifiers`; an id that the program does
    /// not have selects nothing.
    ///
    /// What is said about the others goes with them: an allow list or suppression that names none of the selected, a
    /// profile that selects none of them, and the tests of what was dropped. What holds for every identifier stays.
    ///
    /// ```
    /// use sievert_lang::{compile, source::{Sealed, Sources}};
    ///
    /// let mut sources = Sources::new();
    /// sources.add_text("acme.svt", r#"
    /// package acme
    /// language 1
    ///
    /// identifier badge {
    ///   category: personal
    ///   match:    /\bE[0-9]{6}\b/
    /// }
    ///
    /// identifier project {
    ///   category: other
    ///   match:    /\bPRJ-[0-9]{4}\b/
    /// }
    ///
    /// profile people {
    ///   identifiers: [badge]
    /// }
    /// "#);
    /// let program = compile(&sources, &Sealed).program.ok_or("these rules have no errors")?;
    /// let people = program.profile("people").ok_or("it is declared above")?.identifiers.clone();
    ///
    /// let names: Vec<String> = program.select(&people).identifiers.into_iter().map(|found| found.name).collect();
    /// assert_eq!(names, ["acme.badge"]);
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn select(self, identifiers: &[IdentifierId]) -> Self {
        let selected: HashSet<IdentifierId> = identifiers.iter().copied().collect();
        // By old index: the new one, if it stays.
        let mut moved = Vec::with_capacity(self.identifiers.len());
        let mut kept = Vec::new();
        for (old, identifier) in (0..).map(IdentifierId).zip(self.identifiers) {
            let stays = selected.contains(&old);
            moved.push(stays.then(|| IdentifierId(u32::try_from(kept.len()).unwrap_or(u32::MAX))));
            if stays {
                kept.push(identifier);
            }
        }
        let moved = |id: IdentifierId| moved.get(id.0 as usize).copied().flatten();
        let move_some = |ids: &mut Vec<IdentifierId>| {
            *ids = ids.iter().filter_map(|id| moved(*id)).collect();
            !ids.is_empty()
        };
        // An empty list means "every identifier", so one that has become empty must go.
        let move_all = |ids: &mut Vec<IdentifierId>| ids.is_empty() || move_some(ids);
        let Self { mut allows, mut suppressions, mut profiles, mut tests, .. } = self;
        allows.retain_mut(|allow| move_all(&mut allow.identifiers));
        suppressions.retain_mut(|suppression| move_all(&mut suppression.identifiers));
        profiles.retain_mut(|profile| move_some(&mut profile.identifiers));
        tests.retain_mut(|test| moved(test.target).map(|target| test.target = target).is_some());
        Self { identifiers: kept, allows, suppressions, profiles, tests }
    }
}

impl Profile {
    /// The last word of its name: `recommended`.
    #[must_use]
    pub fn short_name(&self) -> &str {
        self.name.rsplit('.').next().unwrap_or(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use crate::compile;
    use crate::program::{IdentifierId, Program};
    use crate::source::{Sealed, Sources};

    const RULES: &str = r#"
package a
language 1

identifier x {
  category: other
  match:    /xx[0-9]/
}

identifier y {
  category: other
  match:    /yy[0-9]/
}

identifier z {
  category: other
  match:    /zz[0-9]/
}

allow everywhere {
  values: ["zz1"]
  reason: "r"
  owner:  "o"
}

allow of_x {
  for:    [x]
  values: ["xx1"]
  reason: "r"
  owner:  "o"
}

allow of_both {
  for:    [x, z]
  values: ["zz2"]
  reason: "r"
  owner:  "o"
}

suppress of_y {
  for:     [y]
  reason:  "r"
  owner:   "o"
  expires: 2027-01-01
}

suppress of_z {
  for:     [z, y]
  reason:  "r"
  owner:   "o"
  expires: 2027-01-01
}

profile first {
  identifiers: [x]
}

profile last {
  identifiers: [x, z]
}

test "x" for x {
  "xx2" : hit
}

test "z" for z {
  "zz3" : hit
}
"#;

    fn program() -> Program {
        let mut sources = Sources::new();
        sources.add_text("a.svt", RULES);
        let compiled = compile(&sources, &Sealed);
        assert_eq!(compiled.diagnostics, []);
        compiled.program.unwrap()
    }

    #[test]
    fn what_concerns_dropped_identifiers_goes_with_them() {
        let program = program().select(&[IdentifierId(2), IdentifierId(1), IdentifierId(2), IdentifierId(9)]);
        let names: Vec<_> = program.identifiers.iter().map(|found| found.name.as_str()).collect();
        assert_eq!(names, ["a.y", "a.z"]);
        let (y, z) = (IdentifierId(0), IdentifierId(1));
        let allows: Vec<_> =
            program.allows.iter().map(|allow| (allow.name.as_str(), allow.identifiers.as_slice())).collect();
        assert_eq!(allows, [("a.everywhere", &[][..]), ("a.of_both", &[z])]);
        let suppressions: Vec<_> = program
            .suppressions
            .iter()
            .map(|found| (found.name.as_str(), found.identifiers.as_slice()))
            .collect();
        assert_eq!(suppressions, [("a.of_y", &[y][..]), ("a.of_z", &[z, y])]);
        let profiles: Vec<_> = program
            .profiles
            .iter()
            .map(|found| (found.name.as_str(), found.identifiers.as_slice()))
            .collect();
        assert_eq!(profiles, [("a.last", &[z][..])]);
        let tests: Vec<_> = program.tests.iter().map(|test| (test.name.as_str(), test.target)).collect();
        assert_eq!(tests, [("a: z", z)]);
    }

    #[test]
    fn a_profile_answers_to_its_full_name_and_its_last_word() {
        let mut program = program();
        assert_eq!(program.profile("a.first").map(|found| found.identifiers.len()), Some(1));
        assert_eq!(program.profile("last").map(|found| found.identifiers.len()), Some(2));
        assert!(program.profile("other").is_none());
        program.profiles[0].name = "b.last".to_owned();
        assert!(program.profile("last").is_none(), "two answer to it");
        assert!(program.profile("b.last").is_some());
    }
}
