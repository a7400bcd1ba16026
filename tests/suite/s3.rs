//! The connector against the server in memory: what it reads, in which order, and what it says about what it cannot read.

mod faults;
mod filters;
mod large;
mod many;
mod outcomes;

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use sha2::{Digest, Sha256};
use sievert_connect::{
    Body, Budget, Event, Location, ObjectInfo, Plan, Progress, S3Options, Snapshot, Summary, Worker, run,
};
use sievert_tests::s3::Server;

/// What [`Prove`] makes of an object: enough to show that it saw exactly its bytes.
pub type Proof = ([u8; 32], u64);

/// Reads everything.
pub struct Prove;

impl Worker for Prove {
    type Output = Proof;

    fn object(&self, _: &ObjectInfo, body: &mut Body<'_>) -> io::Result<Proof> {
        let mut digest = Sha256::new();
        let mut buffer = vec![0; 64 * 1024];
        let mut length = 0;
        loop {
            let read = body.read(&mut buffer)?;
            if read == 0 {
                return Ok((digest.finalize().into(), length));
            }
            digest.update(&buffer[..read]);
            length += read as u64;
        }
    }
}

pub fn proof(bytes: &[u8]) -> Proof {
    (Sha256::digest(bytes).into(), bytes.len() as u64)
}

/// A run and what came of it.
pub struct Ran<T> {
    pub events: Vec<Event<T>>,
    pub summary: Summary,
    pub progress: Snapshot,
}

/// Options for a server that checks no signatures.
pub fn reach(server: &Server) -> S3Options {
    S3Options {
        endpoint: Some(server.endpoint()),
        region: Some("eu-central-1".to_owned()),
        path_style: true,
        anonymous: true,
        stall: Duration::from_millis(500),
        ..S3Options::default()
    }
}

pub fn plan(server: &Server, locations: &[&str]) -> Plan {
    let locations: Vec<Location> = locations.iter().map(|text| text.parse().unwrap()).collect();
    Plan { locations, s3: reach(server), ..Plan::default() }
}

/// Few threads, as on the machines that run the suite.
pub fn budget() -> Budget {
    Budget { threads: 2, ..Budget::default() }
}

pub fn go<W: Worker>(plan: &Plan, budget: &Budget, worker: &W) -> Ran<W::Output> {
    let progress = Arc::new(Progress::default());
    let mut events = Vec::new();
    let summary = run(plan, budget, &|_| false, worker, &progress, &mut |event| {
        events.push(event);
        ControlFlow::Continue(())
    })
    .unwrap();
    Ran { events, summary, progress: progress.snapshot() }
}

/// Keys in the order of their events.
pub fn keys<T>(ran: &Ran<T>) -> Vec<&str> {
    ran.events
        .iter()
        .filter_map(|event| match event {
            Event::Read { info, .. } | Event::Unread { info, .. } | Event::Known { info, .. } => {
                Some(info.key.as_str())
            }
            _ => None,
        })
        .collect()
}

/// Text of some length that is the same every time and differs by seed.
pub fn text(seed: usize, length: usize) -> Vec<u8> {
    let line = format!("{seed} the quick brown fox writes to fox.{seed}@example.com\n");
    line.into_bytes().into_iter().cycle().take(length).collect()
}
