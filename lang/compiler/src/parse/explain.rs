//! What a failed parse means.
//!
//! Pest says how far it came and which rules would have gone on. That, the token found there, the one before it and the
//! bracket around them are mapped to our own words: what was found, what was wanted, what to do. Nothing that pest prints
//! is shown.

use std::ops::Range;

use pest::error::{Error, ErrorVariant};

use super::grammar::Rule;
use super::scan::{Kind, Token};
use super::shape::{RESERVED, Shape, word};
use crate::codes::syntax as codes;
use crate::diagnostic::{Code, Diagnostic, Safety};
use crate::source::{SourceId, Span};

/// A failed parse of a piece of a file.
pub(super) struct Failure<'a> {
    pub source: SourceId,
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub shape: &'a Shape,
    /// The tokens of the piece.
    pub range: Range<usize>,
    /// The byte of the text where pest could not go on.
    pub at: usize,
    pub error: &'a Error<Rule>,
    /// The kind or name of the block that the piece stands in.
    pub owner: Option<&'a str>,
}

/// Words with which other languages begin statements.
const STATEMENTS: [&str; 14] = [
    "if", "else", "elif", "elsif", "then", "while", "switch", "case", "return", "let", "var", "def", "fn",
    "function",
];

/// Puts a failure in words.
pub(super) fn explain(failure: &Failure<'_>) -> Diagnostic {
    let found = failure.tokens.partition_point(|token| token.end <= failure.at).max(failure.range.start);
    let place = Place { failure, found };
    place
        .doc()
        .or_else(|| place.number())
        .or_else(|| place.statement())
        .or_else(|| place.assignment())
        .or_else(|| place.name())
        .or_else(|| place.reserved())
        .or_else(|| place.head())
        .or_else(|| place.comma())
        .or_else(|| place.value())
        .or_else(|| place.colon())
        .unwrap_or_else(|| place.unexpected())
}

struct Place<'a> {
    failure: &'a Failure<'a>,
    /// The token that could not be read; one past the piece at its end.
    found: usize,
}

