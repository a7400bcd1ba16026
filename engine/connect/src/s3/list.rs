//! Listing: pages of keys, ahead of reading.

use std::sync::Arc;

use aws_sdk_s3::primitives::{DateTime, DateTimeFormat};
use aws_sdk_s3::types::{EncodingType, Object, ObjectVersion, OptionalObjectAttributes, RestoreStatus};
use percent_encoding::percent_decode_str;
use sievert::report::ObjectInfo;
use tokio::sync::mpsc::Sender;

use crate::event::Outcome;
use crate::s3::client::Bucket;
use crate::s3::outcome::{Failure, backoff, sort};

/// Times that a page is asked for above the SDK's own attempts.
const AGAIN: u32 = 5;

/// A key as the listing names it.
#[derive(Debug, Clone)]
pub(super) struct Listed {
    pub(super) info: ObjectInfo,
    /// As sent, with its quotes.
    pub(super) etag: Option<String>,
    /// Where versions are listed.
    pub(super) version_id: Option<String>,
    /// Stored away, and not restored.
    pub(super) archived: bool,
}

/// A page, or why there are no more.
pub(super) type Page = Result<Vec<Listed>, Outcome>;

/// Sends all pages below a prefix, current versions only or all, until the end, an error, or nobody listens.
pub(super) async fn list(bucket: Arc<Bucket>, prefix: String, versions: bool, pages: Sender<Page>) {
    let mut next = Next::default();
    loop {
        let mut times = 0;
        let page = loop {
            let page = if versions {
                version_page(&bucket, &prefix, &next).await
            } else {
                page(&bucket, &prefix, &next).await
            };
            match page {
                Err(Failure::Transient(_)) if times < AGAIN => {
                    times += 1;
                    bucket.progress.retried();
                    tokio::time::sleep(backoff(times)).await;
                }
                page => break page,
            }
        };
        let (page, following) = match page {
            Ok((listed, following)) => (Ok(listed), following),
            Err(failure) => (Err(failure.into_outcome()), None),
        };
        if pages.send(page).await.is_err() {
            return;
        }
        match following {
            Some(following) => next = following,
            None => return,
        }
    }
}

/// Where the next page begins.
#[derive(Debug, Default)]
struct Next {
    /// A continuation token, or the key to go on after.
    token: Option<String>,
    version: Option<String>,
}

type Listing = Result<(Vec<Listed>, Option<Next>), Failure>;

async fn page(bucket: &Bucket, prefix: &str, next: &Next) -> Listing {
    let answer = bucket
        .client
        .list_objects_v2()
        .bucket(&bucket.name)
        .prefix(prefix)
        .encoding_type(EncodingType::Url)
        .optional_object_attributes(OptionalObjectAttributes::RestoreStatus)
        .set_request_payer(bucket.payer.clone())
        .set_continuation_token(next.token.clone())
        .send()
        .await
        .map_err(|error| sort(&error))?;
    let echoed = answer.encoding_type() == Some(&EncodingType::Url);
    let encoded = echoed && answer.contents().iter().filter_map(Object::key).all(may_be_encoded);
    let listed = answer.contents().iter().map(|object| current(bucket, object, encoded)).collect();
    let following = answer.next_continuation_token().filter(|_| answer.is_truncated() == Some(true));
    Ok((listed, following.map(|token| Next { token: Some(token.to_owned()), version: None })))
}

async fn version_page(bucket: &Bucket, prefix: &str, next: &Next) -> Listing {
    let answer = bucket
        .client
        .list_object_versions()
        .bucket(&bucket.name)
        .prefix(prefix)
        .encoding_type(EncodingType::Url)
        .optional_object_attributes(OptionalObjectAttributes::RestoreStatus)
        .set_request_payer(bucket.payer.clone())
        .set_key_marker(next.token.clone())
        .set_version_id_marker(next.version.clone())
        .send()
        .await
        .map_err(|error| sort(&error))?;
    let echoed = answer.encoding_type() == Some(&EncodingType::Url);
    let encoded = echoed && answer.versions().iter().filter_map(ObjectVersion::key).all(may_be_encoded);
    let listed = answer.versions().iter().map(|version| past(bucket, version, encoded)).collect();
    let following = (answer.is_truncated() == Some(true)).then(|| Next {
        // Unlike a continuation token, the marker is a key and encoded like one.
        token: answer.next_key_marker().map(|marker| plain(marker, encoded)),
        version: answer.next_version_id_marker().map(str::to_owned),
    });
    Ok((listed, following.filter(|next| next.token.is_some())))
}

