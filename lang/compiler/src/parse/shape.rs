//! The outline of a file: which bracket belongs to which, and where items begin.
//!
//! Brackets are matched by a stack. Where all of them match, nothing else is needed. Where some do not, a second look lets
//! the layout speak: an item begins in the first column, and a line that stands at the column of its block's other entries
//! and reads `key:` is an entry, so an opener before it was forgotten. So a missing brace costs an item, not a file.

use std::ops::Range;

use super::scan::{Kind, Token};

/// Deepest nesting of brackets.
pub(super) const NESTING: usize = 128;

/// The outline of one text; the vectors run along its tokens.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// Of a bracket that has one: its partner.
    pub mate: Vec<Option<usize>>,
    /// The innermost bracket that is open at the token.
    pub inside: Vec<Option<usize>>,
    /// Tokens that have been reported: what holds one is not parsed.
    pub sick: Vec<bool>,
    /// What does not match, in order.
    pub faults: Vec<Fault>,
}

/// A bracket out of place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// The opener lacks its partner; `before` is the token that made this plain, one past the last at the end.
    Unclosed { opener: usize, before: usize },
    /// The opener met a closer of another kind.
    WrongCloser { opener: usize, closer: usize },
    /// The closer closes nothing.
    Stray { closer: usize },
    /// The opener is one too deep.
    TooDeep { opener: usize },
}

/// Finds the outline.
pub(super) fn shape(text: &str, tokens: &[Token]) -> Shape {
    let strict = Outliner::new(text, tokens, false).run();
    if !strict.sick.contains(&true) { strict } else { Outliner::new(text, tokens, true).run() }
}

/// An open `{` and what is known of its lines.
#[derive(Debug, Clone, Copy, Default)]
struct Frame {
    round: usize,
    square: usize,
    /// The column of the entries.
    column: Option<usize>,
}

struct Outliner<'a> {
    text: &'a str,
    tokens: &'a [Token],
    by_layout: bool,
    open: Vec<usize>,
    /// One for the file and one for each open `{`.
    frames: Vec<Frame>,
    last_broken: Option<usize>,
    /// A fault of depth has been reported since the stack was last shallow.
    deep: bool,
    /// The `{` whose `}` stands at another column than its line: likely the one whose own `}` is missing.
    suspect: Option<usize>,
    out: Shape,
}

impl<'a> Outliner<'a> {
    fn new(text: &'a str, tokens: &'a [Token], by_layout: bool) -> Self {
        let out = Shape {
            mate: vec![None; tokens.len()],
            inside: Vec::with_capacity(tokens.len()),
            sick: tokens.iter().map(|token| token.kind == Kind::Broken).collect(),
            faults: Vec::new(),
        };
        Self {
            text,
            tokens,
            by_layout,
            open: Vec::new(),
            frames: vec![Frame::default()],
            last_broken: None,
            deep: false,
            suspect: None,
            out,
        }
    }

    fn run(mut self) -> Shape {
        for (i, token) in self.tokens.iter().enumerate() {
            if self.by_layout && token.first_on_line && !self.open.is_empty() {
                self.listen_to_layout(i, *token);
            }
            self.out.inside.push(self.open.last().copied());
            match token.kind {
                Kind::Open => self.opener(i),
                Kind::Close => self.closer(i),
                Kind::Broken => self.last_broken = Some(i),
                _ => {}
            }
        }
        self.unclosed(0, self.tokens.len());
        self.out
    }

    fn byte(&self, i: usize) -> u8 {
        self.tokens
            .get(i)
            .and_then(|token| self.text.as_bytes().get(token.start))
            .copied()
            .unwrap_or_default()
    }

    fn listen_to_layout(&mut self, i: usize, token: Token) {
        if token.column == 0 && begins_item(self.text, self.tokens, i) {
            self.unclosed(0, i);
            return;
        }
        let Some(frame) = self.frames.last().copied() else { return };
        let in_list = frame.round + frame.square;
        if in_list > 0 && frame.column == Some(token.column) && begins_entry(self.text, self.tokens, i) {
            self.unclosed(self.open.len().saturating_sub(in_list), i);
        }
    }

    fn opener(&mut self, i: usize) {
        if self.open.len() >= NESTING {
            if !self.deep {
                self.out.faults.push(Fault::TooDeep { opener: i });
                self.deep = true;
            }
            self.mark(i);
        } else {
            self.deep = false;
        }
        self.open.push(i);
        match self.byte(i) {
            b'{' => {
                let next = self.tokens.get(i + 1).filter(|next| next.first_on_line);
                self.frames.push(Frame { column: next.map(|next| next.column), ..Frame::default() });
            }
            b'(' => self.count(|frame| frame.round += 1),
            _ => self.count(|frame| frame.square += 1),
        }
    }

    fn count(&mut self, change: impl FnOnce(&mut Frame)) {
        if let Some(frame) = self.frames.last_mut() {
            change(frame);
        }
    }

    fn closer(&mut self, i: usize) {
        let wanted = match self.byte(i) {
            b'}' => b'{',
            b')' => b'(',
            _ => b'[',
        };
        let frame = self.frames.last().copied().unwrap_or_default();
        let there = match wanted {
            b'{' => self.frames.len() > 1,
            b'(' => frame.round > 0,
            _ => frame.square > 0,
        };
        let top = self.open.last().copied();
        if !there {
            match top {
                Some(opener) if self.byte(opener) != b'{' => {
                    self.pop();
                    self.pair(opener, i);
                    self.fault(Fault::WrongCloser { opener, closer: i }, opener);
                    self.mark(opener);
                }
                _ => self.fault(Fault::Stray { closer: i }, i),
            }
            self.mark(i);
            return;
        }
        // What stands above the partner was forgotten.
        let above = self.open.iter().rev().take_while(|&&opener| self.byte(opener) != wanted).count();
        self.unclosed(self.open.len() - above, i);
        if let Some(opener) = self.pop() {
            self.pair(opener, i);
            self.compare_columns(opener, i);
        }
    }

