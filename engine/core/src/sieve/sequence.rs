//! What must stand where in every match of a pattern.
//!
//! From a pattern's tree a [`Sequence`] is read: for each place, counted from an *anchor* at or after the match's start,
//! the bytes that can stand there. Only places that every match has are listed, so a text without the sequence holds no
//! match. The anchor is a part of the pattern that begins with rare bytes: its start, or what follows a part of varying
//! length (the `@` of an address); then the match may start at any of several places before it. What a leading `\b` or
//! `^` says about the byte before is part of the sequence, and so is what a last `\b` says about the byte after.
//!
//! Case folding admits two characters beyond ASCII, `ſ` for `s` and `K` (the Kelvin sign) for `k`. Reading them as
//! alternatives would blur every place behind them. The sequence leaves them out, and two sequences of their own find the
//! matches that hold one: see [`folded`].

use regex_syntax::hir::{Class, ClassUnicode, Hir, HirKind, Look};

use super::bytes::ByteSet;
use super::codes::{Shares, odds};

/// Places that are looked at after the anchor.
const MOST: usize = 22;

/// Places of the first step's window: nine bytes are eight pairs.
pub(super) const WINDOW: usize = 9;

/// Branches that one pattern is taken apart into.
const MAX_BRANCHES: usize = 64;

/// Anchors tried for one branch.
const MAX_ANCHORS: usize = 12;

/// The farthest anchor after a match's start.
const MAX_SPREAD: usize = 256;

/// Steps that reading one pattern may take: nested repeats multiply.
const FUEL: u32 = 100_000;

/// What one place where the sequence stands costs, and each byte between its nearest and farthest start.
const COST: f64 = 30.0;
const SPREAD: f64 = 4.0;

/// Bytes by place.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Sequence {
    /// The bytes of each place.
    pub(super) sets: Vec<ByteSet>,
    /// Index in `sets` of the window that is looked for first, and its length.
    pub(super) window: (usize, usize),
    /// Where the match starts: so many bytes before the first place, at least and at most. Negative when the first place
    /// lies before the match.
    pub(super) start: (isize, isize),
}

impl Sequence {
    /// How likely a text holds the window at any place.
    pub(super) fn odds(&self) -> f64 {
        let (from, length) = self.window;
        let shares = self.sets.iter().skip(from).take(length).map(|set| Shares::of(set.codes()));
        odds(&shares.collect::<Vec<_>>())
    }
}

/// The sequences of which every match holds one, and whether a match may hold `ſ` or `K` instead (then see [`folded`]).
/// `None` where nothing can be said.
pub(super) fn sequences(hir: &Hir) -> Option<(Vec<Sequence>, bool)> {
    let mut reader = Reader { fuel: FUEL, folds: false };
    let whole = reader.best(&flat(hir));
    let mut branches = vec![Vec::new()];
    for part in flat(hir) {
        branches = match part.kind() {
            HirKind::Alternation(parts) if branches.len() * parts.len() <= MAX_BRANCHES => branches
                .iter()
                .flat_map(|head| parts.iter().map(move |part| [head.clone(), flat(part)].concat()))
                .collect(),
            _ => branches.into_iter().map(|head| [head, vec![part]].concat()).collect(),
        };
    }
    let apart: Option<Vec<(f64, Sequence)>> = branches.iter().map(|branch| reader.best(branch)).collect();
    let cost = |list: &[(f64, Sequence)]| list.iter().map(|(cost, _)| cost).sum::<f64>();
    let list = match (whole.map(|whole| vec![whole]), apart) {
        (Some(whole), Some(apart)) => {
            if cost(&apart) < cost(&whole) {
                apart
            } else {
                whole
            }
        }
        (whole, apart) => whole.or(apart)?,
    };
    (reader.fuel > 0).then(|| (list.into_iter().map(|(_, sequence)| sequence).collect(), reader.folds))
}

/// The sequences of a match up to `max_len` long that holds `ſ` or `K`.
pub(super) fn folded(max_len: usize) -> impl Iterator<Item = Sequence> {
    let far = isize::try_from(max_len).unwrap_or(isize::MAX);
    ["\u{17F}", "\u{212A}"].into_iter().map(move |character| Sequence {
        sets: character.bytes().map(|byte| ByteSet::of(&[byte])).collect(),
        window: (0, character.len()),
        start: (0, far),
    })
}

/// The parts of a tree in order.
fn flat(hir: &Hir) -> Vec<&Hir> {
    match hir.kind() {
        HirKind::Capture(capture) => flat(&capture.sub),
        HirKind::Concat(parts) => parts.iter().flat_map(flat).collect(),
        _ => vec![hir],
    }
}

struct Reader {
    fuel: u32,
    folds: bool,
}

/// What lies at each place after an anchor.
struct Places {
    sets: [ByteSet; MOST],
}

