//! The run: threads, order, commits.
//!
//! ```text
//! feeding thread ──jobs──▶ scanner threads ──messages──▶ the caller's thread: reorder, commit
//!       │                       ▲
//!       └── S3: tokio tasks ────┘  (bytes in memory first, then the job)
//! ```
//!
//! The worker runs on scanner threads only, never on tokio's. A panic in it is the outcome of its object.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::{io, thread};

use sievert::report::ObjectInfo;
use sievert::segment::Reason;

use crate::body::{Body, Opening, Source, Verdict};
use crate::error::Error;
use crate::event::{Event, Incomplete, Outcome, Summary};
use crate::feed::{Content, Feeder, Job};
use crate::files;
use crate::gate::Gate;
use crate::location::Location;
use crate::plan::{Budget, Plan};
use crate::progress::Progress;
use crate::s3;

/// What to do with an object. Called from several threads at once.
pub trait Worker: Sync {
    /// What an object gives.
    type Output: Send;

    /// Reads the object. It may be called again for the same object with a new body (see [`Body`]), so it must not publish
    /// anything itself: only what [`run`] hands to `commit` counts.
    ///
    /// # Errors
    /// An error makes the object unread, unless the body's own trouble was the cause, which is then told instead.
    fn object(&self, info: &ObjectInfo, body: &mut Body<'_>) -> io::Result<Self::Output>;
}

/// What the committing thread hears.
pub(crate) enum Message<T> {
    Done(u64, Done<T>),
    /// The listing is finished: so many numbers were given, and so many objects kept out.
    End(u64, u64),
}

/// How an object, or a location, ended.
pub(crate) enum Done<T> {
    Read(ObjectInfo, T),
    Unread(ObjectInfo, Outcome),
    Known(ObjectInfo),
    Filtered,
    Incomplete(Incomplete),
}

/// Reads everything the plan names and commits what the worker makes of it.
///
/// `known` is asked once for each object before it is read, on another thread than the caller's; where it says yes the
/// object is not read. `commit` is called on the caller's thread, in listing order; when it breaks the run ends soon, without
/// further commits. Nothing that one object does ends the run.
///
/// # Errors
/// Only what shows before the first object: a path that is not there, threads that cannot be started.
pub fn run<W: Worker>(
    plan: &Plan,
    budget: &Budget,
    known: &(dyn Fn(&ObjectInfo) -> bool + Sync),
    worker: &W,
    progress: &Arc<Progress>,
    commit: &mut dyn FnMut(Event<W::Output>) -> ControlFlow<()>,
) -> Result<Summary, Error> {
    for location in &plan.locations {
        if let Location::Path(path) = location {
            files::check(path)?;
        }
    }
    let reader = s3::Reader::start(plan, budget, progress)?;
    let gate = Gate::new(budget.window, budget.in_flight_bytes);
    let (jobs, queue) = channel();
    let (messages, inbox) = channel();
    let queue = Mutex::new(queue);
    let feeder = Feeder {
        plan,
        known,
        gate: Arc::clone(&gate),
        progress: Arc::clone(progress),
        jobs,
        messages: messages.clone(),
        next: 0,
        filtered: 0,
    };
    thread::scope(|scope| {
        scope.spawn(|| feed(feeder, reader));
        for _ in 0..budget.threads.max(1) {
            let messages = messages.clone();
            scope.spawn(|| scan(&queue, messages, worker, &gate, progress));
        }
        drop(messages);
        let _stop = StopAtEnd(&gate);
        Ok(Committer { gate: &gate, progress, commit, summary: Summary::default() }.drain(&inbox))
    })
}

/// However committing ends, by a break or by a panic of the caller's too, nobody may wait at the gate for ever.
struct StopAtEnd<'a>(&'a Gate);

impl Drop for StopAtEnd<'_> {
    fn drop(&mut self) {
        self.0.stop();
    }
}

/// The feeding thread: all locations, then waiting until everything is committed, because the tasks that read from S3 live
/// only as long as the reader.
fn feed<T>(mut feeder: Feeder<'_, T>, mut reader: Option<s3::Reader>) {
    let plan = feeder.plan;
    let fed = plan.locations.iter().enumerate().try_for_each(|(index, location)| match location {
        Location::Stdin => feeder.hand_over(stdin(), Content::Stdin),
        Location::Path(path) => files::feed(path, &mut feeder),
        Location::S3 { .. } => match &mut reader {
            Some(reader) => reader.feed(index, &mut feeder),
            None => ControlFlow::Continue(()),
        },
    });
    if fed.is_continue() {
        feeder.progress.finish_listing();
        if feeder.messages.send(Message::End(feeder.next, feeder.filtered)).is_ok() {
            feeder.gate.wait_committed(feeder.next);
        }
    }
}

