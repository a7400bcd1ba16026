//! Where a command speaks: results to standard output, everything else to standard error.
//!
//! Commands get a [`Terminal`] instead of calling `println!`, for three reasons: a reader that goes away (`sievert scan | head`)
//! is not an error and must not panic; colour is decided once, for each stream on its own; and tests capture what is said.

use std::fmt::Display;
use std::io::{self, ErrorKind, IsTerminal, Read, Write};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use clap::ValueEnum;

use crate::exit::Exit;

/// `--color`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ColorChoice {
    /// On terminals, unless `NO_COLOR` is set or `TERM` is `dumb`
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The streams of one run of the command, shared by its threads.
pub struct Terminal {
    input: Mutex<Box<dyn Read + Send>>,
    out: Stream,
    err: Stream,
    /// Why what was printed did not all arrive.
    lost: OnceLock<io::Error>,
}

/// One output stream with what is known about it.
struct Stream {
    writer: Mutex<Box<dyn Write + Send>>,
    color: bool,
    interactive: bool,
}

impl Terminal {
    /// The process's own streams.
    #[must_use]
    pub fn system(choice: ColorChoice) -> Self {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        let color = |interactive: bool| match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => interactive && !plain,
        };
        let (out, err) = (io::stdout().is_terminal(), io::stderr().is_terminal());
        Self {
            input: Mutex::new(Box::new(io::stdin())),
            out: Stream { writer: Mutex::new(Box::new(io::stdout())), color: color(out), interactive: out },
            err: Stream { writer: Mutex::new(Box::new(io::stderr())), color: color(err), interactive: err },
            lost: OnceLock::new(),
        }
    }

    /// Streams in memory, neither coloured nor interactive.
    #[must_use]
    pub fn captured(input: Vec<u8>) -> (Self, Captured) {
        let captured = Captured::default();
        let stream = |buffer: &Buffer| Stream {
            writer: Mutex::new(Box::new(buffer.clone())),
            color: false,
            interactive: false,
        };
        let terminal = Self {
            input: Mutex::new(Box::new(io::Cursor::new(input))),
            out: stream(&captured.out),
            err: stream(&captured.err),
            lost: OnceLock::new(),
        };
        (terminal, captured)
    }

    /// Writes to standard output. Buffer what is long: each write takes the stream's lock once.
    #[must_use]
    pub fn out(&self) -> impl Write + '_ {
        Guarded(&self.out)
    }

    /// Writes to standard error.
    #[must_use]
    pub fn err(&self) -> impl Write + '_ {
        Guarded(&self.err)
    }

    /// A result, to standard output, as it is: the text brings its own line ends.
    pub fn print(&self, text: impl Display) {
        if let Err(error) = self.out().write_all(text.to_string().as_bytes()) {
            // The first reason is the one to tell.
            let _ = self.lost.set(error);
        }
    }

    /// Ends a run: a result that did not arrive whole, on a full disk say, must not pass for one that did.
    #[must_use]
    pub fn finish(&self, exit: Exit) -> Exit {
        if let Err(error) = self.out().flush() {
            let _ = self.lost.set(error);
        }
        let Some(error) = self.lost.get() else { return exit };
        self.error(format_args!("cannot write to standard output: {error}"));
        exit.max(Exit::Incomplete)
    }

    /// A line for the person, to standard error.
    pub fn say(&self, text: impl Display) {
        let _ = self.err().write_all(format!("{text}\n").as_bytes());
    }

    /// `error: …`, to standard error.
    pub fn error(&self, text: impl Display) {
        let head = if self.err.color { "\u{1b}[1;31merror\u{1b}[0m" } else { "error" };
        self.say(format_args!("{head}: {text}"));
    }

    /// `warning: …`, to standard error.
    pub fn warning(&self, text: impl Display) {
        let head = if self.err.color { "\u{1b}[1;33mwarning\u{1b}[0m" } else { "warning" };
        self.say(format_args!("{head}: {text}"));
    }

    /// Whether standard output takes colour.
    #[must_use]
    pub fn colors_out(&self) -> bool {
        self.out.color
    }

    /// Whether standard error takes colour.
    #[must_use]
    pub fn colors_err(&self) -> bool {
        self.err.color
    }

    /// Whether a person watches standard error, so that progress may be drawn there.
    #[must_use]
    pub fn watched(&self) -> bool {
        self.err.interactive
    }

    /// Columns to wrap text at: what `COLUMNS` says, else those of the terminal, 80 when there is none; never more than 120.
    #[must_use]
    pub fn width(&self) -> usize {
        let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let of_terminal = || Some(usize::from(terminal_size::terminal_size()?.0.0));
        told.or_else(|| of_terminal().filter(|_| self.out.interactive)).unwrap_or(80).clamp(40, 120)
    }

    /// Reads standard input to its end, at most `limit` bytes.
    ///
    /// # Errors
    /// Those of reading, and `FileTooLarge` beyond the limit.
    pub fn read_input(&self, limit: u64) -> io::Result<Vec<u8>> {
        let mut input = self.input.lock().unwrap_or_else(PoisonError::into_inner);
        let mut bytes = Vec::new();
        input.by_ref().take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit {
            return Err(io::Error::new(ErrorKind::FileTooLarge, format!("more than {limit} bytes")));
        }
        Ok(bytes)
    }
}

