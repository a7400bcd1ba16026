//! Which characters the bytes stand for.
//!
//! Byte order marks are believed. Without one, UTF-16 is told by where its zero bytes lie, UTF-8 by being valid (with a
//! little garbage forgiven: logs are cut and mixed), and only what is neither goes to `chardetng`, which is slow and never
//! says UTF-16. Text that is pure ASCII in its first 64 KiB is read as UTF-8, whatever comes later: bytes that are not
//! UTF-8 then stay as they are, and identifiers, which are ASCII nearly always, are found all the same.
//! ISO-2022-JP is not looked for, for the same reason: its escapes leave ASCII readable.

pub(crate) mod transcode;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

/// An encoding of text, and how long its byte order mark is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Charset {
    Utf8 { mark: usize },
    Utf16 { big_endian: bool, mark: usize },
    Utf32 { big_endian: bool, mark: usize },
    Legacy(&'static Encoding),
}

impl Charset {
    /// Bytes before the first character.
    pub(crate) fn mark(self) -> usize {
        match self {
            Self::Utf8 { mark } | Self::Utf16 { mark, .. } | Self::Utf32 { mark, .. } => mark,
            Self::Legacy(_) => 0,
        }
    }
}

/// The encoding that a byte order mark declares.
pub(crate) fn marked(head: &[u8]) -> Option<Charset> {
    match head {
        [0xEF, 0xBB, 0xBF, ..] => Some(Charset::Utf8 { mark: 3 }),
        [0xFF, 0xFE, 0, 0, ..] => Some(Charset::Utf32 { big_endian: false, mark: 4 }),
        [0, 0, 0xFE, 0xFF, ..] => Some(Charset::Utf32 { big_endian: true, mark: 4 }),
        [0xFF, 0xFE, ..] => Some(Charset::Utf16 { big_endian: false, mark: 2 }),
        [0xFE, 0xFF, ..] => Some(Charset::Utf16 { big_endian: true, mark: 2 }),
        _ => None,
    }
}

/// The encoding of a head without a mark; `None` when it is not text. `whole`: the head is all there is.
pub(crate) fn guessed(head: &[u8], whole: bool) -> Option<Charset> {
    if let Some(big_endian) = utf16_order(head) {
        return Some(Charset::Utf16 { big_endian, mark: 0 });
    }
    if !is_texty(head) {
        return None;
    }
    if is_mostly_utf8(head, whole) {
        return Some(Charset::Utf8 { mark: 0 });
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(head, whole);
    Some(Charset::Legacy(detector.guess(None, Utf8Detection::Deny)))
}

/// Control characters that text does contain: white space, terminal escapes, and the separators of FIX, Hive and
/// JSON text sequences.
fn is_text_control(byte: u8) -> bool {
    matches!(byte, 0x01..=0x03 | 0x08..=0x0D | 0x1B..=0x1F)
}

fn is_control(byte: u8) -> bool {
    (byte < 0x20 && !is_text_control(byte)) || byte == 0x7F
}

/// One stray control character in fifty is forgiven. Compressed and encrypted bytes have one in fourteen.
fn is_texty(head: &[u8]) -> bool {
    let controls = head.iter().filter(|&&byte| is_control(byte)).count();
    controls * 50 <= head.len()
}

/// Whether the head is UTF-16 without a mark, and in which order: Latin text has a zero in every other byte.
fn utf16_order(head: &[u8]) -> Option<bool> {
    let units = head.chunks_exact(2);
    let total = units.len();
    if total < 2 {
        return None;
    }
    let (mut little, mut big) = (0, 0);
    for unit in units {
        match *unit {
            [byte, 0] if byte != 0 && !is_control(byte) => little += 1,
            [0, byte] if byte != 0 && !is_control(byte) => big += 1,
            _ => {}
        }
    }
    // Two in five, and hardly any the other way round.
    let told = |count: usize, other: usize| count * 5 >= total * 2 && other * 20 <= count;
    if !head.contains(&0) || zero_pairs(head) * 50 > total {
        None
    } else if told(little, big) {
        Some(false)
    } else if told(big, little) {
        Some(true)
    } else {
        None
    }
}

/// Zero units: text has none, tables of small numbers are full of them.
fn zero_pairs(head: &[u8]) -> usize {
    head.chunks_exact(2).filter(|unit| *unit == [0, 0]).count()
}

fn is_mostly_utf8(head: &[u8], whole: bool) -> bool {
    let (mut rest, mut bad, mut multibyte) = (head, 0_usize, 0_usize);
    loop {
        match std::str::from_utf8(rest) {
            Ok(text) => {
                multibyte += lead_bytes(text.as_bytes());
                break;
            }
            Err(error) => {
                let (good, after) = rest.split_at_checked(error.valid_up_to()).unwrap_or((rest, &[]));
                multibyte += lead_bytes(good);
                let Some(length) = error.error_len() else {
                    // Cut inside a character: by the head's end, or by the text's.
                    bad += usize::from(whole);
                    break;
                };
                bad += 1;
                rest = after.get(length..).unwrap_or_default();
            }
        }
    }
    bad == 0 || multibyte >= bad * 4
}

fn lead_bytes(text: &[u8]) -> usize {
    text.iter().filter(|&&byte| byte >= 0xC0).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, big_endian: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    }

    #[test]
    fn utf16_without_a_mark() {
        let text = "name,card\r\nJosé,4111 1111 1111 1111\r\n";
        for big_endian in [false, true] {
            assert_eq!(guessed(&utf16(text, big_endian), true), Some(Charset::Utf16 { big_endian, mark: 0 }));
        }
        // A table of small numbers is not.
        assert_eq!(guessed(&[1, 0, 2, 0, 3, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0], true), None);
    }

    #[test]
    fn legacy_encodings() {
        let text = "Der Überweisungsträger für die Straße in Köln und München";
        let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(text);
        assert_eq!(guessed(&latin, true), Some(Charset::Legacy(encoding_rs::WINDOWS_1252)));
        let text = "これは日本語の文章です。住所と電話番号を確認してください。".repeat(5);
        let (sjis, _, _) = encoding_rs::SHIFT_JIS.encode(&text);
        assert_eq!(guessed(&sjis, true), Some(Charset::Legacy(encoding_rs::SHIFT_JIS)));
    }

    #[test]
    fn a_little_garbage_leaves_utf8() {
        let mut text = "größer schöner weiß näher über".repeat(3).into_bytes();
        text.insert(5, 0xFF);
        assert!(std::str::from_utf8(&text).is_err());
        assert_eq!(guessed(&text, true), Some(Charset::Utf8 { mark: 0 }));
    }

    #[test]
    fn a_head_may_end_inside_a_character() {
        assert_eq!(
            guessed("a plain text, ending in ü".as_bytes().split_last().unwrap().1, false),
            Some(Charset::Utf8 { mark: 0 })
        );
    }

    #[test]
    fn binary_is_not_text() {
        let noise: Vec<u8> = (0..4096_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(guessed(&noise, false), None);
        assert_eq!(guessed(&[0; 64], true), None);
    }
}
