//! The golden files of `tests/diagnostics`: what a person sees when a rule file is wrong.
//!
//! Every `name.svt` there has a `name.txt` beside it: all diagnostics as a terminal shows them. A line `//// path` starts a
//! further file. `UPDATE=1 cargo test -p sievert-lang golden` writes the texts anew; read the difference before it is
//! committed.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use miette::{GraphicalReportHandler, GraphicalTheme};

use crate::compile;
use crate::diagnostic::Rendered;
use crate::source::{Source, Sources, World};

/// A world with a fixed day and no files.
pub(crate) struct Fixed;

impl World for Fixed {
    fn read_list(&self, _from: &Source, _path: &str) -> Result<String, String> {
        Err("no such file".to_owned())
    }

    fn today(&self) -> Option<(i32, u8, u8)> {
        Some((2026, 11, 24))
    }
}

/// The files of one text: the first is called `name.svt`, the others by the path after their `////`.
pub(crate) fn split(name: &str, text: &str) -> Sources {
    let mut sources = Sources::new();
    for (index, part) in text.split("//// ").enumerate() {
        if index == 0 {
            sources.add_text(format!("{name}.svt"), part);
        } else {
            let (path, text) = part.split_once('\n').unwrap_or((part, ""));
            let pack_path = Some(path.to_owned());
            sources.add(Source { path: path.to_owned(), pack_path, text: text.into() });
        }
    }
    sources
}

fn render(sources: &Sources) -> String {
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor()).with_width(100);
    let mut out = String::new();
    for diagnostic in compile(sources, &Fixed).diagnostics {
        handler.render_report(&mut out, &Rendered::new(&diagnostic, sources)).unwrap();
        writeln!(out).unwrap();
    }
    let lines: Vec<&str> = out.lines().map(str::trim_end).collect();
    format!("{}\n", lines.join("\n").trim_end())
}

#[test]
fn diagnostics_read_as_their_golden_files_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/diagnostics");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "svt"))
        .collect();
    files.sort();
    assert!(files.len() >= 20, "only {} golden files in {}", files.len(), folder.display());
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    for file in files {
        let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
        let found = render(&split(&name, &std::fs::read_to_string(&file).unwrap()));
        let golden = file.with_extension("txt");
        if update {
            std::fs::write(&golden, &found).unwrap();
        } else if std::fs::read_to_string(&golden).unwrap_or_default() != found {
            wrong.push(format!("{name}:\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "these differ from their golden files:\n\n{}", wrong.join("\n\n"));
}
