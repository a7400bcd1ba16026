//! Whole-system tests.

#[cfg(test)]
mod cli_rules;
#[cfg(test)]
mod s3;
#[cfg(test)]
mod s3_conformance;
#[cfg(test)]
mod scan_s3;
