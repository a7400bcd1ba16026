//! SARIF 2.1.0 (OASIS Standard, 27 March 2020).
//!
//! One result is one identifier in one object, with its first occurrence as location and further ones as related locations.
//! Its fingerprint is made of identifier and address alone: not of lines, which move, and not of values, whose keyed hashes
//! differ from one key to the next, so code scanning knows a result again in any later run on any machine.
//!
//! The list of rules holds those with results. It and the notifications about gaps are written after the results, which
//! stream; the standard does not order the properties of an object.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};
use sievert::report::{Coverage, Finding, ObjectReport, Occurrence};
use sievert::segment::Place;
use sievert_lang::program::Severity;

use crate::output::summary::{self, Summary};
use crate::output::{Elements, Renderer, RunInfo, fingerprint, words};

/// Occurrences after the first that become related locations; viewers show a hundred.
const RELATED: usize = 99;
/// Gaps that get a notification of their own; the summary in the last one counts all.
const NOTIFICATIONS: usize = 10_000;

/// The renderer.
#[derive(Debug, Default)]
pub struct Sarif {
    results: Elements,
    rules: Vec<Rule>,
    notifications: Vec<Value>,
    gaps: u64,
}

/// An identifier with results.
#[derive(Debug)]
struct Rule {
    finding_id: String,
    identifier: String,
    title: String,
    category: Value,
    /// The worst of its results.
    severity: Severity,
}

impl Sarif {
    /// The place of the identifier in the list of rules.
    fn rule(&mut self, finding: &Finding) -> usize {
        let known = self.rules.iter_mut().position(|rule| rule.identifier == finding.identifier);
        let index = known.unwrap_or(self.rules.len());
        match self.rules.get_mut(index) {
            Some(rule) => rule.severity = rule.severity.max(finding.severity),
            None => self.rules.push(Rule {
                finding_id: finding.rule_id.clone(),
                identifier: finding.identifier.clone(),
                title: words::title(finding).to_owned(),
                category: json!(finding.category),
                severity: finding.severity,
            }),
        }
        index
    }

    fn notify(&mut self, reason: &str, level: &str, text: &str, uri: &str) {
        self.gaps += 1;
        if self.notifications.len() < NOTIFICATIONS {
            self.notifications.push(json!({
                "descriptor": { "id": reason },
                "level": level,
                "message": { "text": text },
                "locations": [{ "physicalLocation": { "artifactLocation": artifact(uri) } }],
            }));
        }
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low | Severity::Info => "note",
    }
}

/// On the scale of code scanning: from 9 critical, from 7 high, from 4 medium.
fn security_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "9.5",
        Severity::High => "8.0",
        Severity::Medium => "5.5",
        Severity::Low => "3.0",
        Severity::Info => "0.5",
    }
}

/// An address as a URI reference of RFC 3986: absolute for buckets and absolute paths, else relative to the root of the
/// source tree, which the viewer knows.
fn artifact(uri: &str) -> Value {
    let encoded = |text: &str| {
        let keep = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(byte);
        text.bytes().fold(String::with_capacity(text.len()), |mut uri, byte| {
            if keep(&byte) {
                uri.push(char::from(byte))
            } else {
                uri.push_str(&format!("%{byte:02X}"))
            }
            uri
        })
    };
    if let Some(key) = uri.strip_prefix("s3://") {
        return json!({ "uri": format!("s3://{}", encoded(key)) });
    }
    if uri.starts_with('/') {
        return json!({ "uri": format!("file://{}", encoded(uri)) });
    }
    json!({ "uri": encoded(words::relative(uri)), "uriBaseId": "%SRCROOT%" })
}

/// Adds a property that is not always there.
fn set(object: &mut Value, name: &str, value: impl Into<Value>) {
    if let Some(properties) = object.as_object_mut() {
        properties.insert(name.to_owned(), value.into());
    }
}

fn location(uri: &str, occurrence: &Occurrence) -> Value {
    let mut physical = json!({ "artifactLocation": artifact(uri) });
    let position = &occurrence.position;
    // A line within an archive's member is not a line of the archive.
    if occurrence.member.is_none() {
        let mut region = json!({
            "startLine": position.start.line,
            "startColumn": position.start.column,
            "endLine": position.end.line,
            "endColumn": position.end.column,
        });
        if let (Some(bytes), true) = (&position.bytes, position.exact) {
            set(&mut region, "byteOffset", bytes.start);
            set(&mut region, "byteLength", bytes.end.saturating_sub(bytes.start));
        }
        set(&mut physical, "region", region);
    }
    let mut location = json!({
        "physicalLocation": physical,
        "message": { "text": format!("{} at {}", words::shown(&occurrence.sample, 80), words::place(occurrence)) },
    });
    let within = match &position.place {
        Some(Place::Cell { row, column, name }) => Some(
            name.as_ref()
                .map_or_else(|| format!("R{row}C{column}"), |name| format!("R{row}C{column} {name}")),
        ),
        Some(Place::Record { index, json_path }) => Some(format!("[{index}] {json_path}")),
        _ => None,
    };
    let name: Vec<String> = occurrence.member.iter().cloned().chain(within).collect();
    if !name.is_empty() {
        set(&mut location, "logicalLocations", json!([{ "fullyQualifiedName": name.join(" ") }]));
    }
    location
}

