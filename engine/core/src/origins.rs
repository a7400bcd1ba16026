//! Source offsets of text that is still to be judged when its origin is gone.
//!
//! An [`Origin`] is lent for one chunk. The end of that chunk may lie in a match that is decided only when more text, or
//! the end of the stream, has come: its source offsets are noted here before the origin is given back.

use std::collections::VecDeque;

use crate::segment::Origin;

/// Source offsets of the end of a text, as stretches in which decoded and source offsets run alike.
#[derive(Debug, Default)]
pub(crate) struct Origins {
    /// Where a stretch starts: decoded, source.
    stretches: VecDeque<(u64, u64)>,
    /// Decoded offset up to which (inclusive) all is noted.
    known: Option<u64>,
    inexact: bool,
}

impl Origins {
    /// Notes the source offsets of `from..=to`.
    pub(crate) fn note(&mut self, origin: &dyn Origin, from: u64, to: u64) {
        self.inexact = !origin.exact();
        let from = self.known.map_or(from, |known| known.max(from));
        self.known = Some(to);
        if let Some(shift) = origin.shift() {
            return self.push(from, from.saturating_add(shift));
        }
        origin.source_offsets(from, to, &mut |decoded, source| self.push(decoded, source));
    }

    fn push(&mut self, decoded: u64, source: u64) {
        if self.stretches.back().is_none_or(|(at, from)| decoded - at != source.wrapping_sub(*from)) {
            if self.stretches.back().is_some_and(|(at, _)| *at == decoded) {
                self.stretches.pop_back();
            }
            self.stretches.push_back((decoded, source));
        }
    }

    /// Forgets what lies before `offset`.
    pub(crate) fn drop_before(&mut self, offset: u64) {
        while self.stretches.get(1).is_some_and(|(at, _)| *at <= offset) {
            self.stretches.pop_front();
        }
    }

    /// Whether source offsets are exact.
    pub(crate) fn exact(&self) -> bool {
        !self.inexact
    }

    /// The source offset of a decoded one.
    pub(crate) fn source_offset(&self, decoded: u64) -> u64 {
        let after = self.stretches.partition_point(|(at, _)| *at <= decoded);
        let stretch = after.checked_sub(1).and_then(|index| self.stretches.get(index));
        stretch.map_or(decoded, |(at, source)| source + (decoded - at))
    }
}
