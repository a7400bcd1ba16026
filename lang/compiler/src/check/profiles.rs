//! `profile`: which identifiers a scan uses.
//!
//! A profile lists names from all over a library, so that names are written in full there and need no `use`; one that the
//! file imports or declares may be written short, as elsewhere. What each profile says is read first and put together
//! when all are known, because they build on each other in any order and across files.

use std::collections::HashSet;

use crate::builtins::kinds::{self, Kind};
use crate::codes::{logic, names, packs};
use crate::diagnostic::Diagnostic;
use crate::program::{IdentifierId, Profile};
use crate::source::Span;
use crate::syntax::{Expr, ExprKind};

use super::Checker;
use super::constants::{path_of, peel};
use super::fields::Fields;
use super::identifier::{SymbolRef, doc};
use super::names::{Parts, SymbolId, Target, path_span};

/// The most identifiers that all profiles together may name, each counted wherever it comes up: few lines can name much.
const MAX_MEMBERS: usize = 4_000_000;

/// What one profile says.
#[derive(Debug)]
pub(super) struct Draft {
    name: String,
    doc: String,
    span: Span,
    own: Vec<IdentifierId>,
    /// Other drafts, each with the place that names it.
    builds_on: Vec<(usize, Span)>,
    except: Vec<Taken>,
    /// Everything was understood; warnings about the rest would mislead.
    whole: bool,
}

/// One entry of a list with the identifiers that it names.
#[derive(Debug)]
struct Taken {
    written: String,
    span: Span,
    identifiers: Vec<IdentifierId>,
}

impl<'a> Checker<'a> {
    /// Reads one profile.
    pub(super) fn profile(&mut self, symbol: &SymbolRef<'a>, fields: &Fields<'a>) -> Draft {
        self.item_annotations(symbol.item);
        let own = self.members(fields, "identifiers");
        let builds_on = self.named_profiles(fields);
        let except = self.members(fields, "except");
        let whole = own.is_some() && builds_on.is_some() && except.is_some();
        Draft {
            name: symbol.full.clone(),
            doc: doc(symbol.item),
            span: symbol.name.span,
            own: own.into_iter().flatten().flat_map(|taken| taken.identifiers).collect(),
            builds_on: builds_on.unwrap_or_default(),
            except: except.unwrap_or_default(),
            whole,
        }
    }

    /// A list of identifiers and of packages with `.*`; `None` after an error.
    fn members(&mut self, fields: &Fields<'a>, key: &str) -> Option<Vec<Taken>> {
        let Some(value) = fields.value(key) else { return Some(Vec::new()) };
        let kind = kinds::kind("identifier")?;
        let mut taken = Vec::new();
        let mut seen = HashSet::new();
        let mut whole = true;
        for item in elements(value) {
            let Some(parts) = path_of(peel(item)) else {
                self.mismatch(item, &format!("`{key}`"), "names of identifiers, or of packages with `.*`");
                whole = false;
                continue;
            };
            let written = written(&parts);
            if !seen.insert(written.clone()) {
                self.listed_twice(&written, item.span);
                continue;
            }
            let identifiers = match parts.split_last() {
                Some((("*", _), package)) => self.below(package, path_span(&parts)),
                _ => self.named(&parts, kind).map(|symbol| self.identifier_ids([symbol])),
            };
            match identifiers {
                Some(identifiers) if self.count(identifiers.len(), item.span) => {
                    taken.push(Taken { written, span: item.span, identifiers });
                }
                _ => whole = false,
            }
        }
        whole.then_some(taken)
    }

    fn named_profiles(&mut self, fields: &Fields<'a>) -> Option<Vec<(usize, Span)>> {
        let Some(value) = fields.value("profiles") else { return Some(Vec::new()) };
        let kind = kinds::kind("profile")?;
        let mut found: Vec<(usize, Span)> = Vec::new();
        let mut seen = HashSet::new();
        let mut whole = true;
        for item in elements(value) {
            let Some(parts) = path_of(peel(item)) else {
                self.mismatch(item, "`profiles`", "names of profiles");
                whole = false;
                continue;
            };
            if !seen.insert(written(&parts)) {
                self.listed_twice(&written(&parts), item.span);
                continue;
            }
            if let Some(("*", span)) = parts.last() {
                let found = Diagnostic::new(
                    &names::MALFORMED_ITEM,
                    "profiles are named one by one",
                    *span,
                    "everything",
                );
                self.report(found.help("only `identifiers` and `except` take whole packages with `.*`"));
                whole = false;
                continue;
            }
            match self.named(&parts, kind).and_then(|symbol| self.names.symbols.get(symbol)) {
                Some(symbol) => found.push((symbol.index as usize, item.span)),
                None => whole = false,
            }
        }
        whole.then_some(found)
    }

