//! Where matches of any identifier may start: one pass over the text for all of them.
//!
//! A pattern is far too dear to be tried everywhere, and hundreds of patterns more so. The sieve reads every byte once,
//! in a time that does not depend on how many identifiers there are, and gives for each the places where a match may
//! start: too many, never too few. Only there is its pattern run.
//!
//! ```text
//! pattern ─▶ sequence ([`sequence`]): the bytes that every match must have, place by place, around its rarest part
//! text ─▶ buckets ([`buckets`]): shift-or over pairs of bytes, all sequences in eight buckets ─▶ few places
//!      ─▶ groups ([`groups`]): the sequences of a bucket that stand there, byte for byte ─▶ starts, by identifier
//! ```
//!
//! Words and patterns, literals and classes, prefixes and required parts inside: all are sequences, and none needs an
//! automaton to be built. An identifier whose pattern is too common to be sieved (`\w{2,5}`) may start everywhere.

mod buckets;
mod bytes;
mod codes;
mod groups;
mod sequence;

use std::collections::HashMap;
use std::ops::Range;

use regex_syntax::hir::Hir;

use buckets::{BUCKETS, Buckets};
use groups::Group;
use sequence::{Sequence, WINDOW, folded, sequences};

pub(crate) use codes::{CODE, CONTINUATION, LEAD};

/// How far before a place the sieve looks.
pub(crate) const BEHIND: usize = groups::BEHIND;

/// How far after a place the sieve looks, and what tells of it may lie.
pub(crate) const AHEAD: usize = groups::AHEAD + WINDOW;

/// A sequence that ordinary text holds more often is of no use.
const TOO_COMMON: f64 = 0.2;

/// By what matches of an identifier are found.
#[derive(Debug)]
pub(crate) struct Shape {
    /// The sequences of which every match holds one; `None` when it can only be tried everywhere.
    sequences: Option<Vec<Sequence>>,
    /// The longest match, if one may hold the characters of [`folded`] in place of a sequence.
    folds: Option<usize>,
}

impl Shape {
    /// Reads the trees of an identifier's patterns, none longer than `max_len`.
    pub(crate) fn of(hirs: &[Hir], max_len: usize) -> Self {
        let mut all = Vec::new();
        let mut folds = None;
        for hir in hirs {
            let Some((list, may_fold)) = sequences(hir) else { return Self { sequences: None, folds: None } };
            all.extend(list);
            folds = folds.or(may_fold.then_some(max_len));
        }
        let odds: f64 = all.iter().map(Sequence::odds).sum();
        Self { sequences: (odds < TOO_COMMON).then_some(all), folds }
    }

    /// By what matches are found that hold the characters of [`folded`]: up to the longest of any of `shapes`.
    pub(crate) fn of_folds<'a>(shapes: impl Iterator<Item = &'a Self>) -> Self {
        Self { sequences: Some(Vec::new()), folds: shapes.filter_map(|shape| shape.folds).max() }
    }

    /// Whether it can only be tried everywhere.
    pub(crate) fn is_everywhere(&self) -> bool {
        self.sequences.is_none()
    }
}

/// The shapes of many identifiers, searched together.
pub(crate) struct Sieve {
    buckets: Buckets,
    /// By bucket.
    groups: Vec<Vec<Group>>,
    /// By number of the sequence.
    members: Vec<Member>,
    /// Identifiers that may start everywhere.
    everywhere: Vec<usize>,
    /// By identifier: where its sequences are, as bucket, group and bit.
    seats: HashMap<usize, Vec<(usize, usize, usize)>>,
    /// The farthest that a start can lie before the place that tells of it.
    reach: usize,
}

/// What it means that a sequence stands at a place.
struct Member {
    /// Bytes from the window's last byte back to the start, least and most.
    back: (isize, isize),
    /// The identifiers that have it.
    rules: Vec<usize>,
}

/// Some of a sieve's identifiers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Chosen {
    /// By identifier.
    rules: Vec<bool>,
    /// By bucket and group: the sequences that any of them has.
    bits: [Vec<u64>; BUCKETS],
}

impl Chosen {
    /// The identifiers.
    pub(crate) fn rules(&self) -> impl Iterator<Item = usize> {
        self.rules.iter().enumerate().filter(|(_, chosen)| **chosen).map(|(rule, _)| rule)
    }
}

