use super::*;
use crate::source::SourceId;

fn at(source: &str) -> Span {
    Span::new(SourceId(0), 1, 1 + source.len())
}

fn good(source: &str) -> Analysis {
    analyse(source, "", at(source)).unwrap()
}

/// The code and the underlined text of the first thing that is wrong.
fn bad(source: &str) -> (&'static str, String) {
    let found = analyse(source, "", at(source)).unwrap_err();
    let first = found.first().unwrap();
    let range = first.span().range();
    (first.code.slug, source[range.start - 1..range.end - 1].to_owned())
}

fn matches(source: &str, text: &str) -> bool {
    let hir = hir(&good(source).pattern).unwrap();
    let nfa = regex_automata::meta::Regex::builder()
        .configure(regex_automata::meta::Config::new().utf8_empty(false))
        .build_from_hir(&hir)
        .unwrap();
    nfa.is_match(text)
}

#[test]
fn perl_classes_are_ascii_until_asked() {
    assert!(matches(r"^\d$", "7") && !matches(r"^\d$", "٣") && matches(r"(?u)^\d$", "٣"));
    assert!(matches(r"^[\w-]$", "a") && !matches(r"^[\w-]$", "ä") && matches(r"^(?u:[\w-])$", "ä"));
    assert!(
        matches(r"\bstra", "ästra") && !matches(r"(?u)\bstra", "ästra"),
        "an umlaut is no word character in ASCII"
    );
    assert!(matches(r"^\D$", "ä"), "a negated class is one character, not one byte");
    assert!(matches("^(?i)STRASSE|ÄRGER$", "ärger"), "literals fold in Unicode");
}

#[test]
fn unicode_holds_for_its_group_only() {
    assert!(matches(r"^(?u:\d)\d$", "٣7") && !matches(r"^(?u:\d)\d$", "٣٣"));
    assert!(!matches(r"^(?u)\d(?-u)\d$", "٣٣"));
}

#[test]
fn anchors_are_lines_and_know_crlf() {
    assert!(matches("^b$", "a\r\nb\r\nc") && !matches("a.b", "a\nb") && !matches("a.b", "a\rb"));
}

#[test]
fn lengths_are_bytes() {
    let pattern = good("[ä-ö]{2,3}x?").pattern;
    assert_eq!((pattern.min_len, pattern.max_len), (4, 7));
}

#[test]
fn slashes_lose_their_escape_and_nothing_else() {
    assert_eq!(good(r"a\/b\\\/c").pattern.source, r"a/b\\/c");
}

#[test]
fn errors_point_at_the_character() {
    assert_eq!(bad("ab(cd"), ("regex_syntax", "(".to_owned()));
    assert_eq!(bad("ab[cd"), ("regex_syntax", "[".to_owned()));
    assert_eq!(bad("ab*)"), ("regex_syntax", ")".to_owned()));
    assert_eq!(bad(r"ab\g"), ("invalid_escape", r"\g".to_owned()));
    assert_eq!(bad("(?<!x)ab"), ("regex_unsupported", "(?<!".to_owned()));
    assert_eq!(bad(r"(a)\1"), ("regex_unsupported", r"\1".to_owned()));
    assert_eq!(bad(r"ab\z"), ("regex_unsupported", r"\z".to_owned()));
    assert_eq!(bad("a|b?"), ("regex_matches_empty", "b?".to_owned()));
    assert_eq!(bad("a+"), ("regex_unbounded", "+".to_owned()));
    assert_eq!(bad("é(x"), ("regex_syntax", "(".to_owned()));
}

#[test]
fn every_unbounded_repeat_is_mended_at_once() {
    let source = "a+b*?c{3,}";
    let found = analyse(source, "", at(source)).unwrap_err();
    let texts: Vec<&str> = found[0].fixes[0].edits.iter().map(|edit| edit.text.as_str()).collect();
    assert_eq!(texts, ["{1,64}", "{0,64}?", "{3,64}"]);
}

#[test]
fn hostile_patterns_are_refused_quickly() {
    assert_eq!(bad("(a{1,1000}){1,1000}").0, "regex_unbounded");
    assert_eq!(bad(r"\p{L}{1,1000}").0, "regex_too_big");
    assert_eq!(bad(&r"\p{L}".repeat(3000)).0, "regex_too_big");
    assert_eq!(bad(&format!("{}a{}", "(".repeat(1000), ")".repeat(1000))).0, "regex_too_big");
    assert_eq!(bad(&"(".repeat(10_000)).0, "regex_syntax");
    assert_eq!(bad(&"a".repeat(20_000)).0, "regex_too_big");
    assert_eq!(bad(&format!("{}a{}", "(?:".repeat(25), "{1,9})".repeat(25))).0, "regex_unbounded");
}

#[test]
fn flags_are_few() {
    assert!(analyse("a", "ix", at("a")).is_ok());
    let found = analyse("a", "ig", at("a")).unwrap_err();
    assert_eq!((found[0].code.slug, found[0].span().range()), ("pattern_flag", 4..5));
}