fn stdin() -> ObjectInfo {
    ObjectInfo { uri: "stdin".to_owned(), key: "stdin".to_owned(), ..ObjectInfo::default() }
}

/// A scanner thread.
fn scan<W: Worker>(
    queue: &Mutex<Receiver<Job>>,
    messages: Sender<Message<W::Output>>,
    worker: &W,
    gate: &Gate,
    progress: &Progress,
) {
    loop {
        // Whoever holds the lock waits for the next job; the others wait for the lock.
        let job = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Job { seq, info, content, _reservation }) = job else { return };
        if gate.is_stopped() {
            return;
        }
        let done = read(info, content, worker, gate, progress);
        if messages.send(Message::Done(seq, done)).is_err() {
            return;
        }
    }
}

/// One object, as often as its bytes turn out wrong.
fn read<W: Worker>(
    info: ObjectInfo,
    mut content: Content,
    worker: &W,
    gate: &Gate,
    progress: &Progress,
) -> Done<W::Output> {
    loop {
        let source = match &mut content {
            Content::Empty => Source::Empty,
            Content::Stdin => Body::stdin(),
            Content::File(path) => match Body::open(path) {
                Ok(source) => source,
                Err(outcome) => return Done::Unread(info, outcome),
            },
            Content::Parts(parts) => match parts.open() {
                Opening::Ready => Source::Parts(parts),
                Opening::Filtered => return Done::Filtered,
                Opening::Failed(outcome) => return Done::Unread(info, outcome),
            },
        };
        let mut body = Body::new(source, gate, progress);
        let result = catch_unwind(AssertUnwindSafe(|| worker.object(&info, &mut body)));
        return match (body.into_verdict(), result) {
            (Verdict::Restart, _) => continue,
            (Verdict::Failed(outcome), _) => Done::Unread(info, outcome),
            (Verdict::Sound, Ok(Ok(output))) => Done::Read(info, output),
            (Verdict::Sound, Ok(Err(error))) => {
                Done::Unread(info, Outcome::new(Reason::ReadError, error.to_string()))
            }
            (Verdict::Sound, Err(_)) => {
                let detail =
                    "the scan of this object ended in a defect of the program; nothing of it is reported";
                Done::Unread(info, Outcome::new(Reason::ReadError, detail))
            }
        };
    }
}

/// Puts what the threads finish back into listing order.
struct Committer<'a, T> {
    gate: &'a Gate,
    progress: &'a Progress,
    commit: &'a mut dyn FnMut(Event<T>) -> ControlFlow<()>,
    summary: Summary,
}

impl<T> Committer<'_, T> {
    fn drain(mut self, inbox: &Receiver<Message<T>>) -> Summary {
        let mut early = BTreeMap::new();
        let mut next = 0;
        let mut total = None;
        while total != Some(next) {
            match inbox.recv() {
                Ok(Message::Done(seq, done)) => {
                    early.insert(seq, done);
                }
                Ok(Message::End(count, filtered)) => {
                    total = Some(count);
                    self.summary.filtered += filtered;
                }
                Err(_) => break,
            }
            while let Some(done) = early.remove(&next) {
                if self.deliver(next, done).is_break() {
                    self.summary.stopped = true;
                    return self.summary;
                }
                next += 1;
                self.gate.commit(next);
            }
        }
        self.summary
    }

    fn deliver(&mut self, seq: u64, done: Done<T>) -> ControlFlow<()> {
        if !matches!(done, Done::Incomplete(_)) {
            self.progress.done();
        }
        let event = match done {
            Done::Read(info, output) => {
                self.summary.read += 1;
                Event::Read { seq, info, output }
            }
            Done::Unread(info, outcome) => {
                self.summary.unread += 1;
                Event::Unread { seq, info, outcome }
            }
            Done::Known(info) => {
                self.summary.known += 1;
                Event::Known { seq, info }
            }
            Done::Incomplete(incomplete) => {
                self.summary.incomplete.push(incomplete.clone());
                Event::Incomplete(incomplete)
            }
            Done::Filtered => {
                self.summary.filtered += 1;
                return ControlFlow::Continue(());
            }
        };
        (self.commit)(event)
    }
}
