//! Why something was found, read from a report.
//!
//! The report is searched for the finding wherever it stands, so that one document, lines, or a report that another program
//! passed on are all read alike.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use serde::Deserialize as _;
use serde_json::Value;
use sievert::report::{Finding, Occurrence};
use sievert::segment::Place;

use crate::exit::Exit;
use crate::terminal::Terminal;

/// A report on standard input is held in memory.
const MAX_INPUT: u64 = 1 << 30;

/// Fewer characters of an id would name anything.
const MIN_ID: usize = 4;

/// More occurrences than a person reads.
const MAX_SHOWN: usize = 20;

/// A finding with the object that it was found in.
#[derive(Debug, Clone, PartialEq)]
struct Hit {
    uri: String,
    finding: Finding,
}

/// Explains a finding of a report.
pub fn run(id: &str, report: &Path, terminal: &Terminal) -> Exit {
    let id = id.to_ascii_lowercase();
    if id.len() < MIN_ID || !id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        terminal.error(format_args!(
            "`{id}` is not the id of a finding: these are {MIN_ID} to 32 hexadecimal digits"
        ));
        return Exit::Usage;
    }
    let hits = if report.as_os_str() == "-" {
        terminal
            .read_input(MAX_INPUT)
            .map_err(|error| error.to_string())
            .and_then(|bytes| find(&id, bytes.as_slice()))
    } else {
        File::open(report).map_err(|error| error.to_string()).and_then(|file| find(&id, BufReader::new(file)))
    };
    match hits {
        Err(reason) => {
            terminal.error(format_args!("cannot read `{}`: {reason}", report.display()));
            Exit::Usage
        }
        Ok(hits) => match hits.as_slice() {
            [] => {
                terminal.error(format_args!(
                    "no finding in `{}` has an id that starts with `{id}`",
                    report.display()
                ));
                Exit::Usage
            }
            [hit] => {
                terminal.print(text(hit));
                Exit::Ok
            }
            several => {
                terminal
                    .error(format_args!("{} findings have an id that starts with `{id}`:", several.len()));
                for Hit { uri, finding } in several.iter().take(10) {
                    terminal.say(format_args!("  {} {} in {uri}", finding.id, finding.identifier));
                }
                Exit::Usage
            }
        },
    }
}

/// All findings of a report whose id starts so, each once.
fn find(id: &str, report: impl Read) -> Result<Vec<Hit>, String> {
    let mut hits = Vec::new();
    for document in serde_json::Deserializer::from_reader(report).into_iter::<Value>() {
        let document =
            document.map_err(|error| format!("it is not a JSON report of `sievert scan`: {error}"))?;
        walk(&document, "", id, &mut hits);
    }
    Ok(hits)
}

/// Goes through a document; serde_json has capped its depth.
fn walk(value: &Value, uri: &str, id: &str, hits: &mut Vec<Hit>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| walk(value, uri, id, hits)),
        Value::Object(fields) => {
            let own = match fields.get("object") {
                Some(Value::Object(object)) => object.get("uri").and_then(Value::as_str),
                Some(Value::String(uri)) => Some(uri.as_str()),
                _ => None,
            };
            let uri = own.unwrap_or(uri);
            let named = fields.get("id").and_then(Value::as_str).is_some_and(|other| other.starts_with(id));
            match Finding::deserialize(value) {
                Ok(finding) if named => {
                    if hits.iter().all(|hit| hit.finding.id != finding.id) {
                        hits.push(Hit { uri: uri.to_owned(), finding });
                    }
                }
                _ => fields.values().for_each(|value| walk(value, uri, id, hits)),
            }
        }
        _ => {}
    }
}

fn text(hit: &Hit) -> String {
    let Hit { uri, finding } = hit;
    let mut text = format!("{} in {uri}\n", finding.identifier);
    if !finding.title.is_empty() {
        let _ = writeln!(text, "{}", finding.title);
    }
    let _ = writeln!(
        text,
        "\n  finding     {}\n  rule        {}, {}\n  severity    {}, by its {}\n  confidence  {:.2}, the best of them",
        finding.id,
        finding.rule_id,
        word(finding.category),
        word(finding.severity),
        crate::diagnostics::plural(usize::try_from(finding.count).unwrap_or(usize::MAX), "occurrence"),
        finding.confidence,
    );
    for occurrence in finding.occurrences.iter().take(MAX_SHOWN) {
        let _ = write!(text, "\n{}", one(occurrence));
    }
    if let Some(more @ 1..) = finding.occurrences.len().checked_sub(MAX_SHOWN) {
        let _ = writeln!(text, "\n{more} more are in the report");
    }
    if finding.truncated {
        let more = finding.count.saturating_sub(finding.occurrences.len() as u64);
        let _ = writeln!(text, "\n{more} more were counted; the report does not hold their places");
    }
    text
}

