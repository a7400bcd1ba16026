//! What a scan of one object gives: findings, never secrets.

use serde::{Deserialize, Serialize};
use sievert_lang::program::{Category, Severity};

use crate::segment::{Note, Position};

/// The object as its source knows it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ObjectInfo {
    /// `s3://bucket/key`, `file path` or `stdin`.
    pub uri: String,
    /// The bucket, for objects of a store.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub bucket: Option<String>,
    /// Key or path within the source; what `path(…)` and `object.key` see.
    pub key: String,
    /// In bytes, where known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub size: Option<u64>,
    /// Version id or entity tag: what tells this content from another at the same place.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub version: Option<String>,
    /// RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub last_modified: Option<String>,
    /// `STANDARD`, `GLACIER`, …
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub storage_class: Option<String>,
}

/// Everything one object gave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ObjectReport {
    /// The object.
    pub object: ObjectInfo,
    /// In pack order of their identifiers.
    pub findings: Vec<Finding>,
    /// Findings that a suppression took out of `findings`.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub suppressed: Vec<Suppressed>,
    /// How far the object was read.
    pub coverage: Coverage,
    /// Why not further; empty when complete.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub notes: Vec<Note>,
    /// Bytes of decoded text that were scanned.
    pub scanned_bytes: u64,
}

/// How far an object was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Coverage {
    /// All of it.
    Complete,
    /// Part of it; the notes say what is missing.
    Partial,
    /// None of it; the notes say why.
    Skipped,
}

/// All occurrences of one identifier in one object.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Stable: the same object version and the same rule version give the same id. 32 hex characters.
    pub id: String,
    /// `std.pci.credit_card`.
    pub identifier: String,
    /// `PCI-0001`.
    pub rule_id: String,
    /// First line of the identifier's doc comment.
    pub title: String,
    /// Category.
    pub category: Category,
    /// By number of occurrences.
    pub severity: Severity,
    /// The best of its occurrences, 0 to 1.
    pub confidence: f64,
    /// All occurrences, also those beyond the cap.
    pub count: u64,
    /// In order of place, up to the cap.
    pub occurrences: Vec<Occurrence>,
    /// `count` is larger than `occurrences.len()`.
    pub truncated: bool,
}

/// One match.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Occurrence {
    /// The member of the object: `a.zip!b/c.txt` shows as `b/c.txt` here; absent for the object itself.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub member: Option<String>,
    /// Where.
    pub position: Position,
    /// 0 to 1.
    pub confidence: f64,
    /// Masked: never the secret.
    pub sample: String,
    /// HMAC-SHA-256 of the normalised value under the scan's key, 32 hex characters: tells two occurrences of one value.
    pub hash: String,
    /// Why it was reported: the rows of `require` that ask for something and found it, then the rows of `context` that
    /// fired, each in the order written.
    pub because: Vec<Evidence>,
    /// Identifiers that matched here too and lost.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub shadows: Vec<String>,
}

/// A row of `require` or `context` that held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The row as written.
    pub row: String,
    /// What a row of `context` added; absent for a row of `require`, without which there would be no finding.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub effect: Option<f64>,
    /// `text`, `column`, `path`: where the needle was; `absent` for a row that fired because it was nowhere.
    pub at: String,
}

/// A finding that a suppression took out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Suppressed {
    /// `acme.suppressions.marketing_site`.
    pub suppression: String,
    /// The identifier.
    pub identifier: String,
    /// How many occurrences.
    pub count: u64,
}
