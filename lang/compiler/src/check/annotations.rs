//! Annotations: `@id("…")`, `@allow(unused, reason: "…")`.

use crate::builtins::kinds::ANNOTATIONS;
use crate::codes::{self, names, types};
use crate::diagnostic::{Diagnostic, Level, Safety};
use crate::program::Literal;
use crate::source::Span;
use crate::syntax::{Annotation, Entry, ExprKind, Item};

use super::Checker;
use super::collector::Allowance;
use super::constants::peel;
use super::suggest::{nearest, one_of};

/// An annotation with its arguments as texts.
pub(super) type Annotated = (String, Vec<Literal>);

impl Checker<'_> {
    /// The annotations of an item other than `@allow`, which takes effect here.
    pub(super) fn item_annotations(&mut self, item: &Item) -> Vec<Annotated> {
        self.annotations(&item.annotations, item.span)
    }

    /// On an entry only `@allow` means something.
    pub(super) fn entry_annotations(&mut self, entry: &Entry) {
        if entry.annotations.is_empty() {
            return;
        }
        for annotation in
            entry.annotations.iter().filter(|a| a.name.text != "allow" && is_known(&a.name.text))
        {
            let message = format!("`@{}` belongs to an item, not to a line inside it", annotation.name.text);
            let found = Diagnostic::new(&names::MISPLACED, message, annotation.span, "means nothing here");
            self.report(found.help("move it above the item"));
        }
        self.annotations(&entry.annotations, entry.span);
    }

    fn annotations(&mut self, annotations: &[Annotation], covered: Span) -> Vec<Annotated> {
        let mut known: Vec<Annotated> = Vec::new();
        for annotation in annotations {
            let name = annotation.name.text.as_str();
            let Some(kind) = ANNOTATIONS.iter().find(|kind| kind.name == name) else {
                self.unknown_annotation(annotation);
                continue;
            };
            if name == "allow" {
                self.allowance(annotation, covered);
                continue;
            }
            if known.iter().any(|(other, _)| other == name) {
                let message = format!("`@{name}` stands here twice");
                self.report(Diagnostic::new(&names::DUPLICATE, message, annotation.span, "again"));
                continue;
            }
            let (least, most) = kind.arguments;
            if !(least..=most).contains(&annotation.args.len()) {
                let message = format!("`@{name}` takes {}", kind.wants);
                let label = format!("{} here", super::suggest::counted(annotation.args.len(), "argument"));
                self.report(Diagnostic::new(&types::ARITY, message, annotation.span, label));
                continue;
            }
            let owner = format!("`@{name}`");
            let mut values = Vec::new();
            for arg in &annotation.args {
                if let Some(name) = &arg.name {
                    let message = format!("{owner} has no named arguments");
                    let found = Diagnostic::new(&types::BAD_ARGUMENT, message, name.span, "no such argument");
                    self.report(found.help(format!("it takes {}", kind.wants)));
                } else if let Some(text) = self.text(&arg.value, &owner) {
                    values.push(Literal::Text(text.value.clone()));
                }
            }
            if values.len() == annotation.args.len() {
                known.push((name.to_owned(), values));
            }
        }
        known
    }

    fn unknown_annotation(&mut self, annotation: &Annotation) {
        let name = &annotation.name;
        let message = format!("there is no annotation `@{}`", name.text);
        let found = Diagnostic::new(&names::UNKNOWN_ANNOTATION, message, name.span, "not an annotation");
        let known = || ANNOTATIONS.iter().map(|kind| kind.name);
        self.report(match nearest(&name.text, known()) {
            Some(near) => found.help(format!("did you mean `@{near}`?")).fix(
                format!("write `{near}`"),
                name.span,
                near,
                Safety::Safe,
            ),
            None => found.help(format!("there is {}", one_of(known()))),
        });
    }

    fn allowance(&mut self, annotation: &Annotation, covered: Span) {
        let params = [("warning", true), ("reason", true)];
        let Some(bound) = self.bind("@allow", &params, &annotation.args, annotation.span) else { return };
        let [Some(warning), Some(reason)] = bound.as_slice() else { return };
        if let Some(reason) = self.text(reason, "`reason` of `@allow`")
            && reason.value.trim().is_empty()
        {
            let found = Diagnostic::new(
                &types::BAD_ARGUMENT,
                "`reason` of `@allow` is empty",
                reason.span,
                "no reason",
            );
            self.report(found.help("say why the warning does not apply here"));
        }
        let warning = peel(warning);
        let slug = match &warning.kind {
            ExprKind::Name(name) => name.as_str(),
            ExprKind::Text(text) => text.value.as_str(),
            _ => {
                self.mismatch(warning, "`@allow`", "the slug of a warning");
                return;
            }
        };
        match codes::find(slug) {
            Some(code) if code.level == Level::Warning => {
                self.out.allow(Allowance { code, item: covered, span: annotation.span });
            }
            Some(code) => {
                let message = format!("{} `{slug}` is an error, and errors cannot be silenced", code.code);
                self.report(Diagnostic::new(&types::BAD_ARGUMENT, message, warning.span, "an error"));
            }
            None => {
                let warnings = || codes::CODES.iter().filter(|c| c.level == Level::Warning).map(|c| c.slug);
                let message = format!("there is no warning `{slug}`");
                let found = Diagnostic::new(&types::BAD_ARGUMENT, message, warning.span, "not a warning");
                self.report(match nearest(slug, warnings()) {
                    Some(near) => found.help(format!("did you mean `{near}`?")).fix(
                        format!("write `{near}`"),
                        warning.span,
                        near,
                        Safety::Safe,
                    ),
                    None => found.help(format!("it is one of {}", one_of(warnings()))),
                });
            }
        }
    }
}

fn is_known(name: &str) -> bool {
    ANNOTATIONS.iter().any(|kind| kind.name == name)
}
