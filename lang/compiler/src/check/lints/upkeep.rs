//! W0401: exceptions without an owner, a reason or an end, and those whose time is over.

use crate::codes::hygiene;
use crate::diagnostic::Diagnostic;
use crate::syntax::Date;

use super::super::Checker;
use super::super::constants::days_in;
use super::super::exceptions::Upkeep;
use super::super::fields::Fields;
use super::super::identifier::SymbolRef;
use super::super::suggest::one_of;

impl<'a> Checker<'a> {
    pub(in crate::check) fn lint_upkeep(
        &mut self,
        symbol: &SymbolRef<'a>,
        fields: &Fields<'a>,
        upkeep: &Upkeep,
    ) {
        let suppresses = symbol.kind.name == "suppress";
        let mut missing = Vec::new();
        for key in ["reason", "owner", "expires"] {
            // A published test number stays one; a finding that is hidden wants a date.
            if !fields.has(key) && (suppresses || key != "expires") {
                missing.push(key);
            }
        }
        if !missing.is_empty() {
            let what = if suppresses { "suppression" } else { "allow list" };
            let message =
                format!("the {what} `{}` has no {}", symbol.name.text, one_of(missing.iter().copied()));
            let label = "nobody can tell when it may go";
            let found = Diagnostic::new(&hygiene::SUPPRESSION_HYGIENE, message, symbol.name.span, label);
            let example: Vec<&str> = missing
                .iter()
                .map(|key| match *key {
                    "reason" => "`reason: \"why\"`",
                    "owner" => "`owner: \"team\"`",
                    _ => "`expires: 2027-01-31`",
                })
                .collect();
            self.report(found.help(format!("add {}", example.join(", "))));
        }
        let (Some(expires), Some(today), Some(field)) =
            (upkeep.expires, self.world.today(), fields.get("expires"))
        else {
            return;
        };
        let today = Date { year: today.0, month: today.1, day: today.2 };
        let span = field.entry.span;
        let date = format!("{:04}-{:02}-{:02}", expires.year, expires.month, expires.day);
        if expires < today {
            let message = format!("`{}` expired on {date} and is no longer applied", symbol.name.text);
            let found = Diagnostic::new(&hygiene::SUPPRESSION_HYGIENE, message, span, "in the past");
            self.report(found.help("remove it, or look at it again and give it a new date"));
        } else if expires > a_year_after(today) {
            let message =
                format!("`{}` is to hold until {date}, more than a year from now", symbol.name.text);
            let found = Diagnostic::new(&hygiene::SUPPRESSION_HYGIENE, message, span, "far away");
            self.report(found.help("look at exceptions once a year: give it an earlier date"));
        }
    }
}

fn a_year_after(date: Date) -> Date {
    let year = date.year.saturating_add(1);
    let last = days_in(year, date.month).unwrap_or(28);
    Date { year, day: date.day.min(last), ..date }
}
