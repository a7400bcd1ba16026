//! Gathers diagnostics under limits, applies `@allow`, and puts them in order.

use std::collections::HashMap;

use crate::codes::logic;
use crate::diagnostic::{Code, Diagnostic, Level, Safety};
use crate::source::{SourceId, Span};

/// How many diagnostics of one file are shown.
pub(super) const SHOWN_PER_FILE: usize = 100;

/// How many of one level are kept to choose them from; beyond it a hostile file would cost memory.
const KEPT_PER_FILE: usize = 10_000;

/// How many suggestions are looked for: each compares a name with every other.
const SUGGESTIONS: u32 = 200;

/// An `@allow(slug, reason: "…")`.
#[derive(Debug)]
pub(super) struct Allowance {
    pub(super) code: &'static Code,
    /// What it stands before.
    pub(super) item: Span,
    /// The annotation.
    pub(super) span: Span,
}

#[derive(Debug)]
pub(super) struct Collector {
    kept: Vec<Diagnostic>,
    counts: HashMap<(SourceId, Level), usize>,
    allowances: Vec<Allowance>,
    suggestions: u32,
}

impl Collector {
    pub(super) fn new() -> Self {
        Self { kept: Vec::new(), counts: HashMap::new(), allowances: Vec::new(), suggestions: SUGGESTIONS }
    }

    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        let count = self.counts.entry((diagnostic.span().source, diagnostic.code.level)).or_default();
        *count += 1;
        if *count <= KEPT_PER_FILE {
            self.kept.push(diagnostic);
        }
    }

    pub(super) fn allow(&mut self, allowance: Allowance) {
        self.allowances.push(allowance);
    }

    /// Whether a suggestion may still be looked for.
    pub(super) fn may_suggest(&mut self) -> bool {
        let may = self.suggestions > 0;
        self.suggestions = self.suggestions.saturating_sub(1);
        may
    }

    pub(super) fn has_errors(&self) -> bool {
        self.counts.keys().any(|(_, level)| *level == Level::Error)
    }

    /// Everything, by file and place; at most [`SHOWN_PER_FILE`] of a file, errors first when there are more.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        self.silence();
        let mut files: HashMap<SourceId, Vec<Diagnostic>> = HashMap::new();
        for diagnostic in self.kept {
            files.entry(diagnostic.span().source).or_default().push(diagnostic);
        }
        let mut all = Vec::new();
        for (source, mut found) in files {
            let over: usize = [Level::Error, Level::Warning]
                .iter()
                .filter_map(|level| self.counts.get(&(source, *level)))
                .map(|count| count.saturating_sub(KEPT_PER_FILE))
                .sum();
            found.sort_by(|a, b| {
                (b.code.level, a.span(), a.code.code).cmp(&(a.code.level, b.span(), b.code.code))
            });
            found.dedup();
            let hidden = found.len().saturating_sub(SHOWN_PER_FILE) + over;
            if hidden > 0 {
                found.truncate(SHOWN_PER_FILE);
                let last = found.iter().map(Diagnostic::span).max().unwrap_or_default();
                let end = Span::new(source, last.end as usize, last.end as usize);
                let message = format!("{hidden} more problems in this file are not shown");
                found.push(
                    Diagnostic::new(&logic::TOO_MANY, message, end, "")
                        .help("mend those above and check again"),
                );
            }
            all.extend(found);
        }
        all.sort_by_key(|found| (found.span(), found.code.code));
        all
    }

    /// Takes out the warnings that an `@allow` names, and warns of allows that silence nothing.
    fn silence(&mut self) {
        if self.allowances.is_empty() {
            return;
        }
        self.allowances.sort_by_key(|allowance| allowance.item);
        let mut used = vec![false; self.allowances.len()];
        let allowances = &self.allowances;
        self.kept.retain(|diagnostic| {
            if diagnostic.code.level == Level::Error {
                return true;
            }
            let span = diagnostic.span();
            let first_after =
                allowances.partition_point(|a| (a.item.source, a.item.start) <= (span.source, span.start));
            // Items do not overlap and entries nest only in items, so the covering ones are close; a few annotations
            // may share an item.
            let near = allowances.get(..first_after).unwrap_or_default().iter().enumerate().rev().take(64);
            let mut silenced = false;
            for (index, allowance) in near {
                let covers = allowance.item.source == span.source && allowance.item.end >= span.end;
                if covers && std::ptr::eq(allowance.code, diagnostic.code) {
                    silenced = true;
                    if let Some(mark) = used.get_mut(index) {
                        *mark = true;
                    }
                }
            }
            !silenced
        });
        if self.has_errors() {
            // Checking stopped short of what they may silence.
            return;
        }
        let idle: Vec<Diagnostic> = self
            .allowances
            .iter()
            .zip(used)
            .filter(|(_, used)| !used)
            .map(|(allowance, _)| {
                let slug = allowance.code.slug;
                Diagnostic::new(
                    &logic::UNFULFILLED_ALLOW,
                    format!("this `@allow({slug})` silences nothing"),
                    allowance.span,
                    "no such warning here",
                )
                .help("leave it out, so that the warning is seen when it comes back")
                .fix("remove the annotation", allowance.span, "", Safety::Safe)
            })
            .collect();
        idle.into_iter().for_each(|diagnostic| self.push(diagnostic));
    }
}
