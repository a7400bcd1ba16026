//! The decoded text of a node, seen through a window that moves forward.
//!
//! All lanes read through it: they look at [`Window::data`], take from its front with [`Window::consume`], and ask for more
//! with [`Window::grow`]. A node that lies in memory as UTF-8 is one window over the caller's own bytes; all else is read
//! into a buffer that holds what is not consumed yet. The window counts lines as it moves, and knows the way back to the
//! node's bytes, so a place is worked out from the last place consumed, and only when somebody asks.

mod lines;

use std::io::{self, Read};
use std::ops::Range;

use sievert::segment::{LineColumn, Origin, Place, Position, STREAM_WINDOW};

use crate::encoding::Charset;
use crate::encoding::transcode::{DECODED_PIECE, Transcoder};
use lines::Lines;

/// Bytes read at once.
const READ: usize = 256 << 10;
/// How much a lane may look through before it consumes: bounds what a place costs.
pub(crate) const STRIDE: usize = 256 << 10;

/// See the module.
pub(crate) struct Window<'a> {
    text: Text<'a>,
    /// Offset of the front in the decoded text.
    front: u64,
    /// Bytes before the text: the byte order mark.
    mark: u64,
    lines: Lines,
    feed: Option<Feed<'a>>,
    transcoder: Option<Transcoder>,
    failure: Option<io::Error>,
}

enum Text<'a> {
    Whole(&'a [u8]),
    Buffer { bytes: Vec<u8>, start: usize, end: usize },
}

type Feed<'a> = Box<dyn Read + 'a>;

impl<'a> Window<'a> {
    /// Over UTF-8 in memory, which is not copied.
    pub(crate) fn over(text: &'a [u8], charset: Charset) -> Self {
        let mark = charset.mark();
        match Transcoder::new(charset) {
            None => Self::new(Text::Whole(text.get(mark..).unwrap_or_default()), mark, None, None),
            Some(_) => Self::reading(Box::new(text), charset),
        }
    }

    /// Over what a reader gives, from the node's first byte.
    pub(crate) fn reading(mut reader: Feed<'a>, charset: Charset) -> Self {
        let mark = charset.mark();
        let mut skipped = [0; 4];
        let failure = reader.read_exact(skipped.get_mut(..mark).unwrap_or_default()).err();
        let feed = if failure.is_some() { None } else { Some(reader) };
        let buffer = Text::Buffer { bytes: Vec::new(), start: 0, end: 0 };
        let mut window = Self::new(buffer, mark, feed, Transcoder::new(charset));
        window.failure = failure;
        window
    }

    fn new(text: Text<'a>, mark: usize, feed: Option<Feed<'a>>, transcoder: Option<Transcoder>) -> Self {
        Self { text, front: 0, mark: mark as u64, lines: Lines::default(), feed, transcoder, failure: None }
    }

    /// What is there and not consumed.
    pub(crate) fn data(&self) -> &[u8] {
        match &self.text {
            Text::Whole(text) => text,
            Text::Buffer { bytes, start, end } => bytes.get(*start..*end).unwrap_or_default(),
        }
    }

    /// Whether `data` is all that will ever be there.
    pub(crate) fn is_last(&self) -> bool {
        self.feed.is_none()
    }

    /// Reads more; `false` at the end, and after a failure.
    pub(crate) fn grow(&mut self) -> bool {
        let (Some(feed), Text::Buffer { bytes, start, end }) = (&mut self.feed, &mut self.text) else {
            return false;
        };
        let space = make_space(bytes, start, end);
        let result = loop {
            let result = match &mut self.transcoder {
                None => feed.read(space),
                Some(transcoder) => transcoder.fill(feed, space),
            };
            match result {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => break result,
            }
        };
        match result {
            Ok(0) => {
                self.feed = None;
                false
            }
            Ok(read) => {
                *end += read;
                true
            }
            Err(error) => {
                self.failure = Some(error);
                // What the decoder still holds comes out after the error.
                if let Some(transcoder) = &mut self.transcoder {
                    let read = transcoder.fill(&mut io::empty(), space).unwrap_or(0);
                    *end += read;
                    self.feed = None;
                    return read > 0;
                }
                self.feed = None;
                false
            }
        }
    }

