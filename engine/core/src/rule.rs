//! An identifier compiled for scanning.

use std::collections::HashMap;
use std::sync::Arc;

use memchr::memmem;
use regex_syntax::hir::{Class, Hir, HirKind, Look};
use sievert_lang::pattern::{self, MAX_MATCH};
use sievert_lang::program::{
    self, Category, Confidence, Identifier, Normalize, Pattern, Redact, Report, SeverityScale, Validate,
};

use crate::automaton::Automaton;
use crate::context::{Condition, Needle, farther};
use crate::gate::Gate;
use crate::keywords::WordSet;
use crate::options::Options;
use crate::sieve::{self, Shape};
use crate::utf8::MAX_CHAR;
use crate::validate::{self, Check};

/// Why a program cannot become an engine. A program that left the checker gives none of these, unless the options set a
/// smaller budget than the checker's.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EngineError {
    /// The pattern has an error or is larger than the budget.
    #[error("pattern `{pattern}` of `{owner}` does not compile: {reason}")]
    Pattern {
        /// The identifier or list.
        owner: String,
        /// As written.
        pattern: String,
        /// From the pattern library.
        reason: String,
    },
    /// The pattern may match nothing, or more than [`MAX_MATCH`] bytes.
    #[error(
        "pattern `{pattern}` of `{owner}` can match {found} bytes, wanted 1 to {MAX_MATCH}: bound its repetitions"
    )]
    PatternLength {
        /// The identifier or list.
        owner: String,
        /// As written.
        pattern: String,
        /// What was found.
        found: String,
    },
    /// A validator that this engine does not have.
    #[error(
        "`{owner}` names the validator `{name}`, which this engine does not have: build both from one version"
    )]
    UnknownValidator {
        /// The identifier.
        owner: String,
        /// The validator.
        name: &'static str,
    },
}

/// A compiled identifier.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) name: String,
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) category: Category,
    pub(crate) severity: SeverityScale,
    pub(crate) digest: String,
    /// All its patterns: leftmost, then first listed.
    pub(crate) automaton: Automaton,
    /// Shortest and longest match in bytes.
    pub(crate) min_len: usize,
    pub(crate) max_len: usize,
    pub(crate) alphabet: Alphabet,
    pub(crate) normalize: Vec<Normalize>,
    pub(crate) validate: Option<Validation>,
    pub(crate) confidence: Confidence,
    pub(crate) rows: Vec<Row>,
    pub(crate) requires: Vec<Requirement>,
    pub(crate) ignore: Vec<memmem::Finder<'static>>,
    pub(crate) report: Report,
    pub(crate) redact: Redact,
    /// Indices of the allow lists that apply.
    pub(crate) allows: Vec<usize>,
    /// What must be there for anything to be reported, if that can be told from words.
    pub(crate) gate: Option<Gate>,
    /// Bytes before a match's start and after its start that decide about it.
    pub(crate) behind: usize,
    pub(crate) ahead: usize,
}

/// A compiled context row.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) when: Condition,
    pub(crate) effect: Confidence,
    pub(crate) text: String,
}

/// A compiled require row.
#[derive(Debug)]
pub(crate) struct Requirement {
    pub(crate) when: Condition,
    pub(crate) expected: bool,
    pub(crate) text: String,
}

/// A compiled `validate`.
#[derive(Debug)]
pub(crate) enum Validation {
    Check { name: &'static str, check: Check, args: Vec<program::Literal> },
    All(Vec<Validation>),
    Any(Vec<Validation>),
    Not(Box<Validation>),
}

impl Validation {
    fn new(validate: &Validate, owner: &str) -> Result<Self, EngineError> {
        let list = |parts: &[Validate]| {
            parts.iter().map(|part| Self::new(part, owner)).collect::<Result<Vec<_>, EngineError>>()
        };
        Ok(match validate {
            Validate::All(parts) => Self::All(list(parts)?),
            Validate::Any(parts) => Self::Any(list(parts)?),
            Validate::Not(inner) => Self::Not(Box::new(Self::new(inner, owner)?)),
            Validate::Check { name, args, .. } => {
                let check = validate::lookup(name)
                    .ok_or_else(|| EngineError::UnknownValidator { owner: owner.to_owned(), name })?;
                Self::Check { name, check, args: args.clone() }
            }
        })
    }

    /// Whether a normalised value passes.
    pub(crate) fn passes(&self, value: &str) -> bool {
        match self {
            Self::Check { check, args, .. } => check(value, args),
            Self::All(parts) => parts.iter().all(|part| part.passes(value)),
            Self::Any(parts) => parts.iter().any(|part| part.passes(value)),
            Self::Not(inner) => !inner.passes(value),
        }
    }

