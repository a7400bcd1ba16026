//! What a code of the compiler means.

use std::fmt::Write as _;

use sievert_lang::codes::CODES;
use sievert_lang::diagnostic::Code;
use sievert_lang::source::{Sealed, Source, Sources};

use crate::diagnostics::{self, Style, level};
use crate::exit::Exit;
use crate::suggest::nearest;
use crate::terminal::Terminal;

/// Explains a code by its name or slug.
pub fn run(what: &str, terminal: &Terminal) -> Exit {
    let known = |code: &&&Code| code.code.eq_ignore_ascii_case(what) || code.slug.eq_ignore_ascii_case(what);
    match CODES.iter().find(known) {
        Some(code) => {
            let style = Style { color: terminal.colors_out(), width: terminal.width() };
            terminal.print(text(code, style));
            Exit::Ok
        }
        None if what.len() >= 8 && what.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
            terminal.error(format_args!(
                "`{what}` looks like a finding: say where it was reported, with `--in report.json`"
            ));
            Exit::Usage
        }
        None => {
            let names = CODES.iter().flat_map(|code| [code.code, code.slug]);
            terminal.error(match nearest(what, names) {
                Some(near) => format!("there is no code `{what}`; did you mean `{near}`?"),
                None => format!("there is no code `{what}`: `sievert list codes` lists them"),
            });
            Exit::Usage
        }
    }
}

fn text(code: &Code, style: Style) -> String {
    let mut text = format!("{} {} ({})\n{}\n", code.code, code.slug, level(code.level), code.title);
    // Writing to a string cannot fail.
    if !code.explanation.is_empty() {
        let _ = write!(text, "\n{}\n", code.explanation.trim());
    }
    if !code.example.is_empty() {
        let _ = write!(
            text,
            "\nFor example:\n\n{}\nis answered with\n\n{}",
            indented(code.example),
            shown(code, style)
        );
    }
    if !code.mended.is_empty() {
        let _ = write!(text, "\nMended:\n\n{}", indented(code.mended));
    }
    text
}

/// The example's own diagnostics, as `check` would show them.
fn shown(code: &Code, style: Style) -> String {
    let mut sources = Sources::new();
    let id = sources.add_text("example.svt", code.example);
    for (path, text) in sievert_rules::STD {
        let pack_path = Some((*path).to_owned());
        sources.add(Source { path: (*path).to_owned(), pack_path, text: (*text).into() });
    }
    let mut problems = sievert_lang::compile(&sources, &Sealed).diagnostics;
    problems.retain(|problem| problem.span().source == id && problem.code == code);
    diagnostics::text(&problems, &sources, style)
}

fn indented(text: &str) -> String {
    text.trim_end()
        .lines()
        .map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") })
        .collect()
}
