//! Programs and texts that get in each other's way.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use regex_syntax::hir::Properties;
use sievert::lang::pattern;
use sievert::lang::program::{
    Allow, Category, Confidence, Context, ContextRow, Edge, Identifier, IdentifierId, Literal, Needle,
    Normalize, Pattern, Program, Redact, Report, RequireRow, Severity, SeverityScale, Side, Validate,
};

/// Patterns of every sort: digits with separators, literals, classes that reach over lines, Unicode, bytes, anchors,
/// alternatives in an order that matters, and such that match almost everything.
const PATTERNS: &[&str] = &[
    r"\b\d{3}-\d{2}-\d{4}\b",
    r"\d{4}",
    r"(?:\d[ -]?){12,18}\d",
    r"\b4\d{3}[ -]?\d{4}\b",
    r"[A-Z]{2}\d{2}[A-Z0-9]{4,12}",
    r"AKIA[0-9A-Z]{4,8}",
    r"[a-z]{3,6}",
    r"[a-z.]{1,8}@[a-z]{1,8}\.[a-z]{2,3}",
    r"a|ab|abc|[a-c]{5}",
    r"^\w{2,5}",
    r"\w{2,5}$",
    r"^[^\r\n]{1,12}$",
    r"\d\s{1,4}\d",
    r"[^x]{7}",
    r"é{1,3}",
    r"\p{Cyrillic}{2,6}",
    r"(?-u:[\x80-\xff]{2})",
    r"(?-u:[\xa9\xd0]\d?)",
    r"card.{0,20}\d{4}",
    r"\b[0-9a-f]{8,16}\b",
    r"(?s:-.{1,30}-)",
    r"\D\d{1,3}\D",
    r"(?u:\b\w{4}\b)",
    r"[ -]{1,3}",
    r"no\b",
    // Found by a part inside, by one branch of many, by a long run, by a border alone, by case folding beyond ASCII.
    r"[a-z]{1,8}-?(?:\d{2}|ab)!",
    r"(?i:kennung|ssn|card no)[: ]{1,2}\w{1,6}",
    r"(?i:k|s{1,2})[a-z]{2}",
    r"\b[A-Z0-9]{12,19}\b",
    r"(?:exp|id|x)(?:ires)?[ :]",
    r"[0-9a-fA-F]{8}(?:[0-9a-f]{2}){0,3}",
    r"\B[a-z]\d{2}",
    r"\b{end-half}[ -]\d{4}",
];

/// What patterns are put together from.
const ATOMS: &[&str] = &[
    r"\d",
    r"\d{2,4}",
    r"\d{4}",
    r"[A-Z]{1,3}",
    r"[a-z]{2}",
    r"[a-c]{1,5}",
    r"[ -]",
    r"[ -]?",
    r"-",
    r"4111",
    r"card",
    r"id",
    r"(?i:ssn)",
    r"(?i:k[a-z])",
    r"(?:ab|abc|no)",
    r"(?:\d-|x|é)",
    r"\w",
    r"[^ ]{1,9}",
    r"é",
    r"\b",
    r"\b",
    r"^",
    r"$",
    r"\s?",
    r"(?:\d[ -]?){2,5}",
    r"[0-9a-f]{4,8}",
    r"[.@]",
];

const WORDS: &[&str] =
    &["card", "card no", "ssn", "номер", "contraseña", "kennung", "no", "id", "user id", "ab", "éa", "4111"];

const NEEDLES: &[&str] = &[r"\bexp", r"[a-z]+:$", r"\d{3}", r"^card", "é", r"id\W{1,3}", r".{3}!"];

/// What texts are made of.
const PIECES: &[&str] = &[
    "4111111111111111",
    "4111 1111 1111 1111",
    "4111",
    "078-05-1120",
    "12",
    "7",
    "0",
    "-",
    " ",
    " ",
    " ",
    "\n",
    "\r\n",
    "\r",
    "\n",
    "card",
    "Card No",
    "CARDNO",
    "card_no",
    "ssn",
    "SSN:",
    "номер",
    "НОМЕР",
    "contraseña",
    "CONTRASEÑA",
    "Kennung",
    "\u{212A}ennung",
    "\u{17F}sn",
    "s\u{17F}a",
    "no",
    "id",
    "user-id",
    "ab",
    "abc",
    "abcab",
    "aaaa",
    "é",
    "éa",
    "中",
    "AKIAABCD1234",
    "DE12ABCD3456",
    "deadbeef01",
    "a.b@c.de",
    "expires",
    "exp",
    ":",
    "!",
    ".",
    "x",
    "_",
    "the quick brown fox ",
];

pub fn pattern_of(source: &str) -> Pattern {
    let mut made = Pattern {
        source: source.to_owned(),
        case_insensitive: false,
        verbose: false,
        max_len: 0,
        min_len: 0,
        span: Default::default(),
    };
    let tree = pattern::hir(&made).unwrap();
    let length = |of: fn(&Properties) -> Option<usize>| of(tree.properties()).unwrap_or(40);
    made.max_len = length(Properties::maximum_len);
    made.min_len = length(Properties::minimum_len);
    made
}

/// Patterns of the list, and such that nobody thought of.
fn patterns() -> impl Strategy<Value = Vec<Pattern>> {
    let listed = subsequence(PATTERNS, 1..3).prop_shuffle();
    let listed = listed.prop_map(|sources| sources.into_iter().map(pattern_of).collect::<Vec<_>>());
    let made = vec(select(ATOMS), 1..6).prop_map(|atoms| pattern_of(&atoms.concat()));
    let made = made.prop_filter("matches nothing or nothing at all", |pattern| pattern.min_len > 0);
    prop_oneof![2 => listed, 2 => vec(made, 1..3)]
}