/// An occurrence: its place, then how its confidence came about.
fn one(occurrence: &Occurrence) -> String {
    let Occurrence { member, position, confidence, sample, because, shadows, .. } = occurrence;
    let mut text = String::from("  ");
    if let Some(member) = member {
        let _ = write!(text, "{member} ");
    }
    let _ = write!(text, "line {}, column {}", position.start.line, position.start.column);
    match &position.place {
        Some(Place::Cell { row, name: Some(name), .. }) => {
            let _ = write!(text, " (row {row}, column `{name}`)");
        }
        Some(Place::Cell { row, column, name: None }) => {
            let _ = write!(text, " (row {row}, column {column})");
        }
        Some(Place::Record { json_path, .. }) => {
            let _ = write!(text, " ({json_path})");
        }
        _ => {}
    }
    let _ = writeln!(text, ": {sample}");
    let moved: f64 = because.iter().filter_map(|evidence| evidence.effect).sum();
    let start = confidence - moved;
    // A score that was cut off at 0 or 1 does not tell where it started.
    if (0.0..1.0).contains(confidence) && *confidence > 0.0 && (0.0..=1.0).contains(&start) {
        let _ = writeln!(text, "     {start:.2}  where the identifier starts");
    }
    for evidence in because {
        let effect = evidence.effect.map_or_else(|| "asked".to_owned(), |effect| format!("{effect:+.2}"));
        let _ = writeln!(text, "    {effect}  {}, found in the {}", evidence.row, evidence.at);
    }
    let _ = writeln!(text, "   = {confidence:.2}");
    for shadow in shadows {
        let _ = writeln!(text, "    {shadow} matches here too and gave way");
    }
    text
}

/// A word of the report's vocabulary, as it is serialised.
fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn report() -> Value {
        let occurrence = json!({
            "position": { "exact": true, "start": { "line": 2, "column": 5 }, "end": { "line": 2, "column": 13 },
                "place": { "kind": "cell", "row": 2, "column": 2, "name": "badge" } },
            "confidence": 0.9, "sample": "******6B", "hash": "00",
            "because": [{ "row": "column(badge_words)", "effect": 0.3, "at": "column" }],
            "shadows": ["std.other.thing"],
        });
        let finding = |id: &str| {
            json!({ "id": id, "identifier": "acme.staff.employee_number", "rule_id": "ACME-STAFF-01",
                "title": "ACME employee numbers.", "category": "personal", "severity": "low", "confidence": 0.9,
                "count": 3, "occurrences": [occurrence], "truncated": true })
        };
        json!({ "tool": "sievert", "objects": [
            { "object": { "uri": "badges.csv", "key": "badges.csv" }, "findings": [finding("abcd01"), finding("abcd02")] },
        ]})
    }

    #[test]
    fn a_finding_is_found_in_any_shape_of_report() {
        let report = report();
        let compact = report.to_string();
        let line = json!({ "object": "badges.csv", "finding": report["objects"][0]["findings"][1] });
        let lines = format!("{}\n{line}\n", json!({ "other": 1 }));
        for text in [compact, lines] {
            let hits = find("abcd02", text.as_bytes()).unwrap();
            assert_eq!(hits.len(), 1);
            assert_eq!((hits[0].uri.as_str(), hits[0].finding.id.as_str()), ("badges.csv", "abcd02"));
        }
        assert_eq!(find("abcd", report.to_string().as_bytes()).unwrap().len(), 2);
        assert_eq!(find("ffff", report.to_string().as_bytes()).unwrap(), []);
        assert!(find("abcd", &b"no json"[..]).unwrap_err().starts_with("it is not a JSON report"));
    }

    #[test]
    fn the_sum_is_shown() {
        let hits = find("abcd01", report().to_string().as_bytes()).unwrap();
        let text = text(&hits[0]);
        let expected = "  line 2, column 5 (row 2, column `badge`): ******6B\n     0.60  where the identifier starts\n    \
                        +0.30  column(badge_words), found in the column\n   = 0.90\n    std.other.thing matches here too and gave way\n";
        assert!(text.contains(expected), "{text}");
        assert!(text.contains("2 more were counted"), "{text}");
    }
}
