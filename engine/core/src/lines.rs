//! Lines and columns of a text that is read once and dropped behind.
//!
//! A line ends at LF, CRLF or a lone CR, as for `^` and `$`. A column counts characters: every byte that is not a UTF-8
//! continuation byte. The index remembers the place of every [`STEP`]th byte of what is still in the buffer and counts
//! from there, and it does so only once somebody asks.

use std::collections::VecDeque;

use crate::segment::LineColumn;
use crate::utf8::starts_char;

/// Bytes between remembered places.
const STEP: usize = 1024;

/// Places of a text's bytes.
#[derive(Debug)]
pub(crate) struct Lines {
    /// Offset in the text and its place: the front is at or before the buffer's start, then every [`STEP`] bytes.
    marks: VecDeque<(u64, LineColumn)>,
}

impl Lines {
    /// The places of a text whose first character stands at `start`.
    pub(crate) fn new(start: LineColumn) -> Self {
        Self { marks: VecDeque::from([(0, start)]) }
    }

    /// The place of the byte at `offset`, where `buffer` holds the text from `base` on. Beyond `offset` the buffer must
    /// hold at least one byte, unless the text ends there.
    pub(crate) fn place(&mut self, buffer: &[u8], base: u64, offset: u64) -> LineColumn {
        let after = self.marks.partition_point(|(mark, _)| *mark <= offset);
        let mark = self.marks.get(after.saturating_sub(1)).copied();
        let (mut at, mut place) = mark.unwrap_or((offset, LineColumn { line: 1, column: 1 }));
        while offset - at > STEP as u64 {
            place = advance(buffer, base, at, at + STEP as u64, place);
            at += STEP as u64;
            self.marks.push_back((at, place));
        }
        advance(buffer, base, at, offset, place)
    }

    /// Tells that the bytes before `offset` will be dropped and not asked about again.
    pub(crate) fn drop_before(&mut self, buffer: &[u8], base: u64, offset: u64) {
        let place = self.place(buffer, base, offset);
        self.marks.retain(|(at, _)| *at > offset);
        self.marks.push_front((offset, place));
    }
}

/// The place of the byte at `to`, given that of the byte at `from`.
fn advance(buffer: &[u8], base: u64, from: u64, to: u64, mut place: LineColumn) -> LineColumn {
    let index = |offset: u64| usize::try_from(offset.saturating_sub(base)).unwrap_or(usize::MAX);
    let text = buffer.get(index(from)..index(to)).unwrap_or_default();
    let next = buffer.get(index(to));
    let mut line_start = 0;
    if memchr::memchr(b'\r', text).is_none() {
        // The common case, and several times as fast.
        if let Some(last) = memchr::memrchr(b'\n', text) {
            let ends = memchr::memchr_iter(b'\n', text).count();
            place = LineColumn { line: place.line + ends as u64, column: 1 };
            line_start = last + 1;
        }
    } else {
        for end in memchr::memchr2_iter(b'\n', b'\r', text) {
            // A CR before LF leaves the line's end to the LF.
            if text.get(end) == Some(&b'\n') || text.get(end + 1).or(next) != Some(&b'\n') {
                place = LineColumn { line: place.line + 1, column: 1 };
                line_start = end + 1;
            }
        }
    }
    let characters =
        text.get(line_start..).unwrap_or_default().iter().filter(|byte| starts_char(**byte)).count();
    place.column += u64::try_from(characters).unwrap_or(u64::MAX);
    place
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// One character after the other.
    fn plain(text: &[u8], offset: usize) -> LineColumn {
        let mut place = LineColumn { line: 1, column: 1 };
        for (at, byte) in text.iter().enumerate().take(offset) {
            match byte {
                b'\r' if text.get(at + 1) == Some(&b'\n') => place.column += 1,
                b'\n' | b'\r' => place = LineColumn { line: place.line + 1, column: 1 },
                _ => place.column += u64::from(starts_char(*byte)),
            }
        }
        place
    }

    proptest! {
        #[test]
        fn places_do_not_depend_on_what_was_dropped(
            parts in prop::collection::vec(prop_oneof![
                Just("\n"), Just("\r"), Just("\r\n"), Just("é"), Just("words on a line "), Just("x")
            ], 0..300),
            cuts in prop::collection::vec(0.0..1.0f64, 0..6),
        ) {
            let text = parts.concat().into_bytes();
            let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| (cut * text.len() as f64) as usize).collect();
            cuts.sort_unstable();
            let mut lines = Lines::new(LineColumn { line: 1, column: 1 });
            let mut base = 0;
            for cut in cuts {
                for offset in [cut, (base + cut) / 2, text.len()] {
                    prop_assert_eq!(lines.place(&text[base..], base as u64, offset as u64), plain(&text, offset));
                }
                lines.drop_before(&text[base..], base as u64, cut as u64);
                base = cut;
            }
            prop_assert_eq!(lines.place(&text[base..], base as u64, text.len() as u64), plain(&text, text.len()));
        }
    }
}
