//! Diagnostics as JSON, for editors and scripts.

use serde_json::{Value, json};
use sievert_lang::diagnostic::{Diagnostic, Fix, Label, Safety};
use sievert_lang::source::Sources;

use super::places::{Places, Point};
use super::{Tally, level};

/// `{"diagnostics": […], "summary": {…}}`, indented, with a line end.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, tally: Tally) -> String {
    let mut places = Places::new(sources);
    let rows: Vec<Value> = diagnostics.iter().map(|diagnostic| row(diagnostic, &mut places)).collect();
    let summary = json!({ "files": tally.files, "errors": tally.errors, "warnings": tally.warnings });
    format!("{:#}\n", json!({ "diagnostics": rows, "summary": summary }))
}

fn row(diagnostic: &Diagnostic, places: &mut Places<'_>) -> Value {
    let place = places.of(diagnostic.span());
    let labels: Vec<Value> = diagnostic.labels.iter().map(|each| label(each, places)).collect();
    let fixes: Vec<Value> = diagnostic.fixes.iter().map(|each| fix(each, places)).collect();
    json!({
        "code": diagnostic.code.code,
        "slug": diagnostic.code.slug,
        "level": level(diagnostic.code.level),
        "message": diagnostic.message,
        "help": diagnostic.help,
        "path": place.path,
        "start": point(place.start),
        "end": point(place.end),
        "labels": labels,
        "fixes": fixes,
    })
}

fn label(label: &Label, places: &mut Places<'_>) -> Value {
    let place = places.of(label.span);
    json!({ "path": place.path, "start": point(place.start), "end": point(place.end), "text": label.text })
}

fn fix(fix: &Fix, places: &mut Places<'_>) -> Value {
    let edits: Vec<Value> = fix
        .edits
        .iter()
        .map(|edit| {
            let place = places.of(edit.span);
            json!({
                "path": place.path,
                "start": point(place.start),
                "end": point(place.end),
                "text": edit.text,
            })
        })
        .collect();
    json!({ "title": fix.title, "safe": fix.safety == Safety::Safe, "edits": edits })
}

fn point(point: Point) -> Value {
    json!({ "line": point.line, "column": point.column, "offset": point.offset })
}
