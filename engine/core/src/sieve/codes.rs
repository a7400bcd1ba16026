//! Bytes in few kinds, and how often a text goes from one to the next.
//!
//! The sieve's first step reads pairs of *codes*, not of bytes: 64 codes give 4096 pairs, whose table stays in the nearest
//! cache. Letters share a code with their other case, rare marks share one. What kind of byte follows which is a rough
//! model of ordinary text; it only decides which part of a pattern is looked for, so it can be wrong but not do wrong.

/// How many codes there are.
pub(super) const CODES: usize = 64;

/// The code of every byte.
pub(crate) static CODE: [u8; 256] = codes();

/// Lead bytes of characters beyond ASCII.
pub(crate) const LEAD: u8 = 58;

/// What follows them.
pub(crate) const CONTINUATION: u8 = 57;

/// The bytes of `ſ` and `K`, which case folding makes of `s` and `k`. Each has a code of its own, from 59 on.
const FOLDED: [u8; 5] = [0xC5, 0xBF, 0xE2, 0x84, 0xAA];

#[expect(clippy::indexing_slicing, reason = "evaluated when the crate is compiled")]
const fn codes() -> [u8; 256] {
    let marks = *b"_-./+=:@ \n\t\"',([)]$%*";
    let mut codes = [55; 256];
    let mut byte = 0;
    while byte < 256 {
        let this = byte as u8;
        codes[byte] = match this {
            b'0'..=b'9' => this - b'0',
            b'a'..=b'z' => this - b'a' + 10,
            b'A'..=b'Z' => this - b'A' + 10,
            0..=31 | 127 => 56,
            0x80..=0xBF => CONTINUATION,
            0xC0..=0xFF => LEAD,
            _ => 55,
        };
        byte += 1;
    }
    let mut mark = 0;
    while mark < marks.len() {
        codes[marks[mark] as usize] = 36 + mark as u8;
        mark += 1;
    }
    let mut mark = 0;
    while mark < FOLDED.len() {
        codes[FOLDED[mark] as usize] = 59 + mark as u8;
        mark += 1;
    }
    codes[b'\r' as usize] = codes[b'\n' as usize];
    codes[b'{' as usize] = codes[b'(' as usize];
    codes[b'}' as usize] = codes[b')' as usize];
    codes
}

/// A set of codes, one bit each.
pub(super) type CodeSet = u64;

/// Kinds of codes: letters, digits, spaces, marks, beyond ASCII.
const KINDS: usize = 5;

/// How often a text holds each kind.
const SHARE: [f64; KINDS] = [0.60, 0.10, 0.16, 0.12, 0.02];

/// How often a kind (row) is followed by each.
const NEXT: [[f64; KINDS]; KINDS] = [
    [0.800, 0.012, 0.105, 0.078, 0.005],
    [0.040, 0.640, 0.100, 0.210, 0.010],
    [0.670, 0.100, 0.150, 0.070, 0.010],
    [0.460, 0.220, 0.150, 0.160, 0.010],
    [0.120, 0.020, 0.080, 0.030, 0.750],
];

/// How often each letter is among letters, from `a`, in hundredths of a percent.
const LETTERS: [u16; 26] = [
    812, 149, 271, 432, 1202, 230, 203, 592, 731, 10, 69, 398, 261, 695, 768, 182, 11, 602, 628, 910, 288,
    111, 209, 17, 211, 7,
];

/// Kind of a code and its share within the kind.
fn weight(code: usize) -> (usize, f64) {
    match code {
        0..=9 => (1, 0.1),
        10..=35 => (0, LETTERS.get(code - 10).map_or(0.0, |share| f64::from(*share) / 10_000.0)),
        // Space, line ends, tabs.
        44 => (2, 0.78),
        45 => (2, 0.17),
        46 => (2, 0.05),
        57 => (4, 0.5),
        58 => (4, 0.3),
        59.. => (4, 0.04),
        // Under, hyphen, dot, slash, equals, colon, quote, comma, brackets.
        36..=39 | 41 | 42 | 47 | 49 | 50 | 52 => (3, 0.085),
        _ => (3, 0.012),
    }
}

