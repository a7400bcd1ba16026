//! Text to syntax tree.
//!
//! ```text
//! text ──scan──▶ tokens, comments ──shape──▶ brackets, items ──▶ limits and lexical errors
//!   └──────────────pest, whole file──▶ pairs ──build──▶ syntax::File
//!                        └─ fails ──▶ pest, item by item, entry by entry ──▶ what is whole, and an error for each rest
//! ```
//!
//! Nothing of pest leaves this module. A lexical map is made first ([`scan`]), because the things that make errors good
//! cannot be had from a grammar: where a text was opened that never closes, which brace has no partner, how deep the
//! nesting is before the stack meets it. Then the whole file is given to the grammar, and when that succeeds (nearly
//! always), no guess about layout has had any part in it. Only when it fails is the outline ([`shape`]) used to cut the
//! file into items and entries, which the same grammar reads one by one ([`recover`]), so that one run reports every error
//! and one mistake costs one entry. A failure of the grammar is put into our own words in [`explain`].
//!
//! Hostile texts: size and nesting are limited before the grammar runs, an expression's tree is limited while it is built,
//! each byte is parsed a bounded number of times, and diagnostics are counted but not all kept.

mod build;
mod explain;
mod faults;
mod grammar;
mod recover;
mod scan;
mod shape;
mod sink;

use pest::Parser;

use crate::codes::syntax as codes;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};
use crate::syntax::{Comment, File};
use build::Builder;
use grammar::{Grammar, Rule};
use recover::Recovery;
use sink::Sink;

pub(crate) use build::literal::literal;

/// Largest rule file in bytes.
pub const MAX_SIZE: usize = 1 << 20;

/// What parsing gives: the items that could be read, and what was wrong with the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// Never absent: broken items are left out.
    pub file: File,
    /// In order of place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses one rule file. Never fails, never panics, linear in the length of the text.
#[must_use]
pub fn parse(source: SourceId, text: &str) -> Parsed {
    let mut sink = Sink::default();
    if text.len() > MAX_SIZE {
        sink.push(too_large(source, text));
        let file = File { source, items: Vec::new(), comments: Vec::new() };
        return Parsed { file, diagnostics: sink.finish(source) };
    }
    let map = scan::scan(text);
    let shape = shape::shape(text, &map.tokens);
    faults::report_flaws(source, text, &map, &mut sink);
    faults::report_faults(source, text, &map, &shape, &mut sink);
    let base = text.len() - text.trim_start_matches('\u{feff}').len();
    let whole = match text.get(base..) {
        // What is already known to be broken is not worth a try.
        Some(rest) if !shape.sick.contains(&true) => Grammar::parse(Rule::file, rest).ok(),
        _ => None,
    };
    let items = match whole {
        Some(pairs) => Builder::new(source, base, &mut sink).items(pairs),
        None => Recovery { source, text, tokens: &map.tokens, shape: &shape, sink: &mut sink }.items(),
    };
    let comments = map.comments.iter().map(|remark| Comment {
        span: Span::new(source, remark.start, remark.end),
        text: text.get(remark.start..remark.end).unwrap_or_default().replace("\r\n", "\n"),
    });
    let file = File { source, items, comments: comments.collect() };
    Parsed { file, diagnostics: sink.finish(source) }
}

fn too_large(source: SourceId, text: &str) -> Diagnostic {
    let message = format!("this rule file has {} bytes, the limit is {MAX_SIZE}", text.len());
    let first_line = text.lines().next().map_or(0, str::len).min(80);
    Diagnostic::new(&codes::FILE_TOO_LARGE, message, Span::new(source, 0, first_line), "file begins here")
        .help("put long lists of values into a file of their own, named by `file:`, and split rules over several files")
}

#[cfg(test)]
mod tests;