impl Reader {
    /// The cheapest sequence of a branch, and its cost.
    fn best(&mut self, parts: &[&Hir]) -> Option<(f64, Sequence)> {
        let mut best: Option<(f64, Sequence)> = None;
        let (mut near, mut far) = (0usize, 0usize);
        let mut before: Option<&Hir> = None;
        let mut anchors = 0;
        for (index, part) in parts.iter().enumerate() {
            let min = part.properties().minimum_len()?;
            let max = part.properties().maximum_len();
            let solid = !matches!(part.kind(), HirKind::Look(_) | HirKind::Empty);
            let varies =
                before.is_some_and(|part| part.properties().minimum_len() != part.properties().maximum_len());
            if solid && (before.is_none() || varies) && anchors < MAX_ANCHORS && far <= MAX_SPREAD {
                anchors += 1;
                let (head, rest) = parts.split_at_checked(index)?;
                let found = self.at(head, rest, before, (near, far));
                if let Some(found) = found.filter(|(cost, _)| best.as_ref().is_none_or(|best| *cost < best.0))
                {
                    best = Some(found);
                }
            }
            near += min;
            match max {
                Some(max) => far += max,
                None => break,
            }
            if solid {
                before = Some(part);
            }
        }
        best
    }

    /// The sequence that begins at one anchor, with its cheapest window, and its cost.
    fn at(
        &mut self,
        head: &[&Hir],
        rest: &[&Hir],
        before: Option<&Hir>,
        (near, far): (usize, usize),
    ) -> Option<(f64, Sequence)> {
        let mut places = Places { sets: [ByteSet::EMPTY; MOST] };
        rest.iter().fold(1, |at, part| self.walk(part, at, &mut places));
        let least: usize = rest.iter().filter_map(|part| part.properties().minimum_len()).sum();
        let mut sets: Vec<ByteSet> = places.sets.iter().copied().take(least).collect();
        let first = sets.first().copied().unwrap_or(ByteSet::FULL);
        let last = sets.last().copied().unwrap_or(ByteSet::FULL);

        let ahead = match before {
            None => head.iter().filter_map(|part| look_before(part, &first)).next_back(),
            Some(part) => last_bytes(part),
        };
        let lead = usize::from(ahead.is_some());
        if let Some(ahead) = ahead {
            sets.insert(0, ahead);
        }
        // The next place is either what goes on or what follows the shortest match.
        if let Some(more) = places.sets.get(least) {
            let looks = rest.iter().rev().take_while(|part| matches!(part.kind(), HirKind::Look(_)));
            let after = looks.filter_map(|part| look_after(part, &last)).next();
            sets.extend(after.map(|mut after| {
                after.join(more);
                after
            }));
        }

        let length = sets.len().min(WINDOW);
        let signed = |length: usize| isize::try_from(length).unwrap_or(isize::MAX);
        let start = (signed(near) - signed(lead), signed(far) - signed(lead));
        let shares: Vec<Shares> = sets.iter().map(|set| Shares::of(set.codes())).collect();
        let windows = shares.windows(length.max(1)).map(odds).enumerate();
        let (from, odds) = windows.min_by(|a, b| a.1.total_cmp(&b.1))?;
        let cost = odds * (COST + SPREAD * (start.1 - start.0) as f64);
        Some((cost, Sequence { sets, window: (from, length), start }))
    }

    /// Adds what a part admits at every place that it can reach from `starts` (a bit for each place), and gives where it
    /// can end.
    fn walk(&mut self, hir: &Hir, starts: u32, places: &mut Places) -> u32 {
        let Some(fuel) = self.fuel.checked_sub(1).filter(|_| starts != 0) else {
            return 0;
        };
        self.fuel = fuel;
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => starts,
            HirKind::Literal(literal) => {
                literal.0.iter().fold(starts, |at, byte| places.add(at, &ByteSet::of(&[*byte])))
            }
            HirKind::Class(Class::Bytes(class)) => {
                let mut set = ByteSet::EMPTY;
                class.iter().for_each(|range| set.add(range.start(), range.end()));
                places.add(starts, &set)
            }
            HirKind::Class(Class::Unicode(class)) => self.class(class, starts, places),
            HirKind::Capture(capture) => self.walk(&capture.sub, starts, places),
            HirKind::Concat(parts) => parts.iter().fold(starts, |at, part| self.walk(part, at, places)),
            HirKind::Alternation(parts) => {
                parts.iter().fold(0, |ends, part| ends | self.walk(part, starts, places))
            }
            HirKind::Repetition(repetition) => {
                let mut at = starts;
                for _ in 0..repetition.min {
                    let next = self.walk(&repetition.sub, at, places);
                    if next == at {
                        break;
                    }
                    at = next;
                }
                let mut ends = at;
                for _ in repetition.min..repetition.max.unwrap_or(u32::MAX) {
                    at = self.walk(&repetition.sub, at, places);
                    if at | ends == ends {
                        break;
                    }
                    ends |= at;
                }
                ends
            }
        }
    }

    fn class(&mut self, class: &ClassUnicode, starts: u32, places: &mut Places) -> u32 {
        let is_fold = |c: char| matches!(c, '\u{17F}' | '\u{212A}');
        let mut beyond = class.ranges().iter().filter(|range| !range.end().is_ascii()).peekable();
        let any = beyond.peek().is_some();
        let only_folds = beyond.all(|range| range.start() == range.end() && is_fold(range.start()));
        self.folds |= only_folds && any;
        let mut ends = 0;
        let mut ascii = ByteSet::EMPTY;
        for range in class.iter() {
            let (low, high) = (u32::from(range.start()), u32::from(range.end()));
            if let Ok(low) = u8::try_from(low)
                && low.is_ascii()
            {
                ascii.add(low, u8::try_from(high).unwrap_or(0x7F).min(0x7F));
            }
            for (width, least, most) in [(2u32, 0x80, 0x7FF), (3, 0x800, 0xFFFF), (4, 0x1_0000, 0x10_FFFF)] {
                let (low, high) = (low.max(least), high.min(most));
                if only_folds || low > high {
                    continue;
                }
                let lead = |c: u32| {
                    let mark = 0xF00u32 >> width & 0xFF;
                    u8::try_from(mark | c >> (6 * (width - 1))).unwrap_or(u8::MAX)
                };
                let mut leads = ByteSet::EMPTY;
                leads.add(lead(low), lead(high));
                let mut at = places.add(starts, &leads);
                for _ in 1..width {
                    at = places.add(at, &continuations());
                }
                ends |= at;
            }
        }
        if ascii.is_empty() { ends } else { ends | places.add(starts, &ascii) }
    }
}

