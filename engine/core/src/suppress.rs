//! Findings that are counted but not reported.

use sievert_lang::builtins::schema::CATEGORIES;
use sievert_lang::program::{Expr, IdentifierId, Suppression, Value};
use sievert_lang::syntax::Date;

use crate::eval::{Facts, Formula};
use crate::report::{Finding, ObjectInfo};
use crate::rule::{Compiler, EngineError};

/// A compiled suppression.
#[derive(Debug)]
pub(crate) struct Suppressor {
    pub(crate) name: String,
    identifiers: Vec<IdentifierId>,
    when: Option<Formula>,
}

impl Suppressor {
    pub(crate) fn new(suppression: &Suppression, compiler: &Compiler<'_>) -> Result<Self, EngineError> {
        let compile = |expr: &Expr| Formula::new(expr, &suppression.name, compiler);
        Ok(Self {
            name: suppression.name.clone(),
            identifiers: suppression.identifiers.clone(),
            when: suppression.when.as_ref().map(compile).transpose()?,
        })
    }

    /// Whether it takes this finding, of rule number `rule`, out. What is unknown does not.
    pub(crate) fn takes(&self, rule: usize, facts: &Facts) -> bool {
        let meant = self.identifiers.is_empty()
            || self.identifiers.iter().any(|id| usize::try_from(id.0) == Ok(rule));
        meant && self.when.as_ref().is_none_or(|when| when.eval(facts) == Value::Bool(true))
    }
}

/// What a suppression may ask about a finding of an object, as `sievert_lang::builtins::schema` declares it. What the
/// engine is not told is unknown.
pub(crate) fn facts(finding: &Finding, object: &ObjectInfo) -> Facts {
    let text = |text: &str| Value::Text(text.to_owned());
    let whole = |number: u64| Value::Int(i64::try_from(number).unwrap_or(i64::MAX));
    let record = |fields: &[(&str, Value)]| -> Value {
        Value::Map(fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
    };
    let category = CATEGORIES.iter().find(|(_, category)| *category == finding.category);
    let finding = record(&[
        ("identifier", text(&finding.identifier)),
        ("category", category.map_or(Value::Unknown, |(name, _)| text(name))),
        ("severity", Value::Severity(finding.severity)),
        ("confidence", Value::Float(finding.confidence)),
        ("count", whole(finding.count)),
    ]);
    let day = |time: &str| date(time).map_or(Value::Unknown, Value::Date);
    let facts = record(&[
        ("uri", text(&object.uri)),
        ("key", text(&object.key)),
        ("size", object.size.map_or(Value::Unknown, whole)),
        ("version", object.version.as_deref().map_or(Value::Absent, text)),
        (
            "storage_class",
            object.storage_class.as_deref().map_or(Value::Absent, |class| text(&class.to_lowercase())),
        ),
        ("last_modified", object.last_modified.as_deref().map_or(Value::Absent, day)),
    ]);
    let bucket = object
        .bucket
        .as_deref()
        .map_or(Value::Absent, |name| record(&[("name", text(name)), ("tags", Value::Unknown)]));
    Facts::new([("finding", finding), ("object", facts), ("bucket", bucket)])
}

/// The day of an RFC 3339 time that is given in UTC.
fn date(time: &str) -> Option<Date> {
    let mut parts = time.get(..10)?.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    Some(Date { year, month, day })
}
