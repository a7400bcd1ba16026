//! What an engine does with whole rules: findings, caps, suppressions, explanations, tests of rules.

mod explaining;
mod findings;
mod suppressing;
