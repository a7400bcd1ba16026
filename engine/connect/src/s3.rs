//! S3: listing ahead, fetching into memory, handing over.
//!
//! tokio lives only here. Its tasks list and fetch; the feeding thread takes listed keys in order and starts a fetch for each
//! when the gate admits it; a scanner thread gets the job when its first bytes are in memory.

mod client;
mod document;
mod fetch;
mod integrity;
mod list;
mod outcome;
mod resume;
mod slots;

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use sievert::segment::Reason;
use tokio::runtime::Runtime;
use tokio::sync::mpsc::{Receiver, channel};
use tokio::time::timeout;

use crate::body::Parts;
use crate::error::Error;
use crate::event::Outcome;
use crate::feed::{Admitted, Content, Fed, Feeder, Job};
use crate::filter::Tag;
use crate::gate::Gate;
use crate::location::Location;
use crate::plan::{Budget, Plan};
use crate::progress::Progress;
use client::{Bucket, Connection};
use fetch::Hand;
use list::{Listed, Page};

/// Locations that are listed at once: the one being read and those that follow.
const LISTERS: usize = 8;
/// Pages of 1000 keys that a listing may be ahead.
const PAGES: usize = 4;
/// How often a thread that waits for a page looks whether the run was stopped.
const LOOK: Duration = Duration::from_millis(100);

/// Everything that reads from S3 in one run.
pub(crate) struct Reader {
    /// Taken when the reader is dropped.
    runtime: Option<Runtime>,
    connection: Result<Connection, Outcome>,
    buckets: HashMap<String, Arc<Bucket>>,
    /// Listings under way, by the index of their location.
    listings: BTreeMap<usize, (Arc<Bucket>, Receiver<Page>)>,
    tags: Arc<[Tag]>,
}

impl Reader {
    /// Starts what S3 needs, if the plan names a bucket.
    pub(crate) fn start(
        plan: &Plan,
        budget: &Budget,
        progress: &Arc<Progress>,
    ) -> Result<Option<Self>, Error> {
        if !plan.locations.iter().any(|location| matches!(location, Location::S3 { .. })) {
            return Ok(None);
        }
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(budget.threads.clamp(2, 16))
            .thread_name("s3")
            .enable_all()
            .build()
            .map_err(Error::Runtime)?;
        let connection = runtime.block_on(Connection::open(&plan.s3, budget.max_requests, progress));
        Ok(Some(Self {
            runtime: Some(runtime),
            connection,
            buckets: HashMap::new(),
            listings: BTreeMap::new(),
            tags: Arc::from(plan.filter.tags.as_slice()),
        }))
    }

    /// Feeds all objects of the location with this index.
    pub(crate) fn feed<T>(&mut self, index: usize, feeder: &mut Feeder<'_, T>) -> Fed {
        let plan = feeder.plan;
        let Some(location) = plan.locations.get(index) else { return ControlFlow::Continue(()) };
        if let Err(outcome) = self.list_ahead(plan, index) {
            return feeder.incomplete(location.to_string(), outcome);
        }
        let Some((bucket, mut pages)) = self.listings.remove(&index) else {
            return ControlFlow::Continue(());
        };
        while let Some(page) = self.wait(&mut pages, &feeder.gate)? {
            match page {
                Ok(page) => page.into_iter().try_for_each(|listed| self.feed_one(&bucket, listed, feeder))?,
                Err(outcome) => feeder.incomplete(location.to_string(), outcome)?,
            }
        }
        ControlFlow::Continue(())
    }

    fn feed_one<T>(&self, bucket: &Arc<Bucket>, object: Listed, feeder: &mut Feeder<'_, T>) -> Fed {
        let info = object.info.clone();
        let Some(size) = info.size else {
            return feeder
                .unread(info, Outcome::new(Reason::ReadError, "the listing does not tell its size"));
        };
        if object.archived {
            let class = info.storage_class.as_deref().unwrap_or_default();
            let detail = format!("it is archived ({class}); restore it to read it");
            return feeder.unread(info, Outcome::new(Reason::InvalidObjectState, detail));
        }
        if size == 0 && self.tags.is_empty() {
            return feeder.hand_over(info, Content::Empty);
        }
        let Some(Admitted { seq, reservation }) = feeder.admit(&info, fetch::memory(size))? else {
            return ControlFlow::Continue(());
        };
        // One part in the channel and one with the scanner: the memory that was reserved.
        let (deliveries, received) = channel(1);
        let content = Content::Parts(Parts::new(received));
        let job = Job { seq, info, content, _reservation: reservation };
        let hand = Hand { job: Some(job), jobs: feeder.jobs.clone(), deliveries };
        if let Some(runtime) = &self.runtime {
            runtime.spawn(fetch::fetch(Arc::clone(bucket), object, size, Arc::clone(&self.tags), hand));
        }
        ControlFlow::Continue(())
    }

    /// Sees to it that this location and those that follow are being listed.
    fn list_ahead(&mut self, plan: &Plan, from: usize) -> Result<(), Outcome> {
        let Some(runtime) = &self.runtime else { return Ok(()) };
        let connection = self.connection.as_ref().map_err(Outcome::clone)?;
        let begun = self.listings.last_key_value().map_or(from, |(last, _)| last + 1).max(from);
        let ahead = plan.locations.iter().enumerate().take(from + LISTERS).skip(begun);
        for (index, location) in ahead {
            let Location::S3 { bucket: name, prefix } = location else { continue };
            let bucket =
                self.buckets.entry(name.clone()).or_insert_with(|| runtime.block_on(connection.bucket(name)));
            let (sender, pages) = channel(PAGES);
            runtime.spawn(list::list(Arc::clone(bucket), prefix.clone(), plan.versions, sender));
            self.listings.insert(index, (Arc::clone(bucket), pages));
        }
        Ok(())
    }

    /// The next page; `None` after the last, broken when the run was stopped meanwhile.
    fn wait(&self, pages: &mut Receiver<Page>, gate: &Gate) -> ControlFlow<(), Option<Page>> {
        let Some(runtime) = &self.runtime else { return ControlFlow::Break(()) };
        while !gate.is_stopped() {
            if let Ok(page) = runtime.block_on(async { timeout(LOOK, pages.recv()).await }) {
                return ControlFlow::Continue(page);
            }
        }
        ControlFlow::Break(())
    }
}

impl Drop for Reader {
    /// Lets go of all tasks at once: what they still do, nobody waits for.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
