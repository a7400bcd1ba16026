//! Golden files: what each format makes of the same run. After a change that is meant, run the tests with
//! `SIEVERT_BLESS=1` and read the difference.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use sievert::report::{Evidence, Finding, ObjectInfo, Occurrence, Suppressed};
use sievert::segment::{LineColumn, Note, Place, Position, Reason};
use sievert_lang::program::{Category, Severity};

use super::*;
use crate::output::summary::Unlisted;

/// A column and what is in it.
pub(crate) fn occurrence() -> Occurrence {
    Occurrence {
        member: None,
        position: Position {
            bytes: Some(58..77),
            exact: true,
            start: LineColumn { line: 2, column: 14 },
            end: LineColumn { line: 2, column: 33 },
            place: Some(Place::Cell { row: 2, column: 3, name: Some("card_no".into()) }),
        },
        confidence: 0.95,
        sample: "***************1234".into(),
        hash: "9f2c".into(),
        because: vec![Evidence { row: "column(/card/i)".into(), effect: Some(0.45), at: "column".into() }],
        shadows: Vec::new(),
    }
}

/// One finding with one occurrence.
pub(crate) fn finding() -> Finding {
    Finding {
        id: "0123456789abcdef0123456789abcdef".into(),
        identifier: "std.pci.credit_card".into(),
        rule_id: "PCI-0001".into(),
        title: "Payment card numbers of the major brands.".into(),
        category: Category::Financial,
        severity: Severity::High,
        confidence: 0.95,
        count: 1,
        occurrences: vec![occurrence()],
        truncated: false,
    }
}

/// An object that was read without anything to say.
pub(crate) fn report() -> ObjectReport {
    ObjectReport {
        object: ObjectInfo {
            uri: "./data/people.csv".into(),
            key: "data/people.csv".into(),
            size: Some(812),
            version: Some("18f-32c".into()),
            ..ObjectInfo::default()
        },
        findings: Vec::new(),
        suppressed: Vec::new(),
        coverage: Coverage::Complete,
        notes: Vec::new(),
        scanned_bytes: 812,
    }
}

fn at(uri: &str) -> ObjectReport {
    let object = ObjectInfo { uri: uri.into(), key: uri.into(), ..ObjectInfo::default() };
    ObjectReport { object, ..report() }
}

fn note(reason: Reason, member: Option<&str>, detail: &str) -> Note {
    Note { member: member.map(Into::into), reason, detail: detail.into() }
}

/// A run that met everything: a table, a member of an archive, JSON, names that try to escape, gaps of each kind.
fn objects() -> Vec<ObjectReport> {
    let cards = Finding {
        count: 1_204,
        occurrences: (0..6)
            .map(|row| {
                let mut occurrence = occurrence();
                occurrence.position.start.line += row;
                occurrence.position.end.line += row;
                occurrence.position.place =
                    Some(Place::Cell { row: row + 2, column: 3, name: Some("card_no".into()) });
                occurrence
            })
            .collect(),
        truncated: true,
        ..finding()
    };
    let mail = Finding {
        id: "ffeeddccbbaa99887766554433221100".into(),
        identifier: "std.personal.email".into(),
        rule_id: "PII-0007".into(),
        title: "Addresses of electronic mail, as RFC 5321 has them, in text, in tables and in what was exported by other programs.".into(),
        category: Category::Personal,
        severity: Severity::Low,
        confidence: 0.8,
        count: 1,
        occurrences: vec![Occurrence {
            member: Some("inbox/letter one.txt".into()),
            position: Position {
                bytes: Some(10..31),
                exact: false,
                start: LineColumn { line: 1, column: 11 },
                end: LineColumn { line: 1, column: 32 },
                place: None,
            },
            confidence: 0.8,
            sample: "j*******************m".into(),
            hash: "77aa".into(),
            because: Vec::new(),
            shadows: vec!["acme.staff".into()],
        }],
        truncated: false,
    };
    let nested = Finding {
        severity: Severity::Critical,
        occurrences: vec![Occurrence {
            position: Position {
                place: Some(Place::Record {
                    index: 0,
                    json_path: "$['person']['cards'][0]['card-no']".into(),
                }),
                ..occurrence().position
            },
            ..occurrence()
        }],
        ..finding()
    };
    vec![
        ObjectReport {
            findings: vec![mail.clone(), cards],
            notes: vec![note(
                Reason::OccurrencesOverLimit,
                None,
                "`std.pci.credit_card` occurs 1204 times; the first 6 are kept with their places",
            )],
            suppressed: vec![Suppressed {
                suppression: "acme.known".into(),
                identifier: "std.personal.phone".into(),
                count: 4,
            }],
            ..report()
        },
        at("clean.txt"),
        ObjectReport { findings: vec![nested], ..at("s3://acme-exports/2026/a b%20ü.json") },
        ObjectReport { findings: vec![finding()], ..at("evil\n::error::x,y:\u{1b}[31m<&\"'>.txt") },
        ObjectReport {
            coverage: Coverage::Partial,
            notes: vec![note(
                Reason::InvalidEncryption,
                Some("secret.doc"),
                "the member is encrypted; the other members were read",
            )],
            findings: vec![mail],
            ..at("mail/old.zip")
        },
        ObjectReport {
            coverage: Coverage::Skipped,
            notes: vec![note(Reason::PermissionDenied, None, "S3 answered 403 AccessDenied")],
            scanned_bytes: 0,
            ..at("s3://acme-exports/hr/pay.csv")
        },
        ObjectReport {
            coverage: Coverage::Skipped,
            notes: vec![note(
                Reason::UnsupportedFileTypeException,
                None,
                "a PNG image; binary data is not searched",
            )],
            scanned_bytes: 0,
            ..at("logo.png")
        },
    ]
}

