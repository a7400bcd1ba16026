//! The embedded database of Sievert.
//!
//! A scan of a million objects must survive being killed, and the next one must not read again what has not changed. So
//! the result of each object is kept here the moment it is known, together with how far the run has come: one transaction
//! holds both, and either all of it is there after a crash or none.
//!
//! The store is one SQLite file, with the database engine built in: nothing to install, nothing to set up. It knows
//! runs, objects by their address and version, and their reports as JSON text whose meaning is the caller's; it depends on
//! no other crate of Sievert.
//!
//! ```
//! use sievert_store::Store;
//!
//! # let folder = tempfile::tempdir()?;
//! let mut store = Store::open(&folder.path().join("scan.db"))?;
//! let run = store.begin_run("the plan", "the rules")?;
//! store.record(run, 0, "s3://acme/a.txt", Some("etag-1"), r#"{"findings":[]}"#)?;
//! store.finish_run(run)?;
//!
//! // The next run under the same rules finds what it need not read again.
//! let before = store.previous("the rules", "s3://acme/a.txt", "etag-1")?;
//! assert_eq!(before.as_deref(), Some(r#"{"findings":[]}"#));
//! assert_eq!(store.previous("other rules", "s3://acme/a.txt", "etag-1")?, None);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! One process uses a store at a time; a second one gets [`StoreError::Busy`]. A file of an older version is brought up to
//! date when it is opened (module `schema`), one of a newer version is left alone.

mod error;
mod runs;
mod schema;
mod store;

pub use error::StoreError;
pub use runs::{Run, RunId, StoredReport};
pub use store::Store;
