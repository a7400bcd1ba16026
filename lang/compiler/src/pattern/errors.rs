//! What is wrong with a pattern, in this language's words and at the exact character.

use regex_syntax::ast::{Ast, ErrorKind, RepetitionKind, RepetitionRange};
use regex_syntax::hir::ErrorKind as HirErrorKind;

use super::shape::{self, place};
use crate::codes::patterns;
use crate::diagnostic::{Diagnostic, Edit, Fix, Safety};
use crate::source::Span;

/// An error of the pattern library.
pub(super) fn explain(error: &regex_syntax::Error, source: &str, span: Span) -> Diagnostic {
    match error {
        regex_syntax::Error::Parse(error) => syntax(error.kind(), place(error.span(), span), source, span),
        regex_syntax::Error::Translate(error) => {
            let at = place(error.span(), span);
            let (message, label) = match error.kind() {
                HirErrorKind::UnicodePropertyNotFound => {
                    ("there is no such Unicode property", "not a property")
                }
                HirErrorKind::UnicodePropertyValueNotFound => {
                    ("there is no such Unicode property value", "not a value")
                }
                _ => ("this part of the pattern is not available", "not available"),
            };
            Diagnostic::new(&patterns::REGEX_SYNTAX, message, at, label)
                .help("properties are written `\\p{L}`, `\\p{Lu}`, `\\p{Greek}`")
        }
        _ => Diagnostic::new(&patterns::REGEX_SYNTAX, "the pattern cannot be read", span, ""),
    }
}

