//! Checksums of whole objects.
//!
//! S3 keeps a checksum with most objects and tells it when asked. It can be checked here when it covers the whole object;
//! a composite one (of parts, with `-N` at its end) needs the borders of the parts, which a listing does not give.

use aws_sdk_s3::operation::get_object::GetObjectOutput;
use aws_sdk_s3::operation::head_object::HeadObjectOutput;
use aws_sdk_s3::types::ChecksumType;
use aws_smithy_types::base64;
use bytes::Bytes;
use crc_fast::CrcAlgorithm;
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

/// A checksum that an object must have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Expected {
    algorithm: Algorithm,
    /// Base64, as in the header.
    value: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Algorithm {
    Crc64Nvme,
    Crc32C,
    Crc32,
    Sha256,
    Sha1,
}

/// The headers of an answer that tell a checksum, the cheapest to check first.
struct Told<'a> {
    kind: Option<&'a ChecksumType>,
    values: [(Algorithm, Option<&'a str>); 5],
}

impl Told<'_> {
    fn expected(self) -> Option<Expected> {
        if self.kind == Some(&ChecksumType::Composite) {
            return None;
        }
        let whole = |value: &&str| !value.contains('-');
        self.values.into_iter().find_map(|(algorithm, value)| {
            value.filter(whole).map(|value| Expected { algorithm, value: value.to_owned() })
        })
    }
}

impl Expected {
    /// What the answer to a read of the whole object says.
    pub(super) fn from_get(answer: &GetObjectOutput) -> Option<Self> {
        Told {
            kind: answer.checksum_type(),
            values: [
                (Algorithm::Crc64Nvme, answer.checksum_crc64_nvme()),
                (Algorithm::Crc32C, answer.checksum_crc32_c()),
                (Algorithm::Crc32, answer.checksum_crc32()),
                (Algorithm::Sha256, answer.checksum_sha256()),
                (Algorithm::Sha1, answer.checksum_sha1()),
            ],
        }
        .expected()
    }

    /// What the answer to a question about the object says.
    pub(super) fn from_head(answer: &HeadObjectOutput) -> Option<Self> {
        Told {
            kind: answer.checksum_type(),
            values: [
                (Algorithm::Crc64Nvme, answer.checksum_crc64_nvme()),
                (Algorithm::Crc32C, answer.checksum_crc32_c()),
                (Algorithm::Crc32, answer.checksum_crc32()),
                (Algorithm::Sha256, answer.checksum_sha256()),
                (Algorithm::Sha1, answer.checksum_sha1()),
            ],
        }
        .expected()
    }

    /// A digest to hold against it.
    pub(super) fn digest(&self) -> Digest {
        match self.algorithm {
            Algorithm::Crc64Nvme => Digest::Crc(crc_fast::Digest::new(CrcAlgorithm::Crc64Nvme)),
            Algorithm::Crc32C => Digest::Crc(crc_fast::Digest::new(CrcAlgorithm::Crc32Iscsi)),
            Algorithm::Crc32 => Digest::Crc(crc_fast::Digest::new(CrcAlgorithm::Crc32IsoHdlc)),
            Algorithm::Sha256 => Digest::Sha256(Sha256::default()),
            Algorithm::Sha1 => Digest::Sha1(Sha1::default()),
        }
    }

    /// Whether the bytes that went into the digest are the ones.
    pub(super) fn is_met_by(&self, digest: Digest) -> bool {
        let crc_width = if self.algorithm == Algorithm::Crc64Nvme { 8 } else { 4 };
        let bytes = match digest {
            Digest::Crc(crc) => crc.finalize().to_be_bytes().into_iter().skip(8 - crc_width).collect(),
            Digest::Sha256(sha) => sha.finalize().to_vec(),
            Digest::Sha1(sha) => sha.finalize().to_vec(),
        };
        base64::encode(bytes) == self.value
    }
}

/// A checksum on its way.
pub(super) enum Digest {
    Crc(crc_fast::Digest),
    Sha256(Sha256),
    Sha1(Sha1),
}

impl Digest {
    pub(super) fn update(&mut self, chunks: &[Bytes]) {
        for chunk in chunks {
            match self {
                Self::Crc(crc) => crc.update(chunk),
                Self::Sha256(sha) => sha.update(chunk),
                Self::Sha1(sha) => sha.update(chunk),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The check value of each algorithm, for `123456789`: RFC 3720 (CRC-32C), ISO 3309 (CRC-32), NVMe 1.4 (CRC-64),
    /// FIPS 180-4 (SHA), in base64.
    #[test]
    fn check_values() {
        let cases = [
            (Algorithm::Crc64Nvme, "rosUhgp5mIg="),
            (Algorithm::Crc32C, "4waSgw=="),
            (Algorithm::Crc32, "y/Q5Jg=="),
            (Algorithm::Sha1, "98O8HYCOBHMq32eZZczDTKeuNEE="),
            (Algorithm::Sha256, "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU="),
        ];
        for (algorithm, value) in cases {
            let expected = Expected { algorithm, value: value.to_owned() };
            let mut digest = expected.digest();
            digest.update(&["1234", "", "56789"].map(Bytes::from));
            assert!(expected.is_met_by(digest), "{algorithm:?}");
            let mut digest = expected.digest();
            digest.update(&["123456788"].map(Bytes::from));
            assert!(!expected.is_met_by(digest), "{algorithm:?}");
        }
    }

    #[test]
    fn only_checksums_of_the_whole_count() {
        let told = |kind: Option<ChecksumType>, crc: &str, sha: &str| {
            let mut answer = GetObjectOutput::builder().checksum_sha256(sha).set_checksum_type(kind);
            answer = answer.checksum_crc32(crc);
            Expected::from_get(&answer.build()).map(|expected| expected.algorithm)
        };
        assert_eq!(told(Some(ChecksumType::FullObject), "y/Q5Jg==", "x"), Some(Algorithm::Crc32));
        assert_eq!(told(None, "y/Q5Jg==-3", "x"), Some(Algorithm::Sha256));
        assert_eq!(told(Some(ChecksumType::Composite), "y/Q5Jg==", "x"), None);
    }
}
