//! What is told of an identifier: read off the checked rules, so that it cannot differ from what they do.

use serde_json::{Value, json};
use sievert_lang::program::{
    Category, Context, Expect, Identifier, IdentifierId, Literal, Needle, Program, Severity, TestInput,
    Validate,
};

use super::{first_sentence, wrapped};

/// More examples than this tell nothing new.
const EXAMPLES: usize = 3;

/// What is told of one identifier.
#[derive(Debug)]
pub struct Entry<'p> {
    /// `std.financial.credit_card`.
    pub name: &'p str,
    /// `FIN-CARD`.
    pub id: &'p str,
    /// The first sentence of its doc comment.
    pub title: String,
    /// What sort of data it finds.
    pub category: Category,
    /// (from so many occurrences, severity), ascending.
    pub severity: &'p [(u64, Severity)],
    /// The managed data identifiers of Amazon Macie that it stands for.
    pub macie: Vec<&'p str>,
    /// The profiles that select it.
    pub profiles: Vec<&'p str>,
    /// The checks that a match must pass: `luhn`, `not placeholder`.
    pub validators: Vec<String>,
    /// The words around a match that speak for it, in text or as a header.
    pub keywords: Vec<&'p str>,
    /// What these words are for.
    pub need: Need,
    /// Its patterns, as written.
    pub patterns: Vec<&'p str>,
    /// What its tests show as found.
    pub examples: Vec<&'p TestInput>,
}

/// Whether something is found without its keywords.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Nothing is.
    Required,
    /// It is, and they raise the confidence.
    Helpful,
    /// There are none.
    None,
}

impl Need {
    /// As it is told.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Helpful => "helpful",
            Self::None => "none",
        }
    }
}

/// All identifiers of a program, in pack order.
#[must_use]
pub fn entries(program: &Program) -> Vec<Entry<'_>> {
    (0..).map(IdentifierId).zip(&program.identifiers).map(|(id, found)| entry(program, id, found)).collect()
}

fn entry<'p>(program: &'p Program, id: IdentifierId, identifier: &'p Identifier) -> Entry<'p> {
    let macie = identifier.annotations.iter().filter(|(name, _)| name == "macie").flat_map(|(_, args)| args);
    let selecting = program.profiles.iter().filter(|profile| profile.identifiers.binary_search(&id).is_ok());
    let mut validators = Vec::new();
    if let Some(validate) = &identifier.validate {
        checks(validate, true, &mut validators);
    }
    let mut required = Vec::new();
    for row in &identifier.require {
        words(&row.when, row.expected, &mut required);
    }
    let mut raising = Vec::new();
    for row in &identifier.context {
        words(&row.when, row.effect.0 > 0, &mut raising);
    }
    // Where the score starts below what is reported, something around the match must raise it.
    let starts_low = !identifier.report.accepts(identifier.confidence);
    let need = if !required.is_empty() || (starts_low && !raising.is_empty()) {
        Need::Required
    } else if raising.is_empty() {
        Need::None
    } else {
        Need::Helpful
    };
    let mut keywords: Vec<&str> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    keywords.extend(required.into_iter().chain(raising).filter(|word| seen.insert(*word)));
    let shown = program.tests.iter().filter(|test| test.target == id).flat_map(|test| &test.cases);
    Entry {
        name: &identifier.name,
        id: &identifier.id,
        title: first_sentence(&identifier.doc),
        category: identifier.category,
        severity: &identifier.severity.steps,
        macie: macie.filter_map(text).collect(),
        profiles: selecting.map(|profile| profile.name.as_str()).collect(),
        validators,
        keywords,
        need,
        patterns: identifier.patterns.iter().map(|pattern| pattern.source.as_str()).collect(),
        examples: shown
            .filter(|case| matches!(case.expect, Expect::Hit { .. }))
            .map(|case| &case.input)
            .take(EXAMPLES)
            .collect(),
    }
}

fn text(value: &Literal) -> Option<&str> {
    match value {
        Literal::Text(text) => Some(text),
        _ => None,
    }
}

/// The names of all checks, each once, with `not` before those that must not hold.
fn checks(validate: &Validate, holds: bool, into: &mut Vec<String>) {
    match validate {
        Validate::Check { name, .. } => {
            let check = if holds { (*name).to_owned() } else { format!("not {name}") };
            if !into.contains(&check) {
                into.push(check);
            }
        }
        Validate::All(parts) | Validate::Any(parts) => {
            parts.iter().for_each(|part| checks(part, holds, into))
        }
        Validate::Not(inner) => checks(inner, !holds, into),
    }
}

/// The words that make a condition hold (or, where it must not, those whose absence does not count).
fn words<'c>(context: &'c Context, wanted: bool, into: &mut Vec<&'c str>) {
    match context {
        Context::Near { what: Needle::Words(words), .. } | Context::Column(Needle::Words(words))
            if wanted =>
        {
            into.extend(words.iter().map(String::as_str));
        }
        Context::Near { .. } | Context::Column(_) | Context::Path(_) => {}
        Context::All(parts) | Context::Any(parts) => {
            parts.iter().for_each(|part| words(part, wanted, into));
        }
        Context::Not(inner) => words(inner, !wanted, into),
    }
}

/// A list of objects.
#[must_use]
pub fn json(entries: &[Entry<'_>]) -> Value {
    let object = |entry: &Entry<'_>| {
        let steps = entry.severity.iter();
        let examples = entry.examples.iter();
        json!({
            "name": entry.name,
            "id": entry.id,
            "title": entry.title,
            "category": entry.category,
            "severity": steps.map(|(least, severity)| json!({ "occurrences": least, "severity": severity })).collect::<Vec<_>>(),
            "macie": entry.macie,
            "profiles": entry.profiles,
            "validators": entry.validators,
            "keywords": entry.keywords,
            "keywords_are": entry.need.word(),
            "patterns": entry.patterns,
            "examples": examples.map(|input| example(input)).collect::<Vec<_>>(),
        })
    };
    entries.iter().map(object).collect()
}