fn needle() -> impl Strategy<Value = Needle> {
    let bounded: Vec<&str> = NEEDLES.iter().copied().filter(|source| !source.contains('+')).collect();
    prop_oneof![
        4 => subsequence(WORDS, 1..4).prop_map(|words| Needle::Words(words.into_iter().map(Into::into).collect())),
        1 => select(bounded).prop_map(|source| Needle::Pattern(pattern_of(source))),
    ]
}

fn context() -> impl Strategy<Value = Context> {
    let near = (
        needle(),
        prop_oneof![0u32..12, 0u32..60, Just(300)],
        select(vec![Side::Before, Side::After, Side::Either]),
        select(vec![Edge::Near, Edge::Start, Edge::End]),
    )
        .prop_map(|(what, within, side, to)| Context::Near { what, within, side, to });
    let leaf = prop_oneof![
        6 => near,
        1 => needle().prop_map(Context::Column),
        1 => needle().prop_map(Context::Path),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 1..3).prop_map(Context::All),
            vec(inner.clone(), 1..3).prop_map(Context::Any),
            inner.prop_map(|inner| Context::Not(Box::new(inner))),
        ]
    })
}

fn validate() -> impl Strategy<Value = Option<Validate>> {
    let check = |name, args| Validate::Check { name, args, span: Default::default() };
    prop_oneof![
        4 => Just(None),
        2 => Just(Some(check("luhn", vec![]))),
        1 => (1i64..6, 4i64..20).prop_map(move |(min, max)| {
            Some(Validate::Not(Box::new(check("length", vec![Literal::Int(min), Literal::Int(max)]))))
        }),
        1 => (1i64..6, 4i64..20).prop_map(move |(min, max)| {
            Some(check("length", vec![Literal::Int(min), Literal::Int(max)]))
        }),
    ]
}

/// Often a word close by, from which the engine derives a gate.
fn requires() -> impl Strategy<Value = Vec<(Context, bool)>> {
    let word = (subsequence(WORDS, 1..4), 0u32..10).prop_map(|(words, within)| {
        let what = Needle::Words(words.into_iter().map(Into::into).collect());
        vec![(Context::Near { what, within, side: Side::Either, to: Edge::Near }, true)]
    });
    prop_oneof![word, vec((context(), any::<bool>()), 0..2)]
}

fn identifier() -> impl Strategy<Value = Identifier> {
    let normalize = prop_oneof![
        3 => Just(vec![]),
        1 => Just(vec![Normalize::Strip(" -".into())]),
        1 => Just(vec![Normalize::Digits]),
        1 => Just(vec![Normalize::Alphanumeric, Normalize::Upper]),
    ];
    (
        patterns(),
        normalize,
        validate(),
        vec((context(), -500i32..700), 0..3),
        requires(),
        prop_oneof![5 => Just(vec![]), 1 => Just(vec!["11".to_owned()]), 1 => Just(vec!["é".to_owned()])],
        (0i32..=1000, 0i32..=1000, any::<bool>()),
        prop_oneof![4 => Just(1u64), 1 => Just(3)],
    )
        .prop_map(
            |(patterns, normalize, validate, context, require, ignore, (start, threshold, strict), least)| {
                Identifier {
                    name: String::new(),
                    doc: String::new(),
                    annotations: vec![],
                    id: String::new(),
                    category: Category::Other,
                    severity: SeverityScale { steps: vec![(least, Severity::High)] },
                    patterns,
                    normalize,
                    validate,
                    confidence: Confidence(start),
                    context: context
                        .into_iter()
                        .enumerate()
                        .map(|(row, (when, effect))| ContextRow {
                            when,
                            effect: Confidence(effect),
                            text: format!("row {row}"),
                            span: Default::default(),
                        })
                        .collect(),
                    require: require
                        .into_iter()
                        .map(|(when, expected)| RequireRow {
                            when,
                            expected,
                            text: "require".into(),
                            span: Default::default(),
                        })
                        .collect(),
                    ignore,
                    report: Report { threshold: Confidence(threshold), strict },
                    redact: Redact::All,
                    digest: String::new(),
                    span: Default::default(),
                }
            },
        )
}

/// A program of up to `most` identifiers.
pub fn program(most: usize) -> impl Strategy<Value = Program> {
    let allow =
        (vec(select(PIECES), 0..4), prop_oneof![3 => Just(None), 1 => Just(Some(0u32))], select(PATTERNS));
    (vec(identifier(), 1..=most), vec(allow, 0..2)).prop_map(|(mut identifiers, allows)| {
        for (index, identifier) in identifiers.iter_mut().enumerate() {
            identifier.name = format!("test.rule_{index}");
        }
        let allow = |(values, target, source): (Vec<&str>, Option<u32>, &str)| Allow {
            name: "test.allow".into(),
            identifiers: target.map(IdentifierId).into_iter().collect(),
            values: values.into_iter().map(Into::into).collect(),
            patterns: if source.len() % 3 == 0 { vec![pattern_of(source)] } else { vec![] },
            reason: None,
            owner: None,
            expires: None,
            span: Default::default(),
        };
        Program { identifiers, allows: allows.into_iter().map(allow).collect(), ..Program::default() }
    })
}

/// A text of pieces, some of them many times over, some not UTF-8.
pub fn text(most: usize) -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        30 => select(PIECES).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => select(vec![&b"\xff"[..], b"\xc3", b"\xa9\xa9", b"\xd0", b"\xe4\xb8"]).prop_map(<[u8]>::to_vec),
        1 => (select(PIECES), 2usize..40).prop_map(|(piece, times)| piece.repeat(times).into_bytes()),
    ];
    vec(piece, 0..most).prop_map(|pieces| pieces.concat())
}
