//! Sets of bytes.

use super::codes::{CODE, CodeSet};

/// A set of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct ByteSet([u64; 4]);

impl ByteSet {
    pub(super) const EMPTY: Self = Self([0; 4]);
    pub(super) const FULL: Self = Self([u64::MAX; 4]);

    /// The bytes of `\w`.
    pub(super) fn word() -> Self {
        let mut set = Self::of(b"_");
        set.add(b'0', b'9');
        set.add(b'a', b'z');
        set.add(b'A', b'Z');
        set
    }

    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut set = Self::EMPTY;
        bytes.iter().for_each(|byte| set.add(*byte, *byte));
        set
    }

    /// Adds the bytes from `low` to `high`.
    pub(super) fn add(&mut self, low: u8, high: u8) {
        for byte in low..=high {
            if let Some(word) = self.0.get_mut(usize::from(byte >> 6)) {
                *word |= 1 << (byte & 63);
            }
        }
    }

    pub(super) fn has(&self, byte: u8) -> bool {
        self.0.get(usize::from(byte >> 6)).is_some_and(|word| word >> (byte & 63) & 1 == 1)
    }

    pub(super) fn join(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(word, other)| *word |= other);
    }

    pub(super) fn without(&self, other: &Self) -> Self {
        let mut left = *self;
        left.0.iter_mut().zip(other.0).for_each(|(word, other)| *word &= !other);
        left
    }

    pub(super) fn is_empty(&self) -> bool {
        *self == Self::EMPTY
    }

    pub(super) fn is_within(&self, other: &Self) -> bool {
        self.without(other).is_empty()
    }

    /// The codes of its bytes.
    pub(super) fn codes(&self) -> CodeSet {
        let bytes = (0..=u8::MAX).zip(&CODE).filter(|(byte, _)| self.has(*byte));
        bytes.fold(0, |codes, (_, code)| codes | 1 << code)
    }
}
