//! A stream in chunks against the same text whole.

use proptest::collection::vec;
use proptest::prelude::*;
use sievert::segment::{LineColumn, Origin};
use sievert::{Engine, Flow, ObjectInfo, ObjectReport, Options, SegmentSink};

use crate::generate;
use crate::reference::{self, Segment};

fn object() -> ObjectInfo {
    ObjectInfo { uri: "file".into(), key: "file".into(), ..ObjectInfo::default() }
}

fn in_chunks<'a>(engine: &Engine, chunks: impl IntoIterator<Item = &'a [u8]>) -> ObjectReport {
    let mut scan = engine.object(object());
    for chunk in chunks {
        assert_eq!(scan.push(chunk), Flow::Continue);
    }
    scan.finish()
}

/// Cuts a text at places given as fractions.
fn cut<'a>(text: &'a [u8], cuts: &[f64]) -> Vec<&'a [u8]> {
    let mut cuts: Vec<usize> = cuts.iter().map(|cut| (cut * text.len() as f64) as usize).collect();
    cuts.sort_unstable();
    cuts.push(text.len());
    let mut from = 0;
    cuts.into_iter()
        .map(|to| {
            let chunk = &text[from..to];
            from = to;
            chunk
        })
        .collect()
}

/// Text that was decoded from two bytes a character, except that every seventh took three.
struct Wide;

impl Origin for Wide {
    fn source_offset(&self, decoded: u64) -> u64 {
        decoded * 2 + decoded / 7
    }

    fn start(&self) -> LineColumn {
        LineColumn { line: 5, column: 9 }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, ..ProptestConfig::default() })]

    #[test]
    fn small_steps_give_the_whole(
        program in generate::program(4),
        text in generate::text(120),
        cuts in vec(0.0..1.0f64, 0..30),
        step in 1usize..200,
    ) {
        let options = Options { occurrence_cap: 20, ..Options::default() };
        let whole = in_chunks(&Engine::new(&program, options.clone()).unwrap(), [text.as_slice()]);
        let engine = Engine::new(&program, Options { stream_step: step, ..options }).unwrap();
        prop_assert_eq!(&in_chunks(&engine, cut(&text, &cuts)), &whole);
        prop_assert_eq!(&in_chunks(&engine, text.chunks(1)), &whole);
        prop_assert_eq!(&in_chunks(&engine, text.chunks(step)), &whole);
    }

    #[test]
    fn source_offsets_do_not_depend_on_the_chunk(
        program in generate::program(3),
        text in generate::text(120),
        cuts in vec(0.0..1.0f64, 0..30),
    ) {
        let engine = Engine::new(&program, Options { stream_step: 40, ..Options::default() }).unwrap();
        let scan = |chunks: Vec<&[u8]>| {
            let mut scan = engine.object(object());
            for chunk in chunks {
                assert_eq!(scan.text(chunk, &Wide), Flow::Continue);
            }
            scan.finish()
        };
        let whole = in_chunks(&engine, [text.as_slice()]);
        let wide = scan(cut(&text, &cuts));
        prop_assert_eq!(&wide, &scan(vec![&text]));
        let places = |report: &ObjectReport| -> Vec<_> {
            let occurrences = report.findings.iter().flat_map(|finding| &finding.occurrences);
            occurrences.map(|occurrence| occurrence.position.clone()).collect()
        };
        for (wide, plain) in places(&wide).into_iter().zip(places(&whole)) {
            let bytes = plain.bytes.unwrap();
            prop_assert_eq!(wide.bytes, Some(Wide.source_offset(bytes.start)..Wide.source_offset(bytes.end)));
            prop_assert_eq!(wide.start.line, plain.start.line + 4);
            let moved = if plain.start.line == 1 { 8 } else { 0 };
            prop_assert_eq!(wide.start.column, plain.start.column + moved);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Long enough that the buffer is dropped many times with the default step, and dense in candidates.
    #[test]
    fn a_long_text_gives_what_the_reference_finds(
        program in generate::program(3),
        blocks in vec((generate::text(40), 1usize..60), 1..6),
        times in 1usize..30,
        cuts in vec(0.0..1.0f64, 0..12),
    ) {
        let mut text: Vec<u8> = blocks.iter().flat_map(|(block, times)| block.repeat(*times)).collect();
        text = text.repeat(times);
        text.truncate(120_000);
        let engine = Engine::new(&program, Options { occurrence_cap: usize::MAX, ..Options::default() }).unwrap();
        let chunked = in_chunks(&engine, cut(&text, &cuts));
        prop_assert_eq!(&chunked, &in_chunks(&engine, [text.as_slice()]));
        let segment = Segment { text: &text, column: None, names: &[], path: "file", value: false };
        prop_assert_eq!(reference::simplified(&chunked), reference::scan(&program, segment));
    }
}
