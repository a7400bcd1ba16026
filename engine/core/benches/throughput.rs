//! How fast text is read with the whole standard library, by kind of text.
//!
//! `cargo bench -p sievert --bench throughput [-- WORD]` prints, for every kind whose name holds the word, megabytes per
//! second of CPU time (of wall time where the system does not tell), candidates aside. Texts are made from a fixed seed.
//! The lower half of the table are texts that nobody writes: nothing but near misses. None of them may cost more than
//! eight times what ordinary text costs.

use std::fmt::Write as _;
use std::hint::black_box;
use std::ops::Range;
use std::time::{Duration, Instant};

use sievert::lang::source::{Sealed, Sources};
use sievert::segment::{LineColumn, Locator, Position, Value};
use sievert::{Engine, ObjectInfo, Options, SegmentSink};

/// Bytes of each text.
const SIZE: usize = 4 << 20;

/// CPU time spent on each text, at least.
const ENOUGH: Duration = Duration::from_millis(400);

fn main() {
    let filter = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).unwrap_or_default();
    let start = cpu();
    let mut sources = Sources::new();
    for (path, text) in sievert_rules::std_sources() {
        sources.add_text(path, text);
    }
    let Some(program) = sievert::lang::compile(&sources, &Sealed).program else {
        return println!("the standard library does not compile");
    };
    let checked = cpu();
    let engine = match Engine::new(&program, Options::default()) {
        Ok(engine) => engine,
        Err(error) => return println!("{error}"),
    };
    let compiled = cpu();
    println!("identifiers {}", program.identifiers.len());
    println!("check       {:8.1} ms", millis(checked - start));
    println!("compile     {:8.1} ms", millis(compiled - checked));
    let _ = engine.scan_bytes("first", b"one line of text, 4111 1111 1111 1111\n");
    println!("first scan  {:8.1} ms", millis(cpu() - compiled));
    println!("{:<28}{:>10}{:>10}", "text", "MB/CPU s", "found");
    for (name, make) in KINDS {
        if name.contains(&filter) {
            let text = make(&mut Dice(0x5EED_2026));
            let values = name.starts_with("values");
            let (speed, found) = measure(&engine, text.as_bytes(), values);
            println!("{name:<28}{speed:>10.1}{found:>10}");
        }
    }
}

type Make = fn(&mut Dice) -> String;

