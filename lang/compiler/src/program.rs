//! The checked, typed program: what a rule file means.
//!
//! Everything here is plain data: names are resolved, types have been checked, patterns are known to compile within their
//! budget, imports are gone. An engine is built from a [`Program`] and asks nothing of the text it came from, except spans
//! for messages. The order of the vectors is pack order (order of sources, then order in the file), which is the last
//! tie-breaker between overlapping identifiers.

use std::fmt;

use crate::source::Span;
use crate::syntax::Date;

mod select;

/// A checked program.
#[derive(Debug, Clone, Default)]
pub struct Program {
    /// All identifiers of all packages.
    pub identifiers: Vec<Identifier>,
    /// Allow lists.
    pub allows: Vec<Allow>,
    /// Suppressions.
    pub suppressions: Vec<Suppression>,
    /// Profiles: named sets of the identifiers. An engine uses all identifiers of its program; [`Program::select`] makes a
    /// program of fewer.
    pub profiles: Vec<Profile>,
    /// Tests; an engine ignores them, `sievert test` runs them.
    pub tests: Vec<Test>,
}

/// Index of an identifier in [`Program::identifiers`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IdentifierId(pub u32);

/// A confidence or a step of it in thousandths, so that sums are exact and do not depend on their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Confidence(pub i32);

impl Confidence {
    /// Certain.
    pub const ONE: Self = Self(1000);
    /// Where an identifier starts that states no `confidence`.
    pub const DEFAULT: Self = Self(750);
    /// From where an identifier reports that states no `report`.
    pub const DEFAULT_REPORT: Self = Self(500);

    /// As a fraction.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / 1000.0
    }

    /// Kept within 0 and 1.
    #[must_use]
    pub fn clamped(self) -> Self {
        Self(self.0.clamp(0, 1000))
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}", self.as_f64())
    }
}

/// How bad it is; ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Low.
    Low,
    /// Medium.
    Medium,
    /// High.
    High,
    /// Critical.
    Critical,
}

/// What sort of data an identifier finds; not ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Category {
    /// Keys, passwords, tokens.
    Credentials,
    /// Cards, accounts.
    Financial,
    /// Health records and identifiers.
    Health,
    /// Personal data.
    Personal,
    /// Anything else the author cares about.
    Other,
}

/// A data identifier.
#[derive(Debug, Clone)]
pub struct Identifier {
    /// `std.pci.credit_card`.
    pub name: String,
    /// The doc comment, lines joined.
    pub doc: String,
    /// Annotations other than those below, in order: `macie` with `"CREDIT_CARD_NUMBER"`.
    pub annotations: Vec<(String, Vec<Literal>)>,
    /// `@id("PCI-0001")`; the name where absent.
    pub id: String,
    /// Category.
    pub category: Category,
    /// Severity by number of occurrences.
    pub severity: SeverityScale,
    /// One or several; together they match like an alternation in this order: leftmost, then first listed.
    pub patterns: Vec<Pattern>,
    /// Applied in order to the matched text before `validate`.
    pub normalize: Vec<Normalize>,
    /// Must hold on the normalised text.
    pub validate: Option<Validate>,
    /// Where the score starts.
    pub confidence: Confidence,
    /// Rows that move the score; each fires once per match.
    pub context: Vec<ContextRow>,
    /// Conditions that must hold, each with the value it must have.
    pub require: Vec<RequireRow>,
    /// A match that contains one of these (case-sensitive) is dropped.
    pub ignore: Vec<String>,
    /// A match below this score is not reported.
    pub report: Report,
    /// How a sample is masked.
    pub redact: Redact,
    /// Changes whenever anything above that affects results changes; hex, 64 characters.
    pub digest: String,
    /// The name in its declaration.
    pub span: Span,
}

/// Severity as a function of the number of occurrences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeverityScale {
    /// (at least this many occurrences, severity), ascending in the count. Below the first there is no finding.
    pub steps: Vec<(u64, Severity)>,
}

impl SeverityScale {
    /// The same severity for any number.
    #[must_use]
    pub fn fixed(severity: Severity) -> Self {
        Self { steps: vec![(1, severity)] }
    }

    /// The severity of a count, `None` below the lowest step.
    #[must_use]
    pub fn of(&self, count: u64) -> Option<Severity> {
        self.steps.iter().rev().find(|(at_least, _)| count >= *at_least).map(|(_, severity)| *severity)
    }
}

/// A checked pattern: it parses, never matches empty, has a bounded length and fits the size budget.
///
/// Syntax is that of `regex-syntax` in byte mode: `\d \w \s \b` are ASCII unless `(?u)` asks otherwise, `^` and `$` are line
/// anchors (multi-line), `.` does not cross lines. See [`crate::pattern::hir`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// As written between the slashes with `\/` resolved to `/`.
    pub source: String,
    /// `i` was given.
    pub case_insensitive: bool,
    /// `x` was given.
    pub verbose: bool,
    /// Longest possible match in bytes.
    pub max_len: usize,
    /// Shortest possible match in bytes.
    pub min_len: usize,
    /// The literal in the file.
    pub span: Span,
}

