//! Documents and where their lines break.
//!
//! A [`Doc`] is text with places where a line may break. A group is laid flat when it fits into what is left of the line,
//! together with what must follow it there; otherwise its own breaks become line breaks and the groups in it are asked
//! again. Widths are summed while a document is made, so that rendering is linear.

use super::WIDTH;

/// Text with places where lines may break.
#[derive(Debug, Default)]
pub(super) struct Doc {
    kind: Kind,
    /// Columns when laid flat.
    flat: usize,
    /// Columns up to the first place where a line may break.
    lead: usize,
    /// There is such a place.
    soft: bool,
    /// Cannot be laid flat.
    forced: bool,
}

#[derive(Debug, Default)]
enum Kind {
    #[default]
    Nothing,
    Text(String),
    /// Blanks, unless a line ends here.
    Blanks(usize),
    /// A line break in a broken group; in a flat one a blank or nothing.
    Line {
        blank: bool,
    },
    /// A blank if so many columns after it still fit, a line break otherwise.
    FillLine {
        next: usize,
    },
    /// Always a line break, with an empty line before what follows if asked.
    HardLine {
        empty: bool,
    },
    /// Only in a broken group.
    IfBroken(&'static str),
    /// A comment behind what was printed; the line ends after it.
    Trailing(String),
    /// A comment with its own line; the line breaks around it are the caller's.
    OwnLine(String),
    /// A comment in front of what is printed next.
    Leading(String),
    Nest(Box<Doc>),
    Align(Box<Doc>),
    Group(Box<Doc>),
    Concat(Vec<Doc>),
}

impl Doc {
    pub(super) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        // Only a raw text has lines.
        let flat = text.split('\n').next().unwrap_or_default().chars().count();
        Self { kind: Kind::Text(text), flat, lead: flat, ..Self::default() }
    }

    pub(super) fn blanks(count: usize) -> Self {
        Self { kind: Kind::Blanks(count), flat: count, lead: count, ..Self::default() }
    }

    pub(super) fn space() -> Self {
        Self::blanks(1)
    }

    /// A blank, or a line break.
    pub(super) fn line() -> Self {
        Self { kind: Kind::Line { blank: true }, flat: 1, soft: true, ..Self::default() }
    }

    /// Nothing, or a line break.
    pub(super) fn soft_line() -> Self {
        Self { kind: Kind::Line { blank: false }, soft: true, ..Self::default() }
    }

    /// A blank, or a line break where `next` columns more do not fit.
    pub(super) fn fill_line(next: usize) -> Self {
        Self { kind: Kind::FillLine { next }, flat: 1, soft: true, ..Self::default() }
    }

    pub(super) fn hard_line(empty: bool) -> Self {
        Self { kind: Kind::HardLine { empty }, soft: true, forced: true, ..Self::default() }
    }

    pub(super) fn if_broken(text: &'static str) -> Self {
        Self { kind: Kind::IfBroken(text), ..Self::default() }
    }

    pub(super) fn trailing(comment: String) -> Self {
        Self { kind: Kind::Trailing(comment), soft: true, forced: true, ..Self::default() }
    }

    pub(super) fn own_line(comment: String) -> Self {
        Self { kind: Kind::OwnLine(comment), soft: true, forced: true, ..Self::default() }
    }

    pub(super) fn leading(comment: String) -> Self {
        let flat = comment.chars().count() + 2;
        Self { kind: Kind::Leading(comment), flat, lead: flat, ..Self::default() }
    }

    pub(super) fn nest(self) -> Self {
        self.wrapped(Kind::Nest)
    }

    /// Lines inside begin at the column where it begins.
    pub(super) fn align(self) -> Self {
        self.wrapped(Kind::Align)
    }

    pub(super) fn group(self) -> Self {
        self.wrapped(Kind::Group)
    }

    fn wrapped(self, wrap: impl FnOnce(Box<Self>) -> Kind) -> Self {
        let (flat, lead, soft, forced) = (self.flat, self.lead, self.soft, self.forced);
        Self { kind: wrap(Box::new(self)), flat, lead, soft, forced }
    }

    /// Breaks the groups around it.
    pub(super) fn broken(mut self) -> Self {
        self.forced = true;
        self
    }

    pub(super) fn concat(docs: Vec<Self>) -> Self {
        let (mut flat, mut lead, mut soft, mut forced) = (0, 0, false, false);
        for doc in &docs {
            flat += doc.flat;
            forced |= doc.forced;
            if !soft {
                lead += doc.lead;
                soft = doc.soft;
            }
        }
        Self { kind: Kind::Concat(docs), flat, lead, soft, forced }
    }

    /// Its columns, if it can stand on one line.
    pub(super) fn width(&self) -> Option<usize> {
        (!self.forced).then_some(self.flat)
    }
}

