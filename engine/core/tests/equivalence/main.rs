//! The engine against the simplest program that could be right, and against itself in other chunks.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failed test is what these are for, also outside of test functions"
)]

mod chunks;
mod generate;
mod reference;
mod secrecy;
mod values;
