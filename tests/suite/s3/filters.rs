//! Which objects are read: filters, samples, versions, prefixes, odd keys.

use sievert_connect::{Event, Filter, Globs, Plan};
use sievert_tests::s3::{Object, Refusal, Server};

use super::{Prove, budget, go, keys, plan, proof};

fn filtered(server: &Server, filter: Filter) -> (Vec<String>, u64) {
    let plan = Plan { filter, ..plan(server, &["s3://bucket"]) };
    let ran = go(&plan, &budget(), &Prove);
    assert!(ran.summary.incomplete.is_empty());
    (keys(&ran).into_iter().map(str::to_owned).collect(), ran.summary.filtered)
}

#[test]
fn filters_keep_objects_out() {
    let server = Server::start();
    server.put("bucket", "a/1.csv", Object::new("12345"));
    server.put("bucket", "a/2.txt", Object::new("1234567890").tag("team", "red"));
    server.put(
        "bucket",
        "b/3.csv",
        Object::new("1").storage_class("STANDARD_IA").tag("team", "red").tag("env", "prod"),
    );
    server.put(
        "bucket",
        "b/4.log",
        Object::new("123").modified("2020-05-05T00:00:00.000Z").tag("team", "blue"),
    );
    let globs = |list: &[&str]| Globs::new(list).unwrap();
    let cases = [
        (Filter { include: globs(&["*.csv"]), ..Filter::default() }, vec!["a/1.csv", "b/3.csv"]),
        (Filter { exclude: globs(&["/a/"]), ..Filter::default() }, vec!["b/3.csv", "b/4.log"]),
        (Filter { min_size: Some(3), max_size: Some(5), ..Filter::default() }, vec!["a/1.csv", "b/4.log"]),
        (
            Filter { older_than: Some("2021-01-01T00:00:00Z".parse().unwrap()), ..Filter::default() },
            vec!["b/4.log"],
        ),
        (
            Filter { newer_than: Some("2021-01-01T00:00:00Z".parse().unwrap()), ..Filter::default() },
            vec!["a/1.csv", "a/2.txt", "b/3.csv"],
        ),
        (Filter { storage_classes: vec!["standard_ia".into()], ..Filter::default() }, vec!["b/3.csv"]),
        (Filter { tags: vec!["team=red".parse().unwrap()], ..Filter::default() }, vec!["a/2.txt", "b/3.csv"]),
        (
            Filter {
                tags: vec!["team=red".parse().unwrap(), "env=prod".parse().unwrap()],
                ..Filter::default()
            },
            vec!["b/3.csv"],
        ),
    ];
    for (filter, expected) in cases {
        let (taken, out) = filtered(&server, filter.clone());
        assert_eq!(taken, expected, "{filter:?}");
        assert_eq!(out, 4 - expected.len() as u64, "{filter:?}");
    }
}

#[test]
fn tags_are_asked_for_only_where_everything_else_fits() {
    let server = Server::start();
    server.put("bucket", "a.csv", Object::new("x").tag("k", "v"));
    server.put("bucket", "b.csv", Object::new("x").refuse(Refusal::Tags));
    server.put("bucket", "c.txt", Object::new("x").tag("k", "v"));
    let filter = Filter {
        include: Globs::new(["*.csv"]).unwrap(),
        tags: vec!["k=v".parse().unwrap()],
        ..Filter::default()
    };
    let ran = go(&Plan { filter, ..plan(&server, &["s3://bucket"]) }, &budget(), &Prove);
    assert_eq!(server.counts().tags, 2);
    assert!(matches!(&ran.events[0], Event::Read { info, .. } if info.key == "a.csv"));
    assert!(matches!(&ran.events[1], Event::Unread { outcome, .. } if outcome.detail.contains("tags")));
}

