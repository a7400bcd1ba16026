//! Single characters at a place in bytes that are mostly, but not surely, UTF-8.
//!
//! Text of hostile or unknown origin reaches the engine as bytes. What is not UTF-8 counts as one character per byte and
//! belongs to no alphabet.

/// Longest encoding of a scalar value.
pub(crate) const MAX_CHAR: usize = 4;

/// The character that starts at `at`, if valid UTF-8 starts there.
pub(crate) fn char_at(text: &[u8], at: usize) -> Option<char> {
    let rest = text.get(at..)?;
    let first = *rest.first()?;
    if first.is_ascii() {
        return Some(char::from(first));
    }
    let width = match first {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    std::str::from_utf8(rest.get(..width)?).ok()?.chars().next()
}

/// The character that ends at `at`, if valid UTF-8 ends there.
pub(crate) fn char_before(text: &[u8], at: usize) -> Option<char> {
    let head = text.get(..at)?;
    let last = *head.last()?;
    if last.is_ascii() {
        return Some(char::from(last));
    }
    (2..=MAX_CHAR).find_map(|width| {
        let start = at.checked_sub(width)?;
        char_at(head, start).filter(|found| found.len_utf8() == width)
    })
}

/// How many bytes the character at `at` takes; 1 where no valid one starts.
pub(crate) fn width_at(text: &[u8], at: usize) -> usize {
    char_at(text, at).map_or(1, char::len_utf8)
}

/// Whether a byte starts a character (or is not UTF-8 at all): counting these counts characters, in chunks of any size.
pub(crate) fn starts_char(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_decoded_on_both_sides() {
        let text = "aé中😀".as_bytes();
        assert_eq!(char_before(text, 0), None);
        assert_eq!(char_before(text, 1), Some('a'));
        assert_eq!(char_before(text, 3), Some('é'));
        assert_eq!(char_before(text, 6), Some('中'));
        assert_eq!(char_before(text, 10), Some('😀'));
        assert_eq!(char_at(text, 6), Some('😀'));
        assert_eq!(char_at(text, 10), None);
    }

    #[test]
    fn damaged_text_has_no_character_and_width_one() {
        for text in [&b"\xff"[..], b"\xc3", b"\xe4\xb8", b"\x80", b"\xed\xa0\x80"] {
            assert_eq!(char_at(text, 0), None, "{text:?}");
            assert_eq!(width_at(text, 0), 1, "{text:?}");
        }
        assert_eq!(char_before(b"a\x80", 2), None);
    }
}
