//! The naive scanner: the meaning of a program, written without a thought for speed.
//!
//! One Pike machine per identifier over the whole text, every condition looked up by trying every place, overlaps
//! resolved over all matches at once. It shares with the engine the trees of patterns and nothing else.

use std::collections::HashMap;

use regex_automata::nfa::thompson::{self, pikevm::PikeVM};
use regex_automata::util::captures::Captures;
use regex_automata::{Anchored, Input};
use sievert::lang::pattern;
use sievert::lang::program::{
    Context, Edge, Identifier, IdentifierId, Literal, Needle, Normalize, Pattern, Program, Side, Validate,
};
use sievert::report::{Finding, ObjectReport};

/// A finding, without what is only derived from the rest.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    pub identifier: String,
    pub count: u64,
    pub confidence: i32,
    pub occurrences: Vec<Place>,
}

/// An occurrence.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    pub bytes: (u64, u64),
    pub start: (u64, u64),
    pub end: (u64, u64),
    pub confidence: i32,
    pub because: Vec<(String, &'static str)>,
    pub shadows: Vec<String>,
    /// Equal for equal normalised values: the place of the value's first use among all of the scan.
    pub value: usize,
}

/// The text with what it stands under.
#[derive(Debug, Clone, Copy)]
pub struct Segment<'a> {
    pub text: &'a [u8],
    pub column: Option<&'a str>,
    pub names: &'a [&'a str],
    pub path: &'a str,
    /// A value rather than a stream.
    pub value: bool,
}

/// Scans one segment.
pub fn scan(program: &Program, segment: Segment<'_>) -> Vec<Found> {
    let mut hits = Vec::new();
    for (rule, identifier) in program.identifiers.iter().enumerate() {
        matches(program, rule, identifier, segment, &mut hits);
    }
    let standing = resolve(hits);
    let mut values: HashMap<String, usize> = HashMap::new();
    let mut found = Vec::new();
    for (rule, identifier) in program.identifiers.iter().enumerate() {
        let mine: Vec<&(Hit, Vec<usize>)> = standing.iter().filter(|(hit, _)| hit.rule == rule).collect();
        if mine.is_empty() || identifier.severity.of(mine.len() as u64).is_none() {
            continue;
        }
        let place = |(hit, shadows): &(Hit, Vec<usize>)| {
            let next = values.len();
            Place {
                bytes: (hit.start as u64, hit.end as u64),
                start: line_column(segment.text, hit.start),
                end: line_column(segment.text, hit.end),
                confidence: hit.confidence,
                because: hit.because.clone(),
                shadows: shadows.iter().map(|rule| program.identifiers[*rule].name.clone()).collect(),
                value: *values.entry(hit.value.clone()).or_insert(next),
            }
        };
        found.push(Found {
            identifier: identifier.name.clone(),
            count: mine.len() as u64,
            confidence: mine.iter().map(|(hit, _)| hit.confidence).max().unwrap(),
            occurrences: mine.into_iter().map(place).collect(),
        });
    }
    found
}

/// The engine's report in the same form.
pub fn simplified(report: &ObjectReport) -> Vec<Found> {
    let mut values: HashMap<String, usize> = HashMap::new();
    let thousandths = |confidence: f64| (confidence * 1000.0).round() as i32;
    let mut convert = |finding: &Finding| Found {
        identifier: finding.identifier.clone(),
        count: finding.count,
        confidence: thousandths(finding.confidence),
        occurrences: finding
            .occurrences
            .iter()
            .map(|occurrence| {
                let next = values.len();
                let bytes = occurrence.position.bytes.clone().unwrap();
                Place {
                    bytes: (bytes.start, bytes.end),
                    start: (occurrence.position.start.line, occurrence.position.start.column),
                    end: (occurrence.position.end.line, occurrence.position.end.column),
                    confidence: thousandths(occurrence.confidence),
                    because: occurrence
                        .because
                        .iter()
                        .map(|evidence| {
                            let at = ["text", "column", "path", "absent"]
                                .into_iter()
                                .find(|at| *at == evidence.at);
                            (evidence.row.clone(), at.unwrap())
                        })
                        .collect(),
                    shadows: occurrence.shadows.clone(),
                    value: *values.entry(occurrence.hash.clone()).or_insert(next),
                }
            })
            .collect(),
    };
    report.findings.iter().map(&mut convert).collect()
}

