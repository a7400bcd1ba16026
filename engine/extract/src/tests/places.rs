//! What is read, and where it says that it was.

use sievert::segment::{Flow, LineColumn, Place, Reason};

use super::*;
use crate::{Body, Extractor};

fn cell(row: u64, column: u64, name: &str) -> Option<Place> {
    Some(Place::Cell { row, column, name: (!name.is_empty()).then(|| name.to_owned()) })
}

fn record(index: u64, json_path: &str) -> Option<Place> {
    Some(Place::Record { index, json_path: json_path.to_owned() })
}

const fn at(line: u64, column: u64) -> LineColumn {
    LineColumn { line, column }
}

#[test]
fn nothing_gives_nothing() {
    for bytes in [&b""[..], b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF", b"\xFF\xFE\0\0"] {
        for name in ["", "x.csv", "x.json", "x.jsonl", "x.gz"] {
            assert_eq!(extract(name, bytes), Recorder::default(), "{name} {bytes:?}");
        }
    }
}

#[test]
fn text_in_all_encodings_leads_back() {
    let text = "Straße 1\r\nKarte 4111 1111 1111 1111 für José 😀\n";
    let utf16 = |big: bool| {
        text.encode_utf16().flat_map(move |unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
    };
    let utf32 = |big: bool| {
        text.chars().flat_map(move |c| if big { (c as u32).to_be_bytes() } else { (c as u32).to_le_bytes() })
    };
    let encoded: Vec<(Vec<u8>, usize)> = vec![
        (text.as_bytes().to_vec(), 0),
        (b"\xEF\xBB\xBF".iter().copied().chain(text.bytes()).collect(), 3),
        (b"\xFF\xFE".iter().copied().chain(utf16(false)).collect(), 2),
        (b"\xFE\xFF".iter().copied().chain(utf16(true)).collect(), 2),
        (utf16(false).collect(), 0),
        (utf16(true).collect(), 0),
        (b"\xFF\xFE\0\0".iter().copied().chain(utf32(false)).collect(), 4),
        (b"\0\0\xFE\xFF".iter().copied().chain(utf32(true)).collect(), 4),
    ];
    for (bytes, mark) in encoded {
        let recorder = extract("x.txt", &bytes);
        assert_eq!(recorder.stream(), text);
        let offsets = &recorder.streams[0].offsets;
        assert_eq!((offsets[0], offsets[text.len()]), (mark as u64, bytes.len() as u64), "{bytes:?}");
    }
}

#[test]
fn legacy_text_leads_back() {
    for encoding in [
        encoding_rs::SHIFT_JIS,
        encoding_rs::GBK,
        encoding_rs::EUC_KR,
        encoding_rs::WINDOWS_1251,
        encoding_rs::WINDOWS_1252,
    ] {
        let text = match encoding.name() {
            "windows-1252" => {
                "Die Überweisung für Frau Müller in Köln, größer als üblich: 4111111111111111 ".repeat(120)
            }
            "windows-1251" => {
                "Номер карты клиента банка: 4111111111111111, пожалуйста проверьте. ".repeat(120)
            }
            "EUC-KR" => "신용카드 번호는 4111111111111111 입니다. 확인하여 주시기 바랍니다. ".repeat(120),
            "GBK" => "这是客户的信用卡号码 4111111111111111，请仔细核对后再付款。".repeat(120),
            _ => "これは顧客のカード番号 4111111111111111 です。確認してください。".repeat(120),
        };
        let (bytes, _, bad) = encoding.encode(&text);
        assert!(!bad);
        let recorder = extract("x.txt", &bytes);
        assert_eq!(recorder.stream(), text, "{}", encoding.name());
        let mut cells = Recorder::default();
        Extractor::default()
            .extract("x.txt", Body::Stream(Box::new(Slow::new(&bytes[..4000], 1))), &mut cells)
            .unwrap();
        let stream = &cells.streams[0];
        let decoded = std::str::from_utf8(&stream.text).unwrap();
        for (offset, _) in
            decoded.char_indices().filter(|(offset, _)| decoded[*offset..].starts_with("4111111111111111"))
        {
            let source = stream.offsets[offset] as usize;
            assert_eq!(&bytes[source..source + 16], b"4111111111111111", "{}", encoding.name());
        }
    }
}

#[test]
fn cells_with_lf_crlf_and_cr() {
    for end in ["\n", "\r\n", "\r"] {
        let text = format!("name,card,note{end}Ann,4111,\"two{end}lines\"{end}{end}Bö,5500,x");
        let recorder = extract("people.csv", text.as_bytes());
        assert_eq!(
            recorder.texts(),
            ["name", "card", "note", "Ann", "4111", &format!("two{end}lines"), "Bö", "5500", "x"]
        );
        assert!(recorder.cells[..3].iter().all(|cell| cell.column.is_none()));
        let card = &recorder.cells[7];
        assert_eq!(card.column.as_deref(), Some("card"));
        assert_eq!(card.position.place, cell(3, 2, "card"));
        assert_eq!((card.position.start, card.position.end), (at(5, 4), at(5, 8)), "{end:?}");
        let bytes = card.position.bytes.clone().unwrap();
        assert_eq!(&text[bytes.start as usize..bytes.end as usize], "5500");
        let note = &recorder.cells[5].position;
        assert_eq!((note.start, note.end), (at(2, 11), at(3, 6)), "{end:?}");
        assert!(note.exact);
    }
}

#[test]
fn quotes_within_a_cell_enclose() {
    let text = br#"a,b
1,"say ""hi"" now"
"#;
    let mut ranges = Vec::new();
    struct Words<'r>(&'r mut Vec<(String, bool)>);
    impl sievert::segment::SegmentSink for Words<'_> {
        fn enter(&mut self, _: &str) {}
        fn leave(&mut self) {}
        fn text(&mut self, _: &[u8], _: &dyn sievert::segment::Origin) -> Flow {
            Flow::Continue
        }
        fn end_text(&mut self) {}
        fn note(&mut self, note: sievert::segment::Note) {
            panic!("{note:?}");
        }
        fn value(&mut self, value: sievert::segment::Value<'_>) -> Flow {
            let source = b"a,b\n1,\"say \"\"hi\"\" now\"\n";
            for word in ["say", "\"hi\"", "hi", "now"] {
                if let Some(start) = memchr::memmem::find(value.text, word.as_bytes()) {
                    let position = value.locator.locate(start..start + word.len());
                    let bytes = position.bytes.unwrap();
                    let text = String::from_utf8_lossy(&source[bytes.start as usize..bytes.end as usize])
                        .into_owned();
                    self.0.push((text, position.exact));
                }
            }
            Flow::Continue
        }
    }
    Extractor::default().extract("x.csv", Body::Bytes(text), &mut Words(&mut ranges)).unwrap();
    let expected = [("say", true), ("\"\"hi\"\"", false), ("hi", true), ("now", true)];
    assert_eq!(ranges, expected.map(|(text, exact)| (text.to_owned(), exact)));
}

