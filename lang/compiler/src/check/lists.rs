//! `list`: words that rules share, inline and from files.

use std::rc::Rc;

use crate::codes::packs;
use crate::diagnostic::Diagnostic;
use crate::syntax::Expr;

use super::Checker;
use super::fields::Fields;

/// The most entries of one list, inline and from its file.
const MAX_ENTRIES: usize = 1_000_000;

/// The most bytes of a list file.
const MAX_FILE: usize = 64 << 20;

impl<'a> Checker<'a> {
    /// The words of a list; `None` after an error.
    pub(super) fn list(&mut self, fields: &Fields<'a>) -> Option<Rc<[String]>> {
        let words = self.values(fields)?;
        Some(Rc::from(words))
    }

    /// `values` and `file` of a list or allow list together.
    pub(super) fn values(&mut self, fields: &Fields<'a>) -> Option<Vec<String>> {
        let inline = fields.value("values").map_or(Some(Vec::new()), |value| self.texts(value, "`values`"));
        let read = fields.value("file").map_or(Some(Vec::new()), |value| self.list_file(value));
        let (mut words, read) = (inline?, read?);
        words.extend(read);
        if words.len() > MAX_ENTRIES
            && let Some(field) = fields.get("values").or(fields.get("file"))
        {
            let message = format!("a list has at most {MAX_ENTRIES} entries, this one has {}", words.len());
            self.report(Diagnostic::new(&packs::LIST_TOO_BIG, message, field.name, "too many"));
            return None;
        }
        Some(words)
    }

    fn list_file(&mut self, value: &Expr) -> Option<Vec<String>> {
        let path = self.text(value, "`file`")?;
        let file = self.files.get(self.file).map(|file| file.source)?;
        let from = self.sources.get(file)?;
        match self.world.read_list(from, &path.value) {
            Ok(text) if text.len() > MAX_FILE => {
                let message = format!(
                    "a list file has at most {} MiB, this one has {}",
                    MAX_FILE >> 20,
                    text.len() >> 20
                );
                self.report(Diagnostic::new(&packs::LIST_TOO_BIG, message, path.span, "too big"));
                None
            }
            Ok(text) => Some(
                text.trim_start_matches('\u{feff}')
                    .lines()
                    .map(str::trim)
                    .filter(|line| !line.is_empty() && !line.starts_with('#'))
                    .map(str::to_owned)
                    .collect(),
            ),
            Err(why) => {
                let message = format!("the list `{}` could not be read: {why}", path.value);
                let found = Diagnostic::new(&packs::LIST_FILE, message, path.span, "named here");
                self.report(found.help(
                    "the path is relative to this rule file; one entry a line, `#` starts a comment line",
                ));
                None
            }
        }
    }
}