/// How much of what texts are made of a set holds.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shares {
    /// Of each kind.
    kinds: [f64; KINDS],
    /// Of digits, and of letters and digits, if all were as likely.
    soups: [f64; 2],
}

impl Shares {
    pub(super) fn of(set: CodeSet) -> Self {
        let mut kinds = [0.0; KINDS];
        let mut rest = set;
        while rest != 0 {
            let (kind, share) = weight(rest.trailing_zeros() as usize);
            if let Some(sum) = kinds.get_mut(kind) {
                *sum += share;
            }
            rest &= rest - 1;
        }
        let share = |of: CodeSet| f64::from((set & of).count_ones()) / f64::from(of.count_ones());
        Self { kinds: kinds.map(|share: f64| share.min(1.0)), soups: [share(DIGITS), share(ALPHANUMERIC)] }
    }
}

/// The codes of digits, and those of letters and digits.
const DIGITS: CodeSet = (1 << 10) - 1;
const ALPHANUMERIC: CodeSet = (1 << 36) - 1;

/// How much of all text is nothing but the one or the other, without borders.
const SOUP: f64 = 0.05;

/// How likely a text goes on like this at any place.
pub(super) fn odds<'a>(places: impl IntoIterator<Item = &'a Shares>) -> f64 {
    let mut likely: Option<[f64; KINDS]> = None;
    let mut soups = [SOUP; 2];
    for shares in places {
        let mut next = [0.0; KINDS];
        for (kind, (sum, share)) in next.iter_mut().zip(shares.kinds).enumerate() {
            let before = match &likely {
                None => SHARE.get(kind).copied().unwrap_or_default(),
                Some(likely) => {
                    let rows = likely.iter().zip(&NEXT);
                    rows.map(|(before, row)| before * row.get(kind).copied().unwrap_or_default()).sum()
                }
            };
            *sum = before * share;
        }
        likely = Some(next);
        soups.iter_mut().zip(shares.soups).for_each(|(soup, share)| *soup *= share);
    }
    likely.map_or(1.0, |likely| likely.iter().sum()) + soups.iter().sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(bytes: impl IntoIterator<Item = u8>) -> CodeSet {
        bytes.into_iter().fold(0, |set, byte| set | 1 << CODE[usize::from(byte)])
    }

    #[test]
    fn codes_tell_digits_apart_and_fold_letters() {
        assert_eq!(CODE[usize::from(b'a')], CODE[usize::from(b'A')]);
        assert_ne!(CODE[usize::from(b'a')], CODE[usize::from(b'b')]);
        assert_ne!(CODE[usize::from(b'1')], CODE[usize::from(b'2')]);
        assert_ne!(CODE[usize::from(b'-')], CODE[usize::from(b'.')]);
        assert!(CODE.iter().all(|code| usize::from(*code) < CODES));
    }

    #[test]
    fn longer_is_rarer_and_words_are_common() {
        let odds = |sets: &[CodeSet]| odds(&sets.iter().map(|set| Shares::of(*set)).collect::<Vec<_>>());
        let digits = set(b'0'..=b'9');
        let letters = set(b'a'..=b'z');
        assert!(odds(&[digits; 9]) < odds(&[digits; 3]));
        assert!(odds(&[digits; 4]) < odds(&[letters; 4]));
        assert!(odds(&[set(*b"z"), set(*b"q")]) < odds(&[set(*b"e"), set(*b"t")]));
        assert!((odds(&[u64::MAX]) - 1.0).abs() < 0.15);
        assert!(odds(&[!ALPHANUMERIC, DIGITS, DIGITS]) < odds(&[DIGITS; 3]));
    }
}
