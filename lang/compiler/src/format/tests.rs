use proptest::prelude::*;

use super::generator::program;
use super::{EXAMPLES, WIDTH, format};
use crate::parse::{Parsed, parse};
use crate::source::SourceId;

/// A tree as text, without its places.
fn tree(text: &str) -> String {
    let Parsed { file, diagnostics } = parse(SourceId(0), text);
    assert_eq!(diagnostics, [], "{text}");
    without_places(&format!("{:?}", file.items))
}

/// Leaves out every `0:12..34`, which is how a span shows itself.
fn without_places(shown: &str) -> String {
    let digits = |s: &str| s.chars().take_while(char::is_ascii_digit).count();
    let (mut out, mut rest) = (String::new(), shown);
    while let Some(c) = rest.chars().next() {
        let tail = rest.strip_prefix("0:").and_then(|tail| {
            let tail = &tail[digits(tail)..];
            tail.strip_prefix("..").map(|tail| &tail[digits(tail)..])
        });
        if let Some(tail) = tail {
            rest = tail;
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

fn comments(text: &str) -> Vec<String> {
    parse(SourceId(0), text).file.comments.into_iter().map(|comment| comment.text).collect()
}

/// What must hold of every rule file that parses.
#[track_caller]
fn holds(text: &str) -> String {
    let once = format(text).unwrap_or_else(|errors| panic!("{errors:?}\n{text}"));
    assert_eq!(tree(text), tree(&once), "the tree changed:\n{text}\n-----\n{once}");
    assert_eq!(comments(text), comments(&once), "comments changed:\n{text}\n-----\n{once}");
    let twice = format(&once).unwrap();
    assert!(once == twice, "not stable:\n{text}\n----- once\n{once}\n----- twice\n{twice}");
    assert!(
        once.is_empty() || once.ends_with('\n') && !once.ends_with("\n\n") && !once.starts_with('\n'),
        "{once:?}"
    );
    once
}

proptest! {
    #[test]
    fn formatting_keeps_tree_and_comments_and_is_stable(choices in prop::collection::vec(any::<u16>(), 0..600)) {
        holds(&program(&choices));
    }

    #[test]
    fn line_ends_do_not_matter(choices in prop::collection::vec(any::<u16>(), 0..300)) {
        let text = program(&choices);
        prop_assert_eq!(format(&text.replace('\n', "\r\n")).unwrap(), format(&text).unwrap());
    }

    #[test]
    fn whatever_is_done_to_a_program_the_parser_says_where(
        choices in prop::collection::vec(any::<u16>(), 0..300),
        wounds in prop::collection::vec((any::<prop::sample::Index>(), 0..6usize, 0..24usize), 1..4),
    ) {
        const PIECES: [&str; 24] = [
            "", "{", "}", "(", ")", "[", "]", "\"", "/", "'", "#", "/*", "&&", "=", ":", ",", "not", "in", "///", "@", "é", "\\", "1.2.3", "\n",
        ];
        let mut text = program(&choices);
        for (at, removed, piece) in wounds {
            let places: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
            let start = at.index(places.len());
            let end = (start + removed).min(places.len() - 1);
            text.replace_range(places[start]..places[end], PIECES[piece]);
        }
        check_any(&text);
    }

    #[test]
    fn any_text_is_parsed_or_refused(text in "(\\PC|\n| |[a-z]|[{}()\\[\\]:,/\"'#@=.*\\\\]){0,80}") {
        check_any(&text);
    }
}

/// Places lie in the text, on characters; and what parses obeys the formatter's law.
fn check_any(text: &str) {
    let parsed = parse(SourceId(0), text);
    for diagnostic in &parsed.diagnostics {
        for label in &diagnostic.labels {
            assert!(text.get(label.span.range()).is_some(), "{diagnostic:?}\n{text}");
        }
        for edit in diagnostic.fixes.iter().flat_map(|fix| &fix.edits) {
            assert!(text.get(edit.span.range()).is_some(), "{diagnostic:?}\n{text}");
        }
        assert!(!diagnostic.message.is_empty() && !diagnostic.message.ends_with('.'));
    }
    if parsed.diagnostics.is_empty() {
        holds(text);
    }
}

#[test]
fn the_examples_of_the_design_are_written_in_the_style() {
    for (name, text) in EXAMPLES {
        let formatted = holds(text);
        assert!(formatted == text, "{name}\n{formatted}");
    }
}

#[test]
fn comments_stay_where_they_were() {
    let text = "\
// first

// of the package
package a // trailing
language 1

/* before */
list a { // in the brace
  // own line
  x: [
    // in the list
    1, // behind one
    2,
    /* before three */ 3,
    // at the end
  ] // behind the list

  // last, before the brace
} // behind the item

// at the end
";
    assert_eq!(holds(text), text);
}

#[test]
fn long_lines_break_one_element_a_line() {
    let long = "list a { values: [\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\", \"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\", \"cccccccccccccccccc\"]
      when: aaaaaaaaaaaaaaaaaaaaaaaaa.b == 1 and bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.c == 2 and ccccccccccccccccccccc.d == 3 }";
    let formatted = holds(long);
    assert!(formatted.lines().all(|line| line.len() <= WIDTH), "{formatted}");
    let expected = "\
list a {
  values: [
    \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",
    \"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\",
    \"cccccccccccccccccc\",
  ]
  when:   aaaaaaaaaaaaaaaaaaaaaaaaa.b == 1
          and bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.c == 2
          and ccccccccccccccccccccc.d == 3
}
";
    assert_eq!(formatted, expected);
}

#[test]
fn the_words_of_a_list_fill_their_lines() {
    let words = (10..40).map(|n| format!("\"word {n}\"")).collect::<Vec<_>>().join(", ");
    let formatted = holds(&format!("list a {{ values: [{words}] }}"));
    assert!(formatted.lines().all(|line| line.len() <= WIDTH), "{formatted}");
    assert_eq!(formatted.lines().count(), 8, "{formatted}");
    let remarked = holds(&format!("list a {{ values: [ // the first\n{words}] }}"));
    assert_eq!(remarked.lines().filter(|line| line.contains("word")).count(), 30, "{remarked}");
}

#[test]
fn a_line_of_the_full_width_is_kept_and_one_more_column_breaks_it() {
    let with = |n: usize| format!("list a {{\n  x: [1, \"{}\"]\n}}\n", "y".repeat(n));
    let room = WIDTH - "  x: [1, \"\"]".len();
    assert_eq!(holds(&with(room)), with(room));
    assert_eq!(holds(&with(room + 1)).lines().count(), 6);
}

#[test]
fn empty_lines_are_kept_once_and_items_stand_apart() {
    let text = "\n\npackage a\n\nlanguage 1\nuse b\nuse c\n\n\n\nuse d\nlist e {\n\n\n  x: 1\n\n\n  y: 2\n\n}\nlist f {}";
    let expected =
        "package a\nlanguage 1\n\nuse b\nuse c\n\nuse d\n\nlist e {\n  x: 1\n\n  y: 2\n}\n\nlist f {}\n";
    assert_eq!(holds(text), expected);
}

#[test]
fn texts_have_one_spelling_and_raw_texts_stay_raw() {
    let text = "list a {\n  x: [\"\\u{41}\\u{202e}\", r\"C:\\d\", \"\u{e9}\"]\n}\n";
    assert_eq!(holds(text), "list a {\n  x: [\"A\\u{202e}\", r\"C:\\d\", \"\u{e9}\"]\n}\n");
}

#[test]
fn what_does_not_parse_is_not_formatted() {
    assert_eq!(format("list a {").unwrap_err().len(), 1);
    assert_eq!(format("").unwrap(), "");
    assert_eq!(format("\u{feff}// only\r\n").unwrap(), "// only\n");
}
