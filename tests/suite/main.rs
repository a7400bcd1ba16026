//! Whole-system tests.

#[cfg(test)]
mod s3;
#[cfg(test)]
mod s3_conformance;
mod cli_rules;
