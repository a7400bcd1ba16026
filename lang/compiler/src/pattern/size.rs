//! How large an automaton a pattern needs at most, from its tree alone.
//!
//! Building the automaton to learn its size takes longer than everything else that is done to a pattern. Most patterns are
//! far below any limit: a bound that is several times too high settles them.

use regex_syntax::hir::{Class, Hir, HirKind};

/// Bytes of a state with its transitions, at most. Those of `regex-automata` take 24 to 40 and a share of tables.
const STATE: usize = 64;

/// States for the ends of a part: splits, unions, captures left out.
const JOINTS: usize = 2;

/// States that the UTF-8 of one range of characters takes: its ends split it up to seven times, four bytes each.
const RANGE: usize = 28;

/// What every automaton has besides: its classes of bytes, its start.
const BASE: usize = 4096;

/// An upper bound on the bytes that the automaton of a pattern takes.
#[must_use]
pub fn automaton_bound(hir: &Hir) -> usize {
    states(hir).saturating_mul(STATE).saturating_add(BASE)
}

/// An upper bound on the number of states.
fn states(hir: &Hir) -> usize {
    let own = match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 1,
        HirKind::Literal(literal) => literal.0.len(),
        HirKind::Class(Class::Bytes(class)) => class.ranges().len(),
        HirKind::Class(Class::Unicode(class)) => {
            let beyond = |range: &&regex_syntax::hir::ClassUnicodeRange| !range.end().is_ascii();
            class.ranges().len() + class.ranges().iter().filter(beyond).count().saturating_mul(RANGE)
        }
        HirKind::Capture(capture) => states(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().map(states).fold(parts.len(), usize::saturating_add)
        }
        HirKind::Repetition(repetition) => {
            let times = repetition.max.unwrap_or(repetition.min.saturating_add(1)).max(1);
            let times = usize::try_from(times).unwrap_or(usize::MAX);
            states(&repetition.sub).saturating_add(JOINTS).saturating_mul(times)
        }
    };
    own.saturating_add(JOINTS)
}

#[cfg(test)]
mod tests {
    use regex_automata::nfa::thompson::{NFA, WhichCaptures};

    use super::*;

    #[test]
    fn the_bound_is_one() {
        for source in [
            r"\d",
            r"\b\d{3}-\d{2}-\d{4}\b",
            r"[a-z]{40,1600}",
            r"\w{1,64}@\w{1,64}\.[a-z]{2,6}",
            r"(?i)secret[ _-]?key.{0,20}[0-9a-f]{32}",
            r"(?s:.){1,200}",
            r"[^x]{1,300}",
            r"\p{L}{1,20}",
            r"[\p{Greek}\p{Cyrillic}é-ž]{2,9}",
            r"(?:a|b|cd|(?:e|f){3,5}){0,40}",
            r"(?:jan(?:uary)?|feb(?:ruary)?)\.? 20[0-4]\d",
            r"\u{800}|[\u{7FF}-\u{10000}]{3}|[\u{80}-\u{D7FF}]",
            r"(?-u:[\x80-\xff]{2,400})",
        ] {
            let hir = regex_syntax::ParserBuilder::new().utf8(false).build().parse(source).unwrap();
            for reverse in [false, true] {
                let config = NFA::config().utf8(false).reverse(reverse).which_captures(WhichCaptures::None);
                let nfa = NFA::compiler().configure(config).build_from_hir(&hir).unwrap();
                let bound = automaton_bound(&hir);
                assert!(nfa.memory_usage() <= bound, "{source}: {} > {bound}", nfa.memory_usage());
            }
        }
    }
}
