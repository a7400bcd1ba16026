//! The digest of an identifier: changes whenever something that affects its results changes.
//!
//! Every part is written with its length or number before it, so that no two identifiers write the same bytes. Words of
//! lists are in the context rows by then, so a changed list file changes the digest.

use sha2::{Digest, Sha256};

use crate::program::{
    Context, Edge, Identifier, Literal, Needle, Normalize, Pattern, Redact, Side, Validate,
};

/// Raised when the meaning of a part changes without its text changing.
const EDITION: u64 = 1;

/// 64 hexadecimal characters.
pub(super) fn of(identifier: &Identifier) -> String {
    let mut out = Writer(Sha256::new());
    out.number(EDITION);
    out.text(&identifier.name);
    out.text(&identifier.id);
    out.text(&format!("{:?}", identifier.category));
    out.list(&identifier.severity.steps, |out, (least, severity)| {
        out.number(*least);
        out.text(&format!("{severity:?}"));
    });
    out.list(&identifier.patterns, Writer::pattern);
    out.list(&identifier.normalize, |out, step| match step {
        Normalize::Strip(characters) => {
            out.number(0);
            out.text(characters);
        }
        Normalize::Upper => out.number(1),
        Normalize::Lower => out.number(2),
        Normalize::Digits => out.number(3),
        Normalize::Alphanumeric => out.number(4),
    });
    out.list(identifier.validate.as_slice(), Writer::validate);
    out.signed(identifier.confidence.0);
    out.list(&identifier.context, |out, row| {
        out.context(&row.when);
        out.signed(row.effect.0);
    });
    out.list(&identifier.require, |out, row| {
        out.context(&row.when);
        out.number(u64::from(row.expected));
    });
    out.list(&identifier.ignore, |out, word| out.text(word));
    out.signed(identifier.report.threshold.0);
    out.number(u64::from(identifier.report.strict));
    match identifier.redact {
        Redact::All => out.number(0),
        Redact::Keep { first, last } => {
            out.number(1);
            out.number(u64::from(first));
            out.number(u64::from(last));
        }
    }
    out.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

struct Writer(Sha256);

impl Writer {
    fn number(&mut self, number: u64) {
        self.0.update(number.to_le_bytes());
    }

    fn signed(&mut self, number: i32) {
        self.0.update(number.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.update(text.as_bytes());
    }

    fn list<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.number(items.len() as u64);
        items.iter().for_each(|item| write(self, item));
    }

    fn pattern(&mut self, pattern: &Pattern) {
        self.text(&pattern.source);
        self.number(u64::from(pattern.case_insensitive) | u64::from(pattern.verbose) << 1);
    }

    fn validate(&mut self, validate: &Validate) {
        match validate {
            Validate::Check { name, args, .. } => {
                self.number(0);
                self.text(name);
                self.list(args, Self::literal);
            }
            Validate::All(all) => {
                self.number(1);
                self.list(all, Self::validate);
            }
            Validate::Any(any) => {
                self.number(2);
                self.list(any, Self::validate);
            }
            Validate::Not(inner) => {
                self.number(3);
                self.validate(inner);
            }
        }
    }

    fn literal(&mut self, literal: &Literal) {
        match literal {
            Literal::Bool(value) => {
                self.number(0);
                self.number(u64::from(*value));
            }
            Literal::Int(value) => {
                self.number(1);
                self.0.update(value.to_le_bytes());
            }
            Literal::Float(value) => {
                self.number(2);
                self.number(value.to_bits());
            }
            Literal::Text(value) => {
                self.number(3);
                self.text(value);
            }
            Literal::List(values) => {
                self.number(4);
                self.list(values, Self::literal);
            }
        }
    }

    fn context(&mut self, context: &Context) {
        match context {
            Context::Near { what, within, side, to } => {
                self.number(0);
                self.needle(what);
                self.number(u64::from(*within));
                self.number(match side {
                    Side::Before => 0,
                    Side::After => 1,
                    Side::Either => 2,
                });
                self.number(match to {
                    Edge::Near => 0,
                    Edge::Start => 1,
                    Edge::End => 2,
                });
            }
            Context::Column(what) => {
                self.number(1);
                self.needle(what);
            }
            Context::Path(what) => {
                self.number(2);
                self.needle(what);
            }
            Context::All(all) => {
                self.number(3);
                self.list(all, Self::context);
            }
            Context::Any(any) => {
                self.number(4);
                self.list(any, Self::context);
            }
            Context::Not(inner) => {
                self.number(5);
                self.context(inner);
            }
        }
    }

    fn needle(&mut self, needle: &Needle) {
        match needle {
            Needle::Words(words) => {
                self.number(0);
                self.list(words, |out, word| out.text(word));
            }
            Needle::Pattern(pattern) => {
                self.number(1);
                self.pattern(pattern);
            }
        }
    }
}