const KINDS: &[(&str, Make)] = &[
    ("source code", source_code),
    ("prose", prose),
    ("logs", |dice| logs(dice, false)),
    ("logs with keywords", |dice| logs(dice, true)),
    ("json", json),
    ("values of a table", table),
    ("soup: digits", |dice| soup(dice, b"0123456789")),
    ("soup: digits and gaps", |dice| soup(dice, b"0123456789012345678901234567890123456789  --")),
    ("soup: base64", |dice| soup(dice, b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")),
    ("soup: hex", |dice| soup(dice, b"0123456789abcdef")),
    ("soup: capitals and digits", |dice| soup(dice, b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ")),
    ("soup: keywords", keywords),
    ("soup: keywords and numbers", near_misses),
    ("soup: numbers", |dice| pieces(dice, NUMBERS)),
];

const WORDS: &[&str] = &[
    "the", "of", "request", "order", "status", "value", "return", "error", "user", "time", "and", "retry",
    "shipped", "quick", "brown", "fox", "with", "result", "service", "house", "is", "not", "failed", "to",
    "in", "a", "between", "because", "index", "people", "light", "question", "never", "winter", "paper",
    "write", "several", "until",
];

const KEYWORDS: &[&str] = &[
    "card",
    "ssn",
    "passport",
    "tax",
    "account number",
    "iban",
    "password",
    "secret key",
    "driver licence",
    "cvv",
    "social security",
    "phone",
    "birth",
    "token",
    "nino",
    "swift",
    "expires",
    "credit card",
    "national id",
    "personnummer",
];

const NUMBERS: &[&str] = &[
    "078-05-1120",
    "4111 1111 1111 1112",
    "4111111111111112",
    "123456789",
    "12 34 56 78",
    "AB123456C",
    "2026-11-05",
    "DE12 3456 7890 1234 5678 90",
    "021000022",
    "12/29",
    "555-0100",
    "A1234567",
    "X1234567Z",
    "10.0.0.12",
];

/// A small generator of numbers, the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or(0) % limit.max(1)
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list.get(self.below(list.len())).copied().unwrap_or_default()
    }
}

fn grow(dice: &mut Dice, mut add: impl FnMut(&mut Dice, &mut String)) -> String {
    let mut text = String::with_capacity(SIZE + 1024);
    while text.len() < SIZE {
        add(dice, &mut text);
    }
    text
}

fn source_code(dice: &mut Dice) -> String {
    grow(dice, |dice, text| {
        let (a, b, c) = (dice.pick(WORDS), dice.pick(WORDS), dice.pick(WORDS));
        let indent = "    ".repeat(dice.below(4));
        let _ = match dice.below(6) {
            0 => writeln!(text, "{indent}let {a}_{b} = self.{c}.get({});", dice.below(100)),
            1 => writeln!(text, "{indent}if {a}.{b}() != {c} && {b} {{"),
            2 => writeln!(text, "{indent}// The {a} {b} is {c}: see section {}.", dice.below(12)),
            3 => writeln!(text, "{indent}}}"),
            4 => writeln!(text, "{indent}fn {a}_{b}(&self, {c}: usize) -> Option<u32> {{"),
            _ => writeln!(text, "{indent}return Err(Error::{a}(\"{b} {c}\"));"),
        };
    })
}

fn prose(dice: &mut Dice) -> String {
    grow(dice, |dice, text| {
        for _ in 0..dice.below(18) + 4 {
            text.push_str(dice.pick(WORDS));
            text.push(' ');
        }
        text.push_str(if dice.below(4) == 0 { "Ende für heute.\n" } else { "again.\n" });
    })
}

fn logs(dice: &mut Dice, with_keywords: bool) -> String {
    grow(dice, |dice, text| {
        let _ = write!(
            text,
            "2026-11-{:02}T{:02}:{:02}:{:02}.{:03}Z INFO [{}]",
            dice.below(28) + 1,
            dice.below(24),
            dice.below(60),
            dice.below(60),
            dice.below(1000),
            dice.below(90_000)
        );
        for _ in 0..dice.below(9) + 2 {
            let keyword = with_keywords && dice.below(4) == 0;
            let list = if keyword { KEYWORDS } else { WORDS };
            text.push(' ');
            text.push_str(dice.pick(list));
        }
        let id = dice.below(1 << 40);
        let _ = writeln!(
            text,
            " from 10.{}.{}.7 id={id} ms={}",
            dice.below(255),
            dice.below(255),
            dice.below(10_000)
        );
    })
}

fn json(dice: &mut Dice) -> String {
    grow(dice, |dice, text| {
        let (a, b) = (dice.pick(WORDS), dice.pick(WORDS));
        let (id, at) = (dice.below(1 << 32), dice.below(1 << 30));
        let _ = writeln!(
            text,
            r#"{{"id":{id},"{a}":"{b}","uuid":"{at:08x}-1b2c-4d3e-8f00-{id:012x}","ok":true,"price":{}.{:02}}}"#,
            dice.below(900),
            dice.below(100)
        );
    })
}

/// One cell a line: numbers, short words, dates, names.
fn table(dice: &mut Dice) -> String {
    grow(dice, |dice, text| {
        let _ = match dice.below(5) {
            0 => writeln!(text, "{}", dice.below(1_000_000)),
            1 => writeln!(text, "{}", dice.pick(WORDS)),
            2 => writeln!(text, "2026-{:02}-{:02}", dice.below(12) + 1, dice.below(28) + 1),
            3 => writeln!(text, "{} {}", dice.pick(WORDS), dice.pick(WORDS)),
            _ => writeln!(text, "{}.{:02}", dice.below(5000), dice.below(100)),
        };
    })
}

fn soup(dice: &mut Dice, alphabet: &[u8]) -> String {
    grow(dice, |dice, text| {
        for _ in 0..76 {
            let byte = alphabet.get(dice.below(alphabet.len())).copied().unwrap_or(b'0');
            text.push(char::from(byte));
        }
        if dice.below(3) == 0 {
            text.push('\n');
        }
    })
}

fn pieces(dice: &mut Dice, list: &[&str]) -> String {
    grow(dice, |dice, text| {
        text.push_str(dice.pick(list));
        text.push(if dice.below(12) == 0 { '\n' } else { ' ' });
    })
}

fn keywords(dice: &mut Dice) -> String {
    pieces(dice, KEYWORDS)
}

fn near_misses(dice: &mut Dice) -> String {
    grow(dice, |dice, text| {
        let list = if dice.below(2) == 0 { KEYWORDS } else { NUMBERS };
        text.push_str(dice.pick(list));
        text.push(if dice.below(12) == 0 { '\n' } else { ' ' });
    })
}

/// Megabytes per second of CPU time, and how many occurrences there are.
fn measure(engine: &Engine, text: &[u8], values: bool) -> (f64, u64) {
    let start = cpu();
    let mut bytes = 0;
    let mut found = 0;
    while cpu() - start < ENOUGH {
        let report = if values { as_values(engine, text) } else { engine.scan_bytes("text", text) };
        found = black_box(report).findings.iter().map(|finding| finding.count).sum();
        bytes += text.len();
    }
    (bytes as f64 / 1e6 / (cpu() - start).as_secs_f64(), found)
}

fn as_values(engine: &Engine, text: &[u8]) -> sievert::ObjectReport {
    let mut scan = engine.object(ObjectInfo::default());
    for (row, text) in text.split(|byte| *byte == b'\n').enumerate() {
        let column = Some(["amount", "note", "day", "name"].get(row % 4).copied().unwrap_or_default());
        let _ = scan.value(Value { text, column, names: &[], locator: &Nowhere });
    }
    scan.finish()
}

struct Nowhere;

impl Locator for Nowhere {
    fn locate(&self, range: Range<usize>) -> Position {
        let at = LineColumn { line: 1, column: 1 };
        Position {
            bytes: Some(range.start as u64..range.end as u64),
            exact: true,
            start: at,
            end: at,
            place: None,
        }
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Time that this thread has had a processor; wall time where the system does not tell.
fn cpu() -> Duration {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.as_deref().and_then(|text| text.split(' ').next()).and_then(|field| field.parse().ok());
    nanos.map_or_else(|| START.get_or_init(Instant::now).elapsed(), Duration::from_nanos)
}