#[test]
fn json_paths_names_and_bytes() {
    let text = "{\"person\": {\"e-mail\": \"ann@example.org\",\n  \"cards\": [4111111111111111, {\"n\": \"5500\\u0030\"}]}, \"\": 1}";
    let recorder = extract("x", text.as_bytes());
    assert_eq!(
        recorder.texts(),
        ["person", "e-mail", "ann@example.org", "cards", "4111111111111111", "n", "55000", "1"]
    );
    let mail = &recorder.cells[2];
    assert_eq!(mail.names, ["person", "e-mail"]);
    assert_eq!(mail.position.place, record(0, "$['person']['e-mail']"));
    let key = &recorder.cells[1];
    assert_eq!(
        (key.names.as_slice(), &key.position.place),
        (&["person".to_owned()][..], &record(0, "$['person']['e-mail']"))
    );
    let card = &recorder.cells[4];
    assert_eq!(card.position.place, record(0, "$['person']['cards'][0]"));
    assert_eq!((card.position.start, card.position.exact), (at(2, 13), true));
    let escaped = &recorder.cells[6];
    assert_eq!(escaped.position.place, record(0, "$['person']['cards'][1]['n']"));
    let bytes = escaped.position.bytes.clone().unwrap();
    assert_eq!(
        (&text[bytes.start as usize..bytes.end as usize], escaped.position.exact),
        ("5500\\u0030", false)
    );
    assert_eq!(recorder.cells[7].position.place, record(0, "$['']"));
}

#[test]
fn records_of_json_lines_are_lines() {
    let indices = |name: &str, text: &str| -> Vec<u64> {
        extract(name, text.as_bytes())
            .cells
            .iter()
            .filter(|cell| cell.text.starts_with('v'))
            .map(|cell| match &cell.position.place {
                Some(Place::Record { index, .. }) => *index,
                other => panic!("{other:?}"),
            })
            .collect()
    };
    assert_eq!(indices("x.jsonl", "{\"a\":\"v\"}\n\n{\"a\":\"v\"}\r\n{\"a\":\"v\"}"), [0, 2, 3]);
    assert_eq!(indices("x", "{\"a\":\"v\"}\n{\"a\":\"v\"}\n"), [0, 1]);
    assert_eq!(indices("x", "{\"a\":\n\"v\"}\n{\"a\":\"v\"}\n{\"a\":\"v\"}"), [0, 1, 2]);
    assert_eq!(indices("x", "{\"a\":\"v\"}{\"a\":\"v\"}"), [0, 1]);
    assert_eq!(indices("x.json", "\n\n{\"a\":\"v\"}"), [0]);
}

