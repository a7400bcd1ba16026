//! The lexical map of a file: where its tokens, comments and broken literals lie.
//!
//! The grammar decides what is right; this map is what makes errors good. It is made in one pass that cannot fail, it
//! knows strings, patterns and comments well enough that a brace inside one is not a brace, and recovery, nesting limits,
//! messages ("found `x`") and the formatter's comments are all read off it. It agrees with `grammar.pest` about what a
//! literal is; a property test holds that every text the grammar accepts has no broken literal here.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name or a keyword.
    Word,
    /// A number, a quantity, a date.
    Number,
    /// `"…"` or `r"…"`.
    Text,
    /// `'…'` or a text in typographic quotes: reported, but its meaning is certain.
    Quoted,
    /// `/…/i`.
    Regex,
    /// `/// …`.
    Doc,
    /// `(`, `[` or `{`.
    Open,
    /// `)`, `]` or `}`.
    Close,
    /// Any other mark.
    Mark,
    /// A literal that is not closed, or a character that means nothing: a [`Flaw`] says which.
    Broken,
}

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is.
    pub kind: Kind,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Nothing but blanks and comments stand before it on its line.
    pub first_on_line: bool,
    /// Bytes between the beginning of its line and it.
    pub column: usize,
}

/// A comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Remark {
    /// First byte.
    pub start: usize,
    /// One past the last byte that is not a blank.
    pub end: usize,
    /// It begins with `#`.
    pub hash: bool,
}

/// A lexical error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Flaw {
    /// Which.
    pub kind: FlawKind,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// The lexical errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FlawKind {
    /// No closing quote on the line (for a raw text: in the file).
    OpenText,
    /// No closing slash on the line.
    OpenRegex,
    /// A class of a pattern has no `]` on the line; the place of its `[`.
    OpenClass,
    /// No `*/` in the file.
    OpenComment,
    /// A character that begins no token.
    Stranger,
}

/// The map of one text.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub tokens: Vec<Token>,
    pub comments: Vec<Remark>,
    pub flaws: Vec<Flaw>,
}

