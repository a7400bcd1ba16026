//! Answers without a streamed body: documents and errors.

use std::io;

use bytes::Bytes;
use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt as _, Full};
use hyper::{Response, StatusCode};

/// What every handler gives.
pub(crate) type Answer = Response<BoxBody<Bytes, io::Error>>;

/// A body that is there at once.
pub(crate) fn full(bytes: impl Into<Bytes>) -> BoxBody<Bytes, io::Error> {
    Full::new(bytes.into()).map_err(|never| match never {}).boxed()
}

/// An answer with only a status.
pub(crate) fn status(status: StatusCode) -> Answer {
    let mut answer = Response::new(full(Bytes::new()));
    *answer.status_mut() = status;
    answer
}

/// An XML document.
pub(crate) fn document(status: StatusCode, xml: String) -> Answer {
    let mut answer = Response::new(full(xml));
    *answer.status_mut() = status;
    answer.headers_mut().insert("content-type", hyper::header::HeaderValue::from_static("application/xml"));
    answer
}

/// An error as S3 spells it. Answers to HEAD carry no body; hyper leaves it out.
pub(crate) fn error(status: StatusCode, code: &str, message: &str) -> Answer {
    document(
        status,
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{}</Message>\
             <RequestId>0</RequestId></Error>",
            escape(message)
        ),
    )
}

/// Text in XML.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\r' => escaped.push_str("&#13;"),
            c => escaped.push(c),
        }
    }
    escaped
}
