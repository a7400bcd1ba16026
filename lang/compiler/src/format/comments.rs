//! Comments between the things that are printed.
//!
//! What a comment belongs to is told by the line breaks around it:
//!
//! * something before it on its line, nothing after: it trails what was printed last;
//! * something after it on its line: it leads what is printed next;
//! * nothing on either side: it has its own line.
//!
//! A comment of several lines never leads, since what follows would stand behind it. Each form is written so that it has
//! the same form when it is read again.

use crate::syntax::Comment;

use super::Printer;
use super::layout::Doc;

/// The comments of a file, in order, and how far printing has come.
pub(super) struct Comments<'a> {
    text: &'a str,
    rest: std::iter::Peekable<std::slice::Iter<'a, Comment>>,
}

/// How a comment stands among the other things of its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Trailing,
    Leading,
    OwnLine,
}

/// A comment that is to be printed now.
pub(super) struct Remark<'a> {
    pub form: Form,
    pub comment: &'a Comment,
}

impl Remark<'_> {
    pub(super) fn text(&self) -> String {
        self.comment.text.clone()
    }
}

impl<'a> Comments<'a> {
    pub(super) fn new(text: &'a str, comments: &'a [Comment]) -> Self {
        Self { text, rest: comments.iter().peekable() }
    }

    /// Takes the next comment that begins before `place`, a byte of the text.
    pub(super) fn before(&mut self, place: u32) -> Option<Remark<'a>> {
        let comment = self.rest.next_if(|comment| comment.span.start < place)?;
        Some(Remark { form: self.form(comment), comment })
    }

    fn form(&self, comment: &Comment) -> Form {
        let range = comment.span.range();
        let before = self.text.get(..range.start).unwrap_or_default().trim_end_matches([' ', '\t', '\r']);
        let alone = before.is_empty() || before.ends_with('\n') || before == "\u{feff}";
        let after = self.text.get(range.end..).unwrap_or_default().trim_start_matches([' ', '\t', '\r']);
        let ends = after.is_empty() || after.starts_with('\n') || comment.text.contains('\n');
        match (alone, ends) {
            (_, false) => Form::Leading,
            (true, true) => Form::OwnLine,
            (false, true) => Form::Trailing,
        }
    }
}

impl Printer<'_> {
    /// The comments before a place inside an expression.
    pub(super) fn remarks(&mut self, place: u32) -> Doc {
        let mut docs = Vec::new();
        while let Some(remark) = self.comments.before(place) {
            match remark.form {
                Form::Trailing => docs.push(Doc::trailing(remark.text())),
                Form::Leading => docs.push(Doc::leading(remark.text())),
                Form::OwnLine => {
                    docs.extend([Doc::hard_line(false), Doc::own_line(remark.text()), Doc::hard_line(false)]);
                }
            }
        }
        Doc::concat(docs)
    }

    /// The comments before something that begins a line, each on its own; `empty` is whether an empty line must stand
    /// before the first line, where `None` leaves that to the author. Ends in the line break before that something.
    pub(super) fn remarks_above(&mut self, place: u32, mut empty: Option<bool>) -> Doc {
        let mut docs = Vec::new();
        let mut led = false;
        while let Some(remark) = self.comments.before(place) {
            if remark.form == Form::Trailing && !led {
                docs.push(Doc::trailing(remark.text()));
                continue;
            }
            if !led {
                let kept = self.empty_line_before(remark.comment.span.start);
                docs.push(Doc::hard_line(empty.take().unwrap_or(kept)));
            }
            match remark.form {
                Form::Leading => docs.push(Doc::leading(remark.text())),
                Form::Trailing => docs.push(Doc::trailing(remark.text())),
                Form::OwnLine => docs.push(Doc::own_line(remark.text())),
            }
            led = remark.form == Form::Leading;
        }
        if !led {
            let kept = self.empty_line_before(place);
            docs.push(Doc::hard_line(empty.unwrap_or(kept)));
        }
        Doc::concat(docs)
    }

    /// The comments before a closing brace or the end of the file.
    pub(super) fn remarks_below(&mut self, place: u32) -> Doc {
        let mut docs = Vec::new();
        while let Some(remark) = self.comments.before(place) {
            let start = remark.comment.span.start;
            if remark.form == Form::OwnLine || (remark.form == Form::Leading && self.first_on_line(start)) {
                docs.push(Doc::hard_line(self.empty_line_before(start)));
                docs.push(Doc::own_line(remark.text()));
            } else {
                docs.push(Doc::trailing(remark.text()));
            }
        }
        Doc::concat(docs)
    }

    fn first_on_line(&self, place: u32) -> bool {
        let before = self.text.get(..place as usize).unwrap_or_default().trim_end_matches([' ', '\t', '\r']);
        before.is_empty() || before.ends_with('\n')
    }

    /// Whether the author left an empty line above.
    pub(super) fn empty_line_before(&self, place: u32) -> bool {
        let before = self.text.get(..place as usize).unwrap_or_default();
        before.chars().rev().take_while(|c| c.is_ascii_whitespace()).filter(|c| *c == '\n').count() > 1
    }
}
