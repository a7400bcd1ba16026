//! What SARIF 2.1.0 demands of the parts that are used here, section by section.

use serde_json::Value;

use super::artifact;

/// Fails where a document breaks a rule of the standard, or one that code scanning services add.
pub(in crate::output) fn hold_to_the_standard(text: &str) {
    let log: Value = serde_json::from_str(text).unwrap();
    only(&log, &["$schema", "version", "runs"]);
    assert_eq!(log["version"], "2.1.0", "3.13.2");
    for run in log["runs"].as_array().expect("3.13.4: runs is an array") {
        only(run, &["tool", "results", "invocations", "originalUriBaseIds", "columnKind", "defaultEncoding"]);
        let driver = &run["tool"]["driver"];
        assert!(driver["name"].as_str().is_some_and(|name| !name.is_empty()), "3.19.8");
        assert!(
            ["utf16CodeUnits", "unicodeCodePoints"].contains(&run["columnKind"].as_str().unwrap()),
            "3.14.17"
        );
        let rules = driver["rules"].as_array().unwrap();
        let mut ids = std::collections::HashSet::new();
        for rule in rules {
            assert!(
                ids.insert(rule["id"].as_str().expect("3.49.3: id is required")),
                "3.19.23: unique elements"
            );
            message(&rule["shortDescription"]);
            level(&rule["defaultConfiguration"]["level"]);
            let score: f64 = rule["properties"]["security-severity"].as_str().unwrap().parse().unwrap();
            assert!((0.0..=10.0).contains(&score));
        }
        let bases = run["originalUriBaseIds"].as_object().unwrap();
        for result in run["results"].as_array().expect("3.14.23: results is an array") {
            hold_result(result, rules, bases.keys().map(String::as_str).collect());
        }
        for invocation in run["invocations"].as_array().unwrap() {
            assert!(
                invocation["executionSuccessful"].is_boolean(),
                "3.20.14: executionSuccessful is required"
            );
            date(&invocation["startTimeUtc"]);
            for note in invocation["toolExecutionNotifications"].as_array().into_iter().flatten() {
                message(&note["message"]);
                level(&note["level"]);
                assert!(note["descriptor"]["id"].is_string(), "3.52.4");
                for location in note["locations"].as_array().into_iter().flatten() {
                    reference(&location["physicalLocation"]["artifactLocation"]);
                }
            }
        }
    }
}

fn hold_result(result: &Value, rules: &[Value], bases: Vec<&str>) {
    only(
        result,
        &[
            "ruleId",
            "ruleIndex",
            "level",
            "message",
            "locations",
            "relatedLocations",
            "occurrenceCount",
            "partialFingerprints",
            "properties",
        ],
    );
    message(&result["message"]);
    level(&result["level"]);
    let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(rules[index]["id"], result["ruleId"], "3.27.6: ruleIndex names the rule of ruleId");
    assert!(
        result["occurrenceCount"].as_u64().is_some_and(|count| count >= 1),
        "3.27.18: a positive integer"
    );
    let prints = result["partialFingerprints"].as_object().unwrap();
    assert!(prints.values().all(Value::is_string), "3.27.17: values are strings");
    let places =
        ["locations", "relatedLocations"].into_iter().filter_map(|name| result[name].as_array()).flatten();
    for location in places {
        let physical = &location["physicalLocation"];
        let artifact = reference(&physical["artifactLocation"]);
        if let Some(base) = artifact["uriBaseId"].as_str() {
            assert!(bases.contains(&base), "3.4.4");
        }
        if let Some(region) = physical.get("region") {
            let number =
                |name: &str| region[name].as_u64().unwrap_or_else(|| panic!("3.30: {name} of {region}"));
            assert!(number("startLine") >= 1 && number("startColumn") >= 1, "3.30.5, 3.30.6");
            assert!(
                (number("endLine"), number("endColumn")) >= (number("startLine"), number("startColumn")),
                "3.30.7"
            );
        }
    }
}

fn only(object: &Value, names: &[&str]) {
    let unknown: Vec<_> =
        object.as_object().unwrap().keys().filter(|name| !names.contains(&name.as_str())).collect();
    assert!(unknown.is_empty(), "not properties of the standard, or not expected: {unknown:?}");
}

fn message(message: &Value) {
    assert!(message["text"].as_str().is_some_and(|text| !text.is_empty()), "3.11.8: {message}");
}

fn level(level: &Value) {
    assert!(["none", "note", "warning", "error"].contains(&level.as_str().unwrap()), "3.27.10: {level}");
}

fn date(date: &Value) {
    let text = date.as_str().unwrap();
    assert!(text.ends_with('Z') && text.parse::<jiff::Timestamp>().is_ok(), "3.9: {text}");
}

/// RFC 3986: the characters of a URI reference, with whole escapes; a colon in the first segment needs a scheme before it.
fn reference(location: &Value) -> &Value {
    let uri = location["uri"].as_str().unwrap();
    let mut bytes = uri.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let escape = [bytes.next(), bytes.next()];
            assert!(
                escape.iter().all(|byte| byte.is_some_and(|byte| byte.is_ascii_hexdigit())),
                "3.10.1: {uri}"
            );
        } else {
            assert!(
                byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=".contains(&byte),
                "3.10.1: {uri}"
            );
        }
    }
    if location.get("uriBaseId").is_some() {
        assert!(
            !uri.starts_with('/') && !uri.split('/').next().unwrap().contains(':'),
            "3.4.4: relative: {uri}"
        );
    }
    location
}

#[test]
fn addresses_become_references() {
    let uri = |address: &str| artifact(address)["uri"].as_str().unwrap().to_owned();
    assert_eq!(uri("./a b/ü.txt"), "a%20b/%C3%BC.txt");
    assert_eq!(uri("x:y"), "x%3Ay");
    assert_eq!(uri("/tmp/50%"), "file:///tmp/50%25");
    assert_eq!(uri("s3://bucket/a?b#c"), "s3://bucket/a%3Fb%23c");
}
