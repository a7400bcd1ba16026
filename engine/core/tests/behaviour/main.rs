//! What an engine does with whole rules: findings, caps, suppressions, explanations, tests of rules.

#![expect(
    clippy::unwrap_used,
    reason = "a failed test is what these are for, also outside of test functions"
)]

mod explaining;
mod findings;
mod suppressing;
