//! Content made to break readers. Each gets through in bounded time and memory, keeps what could be read, and says why the
//! rest was not.

use proptest::prelude::*;
use sievert::segment::Reason;

use super::containers::{bzip2, gzip, tar, xz, zip, zstd};
use super::*;
use crate::{Body, Extractor, Limits};

fn blind(limits: &Limits, name: &str, bytes: &[u8]) -> Recorder {
    let mut recorder = Recorder { blind: true, ..Recorder::default() };
    Extractor::new(limits.clone()).extract(name, Body::Bytes(bytes), &mut recorder).unwrap();
    recorder
}

/// Smaller, so that a bomb need not be large to be one.
fn tight() -> Limits {
    Limits { ratio_grace: 1 << 20, total_bytes_floor: 16 << 20, ..Limits::default() }
}

#[test]
fn bombs_are_stopped_by_ratio() {
    let bomb = vec![b'a'; 8 << 20];
    for (name, packed) in [
        ("gz", gzip(&gzip(&bomb))),
        ("bz2", bzip2(&bomb)),
        ("xz", xz(&bomb)),
        ("zst", zstd(&bomb)),
        ("zip", zip(&[("x", &gzip(&bomb))])),
    ] {
        let recorder = blind(&Limits { ratio: 20, ..tight() }, name, &packed);
        assert_eq!(recorder.reasons(), [Reason::ArchiveTotalBytesExtractedOverLimit], "{name}");
        // Readers take up to 64 KiB ahead, which counts as taken.
        assert!((1 << 20..3 << 20).contains(&recorder.bytes), "{name}: {}", recorder.bytes);
    }
}

#[test]
fn bombs_are_stopped_by_their_sum() {
    let member = bzip2(&vec![b'a'; 3 << 20]);
    let names: Vec<String> = (0..40).map(|n| n.to_string()).collect();
    let members: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &*member)).collect();
    let limits = Limits { ratio: u64::MAX, ..tight() };
    for (name, archive) in [("zip", zip(&members)), ("tar", tar(&members))] {
        let recorder = blind(&limits, name, &archive);
        assert_eq!(recorder.reasons(), [Reason::ArchiveTotalBytesExtractedOverLimit], "{name}");
        assert!((15 << 20..=16 << 20).contains(&recorder.bytes), "{name}: {}", recorder.bytes);
        assert!(recorder.notes[0].detail.contains("16 MiB"), "{}", recorder.notes[0].detail);
    }
}

#[test]
fn one_bomb_does_not_take_its_neighbours_along() {
    let archive = tar(&[("bomb.gz", &gzip(&vec![b'a'; 8 << 20])), ("people.csv", b"name,card\nAnn,4111\n")]);
    let recorder = extract_with(&Limits { ratio: 100, ..tight() }, "x.tar", &archive);
    assert_eq!(recorder.texts(), ["name", "card", "Ann", "4111"]);
    assert_eq!(recorder.notes[0].member.as_deref(), Some("bomb.gz"));
}

#[test]
fn a_member_has_a_limit_of_its_own() {
    let archive = zip(&[("long", &vec![b'a'; 3 << 20]), ("next", b"hello")]);
    let recorder = blind(&Limits { member_bytes: 1 << 20, ..Limits::default() }, "x.zip", &archive);
    assert_eq!(recorder.reasons(), [Reason::ArchiveTotalBytesExtractedOverLimit]);
    assert!(recorder.bytes > 1 << 20 && recorder.bytes < 2 << 20);
    assert_eq!(recorder.entered, ["long", "next"]);
}

#[test]
fn members_have_a_number() {
    let names: Vec<String> = (0..30).map(|n| n.to_string()).collect();
    let members: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
    let limits = Limits { members: 20, ..Limits::default() };
    let recorder = blind(&limits, "x.tar", &tar(&members));
    assert_eq!(
        (recorder.entered.len(), recorder.reasons()),
        (20, vec![Reason::ArchiveTotalDocumentsProcessedOverLimit])
    );
    let recorder = blind(&limits, "x.zip", &zip(&members));
    assert_eq!(
        (recorder.entered.len(), recorder.reasons()),
        (0, vec![Reason::ArchiveTotalDocumentsProcessedOverLimit])
    );
}

