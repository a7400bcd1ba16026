//! The second step: which sequences of a bucket stand at a place.
//!
//! The sequences of a bucket are kept in groups of 64. For each place around the window's end and each kind of byte a
//! group has a word with the bits of the sequences that admit it: a few words are and-ed until none is left, which mostly
//! happens at once. What is left stands there, byte for byte.

use std::collections::HashSet;

use super::buckets::OUTSIDE;
use super::sequence::{Sequence, WINDOW};

/// Places before the window's last byte that are looked at.
pub(super) const BEHIND: usize = 16;

/// Places after it.
pub(super) const AHEAD: usize = 15;

const SPAN: usize = BEHIND + 1 + AHEAD;

/// Bytes that a group does not tell apart share a number.
struct Kinds {
    of: [u8; 256],
    count: usize,
}

impl Kinds {
    fn of<'a>(sequences: impl IntoIterator<Item = &'a Sequence>) -> Self {
        let mut of = [0u8; 256];
        let mut count = 1usize;
        let mut seen = HashSet::new();
        for set in sequences.into_iter().flat_map(|sequence| &sequence.sets) {
            if !seen.insert(*set) {
                continue;
            }
            // Split every kind that the set divides.
            let mut moved = [None; 256];
            let mut stays = [false; 256];
            for (byte, kind) in (0..=u8::MAX).zip(&of) {
                if let Some(stays) = stays.get_mut(usize::from(*kind)).filter(|_| !set.has(byte)) {
                    *stays = true;
                }
            }
            for (byte, kind) in (0..=u8::MAX).zip(&mut of) {
                let divided = stays.get(usize::from(*kind)).copied().unwrap_or(false);
                if let Some(new) = moved.get_mut(usize::from(*kind)).filter(|_| divided && set.has(byte)) {
                    *kind = *new.get_or_insert_with(|| {
                        count += 1;
                        u8::try_from(count - 1).unwrap_or(u8::MAX)
                    });
                }
            }
        }
        Self { of, count }
    }

    #[expect(clippy::indexing_slicing, reason = "there is one for every byte")]
    #[inline]
    fn kind(&self, byte: u8) -> usize {
        usize::from(self.of[usize::from(byte)])
    }
}

/// Up to 64 sequences of one bucket.
pub(super) struct Group {
    /// Numbers of the sequences, by bit.
    members: Vec<usize>,
    kinds: Kinds,
    /// The places that say something, against the window's last byte, the most telling first.
    places: Vec<isize>,
    /// For each of them, a word for each kind: the sequences that admit it there.
    admits: Vec<u64>,
}

impl Group {
    /// Groups the sequences of a bucket.
    pub(super) fn of(members: &[usize], sequences: &[Sequence]) -> Vec<Self> {
        members.chunks(64).map(|members| Self::new(members, sequences)).collect()
    }

    fn new(members: &[usize], sequences: &[Sequence]) -> Self {
        let own = || members.iter().filter_map(|member| sequences.get(*member));
        let kinds = Kinds::of(own());
        let mut weights = vec![0.0; kinds.count];
        for byte in 0..=u8::MAX {
            if let Some(weight) = weights.get_mut(kinds.kind(byte)) {
                *weight += often(byte);
            }
        }
        let mut table = vec![vec![u64::MAX; kinds.count]; SPAN];
        for (bit, sequence) in own().enumerate() {
            let last = sequence.window.0 + WINDOW;
            for (index, set) in sequence.sets.iter().enumerate() {
                let row = (index + BEHIND + 1).checked_sub(last).and_then(|place| table.get_mut(place));
                let Some(row) = row else { continue };
                let mut admitted = vec![false; kinds.count];
                for byte in (0..=u8::MAX).filter(|byte| set.has(*byte)) {
                    if let Some(kind) = admitted.get_mut(kinds.kind(byte)) {
                        *kind = true;
                    }
                }
                for (word, admitted) in row.iter_mut().zip(admitted) {
                    if !admitted {
                        *word &= !(1 << bit);
                    }
                }
            }
        }
        let all = u64::MAX >> (64 - members.len().clamp(1, 64));
        table.iter_mut().flatten().for_each(|word| *word &= all);
        let passes = |row: &[u64]| {
            let each = row.iter().zip(&weights).map(|(word, weight)| f64::from(word.count_ones()) * weight);
            each.sum::<f64>()
        };
        let mut rows: Vec<(isize, Vec<u64>)> =
            (-16isize..).zip(table).filter(|(_, row)| row.iter().any(|word| *word != all)).collect();
        rows.sort_by(|a, b| passes(&a.1).total_cmp(&passes(&b.1)).then(a.0.cmp(&b.0)));
        Self {
            members: members.to_vec(),
            kinds,
            places: rows.iter().map(|(place, _)| *place).collect(),
            admits: rows.into_iter().flat_map(|(_, row)| row).collect(),
        }
    }

    /// Numbers of the sequences, by bit.
    pub(super) fn members(&self) -> &[usize] {
        &self.members
    }

    /// Calls `found` with the number of every sequence among the bits of `left` whose window ends at `at`.
    #[inline]
    pub(super) fn find(&self, text: &[u8], at: usize, mut left: u64, mut found: impl FnMut(usize)) {
        for (place, row) in self.places.iter().zip(self.admits.chunks_exact(self.kinds.count)) {
            let byte = text.get(at.wrapping_add_signed(*place)).copied().unwrap_or(OUTSIDE);
            left &= row.get(self.kinds.kind(byte)).copied().unwrap_or(0);
            if left == 0 {
                return;
            }
        }
        while left != 0 {
            if let Some(member) = self.members.get(left.trailing_zeros() as usize) {
                found(*member);
            }
            left &= left - 1;
        }
    }
}

/// How often a byte is among those that the first step lets pass, which are mostly numbers.
fn often(byte: u8) -> f64 {
    match byte {
        b'0'..=b'9' => 5.0,
        b' ' | b'-' | b'.' | b':' | b'/' | b',' | b'"' | b'\n' => 3.0,
        b'a'..=b'z' | b'A'..=b'Z' => 1.0,
        _ => 0.1,
    }
}

#[cfg(test)]
mod tests {
    use super::super::bytes::ByteSet;
    use super::*;

    #[test]
    fn bytes_that_are_told_apart_are_of_different_kinds() {
        let mut digits = ByteSet::EMPTY;
        digits.add(b'0', b'9');
        let sets = vec![digits, ByteSet::of(b"7"), ByteSet::word()];
        let sequences = [Sequence { sets, window: (0, 3), start: (0, 0) }];
        let kinds = Kinds::of(&sequences);
        assert_eq!(kinds.kind(b'1'), kinds.kind(b'2'));
        assert_ne!(kinds.kind(b'1'), kinds.kind(b'7'));
        assert_ne!(kinds.kind(b'1'), kinds.kind(b'a'));
        assert_eq!(kinds.kind(b'a'), kinds.kind(b'_'));
        assert_ne!(kinds.kind(b'a'), kinds.kind(b'-'));
        assert_eq!(kinds.count, 4);
    }
}
