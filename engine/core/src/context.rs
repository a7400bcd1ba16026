//! Conditions on what surrounds a match.
//!
//! `near` looks into the text around a match: on its line in a stream, anywhere in its value; and into the names a value
//! stands under, which are near every value beneath them. `column` looks at those names alone, `path` at where the object
//! lies. A pattern needle counts if it matches from *some* start within the part of the text that the match leaves free,
//! so an answer never depends on where a search happened to begin.

use std::ops::Range;
use std::sync::Arc;

use regex_automata::Input;
use sievert_lang::program::{self, Edge, Side};

use crate::automaton::Automaton;
use crate::keywords::{Border, WordSet};
use crate::utf8::MAX_CHAR;

/// What surrounds a match.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Surroundings<'a> {
    /// The text around, at least as far as [`Condition::reach`] asks or to its ends.
    pub(crate) text: &'a [u8],
    /// The match.
    pub(crate) span: (usize, usize),
    /// Whether line ends are borders.
    pub(crate) by_line: bool,
    /// What it stands under.
    pub(crate) setting: Setting<'a>,
}

/// What a whole segment stands under.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Setting<'a> {
    /// The header of its column.
    pub(crate) column: Option<&'a str>,
    /// The names on its path.
    pub(crate) names: &'a [&'a str],
    /// Key of the object and its members.
    pub(crate) path: &'a str,
}

/// Where a needle was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum At {
    /// In the text around the match.
    Text,
    /// In the header of its column.
    Column,
    /// In a name on its path, or in the path of the object.
    Path,
    /// Nowhere, which is what the condition asks for.
    Absent,
}

impl At {
    /// As findings say it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Column => "column",
            Self::Path => "path",
            Self::Absent => "absent",
        }
    }
}

/// A compiled condition.
#[derive(Debug)]
pub(crate) enum Condition {
    Near { needle: Needle, within: usize, side: Side, edge: Edge },
    Column(Needle),
    Path(Needle),
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
}

/// A compiled needle.
#[derive(Debug, Clone)]
pub(crate) enum Needle {
    /// Words, with the list they were made from.
    Words(Arc<WordSet>, Arc<[String]>),
    /// A pattern and its longest match.
    Pattern(Arc<Automaton>, usize),
}

impl Needle {
    /// Longest text it can match, in bytes.
    fn max_len(&self) -> usize {
        match self {
            Self::Words(words, _) => words.max_len(),
            Self::Pattern(_, max_len) => *max_len,
        }
    }

    /// Whether it occurs within `range` of `text` so that `accept` likes its place.
    fn find(
        &self,
        text: &[u8],
        range: Range<usize>,
        border: Border,
        accept: impl Fn(usize, usize) -> bool,
    ) -> bool {
        match self {
            Self::Words(words, _) => words.find(text, range, border, |found| accept(found.start, found.end)),
            Self::Pattern(automaton, _) => {
                let regex = automaton.get();
                let mut from = range.start;
                while from < range.end {
                    let Some(found) = regex.search(&Input::new(text).range(from..range.end)) else {
                        return false;
                    };
                    if accept(found.start(), found.end()) {
                        return true;
                    }
                    from = found.start() + 1;
                }
                false
            }
        }
    }

    /// Whether it occurs anywhere in `text`.
    fn within(&self, text: &str, border: Border) -> bool {
        self.find(text.as_bytes(), 0..text.len(), border, |_, _| true)
    }

    /// Where a column's header or a name on the path holds it.
    pub(crate) fn in_names(&self, setting: &Setting<'_>) -> Option<At> {
        if setting.column.is_some_and(|header| self.within(header, Border::Name)) {
            return Some(At::Column);
        }
        setting.names.iter().any(|name| self.within(name, Border::Name)).then_some(At::Path)
    }

    /// Whether the path of the object holds it.
    pub(crate) fn in_path(&self, setting: &Setting<'_>) -> bool {
        self.within(setting.path, Border::Text)
    }
}

