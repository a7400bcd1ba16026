//! Texts and patterns: what stands between the quotes.

use pest::iterators::Pair;

use super::super::grammar::Rule;
use super::Builder;
use crate::codes::syntax as codes;
use crate::diagnostic::{Diagnostic, Safety};
use crate::syntax::{Regex, Text};

impl Builder<'_> {
    /// Of a `string`, a `raw_string` or a `quoted`, which is reported.
    pub(super) fn text(&mut self, pair: &Pair<'_, Rule>) -> Text {
        let span = self.span(pair);
        let written = pair.as_str();
        match pair.as_rule() {
            Rule::raw_string => {
                let inner = written.strip_prefix("r\"").and_then(|t| t.strip_suffix('"')).unwrap_or_default();
                Text { value: inner.replace("\r\n", "\n"), raw: true, span }
            }
            Rule::quoted => {
                let mut chars = written.chars();
                chars.next();
                chars.next_back();
                let value = chars.as_str().to_owned();
                self.diagnostics.push(
                    Diagnostic::new(&codes::WRONG_QUOTES, "a text is written in `\"`", span, "other quotes")
                        .help("use the plain double quote on both sides")
                        .fix("write it in double quotes", span, literal(&value), Safety::Safe),
                );
                Text { value, raw: false, span }
            }
            _ => {
                let inner = written.strip_prefix('"').and_then(|t| t.strip_suffix('"')).unwrap_or_default();
                let value = self.unescape(inner, pair.as_span().start() + 1);
                Text { value, raw: false, span }
            }
        }
    }

    /// Of a `regex`.
    pub(super) fn regex(&self, pair: &Pair<'_, Rule>) -> Regex {
        let inner = pair.as_str().strip_prefix('/').unwrap_or_default();
        // Flags hold no slash, so the last one closes.
        let (pattern, flags) = inner.rsplit_once('/').unwrap_or((inner, ""));
        let start = pair.as_span().start() + 1;
        Regex {
            pattern: pattern.to_owned(),
            flags: flags.to_owned(),
            pattern_span: self.at(start, start + pattern.len()),
        }
    }

    /// Resolves escapes; an unknown one is reported and kept as written.
    fn unescape(&mut self, inner: &str, start: usize) -> String {
        let mut value = String::with_capacity(inner.len());
        let mut chars = inner.char_indices();
        while let Some((at, c)) = chars.next() {
            if c != '\\' {
                value.push(c);
                continue;
            }
            match chars.next().map(|(_, escaped)| escaped) {
                Some('n') => value.push('\n'),
                Some('r') => value.push('\r'),
                Some('t') => value.push('\t'),
                Some(same @ ('"' | '\\')) => value.push(same),
                Some('u') => {
                    let rest = chars.as_str();
                    let hex = rest.strip_prefix('{').and_then(|r| r.get(..hex_length(r)?));
                    let scalar = hex.and_then(|hex| u32::from_str_radix(hex, 16).ok());
                    match (scalar.and_then(char::from_u32), hex) {
                        (Some(scalar), Some(hex)) => {
                            value.push(scalar);
                            chars.nth(hex.len() + 1);
                        }
                        _ => self.unknown_escape('u', start + at),
                    }
                }
                Some(other) => {
                    value.push('\\');
                    value.push(other);
                    self.unknown_escape(other, start + at);
                }
                None => {}
            }
        }
        value
    }

    fn unknown_escape(&mut self, escaped: char, at: usize) {
        let span = self.at(at, at + 1 + escaped.len_utf8());
        let message = format!("unknown escape `\\{escaped}` in a text");
        let slash = self.at(at, at + 1);
        self.diagnostics.push(
            Diagnostic::new(&codes::UNKNOWN_ESCAPE, message, span, "means nothing")
                .help(r#"a text knows `\"`, `\\`, `\n`, `\r`, `\t` and `\u{1f600}`; a raw text `r"…"` has no escapes"#)
                .fix("write a backslash", slash, "\\\\", Safety::Unsafe),
        );
    }
}

/// Of the one to six hexadecimal digits before a `}`.
fn hex_length(text: &str) -> Option<usize> {
    let length = text.bytes().take(7).take_while(u8::is_ascii_hexdigit).count();
    (text.as_bytes().get(length) == Some(&b'}') && (1..=6).contains(&length)).then_some(length)
}

/// A text as the formatter writes it. Characters that do not show, or that reorder what shows, are escaped.
pub(crate) fn literal(value: &str) -> String {
    let mut written = String::with_capacity(value.len() + 2);
    written.push('"');
    for c in value.chars() {
        match c {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            c if hidden(c) => written.extend(c.escape_unicode()),
            c => written.push(c),
        }
    }
    written.push('"');
    written
}

/// Controls, zero-width characters and bidirectional overrides.
fn hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
