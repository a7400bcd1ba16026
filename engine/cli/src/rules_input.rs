//! Where rules come from: files and folders named on the command line, and the library that is part of the program.
//!
//! A [`RuleSet`] holds every text that takes part in one compilation, in three roles. *Given* files were named, or lie in a
//! folder that was named: they are what the person works on. *Imported* files lie in the same pack and were read because a
//! given file uses them. The *library* is `std`, embedded, so that `use std.pci.credit_card` always works; a person who
//! gives files of a package `std…` works on the library itself, and then the embedded one stays out.
//!
//! The role decides what is shown and what is active: warnings are shown for given files only, and of the other files only
//! those identifiers are active that a given file uses ([`select`]).

pub mod discover;
pub mod select;
pub mod world;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use sievert_lang::check::Compilation;
use sievert_lang::diagnostic::{Diagnostic, Level};
use sievert_lang::program::Program;
use sievert_lang::source::{Source, SourceId, Sources};

use crate::diagnostics::{self, Tally, plural};
use crate::exit::Exit;
use crate::rules_input::discover::{Found, Header};
use crate::rules_input::world::Disk;
use crate::terminal::Terminal;

/// `--rules`, shared by the commands that use rules rather than work on them.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct RulesArgs {
    /// Rule file, or folder of them; `std` is the library that comes with sievert [default: std]
    ///
    /// May be given several times. Of the library, the identifiers that your rules `use` are active too; `--rules std --rules
    /// mine` takes all of both.
    #[arg(short, long = "rules", value_name = "PATH")]
    pub rules: Vec<PathBuf>,
}

/// The profile of a scan to which no rules and no profile are given.
pub const DEFAULT_PROFILE: &str = "std.profiles.recommended";

/// Which of the identifiers that compile together are wanted.
#[derive(Debug, Clone, Copy)]
pub enum Choice<'a> {
    /// Those of the given files and what these use: see [`select::active`].
    Active,
    /// Those of these profiles together, whatever file they stand in.
    Profiles(&'a [String]),
    /// Every one.
    Everything,
}

impl<'a> Choice<'a> {
    /// What `--profile` asks for.
    #[must_use]
    pub fn of(profiles: &'a [String]) -> Self {
        if profiles.is_empty() { Self::Active } else { Self::Profiles(profiles) }
    }
}

/// Why a text takes part in a compilation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Named by the person.
    Given,
    /// Used by a given file, from the same pack.
    Imported,
    /// Of the embedded library, not asked for by name.
    Library,
}

/// Why rules cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum InputError {
    /// Of the file system.
    #[error("cannot read `{}`: {reason}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// Nothing to do is a mistake, not a success.
    #[error(
        "no rule files in {}: rule files end in `.svt`; `sievert init` writes some to start with",
        folder(path)
    )]
    Empty {
        /// The folder.
        path: PathBuf,
    },
}

fn folder(path: &Path) -> String {
    if path == Path::new(".") { "the current folder".to_owned() } else { format!("`{}`", path.display()) }
}

/// The texts of one compilation with what is known about them.
#[derive(Debug, Clone, Default)]
pub struct RuleSet {
    /// The texts.
    pub sources: Sources,
    /// By [`SourceId`].
    origins: Vec<Origin>,
}

/// What is known about one text.
#[derive(Debug, Clone)]
struct Origin {
    role: Role,
    /// Absent for the library.
    found: Option<Found>,
}

/// What `check`, `fmt` and `test` work on when no path is given: the folder `rules`, else the current folder.
#[must_use]
pub fn default_paths(paths: &[PathBuf]) -> Vec<PathBuf> {
    if !paths.is_empty() {
        return paths.to_vec();
    }
    let rules = Path::new("rules");
    vec![if rules.is_dir() { rules.to_path_buf() } else { PathBuf::from(".") }]
}

/// Reads the files at `paths` with what they use.
///
/// # Errors
/// When something cannot be read, or there is nothing there.
pub fn load(paths: &[PathBuf]) -> Result<RuleSet, InputError> {
    let mut set = RuleSet::default();
    let mut whole_library = false;
    let mut headers = Vec::new();
    for found in discover::files(paths, &mut whole_library)? {
        let text = discover::read(&found.path)?;
        headers.push((Header::of(&text), found.clone()));
        set.add(Role::Given, Some(found), text);
    }
    let own_library = headers.iter().any(|(header, _)| header.is_of_library());
    set.add_imports(headers, own_library)?;
    if !own_library {
        let role = if whole_library { Role::Given } else { Role::Library };
        for (path, text) in sievert_rules::STD {
            // Its tests are run when it is asked for by name; nobody imports them.
            if role == Role::Library && path.starts_with("std/tests/") {
                continue;
            }
            set.origins.push(Origin { role, found: None });
            set.sources.add(Source {
                path: format!("<{path}>"),
                pack_path: Some((*path).to_owned()),
                text: (*text).into(),
            });
        }
    }
    Ok(set)
}

