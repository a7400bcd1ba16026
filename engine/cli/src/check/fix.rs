//! `check --fix`: applies the edits that diagnostics carry.
//!
//! The compiler chooses edits that do not touch each other; a text that was mended may need other fixes or none, so the caller
//! checks again and comes back. Files are replaced whole or not at all.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use sievert_lang::diagnostic::fixes::rewrite;
use sievert_lang::diagnostic::{Diagnostic, Edit, Fix, Safety, apply_fixes};
use sievert_lang::source::{SourceId, Sources, Span};

/// What a round gives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mended {
    /// New texts of the files that change.
    pub texts: BTreeMap<SourceId, String>,
    /// What was done: where, in the old text, and what.
    pub done: Vec<(Span, String)>,
}

/// Applies one round of fixes. `editable` says which texts may change; a fix that touches another is left out.
#[must_use]
pub fn round(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    unsafe_too: bool,
    editable: impl Fn(SourceId) -> bool,
) -> Mended {
    let allowed = |fix: &Fix| fix.edits.iter().all(|edit| editable(edit.span.source));
    let mendable: Vec<Diagnostic> =
        diagnostics.iter().filter(|problem| problem.fixes.iter().all(allowed)).cloned().collect();
    let fixes = apply_fixes(sources, &mendable, unsafe_too);
    let mut mended = Mended::default();
    for (id, edits) in &fixes.edits {
        let Some(source) = sources.get(*id) else { continue };
        let text = rewrite(&source.text, edits);
        // A fix that leaves more unread than before would do harm, whatever it meant.
        let unread = |text: &str| sievert_lang::parse(*id, text).diagnostics.len();
        if text != *source.text && unread(&text) <= unread(&source.text) {
            mended.texts.insert(*id, text);
        }
    }
    let made = |edit: &Edit| {
        let id = edit.span.source;
        mended.texts.contains_key(&id) && fixes.edits.get(&id).is_some_and(|edits| edits.contains(edit))
    };
    for problem in &mendable {
        let taken = problem.fixes.iter().find(|fix| unsafe_too || fix.safety == Safety::Safe);
        if let Some(fix) = taken.filter(|fix| !fix.edits.is_empty() && fix.edits.iter().all(made)) {
            mended.done.push((problem.span(), fix.title.clone()));
        }
    }
    mended
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
    use super::*;

    const WRONG: &str = "package a\nlanguage 1\n\nidentifier x {\n  category: other\n  sevrity: high\n  match: /abc[0-9]{3}/\n}\n";

    fn mend(editable: bool) -> (Option<String>, usize) {
        let mut sources = Sources::new();
        let id = sources.add_text("a.svt", WRONG);
        let problems = sievert_lang::compile(&sources, &sievert_lang::source::Sealed).diagnostics;
        assert!(!problems.is_empty());
        let mended = round(&problems, &sources, false, |_| editable);
        (mended.texts.get(&id).cloned(), mended.done.len())
    }

    #[test]
    fn what_may_change_is_mended() {
        assert_eq!(mend(true), (Some(WRONG.replace("sevrity", "severity")), 1));
    }

    #[test]
    fn what_may_not_change_is_left() {
        assert_eq!(mend(false), (None, 0));
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
