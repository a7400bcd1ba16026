//! Opening the file, and the transaction that batches writes.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode};

use crate::error::StoreError;
use crate::schema;

/// A batch is committed at the first record that finds it this old …
const BATCH_AGE: Duration = Duration::from_millis(500);
/// … or this long. Between them they bound what a crash costs in work, never in correctness.
const BATCH_RECORDS: u32 = 500;

/// An open state file. Dropping it commits what was recorded.
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
    path: PathBuf,
    batch: Option<Batch>,
}

/// The open transaction.
#[derive(Debug)]
struct Batch {
    records: u32,
    since: Instant,
}

impl Store {
    /// Opens the file, makes it (and its folder) when it is not there, and brings an older one up to date.
    ///
    /// # Errors
    /// The file is in use, is not ours, is of a later version, or cannot be opened.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let open = |reason: String| StoreError::Open { path: path.to_path_buf(), reason };
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|error| open(error.to_string()))?;
        }
        make_private(path).map_err(|error| open(error.to_string()))?;
        let connection = Connection::open(path).map_err(|error| open(error.to_string()))?;
        let mut store = Self { connection, path: path.to_path_buf(), batch: None };
        store.claim().map_err(|error| store.refused(error))?;
        let version = schema::version(&store.connection).map_err(|error| store.refused(error))?;
        let path = store.path.clone();
        match version {
            None => return Err(StoreError::Foreign { path }),
            Some(found) if found > schema::current() => {
                return Err(StoreError::Newer { path, found, known: schema::current() });
            }
            Some(found) => {
                // Only now, when the file is known to be ours (or empty), is it written to.
                let prepared = store
                    .connection
                    .pragma_update(None, "journal_mode", "wal")
                    .and_then(|()| schema::migrate(&mut store.connection, found, schema::STEPS));
                prepared.map_err(|error| store.refused(error))?;
            }
        }
        Ok(store)
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Makes everything recorded so far survive whatever comes.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn commit(&mut self) -> Result<(), StoreError> {
        if self.batch.take().is_some() {
            self.connection.execute_batch("COMMIT").map_err(|error| self.failed(error))?;
        }
        Ok(())
    }

    /// Takes the file for this process alone, for as long as it is open; the system releases it when the process dies.
    fn claim(&mut self) -> rusqlite::Result<()> {
        // A process that is just ending is waited for; one that works is not.
        self.connection.busy_timeout(Duration::from_millis(250))?;
        self.connection.pragma_update(None, "locking_mode", "exclusive")?;
        self.connection.pragma_update(None, "foreign_keys", true)?;
        // With a write-ahead log this loses at most the last batches when the power fails, and nothing when the process
        // dies; a scan finds them again either way.
        self.connection.pragma_update(None, "synchronous", "normal")?;
        self.connection.execute_batch("BEGIN EXCLUSIVE; COMMIT")
    }

    /// Opens a batch unless one is open.
    pub(crate) fn begin_batch(&mut self) -> Result<(), StoreError> {
        if self.batch.is_none() {
            self.connection.execute_batch("BEGIN IMMEDIATE").map_err(|error| self.failed(error))?;
            self.batch = Some(Batch { records: 0, since: Instant::now() });
        }
        Ok(())
    }

    /// Counts a record into the batch and commits one that is full or old.
    pub(crate) fn count_record(&mut self) -> Result<(), StoreError> {
        let full = self.batch.as_mut().is_some_and(|batch| {
            batch.records += 1;
            batch.records >= BATCH_RECORDS || batch.since.elapsed() >= BATCH_AGE
        });
        if full { self.commit() } else { Ok(()) }
    }

    /// An error of a statement.
    pub(crate) fn failed(&self, source: rusqlite::Error) -> StoreError {
        StoreError::Database { path: self.path.clone(), source }
    }

    /// An error while opening.
    fn refused(&self, error: rusqlite::Error) -> StoreError {
        let path = self.path.clone();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy { path },
            Some(ErrorCode::NotADatabase) => StoreError::Foreign { path },
            _ => StoreError::Open { path, reason: error.to_string() },
        }
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // A failure here can only lose the last batch, which the next run finds again.
        let _ = self.commit();
    }
}

/// Makes a new file readable by its owner only: reports name objects and hold masked samples.
fn make_private(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        made => made.map(drop),
    }
}
