//! `ListObjectsV2` and `ListObjectVersions`.

use std::fmt::Write as _;

use hyper::StatusCode;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::answer::{Answer, document, error, escape};
use super::content::Object;
use super::route::Query;
use super::store::Bucket;

/// What stays as it is in an encoded key.
const KEY: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'*');
const NAMESPACE: &str = "http://s3.amazonaws.com/doc/2006-03-01/";

/// How keys are written.
struct Spelling {
    encoded: bool,
}

impl Spelling {
    fn of(query: &Query) -> Self {
        Self { encoded: query.get("encoding-type") == Some("url") }
    }

    fn key(&self, key: &str) -> String {
        if self.encoded { utf8_percent_encode(key, KEY).to_string().replace("%20", "+") } else { escape(key) }
    }

    fn echo(&self) -> &'static str {
        if self.encoded { "<EncodingType>url</EncodingType>" } else { "" }
    }
}

/// One page of current objects. The continuation token is the last key, encoded and marked: a client must not read it.
pub(crate) fn objects(name: &str, bucket: &Bucket, query: &Query) -> Answer {
    let spelling = Spelling::of(query);
    let prefix = query.get("prefix").unwrap_or_default();
    let delimiter = query.get("delimiter").filter(|delimiter| !delimiter.is_empty());
    let most = max_keys(query);
    let after = match query.get("continuation-token") {
        Some(token) => match token.strip_prefix("t:") {
            Some(key) => percent_decode_str(key).decode_utf8_lossy().into_owned(),
            None => {
                return error(
                    StatusCode::BAD_REQUEST,
                    "InvalidArgument",
                    "The continuation token provided is incorrect",
                );
            }
        },
        None => query.get("start-after").unwrap_or_default().to_owned(),
    };
    let mut contents = String::new();
    let mut common: Vec<String> = Vec::new();
    let (mut count, mut last, mut truncated) = (0, String::new(), false);
    for (key, versions) in bucket.scan(prefix, &after) {
        let Some(object) = versions.first().and_then(|version| version.object.as_ref()) else { continue };
        let group = delimiter.and_then(|delimiter| {
            let rest = key.get(prefix.len()..)?;
            let at = rest.find(delimiter)?;
            key.get(..prefix.len() + at + delimiter.len()).map(str::to_owned)
        });
        // A group that the page before ended with, or that this page has already.
        if group
            .as_ref()
            .is_some_and(|group| common.last() == Some(group) || after.starts_with(group.as_str()))
        {
            last = key;
            continue;
        }
        if count == most {
            truncated = most > 0;
            break;
        }
        count += 1;
        match group {
            Some(group) => common.push(group),
            None => {
                let _ = write!(
                    contents,
                    "<Contents><Key>{}</Key>{}</Contents>",
                    spelling.key(&key),
                    facts(object)
                );
            }
        }
        last = key;
    }
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult xmlns=\"{NAMESPACE}\"><Name>{name}</Name>\
         <Prefix>{}</Prefix><KeyCount>{count}</KeyCount><MaxKeys>{most}</MaxKeys><IsTruncated>{truncated}</IsTruncated>{}",
        spelling.key(prefix),
        spelling.echo()
    );
    if truncated {
        let _ = write!(
            xml,
            "<NextContinuationToken>t:{}</NextContinuationToken>",
            utf8_percent_encode(&last, KEY)
        );
    }
    xml.push_str(&contents);
    for group in common {
        let _ = write!(xml, "<CommonPrefixes><Prefix>{}</Prefix></CommonPrefixes>", spelling.key(&group));
    }
    xml.push_str("</ListBucketResult>");
    document(StatusCode::OK, xml)
}

/// One page of versions and delete markers.
pub(crate) fn versions(name: &str, bucket: &Bucket, query: &Query) -> Answer {
    let spelling = Spelling::of(query);
    let prefix = query.get("prefix").unwrap_or_default();
    let most = max_keys(query);
    let key_marker = query.get("key-marker").unwrap_or_default();
    let version_marker = query.get("version-id-marker").filter(|marker| !marker.is_empty());
    let mut entries = String::new();
    let (mut count, mut next) = (0, None);
    let mut last = (String::new(), String::new());
    // With a version marker the marked key itself goes on after that version.
    let rest_of_marked = version_marker.and_then(|marker| {
        let (key, versions) = bucket.scan(key_marker, "").find(|(key, _)| key == key_marker)?;
        let at = versions.iter().position(|version| version.id == marker)?;
        Some((key, versions.into_iter().skip(at + 1).collect::<Vec<_>>(), false))
    });
    let following = bucket.scan(prefix, key_marker).map(|(key, versions)| (key, versions, true));
    'page: for (key, versions, from_newest) in rest_of_marked.into_iter().chain(following) {
        for (at, version) in versions.iter().enumerate() {
            if count == most {
                next = (most > 0).then(|| last.clone());
                break 'page;
            }
            count += 1;
            let latest = from_newest && at == 0;
            let id = &version.id;
            let head = format!(
                "<Key>{}</Key><VersionId>{id}</VersionId><IsLatest>{latest}</IsLatest>",
                spelling.key(&key)
            );
            let _ = match &version.object {
                Some(object) => write!(entries, "<Version>{head}{}</Version>", facts(object)),
                None => write!(
                    entries,
                    "<DeleteMarker>{head}<LastModified>2026-01-01T00:00:00.000Z</LastModified></DeleteMarker>"
                ),
            };
            last = (key.clone(), id.clone());
        }
    }
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListVersionsResult xmlns=\"{NAMESPACE}\"><Name>{name}</Name>\
         <Prefix>{}</Prefix><MaxKeys>{most}</MaxKeys><IsTruncated>{}</IsTruncated>{}",
        spelling.key(prefix),
        next.is_some(),
        spelling.echo()
    );
    if let Some((key, version)) = next {
        let _ = write!(
            xml,
            "<NextKeyMarker>{}</NextKeyMarker><NextVersionIdMarker>{version}</NextVersionIdMarker>",
            spelling.key(&key)
        );
    }
    xml.push_str(&entries);
    xml.push_str("</ListVersionsResult>");
    document(StatusCode::OK, xml)
}

fn max_keys(query: &Query) -> usize {
    query.get("max-keys").and_then(|number| number.parse().ok()).unwrap_or(1000).min(1000)
}

fn facts(object: &Object) -> String {
    let restore = if object.restored {
        "<RestoreStatus><IsRestoreInProgress>false</IsRestoreInProgress>\
         <RestoreExpiryDate>2036-01-01T00:00:00.000Z</RestoreExpiryDate></RestoreStatus>"
    } else {
        ""
    };
    format!(
        "<LastModified>{}</LastModified><ETag>{}</ETag><Size>{}</Size><StorageClass>{}</StorageClass>{restore}",
        object.modified,
        escape(&object.etag),
        object.content.len(),
        object.storage_class
    )
}
