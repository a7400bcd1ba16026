//! Which of the listed objects to read.
//!
//! Everything here but tags is decided from the listing, before a byte is asked for. A fact that a source does not know (the
//! storage class of a file) never keeps an object out: unknown is not false.

use std::str::FromStr;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use jiff::Timestamp;
use sievert::report::ObjectInfo;

use crate::error::Error;
use crate::sample::Percent;

/// What an object must be to be read. The default takes everything.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// The key must match one of these, if there are any.
    pub include: Globs,
    /// The key must match none of these.
    pub exclude: Globs,
    /// Smallest size in bytes.
    pub min_size: Option<u64>,
    /// Largest size in bytes.
    pub max_size: Option<u64>,
    /// Modified at or after this moment.
    pub newer_than: Option<Timestamp>,
    /// Modified before this moment.
    pub older_than: Option<Timestamp>,
    /// Storage classes, such as `STANDARD`; empty for all. Case does not matter.
    pub storage_classes: Vec<String>,
    /// Tags that an object of S3 must all have. Costs one request for every object that passes the rest.
    pub tags: Vec<Tag>,
    /// Only this part of the keys.
    pub sample: Option<Percent>,
}

impl Filter {
    /// Whether the listing lets the object through; tags are not looked at.
    #[must_use]
    pub fn takes(&self, info: &ObjectInfo) -> bool {
        let size = |holds: &dyn Fn(u64) -> bool| info.size.is_none_or(holds);
        let modified = || info.last_modified.as_deref().and_then(|at| at.parse::<Timestamp>().ok());
        size(&|size| self.min_size.is_none_or(|least| size >= least))
            && size(&|size| self.max_size.is_none_or(|most| size <= most))
            && (self.newer_than.is_none() && self.older_than.is_none()
                || modified().is_none_or(|at| {
                    self.newer_than.is_none_or(|from| at >= from)
                        && self.older_than.is_none_or(|until| at < until)
                }))
            && (self.storage_classes.is_empty()
                || info.storage_class.as_deref().is_none_or(|class| {
                    self.storage_classes.iter().any(|wanted| wanted.eq_ignore_ascii_case(class))
                }))
            && (self.include.is_empty() || self.include.matches(&info.key))
            && !self.exclude.matches(&info.key)
            && self.sample.is_none_or(|percent| percent.takes(&info.key))
    }
}

/// Globs over keys, in the manner of ignore files: `*` and `?` stop at `/`, `**` does not, a glob without `/` matches the last
/// part of the key wherever it lies, one with `/` matches from the key's beginning, and one that ends in `/` all below it.
#[derive(Debug, Clone, Default)]
pub struct Globs {
    set: GlobSet,
}

impl Globs {
    /// Compiles them.
    ///
    /// # Errors
    /// The first glob that does not parse.
    pub fn new<S: AsRef<str>>(globs: impl IntoIterator<Item = S>) -> Result<Self, Error> {
        let mut builder = GlobSetBuilder::new();
        for glob in globs {
            let glob = glob.as_ref();
            let refuse =
                |why: &globset::Error| Error::Glob { glob: glob.to_owned(), why: why.kind().to_string() };
            let (body, below) = glob.strip_suffix('/').map_or((glob, ""), |body| (body, "/**"));
            let pattern = match body.strip_prefix('/') {
                Some(anchored) => format!("{anchored}{below}"),
                None if body.contains('/') => format!("{body}{below}"),
                None => format!("**/{body}{below}"),
            };
            let glob = GlobBuilder::new(&pattern).literal_separator(true).build();
            builder.add(glob.map_err(|why| refuse(&why))?);
        }
        let set = builder
            .build()
            .map_err(|why| Error::Glob { glob: String::new(), why: why.kind().to_string() })?;
        Ok(Self { set })
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.set.is_empty()
    }

    /// Whether one of them matches.
    #[must_use]
    pub fn matches(&self, key: &str) -> bool {
        !self.set.is_empty() && self.set.is_match(key)
    }
}

/// A tag of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Its name.
    pub key: String,
    /// What it must be.
    pub value: String,
}

impl FromStr for Tag {
    type Err = Error;

    /// Reads `key=value`.
    fn from_str(text: &str) -> Result<Self, Error> {
        match text.split_once('=') {
            Some((key, value)) if !key.is_empty() => {
                Ok(Self { key: key.to_owned(), value: value.to_owned() })
            }
            _ => Err(Error::Value { text: text.to_owned(), wanted: "a tag such as `team=billing`" }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn globs(list: &[&str]) -> Globs {
        Globs::new(list).unwrap()
    }

    #[test]
    fn globs_follow_ignore_files() {
        assert!(globs(&["*.csv"]).matches("a/b/c.csv"));
        assert!(globs(&["*.csv"]).matches("c.csv"));
        assert!(!globs(&["/*.csv"]).matches("a/c.csv"));
        assert!(globs(&["a/*.csv"]).matches("a/c.csv"));
        assert!(!globs(&["a/*.csv"]).matches("a/b/c.csv"));
        assert!(globs(&["a/**/*.csv"]).matches("a/b/d/c.csv"));
        assert!(globs(&["logs/"]).matches("x/logs/y/z"));
        assert!(globs(&["/logs/"]).matches("logs/y"));
        assert!(!globs(&["/logs/"]).matches("x/logs/y"));
        assert!(globs(&["*.{csv,tsv}", "x?"]).matches("a/x1"));
        assert!(!globs(&[]).matches("anything"));
    }

    #[test]
    fn a_bad_glob_is_named() {
        let error = Globs::new(["ok", "a[b"]).unwrap_err().to_string();
        assert!(error.starts_with("`a[b` is not a glob"), "{error}");
    }

    #[test]
    fn every_condition_can_keep_an_object_out() {
        let info = ObjectInfo {
            key: "a/b.txt".into(),
            size: Some(100),
            last_modified: Some("2026-02-01T00:00:00Z".into()),
            storage_class: Some("STANDARD".into()),
            ..ObjectInfo::default()
        };
        let at = |text: &str| Some(text.parse::<Timestamp>().unwrap());
        assert!(Filter::default().takes(&info));
        let out = [
            Filter { include: globs(&["*.csv"]), ..Filter::default() },
            Filter { exclude: globs(&["a/"]), ..Filter::default() },
            Filter { min_size: Some(101), ..Filter::default() },
            Filter { max_size: Some(99), ..Filter::default() },
            Filter { newer_than: at("2026-02-01T00:00:01Z"), ..Filter::default() },
            Filter { older_than: at("2026-02-01T00:00:00Z"), ..Filter::default() },
            Filter { storage_classes: vec!["glacier".into()], ..Filter::default() },
            Filter { sample: Some("0.0001".parse().unwrap()), ..Filter::default() },
        ];
        for filter in out {
            assert!(!filter.takes(&info), "{filter:?}");
        }
        let unknown = ObjectInfo { key: "a/b.txt".into(), ..ObjectInfo::default() };
        let strict = Filter {
            min_size: Some(1),
            newer_than: at("2026-02-01T00:00:01Z"),
            storage_classes: vec!["GLACIER".into()],
            ..Filter::default()
        };
        assert!(strict.takes(&unknown), "what is not known keeps nothing out");
    }

    #[test]
    fn tags_are_read() {
        assert_eq!("a=b=c".parse::<Tag>().unwrap(), Tag { key: "a".into(), value: "b=c".into() });
        assert!("novalue".parse::<Tag>().is_err() && "=x".parse::<Tag>().is_err());
    }
}