fn syntax(kind: &ErrorKind, at: Span, source: &str, span: Span) -> Diagnostic {
    let text = at
        .range()
        .start
        .checked_sub(span.start as usize)
        .and_then(|start| source.get(start..start + (at.end - at.start) as usize))
        .unwrap_or_default();
    let new = |message: &str, label: &str| Diagnostic::new(&patterns::REGEX_SYNTAX, message, at, label);
    match kind {
        ErrorKind::UnsupportedLookAround => look_around(text, at),
        ErrorKind::UnsupportedBackreference => Diagnostic::new(
            &patterns::REGEX_UNSUPPORTED,
            format!("a pattern cannot refer back to a group with `{text}`"),
            at,
            "back-reference",
        )
        .help(
            "patterns run in time linear in the text, whatever the text, and back-references cannot; write the repeat out, \
             or let `validate` look at the match: `not repeated_digit`",
        ),
        ErrorKind::EscapeUnrecognized | ErrorKind::ClassEscapeInvalid => escape(text, at),
        ErrorKind::EscapeUnexpectedEof => new("the pattern ends in a single `\\`", "escapes nothing")
            .help("write `\\\\` for a backslash"),
        ErrorKind::EscapeHexEmpty | ErrorKind::EscapeHexInvalid | ErrorKind::EscapeHexInvalidDigit => {
            Diagnostic::new(&patterns::INVALID_ESCAPE, "this is not a hexadecimal character", at, "not a character")
                .help("write `\\x2F` or `\\x{1F600}`")
        }
        ErrorKind::ClassUnclosed => {
            new("this class is never closed", "opened here").help("close it with `]`, or write `\\[` for a bracket")
        }
        ErrorKind::ClassRangeInvalid => new("this range runs backwards", "the first is after the last"),
        ErrorKind::ClassRangeLiteral => {
            new("a range runs from one character to another", "not a character").help("write `\\-` for a hyphen")
        }
        ErrorKind::GroupUnclosed => {
            new("this group is never closed", "opened here").help("close it with `)`, or write `\\(` for a parenthesis")
        }
        ErrorKind::GroupUnopened => {
            new("this `)` closes nothing", "no group is open").help("write `\\)` for a parenthesis")
        }
        ErrorKind::RepetitionMissing => {
            // The library marks the place before the operator.
            let inside = at.start.saturating_sub(span.start) as usize;
            let operator = source.get(inside..).and_then(|rest| rest.chars().next()).unwrap_or('*');
            let at = Span::new(at.source, at.start as usize, at.start as usize + operator.len_utf8());
            let message = "there is nothing to repeat before this";
            Diagnostic::new(&patterns::REGEX_SYNTAX, message, at, "repeats nothing")
                .help(format!("write `\\{operator}` for the character itself"))
        }
        ErrorKind::RepetitionCountInvalid => {
            new("this repeat has its bounds the wrong way round", "the least is more than the most")
        }
        ErrorKind::RepetitionCountUnclosed
        | ErrorKind::RepetitionCountDecimalEmpty
        | ErrorKind::DecimalEmpty
        | ErrorKind::DecimalInvalid => {
            Diagnostic::new(&patterns::INVALID_ESCAPE, "this `{` starts no repeat", at, "not of the form `{2}` or `{2,5}`")
                .help("write `\\{` for a brace")
        }
        ErrorKind::NestLimitExceeded(limit) => Diagnostic::new(
            &patterns::REGEX_TOO_BIG,
            format!("groups and classes of a pattern nest at most {limit} deep"),
            at,
            "too deep",
        ),
        ErrorKind::CaptureLimitExceeded => {
            Diagnostic::new(&patterns::REGEX_TOO_BIG, "the pattern has too many groups", at, "too many")
        }
        ErrorKind::FlagUnrecognized => {
            new("there is no such flag", "not a flag").help("flags inside a pattern are `i`, `s`, `x`, `u`, `U`")
        }
        ErrorKind::FlagDuplicate { .. } | ErrorKind::FlagRepeatedNegation { .. } => {
            new("this flag stands here twice", "again")
        }
        ErrorKind::FlagDanglingNegation => new("this `-` switches nothing off", "no flag after it"),
        ErrorKind::FlagUnexpectedEof => new("these flags are never closed", "expected `)` or `:`"),
        ErrorKind::GroupNameDuplicate { .. } => new("two groups have this name", "again"),
        ErrorKind::GroupNameEmpty | ErrorKind::GroupNameInvalid | ErrorKind::GroupNameUnexpectedEof => {
            new("this is not a name for a group", "letters, digits and `_`").help("names of groups are not used; write `(?:…)`")
        }
        ErrorKind::UnicodeClassInvalid => {
            new("this is not a Unicode class", "not a class").help("they are written `\\p{L}`, `\\p{Lu}`, `\\p{Greek}`")
        }
        ErrorKind::SpecialWordBoundaryUnclosed
        | ErrorKind::SpecialWordBoundaryUnrecognized
        | ErrorKind::SpecialWordOrRepetitionUnexpectedEof => {
            new("this is not a word boundary", "`\\b`, `\\b{start}` or `\\b{end}`")
        }
        _ => new("the pattern cannot be read here", "not expected"),
    }
}

fn look_around(text: &str, at: Span) -> Diagnostic {
    let (what, help) = match text {
        "(?!" => (
            "look ahead",
            "to refuse what follows, write `require { near(/…/, within: 0, side: after) : false }`",
        ),
        "(?<!" => (
            "look behind",
            "where a word must not touch the match, start with `\\b`; to refuse what stands before, write `require { near(/…/, within: 0, side: before) : false }`",
        ),
        "(?=" => (
            "look ahead",
            "to ask for what follows, write `require { near(/…/, within: 0, side: after) : true }`, or match it and let `normalize` take it away",
        ),
        _ => (
            "look behind",
            "to ask for what stands before, write `require { near(/…/, within: 0, side: before) : true }`; where only a word must begin, `\\b` does",
        ),
    };
    Diagnostic::new(
        &patterns::REGEX_UNSUPPORTED,
        format!("a pattern cannot {what} with `{text}`"),
        at,
        "look-around",
    )
    .help(format!(
        "patterns run in time linear in the text, whatever the text, and look-around cannot; {help}"
    ))
}

