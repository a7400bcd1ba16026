//! Admission: from listed objects to jobs for the scanner threads.
//!
//! One thread feeds. It takes the locations in their order, drops what the filter keeps out, numbers the rest, waits at the
//! gate and hands over.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use sievert::report::ObjectInfo;

use crate::body::Parts;
use crate::event::{Incomplete, Outcome};
use crate::gate::{Gate, Reservation};
use crate::plan::Plan;
use crate::progress::Progress;
use crate::run::{Done, Message};

/// An object on its way to a scanner thread.
pub(crate) struct Job {
    pub(crate) seq: u64,
    pub(crate) info: ObjectInfo,
    pub(crate) content: Content,
    /// Held until the worker is through with the object.
    pub(crate) _reservation: Reservation,
}

/// Where the bytes of a job come from.
pub(crate) enum Content {
    Empty,
    Stdin,
    File(std::path::PathBuf),
    Parts(Parts),
}

/// Whether the feeding thread goes on; broken when the run was stopped.
pub(crate) type Fed = ControlFlow<()>;

/// The one feeding thread's end of the run.
pub(crate) struct Feeder<'a, T> {
    pub(crate) plan: &'a Plan,
    pub(crate) known: &'a (dyn Fn(&ObjectInfo) -> bool + Sync),
    pub(crate) gate: Arc<Gate>,
    pub(crate) progress: Arc<Progress>,
    pub(crate) jobs: Sender<Job>,
    pub(crate) messages: Sender<Message<T>>,
    pub(crate) next: u64,
    pub(crate) filtered: u64,
}

/// An object that may be begun.
pub(crate) struct Admitted {
    pub(crate) seq: u64,
    pub(crate) reservation: Reservation,
}

impl<T> Feeder<'_, T> {
    /// Takes one object through filter, known objects and gate. `Continue(None)`: it is not to be read.
    pub(crate) fn admit(&mut self, info: &ObjectInfo, bytes: u64) -> ControlFlow<(), Option<Admitted>> {
        if !self.plan.filter.takes(info) {
            self.filtered += 1;
            return if self.gate.is_stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(None) };
        }
        self.progress.listed(info.size);
        if (self.known)(info) {
            self.settle(Done::Known(info.clone()))?;
            return ControlFlow::Continue(None);
        }
        let seq = self.next;
        let Some(reservation) = self.gate.admit(seq, bytes) else { return ControlFlow::Break(()) };
        self.next += 1;
        ControlFlow::Continue(Some(Admitted { seq, reservation }))
    }

    /// Admits an object whose bytes need no memory of ours and hands it to a scanner thread.
    pub(crate) fn hand_over(&mut self, info: ObjectInfo, content: Content) -> Fed {
        if let Some(Admitted { seq, reservation }) = self.admit(&info, 0)? {
            return sent(self.jobs.send(Job { seq, info, content, _reservation: reservation }));
        }
        ControlFlow::Continue(())
    }

    /// An object that the listing already shows to be unreadable.
    pub(crate) fn unread(&mut self, info: ObjectInfo, outcome: Outcome) -> Fed {
        if !self.plan.filter.takes(&info) {
            self.filtered += 1;
            return ControlFlow::Continue(());
        }
        self.progress.listed(info.size);
        self.settle(Done::Unread(info, outcome))
    }

    /// A location whose listing ended early.
    pub(crate) fn incomplete(&mut self, location: String, outcome: Outcome) -> Fed {
        self.settle(Done::Incomplete(Incomplete { location, outcome }))
    }

    /// Gives the next number to something that needs no worker. It still waits for its turn in the window, so that a
    /// million known objects do not pile up behind one that is slow.
    fn settle(&mut self, done: Done<T>) -> Fed {
        let seq = self.next;
        if self.gate.admit(seq, 0).is_none() {
            return ControlFlow::Break(());
        }
        self.next += 1;
        sent(self.messages.send(Message::Done(seq, done)))
    }
}

/// A closed channel means that the run is over.
fn sent<E>(result: Result<(), E>) -> Fed {
    result.map_or(ControlFlow::Break(()), |()| ControlFlow::Continue(()))
}
