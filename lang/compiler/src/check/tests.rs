use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::golden::{Fixed, split};
use crate::compile;
use crate::diagnostic::{Level, apply_fixes, fixes};
use crate::program::{
    Compare, Context, Edge, Expect, Expr, Needle, Normalize, Program, Redact, Report, Severity, Side, Value,
};
use crate::source::{Sealed, Source, Sources, World};

const GOOD: &str = include_str!("tests/good.svt");

fn program(text: &str) -> Program {
    let compiled = compile(&split("a", text), &Sealed);
    assert_eq!(compiled.diagnostics, Vec::new(), "{text}");
    compiled.program.unwrap()
}

/// The slugs of what is wrong, in order of place.
fn slugs(text: &str) -> Vec<&'static str> {
    compile(&split("a", text), &Fixed).diagnostics.iter().map(|found| found.code.slug).collect()
}

fn when(condition: &str) -> String {
    format!(
        "package a\nlanguage 1\nsuppress s {{\n  when: {condition}\n  reason: \"r\"\n  owner: \"o\"\n  expires: 2027-01-01\n}}\n"
    )
}

fn lowered(condition: &str) -> Expr {
    program(&when(condition)).suppressions[0].when.clone().unwrap()
}

#[test]
fn a_good_file_becomes_a_program() {
    let program = program(GOOD);
    let found = &program.identifiers[0];
    assert_eq!((found.name.as_str(), found.id.as_str()), ("acme.hr.employee_id", "ACME-HR-01"));
    assert_eq!(found.severity.of(0), None);
    assert_eq!(found.severity.of(60), Some(Severity::Medium));
    assert_eq!(found.normalize, [Normalize::Strip(" -".to_owned())]);
    assert_eq!(found.report, Report { threshold: crate::program::Confidence(700), strict: false });
    assert_eq!(found.redact, Redact::Keep { first: 0, last: 4 });
    assert_eq!(found.context.iter().map(|row| row.effect.0).collect::<Vec<_>>(), [400, 100, -300]);
    let words = Needle::Words(vec!["employee".to_owned(), "staff no".to_owned(), "badge".to_owned()]);
    let near = Context::Near { what: words, within: 50, side: Side::Either, to: Edge::Near };
    assert_eq!((&found.context[0].when, found.context[0].text.as_str()), (&near, "near(words, within: 50)"));
    let Expect::Hit { count, confidence, severity, .. } = &program.tests[0].cases[0].expect else { panic!() };
    assert_eq!(
        (*count, *confidence, *severity),
        (Some(1), Some((Compare::Ge, crate::program::Confidence(700))), Some(Severity::Low))
    );
    assert_eq!(program.tests[0].cases[2].input.field, ["a", "b"]);
    assert_eq!(program.allows[0].identifiers, program.suppressions[0].identifiers);
}

#[test]
fn profiles_are_put_together_across_files() {
    let identifier =
        |name: &str| format!("identifier {name} {{\n category: other\n match: /{name}[0-9]/\n}}\n");
    let text = format!(
        "package a\nlanguage 1\nuse b.c as short\n\
         profile all {{ identifiers: [b.*]\n except: [b.c.y] }}\n\
         profile more {{ profiles: [all, d.some]\n except: [d.*, short.nothing.z] }}\n\
         profile few {{ identifiers: [short.*, b.x]\n except: [short.y] }}\n{}\
         //// b.svt\npackage b\nlanguage 1\n{}\
         //// b/c.svt\npackage b.c\nlanguage 1\n{}{}\
         //// bc.svt\npackage bc\nlanguage 1\n{}\
         //// b/c/nothing.svt\npackage b.c.nothing\nlanguage 1\n{}\
         //// d.svt\npackage d\nlanguage 1\nuse a.own\nprofile some {{ profiles: [a.few]\n identifiers: [w, own] }}\n{}",
        identifier("own"),
        identifier("x"),
        identifier("y"),
        identifier("v"),
        identifier("apart"),
        identifier("z"),
        identifier("w"),
    );
    let text = text.replace("short.nothing.z", "b.c.nothing.z");
    let program = program(&text);
    let of = |name: &str| -> Vec<&str> {
        let ids = &program.profile(name).unwrap().identifiers;
        assert!(ids.is_sorted(), "in pack order");
        ids.iter().map(|id| program.identifiers[id.0 as usize].name.as_str()).collect()
    };
    assert_eq!(of("a.all"), ["b.x", "b.c.v", "b.c.nothing.z"]);
    assert_eq!(of("few"), ["b.x", "b.c.v", "b.c.nothing.z"]);
    assert_eq!(of("some"), ["a.own", "b.x", "b.c.v", "b.c.nothing.z", "d.w"]);
    assert_eq!(of("more"), ["a.own", "b.x", "b.c.v"]);
}

