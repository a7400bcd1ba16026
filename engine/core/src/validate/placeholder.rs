//! Values that stand for a secret which is not there: templates, fillers, examples.
//!
//! No standard; these are the shapes that documentation, templates and configuration samples use. One pass over the value.

/// Words that only a filler contains, compared without regard to case and with `-`, `_` and blanks left out. All have five
/// letters or more, so that a random token of base64 does not hold one by chance.
const WORDS: &[&str] = &[
    "example",
    "changeme",
    "placeholder",
    "yourapikey",
    "yoursecret",
    "yourtoken",
    "yourpassword",
    "youraccesskey",
    "yourkeyhere",
    "insertyour",
    "replaceme",
    "replacewith",
    "dummy",
    "redacted",
    "notarealkey",
    "notasecret",
    "fakekey",
    "fakesecret",
    "samplekey",
    "testtesttest",
];

/// Whether a value is a filler: one character over and over, `xxxx` or `****` for most of it, a word such as `EXAMPLE` or
/// `changeme`, a template such as `<secret>`, `${SECRET}`, `{{ secret }}` or `%SECRET%`.
pub(super) fn placeholder(value: &str) -> bool {
    let value = value.trim_matches(['"', '\'', '`', ' ']);
    let folded: String =
        value.chars().filter(|c| !matches!(c, '-' | '_' | ' ')).map(|c| c.to_ascii_lowercase()).collect();
    value.is_empty()
        || template(value)
        || uniform(value)
        || masked(&folded)
        || WORDS.iter().any(|word| folded.contains(word))
}

/// `<…>`, `${…}`, `{{…}}`, `$(…)`, `%…%`, `[…]`, wholly.
fn template(value: &str) -> bool {
    [("<", ">"), ("${", "}"), ("{{", "}}"), ("$(", ")"), ("%", "%"), ("[", "]"), ("#{", "}")].iter().any(
        |(open, close)| {
            value.len() > open.len() + close.len() && value.starts_with(open) && value.ends_with(close)
        },
    )
}

/// One character over and over.
fn uniform(value: &str) -> bool {
    let mut characters = value.chars();
    characters.next().is_some_and(|first| characters.all(|character| character == first))
}

/// A run of four or more `x`, `*`, `.` or `0` that makes up at least half of the value.
fn masked(value: &str) -> bool {
    let (mut longest, mut run, mut last) = (0, 0, None);
    for character in value.chars() {
        run = if last == Some(character) { run + 1 } else { 1 };
        last = Some(character);
        if matches!(character, 'x' | '*' | '.' | '0') {
            longest = longest.max(run);
        }
    }
    longest >= 4 && longest * 2 >= value.chars().count()
}

#[cfg(test)]
mod tests {
    use super::placeholder;

    #[test]
    fn fillers() {
        for filler in [
            "",
            "xxxxxxxxxxxxxxxx",
            "AKIAXXXXXXXXXXXXXXXX",
            "AKIAIOSFODNN7EXAMPLE",
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "changeme",
            "CHANGE_ME",
            "<your secret>",
            "${AWS_SECRET}",
            "{{ secret }}",
            "$(secret)",
            "%SECRET%",
            "\"****\"",
            "your_api_key",
            "YOUR-SECRET-ACCESS-KEY",
            "aaaaaaaaaaaa",
            "0000000000000000",
            "[redacted]",
        ] {
            assert!(placeholder(filler), "{filler}");
        }
    }

    #[test]
    fn random_values_are_none() {
        for value in [
            "qF7kZ0pT3vWn8RbY2sLx5HcJ9dGm4Ae6UiOyPq1K",
            "hunter2",
            "00112233445566778899",
            "x",
            "1A2b3C",
            "žlu",
        ] {
            assert_eq!(placeholder(value), value == "x", "{value}");
        }
    }
}