#[test]
fn a_bad_line_of_json_lines_is_text_and_the_next_is_json() {
    let text = "{\"a\":\"one\"}\n{\"a\":\"two\"}\n{\"a\":\"three\", oops 4111}\n{\"a\":\"four\"}\n";
    let recorder = extract("x.jsonl", text.as_bytes());
    assert_eq!(recorder.stream(), "oops 4111}");
    assert_eq!(recorder.streams[0].start, at(3, 15));
    assert_eq!(recorder.streams[0].offsets[0], text.find("oops").unwrap() as u64);
    assert_eq!(recorder.cells.last().unwrap().position.place, record(3, "$['a']"));
    assert_eq!(recorder.reasons(), [Reason::MalformedFile]);
}

#[test]
fn malformed_json_goes_on_as_text() {
    let recorder = extract("x.json", b"{\"a\": \"one\",\n \"b\": }, \"card\": 4111}");
    assert_eq!(recorder.texts(), ["a", "one", "b"]);
    assert_eq!(recorder.stream(), "}, \"card\": 4111}");
    assert_eq!(recorder.streams[0].start, at(2, 7));
    assert_eq!(recorder.reasons(), [Reason::MalformedFile]);
}

#[test]
fn a_table_in_utf16_leads_back() {
    let text = "name;card\r\nJosé;4111\r\nAnn;5500\r\n";
    let bytes: Vec<u8> =
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let recorder = extract("x.csv", &bytes);
    let card = &recorder.cells[3];
    assert_eq!((card.text.as_str(), &card.position.place), ("4111", &cell(2, 2, "card")));
    let expected: Vec<u8> = "4111".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let range = card.position.bytes.clone().unwrap();
    assert_eq!(&bytes[range.start as usize..range.end as usize], expected);
}

#[test]
fn a_sink_that_has_enough_is_left_alone() {
    let csv = "a,b\n1,2\n3,4\n".repeat(100);
    let json = "{\"a\":[1,2,3]}\n".repeat(100);
    for (name, text) in [("x.csv", &csv), ("x.json", &json), ("x.txt", &csv)] {
        let mut recorder = Recorder { patience: Some(1), ..Recorder::default() };
        Extractor::default().extract(name, Body::Bytes(text.as_bytes()), &mut recorder).unwrap();
        assert_eq!(recorder.patience, Some(0), "{name}");
    }
}

#[test]
fn the_readers_own_error_comes_back_unchanged() {
    let text = "id,card\n1,4111111111111111\n2,55".to_owned();
    let packed = {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut encoder, text.repeat(3).as_bytes()).unwrap();
        let mut bytes = encoder.finish().unwrap();
        bytes.truncate(bytes.len() - 4);
        bytes
    };
    let utf16: Vec<u8> =
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for (name, bytes) in [
        ("x.csv", text.as_bytes()),
        ("x.txt", text.as_bytes()),
        ("x.csv.gz", &packed),
        ("x.csv", &utf16),
        ("x.bin", &[0; 100]),
    ] {
        let mut recorder = Recorder::default();
        let slow = Slow { fails: true, ..Slow::new(bytes, 5) };
        let error =
            Extractor::default().extract(name, Body::Stream(Box::new(slow)), &mut recorder).unwrap_err();
        assert_eq!(
            (error.kind(), error.to_string().as_str()),
            (std::io::ErrorKind::ConnectionReset, "the line was cut"),
            "{name}"
        );
        if name != "x.bin" {
            assert!(recorder.notes.is_empty(), "{name}: {:?}", recorder.notes);
            assert!(recorder.bytes > 20, "{name}: what came before was read");
        }
    }
}

#[test]
fn formats_not_read_are_named() {
    let recorder = extract("scan.pdf", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n");
    assert_eq!(recorder.reasons(), [Reason::UnsupportedFileTypeException]);
    assert_eq!(recorder.notes[0].detail, "PDF is not read");
}

#[test]
fn content_decides_before_the_name() {
    assert_eq!(extract("x.csv", b"{\"a\": \"b\"}").texts(), ["a", "b"]);
    assert_eq!(extract("x.json", b"just words, no JSON").stream(), "just words, no JSON");
    assert_eq!(extract("x.gz", b"not compressed").stream(), "not compressed");
}

#[test]
fn threads_may_share_an_extractor() {
    fn shared<T: Send + Sync>() {}
    shared::<Extractor>();
}
