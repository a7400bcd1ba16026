//! The places where matches may start, and the order in which they are tried.
//!
//! Whether an identifier's pattern matches at a place depends on what it matched before, for a match that passes keeps its
//! text. So the places of an identifier are tried in order, once all that decides about them is there.
//!
//! An identifier whose gate is shut is not looked for at all; where its gate opens, a match may reach in from before. The
//! trying therefore begins farther back ([`stretches`]), at a place that no match covers: after a byte that no match can
//! hold.

use std::ops::Range;

use sievert_lang::pattern::MAX_MATCH;

use crate::rule::Rule;

/// Places that are not decided yet, by identifier, as offsets in the segment.
#[derive(Debug, Default)]
pub(crate) struct Starts {
    by_rule: Vec<Pending>,
    /// Identifiers with places.
    active: Vec<usize>,
}

/// The places of one identifier.
#[derive(Debug, Default)]
struct Pending {
    /// Ranges of starts; in order and apart unless `mixed`.
    ranges: Vec<Range<u64>>,
    mixed: bool,
    /// Where the next match may start at the earliest: the end of the last that keeps its text.
    cursor: u64,
}

impl Starts {
    /// Adds places.
    #[inline]
    pub(crate) fn add(&mut self, rule: usize, starts: Range<u64>) {
        if self.by_rule.len() <= rule {
            self.by_rule.resize_with(rule + 1, Pending::default);
        }
        let Some(pending) = self.by_rule.get_mut(rule) else { return };
        match pending.ranges.last_mut() {
            None => self.active.push(rule),
            Some(last) if last.start <= starts.start && starts.start <= last.end => {
                last.end = last.end.max(starts.end);
                return;
            }
            Some(last) => pending.mixed |= starts.start < last.start,
        }
        pending.ranges.push(starts);
    }

    /// The identifiers with places, in pack order.
    pub(crate) fn active(&mut self) -> Vec<usize> {
        self.active.sort_unstable();
        self.active.clone()
    }

    /// Takes the places of an identifier before `until`, and where its next match may start.
    pub(crate) fn take(&mut self, rule: usize, until: u64, into: &mut Vec<Range<u64>>) -> u64 {
        into.clear();
        let Some(pending) = self.by_rule.get_mut(rule) else { return 0 };
        if std::mem::take(&mut pending.mixed) {
            merge(&mut pending.ranges);
        }
        let cursor = pending.cursor;
        let ready = pending.ranges.partition_point(|range| range.start < until);
        let later = pending.ranges.split_off(ready);
        into.extend(pending.ranges.drain(..).filter(|range| range.end > cursor));
        pending.ranges = later;
        if let Some(last) = into.last_mut().filter(|last| last.end > until) {
            pending.ranges.insert(0, until..last.end);
            last.end = until;
        }
        cursor
    }

    /// Notes where an identifier's next match may start.
    pub(crate) fn move_on(&mut self, rule: usize, cursor: u64) {
        if let Some(pending) = self.by_rule.get_mut(rule) {
            pending.cursor = cursor;
        }
    }

    /// The first place that is not decided, after forgetting the identifiers that have none.
    pub(crate) fn first(&mut self) -> Option<u64> {
        let by_rule = &self.by_rule;
        let places =
            |rule: &usize| by_rule.get(*rule).map(|pending| pending.ranges.as_slice()).unwrap_or_default();
        self.active.retain(|rule| !places(rule).is_empty());
        self.active.iter().filter_map(|rule| places(rule).first()).map(|range| range.start).min()
    }

    /// Forgets everything, for another segment.
    pub(crate) fn clear(&mut self) {
        for rule in self.active.drain(..) {
            if let Some(pending) = self.by_rule.get_mut(rule) {
                pending.ranges.clear();
                pending.mixed = false;
                pending.cursor = 0;
            }
        }
    }
}

/// Tries the places of an identifier without a gate, or with an open one, from `at` on. `run` tries a range and says where
/// the next match may start.
pub(crate) fn everywhere(
    places: &[Range<usize>],
    at: usize,
    mut run: impl FnMut(Range<usize>) -> usize,
) -> usize {
    places.iter().fold(at, |at, places| {
        let from = places.start.max(at);
        if from < places.end { run(from..places.end) } else { at }
    })
}

/// The same for the places in some ranges, which are in order.
pub(crate) fn within(
    ranges: &[Range<usize>],
    places: &[Range<usize>],
    at: usize,
    mut run: impl FnMut(Range<usize>) -> usize,
) -> usize {
    ranges.iter().fold(at, |at, range| {
        let first = places.partition_point(|places| places.end <= range.start);
        let inside = places.iter().skip(first).take_while(|places| places.start < range.end);
        inside.fold(at, |at, places| {
            let (from, to) = (places.start.max(range.start).max(at), places.end.min(range.end));
            if from < to { run(from..to) } else { at }
        })
    })
}

/// Where an identifier with a shut gate is to be tried so that all its matches in `parts` are found, and where its next
/// match may start after that.
///
/// Text before `from` is decided. A range begins where no match that starts before can reach in from what is left out, and
/// so does what comes after `until`: if that cannot be told within the longest match before it, all of it is to be tried.
pub(crate) fn stretches(
    rule: &Rule,
    text: &[u8],
    from: usize,
    parts: &[Range<usize>],
    until: usize,
) -> (Vec<Range<usize>>, usize) {
    let mut done = from;
    let mut ranges = Vec::new();
    for part in parts {
        let start = clear_place(rule, text, done, part.start, usize::MAX).unwrap_or(done);
        ranges.push(start..part.end);
        done = done.max(part.end);
    }
    if done >= until {
        return (ranges, done);
    }
    match clear_place(rule, text, done, until, MAX_MATCH) {
        Some(clear) => (ranges, clear),
        None if until - done <= MAX_MATCH => (ranges, done),
        None => {
            ranges.push(done..until);
            (ranges, until)
        }
    }
}

/// The last place in `from..=to`, at most `far` before `to`, that no match covers: just past a byte that the rule cannot
/// match. `from` itself is one.
fn clear_place(rule: &Rule, text: &[u8], from: usize, to: usize, far: usize) -> Option<usize> {
    if to <= from {
        return Some(from);
    }
    let low = from.max(to.saturating_sub(far));
    let found = text.get(low..to)?.iter().rposition(|byte| !rule.alphabet.has(*byte));
    found.map(|at| low + at + 1)
}

/// Sorts ranges and joins those that touch.
pub(crate) fn merge<T: Ord + Copy>(ranges: &mut Vec<Range<T>>) {
    ranges.sort_unstable_by_key(|range| range.start);
    ranges.dedup_by(|next, last| {
        let joins = next.start <= last.end;
        if joins {
            last.end = last.end.max(next.end);
        }
        joins
    });
}
