//! Whether text is a table, which delimiter it has, and whether its first row is a header.
//!
//! A name that says `csv` or `tsv` is believed, and only the delimiter is looked for. Without such a name the text must
//! prove itself, because a log taken for a table loses the words around a match: at least three complete records, all of
//! them with the same number of columns, that number at least three (or at least two, in five records), and a first row
//! that looks like a header.

use super::splitter::{Bounds, Splitter, Step, blank_lines, unquote};
use crate::limits::Limits;

/// Delimiters that are looked for, in order of preference.
const DELIMITERS: [u8; 4] = *b",\t;|";
/// Records that are looked at.
const RECORDS: usize = 50;

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dialect {
    pub(crate) delimiter: u8,
    /// The first row names the columns.
    pub(crate) header: bool,
}

/// What a name says about a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Claim {
    /// Nothing.
    None,
    /// It is a table, with this delimiter most likely.
    Table(u8),
}

/// The dialect of the text that begins with `head`; `None` when it is no table. `whole`: the head is all there is.
pub(crate) fn sniff(head: &[u8], whole: bool, claim: Claim, limits: &Limits) -> Option<Dialect> {
    let mut best: Option<(u8, Shape)> = None;
    for delimiter in DELIMITERS {
        let Some(shape) = shape(head, whole, delimiter, limits) else { continue };
        let better = match (&best, claim) {
            (None, _) => true,
            // The claimed delimiter wins a draw.
            (Some((_, other)), Claim::Table(claimed)) if claimed == delimiter => {
                shape.score() >= other.score()
            }
            (Some((_, other)), _) => shape.score() > other.score(),
        };
        if better {
            best = Some((delimiter, shape));
        }
    }
    match claim {
        Claim::Table(claimed) => {
            let (delimiter, shape) = best
                .filter(|(_, shape)| shape.columns > 1)
                .or_else(|| shape(head, whole, claimed, limits).map(|shape| (claimed, shape)))?;
            Some(Dialect { delimiter, header: shape.header })
        }
        Claim::None => {
            let (delimiter, shape) = best?;
            let proved = shape.uneven == 0
                && shape.header
                && ((shape.columns >= 3 && shape.records >= 3) || (shape.columns == 2 && shape.records >= 5));
            proved.then_some(Dialect { delimiter, header: true })
        }
    }
}

/// What a table looks like with one delimiter.
struct Shape {
    records: usize,
    /// Of the first record.
    columns: usize,
    /// Records with another number of columns.
    uneven: usize,
    header: bool,
}

impl Shape {
    /// First, that there is more than one column; then, how few records differ; then, how many columns there are.
    fn score(&self) -> (bool, usize, usize) {
        let even = (self.records - self.uneven) * 100 / self.records.max(1);
        (self.columns > 1, even, self.columns)
    }
}

fn shape(head: &[u8], whole: bool, delimiter: u8, limits: &Limits) -> Option<Shape> {
    let bounds = Bounds { field: limits.field_bytes, record: limits.record_bytes, columns: limits.columns };
    let mut splitter = Splitter::new(delimiter, bounds);
    let mut rest = head;
    let mut shape = Shape { records: 0, columns: 0, uneven: 0, header: false };
    let mut first = Vec::new();
    let mut second_looks_named = true;
    while shape.records < RECORDS {
        rest = rest.get(blank_lines(rest)..).unwrap_or_default();
        if rest.is_empty() {
            break;
        }
        match splitter.step(rest, whole) {
            Step::Record(length) => {
                let cells = cells(rest, &splitter);
                match shape.records {
                    0 => (shape.columns, first) = (cells.len(), cells),
                    _ => {
                        shape.uneven += usize::from(cells.len() != shape.columns);
                        if shape.records == 1 {
                            second_looks_named = names_columns(&cells);
                        }
                    }
                }
                shape.records += 1;
                rest = rest.get(length..).unwrap_or_default();
            }
            Step::More | Step::TooLarge(_) if shape.records == 0 => {
                // One record larger than the head, or than it may be: its beginning says what it is.
                let cells = cells(rest, &splitter);
                (shape.records, shape.columns, first) = (1, cells.len(), cells);
                break;
            }
            Step::More | Step::TooLarge(_) => break,
        }
    }
    if shape.records == 0 {
        return None;
    }
    // One name above one name is a list of words, not a column; with several columns the first row is the likelier header.
    let list_of_words =
        shape.columns == 1 && second_looks_named && shape.records > 1 && !has_label_mark(&first);
    shape.header = names_columns(&first) && !list_of_words;
    Some(shape)
}