fn rendered(format: Format, objects: &[ObjectReport]) -> String {
    let (terminal, _) = Terminal::captured(Vec::new());
    let run = RunInfo {
        version: "0.1.0",
        started: "2026-11-24T12:00:00Z".into(),
        locations: vec![".".into(), "s3://acme-exports".into()],
        identifiers: 35,
        rules_digest: "00ff".into(),
    };
    let mut renderer = format.renderer(false, &terminal);
    let mut out = Vec::new();
    let mut summary = Summary { known: 2, ..Summary::default() };
    renderer.begin(&run, &mut out).unwrap();
    for report in objects {
        summary.add(report);
        if !is_clean(report) || renderer.wants_clean_objects() {
            renderer.object(report, &mut out).unwrap();
        }
    }
    summary.elapsed = Duration::from_millis(1_500);
    if !objects.is_empty() {
        summary.unlisted.push(Unlisted {
            location: "s3://acme-exports/".into(),
            detail: "listing ended after 4 objects: 500 InternalError".into(),
        });
    }
    renderer.finish(&run, &summary, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn golden(name: &str, found: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/scan").join(name);
    if std::env::var_os("SIEVERT_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, found).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap();
    assert_eq!(found, expected, "{} differs", path.display());
}

#[test]
fn text_is_as_a_person_read_it_last() {
    let text = rendered(Format::Text, &objects());
    golden("report.txt", &text);
    // Addresses may be longer, all else fits.
    let long = |line: &&str| line.starts_with(' ') && line.chars().count() > 80;
    assert_eq!(text.lines().find(long), None);
    assert!(!text.contains('\u{1b}'));
}

#[test]
fn text_of_a_clean_run_is_short() {
    golden("clean.txt", &rendered(Format::Text, &[]));
}

#[test]
fn json_is_one_document_and_reads_back() {
    let text = rendered(Format::Json, &objects());
    golden("report.json", &text);
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    let read: Vec<ObjectReport> = serde_json::from_value(document["objects"].clone()).unwrap();
    let told: Vec<ObjectReport> = objects().into_iter().filter(|report| !is_clean(report)).collect();
    assert_eq!(read, told);
    assert_eq!(document["summary"]["complete"], false);
    let empty: serde_json::Value = serde_json::from_str(&rendered(Format::Json, &[])).unwrap();
    assert_eq!(empty["objects"], serde_json::json!([]));
}

#[test]
fn jsonl_has_a_record_a_line_and_ends_with_the_summary() {
    let text = rendered(Format::Jsonl, &objects());
    golden("report.jsonl", &text);
    let mut types: BTreeMap<String, usize> = BTreeMap::new();
    let mut last = String::new();
    for line in text.lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        last = record["type"].as_str().unwrap().to_owned();
        *types.entry(last.clone()).or_default() += 1;
    }
    assert_eq!(last, "summary");
    assert_eq!(types["finding"], 5);
    assert_eq!(types["coverage"], 4);
}

#[test]
fn sarif_is_as_it_was() {
    golden("report.sarif", &rendered(Format::Sarif, &objects()));
    super::sarif::tests::hold_to_the_standard(&rendered(Format::Sarif, &objects()));
    super::sarif::tests::hold_to_the_standard(&rendered(Format::Sarif, &[]));
}

#[test]
fn github_gives_only_its_own_commands() {
    let text = rendered(Format::Github, &objects());
    golden("report.github", &text);
    for line in text.lines().filter(|line| line.starts_with("::")) {
        assert!(
            ["::error ", "::warning ", "::notice "].iter().any(|command| line.starts_with(command)),
            "{line}"
        );
    }
    assert!(!text.contains("::error::x"));
}

#[test]
fn gitlab_issues_have_what_the_format_asks_for() {
    let text = rendered(Format::Gitlab, &objects());
    golden("report.gitlab.json", &text);
    let issues: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let mut fingerprints = std::collections::HashSet::new();
    for issue in &issues {
        assert!(issue["description"].is_string() && issue["check_name"].is_string());
        assert!(
            ["info", "minor", "major", "critical", "blocker"].contains(&issue["severity"].as_str().unwrap())
        );
        assert!(
            issue["location"]["path"].is_string()
                && issue["location"]["lines"]["begin"].as_u64().unwrap() >= 1
        );
        assert!(fingerprints.insert(issue["fingerprint"].as_str().unwrap().to_owned()), "{issue}");
    }
    assert_eq!(rendered(Format::Gitlab, &[]), "[\n]\n");
}

#[test]
fn junit_is_well_formed() {
    let text = rendered(Format::Junit, &objects());
    golden("report.junit.xml", &text);
    let count = |what: &str| text.matches(what).count();
    assert_eq!(count("<testsuite "), count("</testsuite>"));
    assert_eq!(count("<testcase "), count("</testcase>"));
    assert_eq!(count("<failure "), 5);
    assert_eq!(count("<error "), 3);
    assert_eq!(count("<skipped "), 1);
}
