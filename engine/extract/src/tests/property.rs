//! What must hold for all input: the oracles' cells, places that lead back, and that the reader's chunks do not matter.

use csv_core::{ReadFieldResult, ReaderBuilder};
use proptest::prelude::*;
use sievert::segment::Place;

use super::*;
use crate::{Body, Extractor};

/// Row, column and text of every field that is not empty.
fn oracle(text: &[u8]) -> Vec<(u64, u64, Vec<u8>)> {
    let mut reader = ReaderBuilder::new().delimiter(b',').build();
    let mut fields = Vec::new();
    let (mut rest, mut field, mut out) = (text, Vec::new(), [0; 64]);
    let (mut row, mut column) = (1, 1);
    loop {
        let (result, read, written) = reader.read_field(rest, &mut out);
        rest = &rest[read..];
        field.extend_from_slice(&out[..written]);
        match result {
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
            ReadFieldResult::Field { record_end } => {
                let text = std::mem::take(&mut field);
                if !text.is_empty() {
                    fields.push((row, column, text));
                }
                (row, column) = if record_end { (row + 1, 1) } else { (row, column + 1) };
            }
            ReadFieldResult::End => return fields,
        }
    }
}

fn streamed(name: &str, bytes: &[u8], step: usize) -> Recorder {
    let mut recorder = Recorder::default();
    Extractor::default()
        .extract(name, Body::Stream(Box::new(Slow::new(bytes, step))), &mut recorder)
        .unwrap();
    recorder
}

/// Line and column, counted the long way.
fn place(text: &str, offset: usize) -> (u64, u64) {
    let before = &text[..offset];
    let ends_in_cr = before.ends_with('\r') && text[offset..].starts_with('\n');
    let lines: Vec<&str> = if ends_in_cr { &before[..before.len() - 1] } else { before }
        .split('\n')
        .flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
        .collect();
    let last = lines.last().unwrap().chars().count() + usize::from(ends_in_cr);
    // A lone CR at the very end was taken for part of CR LF above.
    let lone = before.ends_with('\r') && !ends_in_cr;
    if lone { (lines.len() as u64 + 1, 1) } else { (lines.len() as u64, last as u64 + 1) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn cells_are_those_of_csv_core(body in "([a-z1\u{e9}]{0,3}|\"|\"\"|,|,|\n|\r\n|\r|\"[a,\n]{0,3}\"){0,40}") {
        // With this beginning the delimiter is not in doubt.
        let text = format!("a,b,c\n1,2,3\n{body}");
        let recorder = extract("x.csv", text.as_bytes());
        let cells: Vec<(u64, u64, Vec<u8>)> = recorder.cells.iter().map(|cell| match &cell.position.place {
            Some(Place::Cell { row, column, .. }) => (*row, *column, cell.text.clone().into_bytes()),
            other => panic!("{other:?}"),
        }).collect();
        prop_assert_eq!(cells, oracle(text.as_bytes()));
        for cell in &recorder.cells {
            let range = cell.position.bytes.clone().unwrap();
            let (start, end) = (range.start as usize, range.end as usize);
            if cell.position.exact {
                prop_assert_eq!(&text[start..end], &cell.text);
            }
            let (first, last) = (cell.position.start, cell.position.end);
            prop_assert_eq!((first.line, first.column), place(&text, start));
            prop_assert_eq!((last.line, last.column), place(&text, end));
        }
        prop_assert_eq!(streamed("x.csv", text.as_bytes(), 1), recorder);
    }

    #[test]
    fn values_are_those_of_serde_json(value in json(), pretty in any::<bool>(), step in 1..9_usize) {
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
        let recorder = extract("x.json", text.as_bytes());
        let mut expected = Vec::new();
        walk(&value, "$", &mut expected);
        let found: Vec<(String, String)> = recorder.cells.iter().map(|cell| match &cell.position.place {
            Some(Place::Record { json_path, index: 0 }) => (json_path.clone(), cell.text.clone()),
            other => panic!("{other:?}"),
        }).collect();
        prop_assert_eq!(found, expected);
        prop_assert!(recorder.notes.is_empty());
        for cell in &recorder.cells {
            let range = cell.position.bytes.clone().unwrap();
            let raw = &text[range.start as usize..range.end as usize];
            if cell.position.exact {
                prop_assert_eq!(raw, &cell.text);
            } else {
                prop_assert_eq!(serde_json::from_str::<String>(&format!("\"{raw}\"")).unwrap(), cell.text.as_str());
            }
        }
        prop_assert_eq!(streamed("x.json", text.as_bytes(), step), recorder);
    }

    #[test]
    fn chunks_do_not_matter(
        text in "([a-z ]{0,9}|[{}\\[\\]\":,;|\t]|\n|\r\n|[0-9]{1,4}|\u{fc}|\u{1f600}|\\{\"a\": [0-9]{1,3}\\}\n){0,60}",
        name in "x\\.(csv|json|jsonl|txt|log)",
        wide in any::<bool>(),
        step in 1..20_usize,
    ) {
        let bytes: Vec<u8> = if wide { std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect() } else { text.into_bytes() };
        prop_assert_eq!(streamed(&name, &bytes, step), extract(&name, &bytes));
    }
}

proptest! {
    // Each offset decodes a piece again.
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn utf16_leads_back_exactly(text in "[a-z\u{e9}\u{4e2d}\u{1f600}\n]{0,3000}", big in any::<bool>()) {
        let bytes: Vec<u8> = std::iter::once(0xFEFF)
            .chain(text.encode_utf16())
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect();
        let recorder = extract("x.txt", &bytes);
        if let Some(stream) = recorder.streams.first() {
            prop_assert_eq!(&stream.text, text.as_bytes());
            let mut source = 2;
            for (offset, character) in text.char_indices() {
                prop_assert_eq!(stream.offsets.get(offset).copied().unwrap_or(source), source);
                source += character.len_utf16() as u64 * 2;
            }
        }
    }
}

fn json() -> impl Strategy<Value = serde_json::Value> {
    let scalar = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        "[a-z\"\\\\/'\n\t\u{1}\u{e9}\u{1f600}]{0,8}".prop_map(Into::into),
    ];
    let tree = scalar.prop_recursive(5, 60, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(serde_json::Value::Array),
            prop::collection::vec(("[a-z'\\\\\n\u{2}\u{e9}]{0,4}", inner), 0..6)
                .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
        ]
    });
    // A document that is a lone scalar may be taken for text.
    prop::collection::vec(tree, 0..4).prop_map(serde_json::Value::Array)
}

/// Paths and texts of all values and keys that are not empty, in the order of the document.
fn walk(value: &serde_json::Value, path: &str, out: &mut Vec<(String, String)>) {
    match value {
        serde_json::Value::Null | serde_json::Value::Bool(_) => {}
        serde_json::Value::Number(number) => out.push((path.to_owned(), number.to_string())),
        serde_json::Value::String(text) if text.is_empty() => {}
        serde_json::Value::String(text) => out.push((path.to_owned(), text.clone())),
        serde_json::Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                walk(element, &format!("{path}[{index}]"), out);
            }
        }
        serde_json::Value::Object(members) => {
            for (key, member) in members {
                let escaped = key
                    .replace('\\', "\\\\")
                    .replace('\'', "\\'")
                    .replace('\n', "\\n")
                    .replace('\u{2}', "\\u0002");
                let path = format!("{path}['{escaped}']");
                if !key.is_empty() {
                    out.push((path.clone(), key.clone()));
                }
                walk(member, &path, out);
            }
        }
    }
}