#[test]
fn samples_are_the_same_every_time() {
    let server = Server::start();
    for n in 0..1000 {
        server.put("bucket", &format!("{n}"), Object::new("x"));
    }
    let sample = |percent: &str| {
        filtered(&server, Filter { sample: Some(percent.parse().unwrap()), ..Filter::default() }).0
    };
    let (small, again, large) = (sample("5"), sample("5%"), sample("20"));
    assert_eq!(small, again);
    assert!((30..70).contains(&small.len()) && (160..240).contains(&large.len()));
    assert!(small.iter().all(|key| large.contains(key)));
}

#[test]
fn versions_are_read_when_asked_for() {
    let server = Server::start();
    server.keep_versions("bucket");
    for text in ["one", "two", "three"] {
        server.put("bucket", "a/k+1", Object::new(text));
    }
    server.put("bucket", "b", Object::new("deleted"));
    server.delete("bucket", "b");
    assert_eq!(keys(&go(&plan(&server, &["s3://bucket"]), &budget(), &Prove)), ["a/k+1"]);
    let all = go(&Plan { versions: true, ..plan(&server, &["s3://bucket"]) }, &budget(), &Prove);
    let read: Vec<_> = all
        .events
        .iter()
        .map(|event| match event {
            Event::Read { info, output, .. } => {
                (info.key.as_str(), info.version.as_deref().unwrap(), *output)
            }
            other => panic!("{other:?}"),
        })
        .collect();
    let expected = [
        ("a/k+1", "v000003", "three"),
        ("a/k+1", "v000002", "two"),
        ("a/k+1", "v000001", "one"),
        ("b", "v000004", "deleted"),
    ];
    assert_eq!(read, expected.map(|(key, version, text)| (key, version, proof(text.as_bytes()))));
}

#[test]
fn pages_of_versions_leave_none_out() {
    let server = Server::start();
    server.keep_versions("bucket");
    for n in 0..700 {
        for version in 0..3 {
            server.put("bucket", &format!("k {n:03}+"), Object::new(format!("{n} {version}")));
        }
    }
    let all = go(&Plan { versions: true, ..plan(&server, &["s3://bucket"]) }, &budget(), &Prove);
    assert_eq!(all.summary.read, 2100);
    assert_eq!(server.counts().lists, 3);
}

#[test]
fn odd_keys_are_read_under_their_names() {
    let odd = [
        "!plain",
        "a b",
        "a%20b",
        "a&b=<c>",
        "a+b",
        "a//b",
        "a/../b",
        "a?b#c",
        "\"q\"",
        "é/日本",
        "\u{1}x",
        "x/",
    ];
    let server = Server::start();
    for key in odd {
        server.put("bucket", key, Object::new(key.to_owned()));
    }
    let ran = go(&plan(&server, &["s3://bucket"]), &budget(), &Prove);
    let mut sorted = odd.to_vec();
    sorted.sort_unstable();
    assert_eq!(keys(&ran), sorted);
    for event in &ran.events {
        match event {
            Event::Read { info, output, .. } => {
                assert_eq!(output, &proof(info.key.as_bytes()));
                assert_eq!(info.uri, format!("s3://bucket/{}", info.key));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn several_prefixes_and_buckets_come_in_their_order() {
    let server = Server::start();
    for n in 0..20 {
        for (bucket, prefix) in [("bucket-1", "x/"), ("bucket-1", "y/"), ("bucket-2", "")] {
            server.put(bucket, &format!("{prefix}{n:02}"), Object::new(format!("{n}")));
        }
    }
    let locations: Vec<String> = ["s3://bucket-2", "s3://bucket-1/y/"]
        .map(str::to_owned)
        .into_iter()
        .chain((0..20).map(|n| format!("s3://bucket-1/x/{n:02}")))
        .collect();
    let locations: Vec<&str> = locations.iter().map(String::as_str).collect();
    let ran = go(&plan(&server, &locations), &budget(), &Prove);
    let numbers = |prefix: &str| (0..20).map(|n| format!("{prefix}{n:02}")).collect::<Vec<_>>();
    assert_eq!(keys(&ran), [numbers(""), numbers("y/"), numbers("x/")].concat());
}
