//! Any text: parsing ends, and every diagnostic can be underlined.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sievert_lang::source::SourceId;

fuzz_target!(|text: &str| {
    let parsed = sievert_lang::parse(SourceId(0), text);
    for diagnostic in &parsed.diagnostics {
        for label in &diagnostic.labels {
            assert!(text.get(label.span.range()).is_some(), "{diagnostic:?} cannot be underlined");
        }
    }
});
