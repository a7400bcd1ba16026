//! What must be there before an identifier's pattern is worth running.
//!
//! Most identifiers report nothing without a word nearby: because `require` says so, or because the score starts below
//! the threshold and only rows that look for words can lift it. From such conditions a [`Gate`] is derived: a set of
//! alternatives of which at least one holds for every match that can be reported. All words of all gates are searched
//! together, once; an identifier with a gate is only looked for where one of its words is near.
//!
//! Skipping must not change which matches there are, and those depend on what matched before. So a run starts at a place
//! that no match can cover, a byte that the pattern cannot match, or, where there is none, at the true position.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use sievert_lang::program::{Confidence, Report};

use crate::context::{Condition, Needle, Setting};
use crate::keywords::{Border, WordSet};
use crate::rule::{Requirement, Row, Rule};
use crate::starts::merge;
use crate::utf8::MAX_CHAR;

/// Alternatives of which one holds for every match that can be reported.
#[derive(Debug, Default)]
pub(crate) struct Gate {
    /// These words within so many bytes of the match, or in a name. The number is the set's in [`GateWords`].
    words: Vec<GateNear>,
    /// These in a name.
    columns: Vec<Needle>,
    /// These in the object's path.
    paths: Vec<Needle>,
}

#[derive(Debug)]
struct GateNear {
    needle: Needle,
    list: Arc<[String]>,
    set: usize,
    within: usize,
}

impl Gate {
    /// Derives the gate from what an identifier asks of its surroundings, if words decide.
    pub(crate) fn of(
        rows: &[Row],
        requires: &[Requirement],
        confidence: Confidence,
        report: Report,
    ) -> Option<Self> {
        let required = requires.iter().find_map(|row| Self::needed_for(&row.when, row.expected));
        required.or_else(|| {
            if report.accepts(confidence) {
                return None;
            }
            let mut lifting = rows.iter().filter(|row| row.effect > Confidence(0));
            lifting.try_fold(Self::default(), |gate, row| Some(gate.or(Self::needed_for(&row.when, true)?)))
        })
    }

    /// What must be there for a condition to come out as `expected`.
    fn needed_for(condition: &Condition, expected: bool) -> Option<Self> {
        match (condition, expected) {
            (Condition::Not(inner), _) => Self::needed_for(inner, !expected),
            (Condition::All(parts), true) | (Condition::Any(parts), false) => {
                parts.iter().find_map(|part| Self::needed_for(part, expected))
            }
            (Condition::Any(parts), true) | (Condition::All(parts), false) => parts
                .iter()
                .try_fold(Self::default(), |gate, part| Some(gate.or(Self::needed_for(part, expected)?))),
            (Condition::Near { needle: needle @ Needle::Words(_, list), within, .. }, true) => Some(Self {
                words: vec![GateNear {
                    needle: needle.clone(),
                    list: Arc::clone(list),
                    set: usize::MAX,
                    within: *within,
                }],
                ..Self::default()
            }),
            (Condition::Column(needle), true) => {
                Some(Self { columns: vec![needle.clone()], ..Self::default() })
            }
            (Condition::Path(needle), true) => Some(Self { paths: vec![needle.clone()], ..Self::default() }),
            (Condition::Near { .. } | Condition::Column(_) | Condition::Path(_), _) => None,
        }
    }

    fn or(mut self, other: Self) -> Self {
        self.words.extend(other.words);
        self.columns.extend(other.columns);
        self.paths.extend(other.paths);
        self
    }

    /// Whether the setting alone opens it.
    pub(crate) fn open_for(&self, setting: &Setting<'_>) -> bool {
        let named = setting.column.is_some() || !setting.names.is_empty();
        let mut needles = self.words.iter().map(|near| &near.needle).chain(&self.columns);
        (named && needles.any(|needle| needle.in_names(setting).is_some()))
            || self.paths.iter().any(|needle| needle.in_path(setting))
    }

    /// The farthest that a word may be from a match, in bytes; `None` when no word in the text opens it.
    pub(crate) fn within(&self) -> Option<usize> {
        self.words.iter().map(|near| near.within).max()
    }