    /// Grows until `bytes` are there or no more are to be had.
    pub(crate) fn grow_to(&mut self, bytes: usize) {
        while self.data().len() < bytes && self.grow() {}
    }

    /// Takes `count` bytes from the front.
    pub(crate) fn consume(&mut self, count: usize) {
        let mut lines = self.lines;
        lines.advance(self.data().get(..count).unwrap_or(self.data()));
        self.lines = lines;
        self.pass(count);
    }

    /// Takes `count` bytes from the front without counting lines: for the last reader of a window, which leaves that to
    /// the sink.
    pub(crate) fn pass(&mut self, count: usize) {
        let count = count.min(self.data().len());
        match &mut self.text {
            Text::Whole(text) => *text = text.get(count..).unwrap_or_default(),
            Text::Buffer { start, .. } => *start += count,
        }
        self.front += count as u64;
        if let Some(transcoder) = &mut self.transcoder {
            transcoder.forget_before(self.front.saturating_sub(STREAM_WINDOW as u64));
        }
    }

    /// What reading ended with, if it was not the end.
    pub(crate) fn take_failure(&mut self) -> Option<io::Error> {
        self.failure.take()
    }

    /// Whether reading broke off.
    pub(crate) fn has_failed(&self) -> bool {
        self.failure.is_some()
    }

    /// Line and column of the front.
    pub(crate) fn line_column(&self) -> LineColumn {
        self.lines.place_before(self.data().first())
    }

    /// Offset of the front in the decoded text.
    pub(crate) fn offset(&self) -> u64 {
        self.front
    }

    fn source_offset(&self, decoded: u64) -> u64 {
        match &self.transcoder {
            None => self.mark + decoded,
            Some(transcoder) => transcoder.source_offset(decoded),
        }
    }

    /// The place of a range of `data`.
    pub(crate) fn position(&self, range: Range<usize>, exact: bool, place: Option<Place>) -> Position {
        let data = self.data();
        let end = range.end.min(data.len());
        let start = range.start.min(end);
        let mut lines = self.lines;
        lines.advance(data.get(..start).unwrap_or_default());
        let first = lines.place_before(data.get(start));
        lines.advance(data.get(start..end).unwrap_or_default());
        let bytes =
            self.source_offset(self.front + start as u64)..self.source_offset(self.front + end as u64);
        Position { bytes: Some(bytes), exact, start: first, end: lines.place_before(data.get(end)), place }
    }
}

/// Room behind the data, by moving it to the front or by doubling the buffer: each byte moves a bounded number of times.
fn make_space<'b>(bytes: &'b mut Vec<u8>, start: &mut usize, end: &mut usize) -> &'b mut [u8] {
    if start == end {
        (*start, *end) = (0, 0);
    }
    if bytes.len() - *end < DECODED_PIECE {
        if *start > bytes.len() / 2 {
            bytes.copy_within(*start..*end, 0);
            *end -= *start;
            *start = 0;
        } else {
            bytes.resize((bytes.len() * 2).max(READ), 0);
        }
    }
    bytes.get_mut(*end..).unwrap_or_default()
}

/// The origin of a stream that begins somewhere in a window.
pub(crate) struct StreamOrigin<'w, 'a> {
    window: &'w Window<'a>,
    base: u64,
    start: LineColumn,
}

impl<'w, 'a> StreamOrigin<'w, 'a> {
    /// For a stream that began at `base` and `start`.
    pub(crate) fn new(window: &'w Window<'a>, base: u64, start: LineColumn) -> Self {
        Self { window, base, start }
    }
}

impl Origin for StreamOrigin<'_, '_> {
    fn source_offset(&self, decoded: u64) -> u64 {
        self.window.source_offset(self.base + decoded)
    }

    fn source_offsets(&self, from: u64, to: u64, visit: &mut dyn FnMut(u64, u64)) {
        match &self.window.transcoder {
            None => (from..=to).for_each(|offset| visit(offset, self.source_offset(offset))),
            Some(transcoder) => {
                let base = self.base;
                transcoder.source_offsets(base + from, base + to, &mut |at, source| visit(at - base, source));
            }
        }
    }

    fn shift(&self) -> Option<u64> {
        self.window.transcoder.is_none().then_some(self.window.mark + self.base)
    }

    fn start(&self) -> LineColumn {
        self.start
    }
}

#[cfg(test)]
mod tests;
