//! Bodies that are generated as they are sent, and spoiled on the way.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

use super::Shared;
use super::content::Content;
use super::faults::Fault;

/// Pause between the pieces of a slow body.
const PAUSE: Duration = Duration::from_millis(5);
/// Pieces of a slow body.
const PIECES: u64 = 16;

/// A stretch of an object's content on its way.
pub(crate) struct Stream {
    shared: Arc<Shared>,
    content: Content,
    at: u64,
    end: u64,
    middle: u64,
    fault: Option<Fault>,
    pause: Option<Pin<Box<Sleep>>>,
    piece: u64,
    flushed: bool,
}

impl Stream {
    /// The bytes from `at` to `end`, with what the fault makes of them.
    pub(crate) fn new(
        shared: Arc<Shared>,
        content: Content,
        at: u64,
        end: u64,
        fault: Option<Fault>,
    ) -> Self {
        let length = end - at;
        // A body cut short says so in no header: its stated length fits.
        let end = if fault == Some(Fault::Truncate) { at + length / 2 } else { end };
        let piece = if fault == Some(Fault::Slow) { (length / PIECES).max(1) } else { u64::MAX };
        Self { shared, content, at, end, middle: at + length / 2, fault, pause: None, piece, flushed: false }
    }

    pub(crate) fn length(&self) -> u64 {
        self.end - self.at
    }

    fn next(&mut self) -> Bytes {
        let until = match self.fault {
            Some(Fault::Reset | Fault::Stall) => self.middle,
            _ => self.end,
        };
        let mut piece = self.content.piece(self.at, until.min(self.at.saturating_add(self.piece)));
        let after = self.at + piece.len() as u64;
        if self.fault == Some(Fault::Corrupt) && (self.at..after).contains(&self.middle) {
            let mut spoiled = piece.to_vec();
            let at = usize::try_from(self.middle - self.at).unwrap_or(0);
            if let Some(byte) = spoiled.get_mut(at) {
                *byte ^= 0x20;
            }
            piece = Bytes::from(spoiled);
        }
        self.at = after;
        self.shared.counters.bytes.fetch_add(piece.len() as u64, Ordering::Relaxed);
        piece
    }
}

impl Body for Stream {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(pause) = &mut self.pause {
            if pause.as_mut().poll(context).is_pending() {
                return Poll::Pending;
            }
            self.pause = None;
        }
        let broken = matches!(self.fault, Some(Fault::Reset | Fault::Stall)) && self.at >= self.middle;
        if broken && self.at < self.end {
            if self.fault == Some(Fault::Stall) {
                // Longer than any test lasts; the connection stays open.
                let mut pause = Box::pin(sleep(Duration::from_secs(3600)));
                let _ = pause.as_mut().poll(context);
                self.pause = Some(pause);
                return Poll::Pending;
            }
            if !self.flushed {
                // What was written so far must be on its way before the connection ends.
                self.flushed = true;
                let mut pause = Box::pin(sleep(PAUSE));
                let _ = pause.as_mut().poll(context);
                self.pause = Some(pause);
                return Poll::Pending;
            }
            return Poll::Ready(Some(Err(io::Error::new(
                io::ErrorKind::ConnectionReset,
                "broken on purpose",
            ))));
        }
        if self.at >= self.end {
            return Poll::Ready(None);
        }
        let piece = self.next();
        if self.fault == Some(Fault::Slow) {
            self.pause = Some(Box::pin(sleep(PAUSE)));
        }
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length())
    }
}
