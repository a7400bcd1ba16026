//! The `sievert` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    sievert_cli::run(std::env::args_os())
}
