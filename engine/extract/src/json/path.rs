//! Where one is in a JSON document: the names on the way, and the path as RFC 9535 normalises it.

use std::fmt::Write as _;

use super::scanner::Kind;

/// Bytes of a name that are kept.
const NAME: usize = 1024;
/// Names that need no allocation to be handed on.
const FEW: usize = 8;

/// The open containers, down to a depth.
pub(super) struct Path {
    /// The names of all levels, one after another.
    names: String,
    levels: Vec<Level>,
    /// Levels open beyond those kept.
    beyond: usize,
    most: usize,
}

enum Level {
    /// The current key lies in `names` from here to the next level's; `None` before the first key.
    Object { from: usize, key: Option<usize> },
    /// The current index; `None` before the first element.
    Array(Option<u64>),
}

impl Path {
    pub(super) fn new(most: usize) -> Self {
        Self { names: String::new(), levels: Vec::new(), beyond: 0, most }
    }

    /// Enters a container; `false` when it is too deep to be kept.
    pub(super) fn open(&mut self, kind: Kind) -> bool {
        if self.levels.len() >= self.most {
            self.beyond += 1;
            return false;
        }
        self.levels.push(match kind {
            Kind::Object => Level::Object { from: self.names.len(), key: None },
            Kind::Array => Level::Array(None),
        });
        true
    }

    /// Leaves the container entered last.
    pub(super) fn close(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if let Some(Level::Object { from, .. }) = self.levels.pop() {
            self.names.truncate(from);
        }
    }

    /// The next value of the current container begins: counts it, if that is an array.
    pub(super) fn element(&mut self) {
        if self.beyond == 0
            && let Some(Level::Array(index)) = self.levels.last_mut()
        {
            *index = Some(index.map_or(0, |index| index + 1));
        }
    }

    /// The next value of the current object stands under a key.
    pub(super) fn key(&mut self, name: &[u8]) {
        if self.beyond > 0 {
            return;
        }
        if let Some(Level::Object { from, key }) = self.levels.last_mut() {
            self.names.truncate(*from);
            let name = name.get(..NAME).unwrap_or(name);
            match std::str::from_utf8(name) {
                Ok(name) => self.names.push_str(name),
                Err(_) => self.names.push_str(&String::from_utf8_lossy(name)),
            }
            *key = Some(self.names.len());
        }
    }

    /// Takes the key away, so that the key itself can be spoken of.
    pub(super) fn forget_key(&mut self) {
        if self.beyond == 0
            && let Some(Level::Object { key, .. }) = self.levels.last_mut()
        {
            *key = None;
        }
    }

    /// Leaves everything.
    pub(super) fn clear(&mut self) {
        self.names.clear();
        self.levels.clear();
        self.beyond = 0;
    }

    /// Hands the names on the path on, outermost first.
    pub(super) fn with_names<R>(&self, with: impl FnOnce(&[&str]) -> R) -> R {
        let names = self.levels.iter().filter_map(|level| match level {
            Level::Object { from, key: Some(to) } => self.names.get(*from..*to),
            _ => None,
        });
        if self.levels.len() > FEW {
            return with(&names.collect::<Vec<_>>());
        }
        let mut few = [""; FEW];
        let mut count = 0;
        for (slot, name) in few.iter_mut().zip(names) {
            *slot = name;
            count += 1;
        }
        with(few.get(..count).unwrap_or_default())
    }

    /// The path as RFC 9535 section 2.7 normalises it, with a last name if one is given.
    pub(super) fn normalised(&self, last: Option<&str>) -> String {
        let mut path = String::from("$");
        for level in &self.levels {
            match level {
                Level::Object { from, key: Some(to) } => {
                    push_name(&mut path, self.names.get(*from..*to).unwrap_or_default())
                }
                Level::Array(Some(index)) => {
                    // Writing to a string does not fail.
                    let _ = write!(path, "[{index}]");
                }
                Level::Object { .. } | Level::Array(None) => {}
            }
        }
        if let Some(name) = last
            && self.beyond == 0
        {
            push_name(&mut path, name);
        }
        path
    }
}

fn push_name(path: &mut String, name: &str) {
    path.push_str("['");
    for character in name.chars() {
        match character {
            '\'' => path.push_str("\\'"),
            '\\' => path.push_str("\\\\"),
            '\n' => path.push_str("\\n"),
            '\t' => path.push_str("\\t"),
            '\r' => path.push_str("\\r"),
            '\u{8}' => path.push_str("\\b"),
            '\u{c}' => path.push_str("\\f"),
            control if control < ' ' => {
                // As above.
                let _ = write!(path, "\\u{:04x}", u32::from(control));
            }
            other => path.push(other),
        }
    }
    path.push_str("']");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normalised_as_rfc_9535() {
        let mut path = Path::new(8);
        path.open(Kind::Object);
        path.key(b"it's");
        path.open(Kind::Array);
        path.element();
        path.element();
        path.open(Kind::Object);
        path.key("a\\\u{b}é".as_bytes());
        assert_eq!(path.normalised(None), "$['it\\'s'][1]['a\\\\\\u000bé']");
        path.with_names(|names| assert_eq!(names, ["it's", "a\\\u{b}é"]));
        path.close();
        assert_eq!(path.normalised(None), "$['it\\'s'][1]");
        path.close();
        path.key(b"x");
        assert_eq!(path.normalised(None), "$['x']");
    }

    #[test]
    fn deep_levels_are_cut() {
        let mut path = Path::new(2);
        assert!(path.open(Kind::Array));
        path.element();
        assert!(path.open(Kind::Object));
        path.key(b"k");
        assert!(!path.open(Kind::Object));
        path.key(b"too deep");
        assert_eq!(path.normalised(None), "$[0]['k']");
        path.close();
        path.key(b"l");
        assert_eq!(path.normalised(None), "$[0]['l']");
    }
}
