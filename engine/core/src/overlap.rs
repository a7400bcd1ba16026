//! One text, one meaning: overlapping matches of different identifiers.
//!
//! Among matches that would be reported and overlap, the one with the higher confidence stands, then the longer, then the
//! one whose identifier comes first in the pack; the others become its shadows. This is greedy: a match that has lost
//! takes nobody with it.
//!
//! Matches that overlap directly or through others form a cluster, and clusters do not influence each other: a cluster is
//! settled as soon as no later match can join it. Text can be made in which everything overlaps through something;
//! a cluster is therefore closed at [`MAX_CLUSTER`] matches in order of place. What it decided stands, and what comes
//! after loses against it. That depends only on the text, never on how it was cut into chunks.

use std::collections::BTreeMap;

use sievert_lang::program::Confidence;

use crate::report::Occurrence;

/// Matches in one cluster.
pub(crate) const MAX_CLUSTER: usize = 4096;

/// A match that would be reported.
#[derive(Debug)]
pub(crate) struct Hit {
    /// Index of its rule.
    pub(crate) rule: usize,
    /// First byte in the segment.
    pub(crate) start: u64,
    /// One past the last byte.
    pub(crate) end: u64,
    pub(crate) confidence: Confidence,
    /// What to report; absent beyond the cap.
    pub(crate) occurrence: Option<Box<Occurrence>>,
    /// Its number in the record of an explanation.
    pub(crate) candidate: Option<usize>,
}

/// What became of a match.
#[derive(Debug)]
pub(crate) enum Settled {
    /// It stands, over these rules.
    Stands(Hit, Vec<usize>),
    /// It lost to a match of this rule.
    Shadowed(Hit, usize),
}

/// Settles the matches of one segment.
#[derive(Debug, Default)]
pub(crate) struct Overlaps {
    /// Matches that are not in a cluster yet, in any order.
    waiting: Vec<Hit>,
    /// In order of place.
    cluster: Vec<Hit>,
    /// Where the cluster ends.
    cluster_end: u64,
    /// Matches of a cluster that was closed for its size and reach beyond it: end and rule.
    standing: Vec<(u64, usize)>,
}

impl Overlaps {
    /// Adds a match, in any order among those that start at or after the last `until`.
    pub(crate) fn push(&mut self, hit: Hit) {
        self.waiting.push(hit);
    }

    /// Settles what no match that starts at `until` or later can change. Matches that stand come in order of place.
    pub(crate) fn settle(&mut self, until: u64, mut give: impl FnMut(Settled)) {
        if self.waiting.is_empty() && self.cluster.is_empty() {
            return;
        }
        self.waiting.sort_unstable_by_key(|hit| (hit.start, hit.rule));
        let ready = self.waiting.partition_point(|hit| hit.start < until);
        let later = self.waiting.split_off(ready);
        for hit in std::mem::replace(&mut self.waiting, later) {
            if hit.start >= self.cluster_end {
                self.close(&mut give);
                self.standing.clear();
            } else if self.cluster.len() >= MAX_CLUSTER {
                self.close(&mut give);
            }
            self.cluster_end = self.cluster_end.max(hit.end);
            self.cluster.push(hit);
        }
        if self.cluster_end <= until {
            self.close(&mut give);
            self.standing.clear();
        }
    }

    /// Decides the cluster.
    fn close(&mut self, give: &mut impl FnMut(Settled)) {
        let mut hits = std::mem::take(&mut self.cluster);
        let last_start = hits.last().map_or(0, |hit| hit.start);
        hits.sort_by_key(|hit| {
            (-hit.confidence.0, std::cmp::Reverse(hit.end - hit.start), hit.rule, hit.start)
        });
        // Standing matches by start: they do not overlap each other. The number is their rank.
        let mut winners: BTreeMap<u64, (usize, Hit, Vec<usize>)> = BTreeMap::new();
        for (rank, hit) in hits.into_iter().enumerate() {
            let earlier = self.standing.iter().find(|(end, _)| *end > hit.start).map(|(_, rule)| *rule);
            if let Some(rule) = earlier {
                give(Settled::Shadowed(hit, rule));
                continue;
            }
            let overlapped =
                winners.range_mut(..hit.end).rev().take_while(|(_, (_, winner, _))| winner.end > hit.start);
            match overlapped.map(|(_, winner)| winner).min_by_key(|(rank, ..)| *rank) {
                Some((_, winner, shadows)) => {
                    shadows.push(hit.rule);
                    let rule = winner.rule;
                    give(Settled::Shadowed(hit, rule));
                }
                None => {
                    winners.insert(hit.start, (rank, hit, Vec::new()));
                }
            }
        }
        self.standing.extend(winners.values().map(|(_, hit, _)| (hit.end, hit.rule)));
        self.standing.retain(|(end, _)| *end > last_start);
        for (_, hit, mut shadows) in winners.into_values() {
            shadows.sort_unstable();
            shadows.dedup();
            give(Settled::Stands(hit, shadows));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(rule: usize, start: u64, end: u64, confidence: i32) -> Hit {
        Hit { rule, start, end, confidence: Confidence(confidence), occurrence: None, candidate: None }
    }

    fn settle(hits: Vec<Hit>) -> Vec<(usize, u64, Vec<usize>)> {
        let mut overlaps = Overlaps::default();
        let mut standing = Vec::new();
        for hit in hits {
            overlaps.push(hit);
        }
        overlaps.settle(u64::MAX, |settled| {
            if let Settled::Stands(hit, shadows) = settled {
                standing.push((hit.rule, hit.start, shadows));
            }
        });
        standing
    }

    #[test]
    fn confidence_then_length_then_pack_order() {
        assert_eq!(settle(vec![hit(0, 0, 9, 500), hit(1, 2, 4, 900)]), [(1, 2, vec![0])]);
        assert_eq!(settle(vec![hit(0, 2, 4, 500), hit(1, 0, 9, 500)]), [(1, 0, vec![0])]);
        assert_eq!(settle(vec![hit(1, 0, 9, 500), hit(0, 0, 9, 500)]), [(0, 0, vec![1])]);
    }

    #[test]
    fn a_loser_takes_nobody_with_it() {
        let chain = vec![hit(0, 0, 4, 500), hit(1, 3, 8, 600), hit(2, 7, 9, 700)];
        assert_eq!(settle(chain), [(0, 0, vec![]), (2, 7, vec![1])]);
    }

    #[test]
    fn neighbours_do_not_overlap() {
        assert_eq!(settle(vec![hit(0, 0, 4, 500), hit(1, 4, 8, 600)]), [(0, 0, vec![]), (1, 4, vec![])]);
    }

    #[test]
    fn a_cluster_without_end_is_closed_the_same_way_however_it_comes() {
        let chain =
            || (0..20_000u64).map(|i| hit((i % 2) as usize, i * 5, i * 5 + 8, 500 + (i * 7919 % 400) as i32));
        let whole = settle(chain().collect());
        let mut overlaps = Overlaps::default();
        let mut standing = Vec::new();
        for hit in chain() {
            let until = hit.start;
            overlaps.settle(until, |settled| {
                if let Settled::Stands(hit, shadows) = settled {
                    standing.push((hit.rule, hit.start, shadows));
                }
            });
            assert!(overlaps.cluster.len() <= MAX_CLUSTER);
            overlaps.push(hit);
        }
        overlaps.settle(u64::MAX, |settled| {
            if let Settled::Stands(hit, shadows) = settled {
                standing.push((hit.rule, hit.start, shadows));
            }
        });
        assert_eq!(standing, whole);
    }
}
