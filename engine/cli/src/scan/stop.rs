//! Ending a run early, in good order.
//!
//! The first interrupt (Ctrl-C, SIGTERM) asks: the run commits what it has and says how to go on. The second one ends the
//! process; the state file survives that too.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

/// What a shell reports for a process that an interrupt ended.
const INTERRUPTED: i32 = 130;

static ASKED: AtomicBool = AtomicBool::new(false);
static INSTALLED: OnceLock<()> = OnceLock::new();

/// The flag that an interrupt sets, with the handler installed that sets it.
pub fn flag() -> &'static AtomicBool {
    INSTALLED.get_or_init(|| {
        // Where signals cannot be handled the system ends the process as usual.
        let _ = ctrlc::set_handler(|| {
            if ASKED.swap(true, Ordering::Relaxed) {
                std::process::exit(INTERRUPTED);
            }
        });
    });
    &ASKED
}
