//! Explanations, and the tests that rules carry.

use sievert::explain::{Outcome, Verdict};
use sievert::lang::program::TestInput;
use sievert::lang::source::{Sealed, Sources};
use sievert::{Engine, Options};

const RULES: &str = r#"
package acme
language 1

/// Cards.
@id("ACME-1")
identifier card {
  category:   financial
  match:      /\b4[0-9]{15}\b/
  validate:   luhn and not repeated_digit
  confidence: 0.40
  context {
    near(["card"], within: 20)            : +0.40
    near(["order"], within: 20)           : -0.30
  }
  require { near(["test"], within: 20) : false }
  ignore:     ["4242"]
  report:     confidence >= 0.70
}

/// Numbers near the word serial are surely serials.
@id("ACME-2")
identifier serial {
  category:   other
  match:      /\b[0-9]{16}\b/
  confidence: 1.0
  require { near(["serial"], within: 20) : true }
}

allow published {
  values: ["4012888888881881"]
  reason: "published"
  owner:  "docs"
}

test "all ways" for card {
  "card 4111111111111111"                : hit(count: 1, value: "4111111111111111", confidence: >= 0.8)
  column("card", "4111111111111111")     : hit
  field("$.card.no", "4111111111111111") : hit(severity: medium)
  "card 4111111111111112"                : miss(because: luhn)
  "card 4111111111111112"                : miss(because: validate)
  "4111111111111111"                     : miss(because: confidence)
  "test card 4111111111111111"           : miss(because: require)
  "card 4242424242424242"                : miss(because: ignore)
  "card 4012888888881881"                : miss(because: allow)
  "card 411111111111111"                 : miss(because: pattern)
  "card serial 4111111111111111"         : miss(because: shadowed)
}
"#;

fn run(rules: &str) -> sievert::testing::TestRun {
    let mut sources = Sources::new();
    sources.add_text("rules", rules);
    let compilation = sievert::lang::compile(&sources, &Sealed);
    Engine::run_tests(&compilation.program.unwrap(), Options::default()).unwrap()
}

#[test]
fn every_reason_is_told() {
    let run = run(RULES);
    assert_eq!(run.outcomes.len(), 11);
    for outcome in &run.outcomes {
        assert_eq!(outcome.failure, None, "{:?}", outcome.explanation);
    }
}

#[test]
fn a_wrong_expectation_fails_and_says_what_came() {
    let rows = [
        ("\"card 4111111111111111\" : miss", "wanted a miss, found `4111111111111111`"),
        ("\"card 4111111111111112\" : hit", "wanted a hit, but `4111111111111112` does not pass luhn"),
        ("\"card 4111111111111111\" : hit(count: 2)", "wanted 2 occurrences, found 1"),
        ("\"card 4111111111111111\" : hit(confidence: > 0.8)", "wanted a confidence above 0.80, found 0.80"),
        ("\"4111111111111111\" : miss(because: luhn)", "has a confidence of only 0.40"),
    ];
    for (row, wanted) in rows {
        let head = RULES.split("test \"all").next().unwrap();
        let run = run(&format!("{head}\ntest \"one\" for card {{\n  {row}\n}}\n"));
        let failure = run.outcomes[0].failure.as_deref().unwrap_or_default();
        assert!(failure.contains(wanted), "{row}: {failure}");
    }
}

#[test]
fn coverage_sees_rows_both_ways() {
    let run = run(RULES);
    let card = &run.coverage[0];
    assert_eq!((card.hits, card.misses), (3, 8));
    let seen: Vec<(bool, bool)> = card.rows.iter().map(|row| (row.fired, row.held_back)).collect();
    assert_eq!(seen, [(true, true), (false, true)], "no test has an order in it");
    assert!(!card.is_complete());
}

#[test]
fn an_explanation_shows_every_match_and_every_row() {
    let engine = Engine::from_rules(RULES).unwrap();
    let text = "card 4111111111111111 and then some more of other things, order 4111111111111112".to_owned();
    let explanation = engine.explain(&TestInput { text, ..TestInput::default() }, "acme.card").unwrap();
    assert_eq!(explanation.outcome, Outcome::Found);
    let verdicts: Vec<&Verdict> = explanation.candidates.iter().map(|candidate| &candidate.verdict).collect();
    assert_eq!(verdicts, [&Verdict::Reported, &Verdict::Invalid { checks: vec!["luhn"] }]);
    let rows: Vec<bool> = explanation.candidates[0].rows.iter().map(|row| row.fired).collect();
    assert_eq!(rows, [true, false]);
    assert!(engine.explain(&TestInput::default(), "acme.nothing").is_none());
}
