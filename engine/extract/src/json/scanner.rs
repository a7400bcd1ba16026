//! Takes JSON (RFC 8259) apart into tokens: iterative, without a tree, over text that comes in pieces.
//!
//! It is lenient where that costs nothing: several documents may follow one another with anything between them that is white
//! space (or the separator of RFC 7464), a comma may stand before a closing bracket, raw control characters may stand in
//! strings, escapes are not checked. Nesting costs one bit a level.

#![expect(
    clippy::indexing_slicing,
    reason = "the hot loop; every index is compared with the length of the data just before"
)]

use std::ops::Range;

use memchr::memchr2;

/// A token; ranges are in the data given, and strings are without their quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Open(Kind),
    Close,
    Key {
        range: Range<usize>,
        escaped: bool,
    },
    String {
        range: Range<usize>,
        escaped: bool,
    },
    Number(Range<usize>),
    /// `true`, `false`, `null`.
    Literal,
    /// The token at the place does not end in the data.
    More,
    /// The data ends between documents.
    End,
    /// The string at the place is longer than it may be.
    TooLong,
    /// Not JSON, from the place on.
    Malformed(&'static str),
}

/// The two containers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Object,
    Array,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expect {
    /// A value, or the end of an array.
    ValueOrEnd,
    Value,
    KeyOrEnd,
    Colon,
    CommaOrEnd,
    /// Between documents.
    Document,
}

/// See the module.
pub(super) struct Scanner {
    expect: Expect,
    nesting: Nesting,
    max_depth: usize,
    max_string: usize,
    /// Whether a document may be a string, a number or a literal.
    scalars: bool,
    /// How far into the string at the place was looked already, and whether an escape was seen.
    looked: usize,
    escaped: bool,
    /// Line feeds between documents so far.
    lines_between: u64,
    /// Line feeds within documents so far.
    lines_within: u64,
}

impl Scanner {
    pub(super) fn new(max_depth: usize, max_string: usize, scalars: bool) -> Self {
        Self {
            expect: Expect::Document,
            nesting: Nesting::default(),
            max_depth,
            max_string,
            scalars,
            looked: 0,
            escaped: false,
            lines_between: 0,
            lines_within: 0,
        }
    }

    /// How many containers are open.
    pub(super) fn depth(&self) -> usize {
        self.nesting.depth
    }

    /// Line feeds between and within the documents so far, those in strings not counted.
    pub(super) fn lines(&self) -> (u64, u64) {
        (self.lines_between, self.lines_within)
    }

    /// Forgets the document that was begun: the next token is at the start of one, or before it, on the line of this index.
    pub(super) fn restart(&mut self, line: u64) {
        self.lines_between = line;
        self.nesting = Nesting::default();
        self.expect = Expect::Document;
        (self.looked, self.escaped) = (0, false);
    }

    /// The token at `at`, which is moved behind it, or to where it begins when it is not complete.
    pub(super) fn next(&mut self, data: &[u8], at: &mut usize, last: bool) -> Token {
        loop {
            self.skip_white_space(data, at);
            let Some(&byte) = data.get(*at) else {
                return match (last, self.expect) {
                    (false, _) => Token::More,
                    (true, Expect::Document) => Token::End,
                    (true, _) => Token::Malformed("it ends within a document"),
                };
            };
            match (self.expect, byte) {
                (Expect::ValueOrEnd, b']') | (Expect::KeyOrEnd, b'}') => return self.close(at),
                (Expect::CommaOrEnd, b',') => {
                    *at += 1;
                    self.expect = match self.nesting.top() {
                        Kind::Object => Expect::KeyOrEnd,
                        Kind::Array => Expect::ValueOrEnd,
                    };
                }
                (Expect::CommaOrEnd, b'}') if self.nesting.top() == Kind::Object => return self.close(at),
                (Expect::CommaOrEnd, b']') if self.nesting.top() == Kind::Array => return self.close(at),
                (Expect::CommaOrEnd, _) => {
                    return Token::Malformed("a comma or a closing bracket is missing");
                }
                (Expect::Colon, b':') => {
                    *at += 1;
                    self.expect = Expect::Value;
                }
                (Expect::Colon, _) => return Token::Malformed("a colon is missing"),
                (Expect::KeyOrEnd, b'"') => {
                    return self.string(data, at, last).map_or_else(
                        |token| token,
                        |(range, escaped)| {
                            self.expect = Expect::Colon;
                            Token::Key { range, escaped }
                        },
                    );
                }
                (Expect::KeyOrEnd, _) => return Token::Malformed("a key is missing"),
                (Expect::Document, byte) if !self.scalars && !matches!(byte, b'{' | b'[') => {
                    return Token::Malformed("no document begins here");
                }
                (Expect::Value | Expect::ValueOrEnd | Expect::Document, _) => {
                    return self.value(byte, data, at, last);
                }
            }
        }
    }

    fn value(&mut self, byte: u8, data: &[u8], at: &mut usize, last: bool) -> Token {
        match byte {
            b'{' | b'[' => {
                if self.nesting.depth >= self.max_depth {
                    return Token::Malformed("it is nested too deep");
                }
                *at += 1;
                let (kind, expect) = if byte == b'{' {
                    (Kind::Object, Expect::KeyOrEnd)
                } else {
                    (Kind::Array, Expect::ValueOrEnd)
                };
                self.nesting.push(kind);
                self.expect = expect;
                Token::Open(kind)
            }
            b'"' => match self.string(data, at, last) {
                Ok((range, escaped)) => {
                    self.after_value();
                    Token::String { range, escaped }
                }
                Err(token) => token,
            },
            b'-' | b'0'..=b'9' => self.number(data, at, last),
            b't' => self.literal(b"true", data, at, last),
            b'f' => self.literal(b"false", data, at, last),
            b'n' => self.literal(b"null", data, at, last),
            _ => Token::Malformed("no value begins here"),
        }
    }

