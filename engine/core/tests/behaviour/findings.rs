//! Findings: ids, counts, caps, members, threads.

use sievert::lang::source::{Sealed, Sources};
use sievert::report::Coverage;
use sievert::segment::{Note, Reason};
use sievert::{Engine, Flow, ObjectInfo, Options, SegmentSink};

const RULES: &str = r#"
package acme
language 1

/// Keys.
///
/// Made up for tests.
@id("ACME-1")
identifier key {
  category: credentials
  match:    /\bKEY-[0-9]{4}\b/
  redact:   keep_last(2)
  severity {
    occurrences >= 3 : critical
    occurrences >= 1 : low
  }
}
"#;

fn engine(options: Options) -> Engine {
    let mut sources = Sources::new();
    sources.add_text("rules", RULES);
    Engine::from_sources(sources, &Sealed, options).unwrap()
}

#[test]
fn a_finding_has_a_title_a_severity_and_its_occurrences() {
    let report = engine(Options::default()).scan_bytes("a.txt", b"KEY-0001\nand KEY-0002, KEY-0001\n");
    let finding = &report.findings[0];
    assert_eq!((finding.rule_id.as_str(), finding.title.as_str()), ("ACME-1", "Keys."));
    assert_eq!((finding.count, format!("{:?}", finding.severity).as_str()), (3, "Critical"));
    let hashes: Vec<&str> = finding.occurrences.iter().map(|occurrence| occurrence.hash.as_str()).collect();
    assert!(
        hashes[0] == hashes[2] && hashes[0] != hashes[1],
        "a value is known again by its hash: {hashes:?}"
    );
    assert_eq!(finding.occurrences[1].position.start, sievert::segment::LineColumn { line: 2, column: 5 });
    assert_eq!(report.coverage, Coverage::Complete);
}

#[test]
fn occurrences_beyond_the_cap_are_counted_and_said() {
    let capped = engine(Options { occurrence_cap: 2, ..Options::default() });
    let report = capped.scan_bytes("a.txt", "KEY-0001 ".repeat(100_000).as_bytes());
    let finding = &report.findings[0];
    assert_eq!((finding.count, finding.occurrences.len(), finding.truncated), (100_000, 2, true));
    assert_eq!(report.notes[0].reason, Reason::OccurrencesOverLimit);
    assert_eq!(report.coverage, Coverage::Complete, "everything was read");
}

#[test]
fn ids_are_those_of_object_and_rule() {
    let engine = engine(Options::default());
    let id = |name: &str, text: &[u8]| engine.scan_bytes(name, text).findings[0].id.clone();
    assert_eq!(id("a", b"KEY-0001"), id("a", b"more KEY-0002"));
    assert_ne!(id("a", b"KEY-0001"), id("b", b"KEY-0001"));
}

#[test]
fn hashes_depend_on_the_key() {
    let hash = |key: &[u8]| {
        let engine = engine(Options { hash_key: key.to_vec(), ..Options::default() });
        engine.scan_bytes("a", b"KEY-0001").findings[0].occurrences[0].hash.clone()
    };
    assert_ne!(hash(b"one"), hash(b"two"));
    assert!(
        !format!("{:?}", engine(Options { hash_key: b"secret".to_vec(), ..Options::default() }))
            .contains("115")
    );
}

#[test]
fn members_have_streams_of_their_own() {
    let mut scan =
        engine(Options::default()).object(ObjectInfo { key: "a.zip".into(), ..ObjectInfo::default() });
    let origin = sievert::segment::Identity;
    assert_eq!(scan.text(b"KEY-", &origin), Flow::Continue);
    scan.enter("in.zip");
    scan.enter("x.txt");
    assert_eq!(scan.text(b"0001 KEY-0002", &origin), Flow::Continue);
    scan.leave();
    scan.leave();
    assert_eq!(scan.text(b"0003", &origin), Flow::Continue);
    scan.end_text();
    assert_eq!(scan.text(b"4 KEY-0005", &origin), Flow::Continue);
    let report = scan.finish();
    let places: Vec<_> = report.findings[0]
        .occurrences
        .iter()
        .map(|occurrence| (occurrence.member.as_deref(), occurrence.position.bytes.clone().unwrap().start))
        .collect();
    assert_eq!(places, [(Some("in.zip!x.txt"), 5), (None, 0), (None, 2)]);
}

#[test]
fn what_was_not_read_shows_in_the_coverage() {
    let coverage = |text: &[u8], reason: Reason, member: Option<&str>| {
        let mut scan = engine(Options::default()).object(ObjectInfo::default());
        assert_eq!(scan.push(text), Flow::Continue);
        scan.note(Note { member: member.map(Into::into), reason, detail: String::new() });
        scan.finish().coverage
    };
    assert_eq!(coverage(b"", Reason::PermissionDenied, None), Coverage::Skipped);
    assert_eq!(coverage(b"text", Reason::MalformedFile, None), Coverage::Partial);
    assert_eq!(coverage(b"", Reason::InvalidEncryption, Some("a")), Coverage::Partial);
    assert_eq!(coverage(b"text", Reason::JsonNestingLevelOverLimit, None), Coverage::Complete);
}

#[test]
fn one_engine_serves_many_threads() {
    let engine = engine(Options::default());
    let reports: Vec<_> = std::thread::scope(|scope| {
        let scan = || engine.scan_bytes("a", b"KEY-0001 KEY-0002");
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(scan)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(reports.windows(2).all(|pair| pair[0] == pair[1]));
    fn is_send<T: Send>() {}
    is_send::<sievert::ObjectScan>();
}

#[test]
fn rules_with_errors_say_where() {
    let error = Engine::from_rules("package acme\nlanguage 1\n\nidentifier x {\n  category: personal\n}\n")
        .unwrap_err();
    assert!(error.to_string().starts_with("rules:4:"), "{error}");
}
