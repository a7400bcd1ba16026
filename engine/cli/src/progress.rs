//! A bar on the standard error of a person's terminal: objects, bytes, rate, findings, time left.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use sievert_connect::{Progress, Snapshot};

use crate::output::words;

/// Between two looks at the numbers.
const TICK: Duration = Duration::from_millis(120);
/// The rate is that of the last seconds, not of the whole run: it follows what happens now.
const MEMORY: f64 = 5.0;

/// The bar, or nothing.
#[derive(Debug)]
pub struct Bar {
    bar: Option<ProgressBar>,
    /// What the run counts.
    pub counts: Arc<Progress>,
    findings: AtomicU64,
    /// Bytes of objects that were listed and need not be read.
    spared: AtomicU64,
    ended: AtomicBool,
    /// Set when the run was asked to end.
    stop: &'static AtomicBool,
}

impl Bar {
    /// A bar that is drawn, or one that never is.
    #[must_use]
    pub fn new(drawn: bool, stop: &'static AtomicBool) -> Self {
        let bar = drawn.then(|| {
            let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
            bar.set_style(listing());
            bar
        });
        Self {
            bar,
            counts: Arc::default(),
            findings: AtomicU64::new(0),
            spared: AtomicU64::new(0),
            ended: AtomicBool::new(false),
            stop,
        }
    }

    /// Redraws until [`Bar::end`] is called, on a thread of its own.
    pub fn watch(&self) {
        let Some(bar) = &self.bar else { return };
        let mut rate = Rate::default();
        let mut final_style = false;
        while !self.ended.load(Ordering::Relaxed) {
            let now = self.counts.snapshot();
            rate.update(now.read_bytes);
            if now.listing_finished && !std::mem::replace(&mut final_style, now.listing_finished) {
                bar.set_style(reading());
            }
            bar.set_length(now.listed_objects);
            bar.set_position(now.done_objects);
            bar.set_message(self.message(&now, rate.per_second));
            bar.tick();
            std::thread::park_timeout(TICK);
        }
        bar.finish_and_clear();
    }

    /// Ends [`Bar::watch`].
    pub fn end(&self, watcher: &std::thread::Thread) {
        self.ended.store(true, Ordering::Relaxed);
        watcher.unpark();
    }

    /// Counts findings as they are reported.
    pub fn found(&self, findings: u64) {
        self.findings.fetch_add(findings, Ordering::Relaxed);
    }

    /// Counts an object that need not be read.
    pub fn spare(&self, bytes: Option<u64>) {
        self.spared.fetch_add(bytes.unwrap_or(0), Ordering::Relaxed);
    }

    /// Writes to the same terminal without the bar in between.
    pub fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// What matters most stands first: the end is cut off where the terminal is narrow.
    fn message(&self, now: &Snapshot, per_second: f64) -> String {
        if self.stop.load(Ordering::Relaxed) {
            return String::from("stopping; interrupt again to end at once");
        }
        let all = words::number(now.listed_objects);
        let more = if now.listing_finished { "" } else { "+" };
        let mut message = format!("{}/{all}{more} objects", words::number(now.done_objects));
        // Writing to a string cannot fail.
        if let Some(left) = self.left(now, per_second) {
            let _ = write!(message, "  {} left", words::duration_left(left));
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a rate for people, never negative"
        )]
        let rate = words::bytes(per_second as u64);
        let findings = words::counted(self.findings.load(Ordering::Relaxed), "finding");
        let _ = write!(message, "  {findings}  {rate}/s  {}", words::bytes(now.read_bytes));
        message
    }

    /// How long it will take, once it is known how much there is.
    fn left(&self, now: &Snapshot, per_second: f64) -> Option<Duration> {
        let spared = self.spared.load(Ordering::Relaxed);
        let bytes = now.listed_bytes.saturating_sub(now.read_bytes).saturating_sub(spared);
        if !now.listing_finished || bytes == 0 || per_second < 1.0 {
            return None;
        }
        #[expect(clippy::cast_precision_loss, reason = "an estimate")]
        let seconds = bytes as f64 / per_second;
        Duration::try_from_secs_f64(seconds.ceil()).ok()
    }
}

/// Bytes a second, smoothed.
#[derive(Debug, Default)]
struct Rate {
    last: Option<(Instant, u64)>,
    per_second: f64,
}

impl Rate {
    fn update(&mut self, bytes: u64) {
        let now = Instant::now();
        if let Some((then, before)) = self.last {
            let passed = now.duration_since(then).as_secs_f64().max(0.001);
            #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
            let current = bytes.saturating_sub(before) as f64 / passed;
            let weight = if self.per_second > 0.0 { 1.0 - (-passed / MEMORY).exp() } else { 1.0 };
            self.per_second += (current - self.per_second) * weight;
        }
        self.last = Some((now, bytes));
    }
}

/// While it is not known how much there is.
fn listing() -> ProgressStyle {
    styled("{spinner} {wide_msg}")
}

/// When it is.
fn reading() -> ProgressStyle {
    styled("{bar:12} {percent:>3}%  {wide_msg}").progress_chars("━╸─")
}

fn styled(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

#[cfg(test)]
mod tests {
    use super::*;

    static STOP: AtomicBool = AtomicBool::new(false);

    #[test]
    fn time_left_is_told_when_the_amount_is_known() {
        let bar = Bar::new(false, &STOP);
        let listing = Snapshot { listed_bytes: 3_000, read_bytes: 1_000, ..Snapshot::default() };
        assert_eq!(bar.left(&listing, 100.0), None);
        let known = Snapshot { listing_finished: true, ..listing };
        assert_eq!(bar.left(&known, 100.0), Some(Duration::from_secs(20)));
        bar.spare(Some(1_500));
        assert_eq!(bar.left(&known, 100.0), Some(Duration::from_secs(5)));
        assert_eq!(bar.left(&known, 0.0), None);
    }

    #[test]
    fn what_matters_stands_first() {
        let bar = Bar::new(false, &STOP);
        let now = Snapshot {
            listed_objects: 1_000_000,
            done_objects: 999_999,
            listed_bytes: 5 << 40,
            read_bytes: 1 << 40,
            listing_finished: true,
            ..Snapshot::default()
        };
        let message = bar.message(&now, 123_456_789.0);
        assert_eq!(message, "999,999/1,000,000 objects  9 h 53 min left  0 findings  117.7 MiB/s  1.0 TiB");
    }
}