    /// Where in `starts` a match can be near a word, merged and in order.
    pub(crate) fn open_parts(
        &self,
        starts: &Range<u64>,
        max_len: usize,
        words: &WordsFound,
        into: &mut Vec<Range<u64>>,
    ) {
        into.clear();
        for near in &self.words {
            let (before, after) = ((near.within + max_len) as u64, near.within as u64 + 1);
            let found = words.by_set.get(near.set).map(Vec::as_slice).unwrap_or_default();
            let first = found.partition_point(|word| word.end + after <= starts.start);
            let found = found.iter().skip(first).take_while(|word| word.start < starts.end + before);
            let part = |word: &Range<u64>| {
                word.start.saturating_sub(before).max(starts.start)..(word.end + after).min(starts.end)
            };
            into.extend(found.map(part).filter(|part| !part.is_empty()));
        }
        merge(into);
    }
}

/// Words that are nearer to each other are taken for one, from the first's start to the last's end: it opens gates between
/// them, where patterns may then be tried in vain, and keeps a text of nothing but words from having a range for each.
const TOGETHER: u64 = 64;

/// Words found in a segment.
#[derive(Debug, Default)]
pub(crate) struct WordsFound {
    /// By set, in order and apart.
    by_set: Vec<Vec<Range<u64>>>,
    /// The sets of which there are any.
    pub(crate) touched: Vec<usize>,
}

impl WordsFound {
    fn add(&mut self, set: usize, word: Range<u64>) {
        if self.by_set.len() <= set {
            self.by_set.resize_with(set + 1, Vec::new);
        }
        let Some(found) = self.by_set.get_mut(set) else { return };
        match found.last_mut() {
            None => self.touched.push(set),
            Some(last) if word.start <= last.end + TOGETHER => {
                last.end = last.end.max(word.end);
                return;
            }
            Some(_) => {}
        }
        found.push(word);
    }

    /// Forgets words that end before `offset`.
    pub(crate) fn forget(&mut self, offset: u64) {
        let by_set = &mut self.by_set;
        self.touched.retain(|set| {
            let Some(found) = by_set.get_mut(*set) else { return false };
            found.retain(|word| word.end >= offset);
            !found.is_empty()
        });
    }
}

/// The words of all gates, searched together.
#[derive(Debug)]
pub(crate) struct GateWords {
    words: WordSet,
    /// For each word, the sets it belongs to.
    sets: Vec<Vec<usize>>,
    /// For each set, the identifiers whose gates have it.
    rules: Vec<Vec<usize>>,
}

impl GateWords {
    /// Gathers the words of all gates and numbers their sets.
    pub(crate) fn new(rules: &mut [Rule]) -> Self {
        let mut numbers: HashMap<Arc<[String]>, usize> = HashMap::new();
        let mut rules_of: Vec<Vec<usize>> = Vec::new();
        let gates = rules.iter_mut().map(|rule| rule.gate.as_mut()).enumerate();
        for (rule, gate) in gates.filter_map(|(rule, gate)| Some((rule, gate?))) {
            for near in &mut gate.words {
                near.set = *numbers.entry(Arc::clone(&near.list)).or_insert_with(|| {
                    rules_of.push(Vec::new());
                    rules_of.len() - 1
                });
                if let Some(rules) = rules_of.get_mut(near.set).filter(|rules| rules.last() != Some(&rule)) {
                    rules.push(rule);
                }
            }
        }
        let mut index: HashMap<&str, usize> = HashMap::new();
        let mut list: Vec<&str> = Vec::new();
        let mut sets: Vec<Vec<usize>> = Vec::new();
        for (words, set) in &numbers {
            for word in words.iter() {
                let at = *index.entry(word).or_insert_with(|| {
                    list.push(word);
                    sets.push(Vec::new());
                    sets.len() - 1
                });
                if let Some(members) = sets.get_mut(at).filter(|members| members.last() != Some(set)) {
                    members.push(*set);
                }
            }
        }
        Self { words: WordSet::new(&list), sets, rules: rules_of }
    }

    /// Longest stretch of text that decides about one word.
    pub(crate) fn reach(&self) -> usize {
        self.words.max_len() + 2 * MAX_CHAR
    }

    /// The identifiers whose gates have words of a set.
    pub(crate) fn rules(&self, set: usize) -> &[usize] {
        self.rules.get(set).map(Vec::as_slice).unwrap_or_default()
    }

    /// Adds the words that start in `starts` of a text whose first byte has offset `base`.
    pub(crate) fn find(&self, text: &[u8], base: u64, starts: Range<usize>, found: &mut WordsFound) {
        let end = (starts.end + self.words.max_len()).min(text.len());
        self.words.find(text, starts.start..end, Border::Text, |word| {
            // The words of a text come by start.
            if word.start >= starts.end {
                return true;
            }
            for set in self.sets.get(word.word).into_iter().flatten() {
                found.add(*set, base + word.start as u64..base + word.end as u64);
            }
            false
        });
    }
}
