//! What an error of S3 means for the run.

use std::time::Duration;

use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use sievert::segment::Reason;

use crate::event::Outcome;

/// An error, sorted.
#[derive(Debug)]
pub(super) enum Failure {
    /// It may go away; the outcome is what to say when it does not.
    Transient(Outcome),
    /// Asking again would give the same.
    Final(Outcome),
}

impl Failure {
    pub(super) fn into_outcome(self) -> Outcome {
        match self {
            Self::Transient(outcome) | Self::Final(outcome) => outcome,
        }
    }
}

/// The pause before the n-th time (from 1) that something is tried again, above the SDK's own retries.
pub(super) fn backoff(time: u32) -> Duration {
    Duration::from_millis(50 << time.min(6))
}

/// Sorts an error. `S3` error codes as in the API reference; for answers without a body (HEAD) the status must do.
pub(super) fn sort<E>(error: &SdkError<E>) -> Failure
where
    E: ProvideErrorMetadata + std::error::Error + 'static,
{
    let status = error.raw_response().map(|raw| raw.status().as_u16());
    let code = error.code().unwrap_or_default();
    let message = error.message().unwrap_or_default();
    let detail = match (status, code, message) {
        (Some(status), "", _) => format!("the server answered {status}"),
        (_, code, "") if !code.is_empty() => code.to_owned(),
        (_, code, message) if !code.is_empty() => format!("{code}: {}", message.trim_end_matches('.')),
        _ => told(error),
    };
    let outcome = |reason| Outcome::new(reason, detail.clone());
    if matches!(error, SdkError::ConstructionFailure(_)) {
        return Failure::Final(outcome(Reason::ReadError));
    }
    match (status, reason(status, code, message)) {
        (_, Some(reason)) => Failure::Final(outcome(reason)),
        (Some(429 | 500..), None) => Failure::Transient(outcome(Reason::ReadError)),
        // A clock that is wrong, a request that came too late: the SDK corrects its clock and may win next time.
        (_, None) if code == "RequestTimeTooSkewed" || code == "RequestTimeout" => {
            Failure::Transient(outcome(Reason::ReadError))
        }
        (Some(401 | 403), None) => Failure::Final(outcome(Reason::PermissionDenied)),
        (Some(300..=499), None) => Failure::Final(outcome(Reason::ReadError)),
        // No answer, or one that was cut off or made no sense.
        _ => Failure::Transient(outcome(Reason::ReadError)),
    }
}

/// An error with its causes, outermost first. The SDK's outer errors say little by themselves.
pub(super) fn told(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    for cause in std::iter::successors(error.source(), |cause| cause.source()) {
        let cause = cause.to_string();
        if !text.ends_with(&cause) {
            text.push_str(": ");
            text.push_str(&cause);
        }
    }
    text
}

fn reason(status: Option<u16>, code: &str, message: &str) -> Option<Reason> {
    let mentions = |word: &str| message.to_ascii_lowercase().contains(word);
    match code {
        "NoSuchBucket" => Some(Reason::NoSuchBucketAvailable),
        "NoSuchKey" | "NoSuchVersion" => Some(Reason::SourceObjectNoLongerAvailable),
        "InvalidObjectState" => Some(Reason::InvalidObjectState),
        "PreconditionFailed" => Some(Reason::ObjectVersionMismatch),
        "AccessDenied" if mentions("kms") => Some(Reason::InvalidKmsKey),
        code if code.starts_with("KMS.") => Some(Reason::InvalidKmsKey),
        "AccessDenied" | "ExpiredToken" | "InvalidToken" => Some(Reason::PermissionDenied),
        // Stored under a key that the customer keeps (SSE-C): S3 asks for it with this message.
        "InvalidRequest" if mentions("server side encryption") => Some(Reason::InvalidEncryption),
        _ => match status {
            Some(404) if code.is_empty() || code == "NotFound" => Some(Reason::SourceObjectNoLongerAvailable),
            // The listed version became hidden under a delete marker.
            Some(405) => Some(Reason::SourceObjectNoLongerAvailable),
            Some(412) => Some(Reason::ObjectVersionMismatch),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_their_reasons() {
        let cases = [
            (403, "AccessDenied", "Access Denied", Some(Reason::PermissionDenied)),
            (403, "AccessDenied", "not authorized to perform: kms:Decrypt", Some(Reason::InvalidKmsKey)),
            (400, "KMS.DisabledException", "x", Some(Reason::InvalidKmsKey)),
            (403, "InvalidObjectState", "", Some(Reason::InvalidObjectState)),
            (400, "InvalidRequest", "… a form of Server Side Encryption. …", Some(Reason::InvalidEncryption)),
            (400, "InvalidRequest", "something else", None),
            (404, "NoSuchKey", "", Some(Reason::SourceObjectNoLongerAvailable)),
            (404, "NoSuchBucket", "", Some(Reason::NoSuchBucketAvailable)),
            (405, "MethodNotAllowed", "", Some(Reason::SourceObjectNoLongerAvailable)),
            (412, "", "", Some(Reason::ObjectVersionMismatch)),
            (400, "ExpiredToken", "The provided token has expired.", Some(Reason::PermissionDenied)),
            (503, "SlowDown", "", None),
            (403, "SignatureDoesNotMatch", "", None),
        ];
        for (status, code, message, expected) in cases {
            assert_eq!(reason(Some(status), code, message), expected, "{status} {code}");
        }
    }

    #[test]
    fn causes_are_told_once() {
        let inner = std::io::Error::other("connection refused");
        let outer = SdkError::<aws_sdk_s3::operation::get_object::GetObjectError, ()>::timeout_error(inner);
        assert_eq!(told(&outer), "request has timed out: connection refused");
    }

    #[test]
    fn pauses_grow_and_stay_finite() {
        assert!(backoff(1) < backoff(2));
        assert!(backoff(u32::MAX) <= Duration::from_secs(4));
    }
}
