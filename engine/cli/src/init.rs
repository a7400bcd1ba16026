//! `sievert init`: a project to start from.
//!
//! What it writes is in `init/` as the files they become; a test holds that they pass `check`, `fmt --check` and `test`, and
//! that a scan of the samples finds what their comments say.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use crate::diagnostics::plural;
use crate::exit::Exit;
use crate::terminal::Terminal;

/// Where the project goes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  sievert init                 in the current folder
  sievert init my-rules        in a new folder

Nothing that exists is overwritten: of an existing project only what is missing is written.")]
pub struct Args {
    /// The folder [default: the current one]
    #[arg(value_name = "FOLDER", default_value = ".", hide_default_value = true)]
    pub folder: PathBuf,
}

/// Path below the folder, and text.
pub const FILES: &[(&str, &str)] = &[
    ("README.md", include_str!("init/README.md")),
    ("rules/acme/staff.svt", include_str!("init/rules/acme/staff.svt")),
    ("rules/acme/staff/tests.svt", include_str!("init/rules/acme/staff/tests.svt")),
    ("samples/badges.csv", include_str!("init/samples/badges.csv")),
    ("samples/mail.txt", include_str!("init/samples/mail.txt")),
    ("samples/orders.json", include_str!("init/samples/orders.json")),
    (".github/workflows/sievert.yml", include_str!("init/sievert.yml")),
];

/// Writes the project.
#[must_use]
pub fn run(args: &Args, terminal: &Terminal) -> Exit {
    let mut written = 0;
    for (path, text) in FILES {
        let file = args.folder.join(path);
        match write_new(&file, text) {
            Ok(true) => {
                terminal.say(format_args!("  wrote {}", file.display()));
                written += 1;
            }
            Ok(false) => terminal.say(format_args!("   kept {} (it was there)", file.display())),
            Err(error) => {
                terminal.error(format_args!("cannot write `{}`: {error}", file.display()));
                return Exit::Incomplete;
            }
        }
    }
    let enter = if args.folder == Path::new(".") {
        String::new()
    } else {
        format!("  cd {}\n", args.folder.display())
    };
    terminal.say(format_args!(
        "\n{} written. Next:\n\n{enter}  sievert check          what is wrong with the rules: nothing yet\n  \
         sievert test           their tests\n  sievert scan --rules rules samples\n\nThen change rules/acme/staff.svt.",
        plural(written, "file")
    ));
    Exit::Ok
}

/// Whether the file was not there.
fn write_new(path: &Path, text: &str) -> std::io::Result<bool> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    match fs::OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => file.write_all(text.as_bytes()).map(|()| true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}
