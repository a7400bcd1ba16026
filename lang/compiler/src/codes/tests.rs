use std::collections::HashSet;

use super::*;
use crate::check::golden::{Fixed, split};
use crate::compile;
use crate::diagnostic::Level;

/// An example with the lines that every file starts with, where it leaves them out.
fn codes_of(example: &str) -> HashSet<&'static str> {
    let with_header = example.starts_with("package ");
    let text =
        if with_header { example.to_owned() } else { format!("package example\nlanguage 1\n\n{example}") };
    let sources = split("example", &text);
    compile(&sources, &Fixed).diagnostics.iter().map(|found| found.code.code).collect()
}

#[test]
fn codes_and_slugs_are_unique_and_say_something() {
    let mut seen = HashSet::new();
    for code in CODES.iter() {
        assert!(seen.insert(code.code) && seen.insert(code.slug), "{} {} stands twice", code.code, code.slug);
        assert_eq!(code.code.starts_with('E'), code.level == Level::Error, "{}", code.code);
        assert!(!code.title.is_empty() && !code.title.ends_with('.'), "{}", code.code);
        assert!(code.explanation.len() > 80, "{} is not explained", code.code);
        assert_eq!(find(code.code).map(|found| found.slug), Some(code.slug));
    }
}

#[test]
fn every_example_triggers_its_code_and_nothing_else() {
    // Syntax has tests of its own, beside the parser.
    for code in CODES.iter().filter(|code| !code.code.starts_with("E01") && !code.example.is_empty()) {
        assert_eq!(codes_of(code.example), HashSet::from([code.code]), "{}:\n{}", code.slug, code.example);
    }
}

#[test]
fn every_mended_example_is_clean() {
    for code in CODES.iter().filter(|code| !code.code.starts_with("E01") && !code.mended.is_empty()) {
        assert_eq!(codes_of(code.mended), HashSet::new(), "{}:\n{}", code.slug, code.mended);
    }
}
