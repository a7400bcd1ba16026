//! The way of one match, from pattern to finding.
//!
//! Pattern, `ignore`, `normalize`, `validate`, allow lists: a match that falls there consumes one character. What is left
//! consumes its text; `require`, `context` and `report` decide whether it is reported; overlaps between identifiers
//! decide whether it stands. Places, samples and hashes are made only for matches that are reported and kept.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::candidate::{Rejection, admit};
use crate::confidence::Score;
use crate::context::{Setting, Surroundings};
use crate::decide::{OpenGates, Room, Undecided};
use crate::engine::Compiled;
use crate::explain::{Recorder, Verdict};
use crate::matcher::Scratch;
use crate::overlap::{Hit, Overlaps, Settled};
use crate::redact;
use crate::report::Occurrence;
use crate::segment::Position;
use crate::tally::Tally;
use crate::utf8::width_at;

/// How many settings of values are remembered: a table has one for each column.
const MAX_SETTINGS: usize = 1024;

/// A piece of text that matches are searched in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Window<'a> {
    pub(crate) text: &'a [u8],
    /// Offset of its first byte in the segment.
    pub(crate) base: u64,
    /// Whether line ends are borders for context.
    pub(crate) by_line: bool,
    pub(crate) setting: Setting<'a>,
}

impl Window<'_> {
    /// The offset in the segment of a place in the text.
    pub(crate) fn offset(&self, index: usize) -> u64 {
        self.base + index as u64
    }

    /// The place in the text of an offset in the segment.
    pub(crate) fn index(&self, offset: u64) -> usize {
        usize::try_from(offset.saturating_sub(self.base)).unwrap_or(usize::MAX)
    }

    /// The places of ranges of offsets.
    pub(crate) fn indices(&self, offsets: &[Range<u64>], into: &mut Vec<Range<usize>>) {
        into.clear();
        into.extend(offsets.iter().map(|range| self.index(range.start)..self.index(range.end)));
    }
}

/// Tells places in a segment.
pub(crate) trait Places {
    /// The place of a byte range of the window.
    fn locate(&mut self, range: Range<usize>) -> Position;
}

/// What a scan of one object holds while it goes on.
#[derive(Debug)]
pub(crate) struct Worker {
    pub(crate) compiled: Arc<Compiled>,
    pub(crate) scratch: Scratch,
    /// One for each rule.
    pub(crate) tallies: Vec<Tally>,
    /// Members entered, joined by `!`.
    pub(crate) member: Option<String>,
    /// Key of the object, with the members.
    pub(crate) path: String,
    pub(crate) recorder: Option<Recorder>,
    /// Lent out while it decides.
    pub(crate) room: Option<Box<Room>>,
    /// For values, which are decided at once, one after the other.
    pub(crate) value: Option<Box<Undecided>>,
    /// The last setting asked about, as the key of `open`.
    setting: String,
    /// By setting: which gates it opens.
    open: HashMap<String, Arc<OpenGates>>,
}

impl Worker {
    pub(crate) fn new(compiled: Arc<Compiled>, path: String) -> Self {
        let tallies = compiled.rules.iter().map(|_| Tally::default()).collect();
        let scratch = compiled.take_scratch();
        Self {
            compiled,
            scratch,
            tallies,
            member: None,
            path,
            recorder: None,
            room: None,
            value: None,
            setting: String::new(),
            open: HashMap::new(),
        }
    }

    /// Enters or leaves members: `members` are those entered now.
    pub(crate) fn set_members(&mut self, key: &str, members: &[String]) {
        self.member = (!members.is_empty()).then(|| members.join("!"));
        self.path = match &self.member {
            Some(member) => format!("{key}!{member}"),
            None => key.to_owned(),
        };
        self.open.clear();
    }

    /// Which gates the setting opens by itself.
    pub(crate) fn open_gates(&mut self, column: Option<&str>, names: &[&str]) -> Arc<OpenGates> {
        self.setting.clear();
        for name in column.into_iter().chain(["\u{0}"]).chain(names.iter().copied()) {
            self.setting.push_str(name);
            self.setting.push('\u{0}');
        }
        if let Some(open) = self.open.get(self.setting.as_str()) {
            return Arc::clone(open);
        }
        let setting = Setting { column, names, path: &self.path };
        // An explanation shows every candidate, so it runs every pattern everywhere.
        let all = self.recorder.is_some();
        let open = Arc::new(OpenGates::new(&self.compiled, &setting, all));
        if self.open.len() >= MAX_SETTINGS {
            self.open.clear();
        }
        self.open.insert(self.setting.clone(), Arc::clone(&open));
        open
    }