fn current(bucket: &Bucket, object: &Object, encoded: bool) -> Listed {
    let class = object.storage_class().map(|class| class.as_str().to_owned());
    let etag = object.e_tag().map(str::to_owned);
    Listed {
        archived: is_archived(class.as_deref(), object.restore_status()),
        info: ObjectInfo {
            version: etag.as_deref().map(|tag| tag.trim_matches('"').to_owned()),
            storage_class: class,
            ..describe(bucket, object.key(), encoded, object.size(), object.last_modified())
        },
        etag,
        version_id: None,
    }
}

fn past(bucket: &Bucket, version: &ObjectVersion, encoded: bool) -> Listed {
    let class = version.storage_class().map(|class| class.as_str().to_owned());
    let version_id = version.version_id().map(str::to_owned);
    Listed {
        archived: is_archived(class.as_deref(), version.restore_status()),
        info: ObjectInfo {
            version: version_id.clone(),
            storage_class: class,
            ..describe(bucket, version.key(), encoded, version.size(), version.last_modified())
        },
        etag: version.e_tag().map(str::to_owned),
        version_id,
    }
}

fn describe(
    bucket: &Bucket,
    key: Option<&str>,
    encoded: bool,
    size: Option<i64>,
    at: Option<&DateTime>,
) -> ObjectInfo {
    let key = plain(key.unwrap_or_default(), encoded);
    ObjectInfo {
        uri: format!("s3://{}/{key}", bucket.name),
        bucket: Some(bucket.name.clone()),
        key,
        size: size.and_then(|size| u64::try_from(size).ok()),
        last_modified: at.and_then(|at| at.fmt(DateTimeFormat::DateTime).ok()),
        ..ObjectInfo::default()
    }
}

/// A listing asks for encoded keys, because XML cannot carry all characters of a key, but not every server does it; those
/// that do say so. The encoding is that of forms: a space is `+`.
fn plain(key: &str, encoded: bool) -> String {
    if !encoded {
        return key.to_owned();
    }
    percent_decode_str(&key.replace('+', " ")).decode_utf8_lossy().into_owned()
}

/// Whether a key holds nothing that every encoder replaces. Some servers say that they encoded and did not; then one such key
/// shows it for its page.
fn may_be_encoded(key: &str) -> bool {
    key.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"#&<>?=".contains(&byte))
}

fn is_archived(class: Option<&str>, restore: Option<&RestoreStatus>) -> bool {
    let away = matches!(class, Some("GLACIER" | "DEEP_ARCHIVE"));
    let back = restore.is_some_and(|restore| {
        restore.is_restore_in_progress() != Some(true) && restore.restore_expiry_date().is_some()
    });
    away && !back
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_decoded_only_where_the_server_encoded_them() {
        assert_eq!(plain("a%2Bb+c%2520%E2%82%AC", true), "a+b c%20€");
        assert_eq!(plain("a+b%20c", false), "a+b%20c");
        assert!(may_be_encoded("a%2Bb+c%2520%E2%82%AC/-._~*!'()"));
        for plain in ["a b", "a&b", "é", "\u{1}"] {
            assert!(!may_be_encoded(plain), "{plain}");
        }
    }

    #[test]
    fn a_restored_object_is_not_archived() {
        let restored = RestoreStatus::builder()
            .restore_expiry_date(DateTime::from_secs(1))
            .is_restore_in_progress(false);
        let on_its_way = RestoreStatus::builder().is_restore_in_progress(true);
        assert!(is_archived(Some("DEEP_ARCHIVE"), None));
        assert!(is_archived(Some("GLACIER"), Some(&on_its_way.build())));
        assert!(!is_archived(Some("GLACIER"), Some(&restored.build())));
        assert!(!is_archived(Some("GLACIER_IR"), None));
        assert!(!is_archived(None, None));
    }
}