#[derive(Debug, Clone)]
struct Hit {
    rule: usize,
    start: usize,
    end: usize,
    confidence: i32,
    because: Vec<(String, &'static str)>,
    value: String,
}

fn machine(patterns: &[Pattern]) -> PikeVM {
    let trees: Vec<_> = patterns.iter().map(|pattern| pattern::hir(pattern).unwrap()).collect();
    let config = thompson::Config::new().utf8(false);
    let nfa = thompson::Compiler::new().configure(config).build_many_from_hir(&trees).unwrap();
    PikeVM::new_from_nfa(nfa).unwrap()
}

fn find(machine: &PikeVM, input: Input<'_>) -> Option<(usize, usize)> {
    let mut captures = Captures::matches(machine.get_nfa().group_info().clone());
    machine.search(&mut machine.create_cache(), &input, &mut captures);
    captures.get_match().map(|found| (found.start(), found.end()))
}

fn matches(
    program: &Program,
    rule: usize,
    identifier: &Identifier,
    segment: Segment<'_>,
    hits: &mut Vec<Hit>,
) {
    let text = segment.text;
    let machine = machine(&identifier.patterns);
    let mut eyes = Eyes { segment, words: HashMap::new() };
    let mut at = 0;
    while let Some((start, end)) = find(&machine, Input::new(text).range(at..)) {
        let matched = String::from_utf8_lossy(&text[start..end]).into_owned();
        let value = normalise(&identifier.normalize, &matched);
        let ignored = identifier.ignore.iter().any(|word| contains(&text[start..end], word.as_bytes()));
        let invalid = identifier.validate.as_ref().is_some_and(|validate| !valid(validate, &value));
        if ignored || invalid || allowed(program, rule, &matched, &value) {
            let width = (1..=4).find(|width| {
                text.get(start..start + width).is_some_and(|bytes| std::str::from_utf8(bytes).is_ok())
            });
            at = start + width.unwrap_or(1);
            continue;
        }
        at = end;
        let met =
            identifier.require.iter().all(|row| eyes.holds(&row.when, start, end).is_some() == row.expected);
        let mut confidence = identifier.confidence.0;
        let asked = identifier.require.iter().filter(|row| row.expected);
        let mut because: Vec<_> =
            asked.filter_map(|row| Some((row.text.clone(), eyes.holds(&row.when, start, end)?))).collect();
        for row in &identifier.context {
            if let Some(at) = eyes.holds(&row.when, start, end) {
                confidence += row.effect.0;
                because.push((row.text.clone(), at));
            }
        }
        let confidence = confidence.clamp(0, 1000);
        let threshold = identifier.report.threshold.0;
        let enough = if identifier.report.strict { confidence > threshold } else { confidence >= threshold };
        if met && enough {
            hits.push(Hit { rule, start, end, confidence, because, value });
        }
    }
}

fn contains(text: &[u8], word: &[u8]) -> bool {
    text.windows(word.len()).any(|window| window == word)
}

fn normalise(steps: &[Normalize], text: &str) -> String {
    steps.iter().fold(text.to_owned(), |text, step| match step {
        Normalize::Strip(strip) => text.chars().filter(|c| !strip.contains(*c)).collect(),
        Normalize::Upper => text.to_uppercase(),
        Normalize::Lower => text.to_lowercase(),
        Normalize::Digits => text.chars().filter(char::is_ascii_digit).collect(),
        Normalize::Alphanumeric => text.chars().filter(char::is_ascii_alphanumeric).collect(),
    })
}

fn valid(validate: &Validate, value: &str) -> bool {
    match validate {
        Validate::All(parts) => parts.iter().all(|part| valid(part, value)),
        Validate::Any(parts) => parts.iter().any(|part| valid(part, value)),
        Validate::Not(inner) => !valid(inner, value),
        Validate::Check { name: "luhn", .. } => luhn(value),
        Validate::Check { name: "length", args, .. } => {
            let bound = |at: usize| match args[at] {
                Literal::Int(bound) => bound as usize,
                _ => panic!("a whole number"),
            };
            (bound(0)..=bound(1)).contains(&value.chars().count())
        }
        Validate::Check { name, .. } => panic!("the reference does not know {name}"),
    }
}

fn luhn(value: &str) -> bool {
    if value.len() < 2 || !value.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let sum: u32 = value
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte - b'0');
            if place % 2 == 0 { digit } else { digit * 2 / 10 + digit * 2 % 10 }
        })
        .sum();
    sum.is_multiple_of(10)
}

