//! What is in the bucket: values to be found, decoys, and all the words around them, made of a seed.

use std::io::Write;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use sievert_tests::s3::{Object, Server};

/// The key of the hashes.
pub const KEY: &str = "a key that only this test knows";

/// Two identifiers: one by its shape alone, one by checksum and a word beside it.
pub const RULES: &str = r#"package planted
language 1

/// Badges.
identifier badge {
  category: personal
  severity: low
  match:    /\bEMP-[0-9]{6}-[A-HJ-NP-Z]\b/
  ignore:   ["EMP-000000"]
}

/// Cards, near a word that says so.
identifier card {
  category:  financial
  severity:  high
  match:     /\b4[0-9]{3}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}\b/
  normalize: digits
  validate:  luhn
  require {
    near(["card"], within: 40) : true
  }
  redact:    keep_last(4)
}
"#;

/// An occurrence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    pub key: String,
    pub identifier: String,
    pub member: Option<String>,
    pub line: u64,
    pub hash: String,
}

/// SplitMix64: the same numbers on every machine.
pub struct Random(u64);

impl Random {
    pub fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[usize::try_from(self.below(from.len() as u64)).unwrap()]
    }
}

/// Fills a bucket and tells what is to be found in it, sorted.
pub fn fill(server: &Server, bucket: &str, objects: usize) -> Vec<Found> {
    let mut random = Random::seeded(0x051e_7e27);
    let mut expected = Vec::new();
    for number in 0..objects {
        let (name, bytes, found) = object(number, &mut random);
        let key = format!(
            "{}/{number:05}-{name}",
            random.pick(&["hr", "exports/2026", "logs", "a b", "ünïcode+&"])
        );
        expected.extend(found.into_iter().map(|(member, line, value)| Found {
            key: key.clone(),
            identifier: value.identifier.to_owned(),
            member,
            line,
            hash: hash(&value.normalised),
        }));
        server.put(bucket, &key, Object::new(bytes));
    }
    expected.sort();
    expected
}

/// A value that must be found.
struct Planted {
    identifier: &'static str,
    normalised: String,
}

/// (member, line, value).
type Place = (Option<String>, u64, Planted);

/// One of nine kinds of object: its name, its bytes, what is in it.
fn object(number: usize, random: &mut Random) -> (&'static str, Vec<u8>, Vec<Place>) {
    let of = |member: Option<&str>, lines: Vec<(u64, Planted)>| -> Vec<Place> {
        lines.into_iter().map(|(line, value)| (member.map(Into::into), line, value)).collect()
    };
    match number % 9 {
        0 | 1 => {
            let (text, lines) = text(random);
            ("notes.txt", text.into_bytes(), of(None, lines))
        }
        2 => {
            let (text, lines) = csv(random);
            ("people.csv", text.into_bytes(), of(None, lines))
        }
        3 => {
            let (text, lines) = json(random);
            ("people.json", text.into_bytes(), of(None, lines))
        }
        4 => {
            let (text, lines) = jsonl(random);
            ("events.jsonl", text.into_bytes(), of(None, lines))
        }
        5 => {
            let (text, lines) = text(random);
            let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            packed.write_all(text.as_bytes()).unwrap();
            ("app.log.gz", packed.finish().unwrap(), of(None, lines))
        }
        6 => {
            let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
            let mut places = Vec::new();
            for (member, (text, lines)) in [("in/notes.txt", text(random)), ("people.csv", csv(random))] {
                archive.start_file(member, zip::write::SimpleFileOptions::default()).unwrap();
                archive.write_all(text.as_bytes()).unwrap();
                places.extend(of(Some(member), lines));
            }
            ("backup.zip", archive.finish().unwrap().into_inner(), places)
        }
        7 => {
            let (text, lines) = text(random);
            let little =
                [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
            ("export.txt", little, of(None, lines))
        }
        _ => {
            let (text, lines) = text(random);
            let big =
                [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
            ("export.txt", big, of(None, lines))
        }
    }
}

const WORDS: [&str; 12] =
    ["the", "order", "was", "sent", "größe", "to", "customer", "and", "nobody", "answered", "数据", "again"];

fn words(random: &mut Random) -> String {
    (0..=random.below(8)).map(|_| random.pick(&WORDS)).collect::<Vec<_>>().join(" ")
}

fn badge(random: &mut Random) -> (String, Planted) {
    let letter = random.pick(&["A", "C", "K", "N", "P", "Z"]);
    let text = format!("EMP-{:06}-{letter}", 1 + random.below(999_999));
    (text.clone(), Planted { identifier: "planted.badge", normalised: text })
}

/// Sixteen digits; the last one makes the Luhn sum right, or wrong.
fn digits(random: &mut Random, right: bool) -> String {
    let mut digits = format!("4{:014}", random.below(100_000_000_000_000));
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, byte)| {
            let digit = u32::from(byte - b'0') * if at % 2 == 0 { 2 } else { 1 };
            digit / 10 + digit % 10
        })
        .sum();
    let check = (10 - sum % 10) % 10;
    digits.push_str(&((check + u32::from(!right)) % 10).to_string());
    digits
}

