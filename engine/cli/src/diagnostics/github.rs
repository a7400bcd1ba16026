//! Diagnostics as workflow commands of GitHub Actions, which shows them beside the changed lines.

use sievert_lang::diagnostic::Diagnostic;
use sievert_lang::source::Sources;

use super::level;
use super::places::Places;

/// One line for each.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut places = Places::new(sources);
    diagnostics
        .iter()
        .map(|diagnostic| {
            let place = places.of(diagnostic.span());
            let mut message = diagnostic.message.clone();
            if let Some(help) = &diagnostic.help {
                message = format!("{message}\n{help}");
            }
            format!(
                "::{} file={},line={},endLine={},col={},endColumn={},title={}::{}\n",
                level(diagnostic.code.level),
                property(place.path),
                place.start.line,
                place.end.line,
                place.start.column,
                place.end.column,
                property(&format!("{} {}", diagnostic.code.code, diagnostic.code.title)),
                data(&message),
            )
        })
        .collect()
}

/// Escaped as the message of a command.
#[must_use]
pub fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escaped as a property of a command.
#[must_use]
pub fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_message_ends_the_command() {
        assert_eq!(data("50%\r\nof: a, b"), "50%25%0D%0Aof: a, b");
        assert_eq!(property("a:b,c"), "a%3Ab%2Cc");
    }
}
