//! Settings of an engine that are not rules.

use std::fmt;

use sievert_lang::syntax::Date;

/// Largest [`Options::stream_step`]. With what waits from before it stays within [`crate::segment::STREAM_WINDOW`], about
/// which origins can be asked.
pub(crate) const MAX_STREAM_STEP: usize = 32 * 1024;

/// Settings of an [`crate::Engine`].
#[derive(Clone, PartialEq, Eq)]
pub struct Options {
    /// How many occurrences a finding keeps with their places; more are counted, and a note says so.
    pub occurrence_cap: usize,
    /// Key of the hashes of values. Without one (empty) the hashes still tell two values apart, but whoever guesses a
    /// value can confirm the guess: set a secret key where reports leave the house.
    pub hash_key: Vec<u8>,
    /// Today, to leave out allow lists and suppressions whose `expires` lies before. `None` applies them all.
    pub today: Option<Date>,
    /// Bytes of a stream that are gathered before they are scanned, at most (and by default) 32 KiB. Less finds sooner in
    /// text that comes slowly, and costs more.
    pub stream_step: usize,
    /// Memory that each identifier's lazily built automaton may take in each worker, in bytes.
    pub automaton_cache: usize,
    /// Memory that one compiled pattern may take, in bytes.
    pub pattern_size: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            occurrence_cap: 1000,
            hash_key: Vec::new(),
            today: None,
            stream_step: MAX_STREAM_STEP,
            automaton_cache: 2 << 20,
            pattern_size: 16 << 20,
        }
    }
}

/// Leaves the key out.
impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("occurrence_cap", &self.occurrence_cap)
            .field("keyed", &!self.hash_key.is_empty())
            .field("today", &self.today)
            .field("stream_step", &self.stream_step)
            .field("automaton_cache", &self.automaton_cache)
            .field("pattern_size", &self.pattern_size)
            .finish_non_exhaustive()
    }
}
