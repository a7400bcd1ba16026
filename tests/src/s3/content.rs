//! Objects: what they contain and how they behave when asked for.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use bytes::Bytes;
use crc_fast::CrcAlgorithm;
use sha2::{Digest as _, Sha256};

/// Bytes of repeated text that are kept for sending.
const BLOCK: usize = 256 * 1024;

/// What an object contains.
#[derive(Debug, Clone)]
pub enum Content {
    /// These bytes.
    Stored(Bytes),
    /// A text over and over, cut at a length: 50 GB of it cost a block of memory.
    Repeated {
        /// The text, repeated to at least a block and one text more, so that a block can begin anywhere in the text.
        block: Bytes,
        /// Bytes of the text itself.
        period: usize,
        /// Bytes in all.
        length: u64,
    },
}

impl Content {
    /// A text over and over.
    #[must_use]
    pub fn repeated(text: &str, length: u64) -> Self {
        let period = text.len().max(1);
        let text = if text.is_empty() { "\n" } else { text };
        Self::Repeated { block: Bytes::from(text.repeat(BLOCK / period + 2)), period, length }
    }

    /// In bytes.
    #[must_use]
    pub fn len(&self) -> u64 {
        match self {
            Self::Stored(bytes) => bytes.len() as u64,
            Self::Repeated { length, .. } => *length,
        }
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Some bytes from `at`, none only at the end. Nothing is copied.
    pub(crate) fn piece(&self, at: u64, end: u64) -> Bytes {
        let end = end.min(self.len());
        match self {
            Self::Stored(bytes) => {
                let (at, end) = (index(at), index(end));
                bytes.slice(at.min(end)..end.min(at.saturating_add(BLOCK)))
            }
            Self::Repeated { block, period, .. } => {
                let from = index(at % *period as u64);
                let most = (block.len() - from).min(BLOCK);
                block.slice(from..from + most.min(index(end.saturating_sub(at))))
            }
        }
    }

    /// The CRC without reading the whole: that of a repetition is put together from powers of two of the text's.
    fn crc(&self, algorithm: CrcAlgorithm) -> u64 {
        match self {
            Self::Stored(bytes) => crc_fast::checksum(algorithm, bytes),
            Self::Repeated { block, period, length } => {
                let text = block.slice(..*period);
                let (mut times, rest) = (length / *period as u64, index(length % *period as u64));
                let (mut power, mut power_length) = (crc_fast::checksum(algorithm, &text), *period as u64);
                let mut crc = crc_fast::checksum(algorithm, b"");
                while times > 0 {
                    if times & 1 == 1 {
                        crc = crc_fast::checksum_combine(algorithm, crc, power, power_length);
                    }
                    power = crc_fast::checksum_combine(algorithm, power, power, power_length);
                    power_length *= 2;
                    times >>= 1;
                }
                let tail = crc_fast::checksum(algorithm, &text.slice(..rest));
                crc_fast::checksum_combine(algorithm, crc, tail, rest as u64)
            }
        }
    }
}

fn index(at: u64) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

/// The checksum that is kept with an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checksum {
    /// As S3 does it by default.
    Crc64Nvme,
    /// CRC-32 of ISO 3309.
    Crc32,
    /// Only for stored content: it cannot be put together from pieces.
    Sha256,
    /// A checksum of checksums, as multipart uploads with other algorithms have it.
    Composite,
    /// None, as old objects.
    None,
}

impl Checksum {
    /// Header, type and value.
    pub(crate) fn headers(self, content: &Content) -> Option<(&'static str, &'static str, String)> {
        let crc = |algorithm, skip: usize| {
            let bytes: Vec<u8> = content.crc(algorithm).to_be_bytes().into_iter().skip(skip).collect();
            BASE64.encode(bytes)
        };
        match self {
            Self::Crc64Nvme => {
                Some(("x-amz-checksum-crc64nvme", "FULL_OBJECT", crc(CrcAlgorithm::Crc64Nvme, 0)))
            }
            Self::Crc32 => Some(("x-amz-checksum-crc32", "FULL_OBJECT", crc(CrcAlgorithm::Crc32IsoHdlc, 4))),
            Self::Sha256 => match content {
                Content::Stored(bytes) => {
                    Some(("x-amz-checksum-sha256", "FULL_OBJECT", BASE64.encode(Sha256::digest(bytes))))
                }
                Content::Repeated { .. } => None,
            },
            Self::Composite => Some(("x-amz-checksum-crc32", "COMPOSITE", "AAAAAA==-7".to_owned())),
            Self::None => None,
        }
    }
}

