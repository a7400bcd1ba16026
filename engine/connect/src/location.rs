//! Where to look: a path, standard input, a bucket.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use crate::error::Error;

/// A place that holds objects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// Standard input: one object.
    Stdin,
    /// A file, or a directory with all that lies below it.
    Path(PathBuf),
    /// All keys of a bucket that begin with a prefix. An empty prefix means the whole bucket.
    S3 {
        /// The bucket's name.
        bucket: String,
        /// What keys begin with; it need not end in `/`.
        prefix: String,
    },
}

impl FromStr for Location {
    type Err = Error;

    /// Reads `-`, `s3://bucket/prefix` or a path. Anything else that looks like a URL is an error rather than a strange path.
    fn from_str(text: &str) -> Result<Self, Error> {
        let refuse = |why: &'static str| Err(Error::Location { text: text.to_owned(), why });
        if text == "-" {
            return Ok(Self::Stdin);
        }
        if text.is_empty() {
            return refuse("a location cannot be empty; write a path, `-` or `s3://bucket/prefix`");
        }
        let Some((scheme, rest)) = text.split_once("://") else {
            return Ok(Self::Path(PathBuf::from(text)));
        };
        let is_scheme =
            !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+.-".contains(&b));
        if !is_scheme {
            return Ok(Self::Path(PathBuf::from(text)));
        }
        if scheme != "s3" {
            return refuse("only `s3://` locations can be read; a file is given by its path alone");
        }
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        if bucket.is_empty() {
            return refuse("the bucket's name is missing; write `s3://bucket/prefix`");
        }
        let named = |b: u8| b.is_ascii_alphanumeric() || b"._-".contains(&b);
        if !(3..=255).contains(&bucket.len()) || !bucket.bytes().all(named) {
            return refuse("a bucket's name has 3 to 63 letters, digits, `.`, `-` or `_`");
        }
        Ok(Self::S3 { bucket: bucket.to_owned(), prefix: prefix.to_owned() })
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stdin => f.write_str("stdin"),
            Self::Path(path) => write!(f, "{}", path.display()),
            Self::S3 { bucket, prefix } => write!(f, "s3://{bucket}/{prefix}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_apart() {
        let s3 = |bucket: &str, prefix: &str| Location::S3 { bucket: bucket.into(), prefix: prefix.into() };
        assert_eq!("-".parse::<Location>().unwrap(), Location::Stdin);
        assert_eq!("s3://logs".parse::<Location>().unwrap(), s3("logs", ""));
        assert_eq!("s3://logs/".parse::<Location>().unwrap(), s3("logs", ""));
        assert_eq!("s3://logs//a b/%20".parse::<Location>().unwrap(), s3("logs", "/a b/%20"));
        assert_eq!("./s3:/x".parse::<Location>().unwrap(), Location::Path("./s3:/x".into()));
        assert_eq!("a/b://c".parse::<Location>().unwrap(), Location::Path("a/b://c".into()));
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_its_text() {
        for text in [
            "",
            "s3://",
            "s3:///key",
            "s3://a",
            "s3://a b c/x",
            "gs://bucket/x",
            "file:///etc",
            "S3://bucket",
        ] {
            let error = text.parse::<Location>().unwrap_err().to_string();
            assert!(error.contains(&format!("`{text}`")), "{error}");
        }
    }
}
