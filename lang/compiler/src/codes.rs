//! Every kind of diagnostic, declared once.

use crate::diagnostic::Code;

/// All of them, by code.
pub static CODES: &[&Code] = &[];
