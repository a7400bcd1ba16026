//! What a run is to read, and what it may use for that.

use std::num::NonZeroUsize;
use std::time::Duration;

use crate::filter::Filter;
use crate::location::Location;

/// What to read.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// Read in this order; objects of one location come in the order of its listing.
    pub locations: Vec<Location>,
    /// Which objects to take.
    pub filter: Filter,
    /// All versions of an object of S3, not only the current one. Delete markers have no content and are left out.
    pub versions: bool,
    /// Whether `.gitignore`, `.ignore` and their like keep files out (and, as for git, `.git` itself).
    pub respect_ignore_files: bool,
    /// How to reach S3.
    pub s3: S3Options,
}

/// What a run may use.
#[derive(Debug, Clone)]
pub struct Budget {
    /// Threads that run the worker. Default: one for every core.
    pub threads: usize,
    /// Bytes of objects of S3 that are held in memory at once, in transit or waiting for a worker. Default: 256 MiB.
    pub in_flight_bytes: u64,
    /// The most requests to one bucket under way at once. The run begins with 16 and finds out how many are good. Default: 128.
    pub max_requests: usize,
    /// How many objects the run may be ahead of the oldest one that is not finished; their outputs wait in memory for
    /// their turn. Default: 4096.
    pub window: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            threads: std::thread::available_parallelism().map_or(1, NonZeroUsize::get),
            in_flight_bytes: 256 << 20,
            max_requests: 128,
            window: 4096,
        }
    }
}

/// How to reach S3. The default is what the AWS command line would do: credentials from the environment, the profile, SSO,
/// web identity, the container or the instance, in this order.
#[derive(Debug, Clone)]
pub struct S3Options {
    /// The region; without it the profile's or the environment's, and for AWS itself the bucket's own, which S3 tells.
    pub region: Option<String>,
    /// A server other than AWS, such as `http://127.0.0.1:9000`.
    pub endpoint: Option<String>,
    /// A profile of the shared configuration.
    pub profile: Option<String>,
    /// A role to assume with the credentials found.
    pub role: Option<Role>,
    /// `endpoint/bucket/key` instead of `bucket.endpoint/key`. Most servers other than AWS want it.
    pub path_style: bool,
    /// Agree to pay for the requests, for buckets whose owner wants that.
    pub requester_pays: bool,
    /// Sign nothing: for public buckets.
    pub anonymous: bool,
    /// How long a body may give no bytes before the read is resumed with a new request. Default: 10 s.
    pub stall: Duration,
}

impl Default for S3Options {
    fn default() -> Self {
        Self {
            region: None,
            endpoint: None,
            profile: None,
            role: None,
            path_style: false,
            requester_pays: false,
            anonymous: false,
            stall: Duration::from_secs(10),
        }
    }
}

/// A role to assume.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// Its ARN.
    pub arn: String,
    /// What its trust policy asks for, if anything.
    pub external_id: Option<String>,
}
