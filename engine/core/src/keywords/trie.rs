//! Many words compared with a text at once.
//!
//! Words share their beginnings (there are dozens that begin with `card`), so they are kept as a tree of characters, each
//! as it is [`folded`]. A gap is a step of its own; what follows it tells whether it is filled, so that there is one way
//! through the tree, except where some words have a gap and others its `_` or `-`.

use std::collections::HashMap;

use super::{Unit, Word, folded, is_gap};
use crate::utf8::char_at;

/// The tree.
#[derive(Debug)]
pub(super) struct Trie {
    nodes: Vec<Node>,
    /// What characters beyond ASCII have in common with their other cases.
    folds: HashMap<char, char>,
}

#[derive(Debug, Default)]
struct Node {
    /// By character, in order.
    characters: Vec<(char, usize)>,
    gap: Option<usize>,
    /// Words that end here.
    words: Vec<usize>,
    /// Words that can be read in several ways from here on: they are compared one by one.
    unclear: Vec<usize>,
}

impl Trie {
    pub(super) fn of(words: &[Word]) -> Self {
        let mut trie = Self { nodes: vec![Node::default()], folds: HashMap::new() };
        for (index, word) in words.iter().enumerate().filter(|(_, word)| !word.units.is_empty()) {
            let mut at = 0;
            let mut unclear = false;
            for unit in &word.units {
                at = match unit {
                    Unit::Char(cases) => {
                        let common = folded(cases);
                        let beyond = cases.iter().filter(|c| !c.is_ascii());
                        trie.folds.extend(beyond.map(|c| (*c, common)));
                        trie.child(at, Some(common))
                    }
                    Unit::Gap if word.plain => trie.child(at, None),
                    Unit::Gap => {
                        unclear = true;
                        break;
                    }
                };
            }
            if let Some(node) = trie.nodes.get_mut(at) {
                if unclear { node.unclear.push(index) } else { node.words.push(index) }
            }
        }
        trie
    }

    /// The node after a character or a gap, made if need be.
    fn child(&mut self, at: usize, by: Option<char>) -> usize {
        let next = self.nodes.len();
        let Some(node) = self.nodes.get_mut(at) else { return at };
        let child = match by {
            None => *node.gap.get_or_insert(next),
            Some(c) => match node.characters.binary_search_by_key(&c, |(c, _)| *c) {
                Ok(place) => node.characters.get(place).map_or(next, |(_, child)| *child),
                Err(place) => {
                    node.characters.insert(place, (c, next));
                    next
                }
            },
        };
        if child == next {
            self.nodes.push(Node::default());
        }
        child
    }

    /// Gives the words that stand at `start`, each with its end (none for one to be compared), to `visit`, until it says
    /// `true`; tells whether it did.
    pub(super) fn find(
        &self,
        text: &[u8],
        start: usize,
        mut visit: impl FnMut(usize, Option<usize>) -> bool,
    ) -> bool {
        let (mut number, mut at) = (0, start);
        // The ways not taken.
        let mut rest = Vec::new();
        loop {
            let Some(node) = self.nodes.get(number) else { return false };
            if node.words.iter().any(|word| visit(*word, Some(at)))
                || node.unclear.iter().any(|word| visit(*word, None))
            {
                return true;
            }
            let gap =
                node.gap.map(|child| (child, at + usize::from(text.get(at).is_some_and(|b| is_gap(*b)))));
            let next = match (self.step(node, text, at), gap) {
                (Some(next), Some(gap)) => {
                    rest.push(gap);
                    Some(next)
                }
                (next, gap) => next.or(gap),
            };
            let Some(next) = next.or_else(|| rest.pop()) else { return false };
            (number, at) = next;
        }
    }

    /// The node after the character at `at`, and the place after it.
    #[inline]
    fn step(&self, node: &Node, text: &[u8], at: usize) -> Option<(usize, usize)> {
        let byte = *text.get(at)?;
        let (common, width) = if byte.is_ascii() {
            (char::from(byte.to_ascii_lowercase()), 1)
        } else {
            let c = char_at(text, at)?;
            (*self.folds.get(&c)?, c.len_utf8())
        };
        let place = node.characters.binary_search_by_key(&common, |(c, _)| *c).ok()?;
        node.characters.get(place).map(|(_, child)| (*child, at + width))
    }
}
