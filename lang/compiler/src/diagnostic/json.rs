//! Diagnostics as data for other programs.

use std::collections::HashMap;

use serde::Serialize;

use super::place::{Lines, Position};
use super::{Diagnostic, Level, Safety};
use crate::source::{SourceId, Sources, Span};

/// A diagnostic with paths, lines and columns in place of spans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// `E0203`
    pub code: &'static str,
    /// `unknown_key`
    pub slug: &'static str,
    /// `error` or `warning`
    pub level: &'static str,
    /// What this kind of diagnostic is about.
    pub title: &'static str,
    /// What was found.
    pub message: String,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The first is the primary place.
    pub labels: Vec<LabelReport>,
    /// Best first.
    pub fixes: Vec<FixReport>,
}

/// A place with a word about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LabelReport {
    /// Where.
    #[serde(flatten)]
    pub place: Place,
    /// May be empty.
    pub text: String,
}

/// A way to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FixReport {
    /// What it does.
    pub title: String,
    /// `safe` or `unsafe`
    pub safety: &'static str,
    /// Applied together.
    pub edits: Vec<EditReport>,
}

/// One replacement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EditReport {
    /// What is replaced.
    #[serde(flatten)]
    pub place: Place,
    /// By what.
    pub text: String,
}

/// A range of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// As the person knows it.
    pub path: String,
    /// First byte.
    pub start: Position,
    /// One past the last.
    pub end: Position,
}

/// All diagnostics as data, in their order.
#[must_use]
pub fn reports(diagnostics: &[Diagnostic], sources: &Sources) -> Vec<Report> {
    let lines: HashMap<SourceId, Lines<'_>> =
        sources.iter().map(|(id, source)| (id, Lines::new(&source.text))).collect();
    let place = |span: Span| Place {
        path: sources.get(span.source).map(|source| source.path.clone()).unwrap_or_default(),
        start: position(&lines, span, span.start),
        end: position(&lines, span, span.end),
    };
    let report = |diagnostic: &Diagnostic| Report {
        code: diagnostic.code.code,
        slug: diagnostic.code.slug,
        level: match diagnostic.code.level {
            Level::Error => "error",
            Level::Warning => "warning",
        },
        title: diagnostic.code.title,
        message: diagnostic.message.clone(),
        help: diagnostic.help.clone(),
        labels: diagnostic
            .labels
            .iter()
            .map(|label| LabelReport { place: place(label.span), text: label.text.clone() })
            .collect(),
        fixes: diagnostic
            .fixes
            .iter()
            .map(|fix| FixReport {
                title: fix.title.clone(),
                safety: match fix.safety {
                    Safety::Safe => "safe",
                    Safety::Unsafe => "unsafe",
                },
                edits: fix
                    .edits
                    .iter()
                    .map(|edit| EditReport { place: place(edit.span), text: edit.text.clone() })
                    .collect(),
            })
            .collect(),
    };
    diagnostics.iter().map(report).collect()
}

fn position(lines: &HashMap<SourceId, Lines<'_>>, span: Span, offset: u32) -> Position {
    let offset = offset as usize;
    lines.get(&span.source).map_or(Position { offset, line: 1, column: 1 }, |lines| lines.position(offset))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::names::UNKNOWN_KEY;

    #[test]
    fn a_report_has_places_in_bytes_lines_and_columns() {
        let mut sources = Sources::new();
        let id = sources.add_text("a.svt", "ä\nsevrity");
        let span = Span::new(id, 3, 10);
        let found = Diagnostic::new(&UNKNOWN_KEY, "m", span, "l").fix("t", span, "severity", Safety::Safe);
        let json = serde_json::to_value(reports(&[found], &sources)).unwrap();
        assert_eq!(json[0]["code"], "E0203");
        assert_eq!(json[0]["level"], "error");
        assert_eq!(json[0]["labels"][0]["path"], "a.svt");
        assert_eq!(json[0]["labels"][0]["start"], serde_json::json!({"offset": 3, "line": 2, "column": 1}));
        assert_eq!(json[0]["fixes"][0]["edits"][0]["end"]["column"], 8);
        assert_eq!(json[0]["fixes"][0]["safety"], "safe");
    }
}
