//! From a request to the handler that answers it.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use hyper::header::{HeaderMap, HeaderValue};
use hyper::{Method, Request, StatusCode};
use percent_encoding::percent_decode_str;

use super::answer::{Answer, error, full, status};
use super::content::Object;
use super::faults::Fault;
use super::{Shared, list, object};

/// The decoded query of a request.
pub(crate) struct Query(Vec<(String, String)>);

impl Query {
    fn parse(query: &str) -> Self {
        let plain = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
        let pair = |pair: &str| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (plain(name), plain(value))
        };
        Self(query.split('&').filter(|text| !text.is_empty()).map(pair).collect())
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

pub(crate) async fn answer(shared: &Arc<Shared>, request: Request<Incoming>) -> Result<Answer, Infallible> {
    count(&shared.counters.requests);
    let (parts, body) = request.into_parts();
    let path = parts.uri.path();
    let query = Query::parse(parts.uri.query().unwrap_or_default());
    let (bucket, key) =
        path.trim_start_matches('/').split_once('/').unwrap_or((path.trim_start_matches('/'), ""));
    let key = percent_decode_str(key).decode_utf8_lossy();

    let fault = shared.faults.next(&resource(&parts.uri.to_string(), &parts.headers));
    if fault.is_some() {
        count(&shared.counters.faults);
    }
    let early = match fault {
        Some(Fault::SlowDown) => {
            Some((StatusCode::SERVICE_UNAVAILABLE, "SlowDown", "Please reduce your request rate."))
        }
        Some(Fault::Internal) => {
            Some((StatusCode::INTERNAL_SERVER_ERROR, "InternalError", "We encountered an internal error."))
        }
        Some(Fault::TooMany) => {
            Some((StatusCode::TOO_MANY_REQUESTS, "TooManyRequests", "Please reduce your request rate."))
        }
        _ => None,
    };
    if let Some((status, code, message)) = early {
        return Ok(error(status, code, message));
    }
    let moved = shared.store.look(bucket, |found| {
        let region = found.region.clone()?;
        let signed = parts.headers.get("authorization").and_then(|value| value.to_str().ok())?;
        (!signed.contains(&format!("/{region}/s3/"))).then_some(region)
    });
    if let Some(Some(region)) = moved {
        let message =
            "The bucket you are attempting to access must be addressed using the specified endpoint.";
        let mut answer = error(StatusCode::MOVED_PERMANENTLY, "PermanentRedirect", message);
        if let Ok(region) = HeaderValue::from_str(&region) {
            answer.headers_mut().insert("x-amz-bucket-region", region);
        }
        return Ok(answer);
    }
    let pays = parts.headers.get("x-amz-request-payer").is_some_and(|payer| payer == "requester");
    if !pays && shared.store.look(bucket, |bucket| bucket.requester_pays) == Some(true) {
        return Ok(error(StatusCode::FORBIDDEN, "AccessDenied", "Access Denied"));
    }
    let answer = match (&parts.method, key.is_empty()) {
        (&Method::PUT, true) => {
            shared.store.change(bucket, |_| {});
            status(StatusCode::OK)
        }
        (&Method::PUT, false) => match body.collect().await {
            Ok(body) => {
                let object = Object::new(body.to_bytes());
                let etag = HeaderValue::from_str(&object.etag);
                shared.store.change(bucket, |bucket| bucket.put(&key, object));
                let mut answer = status(StatusCode::OK);
                if let Ok(etag) = etag {
                    answer.headers_mut().insert("etag", etag);
                }
                answer
            }
            Err(_) => error(StatusCode::BAD_REQUEST, "IncompleteBody", "The body ended early."),
        },
        (&Method::GET, true) => spoil(shared, list(shared, bucket, &query), fault).await,
        (&Method::HEAD, true) => match shared.store.look(bucket, |bucket| bucket.refused) {
            Some(false) => status(StatusCode::OK),
            Some(true) => status(StatusCode::FORBIDDEN),
            None => status(StatusCode::NOT_FOUND),
        },
        (&Method::GET | &Method::HEAD, false) => {
            read(shared, bucket, &key, &query, &parts.method, &parts.headers, fault)
        }
        _ => {
            error(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed", "The specified method is not allowed.")
        }
    };
    Ok(answer)
}

fn list(shared: &Arc<Shared>, name: &str, query: &Query) -> Answer {
    count(&shared.counters.lists);
    let page = shared.store.look(name, |bucket| {
        if bucket.refused {
            error(StatusCode::FORBIDDEN, "AccessDenied", "Access Denied")
        } else if query.get("versions").is_some() {
            list::versions(name, bucket, query)
        } else {
            list::objects(name, bucket, query)
        }
    });
    page.unwrap_or_else(no_bucket)
}

fn read(
    shared: &Arc<Shared>,
    bucket: &str,
    key: &str,
    query: &Query,
    method: &Method,
    headers: &HeaderMap,
    fault: Option<Fault>,
) -> Answer {
    let Some(version) = shared.store.look(bucket, |bucket| bucket.find(key, query.get("versionId"))) else {
        return no_bucket();
    };
    if query.get("tagging").is_some() {
        count(&shared.counters.tags);
        return object::tags(version);
    }
    let headers_only = method == Method::HEAD;
    count(if headers_only { &shared.counters.heads } else { &shared.counters.reads });
    object::read(shared, version, headers, fault, headers_only)
}

fn no_bucket() -> Answer {
    error(StatusCode::NOT_FOUND, "NoSuchBucket", "The specified bucket does not exist")
}

/// What suffers from a fault: a path with its query, and for objects the stretch of 8 MiB that is asked for.
fn resource(uri: &str, headers: &HeaderMap) -> String {
    let from =
        headers.get("range").and_then(|range| range.to_str().ok()?.strip_prefix("bytes=")?.split_once('-'));
    let stretch = from.and_then(|(from, _)| from.parse::<u64>().ok()).unwrap_or(0) >> 23;
    format!("{uri} {stretch}")
}

/// Makes a document suffer in its body too.
async fn spoil(shared: &Arc<Shared>, answer: Answer, fault: Option<Fault>) -> Answer {
    if !matches!(fault, Some(Fault::Reset | Fault::Truncate | Fault::Slow | Fault::Stall)) {
        return answer;
    }
    let (parts, body) = answer.into_parts();
    let bytes = body.collect().await.map_or_else(|_| Bytes::new(), http_body_util::Collected::to_bytes);
    let length = bytes.len() as u64;
    let content = super::content::Content::Stored(bytes);
    let stream = super::stream::Stream::new(Arc::clone(shared), content, 0, length, fault);
    let mut spoiled = Answer::new(full(Bytes::new()));
    *spoiled.status_mut() = parts.status;
    *spoiled.headers_mut() = parts.headers;
    *spoiled.body_mut() = stream.boxed();
    spoiled
}

fn count(counter: &AtomicU64) {
    counter.fetch_add(1, Ordering::Relaxed);
}