#[test]
fn a_chain_of_profiles_is_followed_to_its_end() {
    let mut text = "package a\nlanguage 1\nidentifier x {\n category: other\n match: /xx/\n}\n".to_owned();
    for n in 0..20_000 {
        text.push_str(&format!("profile p{n} {{ profiles: [p{}] }}\n", n + 1));
    }
    text.push_str("profile p20000 { identifiers: [x] }\n");
    assert_eq!(program(&text).profiles[0].identifiers.len(), 1);
    let circle = text.replace("identifiers: [x]", "profiles: [p0]");
    assert_eq!(slugs(&circle), ["cycle"]);
}

#[test]
fn files_and_items_may_stand_in_any_order() {
    let parts = [
        "package a.x\nlanguage 1\nuse b.words\nidentifier i {\n  category: other\n  match: /abc/\n  require {\n    near(words) : true\n  }\n}\n",
        "package b\nlanguage 1\nlist words {\n  values: [\"w\"]\n}\n",
        "package c\nlanguage 1\nuse a.x\ntest \"t\" for x.i {\n  \"w abc\" : hit\n}\n",
    ];
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        let mut sources = Sources::new();
        for index in order {
            sources.add_text(format!("{index}.svt"), parts[index]);
        }
        let compiled = compile(&sources, &Sealed);
        assert_eq!(compiled.diagnostics, Vec::new(), "{order:?}");
    }
}

#[test]
fn guards_narrow_what_follows_them_and_nothing_else() {
    for good in [
        "has object.version and object.version == \"x\"",
        "not has object.version or object.version == \"x\"",
        "(has object.version and has object.storage_class) and object.version == \"x\" and object.storage_class == glacier",
        "(object.version ?? \"none\") == \"x\"",
        "known(bucket.tags) and (bucket.tags[\"a\"] ?? \"\") == \"x\"",
        "known(bucket.tags) and has bucket.tags[\"a\"] and bucket.tags[\"a\"] == \"x\"",
        "has object.version and [\"a\"].any(x => x == object.version)",
    ] {
        lowered(good);
    }
    for bad in [
        "object.version == \"x\" and has object.version",
        "has object.version or object.version == \"x\"",
        "not (has object.version) and object.version == \"x\"",
        "has object.storage_class and object.version == \"x\"",
    ] {
        assert_eq!(slugs(&when(bad)), ["maybe_absent"], "{bad}");
    }
    assert_eq!(slugs(&when("has bucket.tags[\"a\"]")), ["maybe_unknown"]);
}

#[test]
fn words_take_their_meaning_from_the_other_side() {
    let severity = |op| {
        Expr::Compare(
            op,
            Box::new(Expr::Field(Box::new(Expr::Root("finding")), "severity".to_owned())),
            Box::new(Expr::Literal(Value::Severity(Severity::High))),
        )
    };
    assert_eq!(lowered("finding.severity >= high"), severity(Compare::Ge));
    let Expr::Compare(Compare::Le, left, _) = lowered("high <= finding.severity") else { panic!() };
    assert_eq!(*left, Expr::Literal(Value::Severity(Severity::High)));
    assert_eq!(slugs(&when("high")), ["unknown_name"]);
}

