//! The one style.
//!
//! There are no options. Blocks are indented by two blanks; the values of a block's keys are aligned, and in tables the
//! colons; what does not fit into [`WIDTH`] columns is broken, one element or operand a line, but the words of a list fill
//! their lines; items are one blank line apart, and between entries at most one is kept. Whether a condition stands on one line or several is the author's
//! choice as long as it fits: a chain that was broken before an `and` or `or` stays broken.
//!
//! The tree says what was written and the comments lie beside it, each with its place. Printing walks the tree in the
//! order of the text, and before anything is printed, the comments that stood before it are ([`comments`]). A comment is
//! one of three, told by the line breaks around it, and each is printed so that it is the same one when read again; as
//! the layout ([`layout`]) depends on nothing but the tree, the comments and such line breaks as the layout itself writes,
//! formatting twice is formatting once.

mod block;
mod comments;
mod expr;
mod item;
mod layout;

#[cfg(test)]
mod generator;
#[cfg(test)]
mod tests;

use crate::diagnostic::Diagnostic;
use crate::parse::{Parsed, parse};
use crate::source::SourceId;
use comments::Comments;

/// Columns a line should not exceed.
pub const WIDTH: usize = 100;

/// Formats a rule file.
///
/// # Errors
/// The parser's diagnostics; a file that does not parse is not formatted.
pub fn format(text: &str) -> Result<String, Vec<Diagnostic>> {
    let Parsed { file, diagnostics } = parse(SourceId::default(), text);
    if !diagnostics.is_empty() {
        return Err(diagnostics);
    }
    let mut printer = Printer { text, comments: Comments::new(text, &file.comments) };
    let document = printer.file(&file);
    Ok(layout::render(&document))
}

/// Makes a document of a tree; see `item`, `block` and `expr`.
struct Printer<'a> {
    text: &'a str,
    comments: Comments<'a>,
}

/// Whole rule files, one for each kind of thing the language is meant for.
#[cfg(test)]
pub(crate) const EXAMPLES: [(&str, &str); 10] = [
    ("credit_card", include_str!("format/examples/credit_card.svt")),
    ("employee_id", include_str!("format/examples/employee_id.svt")),
    ("allow_list", include_str!("format/examples/allow_list.svt")),
    ("exposure_alert", include_str!("format/examples/exposure_alert.svt")),
    ("windowed_alert", include_str!("format/examples/windowed_alert.svt")),
    ("sequence_alert", include_str!("format/examples/sequence_alert.svt")),
    ("suppression", include_str!("format/examples/suppression.svt")),
    ("profile", include_str!("format/examples/profile.svt")),
    ("plugin", include_str!("format/examples/plugin.svt")),
    ("tests", include_str!("format/examples/tests.svt")),
];