/// The parts of the document that come after the results.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Tail {
    tool: Value,
    invocations: [Value; 1],
    original_uri_base_ids: Value,
    column_kind: &'static str,
    default_encoding: &'static str,
}

impl Renderer for Sarif {
    fn begin(&mut self, _: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(
            b"{\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\"results\":[",
        )
    }

    fn object(&mut self, report: &ObjectReport, out: &mut dyn Write) -> io::Result<()> {
        let uri = &report.object.uri;
        for finding in &report.findings {
            let index = self.rule(finding);
            let mut locations = finding.occurrences.iter().map(|occurrence| location(uri, occurrence));
            let text = format!("{} ({})", words::title(finding), words::counted(finding.count, "occurrence"));
            let mut result = json!({
                "ruleId": finding.identifier,
                "ruleIndex": index,
                "level": level(finding.severity),
                "message": { "text": text },
                "locations": locations.next().into_iter().collect::<Vec<_>>(),
                "occurrenceCount": finding.count.max(1),
                "partialFingerprints": {
                    "sievert/v1": fingerprint(&[&finding.identifier, words::relative(uri)]),
                },
                "properties": {
                    "id": finding.id,
                    "severity": words::severity(finding.severity),
                    "confidence": finding.confidence,
                },
            });
            let related: Vec<Value> = locations.take(RELATED).collect();
            if !related.is_empty() {
                set(&mut result, "relatedLocations", related);
            }
            self.results.write(&result, out)?;
        }
        for note in &report.notes {
            let level = match (note.reason.is_failure(), report.coverage) {
                (true, Coverage::Skipped) => "error",
                (true, _) => "warning",
                (false, _) => "note",
            };
            let member = note.member.as_deref().map(|member| format!("{member}: ")).unwrap_or_default();
            self.notify(&words::reason_code(note.reason), level, &format!("{member}{}", note.detail), uri);
        }
        if report.notes.is_empty() && summary::is_failure(report) {
            self.notify("READ_ERROR", "error", "not read", uri);
        }
        Ok(())
    }

    fn finish(&mut self, run: &RunInfo, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let mut notifications = std::mem::take(&mut self.notifications);
        notifications.extend(summary.unlisted.iter().map(
            |place| json!({
                "descriptor": { "id": "NOT_LISTED" }, "level": "error", "message": { "text": place.to_string() },
            }),
        ));
        let untold = self.gaps.saturating_sub(NOTIFICATIONS as u64);
        if untold > 0 {
            let text = format!("{} more notes on what was not read are left out here", words::number(untold));
            notifications.push(
                json!({ "descriptor": { "id": "MORE" }, "level": "warning", "message": { "text": text } }),
            );
        }
        let rules: Vec<Value> = self
            .rules
            .iter()
            .map(|rule| {
                json!({
                    "id": rule.identifier,
                    "name": rule.finding_id,
                    "shortDescription": { "text": rule.title },
                    "defaultConfiguration": { "level": level(rule.severity) },
                    "properties": {
                        "tags": ["security", rule.category],
                        "security-severity": security_severity(rule.severity),
                    },
                })
            })
            .collect();
        let mut invocation = json!({
            "executionSuccessful": summary.is_complete(),
            "startTimeUtc": run.started,
            "properties": { "summary": summary },
        });
        if !notifications.is_empty() {
            set(&mut invocation, "toolExecutionNotifications", notifications);
        }
        let tail = Tail {
            tool: json!({ "driver": {
                "name": "sievert",
                "version": run.version,
                "semanticVersion": run.version,
                "rules": rules,
            } }),
            invocations: [invocation],
            original_uri_base_ids: json!({ "%SRCROOT%": { "description": { "text": "the folder that was scanned from" } } }),
            column_kind: "unicodeCodePoints",
            default_encoding: "utf-8",
        };
        let tail = serde_json::to_string(&tail)?;
        out.write_all(b"],\n")?;
        out.write_all(tail.strip_prefix('{').unwrap_or(&tail).as_bytes())?;
        out.write_all(b"]}\n")
    }
}

#[cfg(test)]
pub(super) mod tests;