fn allowed(program: &Program, rule: usize, matched: &str, value: &str) -> bool {
    program.allows.iter().any(|allow| {
        let meant = allow.identifiers.is_empty() || allow.identifiers.contains(&IdentifierId(rule as u32));
        let listed = |text: &str| {
            allow.values.iter().any(|entry| entry.to_lowercase() == text.to_lowercase())
                || allow.patterns.iter().any(|pattern| {
                    let whole = Pattern { source: format!(r"\A(?:{})\z", pattern.source), ..pattern.clone() };
                    find(&machine(&[whole]), Input::new(text)).is_some()
                })
        };
        meant && (listed(matched) || listed(value))
    })
}

/// Looks around matches, and remembers where words are.
struct Eyes<'a> {
    segment: Segment<'a>,
    words: HashMap<Vec<String>, Vec<(usize, usize)>>,
}

impl Eyes<'_> {
    fn holds(&mut self, context: &Context, start: usize, end: usize) -> Option<&'static str> {
        match context {
            Context::Near { what, within, side, to } => {
                let within = *within as usize;
                if self.near(what, within, *side, *to, start, end) {
                    return Some("text");
                }
                self.named(what)
            }
            Context::Column(what) => self.named(what),
            Context::Path(what) => holds_text(what, self.segment.path, false).then_some("path"),
            Context::Not(inner) => match self.holds(inner, start, end) {
                Some(_) => None,
                None => Some("absent"),
            },
            Context::Any(parts) => {
                for part in parts {
                    if let Some(at) = self.holds(part, start, end) {
                        return Some(at);
                    }
                }
                None
            }
            Context::All(parts) => {
                let places: Vec<&'static str> =
                    parts.iter().map(|part| self.holds(part, start, end)).collect::<Option<_>>()?;
                Some(places.into_iter().find(|at| *at != "absent").unwrap_or("absent"))
            }
        }
    }

    fn named(&self, what: &Needle) -> Option<&'static str> {
        if self.segment.column.is_some_and(|header| holds_text(what, header, true)) {
            return Some("column");
        }
        self.segment.names.iter().any(|name| holds_text(what, name, true)).then_some("path")
    }

    fn near(&mut self, what: &Needle, within: usize, side: Side, to: Edge, start: usize, end: usize) -> bool {
        let text = self.segment.text;
        let is_end = |byte: &u8| !self.segment.value && (*byte == b'\n' || *byte == b'\r');
        let low = text[..start].iter().rposition(is_end).map_or(0, |at| at + 1);
        let high = text[end..].iter().position(is_end).map_or(text.len(), |at| end + at);
        let before = if to == Edge::End { end } else { start };
        let after = if to == Edge::Start { start } else { end };
        let is_near = |(a, b): (usize, usize)| {
            (side != Side::After && a >= low && b <= start && before - b <= within)
                || (side != Side::Before && a >= end && b <= high && a - after <= within)
        };
        match what {
            Needle::Words(words) => {
                let found =
                    self.words.entry(words.clone()).or_insert_with(|| occurrences(words, text, false));
                found.iter().copied().any(is_near)
            }
            Needle::Pattern(pattern) => {
                let machine = machine(std::slice::from_ref(pattern));
                // From every start, within the part of the line on either side of the match.
                let mut sides = Vec::new();
                if side != Side::After {
                    sides.push((low.max(start.saturating_sub(within + pattern.max_len)), start));
                }
                if side != Side::Before {
                    sides.push((end, high.min(end + within + 2 * pattern.max_len)));
                }
                sides.into_iter().any(|(low, high)| {
                    (low..high).any(|from| {
                        find(&machine, Input::new(text).range(from..high).anchored(Anchored::Yes))
                            .is_some_and(is_near)
                    })
                })
            }
        }
    }
}

