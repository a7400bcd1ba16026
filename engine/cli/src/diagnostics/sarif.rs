//! Diagnostics as SARIF 2.1.0 (OASIS), for code scanning services.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sievert_lang::diagnostic::{Code, Diagnostic, Fix};
use sievert_lang::source::{Sources, Span};

use super::level;
use super::places::Places;

/// One run with its rules and results, indented, with a line end.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut places = Places::new(sources);
    let codes: BTreeMap<&str, &Code> =
        diagnostics.iter().map(|diagnostic| (diagnostic.code.code, diagnostic.code)).collect();
    let rules: Vec<Value> = codes.values().map(|code| rule(code)).collect();
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| {
            let index = codes.keys().position(|code| *code == diagnostic.code.code);
            result(diagnostic, index, &mut places)
        })
        .collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "sievert check",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule(code: &Code) -> Value {
    json!({
        "id": code.code,
        "name": code.slug,
        "shortDescription": { "text": code.title },
        "fullDescription": { "text": code.title },
        "help": { "text": code.explanation, "markdown": code.explanation },
        "defaultConfiguration": { "level": level(code.level) },
    })
}

fn result(diagnostic: &Diagnostic, rule_index: Option<usize>, places: &mut Places<'_>) -> Value {
    let mut message = diagnostic.message.clone();
    if let Some(help) = &diagnostic.help {
        message = format!("{message}\n{help}");
    }
    let mut result = json!({
        "ruleId": diagnostic.code.code,
        "level": level(diagnostic.code.level),
        "message": { "text": message },
        "locations": [location(diagnostic.span(), diagnostic.labels.first().map(|label| label.text.as_str()), places)],
    });
    let further: Vec<Value> = diagnostic
        .labels
        .iter()
        .skip(1)
        .map(|label| location(label.span, Some(label.text.as_str()), places))
        .collect();
    let fixes: Vec<Value> = diagnostic.fixes.iter().map(|each| fix(each, places)).collect();
    if let Some(fields) = result.as_object_mut() {
        if let Some(index) = rule_index {
            fields.insert("ruleIndex".to_owned(), json!(index));
        }
        if !further.is_empty() {
            fields.insert("relatedLocations".to_owned(), json!(further));
        }
        if !fixes.is_empty() {
            fields.insert("fixes".to_owned(), json!(fixes));
        }
    }
    result
}

fn location(span: Span, text: Option<&str>, places: &mut Places<'_>) -> Value {
    let artifact = json!({ "uri": uri(places.of(span).path) });
    let physical = json!({ "artifactLocation": artifact, "region": region(span, places) });
    match text.filter(|text| !text.is_empty()) {
        Some(text) => json!({ "physicalLocation": physical, "message": { "text": text } }),
        None => json!({ "physicalLocation": physical }),
    }
}

fn region(span: Span, places: &mut Places<'_>) -> Value {
    let place = places.of(span);
    json!({
        "startLine": place.start.line,
        "startColumn": place.start.column,
        "endLine": place.end.line,
        "endColumn": place.end.column,
    })
}

fn fix(fix: &Fix, places: &mut Places<'_>) -> Value {
    let mut changes: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for edit in &fix.edits {
        let replacement = json!({
            "deletedRegion": region(edit.span, places),
            "insertedContent": { "text": edit.text },
        });
        changes.entry(uri(places.of(edit.span).path)).or_default().push(replacement);
    }
    let changes: Vec<Value> = changes
        .into_iter()
        .map(
            |(uri, replacements)| json!({ "artifactLocation": { "uri": uri }, "replacements": replacements }),
        )
        .collect();
    json!({ "description": { "text": fix.title }, "artifactChanges": changes })
}

/// A reference of RFC 3986, relative for a relative path: everything but unreserved characters and `/` is escaped.
fn uri(path: &str) -> String {
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("rules/acme/hr.svt"), "rules/acme/hr.svt");
        assert_eq!(uri("/srv/a.svt"), "file:///srv/a.svt");
        assert_eq!(uri("my rules/ä.svt"), "my%20rules/%C3%A4.svt");
        assert_eq!(uri("<std/pci.svt>"), "%3Cstd/pci.svt%3E");
    }
}