    fn listed_twice(&mut self, written: &str, span: Span) {
        let message = format!("`{written}` stands here twice");
        self.report(Diagnostic::new(&names::DUPLICATE, message, span, "again"));
    }

    /// The item of a path: as the file sees it, or else written in full.
    fn named(&mut self, parts: &Parts<'_>, kind: &'static Kind) -> Option<SymbolId> {
        if let Some((_, span)) = parts.iter().find(|(part, _)| *part == "*") {
            self.star_not_last(*span);
            return None;
        }
        let (&(last, last_span), head) = parts.split_last()?;
        let scope = self.names.scopes.get(self.file)?;
        let seen = parts.first().is_some_and(|(first, _)| {
            let own = self.names.packages.get(&scope.package);
            scope.imports.contains_key(*first) || own.is_some_and(|items| items.contains_key(*first))
        });
        if seen || head.is_empty() {
            return self.resolve(parts, kind);
        }
        let package = written(head);
        match self.names.packages.get(&package).map(|items| items.get(last).copied()) {
            None => {
                self.unknown_package(&package, path_span(head));
                None
            }
            Some(None) => self.unknown_in(&package, last, last_span, Some(kind)),
            Some(Some(symbol)) => self.of_kind(symbol, parts, kind),
        }
    }

    /// The identifiers of a package and of those below it.
    fn below(&mut self, package: &Parts<'_>, span: Span) -> Option<Vec<IdentifierId>> {
        if let Some((_, span)) = package.iter().find(|(part, _)| *part == "*") {
            self.star_not_last(*span);
            return None;
        }
        let mut path = written(package);
        let scope = self.names.scopes.get_mut(self.file)?;
        if let Some(((first, _), rest)) = package.split_first()
            && let Some(import) = scope.imports.get_mut(*first)
        {
            import.used = true;
            match &import.target {
                Target::Broken => return None,
                Target::Symbol(_) => {}
                Target::Package(imported) if rest.is_empty() => path.clone_from(imported),
                Target::Package(imported) => path = format!("{imported}.{}", written(rest)),
            }
        }
        let prefix = format!("{path}.");
        let packages: Vec<_> = self
            .names
            .packages
            .iter()
            .filter(|(name, _)| **name == path || name.starts_with(&prefix))
            .map(|(_, items)| items)
            .collect();
        if packages.is_empty() {
            self.unknown_package(&path, path_span(package));
            return None;
        }
        let found = self.identifier_ids(packages.into_iter().flat_map(|items| items.values().copied()));
        if found.is_empty() {
            let message = format!("`{path}.*` names no identifier");
            let label = "no identifier in it or below it";
            self.report(Diagnostic::new(&names::UNKNOWN_NAME, message, span, label));
            return None;
        }
        Some(found)
    }

    fn star_not_last(&mut self, span: Span) {
        let message = "`*` stands at the end of a path";
        let found = Diagnostic::new(&names::MALFORMED_ITEM, message, span, "not at the end");
        self.report(found.help("`a.b.*` is everything of `a.b` and of the packages below it"));
    }

    fn identifier_ids(&self, symbols: impl IntoIterator<Item = SymbolId>) -> Vec<IdentifierId> {
        let symbols = symbols.into_iter().filter_map(|symbol| self.names.symbols.get(symbol));
        let identifiers = symbols.filter(|symbol| symbol.kind.name == "identifier");
        identifiers.map(|symbol| IdentifierId(symbol.index)).collect()
    }

    /// Whether so many more members may be named; the first that may not is reported.
    fn count(&mut self, more: usize, span: Span) -> bool {
        let before = self.members;
        self.members = before.saturating_add(more);
        if self.members > MAX_MEMBERS && before <= MAX_MEMBERS {
            let message = format!("all profiles together name at most {MAX_MEMBERS} identifiers");
            let found = Diagnostic::new(&packs::LIST_TOO_BIG, message, span, "too many");
            self.report(found.help("let profiles build on each other less, or leave some out"));
        }
        self.members <= MAX_MEMBERS
    }

    /// Puts the profiles together, each after those it builds on.
    pub(super) fn assemble_profiles(&mut self, drafts: Vec<Draft>) {
        let mut waits: Vec<usize> = drafts.iter().map(|draft| draft.builds_on.len()).collect();
        let mut builders: Vec<Vec<usize>> = vec![Vec::new(); drafts.len()];
        for (index, draft) in drafts.iter().enumerate() {
            for (base, _) in &draft.builds_on {
                builders.get_mut(*base).into_iter().for_each(|of| of.push(index));
            }
        }
        let mut ready: Vec<usize> = (0..drafts.len()).filter(|index| waits.get(*index) == Some(&0)).collect();
        let mut sets: Vec<Option<Vec<IdentifierId>>> = vec![None; drafts.len()];
        while let Some(index) = ready.pop() {
            let Some(draft) = drafts.get(index) else { continue };
            let set = self.assemble(draft, &sets);
            sets.get_mut(index).into_iter().for_each(|slot| *slot = Some(set.clone()));
            for builder in builders.get(index).into_iter().flatten() {
                let Some(waiting) = waits.get_mut(*builder) else { continue };
                *waiting -= 1;
                if *waiting == 0 {
                    ready.push(*builder);
                }
            }
        }
        self.report_cycles(&drafts, &waits);
        for (draft, set) in drafts.into_iter().zip(sets) {
            let identifiers = set.unwrap_or_default();
            self.program.profiles.push(Profile {
                name: draft.name,
                doc: draft.doc,
                identifiers,
                span: draft.span,
            });
        }
    }

