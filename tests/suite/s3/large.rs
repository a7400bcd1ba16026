//! Large objects in little memory. The process that is measured is one of its own: other tests share this one.

use std::io::{self, BufRead};
use std::process::Command;

use sievert_connect::{Body, Budget, Event, ObjectInfo, Worker};
use sievert_tests::s3::{Content, Fault, Faults, Keys, Object, Server};

use super::{go, plan};

/// Looks at the bytes where they are. That they are the right ones, the checksum of the whole has shown.
struct Length;

impl Worker for Length {
    type Output = u64;

    fn object(&self, _: &ObjectInfo, body: &mut Body<'_>) -> io::Result<u64> {
        let mut bytes = 0;
        loop {
            let length = body.fill_buf()?.len();
            if length == 0 {
                return Ok(bytes);
            }
            bytes += length as u64;
            body.consume(length);
        }
    }
}

/// The most memory this process had, in MiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1024
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// Runs an ignored test of this binary alone and gives what it printed.
fn alone(test: &str) -> String {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--ignored", "--nocapture"])
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{text}\n{}", String::from_utf8_lossy(&output.stderr));
    text
}

fn measured(text: &str) -> u64 {
    let after = text.split("peak MiB: ").nth(1).unwrap_or_else(|| panic!("{text}"));
    after.split_whitespace().next().unwrap().parse().unwrap()
}

#[test]
#[cfg(target_os = "linux")]
fn a_large_object_needs_little_memory() {
    assert!(measured(&alone("s3::large::one_object")) < 150);
}

#[test]
#[cfg(target_os = "linux")]
fn many_keys_need_little_memory() {
    assert!(measured(&alone("s3::large::many_keys")) < 200);
}

/// Reading is faster than the workers, and must wait for them.
#[test]
#[cfg(target_os = "linux")]
fn large_objects_together_stay_within_the_budget() {
    assert!(measured(&alone("s3::large::together")) < 64 + 70);
}

/// 512 MiB by default; 50 GB with `SIEVERT_TEST_BYTES=50000000000`. One in twenty stretches breaks off once.
#[test]
#[ignore = "run by another test, in a process of its own"]
fn one_object() {
    let bytes = setting("SIEVERT_TEST_BYTES", 512 << 20);
    let server = Server::with_faults(Faults::seeded(9).with(Fault::Reset, 0.05, 1));
    server.put("bucket", "large.txt", Object::with(Content::repeated("1234567 and some more text\n", bytes)));
    let begun = std::time::Instant::now();
    let ran = go(&plan(&server, &["s3://bucket"]), &Budget { threads: 2, ..Budget::default() }, &Length);
    let took = begun.elapsed().as_secs_f64();
    let [Event::Read { output, .. }] = ran.events.as_slice() else { panic!("{:?}", ran.events) };
    assert_eq!(*output, bytes);
    let rate = bytes as f64 / 1e6 / took;
    println!(
        "{bytes} bytes in {took:.1} s ({rate:.0} MB/s), {} resumed, peak MiB: {}",
        ran.progress.retries,
        peak()
    );
}

/// Takes its time.
struct Slow;

impl Worker for Slow {
    type Output = u64;

    fn object(&self, info: &ObjectInfo, body: &mut Body<'_>) -> io::Result<u64> {
        std::thread::sleep(std::time::Duration::from_millis(100));
        Length.object(info, body)
    }
}

#[test]
#[ignore = "run by another test, in a process of its own"]
fn together() {
    let server = Server::start();
    for n in 0..16 {
        server.put("bucket", &format!("{n:02}"), Object::with(Content::repeated("some text\n", 24 << 20)));
    }
    let budget = Budget { threads: 2, in_flight_bytes: 64 << 20, ..Budget::default() };
    let ran = go(&plan(&server, &["s3://bucket"]), &budget, &Slow);
    assert_eq!(ran.summary.read, 16);
    println!("peak MiB: {}", peak());
}

/// 8 000 keys by default; a million with `SIEVERT_TEST_KEYS=1000000`.
#[test]
#[ignore = "run by another test, in a process of its own"]
fn many_keys() {
    let count = setting("SIEVERT_TEST_KEYS", 8_000);
    let server = Server::start();
    server.generate("bucket", Keys { prefix: "k/".into(), count, size: 100 });
    let begun = std::time::Instant::now();
    let progress = std::sync::Arc::default();
    let mut read = 0;
    let summary = sievert_connect::run(
        &plan(&server, &["s3://bucket"]),
        &Budget::default(),
        &|_| false,
        &Length,
        &progress,
        &mut |event| {
            read += u64::from(matches!(event, Event::Read { output: 100, .. }));
            std::ops::ControlFlow::Continue(())
        },
    );
    let took = begun.elapsed().as_secs_f64();
    assert_eq!(summary.unwrap().read, count);
    assert_eq!(read, count);
    println!("{count} keys in {took:.1} s ({:.0}/s), peak MiB: {}", count as f64 / took, peak());
}
