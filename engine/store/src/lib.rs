//! Placeholder essay.
