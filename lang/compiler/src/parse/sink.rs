//! Where diagnostics gather: all are counted, a bounded number is kept.

use crate::codes::syntax as codes;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};

/// How many diagnostics of one file are shown; one more says how many there are.
pub(super) const SHOWN: usize = 100;

/// How many are kept until they are sorted by place.
const KEPT: usize = 10 * SHOWN;

/// The diagnostics of one file.
#[derive(Debug, Default)]
pub(super) struct Sink {
    kept: Vec<Diagnostic>,
    total: usize,
}

impl Sink {
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.total += 1;
        if self.kept.len() < KEPT {
            self.kept.push(diagnostic);
        }
    }

    /// How many there have been.
    pub(super) fn total(&self) -> usize {
        self.total
    }

    /// In order of place.
    pub(super) fn finish(self, source: SourceId) -> Vec<Diagnostic> {
        let Self { mut kept, total } = self;
        kept.sort_by_key(|diagnostic| (diagnostic.span().start, diagnostic.span().end));
        if total > SHOWN {
            kept.truncate(SHOWN);
            let at = kept.last().map_or(Span { source, ..Span::default() }, Diagnostic::span);
            let more = total - SHOWN;
            let message = format!("{more} more errors in this file are not shown");
            let note = Diagnostic::new(&codes::TOO_MANY_ERRORS, message, at, "the last one shown")
                .help("mend the first ones and check again: later ones are often their consequences");
            kept.push(note);
        }
        kept
    }
}
