//! The embeddable engine of Sievert.

pub mod report;
pub mod segment;
mod validate;