impl Condition {
    /// Compiles a condition; `compile` makes its needles.
    pub(crate) fn new<E>(
        context: &program::Context,
        compile: &mut impl FnMut(&program::Needle) -> Result<Needle, E>,
    ) -> Result<Self, E> {
        let mut list = |parts: &[program::Context]| -> Result<Vec<Self>, E> {
            let mut compiled = Vec::with_capacity(parts.len());
            for part in parts {
                compiled.push(Self::new(part, &mut *compile)?);
            }
            Ok(compiled)
        };
        Ok(match context {
            program::Context::All(parts) => Self::All(list(parts)?),
            program::Context::Any(parts) => Self::Any(list(parts)?),
            program::Context::Not(inner) => Self::Not(Box::new(Self::new(inner, compile)?)),
            program::Context::Column(what) => Self::Column(compile(what)?),
            program::Context::Path(what) => Self::Path(compile(what)?),
            program::Context::Near { what, within, side, to } => Self::Near {
                needle: compile(what)?,
                within: usize::try_from(*within).unwrap_or(usize::MAX),
                side: *side,
                edge: *to,
            },
        })
    }

    /// How many bytes before and after a match it may look at.
    pub(crate) fn reach(&self) -> (usize, usize) {
        match self {
            Self::Near { needle, within, side, .. } => {
                let far = within + needle.max_len() + MAX_CHAR;
                match side {
                    Side::Before => (far, 0),
                    Side::After => (0, far),
                    Side::Either => (far, far),
                }
            }
            Self::Column(_) | Self::Path(_) => (0, 0),
            Self::All(parts) | Self::Any(parts) => parts.iter().map(Self::reach).fold((0, 0), farther),
            Self::Not(inner) => inner.reach(),
        }
    }

    /// Whether it holds, and where the needle was that made it hold.
    pub(crate) fn holds(&self, around: &Surroundings<'_>) -> Option<At> {
        match self {
            Self::Near { needle, within, side, edge } => near(needle, *within, *side, *edge, around)
                .then_some(At::Text)
                .or_else(|| needle.in_names(&around.setting)),
            Self::Column(needle) => needle.in_names(&around.setting),
            Self::Path(needle) => needle.in_path(&around.setting).then_some(At::Path),
            Self::Any(parts) => parts.iter().find_map(|part| part.holds(around)),
            Self::Not(inner) => inner.holds(around).is_none().then_some(At::Absent),
            Self::All(parts) => {
                let mut place = At::Absent;
                for part in parts {
                    let at = part.holds(around)?;
                    if place == At::Absent {
                        place = at;
                    }
                }
                Some(place)
            }
        }
    }
}

/// The larger of each.
pub(crate) fn farther(a: (usize, usize), b: (usize, usize)) -> (usize, usize) {
    (a.0.max(b.0), a.1.max(b.1))
}

/// Whether the text around the match holds the needle.
fn near(needle: &Needle, within: usize, side: Side, edge: Edge, around: &Surroundings<'_>) -> bool {
    let (start, end) = around.span;
    let far = within + needle.max_len();
    if side != Side::After {
        // The needle ends before the match; the distance is counted from its end.
        let edge = if edge == Edge::End { end } else { start };
        let low = around.line_start(edge.saturating_sub(far).min(start), start);
        if needle.find(around.text, low..start, Border::Text, |_, needle_end| edge - needle_end <= within) {
            return true;
        }
    }
    if side != Side::Before {
        // The needle starts after the match; the distance is counted to its start.
        let edge = if edge == Edge::Start { start } else { end };
        let high = around.line_end(end, (edge + far).clamp(end, around.text.len().max(end)));
        return needle
            .find(around.text, end..high, Border::Text, |needle_start, _| needle_start - edge <= within);
    }
    false
}

impl Surroundings<'_> {
    /// Just past the last line end before `to`, or `from` if that is nearer.
    fn line_start(&self, from: usize, to: usize) -> usize {
        let text = self.text.get(from..to).unwrap_or_default();
        match self.by_line.then(|| memchr::memrchr2(b'\n', b'\r', text)).flatten() {
            Some(at) => from + at + 1,
            None => from,
        }
    }

    /// The first line end from `from` on, or `to` if that is nearer.
    fn line_end(&self, from: usize, to: usize) -> usize {
        let text = self.text.get(from..to).unwrap_or_default();
        match self.by_line.then(|| memchr::memchr2(b'\n', b'\r', text)).flatten() {
            Some(at) => from + at,
            None => to,
        }
    }
}
