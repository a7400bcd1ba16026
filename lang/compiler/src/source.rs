//! Source texts and places in them.
//!
//! Every byte of every rule file of a compilation has one address: a [`SourceId`] and a byte offset. A [`Span`] is a
//! range of them. Nothing else in the crate speaks of places, so a diagnostic can always be underlined.

use std::fmt;
use std::sync::Arc;

/// Names one source text of a [`Sources`] set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct SourceId(pub u32);

/// A half-open byte range in one source text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// The text.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span of `source` from byte `start` to byte `end`.
    #[must_use]
    pub fn new(source: SourceId, start: usize, end: usize) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { source, start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The smallest span that holds both; `self` when they lie in different texts.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        if self.source != other.source {
            return self;
        }
        Self { source: self.source, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The byte range.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}..{}", self.source.0, self.start, self.end)
    }
}

/// One rule file: its path as the person knows it, the path relative to its pack's root, and its text.
#[derive(Debug, Clone)]
pub struct Source {
    /// As shown in diagnostics.
    pub path: String,
    /// Relative to the pack's root, `/`-separated; `package a.b` must lie in `a/b.svt`. `None` switches the check off
    /// (a text that is not a file, or a single file named on the command line).
    pub pack_path: Option<String>,
    /// The text.
    pub text: Arc<str>,
}

/// The texts of one compilation.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// No texts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text and gives its id.
    pub fn add(&mut self, source: Source) -> SourceId {
        let id = SourceId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(source);
        id
    }

    /// Adds a text by path alone, without a pack path.
    pub fn add_text(&mut self, path: impl Into<String>, text: impl Into<Arc<str>>) -> SourceId {
        self.add(Source { path: path.into(), pack_path: None, text: text.into() })
    }

    /// The text of an id.
    #[must_use]
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.files.get(id.0 as usize)
    }

    /// All texts with their ids, in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.files.iter().enumerate().map(|(i, s)| (SourceId(u32::try_from(i).unwrap_or(u32::MAX)), s))
    }

    /// The text under a span, if it lies inside its source and on character boundaries.
    #[must_use]
    pub fn slice(&self, span: Span) -> Option<&str> {
        self.get(span.source)?.text.get(span.range())
    }
}

/// The only door to the outside: what the compiler may ask of its host. It does no I/O of its own.
pub trait World {
    /// Reads a list file named in a rule, relative to the file that names it.
    ///
    /// # Errors
    /// A sentence that says why it could not be read, such as "no such file".
    fn read_list(&self, from: &Source, path: &str) -> Result<String, String>;

    /// Today's date as (year, month, day), for expiry checks. `None` means "do not check expiry".
    fn today(&self) -> Option<(i32, u8, u8)>;
}

/// A world without files and without a clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sealed;

impl World for Sealed {
    fn read_list(&self, _from: &Source, path: &str) -> Result<String, String> {
        Err(format!("`{path}` cannot be read: list files are not available here"))
    }

    fn today(&self) -> Option<(i32, u8, u8)> {
        None
    }
}
