//! Whatever the server does wrong, no object is lost and none is read wrongly.

use std::collections::BTreeMap;

use sievert_connect::Event;
use sievert_tests::s3::{Checksum, Fault, Faults, Object, Server};

use super::{Proof, Prove, Ran, budget, go, plan, proof, text};

/// Small objects, and one that is read in three parts.
fn fill(server: &Server, small: usize) -> BTreeMap<String, Proof> {
    let kept = [Checksum::Crc64Nvme, Checksum::Crc32, Checksum::Sha256];
    let sizes = (0..small).map(|n| (n, 1 + n * 3001)).chain([(small, 20 << 20)]);
    sizes
        .map(|(n, size)| {
            let (key, content) = (format!("data/{n:03}.txt"), text(n, size));
            let expected = proof(&content);
            // A checksum of the whole that a HEAD tells is kept in each of the three ways.
            server.put("bucket", &key, Object::new(content).checksum(kept[n % kept.len()]));
            (key, expected)
        })
        .collect()
}

fn assert_whole(ran: &Ran<Proof>, expected: &BTreeMap<String, Proof>, what: &str) {
    assert_eq!(ran.events.len(), expected.len(), "{what}: {:?}", ran.summary);
    for (event, (key, proof)) in ran.events.iter().zip(expected) {
        match event {
            Event::Read { info, output, .. } => {
                assert_eq!(&info.key, key, "{what}: order");
                assert_eq!(output, proof, "{what}: {key} has other bytes");
            }
            other => panic!("{what}: {other:?}"),
        }
    }
    assert!(ran.summary.incomplete.is_empty(), "{what}");
}

#[test]
fn every_fault_alone_loses_nothing() {
    std::thread::scope(|scope| {
        for fault in Fault::ALL {
            scope.spawn(move || {
                let server = Server::with_faults(Faults::seeded(11).with(fault, 0.4, 2));
                let expected = fill(&server, 24);
                let ran = go(&plan(&server, &["s3://bucket"]), &budget(), &Prove);
                assert_whole(&ran, &expected, &format!("{fault:?}"));
                assert!(server.counts().faults >= 10, "{fault:?} hardly happened");
                if fault != Fault::Slow {
                    assert!(ran.progress.retries >= 10, "{fault:?}: {:?}", ran.progress);
                }
            });
        }
    });
}

#[test]
fn all_faults_together_lose_nothing() {
    for seed in 0..3 {
        let faults =
            Fault::ALL.into_iter().fold(Faults::seeded(seed), |faults, fault| faults.with(fault, 0.1, 1));
        let server = Server::with_faults(faults);
        let expected = fill(&server, 80);
        let ran = go(&plan(&server, &["s3://bucket"]), &budget(), &Prove);
        assert_whole(&ran, &expected, &format!("seed {seed}"));
        assert!(server.counts().faults > 50, "{:?}", server.counts());
    }
}

#[test]
fn a_storm_of_503_loses_nothing_and_takes_slots_away() {
    let server = Server::with_faults(Faults::seeded(3).with(Fault::SlowDown, 0.7, 4));
    let expected = fill(&server, 60);
    let ran = go(&plan(&server, &["s3://bucket"]), &budget(), &Prove);
    assert_whole(&ran, &expected, "storm");
    assert!(ran.progress.slots < 16, "{:?}", ran.progress);
}

/// The listing itself suffers: pages come late, cut off, or as an error, and still name every key once.
#[test]
fn listings_survive_faults() {
    let listing =
        [Fault::SlowDown, Fault::Internal, Fault::TooMany, Fault::Reset, Fault::Truncate, Fault::Stall];
    let faults = listing.into_iter().fold(Faults::seeded(5), |faults, fault| faults.with(fault, 1.0, 1));
    let server = Server::with_faults(faults);
    server.generate("many", sievert_tests::s3::Keys { prefix: "k/".into(), count: 1500, size: 0 });
    let ran = go(&plan(&server, &["s3://many"]), &budget(), &Prove);
    assert!(ran.summary.incomplete.is_empty(), "{:?}", ran.summary);
    assert_eq!(ran.summary.read, 1500);
}
