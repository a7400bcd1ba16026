//! What must be there before an identifier's pattern is worth running.
//!
//! Most identifiers report nothing without a word nearby: because `require` says so, or because the score starts below
//! the threshold and only rows that look for words can lift it. From such conditions a [`Gate`] is derived: a set of
//! alternatives of which at least one holds for every match that can be reported. All words of all gates are searched
//! together, once; the pattern then runs only where a match could be near one.
//!
//! Skipping must not change which matches there are, and those depend on what matched before. So a run starts at a place
//! that no match can cover, a byte that the pattern cannot match, or, where there is none, at the true position.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use sievert_lang::program::{Confidence, Report};

use crate::context::{Condition, Needle, Setting};
use crate::keywords::{Border, WordSet};
use crate::rule::{EngineError, Requirement, Row, Rule};
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

    /// Where matches may start, by the words found: merged ranges in order, `max_len` being the longest match.
    pub(crate) fn starts(&self, hits: &[Vec<(u64, u64)>], max_len: usize) -> Vec<Range<u64>> {
        let mut starts: Vec<Range<u64>> = Vec::new();
        for near in &self.words {
            let before = (near.within + max_len) as u64;
            let after = near.within as u64 + 1;
            let found = hits.get(near.set).map(Vec::as_slice).unwrap_or_default();
            starts.extend(found.iter().map(|(start, end)| start.saturating_sub(before)..end + after));
        }
        starts.sort_unstable_by_key(|range| (range.start, range.end));
        starts.dedup_by(|next, last| {
            let joins = next.start <= last.end;
            if joins {
                last.end = last.end.max(next.end);
            }
            joins
        });
        starts
    }
}

/// The words of all gates, searched together.
#[derive(Debug)]
pub(crate) struct GateWords {
    words: WordSet,
    /// For each word, the sets it belongs to.
    sets: Vec<Vec<usize>>,
    set_count: usize,
}

impl GateWords {
    /// Gathers the words of all gates and numbers their sets.
    pub(crate) fn new(rules: &mut [Rule]) -> Result<Self, EngineError> {
        let mut numbers: HashMap<Arc<[String]>, usize> = HashMap::new();
        for near in rules.iter_mut().filter_map(|rule| rule.gate.as_mut()).flat_map(|gate| &mut gate.words) {
            let next = numbers.len();
            near.set = *numbers.entry(Arc::clone(&near.list)).or_insert(next);
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
        let words = WordSet::new(&list).map_err(|error| EngineError::Words {
            owner: "all identifiers together".to_owned(),
            reason: error.to_string(),
        })?;
        Ok(Self { words, sets, set_count: numbers.len() })
    }

    /// Longest stretch of text that decides about one word.
    pub(crate) fn reach(&self) -> usize {
        self.words.max_len() + 2 * MAX_CHAR
    }

    /// No words found yet.
    pub(crate) fn no_hits(&self) -> Vec<Vec<(u64, u64)>> {
        vec![Vec::new(); self.set_count]
    }

    /// Adds the words that start in `starts` of a text whose first byte has offset `base`.
    pub(crate) fn find(&self, text: &[u8], base: u64, starts: Range<usize>, hits: &mut [Vec<(u64, u64)>]) {
        let end = (starts.end + self.words.max_len()).min(text.len());
        self.words.find(text, starts.start..end, Border::Text, |found| {
            if found.start < starts.end {
                for set in self.sets.get(found.word).into_iter().flatten() {
                    if let Some(list) = hits.get_mut(*set) {
                        list.push((base + found.start as u64, base + found.end as u64));
                    }
                }
            }
            false
        });
    }
}