/// Why an object is not given out though it is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The policy says no.
    AccessDenied,
    /// The policy of its key says no.
    KmsDenied,
    /// Its key is disabled.
    KmsDisabled,
    /// It is encrypted with a key that the request must bring.
    CustomerKey,
    /// It was deleted since.
    Gone,
    /// It was written anew since: the entity tag is another than the listing's.
    Changed,
    /// Its tags are not given out; its content is.
    Tags,
}

/// An object to store.
#[derive(Debug, Clone)]
pub struct Object {
    pub(crate) content: Content,
    pub(crate) etag: String,
    pub(crate) storage_class: String,
    pub(crate) restored: bool,
    pub(crate) modified: String,
    pub(crate) tags: Vec<(String, String)>,
    pub(crate) checksum: Checksum,
    pub(crate) refusal: Option<Refusal>,
}

impl Object {
    /// An object in the class `STANDARD` with a CRC-64 kept.
    #[must_use]
    pub fn new(content: impl Into<Bytes>) -> Self {
        Self::with(Content::Stored(content.into()))
    }

    /// The same with any content.
    #[must_use]
    pub fn with(content: Content) -> Self {
        let etag = format!("\"{:016x}{:016x}\"", content.crc(CrcAlgorithm::Crc64Nvme), content.len());
        Self {
            content,
            etag,
            storage_class: "STANDARD".to_owned(),
            restored: false,
            modified: "2026-01-01T00:00:00.000Z".to_owned(),
            tags: Vec::new(),
            checksum: Checksum::Crc64Nvme,
            refusal: None,
        }
    }

    /// In another storage class. `GLACIER` and `DEEP_ARCHIVE` are not given out unless restored.
    #[must_use]
    pub fn storage_class(mut self, class: &str) -> Self {
        self.storage_class = class.to_owned();
        self
    }

    /// Restored from its archive.
    #[must_use]
    pub fn restored(mut self) -> Self {
        self.restored = true;
        self
    }

    /// Modified at this RFC 3339 time.
    #[must_use]
    pub fn modified(mut self, at: &str) -> Self {
        self.modified = at.to_owned();
        self
    }

    /// With a tag more.
    #[must_use]
    pub fn tag(mut self, key: &str, value: &str) -> Self {
        self.tags.push((key.to_owned(), value.to_owned()));
        self
    }

    /// With another checksum kept.
    #[must_use]
    pub fn checksum(mut self, checksum: Checksum) -> Self {
        self.checksum = checksum;
        self
    }

    /// Not given out.
    #[must_use]
    pub fn refuse(mut self, refusal: Refusal) -> Self {
        self.refusal = Some(refusal);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_content_is_what_its_text_says() {
        for (text, length) in
            [("abc", 0), ("abc", 1), ("abc", 7), ("0123456789\n", 1_000_003), ("x", 300_000)]
        {
            let content = Content::repeated(text, length);
            let whole = text.repeat(usize::try_from(length).unwrap() / text.len() + 1);
            let whole = Bytes::from(whole).slice(..usize::try_from(length).unwrap());
            let mut read = Vec::new();
            while (read.len() as u64) < length {
                let piece = content.piece(read.len() as u64, length);
                assert!(!piece.is_empty());
                read.extend_from_slice(&piece);
            }
            assert!(read == whole, "{text} {length}");
            for algorithm in [CrcAlgorithm::Crc64Nvme, CrcAlgorithm::Crc32IsoHdlc] {
                assert_eq!(content.crc(algorithm), crc_fast::checksum(algorithm, &whole), "{text} {length}");
            }
        }
    }
}
