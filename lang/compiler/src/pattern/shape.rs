//! What a pattern's tree holds: the parts that diagnostics point at.

use regex_syntax::ast::{
    AssertionKind, Ast, ClassPerl, ClassPerlKind, ClassSet, ClassSetItem, GroupKind, Repetition,
    RepetitionKind, RepetitionRange, Span as Place,
};

use super::semantics::take_unicode;
use crate::source::Span;

/// A place inside a pattern as a place in its file.
pub(super) fn place(inside: &Place, pattern: Span) -> Span {
    let base = pattern.start as usize;
    Span::new(pattern.source, base + inside.start.offset, base + inside.end.offset)
}

/// What was found on one walk over the tree.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// `\A` and `\z`.
    pub(super) text_anchors: Vec<Place>,
    /// `\p{…}`, and Perl classes under `(?u)`.
    pub(super) tables: Vec<Place>,
    /// Perl classes under `(?u)`, as written.
    pub(super) unicode_perl: Vec<(String, Place)>,
}

pub(super) fn survey(ast: &Ast) -> Survey {
    let mut survey = Survey::default();
    survey.walk(ast, &mut false);
    survey
}

impl Survey {
    fn walk(&mut self, ast: &Ast, unicode: &mut bool) {
        match ast {
            Ast::Flags(set) => take_unicode(&mut set.flags.clone(), unicode),
            Ast::Group(group) => {
                let mut inner = *unicode;
                if let GroupKind::NonCapturing(flags) = &group.kind {
                    take_unicode(&mut flags.clone(), &mut inner);
                }
                self.walk(&group.ast, &mut inner);
            }
            Ast::Repetition(repetition) => self.walk(&repetition.ast, unicode),
            Ast::Concat(concat) => concat.asts.iter().for_each(|part| self.walk(part, unicode)),
            Ast::Alternation(alternation) => {
                alternation.asts.iter().for_each(|part| self.walk(part, unicode))
            }
            Ast::Assertion(assertion) => {
                if matches!(assertion.kind, AssertionKind::StartText | AssertionKind::EndText) {
                    self.text_anchors.push(assertion.span);
                }
            }
            Ast::ClassUnicode(class) => self.tables.push(class.span),
            Ast::ClassPerl(perl) => self.perl(perl, *unicode),
            Ast::ClassBracketed(class) => self.set(&class.kind, *unicode),
            Ast::Empty(_) | Ast::Literal(_) | Ast::Dot(_) => {}
        }
    }

    fn perl(&mut self, perl: &ClassPerl, unicode: bool) {
        if unicode {
            let letter = match perl.kind {
                ClassPerlKind::Digit => 'd',
                ClassPerlKind::Space => 's',
                ClassPerlKind::Word => 'w',
            };
            let letter = if perl.negated { letter.to_ascii_uppercase() } else { letter };
            self.tables.push(perl.span);
            self.unicode_perl.push((format!("\\{letter}"), perl.span));
        }
    }

    fn set(&mut self, set: &ClassSet, unicode: bool) {
        match set {
            ClassSet::Item(item) => self.item(item, unicode),
            ClassSet::BinaryOp(op) => {
                self.set(&op.lhs, unicode);
                self.set(&op.rhs, unicode);
            }
        }
    }

    fn item(&mut self, item: &ClassSetItem, unicode: bool) {
        match item {
            ClassSetItem::Unicode(class) => self.tables.push(class.span),
            ClassSetItem::Perl(perl) => self.perl(perl, unicode),
            ClassSetItem::Bracketed(class) => self.set(&class.kind, unicode),
            ClassSetItem::Union(union) => union.items.iter().for_each(|item| self.item(item, unicode)),
            _ => {}
        }
    }
}

/// Whether a part can match the empty text.
fn can_be_empty(ast: &Ast) -> bool {
    match ast {
        Ast::Empty(_) | Ast::Flags(_) | Ast::Assertion(_) => true,
        Ast::Literal(_) | Ast::Dot(_) | Ast::ClassUnicode(_) | Ast::ClassPerl(_) | Ast::ClassBracketed(_) => {
            false
        }
        Ast::Repetition(repetition) => at_least(&repetition.op.kind) == 0 || can_be_empty(&repetition.ast),
        Ast::Group(group) => can_be_empty(&group.ast),
        Ast::Alternation(alternation) => alternation.asts.iter().any(can_be_empty),
        Ast::Concat(concat) => concat.asts.iter().all(can_be_empty),
    }
}