#[test]
fn nesting_has_a_depth() {
    let mut object = b"core".to_vec();
    for _ in 0..200 {
        object = zip(&[("x.zip", &object)]);
    }
    let recorder = extract("x.zip", &object);
    assert_eq!(
        (recorder.entered.len(), recorder.reasons()),
        (10, vec![Reason::ArchiveNestingLevelOverLimit])
    );
    let mut object = b"core".to_vec();
    for _ in 0..10 {
        object = gzip(&object);
    }
    assert_eq!(extract("x", &object).stream(), "core");
    assert_eq!(extract("x", &gzip(&object)).reasons(), [Reason::ArchiveNestingLevelOverLimit]);
}

#[test]
fn a_dictionary_lie_is_refused() {
    // The header of an LZMA2 block whose dictionary size (property 40) is 4 GiB - 1.
    let mut object = xz(b"hello");
    let at = object.windows(3).position(|window| window == [0x21, 1, object[16]]).map_or(16, |at| at + 2);
    object[at] = 40;
    let header = 12..12 + (usize::from(object[12]) + 1) * 4;
    let checksum = crc32(&object[header.start..header.end - 4]);
    object[header.end - 4..header.end].copy_from_slice(&checksum.to_le_bytes());
    let recorder = extract("x.xz", &object);
    assert_eq!(recorder.reasons(), [Reason::MalformedFile]);
    assert!(recorder.notes[0].detail.contains("256 MiB"), "{}", recorder.notes[0].detail);
}

fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}

#[test]
fn a_cut_stream_gives_what_stood_before_the_cut() {
    let text = (0..20_000).map(|n| format!("line {n} of many\n")).collect::<String>();
    for (name, packed) in
        [("gz", gzip(text.as_bytes())), ("zst", zstd(text.as_bytes())), ("xz", xz(text.as_bytes()))]
    {
        let recorder = extract(name, &packed[..packed.len() * 3 / 4]);
        assert_eq!(recorder.reasons(), [Reason::MalformedFile], "{name}");
        let read = recorder.stream();
        assert!(
            text.starts_with(&read) && read.len() > text.len() / 3,
            "{name}: {} of {}",
            read.len(),
            text.len()
        );
    }
}

#[test]
fn what_follows_a_gzip_stream_is_said_and_zeros_are_not() {
    let mut object = gzip(b"hello");
    object.extend([0; 500]);
    assert_eq!(extract("x.gz", &object).notes, []);
    object.extend(b"garbage");
    let recorder = extract("x.gz", &object);
    assert_eq!((recorder.stream().as_str(), recorder.reasons()), ("hello", vec![Reason::MalformedFile]));
}

#[test]
fn overlapping_members_are_read_once() {
    // Every entry of the central directory points to the first member.
    let mut object = zip(&[("a", b"hello"), ("b", b"hello"), ("c", b"hello")]);
    let mut from = 0;
    while let Some(at) = memchr::memmem::find(&object[from..], b"PK\x01\x02") {
        object[from + at + 42..from + at + 46].fill(0);
        from += at + 4;
    }
    let recorder = extract("x.zip", &object);
    assert_eq!(recorder.stream(), "hello");
    assert_eq!(recorder.reasons(), [Reason::ArchiveContainsUnprocessedFiles]);
    assert!(recorder.notes[0].detail.starts_with("2 members"), "{}", recorder.notes[0].detail);
}

