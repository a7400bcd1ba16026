//! Words as people mean them: any case, any of the usual separators for a space, whole words only.
//!
//! A set of words is found in two steps. A word begins where a border is, and its first characters are a pair or a triple
//! of codes: one look into a small table ([`heads`]) passes over nearly all other places. Where it does not, all words are
//! compared at once ([`trie`]), character by character under simple Unicode case folding, with the freedom a space has.
//! The first step only saves time, which does not depend on how many words there are; what counts as a word is decided by
//! the second.

mod heads;
mod trie;

use std::ops::Range;

use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};

use crate::utf8::{MAX_CHAR, char_at, char_before};
use heads::Heads;
use trie::Trie;

/// Where a word may begin or end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Border {
    /// Next to anything but a letter or digit.
    Text,
    /// There, and inside names where the case or kind of character changes: `userSsn`, `IBANNumber`, `card2`.
    Name,
}

impl Border {
    /// Whether a word may begin or end between the bytes before and after `at`.
    fn holds(self, text: &[u8], at: usize) -> bool {
        let alphanumeric = |c: &char| c.is_alphanumeric();
        let Some(before) = char_before(text, at).filter(alphanumeric) else { return true };
        let Some(after) = char_at(text, at).filter(alphanumeric) else { return true };
        if self == Self::Text {
            return false;
        }
        let hump = before.is_lowercase() && after.is_uppercase();
        let acronym = before.is_uppercase()
            && after.is_uppercase()
            && char_at(text, at + after.len_utf8()).is_some_and(char::is_lowercase);
        hump || acronym || before.is_numeric() != after.is_numeric()
    }
}

/// One word.
#[derive(Debug, Clone)]
struct Word {
    units: Vec<Unit>,
    /// Whether it can be read in one way only: no gap is followed by what a gap may also be.
    plain: bool,
}

#[derive(Debug, Clone)]
enum Unit {
    /// A character in all its cases, the written one first.
    Char(Vec<char>),
    /// A space: also nothing, `_` or `-`.
    Gap,
}

impl Unit {
    /// Where it ends if it is this character and begins at `at`.
    fn end(cases: &[char], text: &[u8], at: usize) -> Option<usize> {
        char_at(text, at).filter(|c| cases.contains(c)).map(|c| at + c.len_utf8())
    }
}

/// Whether a gap may be this byte.
fn is_gap(byte: u8) -> bool {
    matches!(byte, b' ' | b'_' | b'-')
}

impl Word {
    fn new(word: &str) -> Self {
        let mut units = Vec::new();
        for part in word.split_whitespace() {
            if !units.is_empty() {
                units.push(Unit::Gap);
            }
            units.extend(part.chars().map(|c| Unit::Char(cases(c))));
        }
        let plain = units.windows(2).all(|pair| match pair {
            [Unit::Gap, Unit::Char(cases)] => !cases.iter().any(|c| matches!(c, '_' | '-')),
            _ => true,
        });
        Self { units, plain }
    }

    /// Longest text it can match, in bytes.
    fn max_len(&self) -> usize {
        let widest = |unit: &Unit| match unit {
            Unit::Char(cases) => cases.iter().map(|c| c.len_utf8()).max().unwrap_or(MAX_CHAR),
            Unit::Gap => 1,
        };
        self.units.iter().map(widest).sum()
    }

    /// Where it ends, one for each way to read its gaps.
    fn ends(&self, text: &[u8], start: usize) -> Vec<usize> {
        let mut places = vec![start];
        for unit in &self.units {
            match unit {
                Unit::Char(cases) => {
                    places = places.into_iter().filter_map(|at| Unit::end(cases, text, at)).collect();
                }
                Unit::Gap => {
                    let wide = |at: &usize| text.get(*at).is_some_and(|byte| is_gap(*byte));
                    let after: Vec<usize> = places.iter().copied().filter(wide).map(|at| at + 1).collect();
                    places.extend(after);
                    places.sort_unstable();
                    places.dedup();
                }
            }
            if places.is_empty() {
                break;
            }
        }
        places
    }
}

/// What a character in all its cases has in common: its ASCII lower case if it has one, else the least.
fn folded(cases: &[char]) -> char {
    let ascii = cases.iter().filter(|c| c.is_ascii()).map(char::to_ascii_lowercase).min();
    ascii.or_else(|| cases.iter().copied().min()).unwrap_or_default()
}

/// The character in all its cases, itself first.
fn cases(c: char) -> Vec<char> {
    let mut class = ClassUnicode::new([ClassUnicodeRange::new(c, c)]);
    let mut all = vec![c];
    // Without case tables (a feature of the library that is on) the character stands for itself.
    if class.try_case_fold_simple().is_ok() {
        all.extend(class.iter().flat_map(|range| range.start()..=range.end()).filter(|other| *other != c));
    }
    all
}

