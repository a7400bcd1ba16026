//! Words as people mean them: any case, any of the usual separators for a space, whole words only.
//!
//! A set of words is found in two steps. An Aho-Corasick automaton finds the first few characters of any word (ASCII in
//! either case, other letters in each of their cases); from there the word itself is compared character by character
//! under simple Unicode case folding, with the freedom a space has, and its borders are tested. The automaton only saves
//! time: what counts as a word is decided by the comparison.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};

use crate::utf8::{MAX_CHAR, char_at, char_before};

/// How many spellings of a word's first characters the automaton may hold.
const MAX_SPELLINGS: usize = 8;

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
}

#[derive(Debug, Clone)]
enum Unit {
    /// A character in all its cases, the written one first.
    Char(Vec<char>),
    /// A space: also nothing, `_` or `-`.
    Gap,
}

impl Word {
    /// `None` for a word of nothing but spaces.
    fn new(word: &str) -> Option<Self> {
        let mut units = Vec::new();
        for part in word.split_whitespace() {
            if !units.is_empty() {
                units.push(Unit::Gap);
            }
            units.extend(part.chars().map(|c| Unit::Char(cases(c))));
        }
        if units.is_empty() { None } else { Some(Self { units }) }
    }

    /// Longest text it can match, in bytes.
    fn max_len(&self) -> usize {
        let widest = |unit: &Unit| match unit {
            Unit::Char(cases) => cases.iter().map(|c| c.len_utf8()).max().unwrap_or(MAX_CHAR),
            Unit::Gap => 1,
        };
        self.units.iter().map(widest).sum()
    }

    /// Spellings of its beginning, ASCII letters in one case only.
    fn spellings(&self) -> Vec<String> {
        let mut spellings = vec![String::new()];
        for unit in &self.units {
            let Unit::Char(cases) = unit else { break };
            // The automaton folds ASCII by itself.
            let mut cases: Vec<char> = cases.iter().map(char::to_ascii_lowercase).collect();
            cases.sort_unstable();
            cases.dedup();
            if spellings.len() * cases.len() > MAX_SPELLINGS {
                break;
            }
            spellings = spellings
                .iter()
                .flat_map(|head| cases.iter().map(move |case| format!("{head}{case}")))
                .collect();
        }
        spellings
    }

    /// Where it ends if it begins at `start`: one end for each way to read its gaps.
    fn ends(&self, text: &[u8], start: usize) -> Vec<usize> {
        let mut places = vec![start];
        for unit in &self.units {
            match unit {
                Unit::Char(cases) => {
                    let step = |at: usize| {
                        char_at(text, at).filter(|c| cases.contains(c)).map(|c| at + c.len_utf8())
                    };
                    places = places.into_iter().filter_map(step).collect();
                }
                Unit::Gap => {
                    let wide = |at: &usize| matches!(text.get(*at), Some(b' ' | b'_' | b'-'));
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
    automaton: AhoCorasick,
    /// Which word a spelling of the automaton begins.
    owners: Vec<usize>,
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
    /// Compiles a list of words; words of nothing but spaces are never found.
    pub(crate) fn new<S: AsRef<str>>(list: &[S]) -> Result<Self, aho_corasick::BuildError> {
        let words: Vec<Word> =
            list.iter().map(|word| Word::new(word.as_ref()).unwrap_or(Word { units: Vec::new() })).collect();
        let spelled: Vec<(usize, String)> = words
            .iter()
            .enumerate()
            .filter(|(_, word)| !word.units.is_empty())
            .flat_map(|(index, word)| word.spellings().into_iter().map(move |spelling| (index, spelling)))
            .collect();
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            // A full table costs a kilobyte a state: fast, and small for the words of one condition.
            .kind((spelled.len() <= 64).then_some(AhoCorasickKind::DFA))
            .build(spelled.iter().map(|(_, spelling)| spelling))?;
        Ok(Self {
            owners: spelled.iter().map(|(index, _)| *index).collect(),
            max_len: words.iter().map(Word::max_len).max().unwrap_or(0),
            words,
            automaton,
        })
    }

    /// Longest text a word can match, in bytes.
    pub(crate) fn max_len(&self) -> usize {
        self.max_len
    }

    /// Gives every occurrence within `range` to `visit`, until it says `true`; tells whether it did. Borders are tested
    /// against the whole text.
    pub(crate) fn find(
        &self,
        text: &[u8],
        range: Range<usize>,
        border: Border,
        mut visit: impl FnMut(Found) -> bool,
    ) -> bool {
        let Some(window) = text.get(range.clone()) else { return false };
        self.automaton.find_overlapping_iter(window).any(|hit| {
            let start = range.start + hit.start();
            let owner = self.owners.get(hit.pattern().as_usize()).copied();
            let Some((index, word)) = owner.and_then(|index| Some((index, self.words.get(index)?))) else {
                return false;
            };
            border.holds(text, start)
                && word.ends(text, start).into_iter().any(|end| {
                    end <= range.end && border.holds(text, end) && visit(Found { word: index, start, end })
                })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(words: &[&str], text: &str, border: Border) -> bool {
        WordSet::new(words).unwrap().find(text.as_bytes(), 0..text.len(), border, |_| true)
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
        assert!(WordSet::new(&["card"]).unwrap().find(b"\xffcard\xff", 0..6, Border::Text, |_| true));
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
