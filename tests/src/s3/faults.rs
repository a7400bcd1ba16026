//! Misbehaviour on purpose, the same in every run.
//!
//! Whether a resource suffers from a fault is decided by a hash of the seed, the fault and the request's path, query and
//! eight-megabyte stretch; it then suffers on its first few attempts. Nothing depends on time or on the order of requests.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use sha2::{Digest as _, Sha256};

/// A way to misbehave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fault {
    /// 503 `SlowDown`.
    SlowDown,
    /// 500 `InternalError`.
    Internal,
    /// 429, which S3 itself does not send but others do.
    TooMany,
    /// The connection breaks in the middle of the body.
    Reset,
    /// A shorter body, with a length that fits it: nothing in HTTP shows that something is missing.
    Truncate,
    /// The body comes in small pieces with pauses.
    Slow,
    /// The body stops in the middle and the connection stays.
    Stall,
    /// Another entity tag than the object has.
    BadEtag,
    /// Another checksum than the object has.
    BadChecksum,
    /// One byte of the body is another.
    Corrupt,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::SlowDown,
        Self::Internal,
        Self::TooMany,
        Self::Reset,
        Self::Truncate,
        Self::Slow,
        Self::Stall,
        Self::BadEtag,
        Self::BadChecksum,
        Self::Corrupt,
    ];
}

/// Which resources suffer from what, and how often.
#[derive(Debug, Default)]
pub struct Faults {
    seed: u64,
    rules: Vec<Rule>,
    attempts: Mutex<HashMap<String, u32>>,
}

#[derive(Debug)]
struct Rule {
    fault: Fault,
    rate: f64,
    times: u32,
}

impl Faults {
    /// None.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Begins a set of faults.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self { seed, ..Self::default() }
    }

    /// Adds a fault that a share of the resources (0 to 1) suffers from, on this many of their attempts. Attempts that one
    /// fault has used up are followed by those of the next.
    #[must_use]
    pub fn with(mut self, fault: Fault, rate: f64, times: u32) -> Self {
        self.rules.push(Rule { fault, rate, times });
        self
    }

    /// What this attempt suffers from.
    pub(crate) fn next(&self, resource: &str) -> Option<Fault> {
        if self.rules.is_empty() {
            return None;
        }
        let hit = self.rules.iter().filter(|rule| self.share(rule.fault, resource) < rule.rate);
        let mut hit = hit.peekable();
        hit.peek()?;
        let mut attempts = self.attempts.lock().unwrap_or_else(PoisonError::into_inner);
        let count = attempts.entry(resource.to_owned()).or_default();
        let mut attempt = *count;
        *count += 1;
        drop(attempts);
        for rule in hit {
            if attempt < rule.times {
                return Some(rule.fault);
            }
            attempt -= rule.times;
        }
        None
    }

    /// A number from 0 to 1 for a resource, evenly spread.
    fn share(&self, fault: Fault, resource: &str) -> f64 {
        let digest = Sha256::digest(format!("{} {fault:?} {resource}", self.seed));
        let number = digest.iter().take(4).fold(0u32, |number, byte| number << 8 | u32::from(*byte));
        f64::from(number) / f64::from(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_repeat_and_end() {
        let faults = || Faults::seeded(7).with(Fault::Reset, 0.3, 2).with(Fault::SlowDown, 1.0, 1);
        let (first, second) = (faults(), faults());
        let mut resets = 0;
        for n in 0..1000 {
            let resource = format!("/b/{n}");
            let suffered: Vec<_> = (0..4).map(|_| first.next(&resource)).collect();
            assert_eq!(suffered, (0..4).map(|_| second.next(&resource)).collect::<Vec<_>>());
            let hit = suffered.first() == Some(&Some(Fault::Reset));
            resets += u32::from(hit);
            let expected = if hit {
                [Some(Fault::Reset), Some(Fault::Reset), Some(Fault::SlowDown), None]
            } else {
                [Some(Fault::SlowDown), None, None, None]
            };
            assert_eq!(suffered, expected);
        }
        assert!((250..350).contains(&resets), "{resets}");
    }
}
