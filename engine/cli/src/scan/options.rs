//! The arguments of `sievert scan`, in the groups that its help shows.

use std::path::PathBuf;

use clap::ValueEnum;
use sievert_connect::{Percent, Tag, parse_size};
use sievert_lang::program::Severity;

use crate::output::Format;
use crate::rules_input::{DEFAULT_PROFILE, RulesArgs};

/// What is scanned, by which rules, and how it is told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  sievert scan                                        the current folder, by the recommended profile
  sievert scan --profile pci --profile gdpr exports/  other parts of the library; `--profile all` is everything
  sievert scan --rules my-rules data/ export.json.gz
  pg_dump crm | sievert scan -
  sievert scan s3://acme-exports/2026/ --include '*.csv' --sample 5%
  sievert scan s3://acme-exports --resume             goes on where a run ended early
  sievert scan . --write-baseline known.json          accepts what is there
  sievert scan . --baseline known.json --format sarif --output new.sarif

Exit codes:
  0  nothing at or above --fail-on
  1  findings at or above --fail-on
  2  the arguments or the rules are wrong
  3  something could not be read, with or without findings: nobody knows what else there is")]
pub struct Args {
    /// Paths, `-` for standard input, `s3://bucket/prefix`; several at once
    #[arg(value_name = "LOCATION", default_value = ".", hide_default_value = true)]
    pub locations: Vec<String>,
    /// Rules.
    #[command(flatten, next_help_heading = "Rules")]
    pub rules: RulesArgs,
    /// Only the identifiers of this profile, such as `pci`; several together [default: recommended, unless --rules is given]
    ///
    /// Profiles of your rules and of the library are found by their name or full name; `sievert list profiles` shows them.
    /// With --rules and without --profile, the identifiers of your rules are used.
    #[arg(long, value_name = "NAME", help_heading = "Rules")]
    pub profile: Vec<String>,
    /// What.
    #[command(flatten, next_help_heading = "What to read")]
    pub what: WhatArgs,
    /// S3.
    #[command(flatten, next_help_heading = "Reaching S3")]
    pub s3: S3Args,
    /// Results.
    #[command(flatten, next_help_heading = "Results")]
    pub results: ResultArgs,
    /// State.
    #[command(flatten, next_help_heading = "Going on and starting over")]
    pub state: StateArgs,
    /// Limits.
    #[command(flatten, next_help_heading = "Limits")]
    pub limits: LimitArgs,
}

impl Args {
    /// The profiles that are asked for, or what stands in for them; none where the given rules say it all.
    #[must_use]
    pub fn profiles(&self) -> Vec<String> {
        if self.profile.is_empty() && self.rules.rules.is_empty() {
            return vec![DEFAULT_PROFILE.to_owned()];
        }
        self.profile.clone()
    }
}

/// Which objects to read.
#[derive(Debug, clap::Args)]
pub struct WhatArgs {
    /// Only keys that match; `*.csv` anywhere, `/logs/` below the top, `**` across folders
    #[arg(long, value_name = "GLOB")]
    pub include: Vec<String>,
    /// No keys that match
    #[arg(long, value_name = "GLOB")]
    pub exclude: Vec<String>,
    /// Only objects of at least this size: `4096`, `10KiB`, `1.5GB`
    #[arg(long, value_name = "SIZE", value_parser = parse_size)]
    pub min_size: Option<u64>,
    /// Only objects of at most this size
    #[arg(long, value_name = "SIZE", value_parser = parse_size)]
    pub max_size: Option<u64>,
    /// Only objects modified since: `30d` ago, `2026-01-31`, or a time of RFC 3339
    #[arg(long, value_name = "WHEN")]
    pub newer: Option<String>,
    /// Only objects modified before
    #[arg(long, value_name = "WHEN")]
    pub older: Option<String>,
    /// Only objects of this storage class, such as STANDARD
    #[arg(long, value_name = "CLASS")]
    pub storage_class: Vec<String>,
    /// Only objects of S3 with this tag; costs a request for each object
    #[arg(long, value_name = "KEY=VALUE")]
    pub tag: Vec<Tag>,
    /// Only this part of the keys, always the same ones: `5%`
    #[arg(long, value_name = "PERCENT")]
    pub sample: Option<Percent>,
    /// All versions of objects of S3, not only the current ones
    #[arg(long)]
    pub versions: bool,
    /// Leave out what `.gitignore` and `.ignore` name
    #[arg(long)]
    pub respect_ignore_files: bool,
}

