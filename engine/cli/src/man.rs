//! `sievert man`: the manual page, and one for each command.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::CommandFactory as _;
use clap_mangen::Man;

use crate::args::Cli;
use crate::exit::Exit;
use crate::terminal::Terminal;

/// Where the pages go.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  sievert man | man -l -                     read it
  sievert man --out /usr/local/share/man/man1")]
pub struct Args {
    /// Write sievert.1, sievert-check.1, … into this folder instead of printing the first
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
}

/// Prints the page or writes all of them.
#[must_use]
pub fn run(args: &Args, terminal: &Terminal) -> Exit {
    let result = match &args.out {
        None => page(Cli::command()).map(|(_, text)| terminal.print(String::from_utf8_lossy(&text))),
        Some(folder) => write_all(folder),
    };
    match result {
        Ok(()) => Exit::Ok,
        Err(error) => {
            terminal.error(format_args!("cannot write the manual: {error}"));
            Exit::Incomplete
        }
    }
}

fn write_all(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut command = Cli::command();
    command.build();
    let commands = command.get_subcommands().filter(|command| command.get_name() != "help").cloned();
    for each in commands.collect::<Vec<_>>().into_iter().chain([command]) {
        let (name, text) = page(each)?;
        fs::write(folder.join(name), text)?;
    }
    Ok(())
}

fn page(command: clap::Command) -> io::Result<(String, Vec<u8>)> {
    let man = Man::new(command);
    let mut text = Vec::new();
    man.render(&mut text)?;
    Ok((man.get_filename(), text))
}