/// A step of normalisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Normalize {
    /// Removes these characters.
    Strip(String),
    /// ASCII and Unicode upper case.
    Upper,
    /// ASCII and Unicode lower case.
    Lower,
    /// Keeps ASCII digits only.
    Digits,
    /// Keeps ASCII letters and digits only.
    Alphanumeric,
}

/// A validation.
#[derive(Debug, Clone, PartialEq)]
pub enum Validate {
    /// A named check of `crate::builtins::VALIDATORS` with its arguments in the declared order, defaults filled in.
    Check {
        /// Its name.
        name: &'static str,
        /// Complete.
        args: Vec<Literal>,
        /// Where it stands.
        span: Span,
    },
    /// All hold.
    All(Vec<Validate>),
    /// One holds.
    Any(Vec<Validate>),
    /// It does not hold.
    Not(Box<Validate>),
}

/// A constant.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number.
    Float(f64),
    /// A text.
    Text(String),
    /// Several.
    List(Vec<Literal>),
}

/// `condition : +0.40`
#[derive(Debug, Clone, PartialEq)]
pub struct ContextRow {
    /// When it fires.
    pub when: Context,
    /// What it adds.
    pub effect: Confidence,
    /// As written, for explanations: `near(words.payment_card, within: 60)`.
    pub text: String,
    /// The row.
    pub span: Span,
}

/// `condition : true`
#[derive(Debug, Clone, PartialEq)]
pub struct RequireRow {
    /// The condition.
    pub when: Context,
    /// The value it must have.
    pub expected: bool,
    /// As written.
    pub text: String,
    /// The row.
    pub span: Span,
}

/// A condition on what surrounds a match.
#[derive(Debug, Clone, PartialEq)]
pub enum Context {
    /// Words or a pattern near the match: in the text around it within a distance, or in the name of its column or of any
    /// field on its path (a header is near every value beneath it).
    Near {
        /// What to look for.
        what: Needle,
        /// Bytes of decoded text between needle and match.
        within: u32,
        /// Which side of the match counts.
        side: Side,
        /// The distance is counted to this edge of the match.
        to: Edge,
    },
    /// The name of the column, or of any field on the JSON path.
    Column(Needle),
    /// The object's key or path with archive members: `backup.zip!etc/.netrc`.
    Path(Needle),
    /// All hold.
    All(Vec<Context>),
    /// One holds.
    Any(Vec<Context>),
    /// It does not hold.
    Not(Box<Context>),
}

/// What a context condition looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Needle {
    /// Keywords: Unicode case folding, word boundaries implied, a space also matches nothing, `_` or `-`.
    Words(Vec<String>),
    /// A pattern.
    Pattern(Pattern),
}

/// Sides of a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The needle lies wholly before the match.
    Before,
    /// Wholly after it.
    After,
    /// Before or after.
    Either,
}

/// Edges of a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Edge {
    /// The near edge: its start for a needle before it, its end for one after it. The default.
    Near,
    /// Its start.
    Start,
    /// Its end: Macie's rule for custom identifiers together with `side: before`.
    End,
}

/// `report: confidence >= 0.70`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Report {
    /// The threshold.
    pub threshold: Confidence,
    /// `>` rather than `>=`.
    pub strict: bool,
}

impl Report {
    /// Whether a score is reported.
    #[must_use]
    pub fn accepts(self, confidence: Confidence) -> bool {
        if self.strict { confidence > self.threshold } else { confidence >= self.threshold }
    }
}

/// How a sample is masked. Whatever is asked, at most half of the characters are ever shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Redact {
    /// Shows nothing but the length class. The default.
    All,
    /// Shows the first and last so many characters.
    Keep {
        /// At the start.
        first: u32,
        /// At the end.
        last: u32,
    },
}

/// An allow list: values that are never reported.
#[derive(Debug, Clone)]
pub struct Allow {
    /// `acme.allow.published_test_cards`.
    pub name: String,
    /// For these; empty means for every identifier.
    pub identifiers: Vec<IdentifierId>,
    /// Equal to the whole match or to its normalised form, case-insensitively. Inline values and file lines together.
    pub values: Vec<String>,
    /// Match the whole match or its normalised form.
    pub patterns: Vec<Pattern>,
    /// Why.
    pub reason: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Past this date the list is not applied.
    pub expires: Option<Date>,
    /// The name in its declaration.
    pub span: Span,
}

/// A suppression: findings that are counted but not reported.
#[derive(Debug, Clone)]
pub struct Suppression {
    /// `acme.suppressions.marketing_site`.
    pub name: String,
    /// Findings of these; empty means of every identifier.
    pub identifiers: Vec<IdentifierId>,
    /// Over `finding`, `object`, `bucket`; of type bool.
    pub when: Option<Expr>,
    /// Why.
    pub reason: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Past this date it is not applied.
    pub expires: Option<Date>,
    /// The name in its declaration.
    pub span: Span,
}

