//! How many requests a bucket gets at once.
//!
//! Additive increase, multiplicative decrease, as TCP does it: one more every 100 ms while all slots are in use and the time
//! to the first byte does not grow, three tenths fewer when the server says that it is too much. The SDK's own adaptive mode
//! is not used: under a fifth of 503 answers its rate limiter comes to a standstill.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Notify;

use crate::progress::Progress;

/// Where a bucket begins.
const INITIAL: usize = 16;
/// What a bucket keeps in the worst storm, so that the run still moves.
const LEAST: usize = 4;
/// How long the limit rests after a change.
const REST: Duration = Duration::from_millis(100);

/// The slots of one bucket.
#[derive(Debug)]
pub(super) struct Slots {
    state: Mutex<State>,
    freed: Notify,
    most: usize,
    progress: Arc<Progress>,
}

#[derive(Debug)]
struct State {
    limit: usize,
    used: usize,
    changed: Instant,
    latency: Latency,
}

/// The time to the first byte in seconds: lately, and at its best.
#[derive(Debug, Default)]
struct Latency {
    lately: f64,
    best: f64,
}

impl Latency {
    fn add(&mut self, seconds: f64) {
        if self.lately == 0.0 {
            (self.lately, self.best) = (seconds, seconds);
            return;
        }
        self.lately += (seconds - self.lately) * 0.1;
        // The best forgets slowly, so that a path that became longer for good does not stop the growth for ever.
        self.best = (self.best * 1.001).min(self.lately);
    }

    fn is_stable(&self) -> bool {
        self.lately <= self.best * 2.0 + 0.005
    }
}

impl Slots {
    pub(super) fn new(most: usize, progress: Arc<Progress>) -> Arc<Self> {
        let most = most.max(1);
        let limit = INITIAL.min(most);
        progress.set_slots(limit);
        let state = State { limit, used: 0, changed: Instant::now(), latency: Latency::default() };
        Arc::new(Self { state: Mutex::new(state), freed: Notify::new(), most, progress })
    }

    /// Waits for a slot.
    pub(super) async fn acquire(self: &Arc<Self>) -> Slot {
        loop {
            // Registered before the look, so that a slot freed between the two is not missed.
            let freed = self.freed.notified();
            {
                let mut state = self.lock();
                if state.used < state.limit {
                    state.used += 1;
                    return Slot { slots: Arc::clone(self) };
                }
            }
            freed.await;
        }
    }

    /// The server says that it is too much.
    pub(super) fn throttled(&self) {
        let mut state = self.lock();
        if state.changed.elapsed() >= REST {
            self.set(&mut state, |limit| (limit * 7 / 10).max(LEAST.min(self.most)));
        }
    }

    /// A request was answered after this time.
    pub(super) fn answered(&self, after: Duration) {
        let mut state = self.lock();
        state.latency.add(after.as_secs_f64());
        if state.used >= state.limit && state.changed.elapsed() >= REST && state.latency.is_stable() {
            self.set(&mut state, |limit| (limit + 1).min(self.most));
            drop(state);
            self.freed.notify_one();
        }
    }

    fn set(&self, state: &mut State, change: impl Fn(usize) -> usize) {
        state.limit = change(state.limit);
        state.changed = Instant::now();
        self.progress.set_slots(state.limit);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A request under way.
#[derive(Debug)]
pub(super) struct Slot {
    slots: Arc<Slots>,
}

impl Drop for Slot {
    fn drop(&mut self) {
        let mut state = self.slots.lock();
        state.used = state.used.saturating_sub(1);
        let room = state.used < state.limit;
        drop(state);
        if room {
            self.slots.freed.notify_one();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rested(slots: &Slots) {
        slots.lock().changed = Instant::now().checked_sub(REST).unwrap();
    }

    #[tokio::test]
    async fn throttling_takes_slots_and_quiet_gives_them_back() {
        let progress = Arc::new(Progress::default());
        let slots = Slots::new(20, Arc::clone(&progress));
        rested(&slots);
        slots.throttled();
        slots.throttled();
        assert_eq!(progress.snapshot().slots, 11, "one cut for answers that come together");
        let mut held = Vec::new();
        for _ in 0..11 {
            held.push(slots.acquire().await);
        }
        assert!(tokio::time::timeout(Duration::from_millis(10), slots.acquire()).await.is_err());
        rested(&slots);
        slots.answered(Duration::from_millis(20));
        assert_eq!(progress.snapshot().slots, 12, "one more while all are in use");
        slots.answered(Duration::from_millis(20));
        assert_eq!(progress.snapshot().slots, 12, "not so soon after a change");
        held.push(slots.acquire().await);
        rested(&slots);
        for _ in 0..20 {
            slots.answered(Duration::from_secs(2));
        }
        assert_eq!(progress.snapshot().slots, 12, "no growth into a longer queue");
        for _ in 0..20 {
            rested(&slots);
            slots.throttled();
        }
        assert_eq!(progress.snapshot().slots, LEAST as u64);
    }

    #[tokio::test]
    async fn a_freed_slot_wakes_who_waits() {
        let slots = Slots::new(1, Arc::default());
        let held = slots.acquire().await;
        let waiting = tokio::spawn({
            let slots = Arc::clone(&slots);
            async move { drop(slots.acquire().await) }
        });
        tokio::task::yield_now().await;
        drop(held);
        waiting.await.unwrap();
    }
}
