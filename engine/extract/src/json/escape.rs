//! Escapes of JSON strings: their text, and the way back from the text to the string as written.

/// One step through a string as written: how many bytes of it give which text.
struct Unit<'r> {
    taken: usize,
    text: Text<'r>,
}

enum Text<'r> {
    Written(&'r [u8]),
    Escaped(char),
}

impl Text<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Written(text) => text.len(),
            Self::Escaped(character) => character.len_utf8(),
        }
    }
}

fn unit(raw: &[u8], at: usize) -> Option<Unit<'_>> {
    let rest = raw.get(at..).filter(|rest| !rest.is_empty())?;
    let plain = memchr::memchr(b'\\', rest).unwrap_or(rest.len());
    if plain > 0 {
        return Some(Unit { taken: plain, text: Text::Written(rest.get(..plain).unwrap_or_default()) });
    }
    let (taken, character) = match rest.get(1) {
        Some(b'n') => (2, '\n'),
        Some(b't') => (2, '\t'),
        Some(b'r') => (2, '\r'),
        Some(b'b') => (2, '\u{8}'),
        Some(b'f') => (2, '\u{c}'),
        Some(b'u') => match code_unit(rest) {
            Some(high @ 0xD800..0xDC00) => match rest.get(6..).and_then(code_unit) {
                Some(low @ 0xDC00..0xE000) => (
                    12,
                    char::from_u32(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00)).unwrap_or('\u{FFFD}'),
                ),
                _ => (6, '\u{FFFD}'),
            },
            Some(code) => (6, char::from_u32(code).unwrap_or('\u{FFFD}')),
            // Not four hexadecimal digits: the backslash is taken away and the rest left as it stands.
            None => (2, 'u'),
        },
        // `\"`, `\\`, `\/`, and what is no escape at all: the character itself.
        Some(&byte) if byte.is_ascii() => (2, char::from(byte)),
        _ => (1, '\\'),
    };
    Some(Unit { taken, text: Text::Escaped(character) })
}

/// The code unit of `\uXXXX`.
fn code_unit(text: &[u8]) -> Option<u32> {
    let digits = text.strip_prefix(b"\\u")?.get(..4)?;
    digits.iter().try_fold(0, |code, &digit| Some(code * 16 + char::from(digit).to_digit(16)?))
}

/// The text of a string as written.
pub(super) fn unescape(raw: &[u8], out: &mut Vec<u8>) {
    out.clear();
    let mut at = 0;
    while let Some(unit) = unit(raw, at) {
        at += unit.taken;
        match unit.text {
            Text::Written(text) => out.extend_from_slice(text),
            Text::Escaped(character) => out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
}

/// Where in the string as written the character at `offset` of its text begins; with `end`, where the one before it ends.
pub(super) fn raw_offset(raw: &[u8], offset: usize, end: bool) -> usize {
    let (mut at, mut given) = (0, 0);
    while let Some(unit) = unit(raw, at) {
        let next = given + unit.text.len();
        if offset < next || (end && offset == next) {
            return match unit.text {
                Text::Written(_) => at + (offset - given),
                Text::Escaped(_) if offset == next => at + unit.taken,
                Text::Escaped(_) => at,
            };
        }
        (at, given) = (at + unit.taken, next);
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(raw: &str) -> String {
        let mut out = Vec::new();
        unescape(raw.as_bytes(), &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn escapes() {
        assert_eq!(text(r#"a\n\t\r\b\f\"\\\/b"#), "a\n\t\r\u{8}\u{c}\"\\/b");
        assert_eq!(text(r"\u00e9\ud83d\ude00"), "é😀");
        assert_eq!(text(r"\ud83dx\ude00"), "\u{FFFD}x\u{FFFD}");
        assert_eq!(text(r"\uZZ\q"), "uZZq");
    }

    #[test]
    fn offsets_lead_back() {
        let raw = r"ab\u00e9cd\nz";
        assert_eq!(text(raw), "abécd\nz");
        for (offset, written) in [(0, 0), (1, 1), (2, 2), (4, 8), (5, 9), (6, 10), (7, 12)] {
            assert_eq!(raw_offset(raw.as_bytes(), offset, false), written, "start {offset}");
        }
        assert_eq!(raw_offset(raw.as_bytes(), 4, true), 8);
        assert_eq!(raw_offset(raw.as_bytes(), 7, true), 12);
        assert_eq!(raw_offset(raw.as_bytes(), 8, true), 13);
    }
}
