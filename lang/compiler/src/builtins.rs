//! What the language offers by name: kinds and their keys, facts, validators, functions, reasons. Tables, so that checker,
//! documentation and completion read the same thing and an addition is one row.

pub mod functions;
pub mod kinds;
pub mod schema;
pub mod validators;

pub use validators::{Param, ParamType, VALIDATORS, Validator};

/// What `miss(because: …)` may say besides the name of a validator.
pub const MISS_REASONS: &[&str] =
    &["pattern", "validate", "confidence", "require", "ignore", "allow", "shadowed", "severity"];