impl Sieve {
    /// A sieve for identifiers, each with its number. Without `folds` it leaves it to another to find what holds the
    /// characters of [`folded`].
    pub(crate) fn new<'a>(shapes: impl Iterator<Item = (usize, &'a Shape)> + Clone, folds: bool) -> Self {
        let mut everywhere = Vec::new();
        let mut numbers: HashMap<Sequence, usize> = HashMap::new();
        let mut all: Vec<Sequence> = Vec::new();
        let mut rules_of: Vec<Vec<usize>> = Vec::new();
        let mut add = |sequence: &Sequence, rule: usize| {
            let number = *numbers.entry(sequence.clone()).or_insert_with(|| {
                all.push(sequence.clone());
                rules_of.push(Vec::new());
                all.len() - 1
            });
            if let Some(rules) = rules_of.get_mut(number).filter(|rules| rules.last() != Some(&rule)) {
                rules.push(rule);
            }
        };
        let longest = shapes.clone().filter_map(|(_, shape)| shape.folds.filter(|_| folds)).max();
        let folded: Vec<Sequence> = longest.into_iter().flat_map(folded).collect();
        for (rule, shape) in shapes {
            match &shape.sequences {
                None => everywhere.push(rule),
                Some(list) => {
                    let folded = folded.iter().filter(|_| shape.folds.is_some());
                    list.iter().chain(folded).for_each(|sequence| add(sequence, rule));
                }
            }
        }
        let members: Vec<Member> = all
            .iter()
            .zip(rules_of)
            .map(|(sequence, rules)| {
                let last = isize::try_from(sequence.window.0 + WINDOW).unwrap_or(isize::MAX) - 1;
                Member { back: (last + sequence.start.0, last + sequence.start.1), rules }
            })
            .collect();
        let (buckets, dealt) = Buckets::deal(&all);
        let groups: Vec<Vec<Group>> = (0..BUCKETS)
            .map(|bucket| {
                let inside = dealt.iter().enumerate().filter(|(_, of)| **of == bucket);
                let inside: Vec<usize> = inside.map(|(index, _)| index).collect();
                Group::of(&inside, &all)
            })
            .collect();
        let mut seats: HashMap<usize, Vec<(usize, usize, usize)>> = HashMap::new();
        for (bucket, groups) in groups.iter().enumerate() {
            for (group, number) in groups.iter().enumerate() {
                for (bit, member) in number.members().iter().enumerate() {
                    let rules = members.get(*member).map(|member| member.rules.as_slice());
                    for rule in rules.unwrap_or_default() {
                        seats.entry(*rule).or_default().push((bucket, group, bit));
                    }
                }
            }
        }
        let reach =
            members.iter().map(|member| usize::try_from(member.back.1).unwrap_or(0)).max().unwrap_or(0);
        Self { buckets, groups, members, everywhere, seats, reach }
    }

    /// The farthest that a start can lie before the place that tells of it, in bytes.
    pub(crate) fn reach(&self) -> usize {
        self.reach
    }

    /// Chooses identifiers, in place of those chosen before.
    pub(crate) fn choose(&self, rules: impl IntoIterator<Item = usize>, chosen: &mut Chosen) {
        chosen.rules.fill(false);
        for (bits, groups) in chosen.bits.iter_mut().zip(&self.groups) {
            bits.clear();
            bits.resize(groups.len(), 0);
        }
        for rule in rules {
            if chosen.rules.len() <= rule {
                chosen.rules.resize(rule + 1, false);
            }
            if let Some(is_chosen) = chosen.rules.get_mut(rule) {
                *is_chosen = true;
            }
            for (bucket, group, bit) in self.seats.get(&rule).into_iter().flatten() {
                let bits = chosen.bits.get_mut(*bucket).and_then(|bits| bits.get_mut(*group));
                if let Some(bits) = bits {
                    *bits |= 1 << bit;
                }
            }
        }
    }

    /// Gives the starts that the places of `range` tell of, in no order, by identifier. `text` must go on for [`AHEAD`]
    /// bytes after `range` and begin [`BEHIND`] before it, or end there.
    pub(crate) fn find(&self, text: &[u8], range: Range<usize>, start: impl FnMut(usize, Range<usize>)) {
        self.search(text, range, |_, _| u64::MAX, |_| true, start);
    }

    /// The same for chosen identifiers.
    pub(crate) fn find_chosen(
        &self,
        text: &[u8],
        range: Range<usize>,
        chosen: &Chosen,
        start: impl FnMut(usize, Range<usize>),
    ) {
        let bits = |bucket: usize, group: usize| {
            chosen.bits.get(bucket).and_then(|bits| bits.get(group)).copied().unwrap_or(0)
        };
        let is_chosen = |rule: usize| chosen.rules.get(rule).copied().unwrap_or(false);
        self.search(text, range, bits, is_chosen, start);
    }

    #[inline(always)]
    fn search(
        &self,
        text: &[u8],
        range: Range<usize>,
        bits: impl Fn(usize, usize) -> u64,
        is_chosen: impl Fn(usize) -> bool,
        mut start: impl FnMut(usize, Range<usize>),
    ) {
        if range.is_empty() {
            return;
        }
        for rule in self.everywhere.iter().filter(|rule| is_chosen(**rule)) {
            start(*rule, range.clone());
        }
        if self.members.is_empty() {
            return;
        }
        self.buckets.find(text, range, |at, mut buckets| {
            while buckets != 0 {
                let bucket = buckets.trailing_zeros() as usize;
                buckets &= buckets - 1;
                for (number, group) in self.groups.get(bucket).into_iter().flatten().enumerate() {
                    let bits = bits(bucket, number);
                    if bits == 0 {
                        continue;
                    }
                    group.find(text, at, bits, |member| {
                        let Some(member) = self.members.get(member) else { return };
                        // Where the text begins too late for the nearest start, there is none.
                        let Some(last) = at.checked_add_signed(-member.back.0) else { return };
                        let first = at.saturating_add_signed(-member.back.1);
                        for rule in member.rules.iter().filter(|rule| is_chosen(**rule)) {
                            start(*rule, first..last + 1);
                        }
                    });
                }
            }
        });
    }
}
