//! Why something was not found.

use super::Args;
use crate::exit::Exit;
use crate::terminal::Terminal;

/// Explains.
pub fn run(_text: &str, _args: &Args, _terminal: &Terminal) -> Exit {
    Exit::Ok
}
