//! The command line as a type.

use clap::{Parser, Subcommand};

use crate::terminal::ColorChoice;
use crate::{check, completions, explain, fmt, init, list, man, test};

/// Finds sensitive data in files and buckets, by rules that people can read.
#[derive(Debug, Parser)]
#[command(name = "sievert", version, arg_required_else_help = true, max_term_width = 110)]
#[command(disable_help_subcommand = true)]
#[command(after_help = "\
Exit codes:
  0  done, and nothing to complain of
  1  findings, failing tests, or files not in style
  2  the command line or the rules are wrong
  3  what was asked could not be done completely

Start with `sievert init my-rules`; every command has examples in its --help.")]
pub struct Cli {
    /// Use colour: auto (on terminals, unless NO_COLOR is set), always or never
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t)]
    #[arg(hide_possible_values = true, hide_default_value = true, display_order = 900)]
    pub color: ColorChoice,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands, in the order in which a person meets them.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write a project to start from: a rule, its tests, samples
    Init(init::Args),
    /// Say what is wrong with rules, and mend it with --fix
    Check(check::Args),
    /// Bring rules into the one style
    Fmt(fmt::Args),
    /// Run the tests that stand in rules
    Test(test::Args),
    /// Find sensitive data in files, standard input or buckets
    #[cfg(feature = "scan")]
    Scan(Box<crate::scan::Args>),
    /// Say what a code means, why something was found, or why not
    Explain(explain::Args),
    /// List identifiers, profiles, codes or validators
    List(list::Args),
    /// Print a script that lets a shell complete the command
    Completions(completions::Args),
    /// Print or write the manual
    Man(man::Args),
}