fn grouped(random: &mut Random, digits: &str) -> String {
    let separator = random.pick(&["", " ", "-"]);
    let groups: Vec<&str> = (0..4).map(|group| &digits[group * 4..group * 4 + 4]).collect();
    groups.join(separator)
}

fn card(random: &mut Random) -> (String, Planted) {
    let normalised = digits(random, true);
    (grouped(random, &normalised), Planted { identifier: "planted.card", normalised })
}

/// What looks like a value and is none, where the word `card` does not stand near.
fn decoy(random: &mut Random) -> String {
    match random.below(4) {
        0 => format!("ticket {}", digits(random, true)),
        1 => "badge EMP-000000-A".to_owned(),
        2 => format!("badge EMP-{:06}-O", random.below(999_999)),
        _ => format!("xEMP-{:06}-A", random.below(999_999)),
    }
}

/// What stands near the word `card` and is no card.
fn wrong_card(random: &mut Random) -> String {
    let digits = digits(random, false);
    grouped(random, &digits)
}

/// Lines of text, and what must be found on which.
fn text(random: &mut Random) -> (String, Vec<(u64, Planted)>) {
    let mut text = String::new();
    let mut found = Vec::new();
    let end = random.pick(&["\n", "\r\n"]);
    for line in 1..=random.below(40) + 1 {
        let before = words(random);
        text.push_str(&before);
        let value = match random.below(12) {
            0 => {
                let (value, planted) = badge(random);
                found.push((line, planted));
                format!(" {value} ")
            }
            1 => {
                let (value, planted) = card(random);
                found.push((line, planted));
                format!(", card no. {value}, ")
            }
            2 => format!(", card no. {}, ", wrong_card(random)),
            3 => format!(" {} ", decoy(random)),
            _ => " ".to_owned(),
        };
        text.push_str(&value);
        text.push_str(&words(random));
        text.push_str(end);
    }
    (text, found)
}

/// A record: name, card, note, badge; each of the last three may be empty, and what of it must be found.
fn record(random: &mut Random) -> ([String; 4], Vec<Planted>) {
    let mut found = Vec::new();
    let card = match random.below(4) {
        0 => {
            let (value, planted) = card(random);
            found.push(planted);
            value
        }
        1 => wrong_card(random),
        _ => String::new(),
    };
    let note = if random.below(3) == 0 { decoy(random) } else { words(random) };
    let badge = if random.below(4) == 0 {
        let (value, planted) = badge(random);
        found.push(planted);
        value
    } else {
        String::new()
    };
    ([words(random), card, note, badge], found)
}

fn csv(random: &mut Random) -> (String, Vec<(u64, Planted)>) {
    let mut text = String::from("name,card number,note,badge\r\n");
    let mut found = Vec::new();
    for row in 0..=random.below(20) {
        let ([name, card, note, badge], values) = record(random);
        text.push_str(&format!("\"{name}, \"\"x\"\"\",{card},{note},{badge}\r\n"));
        found.extend(values.into_iter().map(|value| (row + 2, value)));
    }
    (text, found)
}

/// One field a line.
fn json(random: &mut Random) -> (String, Vec<(u64, Planted)>) {
    let mut lines = vec!["{ \"people\": [".to_owned()];
    let mut found = Vec::new();
    let records = random.below(15) + 1;
    for number in 1..=records {
        let ([name, card, note, badge], values) = record(random);
        lines.push(format!("  {{ \"name\": \"{name}\\u0021\","));
        lines.push(format!("    \"cardNumber\": \"{card}\","));
        let card_line = lines.len() as u64;
        lines.push(format!("    \"note\": \"{note}\","));
        lines.push(format!("    \"badge\": \"{badge}\" }}{}", if number < records { "," } else { "" }));
        let badge_line = lines.len() as u64;
        found.extend(
            values.into_iter().map(|value| {
                (if value.identifier == "planted.card" { card_line } else { badge_line }, value)
            }),
        );
    }
    lines.push("] }".to_owned());
    (lines.join("\n"), found)
}

fn jsonl(random: &mut Random) -> (String, Vec<(u64, Planted)>) {
    let mut text = String::new();
    let mut found = Vec::new();
    for line in 1..=random.below(20) + 1 {
        let ([name, card, note, badge], values) = record(random);
        let object = serde_json::json!({
            "who": { "name": name, "badge": badge }, "paid": { "card": [card] }, "note": note,
        });
        text.push_str(&format!("{object}\n"));
        found.extend(values.into_iter().map(|value| (line, value)));
    }
    (text, found)
}

/// As a report has it: HMAC-SHA-256, the first 16 bytes in hex.
fn hash(value: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(KEY.as_bytes()).unwrap();
    mac.update(value.as_bytes());
    mac.finalize().into_bytes().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
