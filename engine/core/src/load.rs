//! From the text of rules to an engine, in one step.

use std::fmt;

use sievert_lang::diagnostic::{Diagnostic, Level, render};
use sievert_lang::source::{Sealed, Sources, World};

use crate::engine::Engine;
use crate::options::Options;
use crate::rule::EngineError;

/// Why rules did not become an engine.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// The rules have errors.
    #[error(transparent)]
    Rules(#[from] RuleErrors),
    /// The program does not fit the options.
    #[error(transparent)]
    Engine(#[from] EngineError),
}

/// What is wrong with a set of rules. Shows as one line for each error, with its place.
#[derive(Debug, Clone)]
pub struct RuleErrors {
    /// The rules.
    pub sources: Sources,
    /// Errors and warnings, by file and place.
    pub diagnostics: Vec<Diagnostic>,
}

impl fmt::Display for RuleErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errors = self.diagnostics.iter().filter(|diagnostic| diagnostic.code.level == Level::Error);
        for (index, diagnostic) in errors.enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(f, "{separator}{}", render::one_line(diagnostic, &self.sources))?;
        }
        Ok(())
    }
}

impl std::error::Error for RuleErrors {}

impl Engine {
    /// Compiles the text of one rule file, which may name no list files and no other packages.
    ///
    /// # Errors
    /// What is wrong with the rules, or that they do not fit the default options.
    pub fn from_rules(rules: &str) -> Result<Self, LoadError> {
        let mut sources = Sources::new();
        sources.add_text("rules", rules);
        Self::from_sources(sources, &Sealed, Options::default())
    }

    /// Compiles rule files together.
    ///
    /// # Errors
    /// What is wrong with the rules, or that they do not fit the options.
    pub fn from_sources(sources: Sources, world: &dyn World, options: Options) -> Result<Self, LoadError> {
        let compilation = sievert_lang::compile(&sources, world);
        match compilation.program {
            Some(program) => Ok(Self::new(&program, options)?),
            None => Err(RuleErrors { sources, diagnostics: compilation.diagnostics }.into()),
        }
    }
}