fn cells(record: &[u8], splitter: &Splitter) -> Vec<Vec<u8>> {
    let text = |field: &super::splitter::Field| {
        let raw = record.get(field.range.clone()).unwrap_or_default();
        let mut text = raw.to_vec();
        if !field.plain {
            unquote(raw, &mut text);
        }
        text
    };
    splitter.fields().iter().map(text).collect()
}

/// Whether a row names columns: every cell begins with a letter or `_` (or is empty, though not all of them), is short,
/// holds no more digits than letters and no `@`, and no name comes twice.
fn names_columns(cells: &[Vec<u8>]) -> bool {
    let is_name = |cell: &Vec<u8>| {
        let Ok(text) = std::str::from_utf8(cell) else { return false };
        let text = text.trim();
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let letters = text.chars().filter(|character| character.is_alphabetic()).count();
        let starts =
            text.chars().next().is_none_or(|first| first.is_alphabetic() || matches!(first, '_' | '#' | '$'));
        starts
            && text.len() <= 128
            && digits <= letters
            && !text.contains(['@', '\n'])
            && !text.contains("://")
    };
    let mut names: Vec<&[u8]> =
        cells.iter().map(|cell| cell.trim_ascii()).filter(|name| !name.is_empty()).collect();
    let named = names.len();
    names.sort_unstable();
    names.dedup();
    named > 0 && named == names.len() && cells.iter().all(is_name)
}

/// Whether a lone name looks like a column's: `card_number`, `SSN`, `Email Address`.
fn has_label_mark(cells: &[Vec<u8>]) -> bool {
    cells.iter().any(|cell| {
        cell.iter().any(|byte| matches!(byte, b'_' | b' ' | b'-'))
            || cell.iter().all(|byte| byte.is_ascii_uppercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dialect(text: &str, claim: Claim) -> Option<Dialect> {
        sniff(text.as_bytes(), true, claim, &Limits::default())
    }

    const CSV: Claim = Claim::Table(b',');

    #[test]
    fn delimiters() {
        for (delimiter, byte) in [(",", b','), (";", b';'), ("\t", b'\t'), ("|", b'|')] {
            let text = "name,card,city\nAnn,4111111111111111,\"Bern\"\nBob,5500000000000004,Basel\n"
                .replace(',', delimiter);
            let expected = Some(Dialect { delimiter: byte, header: true });
            assert_eq!(dialect(&text, Claim::None), expected, "{delimiter:?} by content");
            assert_eq!(dialect(&text, CSV), expected, "{delimiter:?} in a .csv");
        }
    }

    #[test]
    fn commas_within_semicolon_fields() {
        let text = "name;amount;note\nAnn;1,50;\"x; y\"\nBob;2,75;z\n";
        assert_eq!(dialect(text, CSV), Some(Dialect { delimiter: b';', header: true }));
    }

    #[test]
    fn prose_and_logs_are_no_tables() {
        let prose = "Dear Sir, dear Madam,\nplease find, as agreed, the papers\nof last week.\nYours, Ann\n";
        assert_eq!(dialect(prose, Claim::None), None);
        let log =
            "2024-01-01 10:00:00,123 INFO start, a, b\n2024-01-01 10:00:00,124 INFO stop, a, b\n".repeat(4);
        assert_eq!(dialect(&log, Claim::None), None);
    }

    #[test]
    fn data_in_the_first_row_is_no_header() {
        assert_eq!(
            dialect("Ann,4111111111111111\nBob,5500000000000004\n", CSV),
            Some(Dialect { delimiter: b',', header: false })
        );
        assert_eq!(dialect("ann@example.org,Bern\n", CSV), Some(Dialect { delimiter: b',', header: false }));
        assert_eq!(dialect("a,a\n1,2\n", CSV), Some(Dialect { delimiter: b',', header: false }));
    }

    #[test]
    fn one_column() {
        assert_eq!(
            dialect("card_number\n4111111111111111\n", CSV),
            Some(Dialect { delimiter: b',', header: true })
        );
        assert_eq!(
            dialect("4111111111111111\n5500000000000004\n", CSV),
            Some(Dialect { delimiter: b',', header: false })
        );
        assert_eq!(dialect("apple\npear\nplum\n", CSV), Some(Dialect { delimiter: b',', header: false }));
    }
}
