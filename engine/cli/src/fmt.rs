//! `sievert fmt`: the one style.

use std::path::{Path, PathBuf};

use sievert_lang::diagnostic::Diagnostic;
use sievert_lang::source::Sources;
use similar::TextDiff;

use crate::check::fix;
use crate::diagnostics::{self, plural};
use crate::exit::Exit;
use crate::rules_input::{self, discover};
use crate::terminal::Terminal;

/// A rule file on standard input may be this large, more than the compiler takes.
const MAX_INPUT: u64 = 16 * 1024 * 1024;

/// What is formatted and what becomes of it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  sievert fmt                    the folder `rules`, else the current folder
  sievert fmt --check rules      in a workflow: says which files are not in style, writes nothing
  sievert fmt --diff rules       shows what would change, writes nothing
  sievert fmt - < hr.svt         from standard input to standard output, for editors")]
pub struct Args {
    /// Rule files, or folders of them; `-` is standard input [default: `rules`, else the current folder]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Write nothing; exit with 1 when a file is not in style
    #[arg(long)]
    pub check: bool,
    /// Write nothing; show what would change, and exit as --check does
    #[arg(long)]
    pub diff: bool,
}

/// What became of the files.
#[derive(Debug, Default)]
struct Count {
    files: usize,
    changed: usize,
    unread: usize,
}

/// Formats.
#[must_use]
pub fn run(args: &Args, terminal: &Terminal) -> Exit {
    if args.paths.iter().any(|path| path.as_os_str() == "-") {
        if args.paths.len() > 1 {
            terminal.error("`-` is standard input and stands alone: name either it or files");
            return Exit::Usage;
        }
        return input(args, terminal);
    }
    let mut library = false;
    let files = match discover::files(&rules_input::default_paths(&args.paths), &mut library) {
        Ok(_) if library => {
            terminal.error("`std` is the library that comes with sievert; a folder of that name is `./std`");
            return Exit::Usage;
        }
        Ok(files) => files,
        Err(error) => {
            terminal.error(error);
            return Exit::Usage;
        }
    };
    let mut count = Count::default();
    for file in files {
        if let Err(exit) = one(&file.path, args, terminal, &mut count) {
            return exit;
        }
    }
    let dry = args.check || args.diff;
    if !args.diff || count.changed == 0 {
        terminal.say(summary(&count, dry));
    }
    match count {
        Count { unread: 1.., .. } => Exit::Usage,
        Count { changed: 1.., .. } if dry => Exit::Found,
        _ => Exit::Ok,
    }
}

fn summary(count: &Count, dry: bool) -> String {
    let style = match (count.changed, dry) {
        (0, _) => "all in style".to_owned(),
        (changed, true) => {
            format!(
                "{} not in style: `sievert fmt` writes {}",
                changed,
                if changed == 1 { "it" } else { "them" }
            )
        }
        (changed, false) => format!("{changed} written"),
    };
    let unread = match count.unread {
        0 => String::new(),
        unread => format!(
            ", {} left as {}",
            plural(unread, "broken file"),
            if unread == 1 { "it is" } else { "they are" }
        ),
    };
    format!("{}: {style}{unread}", plural(count.files, "file"))
}

fn one(path: &Path, args: &Args, terminal: &Terminal, count: &mut Count) -> Result<(), Exit> {
    count.files += 1;
    let text = discover::read(path).map_err(|error| {
        terminal.error(error);
        Exit::Usage
    })?;
    let shown = path.display().to_string();
    let formatted = match sievert_lang::format(&text) {
        Ok(formatted) => formatted,
        Err(problems) => {
            complain(&problems, &shown, &text, terminal);
            count.unread += 1;
            return Ok(());
        }
    };
    if formatted == text {
        return Ok(());
    }
    count.changed += 1;
    if args.diff {
        terminal.print(diff(&shown, &text, &formatted, terminal.colors_out()));
    } else if args.check {
        terminal.print(format_args!("{shown}\n"));
    } else {
        fix::replace(path, &formatted).map_err(|error| {
            terminal.error(format_args!("cannot write `{shown}`: {error}"));
            Exit::Incomplete
        })?;
    }
    Ok(())
}

fn input(args: &Args, terminal: &Terminal) -> Exit {
    const NAME: &str = "<stdin>";
    let read = terminal.read_input(MAX_INPUT).map_err(|error| error.to_string());
    let text = match read.and_then(|bytes| String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned()))
    {
        Ok(text) => text,
        Err(reason) => {
            terminal.error(format_args!("cannot read standard input: {reason}"));
            return Exit::Usage;
        }
    };
    let formatted = match sievert_lang::format(&text) {
        Ok(formatted) => formatted,
        Err(problems) => {
            complain(&problems, NAME, &text, terminal);
            return Exit::Usage;
        }
    };
    match (args.diff, args.check) {
        (true, _) => terminal.print(diff(NAME, &text, &formatted, terminal.colors_out())),
        (false, true) if formatted != text => terminal.say("standard input is not in style"),
        (false, true) => {}
        (false, false) => terminal.print(&formatted),
    }
    if (args.diff || args.check) && formatted != text { Exit::Found } else { Exit::Ok }
}

/// The parser's problems; a file that is not understood is not touched.
fn complain(problems: &[Diagnostic], path: &str, text: &str, terminal: &Terminal) {
    let mut sources = Sources::new();
    // The formatter parses under the default id, which is that of the first text.
    sources.add_text(path, text);
    diagnostics::say(problems, &sources, terminal);
}

/// A unified diff, coloured on terminals.
fn diff(path: &str, old: &str, new: &str, color: bool) -> String {
    let diff = TextDiff::from_lines(old, new);
    let text = diff.unified_diff().context_radius(3).header(path, &format!("{path} (in style)")).to_string();
    if !color {
        return text;
    }
    text.split_inclusive('\n')
        .map(|line| match line.get(..1) {
            Some("+") => format!("\u{1b}[32m{}\u{1b}[0m\n", line.trim_end_matches('\n')),
            Some("-") => format!("\u{1b}[31m{}\u{1b}[0m\n", line.trim_end_matches('\n')),
            Some("@") => format!("\u{1b}[36m{}\u{1b}[0m\n", line.trim_end_matches('\n')),
            _ => line.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_read_as_sentences() {
        let say = |files, changed, unread, dry| summary(&Count { files, changed, unread }, dry);
        assert_eq!(say(3, 0, 0, true), "3 files: all in style");
        assert_eq!(say(1, 1, 0, true), "1 file: 1 not in style: `sievert fmt` writes it");
        assert_eq!(say(3, 2, 0, false), "3 files: 2 written");
        assert_eq!(
            say(3, 2, 1, true),
            "3 files: 2 not in style: `sievert fmt` writes them, 1 broken file left as it is"
        );
    }

    #[test]
    fn a_diff_names_the_file() {
        let text = diff("a.svt", "a\nb\n", "a\nc\n", false);
        assert_eq!(text, "--- a.svt\n+++ a.svt (in style)\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n");
        assert!(diff("a.svt", "a\nb\n", "a\nc\n", true).contains("\u{1b}[31m-b\u{1b}[0m\n"));
    }
}
