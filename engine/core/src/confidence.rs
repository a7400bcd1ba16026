//! How sure a match is, given what surrounds it.

use sievert_lang::program::Confidence;

use crate::context::{At, Surroundings};
use crate::report::Evidence;
use crate::rule::Rule;

/// What the surroundings of a match say about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Score {
    /// The first `require` row that does not have the value it must have.
    pub(crate) unmet: Option<usize>,
    /// The start and all rows that fired, within 0 and 1.
    pub(crate) confidence: Confidence,
    /// The context rows that fired, and where.
    pub(crate) fired: Vec<(usize, At)>,
}

impl Score {
    /// Scores a match. Every row is independent of the others and fires at most once.
    pub(crate) fn new(rule: &Rule, around: &Surroundings<'_>) -> Self {
        let unmet = Self::unmet(rule, around);
        let fired: Vec<(usize, At)> = rule
            .rows
            .iter()
            .enumerate()
            .filter_map(|(index, row)| Some((index, row.when.holds(around)?)))
            .collect();
        let steps = fired.iter().filter_map(|(index, _)| rule.rows.get(*index)).map(|row| row.effect.0);
        let confidence = Confidence(steps.fold(rule.confidence.0, i32::saturating_add)).clamped();
        Self { unmet, confidence, fired }
    }

    /// The first `require` row that does not hold.
    pub(crate) fn unmet(rule: &Rule, around: &Surroundings<'_>) -> Option<usize> {
        rule.requires.iter().position(|row| row.when.holds(around).is_some() != row.expected)
    }

    /// Whether the match is reported.
    pub(crate) fn accepted(&self, rule: &Rule) -> bool {
        self.unmet.is_none() && rule.report.accepts(self.confidence)
    }

    /// What was asked for and found, and the rows that fired, as findings say it.
    pub(crate) fn evidence(&self, rule: &Rule, around: &Surroundings<'_>) -> Vec<Evidence> {
        let required = rule.requires.iter().filter(|row| row.expected).filter_map(|row| {
            let at = row.when.holds(around)?;
            Some(Evidence { row: row.text.clone(), effect: None, at: at.name().to_owned() })
        });
        let fired = self.fired.iter().filter_map(|(index, at)| {
            let row = rule.rows.get(*index)?;
            Some(Evidence {
                row: row.text.clone(),
                effect: Some(row.effect.as_f64()),
                at: at.name().to_owned(),
            })
        });
        required.chain(fired).collect()
    }
}
