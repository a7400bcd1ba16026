//! What the whole-system tests and the benchmarks share: an S3 server in memory.
//!
//! The tests themselves are in `suite/`, one binary for all of them.

pub mod s3;