/// A stream whose reader may go away: from then on it swallows what is written.
struct Guarded<'a>(&'a Stream);

impl Guarded<'_> {
    fn guard<T>(&self, with: T, act: impl FnOnce(&mut dyn Write) -> io::Result<T>) -> io::Result<T> {
        let mut writer = self.0.writer.lock().unwrap_or_else(PoisonError::into_inner);
        match act(writer.as_mut()) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                *writer = Box::new(io::sink());
                Ok(with)
            }
            result => result,
        }
    }
}

impl Write for Guarded<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.guard(bytes.len(), |writer| writer.write(bytes))
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.guard((), |writer| writer.write_all(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.guard((), |writer| writer.flush())
    }
}

/// What a [`Terminal::captured`] was told.
#[derive(Debug, Clone, Default)]
pub struct Captured {
    out: Buffer,
    err: Buffer,
}

impl Captured {
    /// Standard output so far.
    #[must_use]
    pub fn out(&self) -> String {
        self.out.text()
    }

    /// Standard error so far.
    #[must_use]
    pub fn err(&self) -> String {
        self.err.text()
    }
}

#[derive(Debug, Clone, Default)]
struct Buffer(Arc<Mutex<Vec<u8>>>);

impl Buffer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
    }
}

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails in one way.
    struct Broken(ErrorKind);

    impl Write for Broken {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Err(self.0.into())
        }
    }

    #[test]
    fn a_reader_that_goes_away_is_not_an_error() {
        let (mut terminal, captured) = Terminal::captured(Vec::new());
        terminal.out.writer = Mutex::new(Box::new(Broken(ErrorKind::BrokenPipe)));
        assert!(terminal.out().write_all(b"one").is_ok());
        assert!(terminal.out().flush().is_ok());
        terminal.say("still here");
        assert_eq!(captured.err(), "still here\n");
        assert_eq!(terminal.finish(Exit::Found), Exit::Found);
    }

    #[test]
    fn a_result_that_was_lost_is_said() {
        let (mut terminal, captured) = Terminal::captured(Vec::new());
        terminal.out.writer = Mutex::new(Box::new(Broken(ErrorKind::StorageFull)));
        terminal.print("one");
        assert_eq!(terminal.finish(Exit::Found), Exit::Incomplete);
        assert!(captured.err().starts_with("error: cannot write to standard output"), "{}", captured.err());
    }

    #[test]
    fn input_over_the_limit_is_refused() {
        let (terminal, _) = Terminal::captured(b"12345".to_vec());
        assert_eq!(terminal.read_input(4).unwrap_err().kind(), ErrorKind::FileTooLarge);
        let (terminal, _) = Terminal::captured(b"1234".to_vec());
        assert_eq!(terminal.read_input(4).unwrap(), b"1234");
    }
}
