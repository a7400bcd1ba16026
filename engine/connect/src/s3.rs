//! S3.

use std::ops::ControlFlow;
use std::sync::Arc;

use sievert::segment::Reason;

use crate::error::Error;
use crate::event::Outcome;
use crate::feed::{Fed, Feeder};
use crate::plan::{Budget, Plan};
use crate::progress::Progress;

/// Reads from S3.
pub(crate) struct Reader;

impl Reader {
    pub(crate) fn start(_: &Plan, _: &Budget, _: &Arc<Progress>) -> Result<Option<Self>, Error> {
        Ok(None)
    }

    pub(crate) fn feed<T>(&mut self, index: usize, feeder: &mut Feeder<'_, T>) -> Fed {
        let Some(location) = feeder.plan.locations.get(index) else { return ControlFlow::Continue(()) };
        feeder.incomplete(location.to_string(), Outcome::new(Reason::ReadError, "not reached"))
    }
}
