//! `sievert list`: what there is.

pub mod identifiers;
pub mod markdown;
pub mod profiles;

use clap::{Subcommand, ValueEnum};
use serde_json::{Value, json};
use sievert_lang::builtins::{Param, VALIDATORS, Validator};
use sievert_lang::codes::CODES;
use sievert_lang::program::Literal;

use crate::diagnostics::{level, plural};
use crate::exit::Exit;
use crate::rules_input::{self, Choice, RulesArgs};
use crate::terminal::Terminal;

/// What is listed.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  sievert list identifiers                         everything that the library knows
  sievert list identifiers --profile recommended   what a scan without --rules looks for
  sievert list identifiers --rules rules --format json
  sievert list profiles                            what --profile may name
  sievert list validators                          what `validate:` may name")]
pub struct Args {
    /// Of what.
    #[command(subcommand)]
    pub what: What,
}

/// What can be listed.
#[derive(Debug, Subcommand)]
pub enum What {
    /// Identifiers: what they find, and in JSON how
    Identifiers {
        /// Where they come from.
        #[command(flatten)]
        rules: RulesArgs,
        /// Only those of this profile, by its name or full name; several together
        #[arg(long, value_name = "NAME")]
        profile: Vec<String>,
        /// How
        #[arg(long, value_enum, default_value_t)]
        format: PageFormat,
    },
    /// Profiles: named sets of identifiers, for --profile
    Profiles {
        /// Where they come from, besides the library.
        #[command(flatten)]
        rules: RulesArgs,
        /// How
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Codes of errors and warnings; `sievert explain` says more about each
    Codes {
        /// How
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Checks that `validate:` may name, with their standards
    Validators {
        /// How
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
}

/// `--format` of `list`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// A table
    #[default]
    Text,
    /// A list of objects
    Json,
}

/// `--format` of `list identifiers`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum PageFormat {
    /// A table for each package
    #[default]
    Text,
    /// A list of objects
    Json,
    /// A page with a table for each package
    Markdown,
}

/// Lists.
#[must_use]
pub fn run(args: &Args, terminal: &Terminal) -> Exit {
    let (format, heads, rows, noun) = match &args.what {
        What::Identifiers { rules, profile, format } => {
            return list_identifiers(rules, profile, *format, terminal).unwrap_or_else(|exit| exit);
        }
        What::Profiles { rules, format } => {
            return list_profiles(rules, *format, terminal).unwrap_or_else(|exit| exit);
        }
        What::Codes { format } => {
            let row = |code: &&sievert_lang::diagnostic::Code| {
                [
                    ("code", json!(code.code)),
                    ("slug", json!(code.slug)),
                    ("level", json!(level(code.level))),
                    ("title", json!(code.title)),
                ]
                .into()
            };
            (*format, ["code", "slug", "title"].as_slice(), CODES.iter().map(row).collect(), "code")
        }
        What::Validators { format } => {
            let rows: Vec<Row> = VALIDATORS.iter().map(validator).collect();
            (*format, ["call", "standard", "what"].as_slice(), rows, "validator")
        }
    };
    match format {
        Format::Json => {
            let objects: Vec<Value> = rows.iter().map(|row| row.iter().cloned().collect()).collect();
            terminal.print(format_args!("{:#}\n", Value::Array(objects)));
        }
        Format::Text => {
            terminal.print(table(heads, &rows));
            terminal.say(plural(rows.len(), noun));
        }
    }
    Exit::Ok
}

type Row = Vec<(&'static str, Value)>;

fn list_identifiers(
    rules: &RulesArgs,
    profiles: &[String],
    format: PageFormat,
    terminal: &Terminal,
) -> Result<Exit, Exit> {
    let program = rules_input::program(rules, Choice::of(profiles), terminal)?;
    let entries = identifiers::entries(&program);
    match format {
        PageFormat::Json => terminal.print(format_args!("{:#}\n", identifiers::json(&entries))),
        PageFormat::Markdown => terminal.print(markdown::page(&program, &entries)),
        PageFormat::Text => {
            terminal.print(identifiers::text_table(&entries, terminal.width()));
            terminal.say(plural(entries.len(), "identifier"));
        }
    }
    Ok(Exit::Ok)
}

fn list_profiles(rules: &RulesArgs, format: Format, terminal: &Terminal) -> Result<Exit, Exit> {
    // A profile selects among all files, and so those of the library are there beside one's own.
    let program = rules_input::program(rules, Choice::Everything, terminal)?;
    match format {
        Format::Json => terminal.print(format_args!("{:#}\n", profiles::json(&program))),
        Format::Text => {
            terminal.print(profiles::text_table(&program, terminal.width()));
            terminal.say(plural(program.profiles.len(), "profile"));
        }
    }
    Ok(Exit::Ok)
}

/// The first sentence of a doc comment, without its line breaks.
fn first_sentence(doc: &str) -> String {
    let paragraph: Vec<&str> = doc.lines().map(str::trim).take_while(|line| !line.is_empty()).collect();
    let paragraph = paragraph.join(" ");
    paragraph.split_once(". ").map_or(paragraph.trim_end_matches('.'), |(first, _)| first).to_owned()
}

fn validator(validator: &Validator) -> Row {
    let param = |param: &Param| match &param.default {
        None => param.name.to_owned(),
        Some(default) => format!("{}: {}", param.name, literal(default)),
    };
    let params: Vec<String> = validator.params.iter().map(param).collect();
    let call = if params.is_empty() {
        validator.name.to_owned()
    } else {
        format!("{}({})", validator.name, params.join(", "))
    };
    vec![
        ("name", json!(validator.name)),
        ("call", json!(call)),
        ("what", json!(validator.doc)),
        ("standard", json!(validator.standard)),
    ]
}

fn literal(value: &Literal) -> String {
    match value {
        Literal::Bool(value) => value.to_string(),
        Literal::Int(value) => value.to_string(),
        Literal::Float(value) => value.to_string(),
        Literal::Text(value) => format!("{value:?}"),
        Literal::List(values) => format!("[{}]", values.iter().map(literal).collect::<Vec<_>>().join(", ")),
    }
}

/// Columns as wide as their widest cell; nothing is cut, so that a search through a pipe finds everything.
pub fn table(heads: &[&str], rows: &[Row]) -> String {
    let cell =
        |row: &Row, head: &str| match row.iter().find(|(name, _)| *name == head).map(|(_, value)| value) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Null) | None => "-".to_owned(),
            Some(other) => other.to_string(),
        };
    let body = rows.iter().map(|row| heads.iter().map(|head| cell(row, head)).collect::<Vec<_>>());
    aligned(std::iter::once(heads.iter().map(|head| head.to_uppercase()).collect()).chain(body))
}

/// A text in lines of at most `width` characters, broken between words; one line at least.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Lines whose cells stand below one another, two spaces apart.
pub fn aligned(lines: impl Iterator<Item = Vec<String>>) -> String {
    let lines: Vec<Vec<String>> = lines.collect();
    let mut widths: Vec<usize> = Vec::new();
    for line in &lines {
        widths.resize(widths.len().max(line.len()), 0);
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let padded = lines.iter().map(|line| {
        let cells: Vec<String> =
            line.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        format!("{}\n", cells.join("  ").trim_end())
    });
    padded.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sentence_stands_for_the_doc() {
        assert_eq!(first_sentence("One\nand two. Three.\n\nFour."), "One and two");
        assert_eq!(first_sentence("One."), "One");
        assert_eq!(first_sentence(""), "");
    }

    #[test]
    fn columns_are_aligned_and_missing_cells_marked() {
        let rows = vec![
            vec![("a", json!("long word")), ("b", json!(null))],
            vec![("a", json!("ä")), ("b", json!("x"))],
        ];
        assert_eq!(table(&["a", "b"], &rows), "A          B\nlong word  -\nä          x\n");
    }
}
