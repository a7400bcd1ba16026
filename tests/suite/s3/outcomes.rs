//! What cannot be read is said with its reason, and the run goes on.

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use sievert::segment::Reason;
use sievert_connect::{Body, Event, Location, ObjectInfo, Progress, Worker, run};
use sievert_tests::s3::{Content, Fault, Faults, Object, Refusal, Server};

use super::{Prove, budget, go, keys, plan};

#[test]
fn every_refusal_has_its_reason() {
    let server = Server::start();
    let object = || Object::new("some text");
    let cases = [
        ("00-denied", object().refuse(Refusal::AccessDenied), Some(Reason::PermissionDenied), "AccessDenied"),
        ("01-kms-denied", object().refuse(Refusal::KmsDenied), Some(Reason::InvalidKmsKey), "kms:Decrypt"),
        ("02-kms-off", object().refuse(Refusal::KmsDisabled), Some(Reason::InvalidKmsKey), "disabled"),
        (
            "03-sse-c",
            object().refuse(Refusal::CustomerKey),
            Some(Reason::InvalidEncryption),
            "Server Side Encryption",
        ),
        ("04-gone", object().refuse(Refusal::Gone), Some(Reason::SourceObjectNoLongerAvailable), "NoSuchKey"),
        (
            "05-changed",
            object().refuse(Refusal::Changed),
            Some(Reason::ObjectVersionMismatch),
            "PreconditionFailed",
        ),
        ("06-glacier", object().storage_class("GLACIER"), Some(Reason::InvalidObjectState), "GLACIER"),
        ("07-deep", object().storage_class("DEEP_ARCHIVE"), Some(Reason::InvalidObjectState), "restore it"),
        ("08-restored", object().storage_class("GLACIER").restored(), None, ""),
        ("09-instant", object().storage_class("GLACIER_IR"), None, ""),
        ("10-plain", object(), None, ""),
        // The same for an object that is read in parts, after a question that has no answer in words.
        ("11-large", large().refuse(Refusal::KmsDenied), Some(Reason::InvalidKmsKey), "kms:Decrypt"),
    ];
    for (key, object, ..) in &cases {
        server.put("bucket", key, object.clone());
    }
    let ran = go(&plan(&server, &["s3://bucket"]), &budget(), &Prove);
    assert_eq!(ran.events.len(), cases.len());
    for (event, (key, _, reason, words)) in ran.events.iter().zip(&cases) {
        match (event, reason) {
            (Event::Read { info, .. }, None) => assert_eq!(&info.key, key),
            (Event::Unread { info, outcome, .. }, Some(reason)) => {
                assert_eq!((info.key.as_str(), outcome.reason), (*key, *reason), "{outcome:?}");
                assert!(outcome.detail.contains(words), "{key}: {outcome:?}");
            }
            other => panic!("{key}: {other:?}"),
        }
    }
    assert_eq!((ran.summary.read, ran.summary.unread), (3, 9));
    // Archived objects are known from the listing: nobody asked for them.
    assert_eq!(server.counts().reads, 10);
}

fn large() -> Object {
    Object::with(Content::repeated("many lines of text\n", 20 << 20))
}

#[test]
fn a_location_that_cannot_be_listed_does_not_end_the_run() {
    let server = Server::start();
    server.put("good", "a", Object::new("x"));
    server.put("closed", "a", Object::new("x"));
    server.refuse_listing("closed");
    let ran = go(&plan(&server, &["s3://closed/p", "s3://nowhere", "s3://good"]), &budget(), &Prove);
    assert_eq!(keys(&ran), ["a"]);
    let incomplete: Vec<_> =
        ran.summary.incomplete.iter().map(|i| (i.location.as_str(), i.outcome.reason)).collect();
    assert_eq!(
        incomplete,
        [("s3://closed/p", Reason::PermissionDenied), ("s3://nowhere/", Reason::NoSuchBucketAvailable)]
    );
    // In the events too, where they happened.
    assert!(matches!(
        ran.events.as_slice(),
        [Event::Incomplete(_), Event::Incomplete(_), Event::Read { .. }]
    ));
}

#[test]
fn whoever_must_pay_agrees_in_every_request() {
    let server = Server::start();
    server.put("bucket", "large", large());
    server.put("bucket", "small", Object::new("x").tag("k", "v"));
    server.requester_pays("bucket");
    let mut plan = plan(&server, &["s3://bucket"]);
    assert_eq!(go(&plan, &budget(), &Prove).summary.incomplete.len(), 1);
    plan.s3.requester_pays = true;
    assert_eq!(go(&plan, &budget(), &Prove).summary.read, 2);
    plan.versions = true;
    plan.filter.tags = vec!["k=v".parse().unwrap()];
    assert_eq!(keys(&go(&plan, &budget(), &Prove)), ["small"]);
}