fn escape(text: &str, at: Span) -> Diagnostic {
    let letter = text.strip_prefix('\\').unwrap_or(text);
    let found = Diagnostic::new(
        &patterns::INVALID_ESCAPE,
        format!("`{text}` means nothing in a pattern"),
        at,
        "not an escape",
    );
    match letter {
        "Z" => found.help("write `$` for the end of a line"),
        "h" => found.help("write `[ \\t]` for blanks").fix("write `[ \\t]`", at, "[ \\t]", Safety::Unsafe),
        "R" => found.help("write `\\r?\\n` for a line break").fix(
            "write `\\r?\\n`",
            at,
            "\\r?\\n",
            Safety::Unsafe,
        ),
        "Q" | "E" => found.help("there is no quoting; escape each special character with `\\`"),
        "G" | "K" => found.help("a match cannot depend on the one before it"),
        _ => found
            .help(format!(
                "write `{letter}` for the letter itself, or `\\\\{letter}` for a backslash before it"
            ))
            .fix(format!("write `{letter}`"), at, letter, Safety::Unsafe)
            .fix(format!("write `\\\\{letter}`"), at, format!("\\\\{letter}"), Safety::Unsafe),
    }
}

/// E0403, at the part that makes it empty.
pub(super) fn matches_empty(ast: &Ast, source: &str, span: Span) -> Diagnostic {
    let (part, repeat) = shape::emptiest(ast);
    let at = place(part.span(), span);
    let at = if at.start == at.end { span } else { at };
    let text = part.span().start.offset..part.span().end.offset;
    let shown = source.get(text).unwrap_or(source);
    let found = Diagnostic::new(
        &patterns::REGEX_MATCHES_EMPTY,
        "the pattern matches the empty text, so it would match everywhere",
        at,
        if shown.len() == source.len() {
            "all of it may be absent"
        } else {
            "may be absent, and nothing else is required"
        },
    );
    let Some(repeat) = repeat else {
        return found.help("require at least one character in every branch");
    };
    let op = place(&repeat.op.span, span);
    let at_least_one = match repeat.op.kind {
        RepetitionKind::ZeroOrMore => "{1,64}".to_owned(),
        RepetitionKind::Range(RepetitionRange::Bounded(_, most)) if most > 0 => format!("{{1,{most}}}"),
        RepetitionKind::Range(RepetitionRange::AtLeast(_)) => "{1,64}".to_owned(),
        RepetitionKind::ZeroOrOne => String::new(),
        _ => return found.help("require at least one character"),
    };
    let title = if at_least_one.is_empty() {
        "leave out the `?`".to_owned()
    } else {
        format!("write `{at_least_one}`")
    };
    found.help("require at least one character").fix(title, op, at_least_one, Safety::Unsafe)
}

/// E0404, at the first repeat without a bound, with all of them mended together.
pub(super) fn unbounded(ast: &Ast, longest: Option<usize>, span: Span) -> Diagnostic {
    let message = match longest {
        None => "the longest match of this pattern has no bound".to_owned(),
        Some(longest) => {
            format!(
                "the longest match of this pattern is {longest} bytes, at most {} are allowed",
                super::MAX_MATCH
            )
        }
    };
    let repeats = shape::unbounded(ast);
    let Some((first, bounded)) = repeats.first() else {
        let at = shape::widest(ast).map_or(span, |widest| place(&widest, span));
        return Diagnostic::new(&patterns::REGEX_UNBOUNDED, message, at, "repeats too often")
            .help("objects are read as a stream, and a match must fit into the part that is kept; lower the largest repeat");
    };
    let mut found = Diagnostic::new(
        &patterns::REGEX_UNBOUNDED,
        message,
        place(first, span),
        "repeats without end",
    )
    .help(format!(
        "objects are read as a stream, and a match must fit into the part that is kept; write `{bounded}`"
    ));
    for (further, _) in repeats.iter().skip(1).take(2) {
        found = found.label(place(further, span), "and here");
    }
    let title =
        if repeats.len() == 1 { format!("write `{bounded}`") } else { "bound every repeat".to_owned() };
    let edits =
        repeats.iter().map(|(at, bounded)| Edit { span: place(at, span), text: bounded.clone() }).collect();
    found.fixes.push(Fix { title, edits, safety: Safety::Unsafe });
    found
}
