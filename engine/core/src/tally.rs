//! What one identifier has found in one object so far.

use sievert_lang::program::Confidence;

use crate::report::Occurrence;

/// Counts occurrences and keeps the first of them.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) count: u64,
    pub(crate) best: Confidence,
    /// In order of place.
    pub(crate) occurrences: Vec<Occurrence>,
}

impl Tally {
    /// Whether another occurrence would be kept. Once it would not, none ever is again.
    pub(crate) fn has_room(&self, cap: usize) -> bool {
        self.occurrences.len() < cap
    }

    /// Counts an occurrence.
    pub(crate) fn add(&mut self, confidence: Confidence, occurrence: Option<Box<Occurrence>>, cap: usize) {
        self.count += 1;
        self.best = self.best.max(confidence);
        if self.has_room(cap) {
            self.occurrences.extend(occurrence.map(|occurrence| *occurrence));
        }
    }
}
