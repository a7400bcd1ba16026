use super::{MAX_SIZE, parse};
use crate::diagnostic::{Diagnostic, Edit, Safety};
use crate::source::SourceId;
use crate::syntax::{EntryKind, ItemKind};

/// The text under the primary place.
fn underlined<'t>(text: &'t str, diagnostic: &Diagnostic) -> &'t str {
    text.get(diagnostic.span().range()).expect("a span lies in the text, on characters")
}

/// Every error as `CODE <underlined> message`.
fn errors(text: &str) -> Vec<String> {
    let parsed = parse(SourceId(0), text);
    let show = |d: &Diagnostic| format!("{} <{}> {}", d.code.code, underlined(text, d), d.message);
    parsed.diagnostics.iter().map(show).collect()
}

/// The text with the first fix of every diagnostic applied.
fn mended(text: &str) -> String {
    let diagnostics = parse(SourceId(0), text).diagnostics;
    let mut edits: Vec<Edit> =
        diagnostics.iter().filter_map(|d| d.fixes.first()).flat_map(|f| f.edits.clone()).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    let mut text = text.to_owned();
    for edit in edits {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}

/// One mistake in an entry of an identifier: this error and no other, everything else is kept, and the fix mends it.
#[track_caller]
fn entry(written: &str, expected: &str, fixed: Option<&str>) {
    let text = format!(
        "identifier x {{\n  category: other\n  {written}\n  report: 1\n}}\n\nlist y {{\n  values: []\n}}\n"
    );
    assert_eq!(errors(&text), [expected], "{written}");
    let parsed = parse(SourceId(0), &text);
    assert_eq!(parsed.file.items.len(), 2, "{written}");
    let ItemKind::Decl(decl) = &parsed.file.items[0].kind else { panic!("not a declaration") };
    assert!(decl.incomplete);
    let keys: Vec<&str> = decl
        .entries
        .iter()
        .map(|entry| match &entry.kind {
            EntryKind::Pair { key, .. } => &text[key.span.range()],
            EntryKind::Block { name, .. } => &name.text,
        })
        .collect();
    assert!(keys.contains(&"category") && keys.contains(&"report"), "{written}: {keys:?}");
    match fixed {
        Some(fixed) => {
            let mended = mended(&text);
            assert!(mended.contains(fixed), "{mended}");
            assert_eq!(errors(&mended), Vec::<String>::new(), "{mended}");
        }
        None => assert!(parsed.diagnostics[0].fixes.is_empty(), "{:?}", parsed.diagnostics[0].fixes),
    }
}

#[test]
fn reads_every_example_of_the_design() {
    for (name, text) in crate::format::EXAMPLES {
        let parsed = parse(SourceId(0), text);
        assert_eq!(parsed.diagnostics, [], "{name}");
        assert!(parsed.file.items.len() >= 3, "{name}");
    }
}

#[test]
fn operators_of_other_languages() {
    entry("when: a && b", "E0111 <&&> found `&&` where `and` was wanted", Some("a and b"));
    entry("when: a || b", "E0111 <||> found `||` where `or` was wanted", Some("a or b"));
    entry("when: !a", "E0111 <!> found `!` where `not` was wanted", Some("when: not a"));
    entry("when: a = b", "E0111 <=> found `=` where `==` was wanted", Some("a == b"));
    entry("when: (a = b)", "E0111 <=> found `=` where `==` was wanted", Some("(a == b)"));
    entry("severity = high", "E0111 <=> found `=` where `:` was wanted", Some("severity : high"));
    entry("redact: keep(first = 1)", "E0111 <=> found `=` where `:` was wanted", Some("first : 1"));
    entry("when: a & b", "E0123 <&> `&` means nothing here", Some("a and b"));
}

#[test]
fn what_is_missing() {
    entry(
        "severity high",
        "E0113 <severity> a `:` was wanted after `severity`, found `high`",
        Some("severity: high"),
    );
    entry("severity", "E0113 <severity> this entry has no `:` and no value", None);
    entry("near(x) +0.40", "E0113 <near(x) +0.40> this entry has no `:` and no value", None);
    entry("severity:", "E0114 <:> `severity` has no value", None);
    entry("when: a and", "E0114 <and> a value was wanted after `and`, found the end of the entry", None);
    entry("when: a)", "E0107 <)> this `)` closes nothing", Some("when: a\n"));
    entry("when: (a == )", "E0114 <==> a value was wanted after `==`, found `)`", None);
    entry("ignore: [\"a\",, \"b\"]", "E0114 <,> a value was wanted after `,`, found `,`", None);
    entry("ignore: [\"a\" \"b\"]", "E0115 <\"b\"> a comma was wanted before a text", Some("[\"a\", \"b\"]"));
    entry("redact: keep(1 2)", "E0115 <2> a comma was wanted before `2`", Some("keep(1, 2)"));
    entry("limits: { a: 1 b: 2 }", "E0115 <b> a comma was wanted before `b`", Some("a: 1, b: 2"));
    entry("when: object.", "E0116 <.> a name was wanted after `.`, found the end of the entry", None);
    entry("@ when: a", "E0116 <@> a name was wanted after `@`, found `when`", None);
}

#[test]
fn literals() {
    entry("reason: \"abc", "E0103 <\"> this text has no closing quote", Some("\"abc\""));
    entry("ignore: [\"abc]", "E0103 <\"> this text has no closing quote", Some("[\"abc\"]"));
    entry("match: /abc", "E0104 </> this pattern has no closing `/`", Some("/abc/"));
    entry("match: /a[b/", "E0104 <[> this class of a pattern has no closing `]`", Some("/a\\[b/"));
    entry("reason: 'text'", "E0109 <'text'> a text is written in `\"`", Some("\"text\""));
    entry(
        "reason: \u{201c}text\u{201d}",
        "E0109 <\u{201c}text\u{201d}> a text is written in `\"`",
        Some("\"text\""),
    );
    entry("reason: 'say \"no\"'", "E0109 <'say \"no\"'> a text is written in `\"`", Some(r#""say \"no\"""#));
    entry(r#"reason: "a\gb""#, r"E0108 <\g> unknown escape `\g` in a text", Some(r#""a\\gb""#));
    entry(r#"reason: "\u{d800}""#, r"E0108 <\u> unknown escape `\u` in a text", Some(r#""\\u{d800}""#));
    entry("version: 1.2.3", "E0122 <1.2.3> `1.2.3` is not a number", Some("\"1.2.3\""));
    entry("version: 0x1F", "E0122 <0x1F> `0x1F` is not a number", Some("\"0x1F\""));
    entry("version: 12_", "E0122 <12_> `12_` is not a number", Some("\"12_\""));
    entry("prefix: Präfix", "E0123 <ä> `ä` means nothing here", None);
    entry(
        "confidence: \u{2013}0.4",
        "E0123 <\u{2013}> the character U+2013 means nothing here",
        Some("-0.4"),
    );
}

#[test]
fn words_out_of_place() {
    entry("in: 3", "E0119 <in> `in` is a keyword and cannot be a name", Some("in_: 3"));
    entry("redact: keep(in: 3)", "E0119 <in> `in` is a keyword and cannot be a name", Some("in_: 3"));
    entry("when: a.not", "E0119 <not> `not` is a keyword and cannot be a name", Some("a.not_"));
    entry("if a { report: 2 }", "E0120 <if> `if` is not part of the language", None);
    entry("let a: 3", "E0120 <let> `let` is not part of the language", None);
    entry("when: a b", "E0124 <b> found `b` after the value of an entry", None);
    entry("when: 1 < a < 2", "E0112 <<> comparisons do not chain: `<` follows `<`", Some("1 < a and a < 2"));
    entry(
        "ignore: [\n/// of nothing\n]",
        "E0121 </// of nothing> this line documents nothing",
        Some("// of nothing"),
    );
}

#[test]
fn comments_of_other_languages() {
    let text = "# words\nlist a {\n  # more\n  values: []\n}\n";
    assert_eq!(
        errors(text),
        [
            "E0110 <# words> found a comment that begins with `#`",
            "E0110 <# more> found a comment that begins with `#`"
        ]
    );
    assert_eq!(errors(&mended(text)), Vec::<String>::new());
}

#[test]
fn heads() {
    assert_eq!(
        errors("use\n\nlist a {}\n"),
        ["E0116 <use> a name was wanted after `use`, found the end of the item"]
    );
    assert_eq!(
        errors("package\nlanguage 1\n"),
        ["E0116 <package> a name was wanted after `package`, found the end of the item"]
    );
    assert_eq!(
        errors("language\n"),
        ["E0114 <language> the edition was wanted after `language`, found the end of the item"]
    );
    assert_eq!(
        errors("use a.b as\n"),
        ["E0116 <as> a name was wanted after `as`, found the end of the item"]
    );
    assert_eq!(errors("test \"x\" for {\n}\n"), ["E0117 <for> a name was wanted after `for`, found `{`"]);
    assert_eq!(
        errors("list words\n\nlist b {}\n"),
        ["E0118 <words> a block was wanted, found the end of the item"]
    );
    assert_eq!(errors("list in {\n}\n"), ["E0119 <in> `in` is a keyword and cannot be a name"]);
    assert_eq!(errors("list a b {\n}\n"), ["E0124 <b> found `b` where the `{` of a block was wanted"]);
    assert_eq!(errors("/// nothing\n"), ["E0121 </// nothing> this line documents nothing"]);
    assert_eq!(errors("list a {}\n/// nothing\n"), ["E0121 </// nothing> this line documents nothing"]);
}

#[test]
fn brackets() {
    let next = "\nlist b {\n  values: []\n}\n";
    assert_eq!(errors(&format!("list a {{\n  values: []\n{next}")), ["E0106 <{> this `{` is not closed"]);
    assert_eq!(
        errors(&format!("list a {{\n  values: [\n  file: \"x\"\n}}\n{next}")),
        ["E0106 <[> this `[` is not closed"]
    );
    assert_eq!(errors(&format!("list a {{\n}}\n}}\n{next}")), ["E0107 <}> this `}` closes nothing"]);
    assert_eq!(errors("list a {\n  values: (1]\n}\n"), ["E0107 <]> found `]` where `)` was wanted"]);
    assert_eq!(errors("/* never\nlist a {}\n"), ["E0105 </*> this comment has no closing `*/`"]);
    // The inner brace is the forgotten one: its indentation says so.
    let text = "identifier a {\n  context {\n    x : 1\n  report: 2\n}\n\nlist b {\n}\n";
    let parsed = parse(SourceId(0), text);
    assert_eq!(errors(text), ["E0106 <{> this `{` is not closed"]);
    assert_eq!(parsed.diagnostics[0].span().start, 25);
    assert_eq!(parsed.file.items.len(), 2);
}

#[test]
fn all_errors_of_a_file_in_one_run() {
    let text = "list a {\n  x y\n  ok: 1\n  z:\n  inner {\n    p = 1\n    q: a && b\n    fine: 2\n  }\n}\n\nlist in {}\n\nuse\n";
    let codes: Vec<&str> = parse(SourceId(0), text).diagnostics.iter().map(|d| d.code.slug).collect();
    assert_eq!(
        codes,
        [
            "missing_colon",
            "missing_value",
            "wrong_operator",
            "wrong_operator",
            "reserved_word",
            "missing_name"
        ]
    );
}

#[test]
fn safe_fixes_are_those_whose_meaning_is_certain() {
    let safe = |text: &str| {
        let parsed = parse(SourceId(0), &format!("list a {{\n  {text}\n}}\n"));
        parsed.diagnostics[0].fixes[0].safety == Safety::Safe
    };
    assert!(safe("x: a && b") && safe("x = 1") && safe("x: 'b'") && safe("x high") && safe("x: [1 2]"));
    assert!(!safe("x: \"open") && !safe("in: 1") && !safe("x: 1 < a < 2") && !safe(r#"x: "\g""#));
}

#[test]
fn a_bracket_on_a_line_of_its_own_begins_a_row() {
    let text = "context {\n  near(a) : +0.40\n  (near(b) or near(c)) : +0.20\n  [x] : 1\n}\n";
    let parsed = parse(SourceId(0), text);
    assert_eq!(parsed.diagnostics, []);
    let ItemKind::Decl(decl) = &parsed.file.items[0].kind else { panic!("not a declaration") };
    assert_eq!(decl.entries.len(), 3);
}

#[test]
fn too_large_a_file_is_one_error() {
    let text = "a".repeat(MAX_SIZE + 1);
    let parsed = parse(SourceId(0), &text);
    assert_eq!(parsed.diagnostics.len(), 1);
    assert_eq!(parsed.diagnostics[0].code.slug, "file_too_large");
}

#[test]
fn one_hundred_errors_are_shown_and_the_rest_counted() {
    let text = "list a {\n  x y\n}\n".repeat(250);
    let diagnostics = parse(SourceId(0), &text).diagnostics;
    assert_eq!(diagnostics.len(), 101);
    assert_eq!(diagnostics[100].message, "150 more errors in this file are not shown");
}

#[test]
fn every_example_of_a_code_shows_it_and_its_mending_parses() {
    for code in crate::codes::syntax::ALL {
        if code.example.is_empty() {
            assert_eq!(code.slug, "file_too_large");
            continue;
        }
        let found: Vec<&str> =
            parse(SourceId(0), code.example).diagnostics.iter().map(|d| d.code.code).collect();
        assert!(found.contains(&code.code), "{}: {found:?}", code.code);
        assert_eq!(parse(SourceId(0), code.mended).diagnostics, [], "{}", code.code);
    }
}

/// Parses in a thread with the stack that spawned threads get, and gives the slugs of what was found.
fn slugs_in_a_small_stack(text: String) -> Vec<&'static str> {
    let run = move || parse(SourceId(0), &text).diagnostics.iter().map(|d| d.code.slug).collect();
    std::thread::Builder::new().stack_size(2 << 20).spawn(run).unwrap().join().expect("no overflow, no panic")
}

#[test]
fn nesting_to_the_limit_is_parsed_and_beyond_is_refused() {
    for (open, close) in
        [("(", ")"), ("[", "]"), ("f(", ")"), ("{a:", "}"), ("not (", ")"), ("a[", "]"), ("x => (", ")")]
    {
        let nested = |n: usize| format!("list a {{\n  v: {}1{}\n}}\n", open.repeat(n), close.repeat(n));
        assert_eq!(slugs_in_a_small_stack(nested(127)), [""; 0], "{open}");
        assert_eq!(slugs_in_a_small_stack(nested(128)), ["nesting_too_deep"], "{open}");
        assert_eq!(slugs_in_a_small_stack(nested(100_000)), ["nesting_too_deep"], "{open}");
    }
    let blocks = |n: usize| format!("{}{}\n", "a { ".repeat(n), "}".repeat(n));
    assert_eq!(slugs_in_a_small_stack(blocks(128)), [""; 0]);
    assert_eq!(slugs_in_a_small_stack(blocks(129)), ["nesting_too_deep"]);
    assert_eq!(slugs_in_a_small_stack(blocks(100_000)), ["nesting_too_deep"]);
    // Broken at the bottom, so that recovery goes all the way down.
    let broken = format!("{}x y {}\n", "a {\n".repeat(128), "}".repeat(128));
    assert_eq!(slugs_in_a_small_stack(broken), ["missing_colon"]);
}

#[test]
fn long_runs_of_operators_are_parsed_to_a_limit() {
    let shapes: [(&str, &str); 8] = [
        ("not ", "a"),
        ("- ", "1"),
        ("a => ", "a"),
        ("a or ", "a"),
        ("a + ", "a"),
        ("has ", "a"),
        ("a ?? ", "a"),
        ("a.", "a"),
    ];
    for (repeated, last) in shapes {
        let run = |n: usize| format!("list a {{\n  v: {}{last}\n}}\n", repeated.repeat(n));
        assert_eq!(slugs_in_a_small_stack(run(250)), [""; 0], "{repeated}");
        assert_eq!(slugs_in_a_small_stack(run(1_000)), ["nesting_too_deep"], "{repeated}");
        assert_eq!(slugs_in_a_small_stack(run(100_000)), ["nesting_too_deep"], "{repeated}");
    }
    let calls = format!("list a {{\n  v: f{}\n}}\n", "()".repeat(100_000));
    assert_eq!(slugs_in_a_small_stack(calls), ["nesting_too_deep"]);
}

#[test]
fn long_texts_of_anything_are_read_in_bounded_time() {
    let texts = [
        "(", "{", "[", ")", "}", "\"", "'", "/", "/[", "r\"", "/*", "\\", "a", "1", "a ", "a:", "a{",
        "a {}\n", "@a ", "///\n", "#", "\u{e4}", "\"\" ", "/a/ ", "\"\\u{", "a{\n", "a[", "a(\n", "x\n",
        "x:{", "use ", ",", "a,", "=", "[[", "({[", "a\r",
    ];
    // Whole mebibytes are measured in release; here a pass that is quadratic shows, a machine that is busy does not.
    for piece in texts {
        let started = std::time::Instant::now();
        let found = slugs_in_a_small_stack(piece.repeat(MAX_SIZE / 4 / piece.len()));
        assert!(found.len() <= 101, "{piece}");
        assert!(started.elapsed().as_secs() < 20, "{piece:?}: {:?}", started.elapsed());
    }
}
