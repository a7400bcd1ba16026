//! Suppressions and allow lists.

use sievert::lang::source::{Sealed, Sources};
use sievert::lang::syntax::Date;
use sievert::{Engine, ObjectInfo, Options};

const RULES: &str = r#"
package acme
language 1

/// Keys.
@id("ACME-1")
identifier key {
  category: credentials
  match:    /\bKEY-[0-9]{4}\b/i
}

/// Published examples.
allow examples {
  values:  ["key-0000"]
  match:   /KEY-1[0-9]{3}/
  reason:  "in the manual"
  owner:   "docs"
  expires: 2026-12-31
}

/// The site is public.
suppress site {
  for:     [key]
  when:    bucket.name == "site" and object.key matches /^assets\// and finding.count < 3
  reason:  "public by design"
  owner:   "web"
  expires: 2026-12-31
}
"#;

fn engine(today: Option<Date>) -> Engine {
    let mut sources = Sources::new();
    sources.add_text("rules", RULES);
    Engine::from_sources(sources, &Sealed, Options { today, ..Options::default() }).unwrap()
}

fn scan(engine: &Engine, bucket: Option<&str>, key: &str, text: &str) -> (usize, usize) {
    let object = ObjectInfo { bucket: bucket.map(Into::into), key: key.into(), ..ObjectInfo::default() };
    let mut scan = engine.object(object);
    let _flow = scan.push(text.as_bytes());
    let report = scan.finish();
    (report.findings.len(), report.suppressed.len())
}

#[test]
fn a_suppression_takes_what_it_is_sure_of() {
    let engine = engine(None);
    assert_eq!(scan(&engine, Some("site"), "assets/a", "KEY-2222"), (0, 1));
    assert_eq!(scan(&engine, Some("site"), "other/a", "KEY-2222"), (1, 0));
    assert_eq!(scan(&engine, Some("site"), "assets/a", &"KEY-2222 ".repeat(3)), (1, 0));
    assert_eq!(scan(&engine, None, "assets/a", "KEY-2222"), (1, 0), "a file has no bucket");
}

#[test]
fn an_allow_list_takes_whole_values_in_any_case() {
    let engine = engine(None);
    assert_eq!(scan(&engine, None, "a", "KEY-0000 and Key-0000"), (0, 0));
    assert_eq!(scan(&engine, None, "a", "KEY-1234"), (0, 0));
    assert_eq!(scan(&engine, None, "a", "key-1234"), (1, 0), "its pattern minds the case");
}

#[test]
fn nothing_outlives_its_expiry() {
    let day = |year, month, day| Some(Date { year, month, day });
    let last = engine(day(2026, 12, 31));
    assert_eq!(scan(&last, Some("site"), "assets/a", "KEY-0000 KEY-2222"), (0, 1));
    let after = engine(day(2027, 1, 1));
    assert_eq!(scan(&after, Some("site"), "assets/a", "KEY-0000"), (1, 0));
}
