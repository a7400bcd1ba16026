//! What lies in what.

use std::io::Write;

use sievert::segment::{Place, Reason};
use zip::write::SimpleFileOptions;

use super::*;
use crate::{Body, Extractor, Limits};

pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(super) fn bzip2(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(super) fn xz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = liblzma::write::XzEncoder::new(Vec::new(), 1);
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(super) fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::stream::encode_all(bytes, 1).unwrap()
}

pub(super) fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub(super) fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        builder.append_data(&mut header, name, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

const TABLE: &[u8] = b"name,card\nAnn,4111111111111111\n";
const JSON: &[u8] = b"{\"card\": 5500000000000004}\n";

type Pack = fn(&[u8]) -> Vec<u8>;
const CODECS: [(&str, Pack); 4] = [("gz", gzip), ("bz2", bzip2), ("xz", xz), ("zst", zstd)];

#[test]
fn compressed_streams_are_what_they_hold() {
    let plain = extract("people.csv", TABLE);
    assert_eq!(plain.cells.len(), 4);
    for (suffix, pack) in CODECS {
        let packed = extract(&format!("people.csv.{suffix}"), &pack(TABLE));
        assert_eq!(packed, plain, "{suffix}");
    }
}

#[test]
fn streams_of_several_members_are_read_to_the_end() {
    let (first, second) = TABLE.split_at(12);
    for (suffix, pack) in CODECS {
        let packed = [pack(first), pack(second)].concat();
        assert_eq!(
            extract(&format!("people.csv.{suffix}"), &packed),
            extract("people.csv", TABLE),
            "{suffix}"
        );
    }
}

#[test]
fn members_are_entered_and_named() {
    for (name, archive) in [
        ("a.zip", zip(&[("b/people.csv", TABLE), ("c", JSON)])),
        ("a.tar", tar(&[("b/people.csv", TABLE), ("c", JSON)])),
    ] {
        let recorder = extract(name, &archive);
        assert_eq!(recorder.entered, ["b/people.csv", "c"], "{name}");
        let card = &recorder.cells[3];
        assert_eq!((card.member.as_str(), card.column.as_deref()), ("b/people.csv", Some("card")));
        let place = Place::Cell { row: 2, column: 2, name: Some("card".to_owned()) };
        assert_eq!((&card.position.place, card.position.bytes.clone()), (&Some(place), Some(14..30)));
        assert_eq!(recorder.cells[5].text, "5500000000000004");
        assert!(recorder.notes.is_empty(), "{:?}", recorder.notes);
    }
}

#[test]
fn any_order_of_nesting() {
    let inner = tar(&[("people.csv", TABLE)]);
    let archive = zip(&[("deep/x.tar.zst", &zstd(&inner)), ("plain.txt", b"hello")]);
    let object = xz(&tar(&[("y.zip", &archive)]));
    let recorder = extract("o.tar.xz", &object);
    assert_eq!(
        recorder.entered,
        ["y.zip", "y.zip!deep/x.tar.zst", "y.zip!deep/x.tar.zst!people.csv", "y.zip!plain.txt"]
    );
    assert_eq!(recorder.cells[3].text, "4111111111111111");
    assert_eq!(recorder.stream(), "hello");
    assert!(recorder.notes.is_empty(), "{:?}", recorder.notes);
}

#[test]
fn files_and_streams_are_read_as_bytes_are() {
    let archive = zip(&[("people.csv", TABLE), ("z.gz", &gzip(JSON))]);
    let expected = extract("a.zip", &archive);
    assert_eq!(expected.cells.len(), 6);
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(&archive).unwrap();
    std::io::Seek::rewind(&mut file).unwrap();
    let small = Limits { spool_memory: 16, ..Limits::default() };
    for body in [Body::File(file), Body::Stream(Box::new(Slow::new(&archive, 7)))] {
        let mut recorder = Recorder::default();
        Extractor::new(small.clone()).extract("a.zip", body, &mut recorder).unwrap();
        assert_eq!(recorder, expected);
    }
}

#[test]
fn links_and_directories_are_no_text() {
    let mut builder = tar::Builder::new(Vec::new());
    for kind in
        [tar::EntryType::Directory, tar::EntryType::Symlink, tar::EntryType::Fifo, tar::EntryType::Char]
    {
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(kind);
        header.set_size(0);
        header.set_link_name("/etc/passwd").unwrap();
        builder.append_data(&mut header, "x", std::io::empty()).unwrap();
    }
    assert_eq!(extract("a.tar", &builder.into_inner().unwrap()), Recorder::default());
}

#[test]
fn encrypted_members_are_said() {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("open.txt", SimpleFileOptions::default()).unwrap();
    writer.write_all(b"in the open").unwrap();
    writer.start_file("locked.txt", SimpleFileOptions::default()).unwrap();
    writer.write_all(b"as if locked").unwrap();
    let mut bytes = writer.finish().unwrap().into_inner();
    // Bit 0 of the general purpose flag, in both headers of the second member.
    for mark in [&b"PK\x03\x04"[..], b"PK\x01\x02"] {
        let at = memchr::memmem::rfind(&bytes, mark).unwrap();
        bytes[at + if mark[2] == 3 { 6 } else { 8 }] |= 1;
    }
    let recorder = extract("a.zip", &bytes);
    assert_eq!(recorder.stream(), "in the open");
    assert_eq!(recorder.reasons(), [Reason::InvalidEncryption]);
    assert_eq!(recorder.notes[0].member.as_deref(), Some("locked.txt"));
}

#[test]
fn binary_members_are_said_but_not_one_by_one_for_ever() {
    let names: Vec<String> = (0..150).map(|n| format!("{n}.png")).collect();
    let members: Vec<(&str, &[u8])> =
        names.iter().map(|name| (name.as_str(), &b"\x89PNG\r\n\x1a\n\0\0"[..])).collect();
    let recorder = extract("a.tar", &tar(&members));
    assert_eq!(recorder.notes.len(), 101);
    assert_eq!(recorder.notes[0].member.as_deref(), Some("0.png"));
    assert_eq!(recorder.notes[0].detail, "PNG image is not read");
    assert!(recorder.notes[100].detail.starts_with("50 more"));
}

#[test]
fn members_of_one_name_are_said() {
    let mut bytes = zip(&[("first.txt", b"hello"), ("other.txt", b"world")]);
    while let Some(at) = memchr::memmem::find(&bytes, b"other.txt") {
        bytes[at..at + 9].copy_from_slice(b"first.txt");
    }
    let recorder = extract("a.zip", &bytes);
    assert_eq!(recorder.stream(), "world");
    assert_eq!(recorder.reasons(), [Reason::ArchiveContainsUnprocessedFiles]);
}

#[test]
fn a_broken_archive_is_said() {
    let recorder = extract("a.zip", &zip(&[("a", TABLE)])[..60]);
    assert_eq!((recorder.entered.len(), recorder.reasons()), (0, vec![Reason::MalformedFile]));
}
