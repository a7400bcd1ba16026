//! Reads a transcript, runs its commands and compares.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A step: what stands before its output, and the command.
struct Step {
    /// Comments and the command line as written.
    head: String,
    command: String,
}

/// Runs a transcript of that name; rewrites it with `UPDATE=1`.
pub fn replay(name: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts").join(format!("{name}.txt"));
    let written = fs::read_to_string(&file).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut said = String::new();
    for step in steps(&written) {
        let output = run(&step.command, folder.path());
        said.push_str(&step.head);
        tell(&output, folder.path(), &mut said);
    }
    let said = format!("{}\n", said.trim_end());
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, said).unwrap();
    } else if said != written {
        let diff = similar::TextDiff::from_lines(written.as_str(), said.as_str());
        let diff = diff.unified_diff().header("written down", "said now").to_string();
        panic!("{} is not what is said now (UPDATE=1 writes it down):\n{diff}", file.display());
    }
}

fn steps(transcript: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut comments = String::new();
    let mut continues = false;
    for line in transcript.lines() {
        if line.starts_with("## ") {
            let _ = writeln!(comments, "{line}");
            continues = false;
        } else if let Some(command) = line.strip_prefix("$ ") {
            let head = format!("{}{line}\n", std::mem::take(&mut comments));
            steps.push(Step { head, command: command.to_owned() });
            continues = true;
        } else if let Some(more) =
            line.strip_prefix("> ").or((line == ">").then_some("")).filter(|_| continues)
        {
            let step = steps.last_mut().unwrap();
            let _ = writeln!(step.head, "{line}");
            let _ = write!(step.command, "\n{more}");
        } else {
            continues = false;
        }
    }
    steps
}

fn run(command: &str, folder: &Path) -> Output {
    let binary = PathBuf::from(env!("CARGO_BIN_EXE_sievert"));
    let path = format!("{}:{}", binary.parent().unwrap().display(), std::env::var("PATH").unwrap());
    Command::new("sh")
        .args(["-c", command])
        .current_dir(folder)
        .env("PATH", path)
        .env("COLUMNS", "100")
        .env("LC_ALL", "C")
        .env_remove("NO_COLOR")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn tell(output: &Output, folder: &Path, said: &mut String) {
    let place = folder.canonicalize().unwrap().display().to_string();
    let clean = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap().replace(&place, "[FOLDER]");
    said.push_str(&clean(&output.stdout));
    for line in clean(&output.stderr).lines() {
        let _ = writeln!(said, "{}", format!("! {line}").trim_end());
    }
    match output.status.code() {
        Some(0) => {}
        Some(code) => {
            let _ = writeln!(said, "[exit {code}]");
        }
        None => said.push_str("[killed]\n"),
    }
    said.push('\n');
}