/// Lays a document out. Every line ends in a newline.
pub(super) fn render(doc: &Doc) -> String {
    let mut renderer = Renderer { out: String::new(), column: 0, pending: Pending::Nothing, closed: false };
    renderer.doc(doc, false, 0, 0);
    if !renderer.out.is_empty() {
        renderer.out.push('\n');
    }
    renderer.out
}

/// White space that is written when something follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pending {
    Nothing,
    Blanks(usize),
    Line { indent: usize, empty: bool },
}

struct Renderer {
    out: String,
    column: usize,
    pending: Pending,
    /// The last thing written was a comment that ends its line.
    closed: bool,
}

impl Renderer {
    /// `tail` is what must follow on the line of the document's end.
    fn doc(&mut self, doc: &Doc, flat: bool, indent: usize, tail: usize) {
        match &doc.kind {
            Kind::Nothing => {}
            Kind::Text(text) => self.write(text),
            Kind::Blanks(count) => self.blanks(*count),
            Kind::Line { blank } if flat => self.blanks(usize::from(*blank)),
            Kind::Line { .. } => self.line(indent, false),
            Kind::FillLine { next } if flat || self.next_column() + 1 + next <= WIDTH => self.blanks(1),
            Kind::FillLine { .. } => self.line(indent, false),
            Kind::HardLine { empty } => self.line(indent, *empty),
            Kind::IfBroken(text) => {
                if !flat {
                    self.write(text);
                }
            }
            Kind::Trailing(comment) => self.trailing(comment, indent),
            Kind::OwnLine(comment) => {
                self.write(comment);
                self.closed = true;
            }
            Kind::Leading(comment) => self.leading(comment),
            Kind::Nest(inner) => self.doc(inner, flat, indent + 2, tail),
            Kind::Align(inner) => self.doc(inner, flat, self.next_column(), tail),
            Kind::Group(inner) => {
                let fits = !inner.forced && self.next_column() + inner.flat + tail <= WIDTH;
                self.doc(inner, flat || fits, indent, tail);
            }
            Kind::Concat(docs) if flat => docs.iter().for_each(|doc| self.doc(doc, true, indent, tail)),
            Kind::Concat(docs) => {
                let mut tails = Vec::with_capacity(docs.len());
                let mut after = tail;
                for doc in docs.iter().rev() {
                    tails.push(after);
                    after = if doc.soft { doc.lead } else { doc.flat + after };
                }
                for (doc, tail) in docs.iter().zip(tails.into_iter().rev()) {
                    self.doc(doc, false, indent, tail);
                }
            }
        }
    }

    /// Where the next text will begin.
    fn next_column(&self) -> usize {
        match self.pending {
            Pending::Nothing => self.column,
            Pending::Blanks(count) => self.column + count,
            Pending::Line { indent, .. } => indent,
        }
    }

    fn blanks(&mut self, count: usize) {
        self.pending = match self.pending {
            Pending::Nothing => Pending::Blanks(count),
            Pending::Blanks(before) => Pending::Blanks(before.max(count)),
            line @ Pending::Line { .. } => line,
        };
    }

    fn line(&mut self, indent: usize, empty: bool) {
        let before = matches!(self.pending, Pending::Line { empty: true, .. });
        self.pending = Pending::Line { indent, empty: empty || before };
    }

    fn write(&mut self, text: &str) {
        self.closed = false;
        match std::mem::replace(&mut self.pending, Pending::Nothing) {
            _ if self.out.is_empty() => {}
            Pending::Nothing => {}
            Pending::Blanks(count) => self.push_blanks(count),
            Pending::Line { indent, empty } => {
                self.out.push_str(if empty { "\n\n" } else { "\n" });
                self.column = 0;
                self.push_blanks(indent);
            }
        }
        self.out.push_str(text);
        match text.rsplit_once('\n') {
            Some((_, last)) => self.column = last.chars().count(),
            None => self.column += text.chars().count(),
        }
    }

    fn push_blanks(&mut self, count: usize) {
        self.out.extend(std::iter::repeat_n(' ', count));
        self.column += count;
    }

    fn trailing(&mut self, comment: &str, indent: usize) {
        let line = match self.pending {
            line @ Pending::Line { .. } => line,
            _ => Pending::Line { indent, empty: false },
        };
        // What it trailed in the text (a comma, a dot) may have moved: then it has a line of its own.
        self.pending = if self.closed { line } else { Pending::Blanks(1) };
        self.write(comment);
        self.closed = true;
        self.pending = line;
    }

    fn leading(&mut self, comment: &str) {
        if self.pending == Pending::Nothing && !self.out.ends_with(['(', '[', '.', '-', '+']) {
            self.pending = Pending::Blanks(1);
        }
        self.write(comment);
        self.pending = Pending::Blanks(1);
    }
}