/// Counts how often it is asked about an object.
#[derive(Default)]
struct Calls(AtomicU32);

impl Worker for Calls {
    type Output = u64;

    fn object(&self, _: &ObjectInfo, body: &mut Body<'_>) -> io::Result<u64> {
        self.0.fetch_add(1, Ordering::Relaxed);
        io::copy(body, &mut io::sink())
    }
}

#[test]
fn bytes_that_stay_wrong_are_never_believed() {
    for (object, calls) in [(Object::new("short"), 0), (large(), 3)] {
        let server = Server::with_faults(Faults::seeded(1).with(Fault::Corrupt, 1.0, u32::MAX));
        server.put("bucket", "k", object);
        let worker = Calls::default();
        let ran = go(&plan(&server, &["s3://bucket"]), &budget(), &worker);
        assert!(
            matches!(ran.events.as_slice(), [Event::Unread { outcome, .. }] if outcome.reason == Reason::ChecksumMismatch),
            "{:?}",
            ran.events
        );
        // A small object is proved before the worker sees it; a large one is given again, and again.
        assert_eq!(worker.0.load(Ordering::Relaxed), calls);
    }
}

#[test]
fn an_entity_tag_that_stays_wrong_is_a_changed_object() {
    let server = Server::with_faults(Faults::seeded(1).with(Fault::BadEtag, 1.0, u32::MAX));
    server.put("bucket", "k", Object::new("text"));
    let ran = go(&plan(&server, &["s3://bucket"]), &budget(), &Prove);
    assert!(
        matches!(ran.events.as_slice(), [Event::Unread { outcome, .. }] if outcome.reason == Reason::ObjectVersionMismatch),
        "{:?}",
        ran.events
    );
}

/// Does as the key says.
struct Unruly;

impl Worker for Unruly {
    type Output = usize;

    fn object(&self, info: &ObjectInfo, body: &mut Body<'_>) -> io::Result<usize> {
        let mut buffer = [0; 1000];
        match info.key.as_str() {
            "error" => Err(io::Error::new(io::ErrorKind::InvalidData, "not what it seems")),
            "panic" => panic!("a defect"),
            "stops" => body.read(&mut buffer),
            _ => io::copy(body, &mut io::sink()).map(|length| usize::try_from(length).unwrap()),
        }
    }
}

#[test]
fn workers_may_fail_panic_and_stop_early() {
    let server = Server::start();
    for key in ["error", "fine", "panic"] {
        server.put("bucket", key, Object::new("text"));
    }
    server.put("bucket", "stops", Object::with(Content::repeated("line\n", 4 << 30)));
    let ran = go(&plan(&server, &["s3://bucket"]), &budget(), &Unruly);
    assert_eq!(keys(&ran), ["error", "fine", "panic", "stops"]);
    assert!(matches!(&ran.events[0], Event::Unread { outcome, .. } if outcome.detail == "not what it seems"));
    assert!(matches!(&ran.events[1], Event::Read { output: 4, .. }));
    assert!(matches!(&ran.events[2], Event::Unread { outcome, .. } if outcome.reason == Reason::ReadError));
    assert!(matches!(&ran.events[3], Event::Read { output: 1000, .. }));
    assert!(server.counts().bytes < 64 << 20, "the rest is not fetched: {:?}", server.counts());
}

#[test]
fn a_run_can_be_stopped_and_knows_what_it_knows() {
    let server = Server::start();
    for n in 0..500 {
        server.put("bucket", &format!("{n:03}"), Object::new("text"));
    }
    server.put("bucket", "zz", Object::with(Content::repeated("line\n", 4 << 30)));
    let progress = Arc::new(Progress::default());
    let mut seen = Vec::new();
    let known = |info: &ObjectInfo| info.key.as_str() < "100";
    let summary = run(&plan(&server, &["s3://bucket"]), &budget(), &known, &Prove, &progress, &mut |event| {
        seen.push(matches!(event, Event::Known { .. }));
        if seen.len() < 200 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })
    .unwrap();
    assert!(summary.stopped);
    assert_eq!((summary.known, summary.read), (100, 100));
    assert_eq!(seen.iter().filter(|known| **known).count(), 100);
    assert!(!progress.snapshot().listing_finished || progress.snapshot().done_objects < 501);
}

#[test]
fn nobody_at_the_other_end_is_said_plainly() {
    let server = Server::start();
    let mut plan = plan(&server, &[]);
    plan.locations = vec![Location::S3 { bucket: "bucket".into(), prefix: String::new() }];
    drop(server);
    let ran = go(&plan, &budget(), &Prove);
    assert_eq!(ran.events.len(), 1);
    let detail = &ran.summary.incomplete[0].outcome.detail;
    assert!(detail.to_ascii_lowercase().contains("connect"), "{detail}");
}
