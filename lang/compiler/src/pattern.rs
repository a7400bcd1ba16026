//! Patterns: the one place that decides what a pattern means.
//!
//! Checker, engine and tests all turn a pattern into the same tree here. `\d \w \s \b` are ASCII, `^` and `$` are line
//! anchors that know CRLF, `.` stays within a line, and literals and classes are Unicode, matched as UTF-8 bytes. `(?u)`
//! opts in to Unicode `\d \w \s \b` for the rest of its group. What `regex-syntax` would do by default is rewritten on its
//! syntax tree ([`semantics`]), so that nothing is guessed from text.
//!
//! [`analyse`] is the checker's half: a pattern that passes it can be compiled, never matches the empty text, and has a
//! longest match, which is what lets the engine scan a stream in bounded memory.

mod errors;
mod semantics;
mod shape;
mod size;

use regex_automata::nfa::thompson::{NFA, WhichCaptures};
use regex_syntax::ast::Ast;
use regex_syntax::hir::Hir;

use crate::codes::{cost, patterns};
use crate::diagnostic::{Diagnostic, Safety};
use crate::program::Pattern;
use crate::source::Span;

pub use size::automaton_bound;

/// The longest match that a pattern may have, in bytes: the overlap between two chunks of a stream.
pub const MAX_MATCH: usize = 4096;

/// The longest pattern text, in bytes.
pub const MAX_SOURCE: usize = 16 * 1024;

/// The largest automaton of one pattern, in bytes.
pub const MAX_AUTOMATON: usize = 1 << 20;

/// Automata that are surely no larger are not built to learn their size.
const SMALL_AUTOMATON: usize = 256 << 10;

/// How deep groups and classes may nest.
const MAX_NESTING: u32 = 64;

/// How many Unicode tables (`\p{…}`, and `\d \w \s` under `(?u)`) one pattern may name: each is hundreds of ranges.
const MAX_TABLES: usize = 64;

/// What reading one Unicode table costs, in bytes of automaton that take as long.
const TABLE: usize = 32 << 10;

/// The pattern's tree.
///
/// # Errors
/// Those of `regex-syntax`; a [`Pattern`] that left the checker has none.
#[expect(clippy::result_large_err, reason = "the error is the library's own and read once")]
pub fn hir(pattern: &Pattern) -> Result<Hir, regex_syntax::Error> {
    let mut ast = parse(&pattern.source, pattern.verbose)?;
    semantics::rewrite(&mut ast);
    translate(&pattern.source, &ast, pattern.case_insensitive)
}

#[expect(clippy::result_large_err, reason = "the error is the library's own and read once")]
fn parse(source: &str, verbose: bool) -> Result<Ast, regex_syntax::Error> {
    let mut builder = regex_syntax::ast::parse::ParserBuilder::new();
    Ok(builder.nest_limit(MAX_NESTING).ignore_whitespace(verbose).build().parse(source)?)
}

#[expect(clippy::result_large_err, reason = "the error is the library's own and read once")]
fn translate(source: &str, ast: &Ast, case_insensitive: bool) -> Result<Hir, regex_syntax::Error> {
    let mut builder = regex_syntax::hir::translate::TranslatorBuilder::new();
    builder.multi_line(true).crlf(true).utf8(false).case_insensitive(case_insensitive);
    Ok(builder.build().translate(source, ast)?)
}

/// A pattern literal that was checked, with what the checker wants to know about it.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// The pattern.
    pub pattern: Pattern,
    /// Its tree, as [`hir`] gives it.
    pub hir: Hir,
    /// What it costs to compile, in bytes: its automaton and the Unicode tables it names.
    pub cost: usize,
    /// Warnings.
    pub warnings: Vec<Diagnostic>,
}

/// Checks a pattern literal: `source` is the text between the slashes as written, `flags` the letters after them, and
/// `span` the place of `source`, byte for byte.
///
/// # Errors
/// Everything wrong with it, each with its place inside the literal.
pub fn analyse(source: &str, flags: &str, span: Span) -> Result<Analysis, Vec<Diagnostic>> {
    let (case_insensitive, verbose) = read_flags(flags, span)?;
    if source.len() > MAX_SOURCE {
        let message = format!("the pattern is {} bytes long, at most {MAX_SOURCE} are allowed", source.len());
        return Err(vec![
            Diagnostic::new(&patterns::REGEX_TOO_BIG, message, span, "too long")
                .help("split it into several patterns of one `match` list, or keep the words in a `list`"),
        ]);
    }
    let mut ast = parse(source, verbose).map_err(|error| vec![errors::explain(&error, source, span)])?;
    let survey = shape::survey(&ast);
    let mut found = Vec::new();
    for anchor in &survey.text_anchors {
        let place = shape::place(anchor, span);
        found.push(
            Diagnostic::new(
                &patterns::REGEX_UNSUPPORTED,
                "a pattern cannot ask for the start or end of the whole text",
                place,
                "objects are read as a stream",
            )
            .help("`^` and `$` stand for the start and end of a line"),
        );
    }
    if survey.tables.len() > MAX_TABLES {
        let message = format!(
            "the pattern names {} Unicode classes, at most {MAX_TABLES} are allowed",
            survey.tables.len()
        );
        found.push(Diagnostic::new(&patterns::REGEX_TOO_BIG, message, span, "too costly to compile"));
    }
    if !found.is_empty() {
        return Err(found);
    }
    let warnings = survey
        .unicode_perl
        .iter()
        .map(|(text, place)| unicode_class(text, shape::place(place, span)))
        .collect();
    let written = ast.clone();
    semantics::rewrite(&mut ast);
    let hir = translate(source, &ast, case_insensitive)
        .map_err(|error| vec![errors::explain(&error, source, span)])?;
    let (min_len, max_len) = bounds(&hir, &written, source, span)?;
    let cost = automaton_size(&hir, span)? + survey.tables.len() * TABLE;
    let pattern =
        Pattern { source: unescape_slashes(source), case_insensitive, verbose, max_len, min_len, span };
    Ok(Analysis { pattern, hir, cost, warnings })
}

