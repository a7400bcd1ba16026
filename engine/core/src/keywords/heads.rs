//! Where a word of a set may begin: the part of the search that does not depend on how many words there are.

use std::collections::HashMap;
use std::ops::Range;

use super::{Border, Unit, Word, folded};
use crate::sieve::{CODE, CONTINUATION, LEAD};
use crate::utf8::char_at;

/// How many characters of a word its head has at most.
pub(super) const HEAD: usize = 4;

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
    /// For each pair of them, the third codes. Empty for few words.
    triples: Vec<u64>,
    /// What characters beyond ASCII that heads hold have in common with their other cases.
    folds: HashMap<char, char>,
    /// The words by head.
    words: HashMap<u32, Vec<u32>>,
    /// A bit for each way the hash of a head may end, so that most heads need no look into the map.
    bloom: Vec<u64>,
    /// A bit for each length of head that occurs.
    lengths: u8,
}

/// Bits of [`Heads::bloom`] that a hash picks from.
const BLOOM: usize = 1 << 13;

impl Heads {
    pub(super) fn of(words: &[Word]) -> Self {
        let triples = words.len() > FEW;
        let mut heads = Self {
            pairs: [0; CODES],
            triples: vec![0; if triples { PAIRS } else { 0 }],
            folds: HashMap::new(),
            words: HashMap::new(),
            bloom: Vec::new(),
            lengths: 0,
        };
        for (index, word) in words.iter().enumerate() {
            let head = word.head();
            let Some(index) = u32::try_from(index).ok().filter(|_| !head.is_empty()) else { continue };
            heads.start(word, triples);
            for unit in word.units.iter().take(head.len()) {
                if let Unit::Char(cases) = unit {
                    let beyond = cases.iter().filter(|c| !c.is_ascii());
                    heads.folds.extend(beyond.map(|c| (*c, folded(cases))));
                }
            }
            let hash = head.iter().fold(0, |hash, c| mix(hash, u32::from(*c)));
            heads.words.entry(hash).or_default().push(index);
            heads.bloom.resize(BLOOM / 64, 0);
            if let Some(word) = heads.bloom.get_mut(hash as usize % BLOOM / 64) {
                *word |= 1 << (hash % 64);
            }
            heads.lengths |= 1 << head.len();
        }
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
        let ends = |place: usize| !matches!(word.units.get(place), Some(Unit::Char(_)));
        let third = if ends(1) { u64::MAX } else { codes(2) };
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

    /// Gives each place in `range` where a word may begin, with the word, to `visit`, until it says `true`.
    pub(super) fn find(
        &self,
        text: &[u8],
        range: Range<usize>,
        border: Border,
        visit: impl FnMut(usize, usize) -> bool,
    ) -> bool {
        match self.triples.first_chunk::<PAIRS>() {
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
        mut visit: impl FnMut(usize, usize) -> bool,
    ) -> bool {
        let inner = if border == Border::Text { ALNUM } else { 0 };
        let kind = |at: usize| text.get(at).map_or(OUTSIDE, |byte| kind_of(*byte));
        let mut before = range.start.checked_sub(1).map_or(OUTSIDE, kind);
        let (mut this, mut next) = (kind(range.start), kind(range.start + 1));
        for at in range {
            let after = kind(at + 2);
            if admits(this, next, after) & (before & this & inner == 0)
                && border.holds(text, at)
                && self.look_up(text, at, |word| visit(at, word))
            {
                return true;
            }
            (before, this, next) = (this, next, after);
        }
        false
    }

    /// Gives the words whose head stands at `at` to `visit`, until it says `true`.
    #[inline(never)]
    fn look_up(&self, text: &[u8], at: usize, mut visit: impl FnMut(usize) -> bool) -> bool {
        let (mut hash, mut place) = (0, at);
        for length in 1..=HEAD {
            let Some(c) = char_at(text, place) else { return false };
            place += c.len_utf8();
            let common =
                if c.is_ascii() { Some(c.to_ascii_lowercase()) } else { self.folds.get(&c).copied() };
            // What no head holds, none goes on with.
            let Some(common) = common else { return false };
            hash = mix(hash, u32::from(common));
            let bit =
                self.bloom.get(hash as usize % BLOOM / 64).is_some_and(|word| word >> (hash % 64) & 1 == 1);
            if self.lengths >> length & 1 == 0 || !bit {
                continue;
            }
            let words = self.words.get(&hash).into_iter().flatten();
            if words.copied().any(|word| visit(word as usize)) {
                return true;
            }
        }
        false
    }
}

/// The code of a byte, and in the upper bits whether it is an ASCII letter or digit.
type Kind = u8;

const ALNUM: Kind = 0x80;

/// What stands beyond the ends of a text.
const OUTSIDE: Kind = 45;

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

fn mix(hash: u32, next: u32) -> u32 {
    (hash ^ next).wrapping_mul(0x9E37_79B1).rotate_left(13)
}
