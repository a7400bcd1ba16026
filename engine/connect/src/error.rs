//! What stops a run before it begins. What befalls single objects or locations later is an [`crate::Event`], not an error.

use std::path::PathBuf;

/// A run, or a part of its plan, that cannot be.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A location that is not one.
    #[error("`{text}` is not a location: {why}")]
    Location {
        /// As written.
        text: String,
        /// What was wanted.
        why: &'static str,
    },
    /// A path that is not there, so that a run over it would find nothing and say that all is well.
    #[error("cannot read `{}`: {source}; check the path", path.display())]
    Path {
        /// As given.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A glob that does not parse.
    #[error("`{glob}` is not a glob: {why}")]
    Glob {
        /// As written.
        glob: String,
        /// What is wrong with it.
        why: String,
    },
    /// A size, moment, percentage or tag of a filter that does not parse.
    #[error("`{text}` is not {wanted}")]
    Value {
        /// As written.
        text: String,
        /// What was wanted, with an example.
        wanted: &'static str,
    },
    /// The threads that talk to S3 could not be started.
    #[error("cannot start the threads that read from S3: {0}")]
    Runtime(std::io::Error),
}