fn read_flags(flags: &str, span: Span) -> Result<(bool, bool), Vec<Diagnostic>> {
    let (mut case_insensitive, mut verbose) = (false, false);
    for (at, flag) in flags.char_indices() {
        match flag {
            'i' => case_insensitive = true,
            'x' => verbose = true,
            _ => {
                let start = span.end as usize + 1 + at;
                let place = Span::new(span.source, start, start + flag.len_utf8());
                let help = match flag {
                    'g' => "a pattern is always searched for everywhere; leave the flag out",
                    'm' => "`^` and `$` are always line anchors; leave the flag out",
                    's' => {
                        "write `(?s:.)` where a dot may cross lines; `i` (any case) and `x` (spaces and comments) are the flags"
                    }
                    'u' => {
                        "write `(?u)` in the pattern for Unicode `\\d \\w \\s \\b`; literals and classes are Unicode anyway"
                    }
                    _ => "the flags are `i` (any case) and `x` (spaces and comments inside the pattern)",
                };
                let message = format!("there is no pattern flag `{flag}`");
                let found = Diagnostic::new(&patterns::PATTERN_FLAG, message, place, "not a flag").help(help);
                let safety = if matches!(flag, 'g' | 'm') { Safety::Safe } else { Safety::Unsafe };
                return Err(vec![found.fix(format!("leave out `{flag}`"), place, "", safety)]);
            }
        }
    }
    Ok((case_insensitive, verbose))
}

fn unicode_class(text: &str, place: Span) -> Diagnostic {
    let (what, ascii) = match text {
        "\\d" => ("digits of every script", "`[0-9]`, or `\\d` without `(?u)`,"),
        "\\w" => ("letters and digits of every script", "`\\w` without `(?u)`"),
        _ => ("characters of every script", "the class without `(?u)`"),
    };
    Diagnostic::new(&cost::UNICODE_CLASS, format!("under `(?u)`, `{text}` admits {what}"), place, what).help(
        format!("{ascii} admits ASCII only and is much smaller; keep `(?u)` where other scripts are meant"),
    )
}

/// Shortest and longest match.
fn bounds(hir: &Hir, ast: &Ast, source: &str, span: Span) -> Result<(usize, usize), Vec<Diagnostic>> {
    let properties = hir.properties();
    let Some(min_len) = properties.minimum_len() else {
        let found =
            Diagnostic::new(&patterns::REGEX_SYNTAX, "the pattern can never match", span, "admits no text")
                .help("it holds an empty class such as `[^\\s\\S]`");
        return Err(vec![found]);
    };
    let mut found = Vec::new();
    if min_len == 0 {
        found.push(errors::matches_empty(ast, source, span));
    }
    let max_len = properties.maximum_len();
    if min_len > 0 && max_len.is_none_or(|length| length > MAX_MATCH) {
        found.push(errors::unbounded(ast, max_len, span));
    }
    match max_len {
        Some(max_len) if found.is_empty() => Ok((min_len, max_len)),
        _ => Err(found),
    }
}

/// Bytes of its automaton; for one that is surely small, about that: the bound is mostly four times too high and more.
fn automaton_size(hir: &Hir, span: Span) -> Result<usize, Vec<Diagnostic>> {
    let bound = automaton_bound(hir);
    if bound <= SMALL_AUTOMATON {
        return Ok(bound / 4);
    }
    let config = NFA::config()
        .utf8(false)
        .shrink(false)
        .which_captures(WhichCaptures::None)
        .nfa_size_limit(Some(MAX_AUTOMATON));
    match NFA::compiler().configure(config).build_from_hir(hir) {
        Ok(nfa) => Ok(nfa.memory_usage()),
        Err(_) => {
            let message = format!("the pattern needs more than {} KiB of automaton", MAX_AUTOMATON / 1024);
            Err(vec![
                Diagnostic::new(&patterns::REGEX_TOO_BIG, message, span, "too big").help(
                    "lower the largest `{n,m}`, or use ASCII classes such as `[a-z]` in place of `\\p{…}` inside a repeat",
                ),
            ])
        }
    }
}

/// `\/` to `/`: the slash needs its escape only inside a literal.
fn unescape_slashes(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut chars = source.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('/') => out.push('/'),
            Some(next) => out.extend([c, next]),
            None => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests;
