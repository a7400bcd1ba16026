//! Any bytes under any name: extraction ends within its limits.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sievert::segment::{Flow, Note, Origin, SegmentSink, Value};
use sievert_extract::{Body, Extractor};

/// Asks for the place of everything, keeps nothing.
#[derive(Default)]
struct Sink {
    depth: usize,
    offset: u64,
}

impl SegmentSink for Sink {
    fn enter(&mut self, _name: &str) {
        self.depth += 1;
        self.offset = 0;
    }

    fn leave(&mut self) {
        self.depth = self.depth.checked_sub(1).expect("every leave has its enter");
        self.offset = 0;
    }

    fn text(&mut self, chunk: &[u8], origin: &dyn Origin) -> Flow {
        let first = origin.source_offset(self.offset);
        self.offset += chunk.len() as u64;
        assert!(first <= origin.source_offset(self.offset));
        Flow::Continue
    }

    fn end_text(&mut self) {
        self.offset = 0;
    }

    fn value(&mut self, value: Value<'_>) -> Flow {
        let _ = value.locator.locate(0..value.text.len());
        Flow::Continue
    }

    fn note(&mut self, _note: Note) {}
}

fuzz_target!(|input: (u8, &[u8])| {
    const NAMES: [&str; 8] = ["a", "a.csv", "a.tsv", "a.json", "a.jsonl", "a.gz", "a.zip", "a.txt"];
    let (name, bytes) = input;
    let name = NAMES[usize::from(name) % NAMES.len()];
    let mut sink = Sink::default();
    Extractor::default().extract(name, Body::Bytes(bytes), &mut sink).expect("bytes in memory can be read");
    assert_eq!(sink.depth, 0);
});
