//! How far reading may run ahead of committing.
//!
//! Objects are admitted in listing order, and each reserves at its admission all the memory that it will need. So whatever
//! holds memory is on its way to a worker without asking for more, the oldest object is always among those admitted, and
//! neither the window nor the bytes can lock the run.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Shared by all threads of one run.
#[derive(Debug)]
pub(crate) struct Gate {
    state: Mutex<State>,
    changed: Condvar,
    stopped: AtomicBool,
    window: u64,
    capacity: u64,
}

#[derive(Debug)]
struct State {
    /// Every object before this one is committed.
    committed: u64,
    free: u64,
}

impl Gate {
    pub(crate) fn new(window: u64, capacity: u64) -> Arc<Self> {
        Arc::new(Self {
            state: Mutex::new(State { committed: 0, free: capacity }),
            changed: Condvar::new(),
            stopped: AtomicBool::new(false),
            window: window.max(1),
            capacity,
        })
    }

    /// Waits until object `seq` may be begun with `bytes` of memory; `None` when the run was stopped. More than the whole
    /// capacity is cut to it: such an object runs alone.
    pub(crate) fn admit(self: &Arc<Self>, seq: u64, bytes: u64) -> Option<Reservation> {
        let bytes = bytes.min(self.capacity);
        let mut state =
            self.wait(|state| seq < state.committed.saturating_add(self.window) && bytes <= state.free)?;
        state.free = state.free.saturating_sub(bytes);
        Some(Reservation { gate: Arc::clone(self), bytes })
    }

    /// Waits until everything before `seq` is committed, or the run was stopped.
    pub(crate) fn wait_committed(&self, seq: u64) {
        drop(self.wait(|state| state.committed >= seq));
    }

    /// Says that everything before `seq` is committed.
    pub(crate) fn commit(&self, seq: u64) {
        self.lock().committed = seq;
        self.changed.notify_all();
    }

    /// Ends the run: nobody waits any more.
    pub(crate) fn stop(&self) {
        let state = self.lock();
        self.stopped.store(true, Ordering::Relaxed);
        drop(state);
        self.changed.notify_all();
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    fn wait(&self, mut holds: impl FnMut(&State) -> bool) -> Option<MutexGuard<'_, State>> {
        let blocked = |state: &mut State| !self.is_stopped() && !holds(state);
        let state = self.changed.wait_while(self.lock(), blocked).unwrap_or_else(PoisonError::into_inner);
        (!self.is_stopped()).then_some(state)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Memory that an object may use until this is dropped.
#[derive(Debug)]
pub(crate) struct Reservation {
    gate: Arc<Gate>,
    bytes: u64,
}

impl Drop for Reservation {
    fn drop(&mut self) {
        if self.bytes > 0 {
            self.gate.lock().free += self.bytes;
            self.gate.changed.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn window_and_bytes_hold_an_object_back_until_there_is_room() {
        let gate = Gate::new(2, 100);
        let first = gate.admit(0, 60).unwrap();
        let (tell, told) = std::sync::mpsc::channel();
        std::thread::scope(|scope| {
            let gate = &gate;
            scope.spawn(move || {
                let _second = gate.admit(1, 60).unwrap();
                tell.send("bytes").unwrap();
                let _third = gate.admit(2, 0).unwrap();
                tell.send("window").unwrap();
                let alone = gate.admit(2, u64::MAX);
                tell.send("stopped").unwrap();
                assert!(alone.is_none());
            });
            let silent = || told.recv_timeout(Duration::from_millis(20)).is_err();
            assert!(silent());
            drop(first);
            assert_eq!(told.recv().unwrap(), "bytes");
            assert!(silent());
            gate.commit(1);
            assert_eq!(told.recv().unwrap(), "window");
            assert!(silent());
            gate.stop();
            assert_eq!(told.recv().unwrap(), "stopped");
        });
    }
}
