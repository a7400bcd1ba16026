//! Which matches of a window are tried, and in what order.
//!
//! An identifier without a gate, or whose gate the setting opens (the header of a column, the object's path), is sought in
//! the whole text by the sieve. One whose gate is shut is sought only where words of its gate are near: first come the
//! words, of all gates at once; where there are none, such an identifier costs nothing at all. Most are of this kind.

use std::ops::Range;

use crate::context::Setting;
use crate::engine::Compiled;
use crate::gate::WordsFound;
use crate::overlap::Overlaps;
use crate::rule::Rule;
use crate::sieve::{self, Chosen};
use crate::starts::{self, Starts};
use crate::worker::{Places, Window, Worker};

/// The gates that a setting opens by itself.
#[derive(Debug)]
pub(crate) struct OpenGates {
    /// By identifier; also those without a gate.
    open: Vec<bool>,
    /// Of those with a gate.
    chosen: Option<Chosen>,
}

impl OpenGates {
    /// Tells which gates are open; with `all`, all are.
    pub(crate) fn new(compiled: &Compiled, setting: &Setting<'_>, all: bool) -> Self {
        let is_open = |rule: &Rule| all || rule.gate.as_ref().is_none_or(|gate| gate.open_for(setting));
        let open: Vec<bool> = compiled.rules.iter().map(is_open).collect();
        let gated = compiled.rules.iter().zip(&open).enumerate();
        let mut gated = gated.filter(|(_, (rule, open))| **open && rule.gate.is_some()).peekable();
        let chosen = gated.peek().is_some().then(|| {
            let mut chosen = Chosen::default();
            compiled.gated_sieve.choose(gated.map(|(index, _)| index), &mut chosen);
            chosen
        });
        Self { open, chosen }
    }

    fn is_open(&self, rule: usize) -> bool {
        self.open.get(rule).copied().unwrap_or(true)
    }
}

/// What is not decided yet in a segment.
#[derive(Debug, Default)]
pub(crate) struct Undecided {
    /// Places of identifiers that are sought everywhere.
    starts: Starts,
    /// The sieve has told of all places before this offset.
    told: u64,
    /// For each identifier with a shut gate, where its next match may start; empty for a segment of one window.
    cursors: Vec<u64>,
    /// Where a match may start, of any identifier with a gate, that holds the characters of case folding alone.
    folds: Vec<Range<u64>>,
    /// Words that can matter.
    words: WordsFound,
    /// All words that start before this offset have been found.
    read: u64,
}

impl Undecided {
    /// For another segment.
    pub(crate) fn clear(&mut self) {
        self.starts.clear();
        self.words.forget(u64::MAX);
        self.folds.clear();
        self.cursors.clear();
        (self.told, self.read) = (0, 0);
    }
}

/// What deciding needs room for.
#[derive(Debug, Default)]
pub(crate) struct Room {
    offsets: Vec<Range<u64>>,
    places: Vec<Range<usize>>,
    rules: Vec<usize>,
    /// Identifiers to be tried somewhere in the window, where, and where their next match may start before that.
    opened: Vec<(usize, Vec<Range<usize>>, usize)>,
    regions: Vec<Range<usize>>,
    chosen: Chosen,
    found: Starts,
}

