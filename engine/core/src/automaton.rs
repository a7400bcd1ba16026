//! Patterns that become automata when they are first needed.
//!
//! Of a library of hundreds of identifiers one text needs few: most patterns are never run, because the sieve passes over
//! all that they could match. Building their automata would take most of the time that a small scan takes. So a pattern
//! is checked against its budget at once, and built when a text holds what it may match.

use std::sync::OnceLock;

use regex_automata::meta;
use regex_automata::util::syntax;
use regex_syntax::hir::Hir;
use sievert_lang::pattern::automaton_bound;

use crate::options::Options;

/// One or several patterns: leftmost, then first listed.
#[derive(Debug)]
pub(crate) struct Automaton {
    hirs: Vec<Hir>,
    config: meta::Config,
    regex: OnceLock<meta::Regex>,
}

impl Automaton {
    /// Takes patterns, and builds them only if it is not certain that they fit.
    ///
    /// # Errors
    /// That they do not, as the pattern library says it.
    pub(crate) fn new(hirs: Vec<Hir>, options: &Options) -> Result<Self, String> {
        let config = meta::Config::new()
            .utf8_empty(false)
            .hybrid_cache_capacity(options.automaton_cache)
            .nfa_size_limit(Some(options.pattern_size));
        let bound = hirs.iter().map(automaton_bound).fold(0, usize::saturating_add);
        let made = Self { hirs, config, regex: OnceLock::new() };
        if bound > options.pattern_size {
            made.build().map(|regex| made.regex.get_or_init(|| regex)).map_err(|error| {
                error.syntax_error().map_or_else(|| error.to_string(), ToString::to_string)
            })?;
        }
        Ok(made)
    }

    /// Says that searches begin at places where a match is likely, so that looking for such places is not worth it.
    pub(crate) fn at_likely_places(mut self) -> Self {
        self.config = self.config.auto_prefilter(false);
        self
    }

    fn build(&self) -> Result<meta::Regex, Box<meta::BuildError>> {
        meta::Builder::new()
            .configure(self.config.clone())
            .syntax(syntax::Config::new().utf8(false))
            .build_many_from_hir(&self.hirs)
            .map_err(Box::new)
    }

    /// The automata, built now if they have not been yet.
    #[expect(clippy::expect_used, reason = "it fails for size alone, and the bound on it was checked")]
    pub(crate) fn get(&self) -> &meta::Regex {
        self.regex.get_or_init(|| self.build().expect("a pattern within its bound can be built"))
    }
}
