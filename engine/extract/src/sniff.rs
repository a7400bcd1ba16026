//! What a node is, by its first 64 KiB and, where they leave it open, by its name.

mod magic;

use crate::csv::dialect;
use crate::encoding::{Charset, guessed, marked};
use crate::json;
use magic::NAMES;

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    Text(Charset),
    Compressed(Codec),
    Zip,
    Tar,
    /// Not understood; the name is for a person: `PDF`, `PNG image`.
    Unknown(&'static str),
}

/// A compression of a single stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Codec {
    Gzip,
    Zstd,
    Bzip2,
    Xz,
}

/// Judges a head. `whole`: it is all there is.
pub(crate) fn sniff(head: &[u8], whole: bool) -> Kind {
    if let Some(charset) = marked(head) {
        return Kind::Text(charset);
    }
    if let Some(container) = container(head) {
        return container;
    }
    let named = NAMES.iter().find(|magic| magic.fits(head));
    // A short word of letters, such as `BM`, proves nothing in what reads as text.
    if let Some(magic) = named.filter(|magic| magic.is_sure()) {
        return Kind::Unknown(magic.name);
    }
    match guessed(head, whole) {
        Some(charset) => Kind::Text(charset),
        None => Kind::Unknown(named.map_or("binary data", |magic| magic.name)),
    }
}

fn container(head: &[u8]) -> Option<Kind> {
    match head {
        [0x1F, 0x8B, 8, ..] => Some(Kind::Compressed(Codec::Gzip)),
        [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => {
            Some(Kind::Compressed(Codec::Zstd))
        }
        [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, 0x59, 0x26, ..]
        | [b'B', b'Z', b'h', b'1'..=b'9', 0x17, 0x72, 0x45, 0x38, ..] => Some(Kind::Compressed(Codec::Bzip2)),
        [0xFD, b'7', b'z', b'X', b'Z', 0, ..] => Some(Kind::Compressed(Codec::Xz)),
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] | [b'P', b'K', 7, 8, b'P', b'K', 3, 4, ..] => {
            Some(Kind::Zip)
        }
        _ => is_tar(head).then_some(Kind::Tar),
    }
}

/// Whether a head begins with a tar header: one whose checksum (POSIX.1-1988: the sum of its bytes, those of the checksum
/// taken as spaces) is right. Old archives have no `ustar`.
fn is_tar(head: &[u8]) -> bool {
    let Some(header) = head.get(..512) else { return false };
    let Some(field) = header.get(148..156) else { return false };
    let digits: Vec<u8> = field.iter().copied().filter(|byte| !matches!(byte, b' ' | 0)).collect();
    let Some(declared) =
        std::str::from_utf8(&digits).ok().and_then(|digits| u32::from_str_radix(digits, 8).ok())
    else {
        return false;
    };
    let sum: u32 = header.iter().map(|&byte| u32::from(byte)).sum();
    let own: u32 = field.iter().map(|&byte| u32::from(byte)).sum();
    // A block of zeros has the sum of eight spaces; it is no header.
    declared == sum - own + 8 * 32 && header.first() != Some(&0)
}

/// How the text of a node is structured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Structure {
    Plain,
    Table(dialect::Dialect),
    Json(json::Claim),
}

