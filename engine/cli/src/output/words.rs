//! How places, reasons and numbers read, in every format that people look at.

use std::borrow::Cow;
use std::time::Duration;

use sievert::report::{Finding, Occurrence};
use sievert::segment::{Place, Reason};
use sievert_lang::program::Severity;

/// Names are cut to this many characters where they are told to people; the machine formats keep them whole.
const NAME_CHARS: usize = 60;

/// `high`.
#[must_use]
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Low => "low",
        Severity::Medium => "medium",
        Severity::High => "high",
        Severity::Critical => "critical",
    }
}

/// `PERMISSION_DENIED`: what the machine formats say.
#[must_use]
pub fn reason_code(reason: Reason) -> String {
    match serde_json::to_value(reason) {
        Ok(serde_json::Value::String(code)) => code,
        _ => String::from("READ_ERROR"),
    }
}

/// The reason of a gap, to follow a number of objects.
#[must_use]
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::ArchiveNestingLevelOverLimit => "nested too deep",
        Reason::ArchiveTotalBytesExtractedOverLimit => "decompressed to more than the limit",
        Reason::ArchiveTotalDocumentsProcessedOverLimit => "more members than the limit",
        Reason::ArchiveContainsUnprocessedFiles => "members that could not be read",
        Reason::FileExceedsSizeLimit => "larger than the limit",
        Reason::JsonNestingLevelOverLimit => "JSON nested too deep for paths, read as text",
        Reason::RecordExceedsSizeLimit => "a record over the limit, read as text",
        Reason::MalformedFile => "damaged or cut off",
        Reason::InvalidEncryption => "encrypted",
        Reason::UnsupportedFileTypeException => "binary data that is not understood",
        Reason::TimeCutOffReached => "took too long",
        Reason::PermissionDenied => "access denied",
        Reason::InvalidKmsKey => "its KMS key could not be used",
        Reason::InvalidObjectState => "archived and not restored",
        Reason::SourceObjectNoLongerAvailable => "gone since it was listed",
        Reason::ObjectVersionMismatch => "changed since it was listed",
        Reason::NoSuchBucketAvailable => "no such bucket",
        Reason::ChecksumMismatch => "its bytes do not match their checksum",
        Reason::ReadError => "reading failed",
        Reason::OccurrencesOverLimit => "more occurrences than are kept with their places",
        _ => "a limit was reached",
    }
}

/// What a finding is called: its title, or its identifier where the rule has no doc comment.
#[must_use]
pub fn title(finding: &Finding) -> &str {
    if finding.title.is_empty() { &finding.identifier } else { finding.title.trim_end_matches('.') }
}

/// A path without the `./` before it; other addresses as they are.
#[must_use]
pub fn relative(uri: &str) -> &str {
    uri.strip_prefix("./").unwrap_or(uri)
}

/// Where an occurrence is: `b/c.txt, line 3, column 14`, `row 2, column 3 (card_no)`, `$.person.email`.
#[must_use]
pub fn place(occurrence: &Occurrence) -> String {
    let position = &occurrence.position;
    let within = match &position.place {
        Some(Place::Cell { row, column, name: Some(name) }) => {
            format!("row {row}, column {column} ({})", shown(name, NAME_CHARS))
        }
        Some(Place::Cell { row, column, name: None }) => format!("row {row}, column {column}"),
        Some(Place::Record { json_path, .. }) => {
            let path = plain_path(json_path);
            format!("line {}, {}", position.start.line, shown(&path, NAME_CHARS))
        }
        _ => format!("line {}, column {}", position.start.line, position.start.column),
    };
    match &occurrence.member {
        Some(member) => format!("{}, {within}", shown(member, NAME_CHARS)),
        None => within,
    }
}

