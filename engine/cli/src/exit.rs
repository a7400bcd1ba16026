//! How the command ends. The numbers are a promise to scripts.

use std::process::ExitCode;

/// The outcome of a command; the worse of two is the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: done, and nothing to complain of.
    Ok,
    /// 1: done, and there is something: findings at or above `--fail-on`, failing tests, unformatted files.
    Found,
    /// 3: what was asked could not be done completely.
    Incomplete,
    /// 2: the command line or the rules are wrong; nothing was done.
    Usage,
}

impl Exit {
    /// The number that the process ends with.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Ok => 0,
            Self::Found => 1,
            Self::Usage => 2,
            Self::Incomplete => 3,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