/// Loads and compiles the rules of `--rules`, the standard library where none are given, and selects those of `choice`. Says
/// on standard error what is wrong with them.
///
/// # Errors
/// [`Exit::Usage`] when they cannot be read, have errors, or have no such profile, after this has been said.
pub fn program(args: &RulesArgs, choice: Choice<'_>, terminal: &Terminal) -> Result<Program, Exit> {
    let library = [PathBuf::from(discover::LIBRARY)];
    let paths = if args.rules.is_empty() { library.as_slice() } else { args.rules.as_slice() };
    let set = load(paths).map_err(|error| {
        terminal.error(error);
        Exit::Usage
    })?;
    set.program_or_say(choice, terminal)
}

impl RuleSet {
    fn add(&mut self, role: Role, found: Option<Found>, text: String) {
        let (path, pack_path) = found.as_ref().map_or_else(Default::default, |found| {
            (found.path.display().to_string(), found.pack_path.clone())
        });
        self.origins.push(Origin { role, found });
        self.sources.add(Source { path, pack_path, text: text.into() });
    }

    /// Reads what given files use of their packs, and what that uses, until nothing is missing. Where a whole pack was given
    /// nothing is.
    fn add_imports(&mut self, mut queue: Vec<(Header, Found)>, own_library: bool) -> Result<(), InputError> {
        let mut seen: HashSet<PathBuf> = queue.iter().map(|(_, found)| found.identity.clone()).collect();
        while let Some((header, user)) = queue.pop() {
            let of_library = |package: &String| package == discover::LIBRARY || package.starts_with("std.");
            let elsewhere = |package: &&String| own_library || !of_library(package);
            let imports = header.imports.iter().filter(elsewhere).filter_map(|package| user.import(package));
            let wholes = header.wholes.iter().filter(elsewhere).flat_map(|package| user.whole(package));
            for found in imports.chain(wholes) {
                if !seen.insert(found.identity.clone()) {
                    continue;
                }
                let text = discover::read(&found.path)?;
                queue.push((Header::of(&text), found.clone()));
                self.add(Role::Imported, Some(found), text);
            }
        }
        Ok(())
    }

    /// The role of a text.
    #[must_use]
    pub fn role(&self, id: SourceId) -> Role {
        self.origins.get(id.0 as usize).map_or(Role::Library, |origin| origin.role)
    }

    /// Whether a text was named.
    #[must_use]
    pub fn is_given(&self, id: SourceId) -> bool {
        self.role(id) == Role::Given
    }

    /// The file of a given text.
    #[must_use]
    pub fn given_file(&self, id: SourceId) -> Option<&Path> {
        let origin = self.origins.get(id.0 as usize)?;
        origin.found.as_ref().filter(|_| origin.role == Role::Given).map(|found| found.path.as_path())
    }

    /// The texts that were named, with their ids.
    pub fn given(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.sources.iter().filter(|(id, _)| self.role(*id) == Role::Given)
    }

    /// Parses and checks everything.
    #[must_use]
    pub fn compile(&self) -> Compilation {
        let files = self.sources.iter().zip(&self.origins);
        let world = Disk::new(files.filter_map(|((_, source), origin)| {
            origin.found.as_ref().map(|found| (source.path.clone(), found))
        }));
        sievert_lang::compile(&self.sources, &world)
    }

    /// Whether a diagnostic concerns the person: all errors do, and the warnings about given files.
    #[must_use]
    pub fn concerns(&self, diagnostic: &Diagnostic) -> bool {
        diagnostic.code.level == Level::Error || self.role(diagnostic.span().source) == Role::Given
    }

    /// The chosen part of the program; when there are errors, or warnings, they are said on standard error.
    ///
    /// # Errors
    /// [`Exit::Usage`] when there are errors, or a profile is not there.
    pub fn program_or_say(&self, choice: Choice<'_>, terminal: &Terminal) -> Result<Program, Exit> {
        let Compilation { program, diagnostics } = self.compile();
        let shown: Vec<_> = diagnostics.into_iter().filter(|diagnostic| self.concerns(diagnostic)).collect();
        if !shown.is_empty() {
            diagnostics::say(&shown, &self.sources, terminal);
        }
        if program.is_none() {
            let errors = Tally::of(&shown, 0).errors;
            terminal.error(format_args!("the rules have {}", plural(errors, "error")));
        }
        let program = program.ok_or(Exit::Usage)?;
        match choice {
            Choice::Active => Ok(select::active(program, self)),
            Choice::Everything => Ok(program),
            Choice::Profiles(names) => select::profiled(program, self, names).map_err(|error| {
                terminal.error(error);
                Exit::Usage
            }),
        }
    }
}
