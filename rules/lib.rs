//! The standard library of identifiers: rule files, embedded.

/// The files of `std`: path relative to this folder (`std/credentials.svt`) and text.
pub const STD: &[(&str, &str)] = &[];