/// The text of a test, with the setting it stands in where that is not plain text.
fn example(input: &TestInput) -> Value {
    let mut example = json!({ "text": input.text });
    if let Some(fields) = example.as_object_mut() {
        fields.extend(input.column.iter().map(|column| ("column".to_owned(), json!(column))));
        fields.extend(input.file.iter().map(|file| ("file".to_owned(), json!(file))));
        if !input.field.is_empty() {
            fields.insert("field".to_owned(), json!(input.field));
        }
    }
    example
}

/// A table below each package, within `width` columns where words allow it.
#[must_use]
pub fn text_table(entries: &[Entry<'_>], width: usize) -> String {
    let short = |entry: &Entry<'_>| entry.name.rsplit('.').next().unwrap_or_default().chars().count();
    let names = entries.iter().map(short).max().unwrap_or_default();
    let mut out = String::new();
    let mut last = None;
    for entry in entries {
        let (package, name) = entry.name.rsplit_once('.').unwrap_or(("", entry.name));
        if last != Some(package) {
            let gap = if last.is_some() { "\n" } else { "" };
            out.push_str(&format!("{gap}{package}\n"));
            last = Some(package);
        }
        let severity = entry.severity.last().map_or("", |(_, severity)| severity_word(*severity));
        let head = format!("  {name:<names$}  {severity:<8}  ");
        let room = width.saturating_sub(head.chars().count()).max(24);
        let lines = wrapped(&entry.title, room);
        let indent = format!("\n{}", " ".repeat(head.chars().count()));
        out.push_str(format!("{head}{}", lines.join(&indent)).trim_end());
        out.push('\n');
    }
    out
}

/// A severity as rules write it.
#[must_use]
pub fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Low => "low",
        Severity::Medium => "medium",
        Severity::High => "high",
        Severity::Critical => "critical",
    }
}

#[cfg(test)]
mod tests {
    use sievert_lang::source::{Sealed, Sources};

    use super::*;

    fn program(rules: &str) -> Program {
        let mut sources = Sources::new();
        sources.add_text("a.svt", format!("package a\nlanguage 1\n{rules}"));
        let compiled = sievert_lang::compile(&sources, &Sealed);
        compiled.program.unwrap_or_else(|| panic!("{:?}", compiled.diagnostics))
    }

    #[test]
    fn an_entry_says_what_the_rule_does() {
        let program = program(
            "/// Staff numbers. More.\n@id(\"A-1\") @macie(\"X\", \"Y\")\nidentifier badge {\n  category: personal\n  \
             match: /\\bE[0-9]{6}\\b/\n  validate: luhn and not (placeholder or luhn)\n  \
             require {\n    near([\"badge\", \"staff\"]) and not near([\"order\"]) : true\n    near([\"price\"]) : false\n  }\n  \
             context {\n    column([\"badge\", \"id card\"]) : +0.10\n    near([\"test\"]) : -0.10\n  }\n  \
             severity {\n    occurrences >= 1 : low\n    occurrences >= 9 : high\n  }\n}\n\
             profile some {\n  identifiers: [badge]\n}\n\
             test \"t\" for badge {\n  column(\"badge\", \"E123456\") : hit\n  \"E123457\" : miss\n}\n",
        );
        let entries = entries(&program);
        let entry = &entries[0];
        assert_eq!((entry.title.as_str(), entry.need), ("Staff numbers", Need::Required));
        assert_eq!(entry.macie, ["X", "Y"]);
        assert_eq!(entry.profiles, ["a.some"]);
        assert_eq!(entry.validators, ["luhn", "not placeholder", "not luhn"]);
        assert_eq!(entry.keywords, ["badge", "staff", "id card"], "what speaks against it is no keyword");
        assert_eq!(entry.severity, [(1, Severity::Low), (9, Severity::High)]);
        let json = json(&entries);
        assert_eq!(json[0]["examples"], json!([{ "text": "E123456", "column": "badge" }]));
        assert_eq!(json[0]["severity"][1], json!({ "occurrences": 9, "severity": "high" }));
    }

    #[test]
    fn keywords_are_required_helpful_or_absent() {
        let need = |rows: &str| {
            let rules = format!("identifier x {{\n  category: other\n  match: /abc[0-9]{{3}}/\n{rows}}}\n");
            entries(&program(&rules))[0].need
        };
        assert_eq!(need(""), Need::None);
        assert_eq!(need("  context {\n    near([\"k\"]) : -0.10\n  }\n"), Need::None);
        assert_eq!(need("  context {\n    near([\"k\"]) : +0.10\n  }\n"), Need::Helpful);
        assert_eq!(need("  confidence: 0.40\n  context {\n    near([\"k\"]) : +0.40\n  }\n"), Need::Required);
    }

    #[test]
    fn the_table_keeps_to_its_width() {
        let rules = "/// A rather long sentence about what this is that does not fit on one line of the table at all, ever.\n\
                     identifier x {\n  category: other\n  match: /abc[0-9]{3}/\n}\n";
        let program = program(rules);
        let table = text_table(&entries(&program), 60);
        assert!(table.lines().all(|line| line.chars().count() <= 60), "{table}");
        assert!(table.starts_with("a\n  x  medium    A rather") && table.ends_with("ever\n"), "{table}");
    }
}
