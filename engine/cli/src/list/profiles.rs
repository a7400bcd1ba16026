//! The profiles of a program.

use serde_json::{Value, json};
use sievert_lang::program::{Profile, Program};

use super::{aligned, first_sentence, wrapped};

/// A list of objects.
#[must_use]
pub fn json(program: &Program) -> Value {
    let object = |profile: &Profile| {
        let selected = profile.identifiers.iter().filter_map(|id| program.identifiers.get(id.0 as usize));
        let names: Vec<&str> = selected.map(|identifier| identifier.name.as_str()).collect();
        json!({
            "name": profile.name,
            "title": first_sentence(&profile.doc),
            "doc": profile.doc.trim(),
            "count": names.len(),
            "identifiers": names,
        })
    };
    program.profiles.iter().map(object).collect()
}

/// A table within `width` columns where words allow it.
#[must_use]
pub fn text_table(program: &Program, width: usize) -> String {
    let names = program.profiles.iter().map(|profile| profile.name.chars().count()).max().unwrap_or_default();
    // Beside the name stand `IDENTIFIERS` and two gaps.
    let room = width.saturating_sub(names + "IDENTIFIERS".len() + 4).max(24);
    let mut lines = vec![["PROFILE", "IDENTIFIERS", "WHAT"].map(str::to_owned).to_vec()];
    for profile in &program.profiles {
        let mut head = [profile.name.clone(), profile.identifiers.len().to_string()];
        for line in wrapped(&first_sentence(&profile.doc), room) {
            let [name, count] = std::mem::take(&mut head);
            lines.push(vec![name, count, line]);
        }
    }
    aligned(lines.into_iter())
}
