//! Compressed streams: gzip (RFC 1952), Zstandard (RFC 8878), bzip2 and xz, each with any number of members.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use flate2::bufread::GzDecoder;
use sievert::segment::Reason;

use crate::budget::{Counted, Fault, Metered};
use crate::limits::human;
use crate::sniff::{Codec, inner_name};
use crate::walk::{Content, Walk, Walked};

/// Reads what a compressed stream holds.
pub(crate) fn read(walk: &mut Walk<'_>, codec: Codec, name: &str, stream: Box<dyn Read + '_>) -> Walked {
    let (counted, taken) = Counted::new(stream);
    let input = BufReader::with_capacity(64 << 10, counted);
    let trailing = Rc::new(Cell::new(false));
    let (what, decoder): (_, Box<dyn Read + '_>) = match codec {
        Codec::Gzip => ("gzip stream", Box::new(Gzip::new(input, trailing.clone()))),
        Codec::Bzip2 => ("bzip2 stream", Box::new(bzip2::bufread::MultiBzDecoder::new(input))),
        Codec::Zstd => match zstd::stream::read::Decoder::with_buffer(input) {
            Ok(mut decoder) => match decoder.window_log_max(walk.limits.zstd_window_log) {
                Ok(()) => ("zstd stream", Box::new(decoder)),
                Err(error) => return walk.failed(&error),
            },
            Err(error) => return walk.failed(&error),
        },
        Codec::Xz => {
            let several = liblzma::stream::CONCATENATED;
            match liblzma::stream::Stream::new_stream_decoder(walk.limits.xz_memory, several) {
                Ok(stream) => (
                    "xz stream",
                    Box::new(Xz {
                        inner: liblzma::bufread::XzDecoder::new_stream(input, stream),
                        memory: walk.limits.xz_memory,
                    }),
                ),
                Err(error) => return walk.failed(&io::Error::other(error)),
            }
        }
    };
    let metered = Metered::new(decoder, taken, what, walk.budget);
    let walked = walk.node(inner_name(name), Content::Stream(Box::new(metered)));
    if trailing.get() {
        walk.note(
            Reason::MalformedFile,
            "bytes after the end of the gzip stream, which belong to no stream, were left out",
        );
    }
    walked
}

/// All members of a gzip stream. `flate2`'s own reader of several takes what follows the last for a broken one; padding
/// with zeros is common and meant to be skipped, and other bytes there do not make what came before wrong.
struct Gzip<R> {
    state: State<R>,
    trailing: Rc<Cell<bool>>,
}

enum State<R> {
    Member(Box<GzDecoder<R>>),
    Between(R),
    Ended,
}

impl<R: BufRead> Gzip<R> {
    fn new(input: R, trailing: Rc<Cell<bool>>) -> Self {
        Self { state: State::Member(Box::new(GzDecoder::new(input))), trailing }
    }
}

impl<R: BufRead> Read for Gzip<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        loop {
            match std::mem::replace(&mut self.state, State::Ended) {
                State::Ended => return Ok(0),
                State::Member(mut decoder) => match decoder.read(out) {
                    Ok(0) => self.state = State::Between(decoder.into_inner()),
                    result => {
                        self.state = State::Member(decoder);
                        return result;
                    }
                },
                State::Between(mut input) => {
                    let ahead = input.fill_buf()?;
                    let zeros = ahead.iter().position(|&byte| byte != 0).unwrap_or(ahead.len());
                    match ahead.get(zeros) {
                        None if ahead.is_empty() => return Ok(0),
                        None => {
                            input.consume(zeros);
                            self.state = State::Between(input);
                        }
                        Some(0x1F) => {
                            input.consume(zeros);
                            self.state = State::Member(Box::new(GzDecoder::new(input)));
                        }
                        Some(_) => {
                            self.trailing.set(true);
                            return Ok(0);
                        }
                    }
                }
            }
        }
    }
}

/// An xz decoder that says in words that its memory does not suffice.
struct Xz<R> {
    inner: liblzma::bufread::XzDecoder<R>,
    memory: u64,
}

impl<R: BufRead> Read for Xz<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.inner.read(out).map_err(|error| {
            let is_memory = error
                .get_ref()
                .and_then(|inner| inner.downcast_ref::<liblzma::stream::Error>())
                .is_some_and(|error| matches!(error, liblzma::stream::Error::MemLimit));
            if is_memory {
                return Fault::error(format!(
                    "this xz stream asks for a dictionary of more than {}",
                    human(self.memory)
                ));
            }
            error
        })
    }
}