/// A profile: a named set of identifiers, to select them by.
#[derive(Debug, Clone)]
pub struct Profile {
    /// `std.profiles.recommended`.
    pub name: String,
    /// The doc comment, lines joined.
    pub doc: String,
    /// What it selects, with what it builds on and without its exceptions; ascending, each once.
    pub identifiers: Vec<IdentifierId>,
    /// The name in its declaration.
    pub span: Span,
}

/// A typed expression over facts.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    /// A constant.
    Literal(Value),
    /// A lambda's parameter, by its depth: 0 is the innermost.
    Param(u32),
    /// A root fact: `object`, `bucket`, `finding`.
    Root(&'static str),
    /// A field of a record; absent or unknown when the record is.
    Field(Box<Expr>, String),
    /// A value of a map by its key or of a list from 0; absent where there is none, unknown when the whole is.
    Index(Box<Expr>, Box<Expr>),
    /// `has x`: whether it is there; unknown when that is unknown.
    Has(Box<Expr>),
    /// `known(x)`: whether it could be read; an absent value is known.
    Known(Box<Expr>),
    /// `a ?? b`: the first when it is there and known, the second otherwise.
    Coalesce(Box<Expr>, Box<Expr>),
    /// `not a`.
    Not(Box<Expr>),
    /// `a and b and …`
    And(Vec<Expr>),
    /// `a or b or …`
    Or(Vec<Expr>),
    /// `==`, `!=`, `<`, `<=`, `>`, `>=` between values of one type; whole and other numbers compare by value.
    Compare(Compare, Box<Expr>, Box<Expr>),
    /// `a in b`: membership of a list, or of text in text.
    In(Box<Expr>, Box<Expr>),
    /// `text matches /re/`: anywhere in the text.
    Matches(Box<Expr>, Pattern),
    /// `+`, `-`, `*` on numbers of one unit.
    Arithmetic(Arithmetic, Box<Expr>, Box<Expr>),
    /// A list.
    List(Vec<Expr>),
    /// A method or function of `crate::builtins`: `any`, `all`, `count`, `starts_with` …; the receiver is the first argument.
    Call(&'static str, Vec<Expr>),
    /// The body of a lambda, only as an argument of a call.
    Lambda(Box<Expr>),
}

/// Comparison operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Compare {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

/// Arithmetic operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Arithmetic {
    Add,
    Sub,
    Mul,
}

/// A value of a fact or a constant. Units are part of the type, checked before; here sizes are bytes and durations
/// milliseconds, as `Int`.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Could not be read.
    Unknown,
    /// Is not there.
    Absent,
    /// A truth value.
    Bool(bool),
    /// A whole number, a size in bytes or a duration in milliseconds.
    Int(i64),
    /// A number, a percentage as a fraction.
    Float(f64),
    /// A text, or the name of an enum's case.
    Text(String),
    /// A severity, which is ordered.
    Severity(Severity),
    /// A date.
    Date(Date),
    /// A list.
    List(Vec<Value>),
    /// A map or record, sorted by key.
    Map(std::collections::BTreeMap<String, Value>),
}

/// A test block.
#[derive(Debug, Clone)]
pub struct Test {
    /// Its title, with the package before it: `std.pci.tests: brands`.
    pub name: String,
    /// What it tests.
    pub target: IdentifierId,
    /// The rows.
    pub cases: Vec<TestCase>,
    /// The title.
    pub span: Span,
}

/// One row of a test.
#[derive(Debug, Clone)]
pub struct TestCase {
    /// What is scanned.
    pub input: TestInput,
    /// What must come out.
    pub expect: Expect,
    /// The row.
    pub span: Span,
}

/// The text of a test with the setting it stands in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TestInput {
    /// The text, or the value of a column or field.
    pub text: String,
    /// `column("ssn", "078-05-1120")`.
    pub column: Option<String>,
    /// `field("$.person.ssn", "…")`: names on the path, outermost first.
    pub field: Vec<String>,
    /// `file("etc/.netrc", "…")`: where the object lies.
    pub file: Option<String>,
}

/// What a test expects.
#[derive(Debug, Clone, PartialEq)]
pub enum Expect {
    /// At least one reported occurrence, and what it must be.
    Hit {
        /// Exactly so many; any number from one otherwise.
        count: Option<u64>,
        /// One occurrence has this normalised or original text.
        value: Option<String>,
        /// Each occurrence compares so with this confidence.
        confidence: Option<(Compare, Confidence)>,
        /// The finding has this severity.
        severity: Option<Severity>,
    },
    /// No reported occurrence.
    Miss {
        /// Why not: a validator's name or one of the [`crate::builtins::MISS_REASONS`].
        because: Option<String>,
    },
}