impl Worker {
    /// Decides about the matches of a window that can be decided: all when it is the `last` of its segment, else those
    /// that the text behind cannot change. Gives the first offset where an undecided match can start.
    pub(crate) fn decide(
        &mut self,
        window: &Window<'_>,
        undecided: &mut Undecided,
        last: bool,
        places: &mut dyn Places,
        overlaps: &mut Overlaps,
    ) -> u64 {
        let compiled = std::sync::Arc::clone(&self.compiled);
        let open = self.open_gates(window.setting.column, window.setting.names);
        let mut room = self.room.take().unwrap_or_default();
        if !last {
            undecided.cursors.resize(compiled.rules.len(), 0);
        }
        let length = window.text.len();
        let decided = |reach: usize| if last { length } else { length.saturating_sub(reach) };

        let told = window.index(undecided.told)..decided(sieve::AHEAD);
        if !told.is_empty() {
            undecided.told = window.offset(told.end);
            let (starts, folds) = (&mut undecided.starts, &mut undecided.folds);
            compiled.sieve.find(window.text, told.clone(), |rule, places| {
                let places = window.offset(places.start)..window.offset(places.end);
                if rule < compiled.rules.len() {
                    starts.add(rule, places);
                } else {
                    folds.push(places);
                }
            });
            if let Some(chosen) = &open.chosen {
                compiled.gated_sieve.find_chosen(window.text, told, chosen, |rule, places| {
                    starts.add(rule, window.offset(places.start)..window.offset(places.end));
                });
                // Rare enough to be tried by all.
                for rule in folds.iter().flat_map(|places| chosen.rules().map(move |rule| (rule, places))) {
                    starts.add(rule.0, rule.1.clone());
                }
            }
        }
        for index in undecided.starts.active() {
            let Some(rule) = compiled.rules.get(index) else { continue };
            let until = window.offset(decided(rule.ahead));
            let cursor = undecided.starts.take(index, until, &mut room.offsets);
            if !room.offsets.is_empty() {
                window.indices(&room.offsets, &mut room.places);
                let run = |starts: Range<usize>| self.run(index, window, starts, places, overlaps);
                let at = starts::everywhere(&room.places, window.index(cursor), run);
                undecided.starts.move_on(index, window.offset(at));
            }
        }

        let read = window.index(undecided.read)..decided(compiled.gates.reach());
        if !read.is_empty() {
            compiled.gates.find(window.text, window.base, read.clone(), &mut undecided.words);
            undecided.read = window.offset(read.end);
        }
        // How far the words that open a gate are known.
        let until = |rule: &Rule, within: usize| {
            let known = if last { length } else { read.end.saturating_sub(within + rule.max_len) };
            decided(rule.ahead).min(known)
        };
        let before = self.open_up(window, &open, undecided, &mut room, last, until);
        for (index, stretches, cursor) in room.opened.drain(..) {
            room.found.take(index, u64::MAX, &mut room.offsets);
            window.indices(&room.offsets, &mut room.places);
            let run = |starts: Range<usize>| self.run(index, window, starts, places, overlaps);
            let at = starts::within(&stretches, &room.places, cursor, run);
            if let Some(cursor) = undecided.cursors.get_mut(index) {
                *cursor = window.offset(at).max(*cursor);
            }
        }
        room.found.clear();
        self.room = Some(room);
        if last {
            return u64::MAX;
        }

        // Nothing can start before what the sieve has not told of, or has told of and is not decided.
        let reach = compiled.sieve.reach().max(compiled.gated_sieve.reach()) as u64;
        let mut first = undecided.told.saturating_sub(reach);
        first = undecided.starts.first().map_or(first, |start| start.min(first));
        first = first.min(before);
        undecided.words.forget(first.saturating_sub(compiled.behind as u64));
        undecided.folds.retain(|places| places.end >= first);
        first.min(window.offset(length))
    }

    /// Finds where shut gates open and which places there are, and moves all cursors on as far as nothing is found there.
    /// Gives the first of them.
    fn open_up(
        &self,
        window: &Window<'_>,
        open: &OpenGates,
        undecided: &mut Undecided,
        room: &mut Room,
        last: bool,
        until: impl Fn(&Rule, usize) -> usize,
    ) -> u64 {
        room.opened.clear();
        room.regions.clear();
        let (compiled, length) = (&self.compiled, window.text.len());
        room.rules.clear();
        if last {
            // Nothing goes on, so the others need not be moved on.
            let touched = undecided.words.touched.iter();
            room.rules.extend(touched.flat_map(|set| compiled.gates.rules(*set)));
            room.rules.sort_unstable();
            room.rules.dedup();
        } else {
            room.rules.extend(0..compiled.rules.len());
        }
        let mut first = u64::MAX;
        for index in room.rules.iter().copied().filter(|index| !open.is_open(*index)) {
            let Some(rule) = compiled.rules.get(index) else { continue };
            // Where only names or the path could open a gate, it stays shut.
            let Some((gate, within)) = rule.gate.as_ref().and_then(|gate| Some((gate, gate.within()?)))
            else {
                continue;
            };
            let cursor = undecided.cursors.get(index).copied().unwrap_or(0).max(window.base);
            let until = until(rule, within);
            gate.open_parts(
                &(cursor..window.offset(until)),
                rule.max_len,
                &undecided.words,
                &mut room.offsets,
            );
            window.indices(&room.offsets, &mut room.places);
            let from = window.index(cursor);
            let end = if last { from } else { until };
            let (stretches, next) = starts::stretches(rule, window.text, from, &room.places, end);
            if let Some(cursor) = undecided.cursors.get_mut(index) {
                *cursor = window.offset(next);
                first = first.min(*cursor);
            }
            if !stretches.is_empty() {
                // What tells of a start lies behind it.
                let reach = compiled.gated_sieve.reach() + sieve::AHEAD;
                room.regions
                    .extend(stretches.iter().map(|range| range.start..(range.end + reach).min(length)));
                for places in &undecided.folds {
                    room.found.add(index, places.clone());
                }
                room.opened.push((index, stretches, from));
            }
        }
        if room.opened.is_empty() {
            return first;
        }
        starts::merge(&mut room.regions);
        compiled.gated_sieve.choose(room.opened.iter().map(|(index, ..)| *index), &mut room.chosen);
        for region in &room.regions {
            compiled.gated_sieve.find_chosen(window.text, region.clone(), &room.chosen, |rule, places| {
                room.found.add(rule, window.offset(places.start)..window.offset(places.end));
            });
        }
        first
    }
}
