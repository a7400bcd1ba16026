//! An S3 server in memory, in process, on a port of its own, that misbehaves as told.
//!
//! It answers listings (`ListObjectsV2`, `ListObjectVersions`), reads (`GetObject` with ranges, conditions, versions and
//! checksums, `HeadObject`, `GetObjectTagging`, `HeadBucket`) and `PutObject`. It checks no signatures: `s3s-fs` does that in
//! the suite. It costs little enough that a benchmark against it measures the client. Huge objects and millions of keys are
//! generated when asked for, not stored.
//!
//! ```
//! use sievert_tests::s3::{Object, Server};
//!
//! let server = Server::start();
//! server.put("logs", "2026/a.txt", Object::new("hello"));
//! assert!(server.endpoint().starts_with("http://127.0.0.1:"));
//! ```

mod answer;
mod content;
mod faults;
mod list;
mod object;
mod route;
mod store;
mod stream;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

pub use content::{Checksum, Content, Object, Refusal};
pub use faults::{Fault, Faults};
pub use store::Keys;
use store::Store;

/// A running server; it ends when dropped.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    runtime: Option<Runtime>,
}

/// What all connections share.
pub(crate) struct Shared {
    pub(crate) store: Store,
    pub(crate) faults: Faults,
    pub(crate) counters: Counters,
}

#[derive(Default)]
pub(crate) struct Counters {
    pub(crate) requests: AtomicU64,
    pub(crate) lists: AtomicU64,
    pub(crate) reads: AtomicU64,
    pub(crate) heads: AtomicU64,
    pub(crate) tags: AtomicU64,
    pub(crate) faults: AtomicU64,
    pub(crate) bytes: AtomicU64,
}

/// How much the server did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// All requests.
    pub requests: u64,
    /// Pages of listings.
    pub lists: u64,
    /// `GetObject`.
    pub reads: u64,
    /// `HeadObject`.
    pub heads: u64,
    /// `GetObjectTagging`.
    pub tags: u64,
    /// Answers that were made wrong on purpose.
    pub faults: u64,
    /// Bytes of bodies that were sent.
    pub bytes: u64,
}

impl Server {
    /// Starts a server that behaves.
    #[must_use]
    pub fn start() -> Self {
        Self::with_faults(Faults::none())
    }

    /// Starts a server that misbehaves.
    ///
    /// # Panics
    /// When the machine has no port or thread left: a test cannot go on then.
    #[must_use]
    #[expect(clippy::expect_used, reason = "without a server there is no test")]
    pub fn with_faults(faults: Faults) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("s3-server")
            .enable_all()
            .build()
            .expect("threads for the server");
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a port on loopback");
        let address = listener.local_addr().expect("the port's number");
        let shared = Arc::new(Shared { store: Store::default(), faults, counters: Counters::default() });
        runtime.spawn(serve(listener, Arc::clone(&shared)));
        Self { address, shared, runtime: Some(runtime) }
    }

    /// `http://127.0.0.1:PORT`. Buckets are addressed by path.
    #[must_use]
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Makes an empty bucket, if there is none of this name.
    pub fn create(&self, bucket: &str) {
        self.shared.store.change(bucket, |_| {});
    }

    /// Stores an object, in a new bucket if need be. In a versioned bucket the object that was there stays as a version.
    pub fn put(&self, bucket: &str, key: &str, object: Object) {
        self.shared.store.change(bucket, |bucket| bucket.put(key, object));
    }

    /// Deletes an object; in a versioned bucket a delete marker hides it.
    pub fn delete(&self, bucket: &str, key: &str) {
        self.shared.store.change(bucket, |bucket| bucket.delete(key));
    }

    /// Keeps versions from now on.
    pub fn keep_versions(&self, bucket: &str) {
        self.shared.store.change(bucket, |bucket| bucket.versioned = true);
    }

    /// Makes a bucket whose keys are generated. Objects stored in it besides are not seen.
    pub fn generate(&self, bucket: &str, keys: Keys) {
        self.shared.store.change(bucket, |bucket| bucket.generated = Some(keys));
    }

    /// Refuses everything that is asked of the bucket itself, such as listing it.
    pub fn refuse_listing(&self, bucket: &str) {
        self.shared.store.change(bucket, |bucket| bucket.refused = true);
    }

    /// Refuses everyone who does not agree to pay.
    pub fn requester_pays(&self, bucket: &str) {
        self.shared.store.change(bucket, |bucket| bucket.requester_pays = true);
    }

    /// Moves the bucket to a region: requests signed for another one are sent there.
    pub fn set_region(&self, bucket: &str, region: &str) {
        self.shared.store.change(bucket, |bucket| bucket.region = Some(region.to_owned()));
    }

    /// What the server did so far.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let get = |number: &AtomicU64| number.load(Ordering::Relaxed);
        let counters = &self.shared.counters;
        Counts {
            requests: get(&counters.requests),
            lists: get(&counters.lists),
            reads: get(&counters.reads),
            heads: get(&counters.heads),
            tags: get(&counters.tags),
            faults: get(&counters.faults),
            bytes: get(&counters.bytes),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    loop {
        let Ok((stream, _)) = listener.accept().await else { continue };
        // Small answers must not wait for a delayed acknowledgement.
        let _ = stream.set_nodelay(true);
        let shared = Arc::clone(&shared);
        tokio::spawn(async move {
            let service = service_fn(move |request| {
                let shared = Arc::clone(&shared);
                async move { route::answer(&shared, request).await }
            });
            // An error is a client that went away, or a fault that breaks the connection on purpose.
            let _ = hyper::server::conn::http1::Builder::new()
                .timer(TokioTimer::new())
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
    }
}