/// How to reach S3.
#[derive(Debug, clap::Args)]
pub struct S3Args {
    /// Region [default: of the profile or the environment]
    #[arg(long, value_name = "REGION")]
    pub region: Option<String>,
    /// A server other than AWS
    #[arg(long, value_name = "URL")]
    pub endpoint_url: Option<String>,
    /// Profile of the shared configuration of AWS
    #[arg(long, value_name = "NAME")]
    pub aws_profile: Option<String>,
    /// Role to assume
    #[arg(long, value_name = "ARN")]
    pub role_arn: Option<String>,
    /// External id that the role asks for
    #[arg(long, value_name = "ID", requires = "role_arn")]
    pub external_id: Option<String>,
    /// `endpoint/bucket/key` instead of `bucket.endpoint/key`
    #[arg(long)]
    pub path_style: bool,
    /// Pay for the requests where the bucket's owner asks for it
    #[arg(long)]
    pub request_payer: bool,
    /// Send requests without credentials, for public buckets
    #[arg(long)]
    pub no_sign_request: bool,
}

/// What to tell, and where.
#[derive(Debug, clap::Args)]
pub struct ResultArgs {
    /// How results are written
    #[arg(short, long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: Format,
    /// Write results to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Exit with 1 from this severity on
    #[arg(long, value_enum, default_value_t, value_name = "SEVERITY")]
    pub fail_on: FailOn,
    /// Report findings of at least this severity only
    #[arg(long, value_enum, value_name = "SEVERITY", hide_possible_values = true)]
    pub severity: Option<Level>,
    /// Report only what this file of accepted findings does not have
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Accept the findings of this scan: write them to a file and exit with 0
    #[arg(long, value_name = "FILE")]
    pub write_baseline: Option<PathBuf>,
    /// Key for the hashes of values, at least 16 bytes [default: $SIEVERT_HASH_KEY, else one made for you]
    #[arg(long, value_name = "FILE")]
    pub hash_key_file: Option<PathBuf>,
    /// Show no progress bar
    #[arg(long)]
    pub no_progress: bool,
}

/// What is kept between runs.
#[derive(Debug, clap::Args)]
pub struct StateArgs {
    /// Keep results in this file, so that the run can go on after it ended early [default for S3: one for each such command]
    #[arg(long, value_name = "FILE")]
    pub state: Option<PathBuf>,
    /// Go on with the last run of the same command, and try again what could not be read
    #[arg(long)]
    pub resume: bool,
    /// Take over the results of objects that have not changed since an earlier run by the same rules
    #[arg(long)]
    pub incremental: bool,
}

/// What the scan may use.
#[derive(Debug, clap::Args)]
pub struct LimitArgs {
    /// Threads that search [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Occurrences of one finding that are kept with their places; more are counted
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..))]
    pub max_occurrences: u32,
    /// Bytes of objects of S3 held in memory at once
    #[arg(long, value_name = "SIZE", default_value = "256MiB", value_parser = parse_size)]
    pub memory: u64,
}

/// A severity on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Level {
    Info,
    Low,
    Medium,
    High,
    Critical,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Self {
        match level {
            Level::Info => Self::Info,
            Level::Low => Self::Low,
            Level::Medium => Self::Medium,
            Level::High => Self::High,
            Level::Critical => Self::Critical,
        }
    }
}

/// `--fail-on`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
#[expect(missing_docs, reason = "the names say it")]
pub enum FailOn {
    Info,
    #[default]
    Low,
    Medium,
    High,
    Critical,
    Never,
}

impl FailOn {
    /// The severity, `None` for never.
    #[must_use]
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Info => Some(Severity::Info),
            Self::Low => Some(Severity::Low),
            Self::Medium => Some(Severity::Medium),
            Self::High => Some(Severity::High),
            Self::Critical => Some(Severity::Critical),
            Self::Never => None,
        }
    }
}
