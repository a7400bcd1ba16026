//! What the language offers by name: validators, functions, reasons. Tables, so that checker, documentation and completion
//! read the same thing and an addition is one row.

pub mod validators;

pub use validators::{Param, ParamType, VALIDATORS, Validator};

/// What `miss(because: …)` may say besides the name of a validator.
pub const MISS_REASONS: &[&str] = &["pattern", "validate", "confidence", "require", "ignore", "allow", "shadowed", "severity"];