/// The smallest part of a pattern that matches empty which is to blame for it, and the repeat operator there if that is
/// what makes it empty.
pub(super) fn emptiest(ast: &Ast) -> (&Ast, Option<&Repetition>) {
    match ast {
        Ast::Group(group) => emptiest(&group.ast),
        Ast::Alternation(alternation) => match alternation.asts.iter().find(|part| can_be_empty(part)) {
            // An empty branch has no width to underline.
            Some(Ast::Empty(_)) | None => (ast, None),
            Some(part) => emptiest(part),
        },
        Ast::Concat(concat) => {
            let mut solid = concat
                .asts
                .iter()
                .filter(|part| !matches!(part, Ast::Assertion(_) | Ast::Flags(_) | Ast::Empty(_)));
            match (solid.next(), solid.next()) {
                (Some(only), None) => emptiest(only),
                _ => (ast, None),
            }
        }
        Ast::Repetition(repetition) if at_least(&repetition.op.kind) == 0 => (ast, Some(repetition)),
        Ast::Repetition(repetition) => emptiest(&repetition.ast),
        _ => (ast, None),
    }
}

fn at_least(kind: &RepetitionKind) -> u32 {
    match kind {
        RepetitionKind::ZeroOrOne | RepetitionKind::ZeroOrMore => 0,
        RepetitionKind::OneOrMore => 1,
        RepetitionKind::Range(
            RepetitionRange::Exactly(n) | RepetitionRange::AtLeast(n) | RepetitionRange::Bounded(n, _),
        ) => *n,
    }
}

/// The repeats without an upper bound, outermost first, and the bounded form of each operator.
pub(super) fn unbounded(ast: &Ast) -> Vec<(Place, String)> {
    let mut found = Vec::new();
    collect_unbounded(ast, &mut found);
    found
}

fn collect_unbounded(ast: &Ast, found: &mut Vec<(Place, String)>) {
    match ast {
        Ast::Repetition(repetition) => {
            let bounded = match repetition.op.kind {
                RepetitionKind::ZeroOrMore => Some("{0,64}".to_owned()),
                RepetitionKind::OneOrMore => Some("{1,64}".to_owned()),
                RepetitionKind::Range(RepetitionRange::AtLeast(n)) => {
                    Some(format!("{{{n},{}}}", n.saturating_mul(2).max(64)))
                }
                RepetitionKind::ZeroOrOne | RepetitionKind::Range(_) => None,
            };
            if let Some(mut bounded) = bounded {
                if !repetition.greedy {
                    bounded.push('?');
                }
                found.push((repetition.op.span, bounded));
            }
            collect_unbounded(&repetition.ast, found);
        }
        Ast::Group(group) => collect_unbounded(&group.ast, found),
        Ast::Concat(concat) => concat.asts.iter().for_each(|part| collect_unbounded(part, found)),
        Ast::Alternation(alternation) => {
            alternation.asts.iter().for_each(|part| collect_unbounded(part, found))
        }
        _ => {}
    }
}

/// The widest bounded repeat: what to lower in a pattern that is bounded but too long.
pub(super) fn widest(ast: &Ast) -> Option<Place> {
    let mut best: Option<(u32, Place)> = None;
    collect_widest(ast, &mut best);
    best.map(|(_, place)| place)
}

fn collect_widest(ast: &Ast, best: &mut Option<(u32, Place)>) {
    match ast {
        Ast::Repetition(repetition) => {
            if let RepetitionKind::Range(RepetitionRange::Exactly(n) | RepetitionRange::Bounded(_, n)) =
                repetition.op.kind
                && best.is_none_or(|(widest, _)| n > widest)
            {
                *best = Some((n, repetition.op.span));
            }
            collect_widest(&repetition.ast, best);
        }
        Ast::Group(group) => collect_widest(&group.ast, best),
        Ast::Concat(concat) => concat.asts.iter().for_each(|part| collect_widest(part, best)),
        Ast::Alternation(alternation) => alternation.asts.iter().for_each(|part| collect_widest(part, best)),
        _ => {}
    }
}
