//! One range of an object, whole, whatever happens to the connection.
//!
//! The SDK repeats a request until its headers have come; what happens to the body afterwards is the caller's. Here a body
//! that breaks off, stalls or ends early is gone on with by a new request for what is missing, pinned to the same version or
//! entity tag, so that the bytes of two states of an object are never mixed. A range is read into memory to its end before
//! anyone works on it: a connection never waits for a busy worker.

use std::ops::Range;
use std::sync::Arc;
use std::time::Instant;

use aws_sdk_s3::operation::get_object::GetObjectOutput;
use aws_sdk_s3::types::ChecksumMode;
use bytes::Bytes;
use sievert::segment::Reason;

use crate::event::Outcome;
use crate::s3::client::Bucket;
use crate::s3::integrity::Expected;
use crate::s3::list::Listed;
use crate::s3::outcome::{Failure, backoff, sort, told};

/// New requests for one range.
const RESUMES: u32 = 5;

/// The bytes of a range.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) chunks: Vec<Bytes>,
    /// Of the whole object, when that is what was asked for.
    pub(super) expected: Option<Expected>,
    length: u64,
}

/// Reads a range of the object, which has `size` bytes.
pub(super) async fn read(
    bucket: &Arc<Bucket>,
    object: &Listed,
    range: Range<u64>,
    size: u64,
) -> Result<Part, Outcome> {
    let mut part = Part::default();
    let mut times = 0;
    loop {
        let missing = range.start + part.length..range.end;
        match request(bucket, object, missing, size, &mut part).await {
            Ok(()) => return Ok(part),
            Err(Failure::Transient(_)) if times < RESUMES => {
                times += 1;
                bucket.progress.retried();
                tokio::time::sleep(backoff(times)).await;
            }
            Err(failure) => return Err(failure.into_outcome()),
        }
    }
}

/// Adds what one request gives to the part; `Ok` when nothing is missing any more.
async fn request(
    bucket: &Arc<Bucket>,
    object: &Listed,
    missing: Range<u64>,
    size: u64,
    part: &mut Part,
) -> Result<(), Failure> {
    let _slot = bucket.slots.acquire().await;
    let begun = Instant::now();
    let whole = missing == (0..size);
    let mut request = bucket
        .client
        .get_object()
        .bucket(&bucket.name)
        .key(&object.info.key)
        .set_version_id(object.version_id.clone())
        .set_if_match(object.etag.clone())
        .set_request_payer(bucket.payer.clone());
    request = if whole {
        // A checksum comes only with the whole, and with ranges that happen to be parts: then it is the part's.
        request.checksum_mode(ChecksumMode::Enabled)
    } else {
        request.range(format!("bytes={}-{}", missing.start, missing.end.saturating_sub(1)))
    };
    // Boxed: the SDK's future is large, and thousands of reads wait for a slot without one.
    let mut answer = Box::pin(request.send()).await.map_err(|error| sort(&error))?;
    bucket.slots.answered(begun.elapsed());
    check(object, &missing, whole, &answer)?;
    if whole {
        part.expected = Expected::from_get(&answer);
    }
    let wanted = missing.end - missing.start;
    let mut got = 0;
    let ended = loop {
        match answer.body.next().await {
            Some(Ok(chunk)) => {
                got += chunk.len() as u64;
                part.length += chunk.len() as u64;
                part.chunks.push(chunk);
            }
            Some(Err(error)) => break told(&error),
            None => break "the body ended early".to_owned(),
        }
    };
    // An error after the last byte takes nothing away; the checksum tells whether the bytes are right.
    match got.cmp(&wanted) {
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Less => Err(Failure::Transient(Outcome::new(
            Reason::ReadError,
            format!("the body broke off after {got} of {wanted} bytes: {ended}"),
        ))),
        std::cmp::Ordering::Greater => Err(Failure::Final(Outcome::new(
            Reason::ChecksumMismatch,
            format!("the body has more than the {wanted} bytes that were asked for"),
        ))),
    }
}

/// Whether the answer is about the object that was listed and the range that was asked for. Servers exist that ignore
/// conditions, and some that ignore ranges.
fn check(
    object: &Listed,
    missing: &Range<u64>,
    whole: bool,
    answer: &GetObjectOutput,
) -> Result<(), Failure> {
    if let (Some(listed), Some(told)) = (&object.etag, answer.e_tag())
        && listed.trim_matches('"') != told.trim_matches('"')
    {
        let detail = format!("the entity tag is {told}, it was {listed} in the listing");
        return Err(Failure::Transient(Outcome::new(Reason::ObjectVersionMismatch, detail)));
    }
    let wanted = missing.end - missing.start;
    if answer.content_length().is_some_and(|length| u64::try_from(length) != Ok(wanted)) {
        let length = answer.content_length().unwrap_or_default();
        let (reason, detail) = if whole {
            (
                Reason::ObjectVersionMismatch,
                format!("the object has {length} bytes, the listing said {wanted}"),
            )
        } else {
            (Reason::ReadError, format!("the server sent {length} bytes where {wanted} were asked for"))
        };
        return Err(Failure::Transient(Outcome::new(reason, detail)));
    }
    let begins = format!("bytes {}-", missing.start);
    if !whole && !answer.content_range().is_some_and(|range| range.starts_with(&begins)) {
        let detail = "the server does not answer requests for ranges as it should";
        return Err(Failure::Transient(Outcome::new(Reason::ReadError, detail)));
    }
    Ok(())
}