    fn assemble(&mut self, draft: &Draft, sets: &[Option<Vec<IdentifierId>>]) -> Vec<IdentifierId> {
        let mut set = draft.own.clone();
        for (base, span) in &draft.builds_on {
            let base = sets.get(*base).and_then(Option::as_deref).unwrap_or_default();
            if !self.count(base.len(), *span) {
                return Vec::new();
            }
            set.extend_from_slice(base);
        }
        set.sort_unstable();
        set.dedup();
        let mut out: HashSet<IdentifierId> = HashSet::new();
        for taken in &draft.except {
            let some = taken.identifiers.iter().any(|id| set.binary_search(id).is_ok());
            if !some && draft.whole && !self.out.has_errors() {
                let message = format!("`{}` takes nothing out of the profile", taken.written);
                let found = Diagnostic::new(&logic::UNREACHABLE, message, taken.span, "not in it");
                self.report(
                    found.help("leave it out, or add what it is taken from to `identifiers` or `profiles`"),
                );
            }
            out.extend(&taken.identifiers);
        }
        set.retain(|id| !out.contains(id));
        if set.is_empty() && draft.whole && !self.out.has_errors() {
            let name = draft.name.rsplit('.').next().unwrap_or_default();
            let message = format!("the profile `{name}` is empty");
            let found = Diagnostic::new(&logic::UNSATISFIABLE, message, draft.span, "selects no identifier");
            self.report(if draft.except.is_empty() {
                found.help("add `identifiers` or `profiles`")
            } else {
                found.help("`except` takes out everything")
            });
        }
        set
    }

    /// Reports each circle among the profiles that wait for another one.
    fn report_cycles(&mut self, drafts: &[Draft], waits: &[usize]) {
        let waiting = |index: usize| waits.get(index).is_some_and(|waits| *waits > 0);
        // By draft: the walk that has come by.
        let mut walks: Vec<Option<usize>> = vec![None; drafts.len()];
        for start in (0..drafts.len()).filter(|index| waiting(*index)) {
            let mut path: Vec<(usize, Span)> = Vec::new();
            let mut at = start;
            while let Some(walk) = walks.get_mut(at).filter(|walk| walk.is_none()) {
                *walk = Some(start);
                let builds_on = drafts.get(at).map(|draft| draft.builds_on.as_slice()).unwrap_or_default();
                let Some((base, span)) = builds_on.iter().find(|(base, _)| waiting(*base)) else { break };
                path.push((at, *span));
                at = *base;
            }
            if walks.get(at) == Some(&Some(start)) {
                let circle: Vec<_> = path.iter().skip_while(|(index, _)| *index != at).copied().collect();
                self.report_cycle(drafts, &circle);
            }
        }
    }

    fn report_cycle(&mut self, drafts: &[Draft], circle: &[(usize, Span)]) {
        /// More places than this do not make it clearer.
        const SHOWN: usize = 8;
        let name = |index: usize| drafts.get(index).map_or("", |draft| draft.name.as_str());
        let Some((&(last, closing), before)) = circle.split_last() else { return };
        let first = circle.first().map_or(last, |(index, _)| *index);
        let message = format!("the profile `{}` builds on itself", name(first));
        if before.is_empty() {
            let found = Diagnostic::new(&names::CYCLE, message, closing, "itself");
            self.report(found.help("leave it out"));
            return;
        }
        let mut found = Diagnostic::new(&names::CYCLE, message, closing, "and here the circle closes");
        for (index, span) in before.iter().take(SHOWN) {
            found = found.label(*span, format!("`{}` builds on this", name(*index)));
        }
        self.report(found.help("take one of these references away"));
    }
}

/// The elements of a list; anything else stands for a list of one.
fn elements(value: &Expr) -> &[Expr] {
    let inner = peel(value);
    match &inner.kind {
        ExprKind::List(items) => items,
        _ => std::slice::from_ref(inner),
    }
}

fn written(parts: &Parts<'_>) -> String {
    parts.iter().map(|(part, _)| *part).collect::<Vec<_>>().join(".")
}
