//! Any text in any chunks: the findings are those of the whole text.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sievert::report::ObjectInfo;
use sievert::{Engine, Options};
use sievert_lang::source::{Sealed, Source, Sources};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let mut sources = Sources::new();
    for (path, text) in sievert_rules::STD {
        sources.add(Source { path: (*path).into(), pack_path: Some((*path).into()), text: (*text).into() });
    }
    let program = sievert_lang::compile(&sources, &Sealed).program.expect("the standard library compiles");
    Engine::new(&program, Options::default()).expect("the standard library builds")
});

fuzz_target!(|input: (Vec<u16>, &[u8])| {
    let (sizes, text) = input;
    let info = || ObjectInfo { uri: "fuzz.txt".into(), key: "fuzz.txt".into(), ..ObjectInfo::default() };
    let mut whole = ENGINE.object(info());
    let _flow = whole.push(text);
    let mut chunked = ENGINE.object(info());
    let mut rest = text;
    for size in sizes {
        let (chunk, tail) = rest.split_at(usize::from(size).min(rest.len()));
        let _flow = chunked.push(chunk);
        rest = tail;
    }
    let _flow = chunked.push(rest);
    assert_eq!(whole.finish(), chunked.finish());
});
