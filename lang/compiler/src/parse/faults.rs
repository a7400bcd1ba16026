//! What the lexical map and the outline found, in words.

use super::scan::{FlawKind, Scan};
use super::shape::{Fault, NESTING, Shape};
use super::sink::Sink;
use crate::codes::syntax as codes;
use crate::diagnostic::{Diagnostic, Safety};
use crate::source::{SourceId, Span};

/// Reports broken literals, strange characters and `#` comments.
pub(super) fn report_flaws(source: SourceId, text: &str, map: &Scan, sink: &mut Sink) {
    for remark in map.comments.iter().filter(|remark| remark.hash) {
        let span = Span::new(source, remark.start, remark.end);
        let hash = Span::new(source, remark.start, remark.start + 1);
        sink.push(
            Diagnostic::new(
                &codes::WRONG_COMMENT,
                "found a comment that begins with `#`",
                span,
                "not a comment here",
            )
            .help("a comment begins with `//`")
            .fix("write `//`", hash, "//", Safety::Safe),
        );
    }
    for flaw in &map.flaws {
        let span = Span::new(source, flaw.start, flaw.end);
        // Only asked where the flaw took the rest of its line: lines may be long and flaws many.
        let line =
            || text.get(flaw.start..).and_then(|rest| rest.lines().next()).unwrap_or_default().trim_end();
        sink.push(match flaw.kind {
            FlawKind::OpenText => open_text(text, line(), span),
            FlawKind::OpenRegex => {
                let end = flaw.start + line().len();
                let end = Span::new(source, end, end);
                Diagnostic::new(&codes::UNCLOSED_REGEX, "this pattern has no closing `/`", span, "opened here")
                    .help("a pattern ends on its line; inside it a slash is written `\\/` or `[/]`")
                    .fix("close it at the end of the line", end, "/", Safety::Unsafe)
            }
            FlawKind::OpenClass => {
                let message = "this class of a pattern has no closing `]`";
                Diagnostic::new(&codes::UNCLOSED_REGEX, message, span, "opened here")
                    .help("until it is closed every `/` belongs to it; a bracket that is meant as itself is written `\\[`")
                    .fix("write `\\[`", span, "\\[", Safety::Unsafe)
            }
            FlawKind::OpenComment => {
                Diagnostic::new(&codes::UNCLOSED_COMMENT, "this comment has no closing `*/`", span, "opened here")
                    .help("everything after it is a comment; close it, or begin each of its lines with `//`")
            }
            FlawKind::Stranger => stranger(text.get(flaw.start..flaw.end).unwrap_or_default(), span),
        });
    }
}

fn open_text(text: &str, line: &str, span: Span) -> Diagnostic {
    let opener = text.get(span.range()).unwrap_or_default();
    let message = "this text has no closing quote";
    let found = Diagnostic::new(&codes::UNCLOSED_TEXT, message, span, "opened here");
    match opener {
        "\"" => {
            // What closes list and block most likely stood behind the quote.
            let inside = line.trim_end_matches([']', ')', '}', ',', ' ', '\t']).len().max(1);
            let at = Span { start: span.start + u32::try_from(inside).unwrap_or_default(), ..span };
            found
                .help("a text ends on its line; inside it a quote is written `\\\"` and a newline `\\n`")
                .fix("close it", Span { end: at.start, ..at }, "\"", Safety::Unsafe)
        }
        "r\"" => found.help("a raw text goes on to the next `\"`, over lines if it must"),
        _ => found.help("a text stands between plain double quotes: `\"text\"`"),
    }
}

fn stranger(found: &str, span: Span) -> Diagnostic {
    let wanted = match found {
        "&" => Some("and"),
        "|" => Some("or"),
        "\u{2013}" | "\u{2014}" | "\u{2212}" => Some("-"),
        "\u{a0}" | "\u{2002}" | "\u{2003}" | "\u{2009}" | "\u{202f}" | "\u{3000}" => Some(" "),
        _ => None,
    };
    let shown: String = if found.chars().all(|c| c.is_alphanumeric() || c.is_ascii_graphic()) {
        format!("`{}`", found.chars().take(20).collect::<String>())
    } else {
        found.chars().take(1).map(|c| format!("the character U+{:04X}", u32::from(c))).collect()
    };
    let message = format!("{shown} means nothing here");
    let diagnostic =
        Diagnostic::new(&codes::STRANGE_CHARACTER, message, span, "outside text, pattern and comment");
    match wanted {
        Some(" ") => diagnostic.help("it looks like a blank").fix("write a blank", span, " ", Safety::Safe),
        Some(word) => {
            let help = format!("write `{word}`");
            diagnostic.help(help.clone()).fix(help, span, word, Safety::Unsafe)
        }
        None if found.chars().all(char::is_alphabetic) => diagnostic
            .help("names are ASCII letters, digits and `_`; anything else may stand in a quoted text"),
        None => diagnostic.help("remove it, or put it in a quoted text"),
    }
}

/// Reports brackets out of place.
pub(super) fn report_faults(source: SourceId, text: &str, map: &Scan, shape: &Shape, sink: &mut Sink) {
    let span = |i: usize| {
        map.tokens.get(i).map_or(Span::default(), |token| Span::new(source, token.start, token.end))
    };
    let mark = |i: usize| text.get(span(i).range()).unwrap_or_default();
    for fault in &shape.faults {
        sink.push(match *fault {
            Fault::Unclosed { opener, before } => {
                let closer = partner(mark(opener));
                let message = format!("this `{}` is not closed", mark(opener));
                let found = Diagnostic::new(&codes::UNCLOSED_BRACKET, message, span(opener), "opened here");
                let last = span(before.saturating_sub(1));
                let at = Span { start: last.end, ..last };
                let found = if before < map.tokens.len() {
                    found.label(span(before), format!("a `{closer}` was wanted before this"))
                } else {
                    found.label(at, format!("the file ends without a `{closer}`"))
                };
                let text = if closer == "}" { "\n}" } else { closer };
                found.help(format!("write the `{closer}` where what the `{}` opens ends", mark(opener))).fix(
                    format!("insert `{closer}`"),
                    at,
                    text,
                    Safety::Unsafe,
                )
            }
            Fault::WrongCloser { opener, closer } => {
                let wanted = partner(mark(opener));
                let message = format!("found `{}` where `{wanted}` was wanted", mark(closer));
                Diagnostic::new(&codes::STRAY_BRACKET, message, span(closer), format!("not a `{wanted}`"))
                    .label(span(opener), "to close this")
                    .help(format!("close the `{}` with `{wanted}`", mark(opener)))
                    .fix(format!("write `{wanted}`"), span(closer), wanted, Safety::Unsafe)
            }
            Fault::Stray { closer } => {
                let message = format!("this `{}` closes nothing", mark(closer));
                Diagnostic::new(&codes::STRAY_BRACKET, message, span(closer), "nothing is open here")
                    .help("remove it, or write the opener that it belongs to")
                    .fix("remove it", span(closer), "", Safety::Unsafe)
            }
            Fault::TooDeep { opener } => {
                let message = format!("brackets nest more than {NESTING} deep");
                Diagnostic::new(&codes::NESTING_TOO_DEEP, message, span(opener), "one too many")
                    .help("say it in several rules; nothing a person writes nests so deep")
            }
        });
    }
}

fn partner(opener: &str) -> &'static str {
    match opener {
        "{" => "}",
        "(" => ")",
        _ => "]",
    }
}
