//! One object: parts in order, a checksum over all of them, a restart when it is not met.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::Sender as JobSender;

use aws_sdk_s3::types::ChecksumMode;
use sievert::segment::Reason;
use tokio::sync::mpsc::Sender;

use crate::body::Delivery;
use crate::event::Outcome;
use crate::feed::Job;
use crate::filter::Tag;
use crate::s3::client::Bucket;
use crate::s3::integrity::{Digest, Expected};
use crate::s3::list::Listed;
use crate::s3::outcome::{Failure, backoff, sort};
use crate::s3::resume;

/// Bytes read with one request. Objects up to this size are one request, and proved before a worker sees them.
pub(super) const PART: u64 = 8 << 20;
/// Times that an object is read whose checksum is not met.
const READS: u32 = 3;
/// Times that tags are asked for above the SDK's own attempts.
const AGAIN: u32 = 5;

/// Memory that reading an object of this size takes: the part that a worker reads and the one that comes, or all of it; and
/// something for the task itself, which bounds their number where objects are tiny.
pub(super) fn memory(size: u64) -> u64 {
    size.clamp(64 << 10, 2 * PART)
}

/// The scanner's end of the task. The job is handed over with the first delivery, so that no scanner thread waits for the
/// first bytes of an object; dropping the task hands it over too, so that no number of the run goes missing.
pub(super) struct Hand {
    pub(super) job: Option<Job>,
    pub(super) jobs: JobSender<Job>,
    pub(super) deliveries: Sender<Delivery>,
}

impl Hand {
    async fn deliver(&mut self, delivery: Delivery) -> ControlFlow<()> {
        let sent = self.deliveries.send(delivery).await;
        self.hand_over();
        if sent.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }

    /// Waits until the part before the one that was delivered last is used up.
    async fn room(&self) -> ControlFlow<()> {
        match self.deliveries.reserve().await {
            Ok(_) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    }

    fn hand_over(&mut self) {
        if let Some(job) = self.job.take() {
            // Nobody listens when the run was stopped.
            let _ = self.jobs.send(job);
        }
    }
}

impl Drop for Hand {
    fn drop(&mut self) {
        self.hand_over();
    }
}

/// Reads the object and delivers it.
pub(super) async fn fetch(bucket: Arc<Bucket>, object: Listed, size: u64, tags: Arc<[Tag]>, mut hand: Hand) {
    if !tags.is_empty() {
        let refused = match has_tags(&bucket, &object, &tags).await {
            Ok(true) => None,
            Ok(false) => Some(Delivery::Filtered),
            Err(outcome) => Some(Delivery::Failed(outcome)),
        };
        if let Some(delivery) = refused {
            let _ = hand.deliver(delivery).await;
            return;
        }
    }
    for _ in 0..READS {
        match read(&bucket, &object, size, &mut hand).await {
            ControlFlow::Break(()) => return,
            ControlFlow::Continue(Read::Failed(outcome)) => {
                let _ = hand.deliver(Delivery::Failed(outcome)).await;
                return;
            }
            ControlFlow::Continue(Read::Wrong) => {
                bucket.progress.retried();
                if hand.deliver(Delivery::Restart).await.is_break() {
                    return;
                }
            }
        }
    }
    let detail = format!("its bytes did not have the checksum that S3 keeps for it, {READS} times");
    let _ = hand.deliver(Delivery::Failed(Outcome::new(Reason::ChecksumMismatch, detail))).await;
}

/// Why one reading did not bring the object through.
enum Read {
    /// The checksum is not met.
    Wrong,
    Failed(Outcome),
}

/// One reading from the first byte to the last. Breaks when it is through, or nobody wants more.
async fn read(bucket: &Arc<Bucket>, object: &Listed, size: u64, hand: &mut Hand) -> ControlFlow<(), Read> {
    let mut expected = if size > PART { ask(bucket, object).await } else { None };
    let mut digest = expected.as_ref().map(Expected::digest);
    let mut at = 0;
    while at < size {
        hand.room().await?;
        let end = size.min(at + PART);
        let part = match resume::read(bucket, object, at..end, size).await {
            Ok(part) => part,
            Err(outcome) => return ControlFlow::Continue(Read::Failed(outcome)),
        };
        if let Some(told) = part.expected {
            digest = Some(told.digest());
            expected = Some(told);
        }
        if let Some(digest) = &mut digest {
            digest.update(&part.chunks);
        }
        at = end;
        if at == size && !is_met(expected.as_ref(), digest.take()) {
            return ControlFlow::Continue(Read::Wrong);
        }
        hand.deliver(Delivery::Part(part.chunks)).await?;
    }
    let _ = hand.deliver(Delivery::End).await;
    ControlFlow::Break(())
}

fn is_met(expected: Option<&Expected>, digest: Option<Digest>) -> bool {
    expected.zip(digest).is_none_or(|(expected, digest)| expected.is_met_by(digest))
}

/// The checksum of an object that is read in parts. Whatever goes wrong here, reading the parts will tell it better.
async fn ask(bucket: &Arc<Bucket>, object: &Listed) -> Option<Expected> {
    let _slot = bucket.slots.acquire().await;
    let request = bucket
        .client
        .head_object()
        .bucket(&bucket.name)
        .key(&object.info.key)
        .set_version_id(object.version_id.clone())
        .set_if_match(object.etag.clone())
        .set_request_payer(bucket.payer.clone())
        .checksum_mode(ChecksumMode::Enabled);
    let answer = Box::pin(request.send()).await.ok()?;
    Expected::from_head(&answer)
}

async fn has_tags(bucket: &Arc<Bucket>, object: &Listed, wanted: &[Tag]) -> Result<bool, Outcome> {
    let mut times = 0;
    loop {
        let slot = bucket.slots.acquire().await;
        let request = bucket
            .client
            .get_object_tagging()
            .bucket(&bucket.name)
            .key(&object.info.key)
            .set_version_id(object.version_id.clone())
            .set_request_payer(bucket.payer.clone());
        let answer = Box::pin(request.send()).await;
        drop(slot);
        match answer.map_err(|error| sort(&error)) {
            Ok(answer) => {
                let has = |tag: &Tag| {
                    answer.tag_set().iter().any(|set| set.key() == tag.key && set.value() == tag.value)
                };
                return Ok(wanted.iter().all(has));
            }
            Err(Failure::Transient(_)) if times < AGAIN => {
                times += 1;
                bucket.progress.retried();
                tokio::time::sleep(backoff(times)).await;
            }
            Err(failure) => {
                let Outcome { reason, detail } = failure.into_outcome();
                return Err(Outcome::new(reason, format!("its tags could not be read: {detail}")));
            }
        }
    }
}
