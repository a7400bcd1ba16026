//! From arguments to what the run reads, and to the digests that tell one run from another.

use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};
use sievert::Options;
use sievert_connect::{Budget, Error, Filter, Globs, Location, Plan, Role, S3Options, parse_moment};
use sievert_lang::program::Program;
use sievert_lang::syntax::Date;

use crate::baseline::key::HashKey;
use crate::scan::options::Args;

/// What to read.
///
/// # Errors
/// A location, glob or moment that is not one.
pub fn plan(args: &Args, now: Timestamp) -> Result<Plan, Error> {
    let moment = |text: &Option<String>| text.as_deref().map(|text| parse_moment(text, now)).transpose();
    let what = &args.what;
    Ok(Plan {
        locations: args.locations.iter().map(|text| text.parse()).collect::<Result<_, _>>()?,
        filter: Filter {
            include: Globs::new(&what.include)?,
            exclude: Globs::new(&what.exclude)?,
            min_size: what.min_size,
            max_size: what.max_size,
            newer_than: moment(&what.newer)?,
            older_than: moment(&what.older)?,
            storage_classes: what.storage_class.clone(),
            tags: what.tag.clone(),
            sample: what.sample,
        },
        versions: what.versions,
        respect_ignore_files: what.respect_ignore_files,
        s3: S3Options {
            region: args.s3.region.clone(),
            endpoint: args.s3.endpoint_url.clone(),
            profile: args.s3.aws_profile.clone(),
            role: args.s3.role_arn.clone().map(|arn| Role { arn, external_id: args.s3.external_id.clone() }),
            path_style: args.s3.path_style,
            requester_pays: args.s3.request_payer,
            anonymous: args.s3.no_sign_request,
            ..S3Options::default()
        },
    })
}

/// What the run may use.
#[must_use]
pub fn budget(args: &Args) -> Budget {
    let defaults = Budget::default();
    Budget {
        threads: args.limits.threads.map_or(defaults.threads, usize::from),
        in_flight_bytes: args.limits.memory,
        ..defaults
    }
}

/// The engine's settings.
#[must_use]
pub fn engine_options(args: &Args, key: &HashKey, now: Timestamp) -> Options {
    let today = TimeZone::UTC.to_datetime(now).date();
    Options {
        occurrence_cap: usize::try_from(args.limits.max_occurrences).unwrap_or(usize::MAX),
        hash_key: key.bytes().to_vec(),
        today: Some(date(today)),
        ..Options::default()
    }
}

fn date(date: jiff::civil::Date) -> Date {
    Date {
        year: i32::from(date.year()),
        month: u8::try_from(date.month()).unwrap_or_default(),
        day: u8::try_from(date.day()).unwrap_or_default(),
    }
}

/// Changes with everything that says what is read: the same digest means the same objects, if they have not changed
/// themselves.
#[must_use]
pub fn plan_digest(args: &Args, locations: &[Location]) -> String {
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let places: Vec<String> = locations
        .iter()
        .map(|location| match location {
            // The path as written, too: it is part of the addresses in the results.
            Location::Path(path) => format!("{} {}", absolute(path).display(), path.display()),
            other => other.to_string(),
        })
        .collect();
    let s3 = &args.s3;
    digest(&[
        format!("{places:?}"),
        format!("{:?}", args.what),
        format!("{:?}", (&s3.endpoint_url, &s3.aws_profile, &s3.role_arn)),
    ])
}

/// Changes with everything that says what is found in given bytes: rules, expiry, caps, the hash key, the program.
#[must_use]
pub fn rules_digest(program: &Program, options: &Options, key: &HashKey) -> String {
    let identifiers: Vec<_> =
        program.identifiers.iter().map(|identifier| (&identifier.name, &identifier.digest)).collect();
    let expired = |date: &Option<Date>| {
        date.as_ref().zip(options.today.as_ref()).is_some_and(|(end, today)| end < today)
    };
    let allows: Vec<_> = program.allows.iter().map(|allow| (allow, expired(&allow.expires))).collect();
    let suppressions: Vec<_> =
        program.suppressions.iter().map(|suppression| (suppression, expired(&suppression.expires))).collect();
    digest(&[
        env!("CARGO_PKG_VERSION").to_owned(),
        format!("{identifiers:?}"),
        format!("{allows:?}"),
        format!("{suppressions:?}"),
        options.occurrence_cap.to_string(),
        key.id(),
    ])
}

fn digest(parts: &[String]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