    fn pair(&mut self, opener: usize, closer: usize) {
        for (one, other) in [(opener, closer), (closer, opener)] {
            if let Some(mate) = self.out.mate.get_mut(one) {
                *mate = Some(other);
            }
        }
    }

    fn compare_columns(&mut self, opener: usize, closer: usize) {
        if !self.by_layout || self.suspect.is_some() || self.open.len() >= NESTING {
            return;
        }
        let Some(closing) = self.tokens.get(closer).filter(|token| token.first_on_line) else { return };
        let line = self.tokens.iter().take(opener + 1).rev().find(|token| token.first_on_line);
        if line.is_some_and(|line| line.column != closing.column) {
            self.suspect = Some(opener);
        }
    }

    fn pop(&mut self) -> Option<usize> {
        let opener = self.open.pop()?;
        match self.byte(opener) {
            b'{' => {
                self.frames.pop();
            }
            b'(' => self.count(|frame| frame.round = frame.round.saturating_sub(1)),
            _ => self.count(|frame| frame.square = frame.square.saturating_sub(1)),
        }
        Some(opener)
    }

    /// Gives up all openers above `keep`: one fault for all of them.
    fn unclosed(&mut self, keep: usize, before: usize) {
        if self.open.len() <= keep {
            return;
        }
        let innermost = self.open.last().copied().unwrap_or_default();
        while self.open.len() > keep {
            if let Some(opener) = self.pop() {
                self.mark(opener);
            }
        }
        let outermost_suspect = self.suspect.take().filter(|_| self.byte(innermost) == b'{');
        let opener = outermost_suspect.unwrap_or(innermost);
        if self.deep {
            self.deep = false;
        } else {
            self.fault(Fault::Unclosed { opener, before }, innermost);
        }
    }

    /// Records a fault, unless a broken literal since `opener` explains it.
    fn fault(&mut self, fault: Fault, opener: usize) {
        if self.last_broken.is_none_or(|broken| broken < opener) {
            self.out.faults.push(fault);
        }
    }

    fn mark(&mut self, i: usize) {
        if let Some(sick) = self.out.sick.get_mut(i) {
            *sick = true;
        }
    }
}

/// The text of a token.
pub(super) fn word<'t>(text: &'t str, tokens: &[Token], i: usize) -> &'t str {
    tokens.get(i).and_then(|token| text.get(token.start..token.end)).unwrap_or_default()
}

/// Words that never name anything.
pub(super) const RESERVED: [&str; 9] =
    ["and", "or", "not", "has", "in", "matches", "becomes", "true", "false"];

/// Whether a line that begins with this token reads like the beginning of an item.
fn begins_item(text: &str, tokens: &[Token], i: usize) -> bool {
    let Some(token) = tokens.get(i) else { return false };
    match token.kind {
        Kind::Doc => true,
        Kind::Mark => word(text, tokens, i) == "@",
        Kind::Word if !RESERVED.contains(&word(text, tokens, i)) => tokens.get(i + 1).is_some_and(|next| {
            let named = matches!(next.kind, Kind::Word | Kind::Text | Kind::Quoted | Kind::Number);
            named && !next.first_on_line && !RESERVED.contains(&word(text, tokens, i + 1))
        }),
        _ => false,
    }
}

/// Whether a line that begins with this token reads like the beginning of an entry.
pub(super) fn begins_entry(text: &str, tokens: &[Token], i: usize) -> bool {
    match tokens.get(i).map(|token| token.kind) {
        Some(Kind::Doc) => true,
        Some(Kind::Mark) => word(text, tokens, i) == "@",
        Some(Kind::Word) => matches!(word(text, tokens, i + 1), ":" | "=" | "{"),
        _ => false,
    }
}

impl Shape {
    /// The items, each a range of tokens, without gaps.
    pub(super) fn items(&self, text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
        let mut items = Vec::new();
        let mut start = 0;
        // Only documentation and annotations since `start`.
        let mut front = true;
        let mut after_block = false;
        let outer = self.inside.iter().enumerate().filter(|(_, inside)| inside.is_none());
        for (i, token) in outer.filter_map(|(i, _)| Some((i, *tokens.get(i)?))) {
            let what = word(text, tokens, i);
            let head = matches!(token.kind, Kind::Doc) || what == "@";
            let line = token.kind == Kind::Word && token.first_on_line;
            let directive = matches!(what, "package" | "language" | "use");
            let begins = after_block || (!front && (head || (line && (token.column == 0 || directive))));
            if begins && i > start {
                items.push(start..i);
                start = i;
                front = true;
            }
            let annotated = i > 0 && word(text, tokens, i - 1) == "@";
            front = front && (head || annotated || matches!(what, "(" | ")"));
            after_block = what == "}" || (token.kind == Kind::Close && self.mate.get(i) == Some(&None));
        }
        if start < tokens.len() {
            items.push(start..tokens.len());
        }
        items
    }

    /// Whether any of the tokens has been reported.
    pub(super) fn is_sick(&self, range: Range<usize>) -> bool {
        self.sick.get(range).is_some_and(|sick| sick.contains(&true))
    }
}
