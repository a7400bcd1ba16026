//! Where objects come from: paths, standard input, S3.
//!
//! [`run()`] lists the [`Location`]s of a [`Plan`], reads their objects on as many threads as the [`Budget`] allows, gives each
//! to a [`Worker`] and commits what it made of it in listing order. Listing, reading and working go on together in bounded
//! memory: an object of 50 GB and a million small ones need the same.
//!
//! ```
//! use std::io::Read;
//! use std::ops::ControlFlow;
//! use std::sync::Arc;
//!
//! use sievert_connect::{Body, Budget, Event, ObjectInfo, Plan, Progress, Worker, run};
//!
//! struct Length;
//! impl Worker for Length {
//!     type Output = usize;
//!     fn object(&self, _: &ObjectInfo, body: &mut Body<'_>) -> std::io::Result<usize> {
//!         let mut text = Vec::new();
//!         body.read_to_end(&mut text)
//!     }
//! }
//!
//! let plan = Plan { locations: vec!["src".parse()?], ..Plan::default() };
//! let summary = run(&plan, &Budget::default(), &|_| false, &Length, &Arc::new(Progress::default()), &mut |event| {
//!     match event {
//!         Event::Read { info, output, .. } => println!("{}: {output} bytes", info.uri),
//!         Event::Unread { info, outcome, .. } => println!("{}: {}", info.uri, outcome.detail),
//!         _ => {}
//!     }
//!     ControlFlow::Continue(())
//! })?;
//! assert!(summary.read > 0);
//! # Ok::<(), sievert_connect::Error>(())
//! ```

mod body;
mod error;
mod event;
mod feed;
mod files;
mod filter;
mod gate;
mod location;
mod plan;
mod progress;
mod run;
mod s3;
mod sample;
mod units;

pub use body::Body;
pub use error::Error;
pub use event::{Event, Incomplete, Outcome, Summary};
pub use filter::{Filter, Globs, Tag};
pub use location::Location;
pub use plan::{Budget, Plan, Role, S3Options};
pub use progress::{Progress, Snapshot};
pub use run::{Worker, run};
pub use sample::Percent;
pub use sievert::report::ObjectInfo;
pub use units::{parse_moment, parse_size};
