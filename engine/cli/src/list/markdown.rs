//! Identifiers as a page of Markdown: the reference of the library, `rules/README.md`, is made by it.

use std::fmt::Write as _;

use sievert_lang::program::{Category, Program, Severity};

use super::first_sentence;
use super::identifiers::{Entry, Need, severity_word};

/// Keywords that stand in the table; JSON has them all.
const KEYWORDS: usize = 4;

/// The categories in the order of the page, with their headings.
const CATEGORIES: [(Category, &str); 5] = [
    (Category::Credentials, "Credentials"),
    (Category::Financial, "Financial"),
    (Category::Health, "Health"),
    (Category::Personal, "Personal"),
    (Category::Other, "Other"),
];

const INTRODUCTION: &str = "\
# Identifiers

<!-- Made by `sievert list identifiers --format markdown`; change the rules, not this page. -->

What is found, in tables by category and package. *Checks* are validators that a match must pass (`sievert list validators`
says what each does); *keywords* stand near the match, in the header of its column or in a name on its JSON path. Where they
are required nothing is reported without one. *Severity* may depend on the number of occurrences in one object.
`sievert list identifiers --format json` has patterns, all keywords and examples as well.

";

/// The page.
#[must_use]
pub fn page(program: &Program, entries: &[Entry<'_>]) -> String {
    let mut page = INTRODUCTION.to_owned();
    if !program.profiles.is_empty() {
        profiles(program, &mut page);
    }
    for (category, heading) in CATEGORIES {
        let of_category: Vec<_> = entries.iter().filter(|entry| entry.category == category).collect();
        if of_category.is_empty() {
            continue;
        }
        let _ = writeln!(page, "\n## {heading}");
        // A package may hold several categories, and its identifiers need not stand together.
        let mut packages: Vec<&str> = Vec::new();
        for entry in &of_category {
            if !packages.contains(&package(entry)) {
                packages.push(package(entry));
            }
        }
        for name in packages {
            let _ = writeln!(page, "\n### `{name}`\n");
            page.push_str(
                "| Identifier | Id | Macie | What it finds | Checks | Keywords | Severity | Profiles |\n",
            );
            page.push_str("|---|---|---|---|---|---|---|---|\n");
            for entry in of_category.iter().filter(|entry| package(entry) == name) {
                row(entry, &mut page);
            }
        }
    }
    page
}

fn profiles(program: &Program, page: &mut String) {
    page.push_str("## Profiles\n\n| Profile | Identifiers | What it is |\n|---|---|---|\n");
    for profile in &program.profiles {
        let (name, count) = (&profile.name, profile.identifiers.len());
        let _ = writeln!(page, "| `{name}` | {count} | {} |", cell(&first_sentence(&profile.doc)));
    }
}

fn package<'p>(entry: &Entry<'p>) -> &'p str {
    entry.name.rsplit_once('.').map_or("", |(package, _)| package)
}

fn row(entry: &Entry<'_>, page: &mut String) {
    let name = entry.name.rsplit('.').next().unwrap_or_default();
    let code = |texts: &mut dyn Iterator<Item = &str>| -> String {
        let texts: Vec<String> = texts.map(|text| format!("`{text}`")).collect();
        texts.join(", ")
    };
    let short = |name: &&str| name.rsplit('.').next().unwrap_or_default().to_owned();
    let profiles: Vec<String> = entry.profiles.iter().map(short).collect();
    let _ = writeln!(
        page,
        "| `{name}` | {} | {} | {} | {} | {} | {} | {} |",
        cell(entry.id),
        code(&mut entry.macie.iter().copied()),
        cell(&entry.title),
        code(&mut entry.validators.iter().map(String::as_str)),
        keywords(entry),
        severity(entry.severity),
        cell(&profiles.join(", ")),
    );
}

fn keywords(entry: &Entry<'_>) -> String {
    if entry.need == Need::None {
        return String::new();
    }
    let mut shown: Vec<String> = entry.keywords.iter().take(KEYWORDS).map(|word| cell(word)).collect();
    if let Some(more @ 1..) = entry.keywords.len().checked_sub(KEYWORDS) {
        shown.push(format!("… {more} more"));
    }
    format!("{}: {}", entry.need.word(), shown.join(", "))
}

/// `low`, `medium from 50`.
fn severity(steps: &[(u64, Severity)]) -> String {
    let step = |(least, severity): &(u64, Severity)| match least {
        0 | 1 => severity_word(*severity).to_owned(),
        least => format!("{} from {least}", severity_word(*severity)),
    };
    steps.iter().map(step).collect::<Vec<_>>().join(", ")
}

/// A text that ends no cell and starts no markup.
fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut code = false;
    for c in text.chars() {
        match c {
            '`' => code = !code,
            '|' => out.push('\\'),
            '\\' | '*' | '_' | '<' | '[' | ']' if !code => out.push('\\'),
            _ => {}
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_hold_no_markup_of_their_own() {
        assert_eq!(cell("a|b *c* `d_e*|` f_g <h>"), "a\\|b \\*c\\* `d_e*\\|` f\\_g \\<h>");
    }

    #[test]
    fn severities_say_from_when() {
        assert_eq!(severity(&[(1, Severity::Low), (50, Severity::High)]), "low, high from 50");
    }
}
