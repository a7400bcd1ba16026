//! The scan of one object.

use std::sync::Arc;

use crate::context::Setting;
use crate::engine::Compiled;
use crate::explain::{Candidate, Recorder};
use crate::identity::finding_id;
use crate::overlap::Overlaps;
use crate::report::{Coverage, Finding, ObjectInfo, ObjectReport, Suppressed};
use crate::rule::Rule;
use crate::segment::{Flow, Identity, Locator, Note, Origin, Position, Reason, SegmentSink, Value};
use crate::stream::Stream;
use crate::suppress;
use crate::tally::Tally;
use crate::worker::{Places, Window, Worker};

/// The scan of one object: takes its text, gives its report.
///
/// Text without structure is pushed in chunks of any size; an extractor uses it as a [`SegmentSink`]. Memory does not grow
/// with the object, only with the occurrences that are kept.
#[derive(Debug)]
pub struct ObjectScan {
    object: ObjectInfo,
    worker: Worker,
    /// Names of the members entered.
    members: Vec<String>,
    /// The streams of the object itself and of the members entered.
    streams: Vec<Option<Stream>>,
    notes: Vec<Note>,
    scanned: u64,
}

impl ObjectScan {
    pub(crate) fn new(compiled: Arc<Compiled>, object: ObjectInfo) -> Self {
        let worker = Worker::new(compiled, object.key.clone());
        Self { object, worker, members: Vec::new(), streams: vec![None], notes: Vec::new(), scanned: 0 }
    }

    /// The next chunk of an object that is plain text.
    pub fn push(&mut self, chunk: &[u8]) -> Flow {
        self.text(chunk, &Identity)
    }

    /// Ends the scan.
    #[must_use]
    pub fn finish(self) -> ObjectReport {
        self.finish_recorded().0
    }

    /// Records what becomes of the matches of one rule.
    pub(crate) fn record(&mut self, rule: usize) {
        self.worker.recorder = Some(Recorder { rule, candidates: Vec::new() });
    }

    pub(crate) fn finish_recorded(mut self) -> (ObjectReport, Vec<Candidate>) {
        while let Some(stream) = self.streams.pop() {
            if let Some(stream) = stream {
                stream.finish(&mut self.worker);
            }
            self.members.pop();
            self.worker.set_members(&self.object.key, &self.members);
        }
        let compiled = Arc::clone(&self.worker.compiled);
        let mut findings = Vec::new();
        let mut suppressed = Vec::new();
        let tallies = std::mem::take(&mut self.worker.tallies);
        for (index, (rule, tally)) in compiled.rules.iter().zip(tallies).enumerate() {
            let Some(severity) = rule.severity.of(tally.count).filter(|_| tally.count > 0) else { continue };
            let finding = self.finding(rule, severity, tally);
            let facts = suppress::facts(&finding, &self.object);
            match compiled.suppressors.iter().find(|suppressor| suppressor.takes(index, &facts)) {
                Some(suppressor) => suppressed.push(Suppressed {
                    suppression: suppressor.name.clone(),
                    identifier: finding.identifier,
                    count: finding.count,
                }),
                None => findings.push(finding),
            }
        }
        for finding in findings.iter().filter(|finding| finding.truncated) {
            self.notes.push(Note {
                member: None,
                reason: Reason::OccurrencesOverLimit,
                detail: format!(
                    "`{}` occurs {} times; the first {} are kept with their places",
                    finding.identifier,
                    finding.count,
                    finding.occurrences.len()
                ),
            });
        }
        let candidates = self.worker.recorder.take().map(|recorder| recorder.candidates).unwrap_or_default();
        let report = ObjectReport {
            coverage: coverage(&self.notes, self.scanned),
            object: self.object,
            findings,
            suppressed,
            notes: self.notes,
            scanned_bytes: self.scanned,
        };
        (report, candidates)
    }

    fn finding(&self, rule: &Rule, severity: sievert_lang::program::Severity, tally: Tally) -> Finding {
        Finding {
            id: finding_id(&self.object, &rule.name, &rule.digest),
            identifier: rule.name.clone(),
            rule_id: rule.id.clone(),
            title: rule.title.clone(),
            category: rule.category,
            severity,
            confidence: tally.best.as_f64(),
            count: tally.count,
            truncated: u64::try_from(tally.occurrences.len()).is_ok_and(|kept| kept < tally.count),
            occurrences: tally.occurrences,
        }
    }
}

impl SegmentSink for ObjectScan {
    fn enter(&mut self, name: &str) {
        self.members.push(name.to_owned());
        self.streams.push(None);
        self.worker.set_members(&self.object.key, &self.members);
    }

    fn leave(&mut self) {
        self.end_text();
        // The object itself is not left.
        if self.members.pop().is_some() {
            self.streams.pop();
        }
        self.worker.set_members(&self.object.key, &self.members);
    }

    fn text(&mut self, chunk: &[u8], origin: &dyn Origin) -> Flow {
        self.scanned += chunk.len() as u64;
        if let Some(open) = self.streams.last_mut() {
            let stream = open.get_or_insert_with(|| Stream::new(origin.start()));
            stream.push(&mut self.worker, chunk, origin);
        }
        Flow::Continue
    }

    fn end_text(&mut self) {
        if let Some(stream) = self.streams.last_mut().and_then(Option::take) {
            stream.finish(&mut self.worker);
        }
    }

    fn value(&mut self, value: Value<'_>) -> Flow {
        self.scanned += value.text.len() as u64;
        scan_value(&mut self.worker, &value);
        Flow::Continue
    }

    fn note(&mut self, note: Note) {
        self.notes.push(note);
    }
}

/// Scans a value: its borders are hard, and its names are context.
fn scan_value(worker: &mut Worker, value: &Value<'_>) {
    let path = worker.path.clone();
    let setting = Setting { column: value.column, names: value.names, path: &path };
    let window = Window { text: value.text, base: 0, by_line: false, setting };
    let mut undecided = worker.value.take().unwrap_or_default();
    let mut overlaps = Overlaps::default();
    worker.decide(&window, &mut undecided, true, &mut ValuePlaces(value.locator), &mut overlaps);
    worker.settle(&mut overlaps, u64::MAX);
    undecided.clear();
    worker.value = Some(undecided);
}

/// Places in a value.
struct ValuePlaces<'a>(&'a dyn Locator);

impl Places for ValuePlaces<'_> {
    fn locate(&mut self, range: std::ops::Range<usize>) -> Position {
        self.0.locate(range)
    }
}

/// How far an object was read, by what is noted. Caps on what is kept, and structure that was read as plain text, leave
/// nothing unread.
fn coverage(notes: &[Note], scanned: u64) -> Coverage {
    let unread = |note: &&Note| {
        !matches!(
            note.reason,
            Reason::OccurrencesOverLimit | Reason::RecordExceedsSizeLimit | Reason::JsonNestingLevelOverLimit
        )
    };
    let mut unread = notes.iter().filter(unread).peekable();
    if unread.peek().is_none() {
        return Coverage::Complete;
    }
    let skipped = unread.any(|note| note.member.is_none() && note.reason.is_skip());
    if skipped && scanned == 0 { Coverage::Skipped } else { Coverage::Partial }
}
