//! JUnit XML, which every CI service shows: the writer that `check` and `test` share.

use std::fmt::Write as _;

/// A group of cases.
#[derive(Debug, Clone, Default)]
pub struct Suite {
    /// A file or a test block.
    pub name: String,
    /// In order.
    pub cases: Vec<Case>,
}

/// Something that passed or failed.
#[derive(Debug, Clone)]
pub struct Case {
    /// Unique within its suite.
    pub name: String,
    /// Where it is declared.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// Why it failed, when it did.
    pub failure: Option<Failure>,
}

/// Why a case failed.
#[derive(Debug, Clone)]
pub struct Failure {
    /// `E0203`, `test`.
    pub kind: String,
    /// One line.
    pub message: String,
    /// As a person reads it.
    pub text: String,
}

/// The document.
#[must_use]
pub fn render(name: &str, suites: &[Suite]) -> String {
    let count = |suites: &[Suite]| suites.iter().map(|suite| suite.cases.len()).sum::<usize>();
    let failed = |suites: &[Suite]| {
        suites.iter().flat_map(|suite| &suite.cases).filter(|case| case.failure.is_some()).count()
    };
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // Writing to a string cannot fail.
    let _ = writeln!(
        xml,
        "<testsuites name=\"{}\" tests=\"{}\" failures=\"{}\">",
        escape(name),
        count(suites),
        failed(suites)
    );
    for suite in suites {
        let one = std::slice::from_ref(suite);
        let _ = writeln!(
            xml,
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\">",
            escape(&suite.name),
            count(one),
            failed(one)
        );
        for case in &suite.cases {
            let head = format!(
                "    <testcase name=\"{}\" classname=\"{}\" file=\"{}\" line=\"{}\"",
                escape(&case.name),
                escape(&suite.name),
                escape(&case.file),
                case.line
            );
            let _ = match &case.failure {
                None => writeln!(xml, "{head}/>"),
                Some(failure) => writeln!(
                    xml,
                    "{head}>\n      <failure type=\"{}\" message=\"{}\">{}</failure>\n    </testcase>",
                    escape(&failure.kind),
                    escape(&failure.message),
                    escape(&failure.text).replace("&#10;", "\n")
                ),
            };
        }
        xml.push_str("  </testsuite>\n");
    }
    xml.push_str("</testsuites>\n");
    xml
}

/// Escaped for text and for attributes in double quotes. Characters that XML 1.0 cannot hold become U+FFFD.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            '\n' => escaped.push_str("&#10;"),
            '\t' => escaped.push_str("&#9;"),
            '\r' => escaped.push_str("&#13;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_text_holds_the_document_is_well_formed() {
        let case = Case {
            name: "<a & \"b\">\u{1}".into(),
            file: "x.svt".into(),
            line: 3,
            failure: Some(Failure { kind: "test".into(), message: "one\ntwo".into(), text: "]]>".into() }),
        };
        let xml = render("sievert", &[Suite { name: "s".into(), cases: vec![case] }]);
        assert!(xml.contains("name=\"&lt;a &amp; &quot;b&quot;&gt;\u{fffd}\""), "{xml}");
        assert!(xml.contains("message=\"one&#10;two\">]]&gt;<"), "{xml}");
        assert!(xml.contains("<testsuites name=\"sievert\" tests=\"1\" failures=\"1\">"), "{xml}");
    }
}
