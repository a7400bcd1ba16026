//! Results for people.
//!
//! What a person wants to know, in this order: which object, how bad, what it is, where it is, and why we think so. Places
//! and reasons of the first occurrences are shown, the rest is counted; the machine formats have all of them.

use std::io::{self, Write};

use sievert::report::{Coverage, Finding, ObjectReport};
use sievert::segment::Reason;
use sievert_lang::program::Severity;

use crate::output::summary::{Kind, Summary};
use crate::output::{Renderer, RunInfo, words};

/// Occurrences of a finding that are shown.
const PLACES: usize = 3;
/// As much of a finding's id as tells it from others, for `sievert explain`.
const ID_CHARS: usize = 8;
/// What follows the severity is set in by this many columns.
const INDENT: usize = 12;
/// The longest address of an object that is shown; keys of S3 have at most 1024 bytes.
const URI_CHARS: usize = 1100;

/// The renderer.
#[derive(Debug)]
pub struct Text {
    paint: Paint,
    width: usize,
    /// Whether something stands above, so that a blank line is due.
    any: bool,
}

#[derive(Debug, Clone, Copy)]
struct Paint(bool);

impl Paint {
    fn with(self, code: &str, text: &str) -> String {
        if self.0 { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    fn bold(self, text: &str) -> String {
        self.with("1", text)
    }

    fn dim(self, text: &str) -> String {
        self.with("2", text)
    }

    fn severity(self, severity: Severity, text: &str) -> String {
        let code = match severity {
            Severity::Critical => "1;97;41",
            Severity::High => "1;31",
            Severity::Medium => "1;33",
            Severity::Low => "1;34",
            Severity::Info => "36",
        };
        self.with(code, text)
    }
}

impl Text {
    /// Colour or none, and the columns to wrap at.
    #[must_use]
    pub fn new(color: bool, width: usize) -> Self {
        Self { paint: Paint(color), width, any: false }
    }

    /// A blank line between things, none before the first.
    fn part(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if std::mem::replace(&mut self.any, true) { out.write_all(b"\n") } else { Ok(()) }
    }

    fn finding(&self, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
        let paint = self.paint;
        let name = words::severity(finding.severity);
        let label = paint.severity(finding.severity, name);
        let gap = " ".repeat(INDENT - 2 - name.len());
        let id = finding.id.get(..ID_CHARS).unwrap_or(&finding.id);
        let title = format!("{} [{id}]", words::shown(words::title(finding), 400));
        let title = wrapped(&title, self.width.saturating_sub(INDENT));
        writeln!(out, "  {label}{gap}{}", title.join(&indented()))?;
        let facts = format!(
            "{} · {} · {}",
            finding.identifier,
            glued(&words::counted(finding.count, "occurrence")),
            glued(&format!("confidence {:.2}", finding.confidence))
        );
        self.detail(&facts, out)?;
        self.places(finding, out)?;
        let mut reasons: Vec<String> = Vec::new();
        for evidence in finding.occurrences.iter().take(PLACES).flat_map(|occurrence| &occurrence.because) {
            let effect = evidence.effect.map(|effect| format!(" {effect:+.2}")).unwrap_or_default();
            let reason = format!("{}{effect} ({})", evidence.row, evidence.at);
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
        if !reasons.is_empty() {
            self.detail(&format!("because {}", reasons.join(", ")), out)?;
        }
        Ok(())
    }

    fn places(&self, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
        let shown: Vec<_> = finding
            .occurrences
            .iter()
            .take(PLACES)
            .map(|occurrence| (words::place(occurrence), words::shown(&occurrence.sample, 80)))
            .collect();
        let column = shown.iter().map(|(place, _)| place.chars().count()).max().unwrap_or(0);
        for (place, sample) in &shown {
            let (place_width, sample_width) = (place.chars().count(), sample.chars().count());
            if INDENT + column + 2 + sample_width <= self.width {
                let gap = " ".repeat(column - place_width);
                writeln!(out, "{:INDENT$}{place}{gap}  {}", "", self.paint.bold(sample))?;
            } else {
                writeln!(out, "{:INDENT$}{place}\n{:INDENT$}  {}", "", "", self.paint.bold(sample))?;
            }
        }
        match finding.count.saturating_sub(shown.len() as u64) {
            0 => Ok(()),
            more => writeln!(out, "{:INDENT$}and {} more", "", words::number(more)),
        }
    }

    fn detail(&self, text: &str, out: &mut dyn Write) -> io::Result<()> {
        for line in wrapped(text, self.width.saturating_sub(INDENT)) {
            writeln!(out, "{:INDENT$}{}", "", self.paint.dim(&line))?;
        }
        Ok(())
    }

    fn notes(&self, report: &ObjectReport, out: &mut dyn Write) -> io::Result<()> {
        let what = if report.coverage == Coverage::Skipped { "not read" } else { "not wholly read" };
        for note in report.notes.iter().filter(|note| is_told(note.reason)) {
            let member = note.member.as_deref().map(|member| format!("{}: ", words::shown(member, 60)));
            let text = format!("{}{}", member.unwrap_or_default(), words::shown(&note.detail, 400));
            let label =
                if note.reason.is_failure() { self.paint.with("1;35", what) } else { self.paint.dim("note") };
            let lines = wrapped(&text, self.width.saturating_sub(4));
            writeln!(out, "  {label}\n    {}", lines.join("\n    "))?;
        }
        Ok(())
    }

    fn row(&self, label: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
        let lines = wrapped(text, self.width.saturating_sub(INDENT));
        writeln!(
            out,
            "{}{}{}",
            self.paint.bold(label),
            " ".repeat(INDENT.saturating_sub(label.len())),
            lines.join(&indented())
        )
    }
}

/// Data that is what it is (a picture is not text) is counted in the summary; a list of all pictures would hide the rest. That
/// not all places were kept shows at the finding.
fn is_told(reason: Reason) -> bool {
    !matches!(reason, Reason::UnsupportedFileTypeException | Reason::OccurrencesOverLimit)
}

fn glued(words: &str) -> String {
    words.replace(' ', "\u{a0}")
}

fn indented() -> String {
    format!("\n{:INDENT$}", "")
}

/// Keeps two words on one line; [`wrapped`] writes it as a space.
const GLUE: char = '\u{a0}';

/// Columns that a word takes: the signs that colour it take none.
fn columns(word: &str) -> usize {
    let mut escape = false;
    let shown = |c: &char| {
        let hidden = escape || *c == '\u{1b}';
        escape = hidden && *c != 'm';
        !hidden
    };
    word.chars().filter(shown).count()
}

/// Breaks text at spaces; a word that is longer than a line stays whole.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let length = columns(word);
        if used > 0 && used + 1 + length > width {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            line.extend(word.chars().map(|c| if c == GLUE { ' ' } else { c }));
            used += length;
        }
    }
    lines
}

impl Renderer for Text {
    fn begin(&mut self, _: &RunInfo, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn object(&mut self, report: &ObjectReport, out: &mut dyn Write) -> io::Result<()> {
        if report.findings.is_empty() && !report.notes.iter().any(|note| is_told(note.reason)) {
            return Ok(());
        }
        self.part(out)?;
        writeln!(out, "{}", self.paint.bold(&words::shown(words::relative(&report.object.uri), URI_CHARS)))?;
        let mut findings: Vec<&Finding> = report.findings.iter().collect();
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        findings.into_iter().try_for_each(|finding| self.finding(finding, out))?;
        self.notes(report, out)
    }

    fn finish(&mut self, _: &RunInfo, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        self.part(out)?;
        self.row("scanned", &scanned(summary), out)?;
        self.row("found", &self.found(summary), out)?;
        let mut set_aside = Vec::new();
        if summary.suppressed > 0 {
            set_aside
                .push(format!("{} suppressed by rules", words::counted(summary.suppressed, "occurrence")));
        }
        if summary.known > 0 {
            set_aside
                .push(format!("{} known from the baseline", words::counted(summary.known, "occurrence")));
        }
        if summary.below_severity > 0 {
            set_aside.push(format!(
                "{} below the severity asked for",
                words::counted(summary.below_severity, "finding")
            ));
        }
        if !set_aside.is_empty() {
            self.row("not shown", &set_aside.join(", "), out)?;
        }
        for (kind, label) in [(Kind::Skip, "skipped"), (Kind::Remark, "as text"), (Kind::Failure, "not read")]
        {
            let gaps: Vec<String> = summary
                .gaps
                .values()
                .filter(|gap| gap.kind == Some(kind))
                .map(|gap| format!("{}: {}", glued(&words::counted(gap.objects, "object")), gap.words))
                .collect();
            if !gaps.is_empty() {
                self.row(label, &gaps.join("; "), out)?;
            }
        }
        for place in &summary.unlisted {
            self.row("not listed", &words::shown(&place.to_string(), 600), out)?;
        }
        if !summary.is_complete() {
            let why = if summary.interrupted { "it was stopped" } else { "not everything could be read" };
            let text = format!("The scan is incomplete: {why}.");
            writeln!(out, "{}", self.paint.with("1;35", &text))?;
        }
        Ok(())
    }
}

impl Text {
    fn found(&self, summary: &Summary) -> String {
        if summary.findings == 0 {
            return String::from("nothing");
        }
        let by_severity: Vec<String> = summary
            .by_severity
            .iter()
            .rev()
            .map(|(severity, count)| {
                let text = format!("{}{GLUE}{}", words::number(*count), words::severity(*severity));
                self.paint.severity(*severity, &text)
            })
            .collect();
        format!(
            "{} in {}, {}: {}",
            words::counted(summary.findings, "finding"),
            words::counted(summary.objects_with_findings, "object"),
            words::counted(summary.occurrences, "occurrence"),
            by_severity.join(", ")
        )
    }
}

/// `1,234 objects, 5.6 MiB of text in 0.8 s (7.0 MiB/s)`, also the closing words of other formats.
#[must_use]
pub fn scanned(summary: &Summary) -> String {
    let seconds = summary.elapsed.as_secs_f64().max(0.001);
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a rate for people, never negative"
    )]
    let rate = (summary.scanned_bytes as f64 / seconds) as u64;
    let reused = match summary.objects_reused {
        0 => String::new(),
        reused => format!(", {} of them unchanged and not read again", words::number(reused)),
    };
    format!(
        "{}{reused}; {} of text in {} ({}/s)",
        words::counted(summary.objects, "object"),
        words::bytes(summary.scanned_bytes),
        words::duration(summary.elapsed),
        words::bytes(rate)
    )
}

/// One line for a person who sent the results elsewhere.
#[must_use]
pub fn closing(summary: &Summary) -> String {
    let incomplete = if summary.is_complete() { "" } else { "; the scan is incomplete" };
    format!("{}: {}{incomplete}", scanned(summary), words::counted(summary.findings, "finding"))
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn text_breaks_at_spaces_only() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("averylongword b", 5), ["averylongword", "b"]);
        assert_eq!(wrapped("", 5), [""]);
        assert_eq!(wrapped("ab 1\u{a0}high c", 8), ["ab", "1 high c"]);
        assert_eq!(wrapped("\u{1b}[1;31mab\u{1b}[0m cd", 5), ["\u{1b}[1;31mab\u{1b}[0m cd"]);
    }
}
