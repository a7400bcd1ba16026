//! What counts as known.

use super::*;
use crate::output::tests::{finding, report};

const KEY: &str = "00aa";

/// A finding whose values have these hashes, of which there are `count` in all.
fn values(hashes: &[&str], count: u64) -> Finding {
    let mut finding = finding();
    let like = finding.occurrences.remove(0);
    finding.occurrences = hashes
        .iter()
        .map(|hash| sievert::report::Occurrence { hash: (*hash).to_owned(), ..like.clone() })
        .collect();
    finding.count = count;
    finding.truncated = count > hashes.len() as u64;
    finding
}

fn written(findings: Vec<Finding>, folder: &Path) -> PathBuf {
    let path = folder.join("baseline.json");
    let mut writer = Writer::create(&path, KEY).unwrap();
    writer.add(&ObjectReport { findings, ..report() }).unwrap();
    writer.finish().unwrap();
    path
}

/// (occurrences shown, count, truncated) of what is left, and how many were taken.
fn left(baseline: &Baseline, now: Finding) -> (Option<(usize, u64, bool)>, u64) {
    let mut report = ObjectReport { findings: vec![now], ..report() };
    let taken = baseline.subtract(&mut report);
    (
        report.findings.first().map(|finding| (finding.occurrences.len(), finding.count, finding.truncated)),
        taken,
    )
}

#[test]
fn known_values_go_and_new_ones_stay() {
    let folder = tempfile::tempdir().unwrap();
    let baseline = Baseline::read(&written(vec![values(&["a", "b"], 2)], folder.path()), KEY).unwrap();
    assert!(baseline.compares_values());
    assert_eq!(left(&baseline, values(&["b", "a"], 2)), (None, 2));
    assert_eq!(left(&baseline, values(&["a", "c", "b"], 3)), (Some((1, 1, false)), 2));
    assert_eq!(
        left(&baseline, values(&["a", "a", "a"], 3)),
        (None, 3),
        "a value that moved or was repeated is known"
    );
}

#[test]
fn beyond_the_cap_numbers_are_compared() {
    let folder = tempfile::tempdir().unwrap();
    let baseline = Baseline::read(&written(vec![values(&["a", "b"], 500)], folder.path()), KEY).unwrap();
    assert_eq!(left(&baseline, values(&["a", "b"], 500)), (None, 500));
    assert_eq!(left(&baseline, values(&["a", "b"], 503)), (Some((0, 3, true)), 500));
    assert_eq!(left(&baseline, values(&["a", "c"], 500)), (Some((1, 1, false)), 499));
}

#[test]
fn under_another_key_numbers_are_compared() {
    let folder = tempfile::tempdir().unwrap();
    let baseline = Baseline::read(&written(vec![values(&["a", "b"], 2)], folder.path()), "ffff").unwrap();
    assert!(!baseline.compares_values());
    assert_eq!(left(&baseline, values(&["x", "y"], 2)), (None, 2));
    assert_eq!(left(&baseline, values(&["x", "y", "z"], 3)), (Some((3, 3, false)), 0));
}

#[test]
fn another_object_or_identifier_is_not_known() {
    let folder = tempfile::tempdir().unwrap();
    let baseline = Baseline::read(&written(vec![values(&["a"], 1)], folder.path()), KEY).unwrap();
    let mut elsewhere = ObjectReport { findings: vec![values(&["a"], 1)], ..report() };
    elsewhere.object.uri = "other.txt".into();
    assert_eq!(baseline.subtract(&mut elsewhere), 0);
    let other = Finding { identifier: "std.other".into(), ..values(&["a"], 1) };
    assert_eq!(left(&baseline, other).1, 0);
}

#[test]
fn a_baseline_is_readable_and_holds_no_value() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(vec![values(&["b", "a", "b"], 3)], folder.path());
    let text = std::fs::read_to_string(path).unwrap();
    assert_eq!(
        text,
        "{\"sievert_baseline\":1,\"key\":\"00aa\",\"entries\":[\n\
         {\"identifier\":\"std.pci.credit_card\",\"uri\":\"data/people.csv\",\"hashes\":[\"a\",\"b\"],\"count\":3}\n]}\n"
    );
}

#[test]
fn what_is_not_a_baseline_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.json");
    for (text, words) in [
        ("[]", "is not a baseline"),
        (r#"{"sievert_baseline":9,"key":"","entries":[]}"#, "version 9"),
        ("", "is not a baseline"),
    ] {
        std::fs::write(&path, text).unwrap();
        let error = Baseline::read(&path, KEY).unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    }
    assert!(matches!(Baseline::read(&folder.path().join("none"), KEY), Err(BaselineError::Read { .. })));
}
