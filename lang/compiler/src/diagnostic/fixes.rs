//! Applying fixes: a set of edits that do not touch each other.

use std::collections::BTreeMap;

use super::{Diagnostic, Edit, Fix, Safety};
use crate::source::{SourceId, Sources};

/// The edits to make, by file and place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fixes {
    /// In order of place; none overlaps another.
    pub edits: BTreeMap<SourceId, Vec<Edit>>,
    /// How many diagnostics they mend.
    pub applied: usize,
    /// How many could have been mended but for an edit that was in the way: run again.
    pub conflicts: usize,
}

/// Chooses the first suitable fix of every diagnostic, in order. A fix is taken whole or not at all, and only when none of
/// its edits touches one that was taken before; the same edit asked for twice is made once.
#[must_use]
pub fn apply_fixes(sources: &Sources, diagnostics: &[Diagnostic], include_unsafe: bool) -> Fixes {
    let mut fixes = Fixes::default();
    for diagnostic in diagnostics {
        let fix = diagnostic.fixes.iter().find(|fix| include_unsafe || fix.safety == Safety::Safe);
        let Some(fix) = fix.filter(|fix| !fix.edits.is_empty() && valid(fix, sources)) else { continue };
        let fresh: Vec<&Edit> = fix.edits.iter().filter(|edit| !is_taken(&fixes, edit)).collect();
        if fresh.iter().any(|edit| collides(&fixes, edit)) {
            fixes.conflicts += 1;
            continue;
        }
        for edit in fresh {
            fixes.edits.entry(edit.span.source).or_default().push(edit.clone());
        }
        fixes.applied += 1;
    }
    for edits in fixes.edits.values_mut() {
        edits.sort_by_key(|edit| edit.span);
    }
    fixes
}

/// A text with edits made; they must be in order and apart, as [`apply_fixes`] gives them.
#[must_use]
pub fn rewrite(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        let range = edit.span.range();
        out.push_str(text.get(at..range.start).unwrap_or_default());
        out.push_str(&edit.text);
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// Inside its text, on characters, and its edits apart from each other.
fn valid(fix: &Fix, sources: &Sources) -> bool {
    let apart =
        |index: usize, edit: &Edit| fix.edits.iter().skip(index + 1).all(|other| !overlap(edit, other));
    fix.edits.iter().enumerate().all(|(index, edit)| sources.slice(edit.span).is_some() && apart(index, edit))
}

fn is_taken(fixes: &Fixes, edit: &Edit) -> bool {
    fixes.edits.get(&edit.span.source).is_some_and(|taken| taken.contains(edit))
}

fn collides(fixes: &Fixes, edit: &Edit) -> bool {
    fixes.edits.get(&edit.span.source).is_some_and(|taken| taken.iter().any(|other| overlap(edit, other)))
}

/// Whether two edits share a byte, or one inserts inside or at the edge of what the other replaces. Two insertions at one
/// place are apart: they follow each other.
fn overlap(a: &Edit, b: &Edit) -> bool {
    if a.span.source != b.span.source {
        return false;
    }
    let inserts = |edit: &Edit| edit.span.start == edit.span.end;
    if inserts(a) && inserts(b) {
        return false;
    }
    if inserts(a) || inserts(b) {
        return a.span.start <= b.span.end && b.span.start <= a.span.end;
    }
    a.span.start < b.span.end && b.span.start < a.span.end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::names::UNKNOWN_KEY;
    use crate::source::Span;

    fn found(start: usize, end: usize, text: &str, safety: Safety) -> Diagnostic {
        let span = Span::new(SourceId(0), start, end);
        Diagnostic::new(&UNKNOWN_KEY, "", span, "").fix("", span, text, safety)
    }

    fn fixed(diagnostics: &[Diagnostic], include_unsafe: bool) -> (String, usize) {
        let mut sources = Sources::new();
        let id = sources.add_text("a.svt", "abcdef");
        let fixes = apply_fixes(&sources, diagnostics, include_unsafe);
        (rewrite("abcdef", fixes.edits.get(&id).map_or(&[], Vec::as_slice)), fixes.conflicts)
    }

    #[test]
    fn fixes_that_overlap_wait_for_the_next_run() {
        let all =
            [found(3, 5, "X", Safety::Safe), found(0, 1, "", Safety::Safe), found(4, 6, "Y", Safety::Safe)];
        assert_eq!(fixed(&all, false), ("bcXf".to_owned(), 1));
    }

    #[test]
    fn unsafe_fixes_and_nonsense_are_left_alone() {
        let all = [found(0, 1, "X", Safety::Unsafe), found(5, 9, "Y", Safety::Safe)];
        assert_eq!(fixed(&all, false), ("abcdef".to_owned(), 0));
        assert_eq!(fixed(&all, true), ("Xbcdef".to_owned(), 0));
    }

    #[test]
    fn the_same_insertion_is_made_once() {
        let all =
            [found(2, 2, "X", Safety::Safe), found(2, 2, "X", Safety::Safe), found(2, 2, "Y", Safety::Safe)];
        assert_eq!(fixed(&all, false).0, "abXYcdef");
    }
}
