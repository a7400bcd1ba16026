//! The connector against an S3 written by somebody else: signatures are checked, and the XML is not ours.
//!
//! Credentials come the way they come in the field, by environment and profile. A process has only one environment, so each
//! run is a process of its own.

use std::path::Path;
use std::process::Command;

use hyper_util::rt::TokioIo;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use sievert_connect::{Event, Plan, S3Options};
use sievert_tests::s3::{Object, Server};
use tokio::net::TcpListener;

use crate::s3::{Prove, budget, go, proof, text};

const KEY: &str = "AKIAEXAMPLE";
const SECRET: &str = "a/secret+with=signs";

/// An `s3s-fs` over a directory, on a port of its own, until dropped.
struct Foreign {
    endpoint: String,
    runtime: Option<tokio::runtime::Runtime>,
}

impl Foreign {
    fn start(root: &Path) -> Self {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let mut service = S3ServiceBuilder::new(s3s_fs::FileSystem::new(root).unwrap());
        service.set_auth(SimpleAuth::from_single(KEY, SECRET));
        let service = service.build();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        runtime.spawn(serve(listener, service));
        Self { endpoint, runtime: Some(runtime) }
    }
}

impl Drop for Foreign {
    fn drop(&mut self) {
        self.runtime.take().unwrap().shutdown_background();
    }
}

async fn serve(listener: TcpListener, service: S3Service) {
    loop {
        let Ok((stream, _)) = listener.accept().await else { continue };
        let service = service.clone();
        tokio::spawn(async move {
            let http = hyper::server::conn::http1::Builder::new();
            let _ = http.serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

/// Reads `s3://bucket` in a process with this environment and nothing else, and gives its lines.
fn read(endpoint: &str, home: &Path, environment: &[(&str, &str)]) -> Vec<String> {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "s3_conformance::in_this_environment", "--ignored", "--nocapture"])
        .env_clear()
        .env("HOME", home)
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("SIEVERT_TEST_ENDPOINT", endpoint)
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{text}\n{}", String::from_utf8_lossy(&output.stderr));
    text.lines().filter_map(|line| line.split_once("» ").map(|(_, said)| said.to_owned())).collect()
}

#[test]
#[ignore = "run by other tests, in a process with an environment of its own"]
fn in_this_environment() {
    let s3 = S3Options {
        endpoint: std::env::var("SIEVERT_TEST_ENDPOINT").ok(),
        profile: std::env::var("SIEVERT_TEST_PROFILE").ok(),
        path_style: true,
        ..S3Options::default()
    };
    let plan = Plan { locations: vec!["s3://bucket".parse().unwrap()], s3, ..Plan::default() };
    for event in go(&plan, &budget(), &Prove).events {
        match event {
            Event::Read { info, output, .. } => println!("» {} {output:?}", info.key),
            Event::Unread { info, outcome, .. } => println!("» {} {outcome:?}", info.key),
            other => println!("» {other:?}"),
        }
    }
}

#[test]
fn signed_requests_read_the_same_bytes() {
    let root = tempfile::tempdir().unwrap();
    let bucket = root.path().join("bucket");
    std::fs::create_dir_all(bucket.join("deep/er")).unwrap();
    // Two parts and a bit, an empty one, and names that must be signed and listed as they are.
    let files =
        [("a b+c&d.txt", 1000), ("deep/empty", 0), ("deep/er/large.bin", 17 << 20), ("é=%20~.txt", 77)];
    let mut expected = Vec::new();
    for (name, length) in files {
        let content = text(length, length);
        std::fs::write(bucket.join(name), &content).unwrap();
        expected.push(format!("{name} {:?}", proof(&content)));
    }
    let server = Foreign::start(root.path());
    let keys = [("AWS_ACCESS_KEY_ID", KEY), ("AWS_SECRET_ACCESS_KEY", SECRET), ("AWS_REGION", "eu-west-1")];
    assert_eq!(read(&server.endpoint, root.path(), &keys), expected);

    let file = root.path().join("credentials");
    std::fs::write(&file, format!("[audit]\naws_access_key_id = {KEY}\naws_secret_access_key = {SECRET}\n"))
        .unwrap();
    let profile =
        [("AWS_SHARED_CREDENTIALS_FILE", file.to_str().unwrap()), ("SIEVERT_TEST_PROFILE", "audit")];
    assert_eq!(read(&server.endpoint, root.path(), &profile), expected);
}

#[test]
fn wrong_credentials_are_said_plainly() {
    let root = tempfile::tempdir().unwrap();
    std::fs::create_dir(root.path().join("bucket")).unwrap();
    std::fs::write(root.path().join("bucket/key"), "text").unwrap();
    let server = Foreign::start(root.path());
    let cases: [(&[(&str, &str)], &str); 3] = [
        (&[("AWS_ACCESS_KEY_ID", KEY), ("AWS_SECRET_ACCESS_KEY", "wrong")], "SignatureDoesNotMatch"),
        (&[("AWS_ACCESS_KEY_ID", "AKIAOTHER"), ("AWS_SECRET_ACCESS_KEY", SECRET)], "NotSignedUp"),
        (&[], "no AWS credentials"),
    ];
    for (environment, words) in cases {
        let said = read(&server.endpoint, root.path(), environment);
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].contains("Incomplete") && said[0].contains("PermissionDenied"), "{said:?}");
        assert!(said[0].contains(words), "{said:?}");
        assert!(!said[0].contains(SECRET));
    }
}

/// A bucket in another region says so, and is asked there.
#[test]
fn the_region_of_a_bucket_is_found() {
    let home = tempfile::tempdir().unwrap();
    let server = Server::start();
    server.put("bucket", "key", Object::new("text"));
    server.set_region("bucket", "ap-south-1");
    let keys = [("AWS_ACCESS_KEY_ID", KEY), ("AWS_SECRET_ACCESS_KEY", SECRET), ("AWS_REGION", "eu-west-1")];
    assert_eq!(read(&server.endpoint(), home.path(), &keys), [format!("key {:?}", proof(b"text"))]);
}