#[test]
fn declared_sizes_are_not_believed() {
    let text = vec![b'a'; 100_000];
    let object = zip(&[("a", &text)]);
    for lie in [0_u32, 64, u32::MAX - 1] {
        let mut object = object.clone();
        for (mark, offset) in [(b"PK\x03\x04", 22), (b"PK\x01\x02", 24)] {
            let at = memchr::memmem::find(&object, mark).unwrap();
            object[at + offset..at + offset + 4].copy_from_slice(&lie.to_le_bytes());
        }
        let recorder = blind(&Limits::default(), "x.zip", &object);
        assert!(recorder.bytes <= 100_000);
        assert!(
            recorder.bytes == 100_000 || recorder.reasons() == [Reason::MalformedFile],
            "{lie}: {:?}",
            recorder.notes
        );
    }
    let mut object = object;
    let at = memchr::memmem::rfind(&object, b"PK\x05\x06").unwrap();
    object[at + 8..at + 12].fill(0xFF);
    assert!(!blind(&Limits::default(), "x.zip", &object).notes.is_empty());
}

#[test]
fn a_huge_name_is_cut() {
    let name = "n".repeat(100_000);
    let recorder = extract("x.tar", &tar(&[(&name, b"hello")]));
    assert_eq!((recorder.stream().as_str(), recorder.entered[0].len()), ("hello", 64 << 10));
    // A name that claims 5 MiB is not read into memory.
    let name = "n".repeat(5 << 20);
    let recorder = extract("x.tar", &tar(&[("first", b"hello"), (&name, b"lost")]));
    assert_eq!((recorder.stream().as_str(), recorder.reasons()), ("hello", vec![Reason::MalformedFile]));
    assert!(recorder.notes[0].detail.contains("4 MiB"), "{}", recorder.notes[0].detail);
}

#[test]
fn huge_fields_go_on_as_text() {
    let mut text = b"a,b\n1,2\n".to_vec();
    let start = text.len();
    text.resize(64 << 20, b'x');
    text.extend(b"\n3,4111111111111111\n");
    for body in [Body::Bytes(&text), Body::Stream(Box::new(&*text))] {
        let mut recorder = Recorder { blind: true, ..Recorder::default() };
        Extractor::default().extract("x.csv", body, &mut recorder).unwrap();
        assert_eq!(recorder.reasons(), [Reason::RecordExceedsSizeLimit]);
        assert_eq!(recorder.bytes, (text.len() - start) as u64 + 4);
    }
    let quoted = [&b"a,b\n1,\""[..], &vec![b'x'; 5 << 20]].concat();
    let recorder = extract("x.csv", &quoted);
    assert_eq!(
        (recorder.texts(), recorder.reasons()),
        (vec!["a", "b"], vec![Reason::RecordExceedsSizeLimit])
    );
    assert_eq!((recorder.stream().len(), recorder.streams[0].start.line), (quoted.len() - 4, 2));
}

#[test]
fn too_many_columns_go_on_as_text() {
    let recorder = extract("x.csv", &b"1,".repeat(20_000));
    assert_eq!(recorder.reasons(), [Reason::RecordExceedsSizeLimit]);
    assert_eq!(recorder.stream().len(), 40_000);
}

#[test]
fn a_quote_never_closed_runs_to_the_end() {
    let recorder = extract("x.csv", b"a,b\n1,\"2\n3,4\n");
    assert_eq!(recorder.texts(), ["a", "b", "1", "2\n3,4\n"]);
}

#[test]
fn deep_json_is_read_on() {
    for deep in ["[".repeat(1_000_000), "{\"a\":".repeat(100_000)] {
        let recorder = blind(&Limits::default(), "x.json", deep.as_bytes());
        assert_eq!(recorder.reasons(), [Reason::JsonNestingLevelOverLimit, Reason::MalformedFile]);
    }
    let closed = format!("{}4111{},7]", "[".repeat(100_000), "]".repeat(99_999));
    let recorder = extract("x.json", closed.as_bytes());
    assert_eq!(
        (recorder.texts(), recorder.reasons()),
        (vec!["4111", "7"], vec![Reason::JsonNestingLevelOverLimit])
    );
    let Some(sievert::segment::Place::Record { json_path, .. }) = &recorder.cells[1].position.place else {
        panic!()
    };
    assert_eq!(json_path, "$[1]");
    let deeper = "[".repeat(300);
    let recorder =
        extract_with(&Limits { json_depth_hard: 200, ..Limits::default() }, "x.json", deeper.as_bytes());
    assert_eq!((recorder.stream().len(), recorder.reasons()), (100, vec![Reason::MalformedFile]));
}

