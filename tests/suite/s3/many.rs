//! Many objects: order, and memory and time that do not grow with their number.

use sievert_connect::{Budget, Event};
use sievert_tests::s3::{Keys, Object, Server};

use super::{Proof, Prove, Ran, budget, go, keys, plan, proof, text};

#[test]
fn order_does_not_depend_on_threads_or_windows() {
    let server = Server::start();
    for n in 0..300 {
        // The first are the slowest.
        server.put("bucket", &format!("{n:03}"), Object::new(text(n, if n < 5 { 3 << 20 } else { n * 10 })));
    }
    let ran = |threads, window| {
        let budget = Budget { threads, window, ..Budget::default() };
        go(&plan(&server, &["s3://bucket"]), &budget, &Prove)
    };
    let shape = |ran: Ran<Proof>| {
        ran.events
            .into_iter()
            .map(|event| match event {
                Event::Read { seq, info, output } => (seq, info, output),
                other => panic!("{other:?}"),
            })
            .collect::<Vec<_>>()
    };
    let first = shape(ran(1, 1));
    assert_eq!(first.iter().map(|(seq, ..)| *seq).collect::<Vec<_>>(), (0..300).collect::<Vec<_>>());
    assert_eq!(first, shape(ran(4, 4096)));
    assert_eq!(first, shape(ran(2, 7)));
}

#[test]
fn a_small_budget_is_enough() {
    let server = Server::start();
    for n in 0..12 {
        server.put("bucket", &format!("{n:02}"), Object::new(text(n, 9 << 20)));
    }
    // Less than one object needs, and one request at a time.
    let budget = Budget { threads: 3, in_flight_bytes: 1 << 20, max_requests: 1, window: 4 };
    let ran = go(&plan(&server, &["s3://bucket"]), &budget, &Prove);
    assert_eq!(ran.summary.read, 12);
    assert_eq!(ran.progress.slots, 1);
}

/// A million of them is `large::many_keys`, by hand.
#[test]
fn thousands_of_keys() {
    let server = Server::start();
    let made = Keys { prefix: "logs/".into(), count: 4_000, size: 200 };
    server.generate("bucket", made.clone());
    let ran = go(&plan(&server, &["s3://bucket/logs/"]), &budget(), &Prove);
    assert_eq!(ran.summary.read, 4_000);
    assert!(keys(&ran).is_sorted());
    let counts = server.counts();
    assert_eq!((counts.lists, counts.reads, counts.heads), (4, 4_000, 0));
    assert_eq!((ran.progress.listed_objects, ran.progress.listed_bytes), (4_000, 800_000));
    assert_eq!((ran.progress.done_objects, ran.progress.read_bytes), (4_000, 800_000));
    let Some(Event::Read { output, .. }) = ran.events.last() else { panic!() };
    let line = "record 0003999 of many\n".repeat(9);
    assert_eq!(*output, proof(&line.as_bytes()[..200]));
}
