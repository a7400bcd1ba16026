//! Any rules on any text: what the checker lets through runs, and does not fail at run time.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sievert::{Engine, Options};
use sievert_lang::source::{Sealed, Sources};

fuzz_target!(|input: (&str, &[u8])| {
    let (rules, text) = input;
    let mut sources = Sources::new();
    sources.add_text("fuzz.svt", rules);
    let Some(program) = sievert_lang::compile(&sources, &Sealed).program else { return };
    let engine = Engine::new(&program, Options::default()).expect("a checked program builds");
    let _ = engine.scan_bytes("fuzz.txt", text);
});