/// Maps a text.
pub(super) fn scan(text: &str) -> Scan {
    let mut scanner = Scanner { text, at: 0, line_start: 0, fresh: true, out: Scan::default() };
    if text.starts_with('\u{feff}') {
        scanner.at = '\u{feff}'.len_utf8();
        scanner.line_start = scanner.at;
    }
    while scanner.step() {}
    scanner.out
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    line_start: usize,
    /// Whether no token has been seen on this line.
    fresh: bool,
    out: Scan,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Takes one token, comment or blank; false at the end.
    fn step(&mut self) -> bool {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return false };
        match first {
            '\n' => {
                self.at += 1;
                self.line_start = self.at;
                self.fresh = true;
            }
            ' ' | '\t' | '\r' => self.at += 1,
            '#' => self.line_comment(true),
            '/' => self.slash(rest),
            '"' => self.text_literal(rest),
            'r' if rest.starts_with("r\"") => self.raw_text(rest),
            '\'' => self.quoted(rest, |c| c == '\''),
            '\u{2018}' | '\u{2019}' | '\u{201c}' | '\u{201d}' => {
                self.quoted(rest, |c| matches!(c, '\u{2018}' | '\u{2019}' | '\u{201c}' | '\u{201d}'));
            }
            'a'..='z' | 'A'..='Z' | '_' => self.push(Kind::Word, length_while(rest, is_word)),
            '0'..='9' => self.push(Kind::Number, number_length(rest)),
            '(' | '[' | '{' => self.push(Kind::Open, 1),
            ')' | ']' | '}' => self.push(Kind::Close, 1),
            _ => self.mark(rest, first),
        }
        true
    }

    fn push(&mut self, kind: Kind, length: usize) {
        let (start, end) = (self.at, self.at + length);
        let token = Token { kind, start, end, first_on_line: self.fresh, column: start - self.line_start };
        self.out.tokens.push(token);
        self.fresh = false;
        self.at = end;
    }

    fn flaw(&mut self, kind: FlawKind, start: usize, end: usize) {
        self.out.flaws.push(Flaw { kind, start, end });
    }

    fn line_comment(&mut self, hash: bool) {
        let line = line_of(self.rest());
        let end = self.at + line.trim_end().len();
        self.out.comments.push(Remark { start: self.at, end, hash });
        self.at += line.len();
    }

    fn slash(&mut self, rest: &str) {
        if rest.starts_with("///") && !rest.starts_with("////") {
            self.push(Kind::Doc, line_of(rest).trim_end().len());
        } else if rest.starts_with("//") {
            self.line_comment(false);
        } else if let Some(inner) = rest.strip_prefix("/*") {
            match inner.find("*/") {
                Some(length) => {
                    let end = self.at + length + 4;
                    self.out.comments.push(Remark { start: self.at, end, hash: false });
                    self.newlines(self.at, end);
                    self.at = end;
                }
                None => {
                    self.flaw(FlawKind::OpenComment, self.at, self.at + 2);
                    self.push(Kind::Broken, rest.len());
                }
            }
        } else {
            self.regex(rest);
        }
    }

    /// Keeps the notion of the line's beginning across a token that holds newlines.
    fn newlines(&mut self, start: usize, end: usize) {
        if let Some(last) = self.text.get(start..end).and_then(|t| t.rfind('\n')) {
            self.line_start = start + last + 1;
            self.fresh = true;
        }
    }

    fn regex(&mut self, rest: &str) {
        let mut chars = on_line(rest).skip(1).peekable();
        // The place of the `[` of the class that is being read.
        let mut class: Option<usize> = None;
        let mut end = None;
        while let Some((i, c)) = chars.next() {
            match (c, class) {
                ('\\', _) => {
                    chars.next();
                }
                ('[', None) => {
                    class = Some(i);
                    chars.next_if(|(_, c)| *c == '^');
                    chars.next_if(|(_, c)| *c == ']');
                }
                ('[', Some(_)) => {
                    let posix = posix_length(rest.get(i..).unwrap_or_default());
                    while chars.next_if(|(at, _)| *at < i + posix).is_some() {}
                }
                (']', Some(_)) => class = None,
                ('/', None) => {
                    end = Some(i + 1);
                    break;
                }
                _ => {}
            }
        }
        if let Some(end) = end {
            let flags = length_while(rest.get(end..).unwrap_or_default(), is_word);
            self.push(Kind::Regex, end + flags);
            return;
        }
        match class {
            Some(class) => self.flaw(FlawKind::OpenClass, self.at + class, self.at + class + 1),
            None => self.flaw(FlawKind::OpenRegex, self.at, self.at + 1),
        }
        self.push(Kind::Broken, line_of(rest).trim_end().len());
    }

    fn text_literal(&mut self, rest: &str) {
        let mut chars = on_line(rest).skip(1);
        while let Some((i, c)) = chars.next() {
            match c {
                '\\' => {
                    chars.next();
                }
                '"' => return self.push(Kind::Text, i + 1),
                _ => {}
            }
        }
        self.flaw(FlawKind::OpenText, self.at, self.at + 1);
        self.push(Kind::Broken, line_of(rest).trim_end().len());
    }

    fn raw_text(&mut self, rest: &str) {
        if let Some(length) = rest.get(2..).and_then(|inner| inner.find('"')) {
            let (start, end) = (self.at, self.at + length + 3);
            self.push(Kind::Text, length + 3);
            let fresh = self.fresh;
            self.newlines(start, end);
            self.fresh = fresh;
        } else {
            self.flaw(FlawKind::OpenText, self.at, self.at + 2);
            self.push(Kind::Broken, line_of(rest).trim_end().len());
        }
    }

    fn quoted(&mut self, rest: &str, closes: impl Fn(char) -> bool) {
        match on_line(rest).skip(1).find(|(_, c)| closes(*c)) {
            Some((i, c)) => self.push(Kind::Quoted, i + c.len_utf8()),
            None => {
                let length = rest.chars().next().map_or(1, char::len_utf8);
                self.flaw(FlawKind::OpenText, self.at, self.at + length);
                self.push(Kind::Broken, line_of(rest).trim_end().len());
            }
        }
    }

    fn mark(&mut self, rest: &str, first: char) {
        const LONG: [&str; 8] = ["==", "!=", "<=", ">=", "=>", "??", "&&", "||"];
        if LONG.iter().any(|mark| rest.starts_with(mark)) {
            self.push(Kind::Mark, 2);
        } else if matches!(first, ':' | ',' | ';' | '.' | '=' | '<' | '>' | '!' | '+' | '-' | '*' | '@') {
            self.push(Kind::Mark, 1);
        } else {
            let length = first.len_utf8();
            // A run of them is one mistake.
            let known = |c: char| c.is_ascii() || matches!(c, '\u{2018}'..='\u{201d}');
            let same = |c: char| if first.is_ascii() { c == first } else { !known(c) };
            let run = length_while(rest, same).max(length);
            self.flaw(FlawKind::Stranger, self.at, self.at + run);
            self.push(Kind::Broken, run);
        }
    }
}

/// The characters of the first line with their places, taken one by one: a line may be the whole file.
fn on_line(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().take_while(|(_, c)| !matches!(c, '\n' | '\r'))
}

/// Up to the newline.
fn line_of(text: &str) -> &str {
    text.split('\n').next().unwrap_or_default()
}

fn length_while(text: &str, holds: impl Fn(char) -> bool) -> usize {
    text.find(|c| !holds(c)).unwrap_or(text.len())
}

/// Whether a character may stand inside a word.
pub(super) fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Of a number, or of what somebody took for one: everything up to something that cannot belong to it.
fn number_length(text: &str) -> usize {
    let date = |i: usize, b: u8| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() };
    if text.len() >= 10 && text.bytes().take(10).enumerate().all(|(i, b)| date(i, b)) {
        let tail = text.get(10..).unwrap_or_default();
        return 10 + length_while(tail, is_word);
    }
    let whole = length_while(text, is_word);
    let after = text.get(whole..).unwrap_or_default();
    let fraction = match after.strip_prefix('.') {
        Some(digits) if digits.starts_with(|c: char| c.is_ascii_digit()) => 1 + length_while(digits, is_word),
        _ => 0,
    };
    let end = whole + fraction;
    end + usize::from(text.get(end..).is_some_and(|rest| rest.starts_with('%')))
}

/// Of `[:alpha:]` at the beginning of `text`, 1 for any other `[`.
fn posix_length(text: &str) -> usize {
    let Some(name) = text.strip_prefix("[:") else { return 1 };
    let name = name.strip_prefix('^').unwrap_or(name);
    let letters = length_while(name, |c| c.is_ascii_alphabetic());
    if letters > 0 && name.get(letters..).is_some_and(|tail| tail.starts_with(":]")) {
        text.len() - name.len() + letters + 2
    } else {
        1
    }
}
