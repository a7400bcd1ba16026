//! Sessions with the command, as a person would have them.
//!
//! Each file of `transcripts/` is one: `## ` says what it shows, `$ ` is a command line (`> ` continues it) that `sh` runs in
//! an empty folder with `sievert` on its path, and what follows is what was said: standard output as it is, standard error
//! behind `! `, and the exit code when it is not 0. `UPDATE=1 cargo test -p sievert-cli --test commands` writes down what is
//! said now; read the difference.

#![cfg(unix)]

#[cfg(test)]
#[path = "commands/transcript.rs"]
mod transcript;

use transcript::replay;

#[test]
fn help_is_there_for_every_command() {
    replay("help");
}

#[test]
fn the_starter_project_is_in_order() {
    replay("init");
}

#[test]
fn check_tells_and_mends() {
    replay("check");
}

#[test]
fn check_speaks_to_other_programs() {
    replay("check_formats");
}

#[test]
fn fmt_has_one_style() {
    replay("fmt");
}

#[test]
fn tests_run_and_fail_readably() {
    replay("test");
}

#[test]
fn explanations_say_why() {
    replay("explain");
}

#[test]
fn lists_say_what_there_is() {
    replay("list");
}

#[test]
fn rules_are_found_with_their_pack() {
    replay("packs");
}
