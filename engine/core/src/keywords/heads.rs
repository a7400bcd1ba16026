//! Where a word of a set may begin: the part of the search that does not depend on how many words there are.

use std::ops::Range;

use super::{Border, Unit, Word};
use crate::sieve::{CODE, CONTINUATION, LEAD};

/// Codes, and pairs of them.
const CODES: usize = 64;
const PAIRS: usize = CODES * CODES;

/// A set of so many words makes do with pairs: its table is read less often than it would be fetched.
const FEW: usize = 64;

/// Where words may begin.
#[derive(Debug)]
pub(super) struct Heads {
    /// For each code that words begin with, the second codes.
    pairs: [u64; CODES],
    /// For each pair of them, the third codes, where borders are those of a text. Empty for few words.
    triples: Vec<u64>,
}

impl Heads {
    pub(super) fn of(words: &[Word]) -> Self {
        let triples = words.len() > FEW;
        let mut heads = Self { pairs: [0; CODES], triples: vec![0; if triples { PAIRS } else { 0 }] };
        words.iter().filter(|word| !word.units.is_empty()).for_each(|word| heads.start(word, triples));
        heads
    }

    /// Admits the first codes of a word.
    fn start(&mut self, word: &Word, triples: bool) {
        // The codes that can stand at a place. What begins a character beyond ASCII leaves open what follows.
        let codes = |place: usize| match word.units.get(place) {
            Some(Unit::Char(cases)) => {
                cases.iter().fold(0u64, |codes, c| codes | u8::try_from(*c).map_or(BEYOND, code))
            }
            _ => u64::MAX,
        };
        let third = match word.units.get(1..) {
            Some([Unit::Char(_), Unit::Char(_), ..]) => codes(2),
            // Where a word ends there is a border, if it ends with a letter or digit.
            Some([Unit::Char(last)]) if last.iter().all(|c| c.is_alphanumeric()) => !INNER,
            _ => u64::MAX,
        };
        for first in bits(codes(0)) {
            let beyond = first == u64::from(LEAD);
            let second = if beyond { 1 << CONTINUATION } else { codes(1) };
            if let Some(seconds) = usize::try_from(first).ok().and_then(|first| self.pairs.get_mut(first)) {
                *seconds |= second;
            }
            for second in bits(if triples { second } else { 0 }) {
                let open = beyond || second == u64::from(LEAD);
                let pair = usize::try_from(first << 6 | second).unwrap_or(PAIRS);
                if let Some(thirds) = self.triples.get_mut(pair) {
                    *thirds |= if open { u64::MAX } else { third };
                }
            }
        }
    }

    /// Gives each place in `range` where a word may begin to `visit`, until it says `true`; tells whether it did.
    pub(super) fn find(
        &self,
        text: &[u8],
        range: Range<usize>,
        border: Border,
        visit: impl FnMut(usize) -> bool,
    ) -> bool {
        match self.triples.first_chunk::<PAIRS>().filter(|_| border == Border::Text) {
            Some(triples) => self.scan(text, range, border, |a, b, c| in_triples(triples, a, b, c), visit),
            None => self.scan(text, range, border, |a, b, _| in_pairs(&self.pairs, a, b), visit),
        }
    }

    #[inline(always)]
    fn scan(
        &self,
        text: &[u8],
        range: Range<usize>,
        border: Border,
        admits: impl Fn(Kind, Kind, Kind) -> bool,
        mut visit: impl FnMut(usize) -> bool,
    ) -> bool {
        let inner = if border == Border::Text { ALNUM } else { 0 };
        let kind = |at: usize| text.get(at).map_or(OUTSIDE, |byte| kind_of(*byte));
        let mut before = range.start.checked_sub(1).map_or(OUTSIDE, kind);
        let (mut this, mut next) = (kind(range.start), kind(range.start + 1));
        let mut ahead = text.get(range.start + 2..).unwrap_or_default().iter();
        for at in range {
            let after = ahead.next().map_or(OUTSIDE, |byte| kind_of(*byte));
            if admits(this, next, after) & (before & this & inner == 0) && border.holds(text, at) && visit(at)
            {
                return true;
            }
            (before, this, next) = (this, next, after);
        }
        false
    }
}

/// The code of a byte, and in the upper bits whether it is an ASCII letter or digit.
type Kind = u8;

const ALNUM: Kind = 0x80;

/// What stands beyond the ends of a text.
const OUTSIDE: Kind = 45;

/// The codes of ASCII letters and digits.
const INNER: u64 = (1 << 36) - 1;

/// The code of what begins a character beyond ASCII, as a set.
const BEYOND: u64 = 1 << LEAD;

static KIND: [Kind; 256] = kinds();

#[expect(clippy::indexing_slicing, reason = "evaluated when the crate is compiled")]
const fn kinds() -> [Kind; 256] {
    let mut kinds = CODE;
    let mut byte = 0;
    while byte < 256 {
        match byte as u8 {
            0x80..=0xBF => kinds[byte] = CONTINUATION,
            0xC0..=0xFF => kinds[byte] = LEAD,
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => kinds[byte] |= ALNUM,
            _ => {}
        }
        byte += 1;
    }
    kinds
}

#[expect(clippy::indexing_slicing, reason = "there is one for every byte")]
#[inline(always)]
fn kind_of(byte: u8) -> Kind {
    KIND[usize::from(byte)]
}

#[expect(clippy::indexing_slicing, reason = "two codes are a pair")]
#[inline(always)]
fn in_triples(triples: &[u64; PAIRS], a: Kind, b: Kind, c: Kind) -> bool {
    let pair = usize::from(a & 63) << 6 | usize::from(b & 63);
    triples[pair % PAIRS] >> (c & 63) & 1 == 1
}

#[expect(clippy::indexing_slicing, reason = "there is one for each code")]
#[inline(always)]
fn in_pairs(pairs: &[u64; CODES], a: Kind, b: Kind) -> bool {
    pairs[usize::from(a & 63) % CODES] >> (b & 63) & 1 == 1
}

fn code(byte: u8) -> u64 {
    if byte.is_ascii() { 1 << (kind_of(byte) & 63) } else { BEYOND }
}

fn bits(set: u64) -> impl Iterator<Item = u64> {
    (0..64).filter(move |bit| set >> bit & 1 == 1)
}
