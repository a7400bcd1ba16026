//! Whole-system tests.

mod s3;
mod s3_conformance;
mod cli_rules;
