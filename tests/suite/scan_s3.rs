//! A bucket of ten thousand mixed objects with planted values is scanned to exactly those values: when all goes well, when
//! the server misbehaves in every way it can, and when the process is killed five times on the way.
//!
//! Exactly means: for every object, which identifier, in which member of an archive, on which line, and which value, told by
//! its keyed hash; no more and no less. What is planted is made of a seed, beside decoys that look alike and must not be
//! found.

mod planted;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;
use sievert_cli::exit::Exit;
use sievert_cli::terminal::Terminal;
use sievert_tests::s3::{Fault, Faults, Server};

use planted::{Found, KEY, RULES};

const OBJECTS: usize = 10_000;

/// A folder with the rules and the key, and the server with the bucket.
struct Stage {
    folder: tempfile::TempDir,
    server: Server,
    expected: Vec<Found>,
}

impl Stage {
    fn set(faults: Faults) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("planted.svt"), RULES).unwrap();
        std::fs::write(folder.path().join("hash.key"), KEY).unwrap();
        let server = Server::with_faults(faults);
        let expected = planted::fill(&server, "acme", OBJECTS);
        Self { folder, server, expected }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The command line, results to a file.
    fn args(&self, results: &str, more: &[&str]) -> Vec<String> {
        let path = |name: &str| self.path(name).display().to_string();
        let mut args: Vec<String> =
            ["sievert", "scan", "s3://acme", "--path-style", "--no-sign-request"].map(Into::into).into();
        for (option, value) in [
            ("--endpoint-url", self.server.endpoint()),
            ("--region", "eu-central-1".to_owned()),
            ("--rules", path("planted.svt")),
            ("--hash-key-file", path("hash.key")),
            ("--state", path("state.db")),
            ("--format", "jsonl".to_owned()),
            ("--output", path(results)),
        ] {
            args.extend([option.to_owned(), value]);
        }
        args.extend(more.iter().map(|more| (*more).to_owned()));
        args
    }

    /// Runs it in this process.
    fn scan(&self, results: &str, more: &[&str]) -> (Exit, String) {
        let (terminal, captured) = Terminal::captured(Vec::new());
        let exit = sievert_cli::run_on(self.args(results, more).into_iter().map(Into::into), &terminal);
        (exit, captured.err())
    }

    fn assert_exactly_the_planted(&self, results: &str) {
        let (found, summary) = read(&self.path(results));
        assert_eq!(summary["complete"], true, "{summary}");
        assert_eq!(summary["objects"], OBJECTS, "{summary}");
        compare(&found, &self.expected);
    }
}

/// The findings of a report, and its last line.
fn read(path: &Path) -> (Vec<Found>, Value) {
    let text = std::fs::read_to_string(path).unwrap();
    let mut found = Vec::new();
    let mut summary = Value::Null;
    for line in text.lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        match record["type"].as_str().unwrap() {
            "finding" => {
                let occurrences = record["occurrences"].as_array().unwrap();
                assert_eq!(record["count"], occurrences.len());
                for occurrence in occurrences {
                    found.push(Found {
                        key: record["object"]["key"].as_str().unwrap().to_owned(),
                        identifier: record["identifier"].as_str().unwrap().to_owned(),
                        member: occurrence["member"].as_str().map(Into::into),
                        line: occurrence["position"]["start"]["line"].as_u64().unwrap(),
                        hash: occurrence["hash"].as_str().unwrap().to_owned(),
                    });
                }
            }
            "summary" => summary = record,
            other => panic!("{other}: {line}"),
        }
    }
    found.sort();
    (found, summary)
}

/// Names what is too much and what is missing, not ten thousand lines.
fn compare(found: &[Found], expected: &[Found]) {
    let mut balance: BTreeMap<&Found, i32> = BTreeMap::new();
    for one in found {
        *balance.entry(one).or_default() += 1;
    }
    for one in expected {
        *balance.entry(one).or_default() -= 1;
    }
    let wrong: Vec<_> = balance.into_iter().filter(|(_, count)| *count != 0).take(5).collect();
    assert!(wrong.is_empty(), "+1 is too much, -1 is missing: {wrong:#?}");
    assert_eq!(found.len(), expected.len());
}

#[test]
fn ten_thousand_objects_are_scanned_to_exactly_what_was_planted() {
    let stage = Stage::set(Faults::none());
    assert!(stage.expected.len() > OBJECTS, "{}", stage.expected.len());
    let (exit, said) = stage.scan("first.jsonl", &[]);
    assert_eq!(exit, Exit::Found, "{said}");
    stage.assert_exactly_the_planted("first.jsonl");

    // Nothing has changed since: nothing is read again, and the report says the same.
    let reads = stage.server.counts().reads;
    let (exit, said) = stage.scan("second.jsonl", &["--incremental"]);
    assert_eq!(exit, Exit::Found, "{said}");
    stage.assert_exactly_the_planted("second.jsonl");
    assert_eq!(stage.server.counts().reads, reads);
    let (_, summary) = read(&stage.path("second.jsonl"));
    assert_eq!(summary["objects_reused"], OBJECTS);
}

#[test]
fn a_server_that_misbehaves_in_every_way_changes_nothing() {
    let faults = Fault::ALL.into_iter().fold(Faults::seeded(29), |faults, fault| {
        // A body that stalls costs ten seconds before it is given up.
        faults.with(fault, if fault == Fault::Stall { 0.001 } else { 0.02 }, 1)
    });
    let stage = Stage::set(faults);
    let (exit, said) = stage.scan("faults.jsonl", &[]);
    assert_eq!(exit, Exit::Found, "{said}");
    stage.assert_exactly_the_planted("faults.jsonl");
    assert!(stage.server.counts().faults > 1_000, "{:?}", stage.server.counts());
}

#[cfg(unix)]
#[test]
fn a_process_that_is_killed_five_times_ends_with_the_same_findings() {
    use std::os::unix::process::ExitStatusExt;
    use std::process::{Command, Stdio};
    use std::time::Duration;

    let stage = Stage::set(Faults::none());
    let command = || {
        let args = stage.args("killed.jsonl", &["--resume"]);
        let mut command = Command::new(env!("CARGO_BIN_EXE_sievert-under-test"));
        command.args(args.iter().skip(1)).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        command.spawn().unwrap()
    };
    // So many objects had been read, counting again those that were read again.
    let mut moments: Vec<u64> = (0..5).map(|n| planted::Random::seeded(97 + n).below(9_000) + 200).collect();
    moments.sort_unstable();
    for moment in moments {
        let mut child = command();
        while stage.server.counts().reads < moment {
            assert_eq!(
                child.try_wait().unwrap(),
                None,
                "it ended by itself before {moment} objects were read"
            );
            std::thread::sleep(Duration::from_millis(1));
        }
        child.kill().unwrap();
        assert_eq!(child.wait().unwrap().signal(), Some(9));
    }
    let reads = stage.server.counts().reads;
    let output = command().wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("going on with the run of"), "{said}");
    stage.assert_exactly_the_planted("killed.jsonl");
    let (_, summary) = read(&stage.path("killed.jsonl"));
    let reused = summary["objects_reused"].as_u64().unwrap();
    assert!(reused > 0, "the last run took nothing over");
    assert_eq!(
        stage.server.counts().reads - reads,
        OBJECTS as u64 - reused,
        "what was kept is not read again"
    );
}
