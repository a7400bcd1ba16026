//! Counting lines and characters over text that goes by in pieces.

use memchr::{memchr, memchr_iter, memchr2_iter, memrchr};
use sievert::segment::LineColumn;

/// Where one is. A line ends with LF, CR LF or a lone CR; columns count characters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lines {
    line: u64,
    column: u64,
    /// The last byte was a CR, and whether it ends a line depends on the next.
    after_cr: bool,
}

impl Default for Lines {
    fn default() -> Self {
        Self { line: 1, column: 1, after_cr: false }
    }
}

impl Lines {
    /// Where the character stands that begins with the byte `next`.
    pub(super) fn place_before(mut self, next: Option<&u8>) -> LineColumn {
        if self.after_cr && next != Some(&b'\n') {
            self.next_line(1);
        }
        LineColumn { line: self.line, column: self.column }
    }

    /// Goes past `text`.
    pub(super) fn advance(&mut self, text: &[u8]) {
        let Some(&first) = text.first() else { return };
        if std::mem::take(&mut self.after_cr) && first != b'\n' {
            self.next_line(1);
        }
        if memchr(b'\r', text).is_some() {
            self.advance_mixed(text);
            return;
        }
        match memrchr(b'\n', text) {
            None => self.column += characters(text),
            Some(last) => {
                self.next_line(memchr_iter(b'\n', text).count() as u64);
                self.column += characters(text.get(last + 1..).unwrap_or_default());
            }
        }
    }

    fn advance_mixed(&mut self, text: &[u8]) {
        let mut from = 0;
        let mut ends = memchr2_iter(b'\r', b'\n', text).peekable();
        while let Some(at) = ends.next() {
            let is_cr = text.get(at) == Some(&b'\r');
            match text.get(at + 1) {
                None if is_cr => {
                    self.column += characters(text.get(from..).unwrap_or_default());
                    self.after_cr = true;
                    return;
                }
                Some(b'\n') if is_cr => {
                    ends.next();
                    from = at + 2;
                }
                _ => from = at + 1,
            }
            self.next_line(1);
        }
        self.column += characters(text.get(from..).unwrap_or_default());
    }

    fn next_line(&mut self, lines: u64) {
        self.line += lines;
        self.column = 1;
    }
}

/// Characters of UTF-8: bytes that do not continue one.
fn characters(text: &[u8]) -> u64 {
    text.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(pieces: &[&str]) -> (u64, u64) {
        let mut lines = Lines::default();
        for piece in pieces {
            lines.advance(piece.as_bytes());
        }
        let place = lines.place_before(None);
        (place.line, place.column)
    }

    #[test]
    fn all_line_ends() {
        assert_eq!(place(&["a\nb\nß"]), (3, 2));
        assert_eq!(place(&["a\r\nb\r\nß"]), (3, 2));
        assert_eq!(place(&["a\rb\rß"]), (3, 2));
        assert_eq!(place(&["a\n\r\n\rß"]), (4, 2));
        assert_eq!(place(&["a\r", "\nb"]), (2, 2));
        assert_eq!(place(&["a\r", "b"]), (2, 2));
        assert_eq!(place(&["a\n"]), (2, 1));
        assert_eq!(place(&["a\r"]), (2, 1));
    }

    #[test]
    fn pieces_do_not_matter() {
        let text = "x\r\n\ry\n\nzä\r\r\nend";
        let whole = place(&[text]);
        for cut in (0..=text.len()).filter(|&cut| text.is_char_boundary(cut)) {
            assert_eq!(place(&[&text[..cut], &text[cut..]]), whole, "cut at {cut}");
        }
    }
}
