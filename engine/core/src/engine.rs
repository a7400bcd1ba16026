//! A program compiled for scanning.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use sievert_lang::program::Program;

use crate::candidate::AllowList;
use crate::gate::GateWords;
use crate::identity::ValueHasher;
use crate::matcher::Scratch;
use crate::options::Options;
use crate::report::{ObjectInfo, ObjectReport};
use crate::rule::{Compiler, EngineError, Rule};
use crate::scan::ObjectScan;
use crate::sieve::{Shape, Sieve};
use crate::stream;
use crate::suppress::Suppressor;

/// A program compiled for scanning: immutable, shared by threads, cheap to clone.
#[derive(Clone)]
pub struct Engine {
    compiled: Arc<Compiled>,
}

/// What an engine is made of.
pub(crate) struct Compiled {
    pub(crate) options: Options,
    pub(crate) rules: Vec<Rule>,
    pub(crate) allows: Vec<AllowList>,
    pub(crate) suppressors: Vec<Suppressor>,
    /// Where matches of identifiers without a gate may start.
    pub(crate) sieve: Sieve,
    /// The same for those with one.
    pub(crate) gated_sieve: Sieve,
    pub(crate) gates: GateWords,
    pub(crate) hasher: ValueHasher,
    /// Bytes before an undecided match that must stay in a stream's buffer.
    pub(crate) behind: usize,
    /// Automata that scans have built and given back.
    scratches: Mutex<Vec<Scratch>>,
}

impl Engine {
    /// Compiles a program.
    ///
    /// # Errors
    /// Only for programs that did not come from the checker, or when `options` set a smaller budget than it has.
    pub fn new(program: &Program, options: Options) -> Result<Self, EngineError> {
        let mut compiler = Compiler::new(&options);
        let mut rules = Vec::with_capacity(program.identifiers.len());
        let mut shapes = Vec::with_capacity(program.identifiers.len());
        for identifier in &program.identifiers {
            let (rule, shape) = compiler.rule(identifier)?;
            rules.push(rule);
            shapes.push(shape);
        }
        let current = |expires: Option<sievert_lang::syntax::Date>| match (expires, options.today) {
            (Some(expires), Some(today)) => today <= expires,
            _ => true,
        };
        let mut allows = Vec::new();
        for allow in program.allows.iter().filter(|allow| current(allow.expires)) {
            for (index, rule) in rules.iter_mut().enumerate() {
                let meant = |id: &sievert_lang::program::IdentifierId| usize::try_from(id.0) == Ok(index);
                if allow.identifiers.is_empty() || allow.identifiers.iter().any(meant) {
                    rule.allows.push(allows.len());
                }
            }
            allows.push(AllowList::new(allow, &compiler)?);
        }
        let mut suppressors = Vec::new();
        for suppression in program.suppressions.iter().filter(|suppression| current(suppression.expires)) {
            suppressors.push(Suppressor::new(suppression, &compiler)?);
        }
        let gates = GateWords::new(&mut rules);
        let is_gated = |index: &usize| rules.get(*index).is_some_and(|rule| rule.gate.is_some());
        let (gated, free): (Vec<_>, Vec<_>) =
            shapes.iter().enumerate().partition(|(index, _)| is_gated(index));
        // One more than there are stands for all with a gate.
        let folds = Shape::of_folds(gated.iter().map(|(_, shape)| *shape));
        let sieve = Sieve::new(free.iter().copied().chain([(rules.len(), &folds)]), true);
        let gated_sieve = Sieve::new(gated.iter().copied(), false);
        let hasher = ValueHasher::new(&options.hash_key);
        let behind = stream::behind(&rules);
        let scratches = Mutex::default();
        let compiled = Compiled {
            rules,
            allows,
            suppressors,
            sieve,
            gated_sieve,
            gates,
            hasher,
            behind,
            scratches,
            options,
        };
        Ok(Self { compiled: Arc::new(compiled) })
    }

    /// Starts the scan of one object. The scan is independent of the engine's and other scans' lifetimes.
    #[must_use]
    pub fn object(&self, object: ObjectInfo) -> ObjectScan {
        ObjectScan::new(Arc::clone(&self.compiled), object)
    }

    /// Scans bytes as plain text. `name` is the object's address and key.
    #[must_use]
    pub fn scan_bytes(&self, name: &str, bytes: &[u8]) -> ObjectReport {
        let object = ObjectInfo {
            uri: name.to_owned(),
            key: name.to_owned(),
            size: u64::try_from(bytes.len()).ok(),
            ..ObjectInfo::default()
        };
        let mut scan = self.object(object);
        // The engine never asks to stop.
        let _ = scan.push(bytes);
        scan.finish()
    }

    /// The settings it was made with.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.compiled.options
    }

    /// The names of its identifiers, in pack order.
    pub fn identifiers(&self) -> impl Iterator<Item = &str> {
        self.compiled.rules.iter().map(|rule| rule.name.as_str())
    }

    pub(crate) fn rule_index(&self, name: &str) -> Option<usize> {
        self.identifiers().position(|identifier| identifier == name)
    }

    pub(crate) fn compiled(&self) -> &Compiled {
        &self.compiled
    }
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.compiled.fmt(f)
    }
}

/// Says what it holds, not all of it: rules are large, and the key is secret.
impl fmt::Debug for Compiled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine")
            .field("identifiers", &self.rules.len())
            .field("allows", &self.allows.len())
            .field("suppressions", &self.suppressors.len())
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

impl Compiled {
    /// Automata for a scan: used ones if there are any.
    pub(crate) fn take_scratch(&self) -> Scratch {
        self.scratches.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    /// Gives automata back for the next scan.
    pub(crate) fn put_scratch(&self, scratch: Scratch) {
        self.scratches.lock().unwrap_or_else(PoisonError::into_inner).push(scratch);
    }
}
