//! The syntax tree that leaves the parser.
//!
//! It says what was written, not what it means: kinds and keys are plain words here, and the checker knows which exist.
//! Parentheses are kept so that the formatter writes what the author wrote. Comments are not in the tree; a
//! [`File`] carries them beside it, in order, for the formatter.

use crate::source::{SourceId, Span};

/// A parsed rule file. Items that could not be parsed are absent; their diagnostics say so.
#[derive(Debug, Clone, PartialEq)]
pub struct File {
    /// The text it came from.
    pub source: SourceId,
    /// In the order written.
    pub items: Vec<Item>,
    /// `//` and `/* */` comments in the order written (doc comments belong to items and entries).
    pub comments: Vec<Comment>,
}

/// A comment as written, delimiters included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Where.
    pub span: Span,
    /// As written.
    pub text: String,
}

/// A word with its place.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Ident {
    /// The word.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// A dotted path: `std.pci.credit_card`, `a.b.*` (the star is a last part whose text is `*`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// At least one.
    pub parts: Vec<Ident>,
    /// The whole.
    pub span: Span,
}

/// A top-level thing with what stands before it.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Lines of `///`, without the slashes and one leading space.
    pub doc: Vec<DocLine>,
    /// `@id("…")` and such.
    pub annotations: Vec<Annotation>,
    /// What it is.
    pub kind: ItemKind,
    /// From the first annotation or word to the closing brace; doc lines lie before it.
    pub span: Span,
}

/// One `///` line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocLine {
    /// Without `///` and one space.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// `@name(args)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Annotation {
    /// The word after `@`.
    pub name: Ident,
    /// Empty without parentheses.
    pub args: Vec<Arg>,
    /// The whole.
    pub span: Span,
}

/// The kinds of item the grammar itself knows.
#[derive(Debug, Clone, PartialEq)]
pub enum ItemKind {
    /// `package a.b`
    Package(Path),
    /// `language 1`
    Language(Number),
    /// `use a.b`, `use a.b as c`, `use a.{b, c}`
    Use(Use),
    /// `kind name for target { … }`
    Decl(Decl),
}

/// An import.
#[derive(Debug, Clone, PartialEq)]
pub struct Use {
    /// What is imported, or the package of `names`.
    pub path: Path,
    /// `.{a, b}`: empty when absent.
    pub names: Vec<Ident>,
    /// `as c`.
    pub alias: Option<Ident>,
}

/// A declaration.
#[derive(Debug, Clone, PartialEq)]
pub struct Decl {
    /// `identifier`, `list`, … as written.
    pub kind: Ident,
    /// Absent for kinds without a name.
    pub name: Option<Name>,
    /// The path after `for`.
    pub target: Option<Path>,
    /// Inside the braces.
    pub entries: Vec<Entry>,
    /// The braces with what they hold.
    pub body: Span,
    /// Entries could not be read and are absent, in this block or deeper: that a key is missing means nothing.
    pub incomplete: bool,
}

/// A name: a word or path, or a quoted title.
#[derive(Debug, Clone, PartialEq)]
pub enum Name {
    /// `credit_card`
    Path(Path),
    /// `"brands and separators"`
    Title(Text),
}

/// One line of a block.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Lines of `///`.
    pub doc: Vec<DocLine>,
    /// `@allow(…)` and such.
    pub annotations: Vec<Annotation>,
    /// What it is.
    pub kind: EntryKind,
    /// The whole, without doc lines and the separator.
    pub span: Span,
}

/// The two shapes of an entry.
#[derive(Debug, Clone, PartialEq)]
pub enum EntryKind {
    /// `key: value`; in table blocks the key is any expression.
    Pair {
        /// Before the colon.
        key: Expr,
        /// After it.
        value: Expr,
    },
    /// `name { … }`
    Block {
        /// `context`, `severity`, …
        name: Ident,
        /// Between the braces.
        entries: Vec<Entry>,
        /// The braces with what they hold.
        body: Span,
    },
}

/// An expression with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where.
    pub span: Span,
}

/// An argument: `value` or `name: value`.
#[derive(Debug, Clone, PartialEq)]
pub struct Arg {
    /// The name of a named argument.
    pub name: Option<Ident>,
    /// The value.
    pub value: Expr,
}

/// The shapes of an expression.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind {
    /// `name`
    Name(String),
    /// `"text"`, `r"text"`
    Text(Text),
    /// `/pattern/i`
    Regex(Regex),
    /// `true`, `false`
    Bool(bool),
    /// `12`, `0.5`, `15m`, `10GiB`, `40%`
    Number(Number),
    /// `2026-12-31`
    Date(Date),
    /// `[a, b]`
    List(Vec<Expr>),
    /// `{ a: b }`
    Record(Vec<(Ident, Expr)>),
    /// `base.field`; the field is `*` in `base.*`
    Member(Box<Expr>, Ident),
    /// `base[index]`
    Index(Box<Expr>, Box<Expr>),
    /// `callee(args)`
    Call(Box<Expr>, Vec<Arg>),
    /// `not x`, `-x`, `+x`
    Unary(UnaryOp, Box<Expr>),
    /// `a op b`
    Binary(Box<Expr>, BinaryOp, Span, Box<Expr>),
    /// `f => body`
    Lambda(Ident, Box<Expr>),
    /// `>= 0.7`: a comparison that lacks its left side
    Section(BinaryOp, Box<Expr>),
    /// `has a.b`: whether an optional field is there
    Has(Box<Expr>),
    /// `(inner)`
    Paren(Box<Expr>),
}

/// A string literal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Escapes resolved.
    pub value: String,
    /// `r"…"`.
    pub raw: bool,
    /// With its quotes.
    pub span: Span,
}

/// A pattern literal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regex {
    /// Between the slashes, as written, but `\/` is still `\/`.
    pub pattern: String,
    /// The letters after the closing slash.
    pub flags: String,
    /// Of the pattern alone: byte `i` of `pattern` is byte `span.start + i` of the file.
    pub pattern_span: Span,
}

/// A number as written (underscores removed) and its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Digits, perhaps with one dot.
    pub digits: String,
    /// `m`, `GiB`, `%`, …
    pub unit: Option<String>,
    /// Where.
    pub span: Span,
}

/// A calendar date; the checker refuses month 13.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Four digits.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// Operators before an operand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnaryOp {
    /// `not`
    Not,
    /// `-`
    Minus,
    /// `+`
    Plus,
}

/// Operators between operands, loosest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BinaryOp {
    /// `or`
    Or,
    /// `and`
    And,
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
    /// `in`
    In,
    /// `not in`
    NotIn,
    /// `matches`
    Matches,
    /// `becomes`
    Becomes,
    /// `??`
    Coalesce,
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
}

impl BinaryOp {
    /// As written.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Or => "or",
            Self::And => "and",
            Self::Eq => "==",
            Self::Ne => "!=",
            Self::Lt => "<",
            Self::Le => "<=",
            Self::Gt => ">",
            Self::Ge => ">=",
            Self::In => "in",
            Self::NotIn => "not in",
            Self::Matches => "matches",
            Self::Becomes => "becomes",
            Self::Coalesce => "??",
            Self::Add => "+",
            Self::Sub => "-",
            Self::Mul => "*",
        }
    }
}
