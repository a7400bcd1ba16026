//! `GetObject`, `HeadObject`, `GetObjectTagging`.

use std::fmt::Write as _;
use std::sync::Arc;

use http_body_util::BodyExt as _;
use hyper::header::{HeaderMap, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};

use super::Shared;
use super::answer::{Answer, document, error, escape, status};
use super::content::{Object, Refusal};
use super::faults::Fault;
use super::store::Version;
use super::stream::Stream;

/// The content of a version, or its headers alone. `None`: there is no such key.
pub(crate) fn read(
    shared: &Arc<Shared>,
    version: Option<Version>,
    headers: &HeaderMap,
    fault: Option<Fault>,
    headers_only: bool,
) -> Answer {
    let Some(version) = version else {
        return error(StatusCode::NOT_FOUND, "NoSuchKey", "The specified key does not exist.");
    };
    let Some(object) = &version.object else {
        let mut answer = error(StatusCode::NOT_FOUND, "NoSuchKey", "The specified key does not exist.");
        answer.headers_mut().insert("x-amz-delete-marker", HeaderValue::from_static("true"));
        return answer;
    };
    if let Some(answer) = refuse(object) {
        return answer;
    }
    let etag = match (object.refusal, fault) {
        (Some(Refusal::Changed), _) => "\"written-since-it-was-listed\"",
        (_, Some(Fault::BadEtag)) => "\"0000\"",
        _ => &object.etag,
    };
    let real = if object.refusal == Some(Refusal::Changed) { etag } else { &object.etag };
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if text("if-match").is_some_and(|wanted| wanted != "*" && wanted != real) {
        let message = "At least one of the pre-conditions you specified did not hold";
        return error(StatusCode::PRECONDITION_FAILED, "PreconditionFailed", message);
    }
    if text("if-none-match").is_some_and(|unwanted| unwanted == "*" || unwanted == real) {
        return status(StatusCode::NOT_MODIFIED);
    }
    let length = object.content.len();
    let range = match text("range").map(|range| parse_range(range, length)) {
        None | Some(Range::Ignored) => None,
        Some(Range::Bytes(from, end)) => Some((from, end)),
        Some(Range::Unsatisfiable) => {
            let mut answer = error(
                StatusCode::RANGE_NOT_SATISFIABLE,
                "InvalidRange",
                "The requested range is not satisfiable",
            );
            set(&mut answer, "content-range", &format!("bytes */{length}"));
            return answer;
        }
    };
    let (from, end) = range.unwrap_or((0, length));
    let stream = Stream::new(Arc::clone(shared), object.content.clone(), from, end, fault);
    let sent = if headers_only { end - from } else { stream.length() };
    let mut answer = if headers_only { status(StatusCode::OK) } else { Response::new(stream.boxed()) };
    set(&mut answer, "content-length", &sent.to_string());
    set(&mut answer, "content-type", "binary/octet-stream");
    set(&mut answer, "accept-ranges", "bytes");
    set(&mut answer, "etag", etag);
    if version.id != "null" {
        set(&mut answer, "x-amz-version-id", &version.id);
    }
    if object.storage_class != "STANDARD" {
        set(&mut answer, "x-amz-storage-class", &object.storage_class);
    }
    if !object.tags.is_empty() {
        set(&mut answer, "x-amz-tagging-count", &object.tags.len().to_string());
    }
    if range.is_some() {
        *answer.status_mut() = StatusCode::PARTIAL_CONTENT;
        set(&mut answer, "content-range", &format!("bytes {from}-{}/{length}", end.saturating_sub(1)));
    } else if text("x-amz-checksum-mode") == Some("ENABLED")
        && let Some((name, kind, value)) = object.checksum.headers(&object.content)
    {
        let value = if fault == Some(Fault::BadChecksum) { spoil(&value) } else { value };
        set(&mut answer, name, &value);
        set(&mut answer, "x-amz-checksum-type", kind);
    }
    answer
}

