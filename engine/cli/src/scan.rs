//! `sievert scan`.

use crate::exit::Exit;
use crate::terminal::Terminal;

/// What is scanned, with which rules, and how it is told.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Scans.
#[must_use]
pub fn run(_args: Args, _ctx: &Terminal) -> Exit {
    Exit::Ok
}
