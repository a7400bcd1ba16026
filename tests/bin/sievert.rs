//! The `sievert` command, built for the tests that end it with a signal.

use std::process::ExitCode;

fn main() -> ExitCode {
    sievert_cli::run(std::env::args_os())
}
