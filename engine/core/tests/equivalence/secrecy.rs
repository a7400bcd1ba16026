//! Reports never carry the secret.

use proptest::prelude::*;
use sievert::lang::program::Redact;
use sievert::{Engine, Options};

use crate::generate;

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// No part of the secret that is longer than what the mask may show is anywhere in the report.
    #[test]
    fn no_more_than_the_mask_shows_leaves(
        secret in "[A-Za-z0-9]{12,40}",
        keep in (0u32..60, 0u32..60),
        all in any::<bool>(),
        mut program in generate::program(1),
    ) {
        let identifier = &mut program.identifiers[0];
        identifier.patterns = vec![generate::pattern_of(r"[A-Za-z0-9]{12,40}")];
        identifier.validate = None;
        identifier.require.clear();
        identifier.context.clear();
        identifier.ignore.clear();
        identifier.severity.steps[0].0 = 1;
        identifier.report.threshold = sievert::lang::program::Confidence(0);
        identifier.report.strict = false;
        identifier.redact = if all { Redact::All } else { Redact::Keep { first: keep.0, last: keep.1 } };
        program.allows.clear();
        let engine = Engine::new(&program, Options { hash_key: b"key".to_vec(), ..Options::default() }).unwrap();
        let report = engine.scan_bytes("file", format!("secret: {secret};").as_bytes());
        prop_assert_eq!(report.findings.len(), 1);
        let sample = &report.findings[0].occurrences[0].sample;
        let shown = sample.chars().filter(|c| *c != '*').count();
        prop_assert!(shown <= secret.len() / 2);
        let json = serde_json::to_string(&report).unwrap();
        let longest = if all { 5 } else { secret.len() / 2 + 1 };
        for part in secret.as_bytes().windows(longest) {
            prop_assert!(!json.contains(std::str::from_utf8(part).unwrap()), "{json}");
        }
    }
}