impl Place<'_> {
    fn at_end(&self) -> bool {
        self.found >= self.failure.range.end
    }

    /// The token found, empty at the end of the piece.
    fn text(&self) -> &str {
        if self.at_end() { "" } else { self.word(self.found) }
    }

    fn word(&self, i: usize) -> &str {
        word(self.failure.text, self.failure.tokens, i)
    }

    fn kind(&self) -> Option<Kind> {
        self.failure.tokens.get(self.found).filter(|_| !self.at_end()).map(|token| token.kind)
    }

    /// The token before the one found, if the piece has one.
    fn before(&self) -> Option<usize> {
        self.found.checked_sub(1).filter(|i| self.failure.range.contains(i))
    }

    fn previous(&self) -> &str {
        self.before().map_or("", |i| self.word(i))
    }

    fn previous_kind(&self) -> Option<Kind> {
        self.before().and_then(|i| self.failure.tokens.get(i)).map(|token| token.kind)
    }

    fn span(&self, i: usize) -> Span {
        let end = self.failure.text.len();
        self.failure.tokens.get(i).map_or(Span::new(self.failure.source, end, end), |t| {
            Span::new(self.failure.source, t.start, t.end)
        })
    }

    /// Where the found token lies; at the end of the piece, the token before it.
    fn here(&self) -> Span {
        if self.at_end() {
            self.before().map_or_else(|| self.span(self.found), |i| self.span(i))
        } else {
            self.span(self.found)
        }
    }

    /// The empty place behind the token before.
    fn behind(&self) -> Span {
        let span = self.before().map_or_else(|| self.here(), |i| self.span(i));
        Span { start: span.end, ..span }
    }

    fn same_line(&self) -> bool {
        self.failure.tokens.get(self.found).is_some_and(|token| !token.first_on_line)
    }

    /// The bracket around the found token, empty in no bracket.
    fn around(&self) -> &str {
        let inside = match self.at_end() {
            false => self.failure.shape.inside.get(self.found).copied().flatten(),
            true => None,
        };
        inside.filter(|i| self.failure.range.contains(i)).map_or("", |i| self.word(i))
    }

    fn wants(&self, rule: Rule) -> bool {
        match &self.failure.error.variant {
            ErrorVariant::ParsingError { positives, .. } => positives.contains(&rule),
            ErrorVariant::CustomError { .. } => false,
        }
    }

    /// Whether a value could begin with the found token.
    fn begins_value(&self) -> bool {
        match self.kind() {
            Some(Kind::Word) => !matches!(self.text(), "and" | "or" | "in" | "matches" | "becomes"),
            Some(Kind::Number | Kind::Text | Kind::Quoted | Kind::Regex | Kind::Open) => true,
            _ => false,
        }
    }

    /// Whether a value could end with the token before.
    fn ends_value(&self) -> bool {
        match self.previous_kind() {
            Some(Kind::Word) => {
                !RESERVED.contains(&self.previous()) || matches!(self.previous(), "true" | "false")
            }
            Some(Kind::Number | Kind::Text | Kind::Quoted | Kind::Regex | Kind::Close) => true,
            _ => false,
        }
    }

    /// What was found, for a sentence.
    fn described(&self) -> String {
        match self.kind() {
            // A head is parsed without its block.
            None if self.word(self.failure.range.end) == "{" => "`{`".to_owned(),
            None if self.failure.owner.is_some() => "the end of the entry".to_owned(),
            None => "the end of the item".to_owned(),
            Some(Kind::Text | Kind::Quoted) => "a text".to_owned(),
            Some(Kind::Regex) => "a pattern".to_owned(),
            Some(_) => format!("`{}`", shortened(self.text())),
        }
    }

    fn make(&self, code: &'static Code, message: String, label: &str) -> Diagnostic {
        Diagnostic::new(code, message, self.here(), label)
    }

    fn doc(&self) -> Option<Diagnostic> {
        let at = if self.kind() == Some(Kind::Doc) {
            self.found
        } else {
            // Documentation with nothing after it ends the piece.
            self.before().filter(|_| self.at_end() && self.previous_kind() == Some(Kind::Doc))?
        };
        let span = self.span(at);
        let slashes = Span { end: span.start + 3, ..span };
        Some(
            Diagnostic::new(&codes::MISPLACED_DOC, "this line documents nothing", span, "nothing to document follows")
                .help("documentation stands before an item or an entry, above its annotations; a comment begins with `//`")
                .fix("make it a comment", slashes, "//", Safety::Safe),
        )
    }

    fn number(&self) -> Option<Diagnostic> {
        let adjacent = |i: usize, j: usize| self.span(i).end == self.span(j).start;
        let start = if self.kind() == Some(Kind::Number) && !self.ends_value() {
            // `12_`, `0x1F`, and `1.2.3` of which `1.2` was read.
            let dotted = self.before().filter(|&dot| self.word(dot) == "." && adjacent(dot, self.found));
            let first = dotted.and_then(|dot| dot.checked_sub(1)).filter(|&i| {
                self.failure.tokens.get(i).is_some_and(|t| t.kind == Kind::Number) && adjacent(i, i + 1)
            });
            first.unwrap_or(self.found)
        } else {
            return None;
        };
        if !(self.wants_value() || start != self.found) {
            return None;
        }
        let span = self.span(start).to(self.span(self.found));
        let written = self.failure.text.get(span.range()).unwrap_or_default();
        let message = format!("`{}` is not a number", shortened(written));
        let quoted = format!("\"{written}\"");
        Some(
            Diagnostic::new(&codes::BAD_NUMBER, message, span, "not a number")
                .help("a number is written `12`, `40_000`, `0.75`, `40%`, `15m` or `10GiB`; a version or an address is a text")
                .fix("make it a text", span, quoted, Safety::Unsafe),
        )
    }

    fn wants_value(&self) -> bool {
        [Rule::expr, Rule::section, Rule::prefix, Rule::chain, Rule::arg, Rule::number]
            .into_iter()
            .any(|rule| self.wants(rule))
    }

    fn statement(&self) -> Option<Diagnostic> {
        let first = self.failure.range.start;
        let candidates = [Some(first), self.before(), Some(self.found).filter(|_| !self.at_end())];
        let at = candidates.into_iter().flatten().find(|&i| STATEMENTS.contains(&self.word(i)))?;
        let message = format!("`{}` is not part of the language", self.word(at));
        Some(
            Diagnostic::new(&codes::NO_STATEMENTS, message, self.span(at), "no statements here").help(
                "a condition is a value: give it to a key such as `when:`, or make it the key of a table's row, `condition : value`",
            ),
        )
    }

    fn assignment(&self) -> Option<Diagnostic> {
        (self.text() == "=" && self.ends_value()).then(|| {
            self.make(
                &codes::WRONG_OPERATOR,
                "found `=` where `==` was wanted".to_owned(),
                "not a comparison",
            )
            .help("values are compared with `==`")
            .fix("write `==`", self.here(), "==", Safety::Safe)
        })
    }

    fn name(&self) -> Option<Diagnostic> {
        let after = self.previous();
        let code = match after {
            "for" if self.wants(Rule::path) => &codes::MISSING_TARGET,
            "package" | "use" | "as" | "@" | "."
                if self.wants(Rule::path) || self.wants(Rule::ident) || self.wants(Rule::member) =>
            {
                &codes::MISSING_NAME
            }
            "." if self.before().is_some() => &codes::MISSING_NAME,
            _ => return None,
        };
        if RESERVED.contains(&self.text()) {
            return None;
        }
        let message = format!("a name was wanted after `{after}`, found {}", self.described());
        let span = self.before().map_or_else(|| self.here(), |i| self.span(i));
        Some(Diagnostic::new(code, message, span, "names nothing").help(match after {
            "for" => "say what it is for: `test \"brands\" for credit_card { ... }`",
            "package" => "name the package by its path: `package acme.hr`",
            "use" => "name what is used: `use std.pci.credit_card`",
            "as" => "give it a name of its own: `use std.pci as cards`",
            "@" => "an annotation is written `@id(\"ACME-1\")`",
            _ => "a name begins with a letter or `_`",
        }))
    }

    fn reserved(&self) -> Option<Diagnostic> {
        // `in: 3` begins like a comparison without its left side.
        let at = if self.text() == ":" { self.before()? } else { self.found };
        let found = self.word(at);
        if !RESERVED.contains(&found) || at >= self.failure.range.end {
            return None;
        }
        let next = self.word(at + 1);
        let first = at == self.failure.range.start;
        let names = self.wants(Rule::name)
            || self.wants(Rule::ident) && !self.wants_value()
            || self.wants(Rule::kind);
        let member = at.checked_sub(1).is_some_and(|i| self.word(i) == ".");
        let named = names || member || next == ":" || (first && next == "{");
        if !named {
            return None;
        }
        let message = format!("`{found}` is a keyword and cannot be a name");
        let other = format!("{found}_");
        Some(
            Diagnostic::new(&codes::RESERVED_WORD, message, self.span(at), "a keyword")
                .help(format!("choose another name, such as `{other}`"))
                .fix(format!("write `{other}`"), self.span(at), other, Safety::Unsafe),
        )
    }

    /// Items: a missing number, a missing block.
    fn head(&self) -> Option<Diagnostic> {
        if self.previous() == "language" && self.wants(Rule::number) {
            let message = format!("the edition was wanted after `language`, found {}", self.described());
            return Some(self.make(&codes::MISSING_VALUE, message, "no number").help("write `language 1`"));
        }
        if !self.wants(Rule::block) || self.failure.owner.is_some() {
            return None;
        }
        let braced = self.failure.range.clone().skip(1).any(|i| self.word(i) == "{")
            || self.word(self.failure.range.end) == "{";
        if !braced {
            let message = format!("a block was wanted, found {}", self.described());
            let span = self.before().map_or_else(|| self.here(), |i| self.span(i));
            return Some(
                Diagnostic::new(&codes::MISSING_BLOCK, message, span, "no `{` after this")
                    .help("a declaration is a kind, a name and a block: `identifier badge { ... }`"),
            );
        }
        None
    }

    fn comma(&self) -> Option<Diagnostic> {
        let around = self.around();
        if !matches!(around, "[" | "(" | "{") || !self.begins_value() || !self.ends_value() {
            return None;
        }
        let what = match around {
            "[" => "the elements of a list",
            "(" => "arguments",
            _ => "the fields of a record",
        };
        let words = self.previous_kind() == Some(Kind::Word) && self.kind() == Some(Kind::Word);
        let safety = if words { Safety::Unsafe } else { Safety::Safe };
        let message = format!("a comma was wanted before {}", self.described());
        Some(
            self.make(&codes::MISSING_COMMA, message, "no comma before this")
                .help(format!("{what} are separated by commas"))
                .fix("insert a comma", self.behind(), ",", safety),
        )
    }

    fn value(&self) -> Option<Diagnostic> {
        let before = self.before();
        let waits = before.is_some() && !self.ends_value() && self.previous_kind() != Some(Kind::Doc);
        if !self.wants_value() || !(waits || self.around() != "") || self.begins_value() {
            return None;
        }
        let span = before.map_or_else(|| self.here(), |i| self.span(i));
        let after = shortened(self.previous());
        let (message, help) = match self.previous() {
            ":" => {
                let key = before
                    .and_then(|i| i.checked_sub(1))
                    .map(|i| shortened(self.word(i)))
                    .unwrap_or_default();
                (
                    format!("`{key}` has no value"),
                    "write its value after the `:`, or remove the key".to_owned(),
                )
            }
            _ => (
                format!("a value was wanted after `{after}`, found {}", self.described()),
                format!("write what `{after}` waits for, or remove it"),
            ),
        };
        Some(Diagnostic::new(&codes::MISSING_VALUE, message, span, "nothing follows").help(help))
    }

    fn colon(&self) -> Option<Diagnostic> {
        if !self.wants(Rule::colon) || self.failure.owner.is_none() {
            return None;
        }
        let span = self.before().map_or_else(|| self.here(), |i| self.span(i));
        let key = shortened(self.previous());
        if self.at_end() {
            let outer = self.failure.shape.inside.get(self.failure.range.start);
            let mut colons =
                self.failure.range.clone().filter(|&i| self.failure.shape.inside.get(i) == outer);
            if colons.any(|i| self.word(i) == ":") {
                let message = format!("found `{key}` after the value of an entry");
                return Some(
                    Diagnostic::new(&codes::UNEXPECTED, message, span, "not part of the value")
                        .help("join values with an operator, quote a text, or begin a new line with `key:`"),
                );
            }
            let whole = self.span(self.failure.range.start).to(span);
            let message = "this entry has no `:` and no value";
            return Some(
                Diagnostic::new(&codes::MISSING_COLON, message, whole, "not an entry")
                    .help("a line of a block is `key: value`, or `name { ... }`"),
            );
        }
        let alone =
            self.before() == Some(self.failure.range.start) && self.previous_kind() == Some(Kind::Word);
        let safety = if alone && self.same_line() { Safety::Safe } else { Safety::Unsafe };
        let message = format!("a `:` was wanted after `{key}`, found {}", self.described());
        Some(
            Diagnostic::new(&codes::MISSING_COLON, message, span, "no `:` after this")
                .help("a key and its value are joined by `:`")
                .fix("insert `:`", self.behind(), ":", safety),
        )
    }

    fn unexpected(&self) -> Diagnostic {
        let wanted = if self.around() == "[" || self.around() == "(" {
            "an operator, a comma or the closing bracket"
        } else if self.wants(Rule::block) || (!self.at_end() && self.word(self.failure.range.end) == "{") {
            "the `{` of a block"
        } else if self.wants(Rule::colon) {
            "a `:` and a value"
        } else if self.failure.owner.is_some() {
            "`key: value` or `name { ... }`"
        } else {
            "`package`, `language`, `use` or a declaration"
        };
        let message = format!("found {} where {wanted} was wanted", self.described());
        let help = match self.failure.owner {
            Some(owner) if !owner.is_empty() => {
                format!("`{owner}` holds lines of `key: value` and blocks of `name {{ ... }}`")
            }
            Some(_) => "a block holds lines of `key: value` and blocks of `name { ... }`".to_owned(),
            None => "an item is `package a.b`, `language 1`, `use a.b`, or `kind name { ... }`".to_owned(),
        };
        self.make(&codes::UNEXPECTED, message, "not here").help(help)
    }
}

/// A token that fits into a sentence.
fn shortened(text: &str) -> String {
    if text.chars().count() <= 40 {
        text.to_owned()
    } else {
        text.chars().take(37).chain("...".chars()).collect()
    }
}