    /// The names of the checks that a value which does not pass fell by.
    pub(crate) fn blame(&self, value: &str) -> Vec<&'static str> {
        match self {
            Self::All(parts) => parts
                .iter()
                .find(|part| !part.passes(value))
                .map(|part| part.blame(value))
                .unwrap_or_default(),
            Self::Check { name, .. } => vec![name],
            Self::Any(parts) => parts.iter().flat_map(|part| part.blame(value)).collect(),
            Self::Not(inner) => inner.names(),
        }
    }

    fn names(&self) -> Vec<&'static str> {
        match self {
            Self::Check { name, .. } => vec![name],
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::names).collect(),
            Self::Not(inner) => inner.names(),
        }
    }
}

/// The bytes that a match can consist of.
#[derive(Debug, Clone)]
pub(crate) struct Alphabet([bool; 256]);

impl Alphabet {
    fn of(hirs: &[Hir]) -> Self {
        let mut bytes = [false; 256];
        let mut add = |low: u8, high: u8| {
            bytes.iter_mut().take(usize::from(high) + 1).skip(usize::from(low)).for_each(|byte| *byte = true);
        };
        let mut rest: Vec<&Hir> = hirs.iter().collect();
        while let Some(hir) = rest.pop() {
            match hir.kind() {
                HirKind::Empty | HirKind::Look(_) => {}
                HirKind::Literal(literal) => literal.0.iter().for_each(|byte| add(*byte, *byte)),
                HirKind::Class(Class::Bytes(class)) => {
                    class.iter().for_each(|range| add(range.start(), range.end()))
                }
                HirKind::Class(Class::Unicode(class)) => {
                    for range in class.iter() {
                        let ascii = |c: char| u8::try_from(c).ok().filter(u8::is_ascii);
                        if let Some(low) = ascii(range.start()) {
                            add(low, ascii(range.end()).unwrap_or(0x7F));
                        }
                        if !range.end().is_ascii() {
                            add(0x80, 0xFF);
                        }
                    }
                }
                HirKind::Repetition(repetition) => rest.push(&repetition.sub),
                HirKind::Capture(capture) => rest.push(&capture.sub),
                HirKind::Concat(parts) | HirKind::Alternation(parts) => rest.extend(parts),
            }
        }
        Self(bytes)
    }

    /// Whether a match can hold this byte.
    pub(crate) fn has(&self, byte: u8) -> bool {
        self.0.get(usize::from(byte)).copied().unwrap_or(true)
    }
}

/// A list of words, compiled, and the list.
type SharedWords = (Arc<WordSet>, Arc<[String]>);

/// Compiles identifiers and shares what they have in common.
pub(crate) struct Compiler<'a> {
    options: &'a Options,
    words: HashMap<Vec<String>, SharedWords>,
}

impl<'a> Compiler<'a> {
    pub(crate) fn new(options: &'a Options) -> Self {
        Self { options, words: HashMap::new() }
    }

