//! What a run keeps, and what it takes from earlier ones.
//!
//! The store is asked from the thread that lists (is this object known?) and written from the thread that commits, so it lies
//! behind a lock; both hold it only for one statement.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use sievert::report::{ObjectInfo, ObjectReport};
use sievert_store::{Run, RunId, Store, StoreError};

use crate::output::summary::is_failure;

/// An open run in a store.
#[derive(Debug)]
pub struct State {
    store: Mutex<Store>,
    run: RunId,
    rules_digest: String,
    /// The run that goes on.
    resumed: Option<Run>,
    incremental: bool,
    /// Hashes of the addresses that this process has reported, in a run that goes on: eight bytes for each object.
    reported: Mutex<HashSet<u64>>,
}

/// Why the state is of no use.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// Of the store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What was stored is not a report.
    #[error("the state file holds a result that cannot be read ({0}); name another file, or remove it")]
    Report(#[from] serde_json::Error),
    /// Where state lies by default is not known.
    #[error(
        "there is no folder to keep state in; set XDG_STATE_HOME or HOME, or give --state and --hash-key-file"
    )]
    NoFolder,
}

/// Where this user's state lies: the XDG base directories, else what the system has instead.
#[must_use]
pub fn folder() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = set("XDG_STATE_HOME")
        .or_else(|| set("HOME").map(|home| home.join(".local/state")))
        .or_else(|| set("LOCALAPPDATA"))?;
    Some(base.join("sievert"))
}

impl State {
    /// Opens the store and begins a run, or goes on with one.
    ///
    /// # Errors
    /// Those of the store.
    pub fn open(
        path: &Path,
        plan_digest: &str,
        rules_digest: &str,
        resume: bool,
        incremental: bool,
    ) -> Result<Self, StateError> {
        let mut store = Store::open(path)?;
        let resumed = if resume { store.resume_run(plan_digest, rules_digest)? } else { None };
        let run = match resumed {
            Some(run) => run.id,
            None => store.begin_run(plan_digest, rules_digest)?,
        };
        Ok(Self {
            store: Mutex::new(store),
            run,
            rules_digest: rules_digest.to_owned(),
            resumed,
            incremental,
            reported: Mutex::default(),
        })
    }

    /// The run that goes on, if one does.
    #[must_use]
    pub fn resumed(&self) -> Option<Run> {
        self.resumed
    }

    fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether there is a result for this object that still holds. One that failed is tried again; what has no version cannot
    /// be known to be unchanged. Trouble with the store shows when the result is fetched or recorded.
    #[must_use]
    pub fn knows(&self, object: &ObjectInfo) -> bool {
        matches!(self.find(object), Ok(Some(_)))
    }

    /// The result that [`State::knows`] told of, recorded for this run.
    ///
    /// # Errors
    /// Those of the store.
    pub fn take(&self, seq: u64, object: &ObjectInfo) -> Result<Option<ObjectReport>, StateError> {
        let Some((report, text, of_this_run)) = self.find(object)? else { return Ok(None) };
        if !of_this_run {
            self.store().record(self.run, seq, &object.uri, object.version.as_deref(), &text)?;
        }
        self.note_reported(&object.uri);
        Ok(Some(report))
    }

    fn find(&self, object: &ObjectInfo) -> Result<Option<(ObjectReport, String, bool)>, StateError> {
        let Some(version) = object.version.as_deref() else { return Ok(None) };
        let store = self.store();
        let mut found = None;
        if self.resumed.is_some() {
            found = store.known(self.run, &object.uri, Some(version))?.map(|text| (text, true));
        }
        if found.is_none() && self.incremental {
            found = store.previous(&self.rules_digest, &object.uri, version)?.map(|text| (text, false));
        }
        drop(store);
        let Some((text, of_this_run)) = found else { return Ok(None) };
        let report: ObjectReport = serde_json::from_str(&text)?;
        Ok((!is_failure(&report)).then_some((report, text, of_this_run)))
    }

    /// Keeps the result of an object.
    ///
    /// # Errors
    /// Those of the store.
    pub fn record(&self, seq: u64, report: &ObjectReport) -> Result<(), StateError> {
        let text = serde_json::to_string(report)?;
        let object = &report.object;
        self.store().record(self.run, seq, &object.uri, object.version.as_deref(), &text)?;
        self.note_reported(&object.uri);
        Ok(())
    }

    /// Results of objects that were there when the run began and are not any more: their findings are findings all the same.
    ///
    /// # Errors
    /// Those of the store, or of `each`.
    pub fn vanished<E: From<StateError>>(
        &self,
        mut each: impl FnMut(ObjectReport) -> Result<(), E>,
    ) -> Result<(), E> {
        if self.resumed.is_none() {
            return Ok(());
        }
        let reported = self.reported.lock().unwrap_or_else(PoisonError::into_inner);
        self.store()
            .reports(self.run, |stored| {
                if reported.contains(&hash(stored.uri)) {
                    return Ok(());
                }
                let report =
                    serde_json::from_str(stored.report).map_err(|error| Failed(E::from(error.into())))?;
                each(report).map_err(Failed)
            })
            .map_err(|Failed(error)| error)
    }

    /// Makes what was recorded last; a run that is done is closed, and earlier ones like it are forgotten.
    ///
    /// # Errors
    /// Those of the store.
    pub fn close(&self, done: bool) -> Result<(), StateError> {
        let mut store = self.store();
        if done {
            store.finish_run(self.run)?
        } else {
            store.commit()?
        }
        Ok(())
    }

    fn note_reported(&self, uri: &str) {
        if self.resumed.is_some() {
            self.reported.lock().unwrap_or_else(PoisonError::into_inner).insert(hash(uri));
        }
    }
}

/// Carries an error of the caller's through the store's.
struct Failed<E>(E);

impl<E: From<StateError>> From<StoreError> for Failed<E> {
    fn from(error: StoreError) -> Self {
        Self(E::from(StateError::Store(error)))
    }
}

fn hash(uri: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    uri.hash(&mut hasher);
    hasher.finish()
}