#[test]
fn units_are_part_of_a_type() {
    let Expr::Compare(_, _, right) = lowered("object.size >= 1.5KiB") else { panic!() };
    assert_eq!(*right, Expr::Literal(Value::Int(1536)));
    let Expr::Compare(_, _, right) = lowered("finding.confidence >= 40%") else { panic!() };
    assert_eq!(*right, Expr::Literal(Value::Float(0.4)));
    lowered("object.size > 2 * 10MiB + 1KB");
    for (bad, slug) in [
        ("object.size > 1h", "unit_mismatch"),
        ("object.size > 1MB + 1h", "unit_mismatch"),
        ("object.size > 1MB * 1MB", "unit_mismatch"),
        ("finding.count > 99999999999999999999", "out_of_range"),
        ("object.size > 9000000TiB", "out_of_range"),
        ("object.last_modified ?? 2026-13-01 == 2026-01-01", "out_of_range"),
    ] {
        assert_eq!(slugs(&when(bad)), [slug], "{bad}");
    }
}

#[test]
fn one_mistake_gives_one_diagnostic() {
    for bad in ["object.sise > 10MB and object.sise < 1h", "not objct.key", "nothing.at.all == 3 or true"] {
        assert!(
            slugs(&when(bad)).iter().all(|slug| slug.starts_with("unknown")),
            "{bad}: {:?}",
            slugs(&when(bad))
        );
    }
}

