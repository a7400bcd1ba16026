//! Text and values, whole, against the reference.

use std::ops::Range;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use sievert::segment::{Flow, LineColumn, Locator, Position, Value};
use sievert::{Engine, ObjectInfo, Options, SegmentSink};

use crate::generate;
use crate::reference::{self, Segment};

/// Gives the byte range and a place of its own making.
struct Plain;

impl Locator for Plain {
    fn locate(&self, range: Range<usize>) -> Position {
        let at = LineColumn { line: 1, column: 1 };
        Position {
            bytes: Some(range.start as u64..range.end as u64),
            exact: true,
            start: at,
            end: at,
            place: None,
        }
    }
}

fn object() -> ObjectInfo {
    ObjectInfo { uri: "file".into(), key: "exports/card-no.txt".into(), ..ObjectInfo::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn a_text_gives_what_the_reference_finds(program in generate::program(4), text in generate::text(80)) {
        let engine = Engine::new(&program, Options { occurrence_cap: usize::MAX, ..Options::default() }).unwrap();
        let mut scan = engine.object(object());
        prop_assert_eq!(scan.push(&text), Flow::Continue);
        let path = "exports/card-no.txt";
        let segment = Segment { text: &text, column: None, names: &[], path, value: false };
        prop_assert_eq!(reference::simplified(&scan.finish()), reference::scan(&program, segment));
    }

    #[test]
    fn a_value_gives_what_the_reference_finds(
        program in generate::program(4),
        text in generate::text(30),
        column in select(vec![None, Some("card_no"), Some("userID"), Some("SSNValue"), Some("note")]),
        names in subsequence(vec!["person", "contraseña", "cardNo", "id2", "x"], 0..3),
    ) {
        let engine = Engine::new(&program, Options { occurrence_cap: usize::MAX, ..Options::default() }).unwrap();
        let mut scan = engine.object(object());
        scan.enter("a.zip");
        scan.enter("id.csv");
        prop_assert_eq!(scan.value(Value { text: &text, column, names: &names, locator: &Plain }), Flow::Continue);
        scan.leave();
        scan.leave();
        let path = "exports/card-no.txt!a.zip!id.csv";
        let segment = Segment { text: &text, column, names: &names, path, value: true };
        let mut wanted = reference::scan(&program, segment);
        for place in wanted.iter_mut().flat_map(|found| &mut found.occurrences) {
            (place.start, place.end) = ((1, 1), (1, 1));
        }
        prop_assert_eq!(reference::simplified(&scan.finish()), wanted);
    }
}
