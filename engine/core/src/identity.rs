//! What tells findings and values apart: ids and keyed hashes.

use std::fmt::Write as _;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::report::ObjectInfo;

/// Bytes that are kept of a digest: 32 hex characters.
const KEPT: usize = 16;

/// The id of the finding of one identifier in one object: the same object version and the same rule give the same id.
///
/// Fields are length-prefixed, so no two different tuples hash the same bytes.
pub(crate) fn finding_id(object: &ObjectInfo, identifier: &str, digest: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(b"sievert finding 1");
    for field in [Some(object.uri.as_str()), object.version.as_deref(), Some(identifier), Some(digest)] {
        match field {
            Some(text) => {
                hash.update([1]);
                hash.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
                hash.update(text.as_bytes());
            }
            None => hash.update([0]),
        }
    }
    hex(&hash.finalize())
}

/// Makes keyed hashes of values.
#[derive(Clone)]
pub(crate) struct ValueHasher {
    keyed: Hmac<Sha256>,
}

impl ValueHasher {
    /// A hasher under `key`; any length is allowed (RFC 2104), an empty key gives hashes that anybody can compute.
    pub(crate) fn new(key: &[u8]) -> Self {
        let keyed = Hmac::new_from_slice(key);
        #[expect(clippy::expect_used, reason = "HMAC takes keys of any length (RFC 2104, section 2)")]
        let keyed = keyed.expect("a key of any length");
        Self { keyed }
    }

    /// HMAC-SHA-256 of a normalised value, cut to 32 hex characters.
    pub(crate) fn hash(&self, value: &str) -> String {
        let mut keyed = self.keyed.clone();
        keyed.update(value.as_bytes());
        hex(&keyed.finalize().into_bytes())
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().take(KEPT).fold(String::with_capacity(2 * KEPT), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_hmac_sha_256() {
        // RFC 4231, test case 2.
        let hasher = ValueHasher::new(b"Jefe");
        assert_eq!(hasher.hash("what do ya want for nothing?"), "5bdcc146bf60754e6a042426089575c7");
    }

    #[test]
    fn ids_depend_on_every_part() {
        let object = |uri: &str, version: Option<&str>| ObjectInfo {
            uri: uri.into(),
            version: version.map(Into::into),
            ..ObjectInfo::default()
        };
        let ids = [
            finding_id(&object("s3://b/k", None), "a.b", "d1"),
            finding_id(&object("s3://b/k", Some("")), "a.b", "d1"),
            finding_id(&object("s3://b/k", Some("v")), "a.b", "d1"),
            finding_id(&object("s3://b/ka", None), ".b", "d1"),
            finding_id(&object("s3://b/k", None), "a.b", "d2"),
        ];
        let distinct: std::collections::HashSet<_> = ids.iter().collect();
        assert_eq!(distinct.len(), ids.len());
        assert!(ids.iter().all(|id| id.len() == 32));
        assert_eq!(ids.first(), Some(&finding_id(&object("s3://b/k", None), "a.b", "d1")));
    }
}
