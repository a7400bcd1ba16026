//! Where the patterns of an identifier match.
//!
//! The one place that runs patterns over text. It answers "the next match that starts in this range", given the text
//! around it, and keeps the automata that each worker builds as it goes.

use regex_automata::{Anchored, Input, meta};

use crate::rule::Rule;
use crate::utf8::MAX_CHAR;

/// The lazily built automata of one worker, one for each identifier that it has run.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    caches: Vec<Option<meta::Cache>>,
}

impl Scratch {
    /// The first match of rule number `index` that starts at `from` or later and before `until`. `text` must go on for
    /// the rule's longest match and a character after `until`, or end where the whole text ends.
    pub(crate) fn next(
        &mut self,
        index: usize,
        rule: &Rule,
        text: &[u8],
        from: usize,
        until: usize,
    ) -> Option<(usize, usize)> {
        let cut = (until + rule.max_len + MAX_CHAR).min(text.len());
        if from >= until || from + rule.min_len > cut {
            return None;
        }
        if self.caches.len() <= index {
            self.caches.resize_with(index + 1, || None);
        }
        let regex = rule.automaton.get();
        let cache = self.caches.get_mut(index)?.get_or_insert_with(|| regex.create_cache());
        let one = if until - from == 1 { Anchored::Yes } else { Anchored::No };
        let input = Input::new(text.get(..cut)?).range(from..cut).anchored(one);
        let found = regex.search_with(cache, &input)?;
        (found.start() < until).then(|| (found.start(), found.end()))
    }
}
