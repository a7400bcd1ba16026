//! Numbers that a progress bar reads while the run goes on.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Shared between the run, which counts, and whoever shows it. Objects that a filter kept out are not counted.
#[derive(Debug, Default)]
pub struct Progress {
    listed_objects: AtomicU64,
    listed_bytes: AtomicU64,
    listing_finished: AtomicBool,
    done_objects: AtomicU64,
    read_bytes: AtomicU64,
    retries: AtomicU64,
    slots: AtomicU64,
}

/// One look at a [`Progress`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Snapshot {
    /// Objects found so far that are to be read or are known.
    pub listed_objects: u64,
    /// Their sizes together, where known.
    pub listed_bytes: u64,
    /// Whether the two numbers above are final.
    pub listing_finished: bool,
    /// Objects that are through: read, unread or known.
    pub done_objects: u64,
    /// Bytes that reached workers, counted as they go; a restarted object counts again.
    pub read_bytes: u64,
    /// Requests that were made again and bodies that were resumed.
    pub retries: u64,
    /// How many requests to S3 may be under way at once now; 0 without S3.
    pub slots: u64,
}

impl Progress {
    /// A look at the numbers now.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        let get = |number: &AtomicU64| number.load(Ordering::Relaxed);
        Snapshot {
            listed_objects: get(&self.listed_objects),
            listed_bytes: get(&self.listed_bytes),
            listing_finished: self.listing_finished.load(Ordering::Relaxed),
            done_objects: get(&self.done_objects),
            read_bytes: get(&self.read_bytes),
            retries: get(&self.retries),
            slots: get(&self.slots),
        }
    }

    pub(crate) fn listed(&self, bytes: Option<u64>) {
        self.listed_objects.fetch_add(1, Ordering::Relaxed);
        self.listed_bytes.fetch_add(bytes.unwrap_or(0), Ordering::Relaxed);
    }

    pub(crate) fn finish_listing(&self) {
        self.listing_finished.store(true, Ordering::Relaxed);
    }

    pub(crate) fn done(&self) {
        self.done_objects.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn read(&self, bytes: usize) {
        self.read_bytes.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    pub(crate) fn retried(&self) {
        self.retries.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn set_slots(&self, slots: usize) {
        self.slots.store(slots as u64, Ordering::Relaxed);
    }
}