#[test]
fn the_digest_follows_the_words_of_list_files() {
    struct Words(&'static str);
    impl World for Words {
        fn read_list(&self, _from: &Source, _path: &str) -> Result<String, String> {
            Ok(self.0.to_owned())
        }
        fn today(&self) -> Option<(i32, u8, u8)> {
            None
        }
    }
    let text = "package a\nlanguage 1\nlist w {\n  file: \"w.txt\"\n}\nidentifier i {\n  category: other\n  match: /abc/\n  require {\n    near(w) : true\n  }\n}\n";
    let digest = |text: &str, words| {
        let compiled = compile(&split("a", text), &Words(words));
        compiled.program.unwrap().identifiers[0].digest.clone()
    };
    let first = digest(text, "# words\nalpha\n\nbeta\n");
    assert_eq!(first.len(), 64);
    assert_eq!(first, digest(text, "\u{feff}alpha\r\nbeta"), "comments and line ends are not content");
    assert_eq!(first, digest(&format!("// moved down\n{text}"), "alpha\nbeta"), "places are not content");
    assert_ne!(first, digest(text, "alpha\ngamma"));
    assert_ne!(first, digest(&text.replace("true", "false"), "alpha\nbeta"));
}

#[test]
fn safe_fixes_leave_nothing_to_fix() {
    let text = GOOD.replace("severity {", "sevrity {").replace("personal\n  match", "\"personal\"\n  match");
    let text =
        text.replace("expires: 2027-01-31", "expires: \"2027-01-31\"").replace("normalize", "Normalize");
    let sources = split("a", &text);
    let found = compile(&sources, &Fixed).diagnostics;
    assert!(found.len() >= 4, "{found:#?}");
    let edits = apply_fixes(&sources, &found, false);
    let mended = fixes::rewrite(&text, edits.edits.values().next().unwrap());
    assert_eq!(slugs(&mended), Vec::<&str>::new(), "{mended}");
}

#[test]
fn a_hundred_problems_are_shown_and_the_rest_counted() {
    let text = format!("package a\nlanguage 1\n{}", "nothing x {\n}\n".repeat(250));
    let found = compile(&split("a", &text), &Sealed).diagnostics;
    assert_eq!(found.len(), 101);
    assert_eq!(found[100].message, "150 more problems in this file are not shown");
    assert!(compile(&split("a", &text), &Sealed).program.is_none());
}

/// Everything that grows with the text must grow no faster.
#[test]
fn hostile_packs_are_checked_in_bounded_time() {
    let header = "package a\nlanguage 1\n";
    let repeat = |unit: &dyn Fn(usize) -> String, bytes: usize| {
        let mut text = header.to_owned();
        for index in 0.. {
            if text.len() >= bytes {
                break;
            }
            text.push_str(&unit(index));
        }
        text
    };
    let packs = [
        repeat(
            &|n| format!("identifier i{n} {{\n category: x{n}\n match: /a{{1,{}}}b\\d/\n}}\n", n % 60 + 1),
            100_000,
        ),
        repeat(&|n| format!("allow i{n} {{\n for: [j{n}, k{n}]\n}}\n"), 100_000),
        repeat(&|n| format!("@allow(unused, reason: \"\")\nlist l{n} {{\n values: [\"{n}\"]\n}}\n"), 100_000),
        repeat(&|n| format!("use b{n}.c\n"), 100_000),
        format!(
            "{header}identifier i {{\n category: other\n match: [{}]\n}}\n",
            "/[^a]\\p{L}{1,60}/, ".repeat(8_000)
        ),
        format!(
            "{header}identifier i {{\n category: other\n match: [{}]\n}}\n",
            "/(?i:\\pL\\pL)/, ".repeat(8_000)
        ),
        when(&format!("object.key in [{}]", "\"a\", ".repeat(50_000))),
        repeat(
            &|n| {
                format!(
                    "identifier i{n} {{\n category: other\n match: /ab/\n}}\nprofile p{n} {{ identifiers: [a.*] }}\n"
                )
            },
            400_000,
        ),
        repeat(&|n| format!("profile p{n} {{ profiles: [p{}, p{}, p{}] }}\n", n + 1, n / 2, n + 7), 100_000),
        repeat(&|n| format!("profile p{n} {{ identifiers: [a.i{n}, b{n}.*]\n except: [a.*.c] }}\n"), 100_000),
    ];
    for pack in packs {
        let start = Instant::now();
        let found = compile(&split("a", &pack), &Fixed).diagnostics;
        let head: String = pack.chars().take(80).collect();
        assert!(found.len() <= 101, "{head}");
        assert!(start.elapsed() < Duration::from_secs(60), "{:?} for {head}", start.elapsed());
    }
}

fn tokens() -> Vec<&'static str> {
    let mut tokens: Vec<&str> = GOOD.split_inclusive([' ', '\n', '(', ')', ',', ':', '.']).collect();
    tokens.extend([
        "has ", "known(", "not ", "10MB ", "high ", "[", "]", "x => ", "?? ", "/a*/ ", "\"\" ", "-1 ", "}\n",
        "{\n",
    ]);
    tokens
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Words of a good file put elsewhere: whatever parses is checked without a panic, and there is a program exactly
    /// when there is no error.
    #[test]
    fn mutated_programs_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..3u8), 1..6)) {
        let mut tokens = tokens();
        let good = GOOD.split_inclusive([' ', '\n', '(', ')', ',', ':', '.']).count();
        for (at, from, how) in changes {
            let word = tokens[from.index(tokens.len())];
            let at = at.index(good);
            match how {
                0 => tokens[at] = word,
                1 => tokens[at] = "",
                _ => tokens.insert(at, word),
            }
        }
        let text = tokens[..good].concat();
        let sources = split("a", &text);
        let compiled = compile(&sources, &Fixed);
        let errors = compiled.diagnostics.iter().any(|found| found.code.level == Level::Error);
        prop_assert_eq!(compiled.program.is_none(), errors);
        for found in &compiled.diagnostics {
            for label in &found.labels {
                prop_assert!(sources.slice(label.span).is_some(), "{:?} of {}", label, found.message);
            }
        }
        let fixes = apply_fixes(&sources, &compiled.diagnostics, true);
        for edits in fixes.edits.values() {
            prop_assert!(fixes::rewrite(&text, edits).len() <= text.len() * 4 + 4096);
        }
    }
}