/// `$['person']['e-mail']` as `$.person['e-mail']`: brackets only where they are needed.
fn plain_path(normalised: &str) -> String {
    let mut plain = String::with_capacity(normalised.len());
    let mut rest = normalised;
    while let Some(open) = rest.find("['") {
        let (before, after) = rest.split_at(open);
        plain.push_str(before);
        let name = after.strip_prefix("['").and_then(|name| name.split_once("']"));
        match name {
            Some((name, tail)) if is_word(name) => {
                plain.push('.');
                plain.push_str(name);
                rest = tail;
            }
            _ => {
                // The name has quotes or signs in it: the rest stays as it is.
                plain.push_str(after);
                return plain;
            }
        }
    }
    plain.push_str(rest);
    plain
}

fn is_word(name: &str) -> bool {
    name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// Text of objects as it may reach a terminal: without control characters and those that turn the direction of text, and
/// cut to so many characters.
#[must_use]
pub fn shown(text: &str, most: usize) -> Cow<'_, str> {
    let unsafe_char = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    if !text.contains(unsafe_char) && text.chars().nth(most).is_none() {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len().min(most * 4));
    for (at, c) in text.chars().enumerate() {
        if at + 1 >= most && text.chars().nth(most).is_some() {
            safe.push('…');
            break;
        }
        if unsafe_char(c) { safe.extend(c.escape_unicode()) } else { safe.push(c) }
    }
    Cow::Owned(safe)
}

/// `1,234,567`.
#[must_use]
pub fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `1 object`, `2 objects`.
#[must_use]
pub fn counted(count: u64, thing: &str) -> String {
    format!("{} {thing}{}", number(count), if count == 1 { "" } else { "s" })
}

/// `17 B`, `1.5 MiB`.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "one decimal is shown")]
pub fn bytes(bytes: u64) -> String {
    const UNITS: [&str; 5] = ["KiB", "MiB", "GiB", "TiB", "PiB"];
    if bytes < 1024 {
        return format!("{bytes} B");
    }
    let mut size = bytes as f64;
    let mut unit = "B";
    for next in UNITS {
        if size < 1024.0 {
            break;
        }
        size /= 1024.0;
        unit = next;
    }
    format!("{size:.1} {unit}")
}

/// `0.8 s`, `2 min 5 s`, `1 h 12 min`.
#[must_use]
pub fn duration(duration: Duration) -> String {
    match duration.as_secs() {
        0 if duration.as_millis() < 100 => format!("{} ms", duration.as_millis()),
        0..60 => format!("{:.1} s", duration.as_secs_f64()),
        seconds @ 60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        seconds => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
    }
}

/// The same for what is only guessed: no fractions.
#[must_use]
pub fn duration_left(left: Duration) -> String {
    match left.as_secs() {
        seconds @ 0..60 => format!("{seconds} s"),
        _ => duration(left),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(number), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!([0, 1_023, 1_536, 5 << 30].map(bytes), ["0 B", "1023 B", "1.5 KiB", "5.0 GiB"]);
        assert_eq!(
            [7, 1_500, 125_000, 4_320_000].map(|ms| duration(Duration::from_millis(ms))),
            ["7 ms", "1.5 s", "2 min 5 s", "1 h 12 min"]
        );
        assert_eq!(counted(1, "object"), "1 object");
    }

    #[test]
    fn paths_lose_brackets_they_do_not_need() {
        assert_eq!(plain_path("$['person']['emails'][0]"), "$.person.emails[0]");
        assert_eq!(plain_path("$['a']['e-mail']['b']"), "$.a['e-mail']['b']");
        assert_eq!(plain_path(r"$['it\'s']"), r"$['it\'s']");
        assert_eq!(plain_path("$[0]['名']"), "$[0].名");
        assert_eq!(plain_path("$['"), "$['");
    }

    #[test]
    fn names_of_strangers_cannot_steer_a_terminal() {
        assert_eq!(shown("a\u{1b}[31m\n\u{202e}b", 60), "a\\u{1b}[31m\\u{a}\\u{202e}b");
        assert_eq!(shown("abcdef", 4), "abc…");
        assert_eq!(shown("abcd", 4), "abcd");
    }
}