/// A set of words, each with the number the caller knows it by.
#[derive(Debug)]
pub(crate) struct WordSet {
    words: Vec<Word>,
    heads: Heads,
    trie: Trie,
    max_len: usize,
}

/// An occurrence of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    /// Its index in the list the set was made from.
    pub(crate) word: usize,
    /// First byte.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
}

impl WordSet {
    /// Makes a set of a list of words; words of nothing but spaces are never found.
    pub(crate) fn new<S: AsRef<str>>(list: &[S]) -> Self {
        let words: Vec<Word> = list.iter().map(|word| Word::new(word.as_ref())).collect();
        let max_len = words.iter().map(Word::max_len).max().unwrap_or(0);
        Self { heads: Heads::of(&words), trie: Trie::of(&words), words, max_len }
    }

    /// Longest text a word can match, in bytes.
    pub(crate) fn max_len(&self) -> usize {
        self.max_len
    }

    /// Gives every occurrence within `range` to `visit`, by start, until it says `true`; tells whether it did. Borders are
    /// tested against the whole text.
    pub(crate) fn find(
        &self,
        text: &[u8],
        range: Range<usize>,
        border: Border,
        mut visit: impl FnMut(Found) -> bool,
    ) -> bool {
        self.heads.find(text, range.clone(), border, |start| {
            let mut ends = |word: usize, end: usize| {
                end <= range.end && border.holds(text, end) && visit(Found { word, start, end })
            };
            self.trie.find(text, start, |word, end| match end {
                Some(end) => ends(word, end),
                None => {
                    let all = self.words.get(word).map(|word| word.ends(text, start));
                    all.into_iter().flatten().any(|end| ends(word, end))
                }
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(words: &[&str], text: &str, border: Border) -> bool {
        WordSet::new(words).find(text.as_bytes(), 0..text.len(), border, |_| true)
    }

    #[test]
    fn case_is_folded_in_every_script() {
        for (word, text) in [
            ("Ausweis", "AUSWEIS"),
            ("contraseña", "CONTRASEÑA"),
            ("номер", "Номер НОМЕР"),
            ("kelvin", "\u{212A}elvin"),
            ("pass", "pa\u{17F}s"),
            ("ΣΙΣΥΦΟΣ", "σίσυφος σισυφοσ"),
        ] {
            assert!(has(&[word], text, Border::Text), "{word} in {text}");
        }
        assert!(!has(&["straße"], "STRASSE", Border::Text), "simple folding does not change lengths");
    }

    #[test]
    fn borders_are_not_alphanumeric() {
        assert!(has(&["card"], "the_card-no", Border::Text));
        assert!(!has(&["card"], "discard", Border::Text));
        assert!(!has(&["card"], "cards", Border::Text));
        assert!(!has(&["card"], "card7", Border::Text));
        assert!(!has(&["card"], "écard", Border::Text));
        assert!(WordSet::new(&["card"]).find(b"\xffcard\xff", 0..6, Border::Text, |_| true));
    }

    #[test]
    fn names_have_humps() {
        for name in ["userSsn", "ssnNumber", "SSNNumber", "ssn2", "user.ssn", "USER_SSN"] {
            assert!(has(&["ssn"], name, Border::Name), "{name}");
        }
        for name in ["lessness", "ussn", "SSNs"] {
            assert!(!has(&["ssn"], name, Border::Name), "{name}");
        }
        assert!(!has(&["ssn"], "userSsn", Border::Text));
    }

    #[test]
    fn a_space_is_also_nothing_underscore_or_hyphen() {
        for text in ["card no", "cardno", "card_no", "CARD-NO"] {
            assert!(has(&["card no"], text, Border::Text), "{text}");
            assert!(has(&["  card   no "], text, Border::Text), "{text}");
        }
        assert!(!has(&["card no"], "card  no", Border::Text));
        assert!(has(&["a -b"], "a-b", Border::Text), "the hyphen is the word's, not the gap's");
    }

    #[test]
    fn a_longer_word_is_not_hidden_by_a_shorter_one() {
        assert!(has(&["car", "card", "card no"], "card", Border::Text));
        assert!(has(&["car", "card number"], "cardnumber", Border::Text));
    }

    #[test]
    fn many_gaps_are_read_in_linear_time() {
        let word = "- ".repeat(200);
        let text = "-".repeat(500);
        assert!(has(&[&word], &text, Border::Text));
    }

    #[test]
    fn nothing_is_found_in_nothing() {
        assert!(!has(&[], "text", Border::Text));
        assert!(!has(&["  "], "text", Border::Text));
    }
}
