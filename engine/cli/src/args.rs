//! The command line as a type.

use clap::{Parser, Subcommand};

use crate::terminal::ColorChoice;

/// Finds sensitive data in files and buckets by rules that people can read.
#[derive(Debug, Parser)]
#[command(name = "sievert", version, propagate_version = true, arg_required_else_help = true, max_term_width = 110)]
#[command(after_help = "\
Exit codes:
  0  done, nothing to report
  1  findings at or above --fail-on, failing tests, or unformatted files
  2  the command line or the rules are wrong
  3  what was asked could not be done completely

Start with:
  sievert init my-rules     a project with a rule, its tests and samples
  sievert check rules       says what is wrong with rules, and how to mend it")]
pub struct Cli {
    /// When to use colour
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t, hide_possible_values = false)]
    pub color: ColorChoice,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
#[expect(clippy::large_enum_variant, reason = "there is one value of it per process")]
pub enum Command {
    /// Find sensitive data in files, standard input or buckets
    #[cfg(feature = "scan")]
    Scan(crate::scan::Args),
}
