//! Any text that parses: formatting it twice is formatting it once, and it still parses.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(once) = sievert_lang::format(text) {
        let twice = sievert_lang::format(&once).expect("what was formatted parses");
        assert_eq!(once, twice);
    }
});