    /// Compiles an identifier, and says by what shape its matches are found; the caller adds the allow lists.
    pub(crate) fn rule(&mut self, identifier: &Identifier) -> Result<(Rule, Shape), EngineError> {
        let owner = identifier.name.as_str();
        let hirs: Vec<Hir> =
            identifier.patterns.iter().map(|pattern| self.hir(pattern, owner)).collect::<Result<_, _>>()?;
        let lengths = |length: fn(&regex_syntax::hir::Properties) -> Option<usize>| {
            hirs.iter().filter_map(move |hir| length(hir.properties()))
        };
        let max_len = lengths(|properties| properties.maximum_len()).max().unwrap_or(0);
        let min_len = lengths(|properties| properties.minimum_len()).min().unwrap_or(0);
        let source = || {
            identifier.patterns.iter().map(|pattern| pattern.source.as_str()).collect::<Vec<_>>().join("/, /")
        };
        let alphabet = Alphabet::of(&hirs);
        let shape = Shape::of(&hirs, max_len);
        let automaton = Automaton::new(hirs, self.options).map_err(|reason| EngineError::Pattern {
            owner: owner.to_owned(),
            pattern: source(),
            reason,
        })?;
        let automaton = if shape.is_everywhere() { automaton } else { automaton.at_likely_places() };

        let mut needle = |what: &program::Needle| self.needle(what, owner);
        let mut rows = Vec::with_capacity(identifier.context.len());
        for row in &identifier.context {
            let when = Condition::new(&row.when, &mut needle)?;
            rows.push(Row { when, effect: row.effect, text: row.text.clone() });
        }
        let mut requires = Vec::with_capacity(identifier.require.len());
        for row in &identifier.require {
            let when = Condition::new(&row.when, &mut needle)?;
            requires.push(Requirement { when, expected: row.expected, text: row.text.clone() });
        }
        let conditions = rows.iter().map(|row| &row.when).chain(requires.iter().map(|row| &row.when));
        let (behind, after) = conditions.map(Condition::reach).fold((0, 0), farther);
        let rule = Rule {
            gate: Gate::of(&rows, &requires, identifier.confidence, identifier.report),
            name: identifier.name.clone(),
            id: identifier.id.clone(),
            title: identifier.doc.lines().next().unwrap_or_default().trim().to_owned(),
            category: identifier.category,
            severity: identifier.severity.clone(),
            digest: identifier.digest.clone(),
            automaton,
            min_len,
            max_len,
            alphabet,
            normalize: identifier.normalize.clone(),
            validate: identifier
                .validate
                .as_ref()
                .map(|validate| Validation::new(validate, owner))
                .transpose()?,
            confidence: identifier.confidence,
            rows,
            requires,
            ignore: identifier
                .ignore
                .iter()
                .map(|word| memmem::Finder::new(word.as_bytes()).into_owned())
                .collect(),
            report: identifier.report,
            redact: identifier.redact,
            allows: Vec::new(),
            behind: behind + 2 * MAX_CHAR,
            ahead: max_len + after + 2 * MAX_CHAR + sieve::AHEAD,
        };
        Ok((rule, shape))
    }

    /// The tree of a pattern with a bounded length.
    fn hir(&self, pattern: &Pattern, owner: &str) -> Result<Hir, EngineError> {
        let hir = pattern::hir(pattern).map_err(|error| self.bad(pattern, owner, &error))?;
        let (min, max) = (hir.properties().minimum_len().unwrap_or(0), hir.properties().maximum_len());
        if min > 0 && max.is_some_and(|max| max <= MAX_MATCH) {
            return Ok(hir);
        }
        let max = max.map_or_else(|| "any number of".to_owned(), |max| max.to_string());
        Err(EngineError::PatternLength {
            owner: owner.to_owned(),
            pattern: pattern.source.clone(),
            found: format!("{min} to {max}"),
        })
    }

    fn bad(&self, pattern: &Pattern, owner: &str, reason: &dyn std::fmt::Display) -> EngineError {
        EngineError::Pattern {
            owner: owner.to_owned(),
            pattern: pattern.source.clone(),
            reason: reason.to_string(),
        }
    }

    fn automaton(&self, hir: Hir, pattern: &Pattern, owner: &str) -> Result<Automaton, EngineError> {
        Automaton::new(vec![hir], self.options).map_err(|reason| self.bad(pattern, owner, &reason))
    }

    /// An automaton that matches only the whole of a text.
    pub(crate) fn whole(&self, pattern: &Pattern, owner: &str) -> Result<Automaton, EngineError> {
        let hir = pattern::hir(pattern).map_err(|error| self.bad(pattern, owner, &error))?;
        let whole = Hir::concat(vec![Hir::look(Look::Start), hir, Hir::look(Look::End)]);
        self.automaton(whole, pattern, owner)
    }

    /// An automaton that is searched for anywhere in a text.
    pub(crate) fn anywhere(&self, pattern: &Pattern, owner: &str) -> Result<Automaton, EngineError> {
        let hir = pattern::hir(pattern).map_err(|error| self.bad(pattern, owner, &error))?;
        self.automaton(hir, pattern, owner)
    }

    fn needle(&mut self, what: &program::Needle, owner: &str) -> Result<Needle, EngineError> {
        match what {
            program::Needle::Pattern(pattern) => {
                let hir = self.hir(pattern, owner)?;
                let max_len = hir.properties().maximum_len().unwrap_or(MAX_MATCH);
                let automaton = self.automaton(hir, pattern, owner)?;
                Ok(Needle::Pattern(Arc::new(automaton), max_len))
            }
            program::Needle::Words(list) => {
                if let Some((set, list)) = self.words.get(list) {
                    return Ok(Needle::Words(Arc::clone(set), Arc::clone(list)));
                }
                let entry = (Arc::new(WordSet::new(list)), Arc::from(list.as_slice()));
                let (set, shared) = self.words.entry(list.clone()).or_insert(entry);
                Ok(Needle::Words(Arc::clone(set), Arc::clone(shared)))
            }
        }
    }
}
