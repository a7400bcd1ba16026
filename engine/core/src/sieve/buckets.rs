//! The first step: where may any sequence stand, eight places at a time.
//!
//! All sequences are dealt out to eight buckets, like to like. A bucket admits at each place of its window whatever one of
//! its sequences admits. For every pair of codes a table holds 64 bits, one for each bucket and place; one shift and one
//! `or` for each byte of text keep, for each bucket, how many places before it go together. Windows begin together, so
//! that those which begin with a border before a word keep it. This is the shift-or
//! search over classes of pairs: its speed depends neither on how many sequences there are nor on what they look like.
//! What it says is too much, never too little.

use super::codes::{CODE, CODES, CodeSet, Shares, odds};
use super::sequence::{Sequence, WINDOW};

/// How many buckets there are.
pub(super) const BUCKETS: usize = 8;

/// Pairs of codes.
const PAIRS: usize = CODES * CODES;

/// Bytes that are looked at together.
const STRIDE: usize = 8;

/// What looking at a place costs, against telling apart one more sequence there.
const LOOK: f64 = 20.0;

/// What stands before and after every text.
pub(super) const OUTSIDE: u8 = b'\n';

/// The table of the first step.
pub(super) struct Buckets {
    /// For each pair, the bit of each place (in bytes) and bucket (in bits) that does not admit it.
    rejects: Box<[u64; PAIRS]>,
}

/// A bucket while it is filled.
#[derive(Debug, Clone, Copy, Default)]
struct Bucket {
    /// What it admits.
    union: [CodeSet; WINDOW],
    /// How many sequences it holds.
    count: f64,
    /// What its places cost.
    cost: f64,
}

impl Buckets {
    /// Deals out sequences, and says which bucket each is in.
    pub(super) fn deal(sequences: &[Sequence]) -> (Self, Vec<usize>) {
        let windows: Vec<[CodeSet; WINDOW]> = sequences.iter().map(window).collect();
        let mut order: Vec<(usize, f64)> = windows.iter().map(likely).enumerate().collect();
        // The commonest first: they decide what a bucket is like.
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut buckets = [Bucket::default(); BUCKETS];
        let mut dealt = vec![0; sequences.len()];
        for (index, _) in order {
            let Some(window) = windows.get(index) else { continue };
            let with = |bucket: &Bucket| {
                let (union, count) = (join(&bucket.union, window), bucket.count + 1.0);
                Bucket { cost: likely(&union) * (LOOK + count), union, count }
            };
            let more = buckets.iter().map(|bucket| with(bucket).cost - bucket.cost);
            let best = more.enumerate().min_by(|a, b| a.1.total_cmp(&b.1)).map_or(0, |(bucket, _)| bucket);
            if let (Some(bucket), Some(place)) = (buckets.get_mut(best), dealt.get_mut(index)) {
                *bucket = with(bucket);
                *place = best;
            }
        }
        let mut rejects = Box::new([u64::MAX; PAIRS]);
        let mut done = std::collections::HashSet::new();
        for (window, bucket) in windows.iter().zip(&dealt) {
            for (place, pair) in window.windows(2).enumerate() {
                let [first, second] = pair else { continue };
                if done.insert((place, *bucket, *first, *second)) {
                    let bit = 1 << (place * BUCKETS + bucket);
                    admit(&mut rejects, *first, *second, bit);
                }
            }
        }
        (Self { rejects }, dealt)
    }

    /// Calls `found` with the place of the last byte of every window in `range`, and a bit for each bucket. A window may go
    /// on beyond the end of a text.
    #[inline]
    pub(super) fn find(&self, text: &[u8], range: std::ops::Range<usize>, mut found: impl FnMut(usize, u64)) {
        let mut last = CODE_OUTSIDE;
        let mut state = u64::MAX;
        let before = range.start.saturating_sub(WINDOW);
        for _ in range.start..WINDOW {
            state = self.step(state, &mut last, OUTSIDE);
        }
        for byte in text.get(before..range.start).unwrap_or_default() {
            state = self.step(state, &mut last, *byte);
        }
        let Some(rest) = text.get(range.clone()) else { return };
        let (strides, tail) = rest.as_chunks::<STRIDE>();
        let mut at = range.start;
        for stride in strides {
            let mut states = [0u64; STRIDE];
            let mut all = u64::MAX;
            for (byte, slot) in stride.iter().zip(&mut states) {
                state = self.step(state, &mut last, *byte);
                *slot = state;
                all &= state;
            }
            if all >> 56 != ALL {
                for (place, state) in states.iter().enumerate().filter(|(_, state)| **state >> 56 != ALL) {
                    found(at + place, !state >> 56);
                }
            }
            at += STRIDE;
        }
        let beyond = if range.end == text.len() { WINDOW - 1 } else { 0 };
        for byte in tail.iter().chain(std::iter::repeat_n(&OUTSIDE, beyond)) {
            state = self.step(state, &mut last, *byte);
            if state >> 56 != ALL {
                found(at, !state >> 56);
            }
            at += 1;
        }
    }

    #[expect(clippy::indexing_slicing, reason = "the index is taken modulo the table's length")]
    #[inline(always)]
    fn step(&self, state: u64, last: &mut usize, byte: u8) -> u64 {
        let pair = (*last << 6 | usize::from(CODE[usize::from(byte)])) % PAIRS;
        *last = pair;
        state << BUCKETS | self.rejects[pair]
    }
}

/// The bits of all buckets.
const ALL: u64 = (1 << BUCKETS) - 1;

/// The code of what stands before a text.
const CODE_OUTSIDE: usize = 45;

/// The codes of a sequence's window, and everything after a short one.
fn window(sequence: &Sequence) -> [CodeSet; WINDOW] {
    let mut window = [u64::MAX; WINDOW];
    let (from, length) = sequence.window;
    let sets = sequence.sets.iter().skip(from).take(length);
    window.iter_mut().zip(sets).for_each(|(place, set)| *place = set.codes());
    window
}

fn likely(window: &[CodeSet; WINDOW]) -> f64 {
    odds(&window.map(Shares::of))
}

fn join(a: &[CodeSet; WINDOW], b: &[CodeSet; WINDOW]) -> [CodeSet; WINDOW] {
    let mut both = *a;
    both.iter_mut().zip(b).for_each(|(place, other)| *place |= other);
    both
}

fn admit(rejects: &mut [u64; PAIRS], first: CodeSet, second: CodeSet, bit: u64) {
    for (code, row) in rejects.chunks_mut(CODES).enumerate().filter(|(code, _)| first >> code & 1 == 1) {
        debug_assert!(code < CODES, "a row for each code");
        for (_, cell) in row.iter_mut().enumerate().filter(|(code, _)| second >> code & 1 == 1) {
            *cell &= !bit;
        }
    }
}