/// The tags of a version.
pub(crate) fn tags(version: Option<Version>) -> Answer {
    let Some(object) = version.and_then(|version| version.object) else {
        return error(StatusCode::NOT_FOUND, "NoSuchKey", "The specified key does not exist.");
    };
    if object.refusal == Some(Refusal::Tags) {
        return error(StatusCode::FORBIDDEN, "AccessDenied", "Access Denied");
    }
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Tagging><TagSet>");
    for (key, value) in &object.tags {
        let _ = write!(xml, "<Tag><Key>{}</Key><Value>{}</Value></Tag>", escape(key), escape(value));
    }
    xml.push_str("</TagSet></Tagging>");
    document(StatusCode::OK, xml)
}

/// S3's words for why an object is not given out.
fn refuse(object: &Object) -> Option<Answer> {
    let archived = matches!(object.storage_class.as_str(), "GLACIER" | "DEEP_ARCHIVE") && !object.restored;
    if archived {
        let message = "The operation is not valid for the object's storage class";
        return Some(error(StatusCode::FORBIDDEN, "InvalidObjectState", message));
    }
    let (status, code, message) = match object.refusal? {
        Refusal::AccessDenied => (StatusCode::FORBIDDEN, "AccessDenied", "Access Denied"),
        Refusal::KmsDenied => (
            StatusCode::FORBIDDEN,
            "AccessDenied",
            "User: arn:aws:iam::111122223333:user/x is not authorized to perform: kms:Decrypt on this resource",
        ),
        Refusal::KmsDisabled => (StatusCode::BAD_REQUEST, "KMS.DisabledException", "the key is disabled."),
        Refusal::CustomerKey => (
            StatusCode::BAD_REQUEST,
            "InvalidRequest",
            "The object was stored using a form of Server Side Encryption. The correct parameters must be provided to \
             retrieve the object.",
        ),
        Refusal::Gone => (StatusCode::NOT_FOUND, "NoSuchKey", "The specified key does not exist."),
        Refusal::Changed | Refusal::Tags => return None,
    };
    Some(error(status, code, message))
}

enum Range {
    /// From and one past the last.
    Bytes(u64, u64),
    Unsatisfiable,
    /// Not a range that RFC 9110 knows: as if it were not there.
    Ignored,
}

fn parse_range(text: &str, length: u64) -> Range {
    let Some((from, to)) = text.strip_prefix("bytes=").and_then(|range| range.split_once('-')) else {
        return Range::Ignored;
    };
    match (from.parse::<u64>().ok(), to.parse::<u64>().ok()) {
        (Some(from), to) if from < length && to.is_none_or(|to| to >= from) => {
            Range::Bytes(from, to.map_or(length, |to| length.min(to.saturating_add(1))))
        }
        (None, Some(last)) if from.is_empty() && last > 0 && length > 0 => {
            Range::Bytes(length.saturating_sub(last), length)
        }
        (Some(from), to) if to.is_none_or(|to| to >= from) => Range::Unsatisfiable,
        _ => Range::Ignored,
    }
}

/// Another checksum, still base64 of the same length.
fn spoil(value: &str) -> String {
    let first = if value.starts_with('A') { 'B' } else { 'A' };
    std::iter::once(first).chain(value.chars().skip(1)).collect()
}

fn set(answer: &mut Answer, name: &str, value: &str) {
    if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::from_str(value)) {
        answer.headers_mut().insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        let bytes = |text: &str, length| match parse_range(text, length) {
            Range::Bytes(from, end) => Some((from, end)),
            Range::Unsatisfiable => Some((1, 0)),
            Range::Ignored => None,
        };
        assert_eq!(bytes("bytes=0-0", 10), Some((0, 1)));
        assert_eq!(bytes("bytes=5-", 10), Some((5, 10)));
        assert_eq!(bytes("bytes=5-99", 10), Some((5, 10)));
        assert_eq!(bytes("bytes=-3", 10), Some((7, 10)));
        assert_eq!(bytes("bytes=-99", 10), Some((0, 10)));
        assert_eq!(bytes("bytes=10-", 10), Some((1, 0)));
        assert_eq!(bytes("bytes=0-", 0), Some((1, 0)));
        for ignored in ["bytes=5-4", "bytes=a-b", "lines=1-2", "bytes=-0", "bytes="] {
            assert_eq!(bytes(ignored, 10), None, "{ignored}");
        }
    }
}
