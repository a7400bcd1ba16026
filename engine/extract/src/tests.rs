//! Tests of the whole extractor, against a sink that records everything and checks the rules of the seam as it goes.

mod containers;
mod hostile;
mod places;
mod property;
mod recorder;

use recorder::{Recorder, Slow, extract, extract_with};
