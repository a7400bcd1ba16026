//! The `sievert` command as a library, so that tests run it in process.
//!
//! A command is a module with its arguments (`Args`) and a function `run(args, terminal)` that gives an [`exit::Exit`]. What
//! the commands share: [`rules_input`] finds and compiles rules, [`diagnostics`] tells what is wrong with them, [`terminal`]
//! is where they speak.

pub mod args;
#[cfg(feature = "scan")]
pub mod baseline;
pub mod check;
pub mod completions;
pub mod diagnostics;
pub mod exit;
pub mod explain;
pub mod fmt;
pub mod init;
pub mod list;
pub mod man;
#[cfg(feature = "scan")]
pub mod output;
#[cfg(feature = "scan")]
pub mod progress;
pub mod rules_input;
#[cfg(feature = "scan")]
pub mod scan;
pub mod suggest;
pub mod terminal;
pub mod test;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use crate::args::{Cli, Command};
use crate::exit::Exit;
use crate::terminal::Terminal;

/// Runs the command line on the process's own streams and gives its exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    match Cli::try_parse_from(args) {
        Ok(cli) => {
            let terminal = Terminal::system(cli.color);
            terminal.finish(dispatch(cli.command, &terminal)).into()
        }
        Err(error) => {
            // Help and version are errors to clap; printing fails only when the reader has gone.
            let _ = error.print();
            if error.use_stderr() { Exit::Usage.into() } else { Exit::Ok.into() }
        }
    }
}

/// Runs the command line on a given terminal: what tests call.
pub fn run_on(args: impl IntoIterator<Item = OsString>, terminal: &Terminal) -> Exit {
    match Cli::try_parse_from(args) {
        Ok(cli) => terminal.finish(dispatch(cli.command, terminal)),
        Err(error) if error.use_stderr() => {
            terminal.say(error.render().to_string().trim_end());
            Exit::Usage
        }
        Err(help) => {
            terminal.print(help.render());
            Exit::Ok
        }
    }
}

fn dispatch(command: Command, terminal: &Terminal) -> Exit {
    match command {
        Command::Init(args) => init::run(&args, terminal),
        Command::Check(args) => check::run(&args, terminal),
        Command::Fmt(args) => fmt::run(&args, terminal),
        Command::Test(args) => test::run(&args, terminal),
        #[cfg(feature = "scan")]
        Command::Scan(args) => scan::run(*args, terminal),
        Command::Explain(args) => explain::run(&args, terminal),
        Command::List(args) => list::run(&args, terminal),
        Command::Completions(args) => completions::run(&args, terminal),
        Command::Man(args) => man::run(&args, terminal),
    }
}
