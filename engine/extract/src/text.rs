//! The lane for text without structure: everything that is not a table and not JSON. Source code, logs, mark-up and
//! configuration are read as they stand.

use sievert::segment::{Flow, SegmentSink};

use crate::window::{STRIDE, StreamOrigin, Window};

/// Hands what is left of a window to the sink as one stream. UTF-8 is handed on from where it lies.
pub(crate) fn read(window: &mut Window<'_>, sink: &mut dyn SegmentSink) -> Flow {
    let (base, start) = (window.offset(), window.line_column());
    loop {
        let data = window.data();
        let chunk = data.get(..STRIDE).unwrap_or(data);
        let length = chunk.len();
        if length == 0 {
            if window.grow() {
                continue;
            }
            sink.end_text();
            return Flow::Continue;
        }
        let flow = sink.text(chunk, &StreamOrigin::new(window, base, start));
        window.pass(length);
        if flow == Flow::Stop {
            return Flow::Stop;
        }
    }
}