    fn close(&mut self, at: &mut usize) -> Token {
        *at += 1;
        self.nesting.pop();
        self.after_value();
        Token::Close
    }

    fn after_value(&mut self) {
        self.expect = if self.nesting.depth == 0 { Expect::Document } else { Expect::CommaOrEnd };
    }

    fn skip_white_space(&mut self, data: &[u8], at: &mut usize) {
        let between = self.expect == Expect::Document;
        let mut lines = 0;
        while let Some(&byte) = data.get(*at) {
            match byte {
                b' ' | b'\t' | b'\r' => {}
                b'\n' => lines += 1,
                0x1E if between => {}
                _ => break,
            }
            *at += 1;
        }
        if between {
            self.lines_between += lines;
        } else {
            self.lines_within += lines;
        }
    }

    /// The string whose quote is at `at`.
    fn string(&mut self, data: &[u8], at: &mut usize, last: bool) -> Result<(Range<usize>, bool), Token> {
        let from = *at + 1;
        let mut look = from + self.looked;
        loop {
            match memchr2(b'"', b'\\', data.get(look..).unwrap_or_default()) {
                Some(offset) if data[look + offset] == b'"' => {
                    let end = look + offset;
                    if end - from > self.max_string {
                        return Err(Token::TooLong);
                    }
                    let escaped = self.escaped;
                    (self.looked, self.escaped) = (0, false);
                    *at = end + 1;
                    return Ok((from..end, escaped));
                }
                Some(offset) if look + offset + 1 < data.len() => {
                    self.escaped = true;
                    look += offset + 2;
                }
                cut => {
                    look = cut.map_or(data.len(), |offset| look + offset);
                    self.looked = look.saturating_sub(from);
                    if data.len() - from.min(data.len()) > self.max_string {
                        return Err(Token::TooLong);
                    }
                    return Err(if last { Token::Malformed("a string is not closed") } else { Token::More });
                }
            }
        }
    }

    fn number(&mut self, data: &[u8], at: &mut usize, last: bool) -> Token {
        let from = *at;
        let length = data[from..]
            .iter()
            .position(|byte| !matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E'))
            .unwrap_or(data.len() - from);
        if length > LONGEST_NUMBER {
            return Token::Malformed("a number is too long");
        }
        if from + length == data.len() && !last {
            return Token::More;
        }
        // `10:00` and `1a` are no numbers, and nothing else may follow one directly.
        if !data
            .get(from + length)
            .is_none_or(|byte| matches!(byte, b',' | b']' | b'}' | b' ' | b'\t' | b'\r' | b'\n' | 0x1E))
        {
            return Token::Malformed("a number is not well formed");
        }
        *at = from + length;
        self.after_value();
        Token::Number(from..*at)
    }

    fn literal(&mut self, literal: &[u8], data: &[u8], at: &mut usize, last: bool) -> Token {
        let rest = &data[*at..];
        if rest.starts_with(literal) {
            *at += literal.len();
            self.after_value();
            Token::Literal
        } else if literal.starts_with(rest) && !last {
            Token::More
        } else {
            Token::Malformed("no value begins here")
        }
    }
}

/// No number that means something is longer, and looking for its end again and again stays cheap.
const LONGEST_NUMBER: usize = 4096;

/// Which containers are open, one bit each.
#[derive(Default)]
struct Nesting {
    depth: usize,
    words: Vec<u64>,
}

impl Nesting {
    fn push(&mut self, kind: Kind) {
        let (word, bit) = (self.depth / 64, 1 << (self.depth % 64));
        if word == self.words.len() {
            self.words.push(0);
        }
        match kind {
            Kind::Object => self.words[word] |= bit,
            Kind::Array => self.words[word] &= !bit,
        }
        self.depth += 1;
    }

    fn pop(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    fn top(&self) -> Kind {
        let Some(level) = self.depth.checked_sub(1) else { return Kind::Array };
        if self.words[level / 64] >> (level % 64) & 1 == 1 { Kind::Object } else { Kind::Array }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<Token> {
        let mut scanner = Scanner::new(1000, 1000, true);
        let (mut at, mut tokens) = (0, Vec::new());
        loop {
            let token = scanner.next(text.as_bytes(), &mut at, true);
            let done = matches!(token, Token::End | Token::Malformed(_) | Token::TooLong | Token::More);
            tokens.push(token);
            if done {
                return tokens;
            }
        }
    }

    #[test]
    fn takes_apart() {
        assert_eq!(
            tokens(r#"{"a":[1,"b\"",true]}"#),
            [
                Token::Open(Kind::Object),
                Token::Key { range: 2..3, escaped: false },
                Token::Open(Kind::Array),
                Token::Number(6..7),
                Token::String { range: 9..12, escaped: true },
                Token::Literal,
                Token::Close,
                Token::Close,
                Token::End,
            ]
        );
    }

    #[test]
    fn refuses_what_is_not_json() {
        for text in [
            "{a:1}",
            "[1 2]",
            "{\"a\" 1}",
            "[2024-01-01 10:00]x",
            "[10:00]",
            "[}",
            "{]",
            "[tru]",
            "\"abc",
            "[\"abc",
            "{",
        ] {
            assert!(matches!(tokens(text).last(), Some(Token::Malformed(_))), "{text}");
        }
    }

    #[test]
    fn documents_follow_one_another() {
        for text in ["{}\n{}\n", "{}{}", "[] []", "\u{1e}{}\n\u{1e}{}\n", "1\n2\n"] {
            assert_eq!(tokens(text).last(), Some(&Token::End), "{text:?}");
        }
    }
}
