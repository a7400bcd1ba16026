//! `sievert completions`: the script that lets a shell complete the command.

use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::args::Cli;
use crate::exit::Exit;
use crate::terminal::Terminal;

/// For which shell.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  sievert completions bash > ~/.local/share/bash-completion/completions/sievert
  sievert completions zsh > \"${fpath[1]}/_sievert\"
  sievert completions fish > ~/.config/fish/completions/sievert.fish")]
pub struct Args {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}

/// Prints the script.
#[must_use]
pub fn run(args: &Args, terminal: &Terminal) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "sievert", &mut script);
    terminal.print(String::from_utf8_lossy(&script));
    Exit::Ok
}
