//! `check --fix`: applies the edits that diagnostics carry.
//!
//! Of each diagnostic the best fix that may be applied is taken, in order of place; one that overlaps an edit already taken
//! waits for the next round, since a text that was mended may need other fixes or none. Files are replaced whole or not at all.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use sievert_lang::diagnostic::{Diagnostic, Edit, Fix, Safety};
use sievert_lang::source::{SourceId, Sources};

/// What a round gives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mended {
    /// New texts of the files that change.
    pub texts: BTreeMap<SourceId, String>,
    /// What was done, in order of place: text, offset of its first edit, title.
    pub done: Vec<(SourceId, u32, String)>,
}

/// Applies one round of fixes. `editable` says which texts may change; a fix that touches another is left out.
#[must_use]
pub fn round(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    unsafe_too: bool,
    editable: impl Fn(SourceId) -> bool,
) -> Mended {
    let mut taken: Vec<&Edit> = Vec::new();
    let mut done = Vec::new();
    let mut chosen: Vec<&Fix> = diagnostics
        .iter()
        .filter_map(|diagnostic| diagnostic.fixes.iter().find(|fix| unsafe_too || fix.safety == Safety::Safe))
        .filter(|fix| fix.edits.iter().all(|edit| editable(edit.span.source) && sources.slice(edit.span).is_some()))
        .collect();
    chosen.sort_by_key(|fix| fix.edits.first().map(|edit| edit.span));
    for fix in chosen {
        let Some(first) = fix.edits.first() else { continue };
        if fix.edits.iter().any(|edit| taken.iter().any(|other| collide(edit, other))) {
            continue;
        }
        taken.extend(&fix.edits);
        done.push((first.span.source, first.span.start, fix.title.clone()));
    }

    let mut by_source: BTreeMap<SourceId, Vec<&Edit>> = BTreeMap::new();
    for edit in taken {
        by_source.entry(edit.span.source).or_default().push(edit);
    }
    let mut mended = Mended::default();
    for (id, mut edits) in by_source {
        let Some(source) = sources.get(id) else { continue };
        edits.sort_by_key(|edit| edit.span.start);
        let text = apply(&source.text, &edits);
        // A fix that leaves more unread than before would do harm, whatever it meant.
        let unread = |text: &str| sievert_lang::parse(id, text).diagnostics.len();
        if text != *source.text && unread(&text) <= unread(&source.text) {
            mended.texts.insert(id, text);
        }
    }
    done.retain(|(id, ..)| mended.texts.contains_key(id));
    mended.done = done;
    mended
}

/// Whether two edits cannot both be made. Two insertions at one place collide too: their order would be a guess.
fn collide(one: &Edit, other: &Edit) -> bool {
    let (a, b) = (one.span, other.span);
    a.source == b.source && (a.start < b.end && b.start < a.end || a.start == b.start)
}

/// Applies edits that are sorted and do not overlap.
fn apply(text: &str, edits: &[&Edit]) -> String {
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        let range = edit.span.range();
        result.push_str(text.get(at..range.start).unwrap_or_default());
        result.push_str(&edit.text);
        at = range.end;
    }
    result.push_str(text.get(at..).unwrap_or_default());
    result
}

/// Replaces a file by way of a temporary one beside it, so that a reader sees the old text or the new one. A link stays a link,
/// and permissions stay.
///
/// # Errors
/// Those of the file system; the file is then as it was.
pub fn replace(path: &Path, text: &str) -> io::Result<()> {
    let path = path.canonicalize()?;
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    let mut new = tempfile::NamedTempFile::new_in(folder)?;
    new.write_all(text.as_bytes())?;
    new.as_file().set_permissions(fs::metadata(&path)?.permissions())?;
    new.as_file().sync_all()?;
    new.persist(&path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use sievert_lang::diagnostic::{Code, Level};
    use sievert_lang::source::Span;

    use super::*;

    static CODE: Code = Code {
        code: "W0000",
        slug: "made_up",
        level: Level::Warning,
        title: "",
        explanation: "",
        example: "",
        mended: "",
    };

    fn mend(text: &str, fixes: &[(usize, usize, &str, Safety)], unsafe_too: bool) -> String {
        let mut sources = Sources::new();
        let id = sources.add_text("a.svt", text);
        let diagnostics: Vec<Diagnostic> = fixes
            .iter()
            .map(|(start, end, new, safety)| {
                let span = Span::new(id, *start, *end);
                Diagnostic::new(&CODE, "", span, "").fix("mend", span, *new, *safety)
            })
            .collect();
        let mended = round(&diagnostics, &sources, unsafe_too, |_| true);
        mended.texts.get(&id).cloned().unwrap_or_else(|| text.to_owned())
    }

    #[test]
    fn fixes_apply_in_place() {
        let text = "// abc def\n";
        let both = [(7, 10, "DEF", Safety::Safe), (3, 6, "a", Safety::Safe)];
        assert_eq!(mend(text, &both, false), "// a DEF\n");
        assert_eq!(mend(text, &[(3, 6, "x", Safety::Unsafe)], false), text);
        assert_eq!(mend(text, &[(3, 6, "x", Safety::Unsafe)], true), "// x def\n");
    }

    #[test]
    fn fixes_that_collide_wait() {
        let text = "// abc def\n";
        assert_eq!(mend(text, &[(3, 6, "x", Safety::Safe), (5, 8, "y", Safety::Safe)], false), "// x def\n");
        assert_eq!(mend(text, &[(3, 3, "x", Safety::Safe), (3, 3, "y", Safety::Safe)], false), "// xabc def\n");
        // Edits that touch do not collide.
        assert_eq!(mend(text, &[(3, 5, "x", Safety::Safe), (5, 6, "y", Safety::Safe)], false), "// xy def\n");
    }

    #[test]
    fn a_file_is_replaced_and_stays_what_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("a.svt"), folder.path().join("b.svt"));
        fs::write(&file, "old").unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
            std::os::unix::fs::symlink(&file, &link).unwrap();
            replace(&link, "new").unwrap();
            assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
            assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        }
        replace(&file, "new").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), if cfg!(unix) { 2 } else { 1 });
        assert!(replace(&folder.path().join("none"), "x").is_err());
        let _ = link;
    }
}
