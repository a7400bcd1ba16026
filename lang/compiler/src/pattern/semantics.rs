//! From the tree `regex-syntax` parses to the tree this language means.
//!
//! The library's default is Unicode everywhere, and its ASCII mode forbids Unicode literals. Here literals and written
//! classes are Unicode while `\d \w \s \b` are ASCII, so those few nodes are replaced by equals that say so themselves:
//! `\d` becomes `(?-i:[[:digit:]])`, `\b` becomes `(?-u:\b)`. Under `(?u)` they stay as they are.

use regex_syntax::ast::{
    Assertion, AssertionKind, Ast, ClassAscii, ClassAsciiKind, ClassBracketed, ClassPerl, ClassPerlKind,
    ClassSet, ClassSetItem, Flag, Flags, FlagsItem, FlagsItemKind, Group, GroupKind, Span,
};

/// Rewrites in place. The depth is bounded by the parser's nesting limit.
pub(super) fn rewrite(ast: &mut Ast) {
    walk(ast, &mut false);
}

/// `unicode`: whether `(?u)` holds here.
fn walk(ast: &mut Ast, unicode: &mut bool) {
    match ast {
        Ast::Flags(set) => take_unicode(&mut set.flags, unicode),
        Ast::Group(group) => {
            let mut inner = *unicode;
            if let GroupKind::NonCapturing(flags) = &mut group.kind {
                take_unicode(flags, &mut inner);
            }
            walk(&mut group.ast, &mut inner);
        }
        Ast::Repetition(repetition) => walk(&mut repetition.ast, unicode),
        Ast::Concat(concat) => concat.asts.iter_mut().for_each(|part| walk(part, unicode)),
        Ast::Alternation(alternation) => alternation.asts.iter_mut().for_each(|part| walk(part, unicode)),
        Ast::ClassPerl(perl) if !*unicode => {
            let class = ClassBracketed {
                span: perl.span,
                negated: false,
                kind: ClassSet::Item(ClassSetItem::Ascii(ascii(perl))),
            };
            *ast = without(Flag::CaseInsensitive, perl.span, Ast::class_bracketed(class));
        }
        Ast::Assertion(assertion) if !*unicode && is_word(assertion) => {
            let span = assertion.span;
            *ast = without(
                Flag::Unicode,
                span,
                Ast::assertion(Assertion { span, kind: assertion.kind.clone() }),
            );
        }
        Ast::ClassBracketed(class) if !*unicode => walk_set(&mut class.kind),
        _ => {}
    }
}

fn walk_set(set: &mut ClassSet) {
    match set {
        ClassSet::Item(item) => walk_item(item),
        ClassSet::BinaryOp(op) => {
            walk_set(&mut op.lhs);
            walk_set(&mut op.rhs);
        }
    }
}

fn walk_item(item: &mut ClassSetItem) {
    match item {
        ClassSetItem::Perl(perl) => *item = ClassSetItem::Ascii(ascii(perl)),
        ClassSetItem::Bracketed(class) => walk_set(&mut class.kind),
        ClassSetItem::Union(union) => union.items.iter_mut().for_each(walk_item),
        _ => {}
    }
}

fn ascii(perl: &ClassPerl) -> ClassAscii {
    let kind = match perl.kind {
        ClassPerlKind::Digit => ClassAsciiKind::Digit,
        ClassPerlKind::Space => ClassAsciiKind::Space,
        ClassPerlKind::Word => ClassAsciiKind::Word,
    };
    ClassAscii { span: perl.span, kind, negated: perl.negated }
}

fn is_word(assertion: &Assertion) -> bool {
    !matches!(
        assertion.kind,
        AssertionKind::StartLine | AssertionKind::EndLine | AssertionKind::StartText | AssertionKind::EndText
    )
}

/// `(?-flag:inner)`.
fn without(flag: Flag, span: Span, inner: Ast) -> Ast {
    let items = [FlagsItemKind::Negation, FlagsItemKind::Flag(flag)];
    let flags = Flags { span, items: items.into_iter().map(|kind| FlagsItem { span, kind }).collect() };
    Ast::group(Group { span, kind: GroupKind::NonCapturing(flags), ast: Box::new(inner) })
}

/// Reads `u` out of flags and removes it: the rewritten tree is Unicode throughout, whatever `u` said.
pub(super) fn take_unicode(flags: &mut Flags, unicode: &mut bool) {
    let mut on = true;
    flags.items.retain(|item| match item.kind {
        FlagsItemKind::Negation => {
            on = false;
            true
        }
        FlagsItemKind::Flag(Flag::Unicode) => {
            *unicode = on;
            false
        }
        FlagsItemKind::Flag(_) => true,
    });
}