impl Places {
    /// Admits bytes at every place of `at`, and gives the places after.
    fn add(&mut self, at: u32, set: &ByteSet) -> u32 {
        for (place, admitted) in self.sets.iter_mut().enumerate() {
            if at >> place & 1 == 1 {
                admitted.join(set);
            }
        }
        at << 1
    }
}

fn continuations() -> ByteSet {
    let mut set = ByteSet::EMPTY;
    set.add(0x80, 0xBF);
    set
}

/// The bytes before a match that begins with an assertion and then one of `first`. Before a text stands a line end.
fn look_before(part: &Hir, first: &ByteSet) -> Option<ByteSet> {
    let word = ByteSet::word();
    let outside = ByteSet::FULL.without(&word);
    let HirKind::Look(look) = part.kind() else { return None };
    match look {
        Look::StartLF => Some(ByteSet::of(b"\n")),
        Look::StartCRLF => Some(ByteSet::of(b"\r\n")),
        Look::WordAscii | Look::WordUnicode if first.is_within(&word) => Some(outside),
        Look::WordAscii if first.is_within(&outside) => Some(word),
        Look::WordAsciiNegate if first.is_within(&word) => Some(word),
        Look::WordAsciiNegate if first.is_within(&outside) => Some(outside),
        Look::WordStartAscii
        | Look::WordStartHalfAscii
        | Look::WordStartUnicode
        | Look::WordStartHalfUnicode => Some(outside),
        _ => None,
    }
}

/// The bytes after a match that ends with one of `last` and then an assertion. After a text stands a line end.
fn look_after(part: &Hir, last: &ByteSet) -> Option<ByteSet> {
    let word = ByteSet::word();
    let outside = ByteSet::FULL.without(&word);
    let HirKind::Look(look) = part.kind() else { return None };
    match look {
        Look::EndLF | Look::EndCRLF => Some(ByteSet::of(b"\r\n")),
        Look::WordAscii | Look::WordUnicode if last.is_within(&word) => Some(outside),
        Look::WordEndAscii | Look::WordEndHalfAscii | Look::WordEndUnicode | Look::WordEndHalfUnicode => {
            Some(outside)
        }
        _ => None,
    }
}

/// The last bytes of what a part matches; `None` when it can match nothing.
fn last_bytes(hir: &Hir) -> Option<ByteSet> {
    if hir.properties().minimum_len().is_none_or(|length| length == 0) {
        return None;
    }
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => None,
        HirKind::Literal(literal) => literal.0.last().map(|byte| ByteSet::of(&[*byte])),
        HirKind::Class(Class::Bytes(class)) => {
            let mut set = ByteSet::EMPTY;
            class.iter().for_each(|range| set.add(range.start(), range.end()));
            Some(set)
        }
        HirKind::Class(Class::Unicode(class)) => {
            let mut set = ByteSet::EMPTY;
            for range in class.iter() {
                let ascii = |c: char| u8::try_from(c).ok().filter(u8::is_ascii);
                if let Some(low) = ascii(range.start()) {
                    set.add(low, ascii(range.end()).unwrap_or(0x7F));
                }
                if !range.end().is_ascii() {
                    set.join(&continuations());
                }
            }
            Some(set)
        }
        HirKind::Repetition(repetition) => last_bytes(&repetition.sub),
        HirKind::Capture(capture) => last_bytes(&capture.sub),
        HirKind::Alternation(parts) => parts.iter().try_fold(ByteSet::EMPTY, |mut all, part| {
            all.join(&last_bytes(part)?);
            Some(all)
        }),
        HirKind::Concat(parts) => {
            let last =
                parts.iter().rev().find(|part| !matches!(part.kind(), HirKind::Look(_) | HirKind::Empty));
            last.and_then(last_bytes)
        }
    }
}
