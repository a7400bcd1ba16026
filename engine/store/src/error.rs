//! What can go wrong with a store, told to the person who owns the file.

use std::path::PathBuf;

/// Why a store could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The file is locked.
    #[error("another process uses the state file `{}`; wait for it to end or name another file", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// The file was written by a later version.
    #[error(
        "the state file `{}` has schema version {found}, this program knows versions up to {known}; use the newer program or \
         name another file",
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema version.
        found: i64,
        /// The last version that this program knows.
        known: i64,
    },
    /// It is a database, but not one of ours, or no database at all.
    #[error("`{}` is not a state file of sievert and is left as it is; name another file", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The folder could not be made or the file not opened.
    #[error("cannot open the state file `{}`: {reason}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// Reading or writing failed later on: a full disk, a damaged file.
    #[error("the state file `{}` could not be used: {source}", path.display())]
    Database {
        /// The file.
        path: PathBuf,
        /// What the database said.
        source: rusqlite::Error,
    },
}
