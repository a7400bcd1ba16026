//! `allow` and `suppress`.

use crate::program::{Allow, Suppression};
use crate::syntax::Date;

use super::Checker;
use super::fields::Fields;
use super::identifier::SymbolRef;
use super::patterns;

/// What an exception says about itself.
#[derive(Debug, Default)]
pub(super) struct Upkeep {
    pub(super) reason: Option<String>,
    pub(super) owner: Option<String>,
    pub(super) expires: Option<Date>,
}

impl<'a> Checker<'a> {
    pub(super) fn allow(&mut self, symbol: &SymbolRef<'a>, fields: &Fields<'a>) -> Option<Allow> {
        self.item_annotations(symbol.item);
        let identifiers = fields.value("for").map_or(Some(Vec::new()), |value| self.identifiers(value));
        let values = self.values(fields);
        let matched = fields.value("match").map_or(Some(Vec::new()), |value| self.patterns(value, "`match`"));
        let upkeep = self.upkeep(symbol, fields);
        Some(Allow {
            name: symbol.full.clone(),
            identifiers: identifiers?,
            values: values?,
            patterns: patterns::bare(&matched?),
            reason: upkeep.reason,
            owner: upkeep.owner,
            expires: upkeep.expires,
            span: symbol.name.span,
        })
    }

    pub(super) fn suppression(&mut self, symbol: &SymbolRef<'a>, fields: &Fields<'a>) -> Option<Suppression> {
        self.item_annotations(symbol.item);
        let identifiers = fields.value("for").map_or(Some(Vec::new()), |value| self.identifiers(value));
        let when = fields.value("when").map_or(Some(None), |value| self.condition(value, "`when`").map(Some));
        let upkeep = self.upkeep(symbol, fields);
        Some(Suppression {
            name: symbol.full.clone(),
            identifiers: identifiers?,
            when: when?,
            reason: upkeep.reason,
            owner: upkeep.owner,
            expires: upkeep.expires,
            span: symbol.name.span,
        })
    }

    fn upkeep(&mut self, symbol: &SymbolRef<'a>, fields: &Fields<'a>) -> Upkeep {
        let upkeep = Upkeep {
            reason: fields
                .value("reason")
                .and_then(|value| self.text(value, "`reason`"))
                .map(|text| text.value.clone()),
            owner: fields
                .value("owner")
                .and_then(|value| self.text(value, "`owner`"))
                .map(|text| text.value.clone()),
            expires: fields.value("expires").and_then(|value| self.date(value, "`expires`")),
        };
        self.lint_upkeep(symbol, fields, &upkeep);
        upkeep
    }
}