#[test]
fn long_strings_go_on_as_text() {
    let text = format!("{{\"a\": \"{}\", \"b\": \"4111\"}}", "x".repeat(2 << 20));
    let limits = Limits { string_bytes: 1 << 20, ..Limits::default() };
    for body in [Body::Bytes(text.as_bytes()), Body::Stream(Box::new(text.as_bytes()))] {
        let mut recorder = Recorder::default();
        Extractor::new(limits.clone()).extract("x.json", body, &mut recorder).unwrap();
        assert_eq!(recorder.reasons(), [Reason::RecordExceedsSizeLimit]);
        assert!(recorder.stream().ends_with("\"4111\"}"));
    }
}

#[test]
fn broken_characters_stay() {
    assert_eq!(
        extract("x.txt", b"caf\xC3\xA9 \xC3 and more caf\xC3\xA9, caf\xC3\xA9, caf\xC3\xA9").streams[0]
            .text
            .len(),
        36
    );
    // Half a surrogate pair in the middle, half a unit at the end.
    let mut bytes: Vec<u8> =
        [0xFEFF_u16, 0x41, 0xD83D, 0x42, 0xDE00].into_iter().flat_map(u16::to_le_bytes).collect();
    bytes.push(0x43);
    let recorder = extract("x.txt", &bytes);
    assert_eq!(recorder.stream(), "A\u{FFFD}B\u{FFFD}\u{FFFD}");
    let offsets = &recorder.streams[0].offsets;
    assert_eq!((offsets[1], offsets[4], offsets[5]), (4, 6, 8));
}

fn seeds() -> Vec<(&'static str, Vec<u8>)> {
    let table = b"name,card\n\"Ann \"\"A\"\"\",4111111111111111\n".repeat(20);
    let json = b"{\"a\": [1, \"x\\u00e9\", {\"b\": null}], \"c\": -1.5e3}\n".repeat(20);
    let members: [(&str, &[u8]); 2] = [("t.csv", &table), ("j.json", &json)];
    vec![
        ("x.csv", table.clone()),
        ("x.json", json.clone()),
        ("x.gz", gzip(&table)),
        ("x.bz2", bzip2(&table)),
        ("x.xz", xz(&table)),
        ("x.zst", zstd(&json)),
        ("x.zip", zip(&members)),
        ("x.tar", tar(&members)),
        ("x.tar.gz", gzip(&tar(&members))),
        ("x.txt", String::from_utf8_lossy(&json).encode_utf16().flat_map(u16::to_be_bytes).collect()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn mutants_are_survived(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12), cut in any::<prop::sample::Index>(), cuts in any::<bool>()) {
        for (name, mut bytes) in seeds() {
            for (at, byte) in &changes {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            if cuts {
                bytes.truncate(cut.index(bytes.len()));
            }
            let mut recorder = Recorder::default();
            Extractor::default().extract(name, Body::Bytes(&bytes), &mut recorder).unwrap();
            prop_assert!(recorder.members.is_empty());
        }
    }

    #[test]
    fn noise_is_survived(bytes in prop::collection::vec(any::<u8>(), 0..600), name in "(x\\.(csv|json|jsonl|tsv|txt))?") {
        extract(&name, &bytes);
    }
}

#[test]
fn a_stream_that_lies_about_its_end_is_left() {
    // An entry of a tar that claims more than there is.
    let mut object = tar(&[("x.txt", b"hello")]);
    object.truncate(512 + 3);
    let recorder = extract("x.tar", &object);
    assert_eq!((recorder.stream().as_str(), recorder.reasons()), ("hel", vec![Reason::MalformedFile]));
}