/// Judges decoded text. `name` breaks ties, and speaks for tables and JSON that do not speak for themselves.
pub(crate) fn structure(name: &str, head: &[u8], whole: bool, limits: &crate::Limits) -> Structure {
    let (json_claim, table_claim) = match extension(name).as_str() {
        "json" | "geojson" | "ipynb" | "har" | "avsc" | "tfstate" | "webmanifest" => {
            (json::Claim::Document, None)
        }
        "jsonl" | "ndjson" | "ldjson" | "jsonlines" => (json::Claim::Lines, None),
        "csv" => (json::Claim::None, Some(dialect::Claim::Table(b','))),
        "tsv" | "tab" => (json::Claim::None, Some(dialect::Claim::Table(b'\t'))),
        "psv" => (json::Claim::None, Some(dialect::Claim::Table(b'|'))),
        // Languages, mark-up and configuration: regular enough to look like tables at times, and never are.
        "c" | "cc" | "cfg" | "conf" | "cpp" | "cs" | "css" | "eml" | "env" | "go" | "h" | "hpp" | "htm"
        | "html" | "ini" | "java" | "js" | "jsx" | "kt" | "log" | "lua" | "mbox" | "md" | "php" | "pl"
        | "properties" | "ps1" | "py" | "r" | "rb" | "rs" | "rst" | "scala" | "sh" | "sql" | "svg"
        | "swift" | "tex" | "tf" | "toml" | "ts" | "tsx" | "xml" | "yaml" | "yml" => {
            (json::Claim::None, None)
        }
        _ => (json::Claim::None, Some(dialect::Claim::None)),
    };
    if json::sniff(head, whole, json_claim, limits) {
        return Structure::Json(json_claim);
    }
    match table_claim.and_then(|claim| dialect::sniff(head, whole, claim, limits)) {
        Some(dialect) => Structure::Table(dialect),
        None => Structure::Plain,
    }
}

/// The last extension of a name, in lower case; empty when it has none.
fn extension(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match file.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && extension.len() <= 16 => {
            extension.to_ascii_lowercase()
        }
        _ => String::new(),
    }
}

/// The name of what a compressed stream holds: `x.csv` of `x.csv.gz`, `x.tar` of `x.tgz`.
pub(crate) fn inner_name(name: &str) -> &str {
    match extension(name).as_str() {
        "gz" | "gzip" | "z" | "bz2" | "bzip2" | "xz" | "zst" | "zstd" | "tgz" | "tbz" | "tbz2" | "txz"
        | "tzst" => name.rsplit_once('.').map_or(name, |(stem, _)| stem),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_is_not_understood() {
        assert_eq!(sniff(b"%PDF-1.7\n1 0 obj", true), Kind::Unknown("PDF"));
        assert_eq!(sniff(b"PAR1\x15\x04\x15\x00\x00\x00\x00\x15\x02", true), Kind::Unknown("Parquet"));
        assert_eq!(sniff(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", true), Kind::Unknown("PNG image"));
        assert_eq!(sniff(b"SQLite format 3\0", true), Kind::Unknown("SQLite database"));
        assert_eq!(sniff(&[0; 700], true), Kind::Unknown("binary data"));
        // Its table of offsets could be read as UTF-16.
        let archive = [&b"!<arch>\n/"[..], &b"\0#\xBF6".repeat(200)].concat();
        assert_eq!(sniff(&archive, true), Kind::Unknown("ar archive"));
    }

    #[test]
    fn words_are_no_magic_in_text() {
        for text in ["BM is a company", "MZ", "PAR1 is a parking lot", "Obj", "ORC and elf"] {
            assert!(matches!(sniff(text.as_bytes(), true), Kind::Text(_)), "{text}");
        }
    }

    #[test]
    fn names_of_compressed_streams() {
        assert_eq!(inner_name("a/b.csv.gz"), "a/b.csv");
        assert_eq!(inner_name("a.TGZ"), "a");
        assert_eq!(inner_name("a.csv"), "a.csv");
        assert_eq!(extension("dir.d/file"), "");
        assert_eq!(extension("x/.env"), "");
    }

    #[test]
    fn structures() {
        let limits = crate::Limits::default();
        let of = |name, text: &str| structure(name, text.as_bytes(), true, &limits);
        assert!(matches!(of("x", "{\"a\": 1}"), Structure::Json(_)));
        assert!(matches!(of("x.log", "{\"a\": 1}\n{\"a\": 2}\n"), Structure::Json(_)));
        assert_eq!(of("x.log", "[2024-01-01 10:00] start\n"), Structure::Plain);
        assert_eq!(of("x.ini", "[section]\nkey = 1\n"), Structure::Plain);
        assert!(matches!(of("x.csv", "a;b\n1;2\n"), Structure::Table(_)));
        assert!(matches!(of("x.txt", "id\tname\tcity\n1\tAnn\tBern\n2\tBob\tBasel\n"), Structure::Table(_)));
        assert_eq!(of("x.txt", "one word\n"), Structure::Plain);
        assert_eq!(of("x.csv", ""), Structure::Plain);
    }
}
