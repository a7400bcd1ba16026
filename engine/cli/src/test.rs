//! `sievert test`: runs the tests that stand in rules.

use crate::exit::Exit;
use crate::terminal::Terminal;

/// a
#[derive(Debug, clap::Args)]
pub struct Args {}

/// a
pub fn run(_args: &Args, _terminal: &Terminal) -> Exit {
    Exit::Ok
}