fn holds_text(what: &Needle, text: &str, name: bool) -> bool {
    match what {
        Needle::Words(words) => !occurrences(words, text.as_bytes(), name).is_empty(),
        Needle::Pattern(pattern) => find(&machine(std::slice::from_ref(pattern)), Input::new(text)).is_some(),
    }
}

/// Every place of every word, by trying every start.
fn occurrences(words: &[String], text: &[u8], name: bool) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for word in words {
        let parts: Vec<String> = word.split_whitespace().map(regex_syntax::escape).collect();
        let pattern = Pattern {
            source: parts.join("[ _-]?"),
            case_insensitive: true,
            verbose: false,
            max_len: 0,
            min_len: 0,
            span: Default::default(),
        };
        let machine = machine(&[pattern]);
        for start in 0..text.len() {
            // No word of the tests can match in more than one length from one start.
            let input = Input::new(text).range(start..).anchored(Anchored::Yes);
            let Some((_, end)) = find(&machine, input) else { continue };
            if border(text, start, name) && border(text, end, name) {
                found.push((start, end));
            }
        }
    }
    found
}

fn border(text: &[u8], at: usize, name: bool) -> bool {
    let before = String::from_utf8_lossy(&text[at.saturating_sub(4)..at]).chars().next_back();
    let after: Vec<char> =
        String::from_utf8_lossy(&text[at..(at + 8).min(text.len())]).chars().take(2).collect();
    let (Some(a), Some(b)) = (before, after.first().copied()) else { return true };
    if !a.is_alphanumeric() || !b.is_alphanumeric() {
        return true;
    }
    name && ((a.is_lowercase() && b.is_uppercase())
        || (a.is_uppercase() && b.is_uppercase() && after.get(1).is_some_and(|c| c.is_lowercase()))
        || a.is_numeric() != b.is_numeric())
}

/// Greedy over all: higher confidence, longer, earlier in the pack, earlier in the text.
fn resolve(mut hits: Vec<Hit>) -> Vec<(Hit, Vec<usize>)> {
    hits.sort_by_key(|hit| (-hit.confidence, -((hit.end - hit.start) as i64), hit.rule, hit.start));
    let mut standing: Vec<(Hit, Vec<usize>)> = Vec::new();
    for hit in hits {
        match standing.iter_mut().find(|(winner, _)| winner.start < hit.end && hit.start < winner.end) {
            Some((_, shadows)) => shadows.push(hit.rule),
            None => standing.push((hit, Vec::new())),
        }
    }
    for (_, shadows) in &mut standing {
        shadows.sort_unstable();
        shadows.dedup();
    }
    standing.sort_by_key(|(hit, _)| (hit.start, hit.rule));
    standing
}

fn line_column(text: &[u8], offset: usize) -> (u64, u64) {
    let (mut line, mut column) = (1, 1);
    for at in 0..offset {
        match text[at] {
            b'\r' if text.get(at + 1) == Some(&b'\n') => column += 1,
            b'\n' | b'\r' => (line, column) = (line + 1, 1),
            byte => column += u64::from(byte & 0xC0 != 0x80),
        }
    }
    (line, column)
}