    /// Runs a rule over the matches that start in `starts`, and tells where the next one may start.
    pub(crate) fn run(
        &mut self,
        index: usize,
        window: &Window<'_>,
        starts: Range<usize>,
        places: &mut dyn Places,
        overlaps: &mut Overlaps,
    ) -> usize {
        let compiled = Arc::clone(&self.compiled);
        let Some(rule) = compiled.rules.get(index) else { return starts.end };
        let mut at = starts.start;
        while let Some((start, end)) = self.scratch.next(index, rule, window.text, at, starts.end) {
            let consumed = self.judge(index, window, start, end, places, overlaps);
            at = if consumed { end } else { start + width_at(window.text, start) };
        }
        at.max(starts.end)
    }

    /// Decides about a match; `false` when it consumes only its first character.
    fn judge(
        &mut self,
        index: usize,
        window: &Window<'_>,
        start: usize,
        end: usize,
        places: &mut dyn Places,
        overlaps: &mut Overlaps,
    ) -> bool {
        let compiled = Arc::clone(&self.compiled);
        let Some(rule) = compiled.rules.get(index) else { return true };
        let Some(matched) = window.text.get(start..end) else { return true };
        let recorder = self.recorder.as_mut().filter(|recorder| recorder.rule == index);
        let value = match admit(rule, &compiled.allows, matched) {
            Ok(value) => value,
            Err(rejection) => {
                if let Some(recorder) = recorder {
                    let verdict = match rejection {
                        Rejection::Ignored(word) => Verdict::Ignored { word },
                        Rejection::Invalid => Verdict::blame(rule, matched),
                        Rejection::Allowed(list) => Verdict::Allowed {
                            list: compiled.allows.get(list).map(|list| list.name.clone()).unwrap_or_default(),
                        },
                    };
                    recorder.add(rule, window.base, start..end, matched, None, verdict);
                }
                return false;
            }
        };
        let around = Surroundings {
            text: window.text,
            span: (start, end),
            by_line: window.by_line,
            setting: window.setting,
        };
        if recorder.is_none() && Score::unmet(rule, &around).is_some() {
            return true;
        }
        let score = Score::new(rule, &around);
        let mut candidate = None;
        if let Some(recorder) = recorder {
            let verdict = match score.unmet {
                Some(row) => Verdict::Unmet {
                    row: rule.requires.get(row).map(|row| row.text.clone()).unwrap_or_default(),
                },
                None if score.accepted(rule) => Verdict::Reported,
                None => Verdict::LowConfidence,
            };
            candidate = Some(recorder.add(rule, window.base, start..end, matched, Some(&score), verdict));
        }
        if !score.accepted(rule) {
            return true;
        }
        let kept =
            self.tallies.get(index).is_some_and(|tally| tally.has_room(compiled.options.occurrence_cap));
        let occurrence = kept.then(|| {
            Box::new(Occurrence {
                member: self.member.clone(),
                position: places.locate(start..end),
                confidence: score.confidence.as_f64(),
                sample: redact::sample(&String::from_utf8_lossy(matched), rule.redact),
                hash: compiled.hasher.hash(&value),
                because: score.evidence(rule, &around),
                shadows: Vec::new(),
            })
        });
        overlaps.push(Hit {
            rule: index,
            start: window.base + start as u64,
            end: window.base + end as u64,
            confidence: score.confidence,
            occurrence,
            candidate,
        });
        true
    }

    /// Counts the matches that no later one can change.
    pub(crate) fn settle(&mut self, overlaps: &mut Overlaps, until: u64) {
        let name =
            |rule: usize| self.compiled.rules.get(rule).map(|rule| rule.name.clone()).unwrap_or_default();
        overlaps.settle(until, |settled| match settled {
            Settled::Stands(mut hit, shadows) => {
                if let Some(occurrence) = &mut hit.occurrence {
                    occurrence.shadows = shadows.into_iter().map(name).collect();
                }
                if let Some(tally) = self.tallies.get_mut(hit.rule) {
                    tally.add(hit.confidence, hit.occurrence, self.compiled.options.occurrence_cap);
                }
            }
            Settled::Shadowed(hit, winner) => {
                if let (Some(recorder), Some(candidate)) = (&mut self.recorder, hit.candidate) {
                    recorder.shadow(candidate, name(winner));
                }
            }
        });
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.compiled.put_scratch(std::mem::take(&mut self.scratch));
    }
}
