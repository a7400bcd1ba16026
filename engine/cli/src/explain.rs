//! `sievert explain`: what a code means, why something was found, and why something was not.

pub mod code;
pub mod finding;
pub mod why_not;

use std::path::PathBuf;

use crate::exit::Exit;
use crate::rules_input::RulesArgs;
use crate::terminal::Terminal;

/// What is explained.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "\
sievert explain <CODE>
       sievert explain <FINDING> --in <REPORT>
       sievert explain --why-not <TEXT> [--identifier <NAME>] [--column <HEADER> | --field <PATH>] [--file <PATH>]
                       [--rules <PATH>]…",
    after_help = "\
Examples:
  sievert explain E0203                        what the code means, with an example and its mending
  sievert explain unknown_key                  the same by its slug
  sievert explain 3f2a9c10 --in report.json    why it was found: an id or its start, and a report of
                                               `sievert scan --format json` or `jsonl`
  sievert explain --why-not 'card 4111 1111 1111 1112' --identifier credit_card
  sievert explain --why-not 'E123456B' --column badge --rules rules
                                               why not: every candidate with what became of it"
)]
pub struct Args {
    /// A code such as E0203, its slug, or the id of a finding
    #[arg(required_unless_present = "why_not", conflicts_with = "why_not")]
    pub what: Option<String>,
    /// The report that holds the finding, `-` for standard input
    #[arg(long = "in", value_name = "REPORT", requires = "what", conflicts_with = "why_not")]
    pub report: Option<PathBuf>,
    /// A text in which something was not found, or not as expected; `-` reads it from standard input
    #[arg(long, value_name = "TEXT")]
    pub why_not: Option<String>,
    /// Only this identifier: its name, the end of its name, or its id [default: all that see a candidate]
    #[arg(long, value_name = "NAME", requires = "why_not")]
    pub identifier: Option<String>,
    /// The text is a cell below this header
    #[arg(long, value_name = "HEADER", requires = "why_not", conflicts_with = "field")]
    pub column: Option<String>,
    /// The text is the field at this path, such as $.person.ssn
    #[arg(long, value_name = "PATH", requires = "why_not")]
    pub field: Option<String>,
    /// The text lies in an object of this key or path
    #[arg(long, value_name = "PATH", requires = "why_not")]
    pub file: Option<String>,
    /// Rules for --why-not.
    #[command(flatten)]
    pub rules: RulesArgs,
}

/// Explains.
#[must_use]
pub fn run(args: &Args, terminal: &Terminal) -> Exit {
    if let Some(text) = &args.why_not {
        return why_not::run(text, args, terminal);
    }
    let Some(what) = &args.what else { return Exit::Usage };
    match &args.report {
        Some(report) => finding::run(what, report, terminal),
        None => code::run(what, terminal),
    }
}
