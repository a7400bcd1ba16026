//! The embeddable engine of Sievert.

mod candidate;
mod confidence;
mod context;
mod engine;
mod eval;
mod gate;
mod identity;
mod keywords;
mod lines;
mod matcher;
mod options;
mod origins;
mod overlap;
mod redact;
mod rule;
mod scan;
mod stream;
mod suppress;
mod tally;
mod utf8;
mod validate;
mod worker;

pub mod explain;
pub mod report;
pub mod segment;
pub mod testing;

pub use engine::Engine;
pub use options::Options;
pub use report::{Finding, ObjectInfo, ObjectReport, Occurrence};
pub use rule::EngineError;
pub use scan::ObjectScan;
pub use segment::{Flow, SegmentSink};
pub use sievert_lang as lang;
