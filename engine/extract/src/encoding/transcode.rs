//! Decoding to UTF-8, with a way back to the bytes.
//!
//! Text is decoded in pieces of a few KiB. After each piece that ends between two characters, a checkpoint says which
//! decoded offset is which source offset. The source bytes of the recent past are kept, so that an offset between two
//! checkpoints is found by decoding that one piece again, character by character. That is paid for places that are
//! reported only, and the answer is exact; after malformed input it may be one character off.

use std::collections::VecDeque;
use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding, UTF_16BE, UTF_16LE};

use super::Charset;

/// Source bytes between checkpoints.
const PIECE: usize = 4 << 10;
/// Source bytes read at once.
const READ: usize = 64 << 10;
/// The decoded size of a piece: three bytes for one at most (a legacy byte becomes U+FFFD or a CJK character), and what
/// a decoder kept from the piece before.
pub(crate) const DECODED_PIECE: usize = PIECE * 3 + 64;

#[derive(Clone, Copy, PartialEq)]
struct Checkpoint {
    decoded: u64,
    source: u64,
}

/// A decoder with its memory of where things were.
pub(crate) struct Transcoder {
    scheme: Scheme,
    decoder: Unit,
    /// Source bytes from `raw_base` on: kept for going back, then not yet decoded from `decoded_to` on.
    raw: Vec<u8>,
    raw_base: u64,
    decoded_to: usize,
    /// Decoded bytes given so far.
    given: u64,
    checkpoints: VecDeque<Checkpoint>,
    source_ended: bool,
    flushed: bool,
}

#[derive(Clone, Copy)]
enum Scheme {
    Rs(&'static Encoding),
    Utf32 { big_endian: bool },
}

enum Unit {
    Rs(Decoder),
    Utf32 { big_endian: bool },
}

impl Scheme {
    fn decoder(self) -> Unit {
        match self {
            Self::Rs(encoding) => Unit::Rs(encoding.new_decoder_without_bom_handling()),
            Self::Utf32 { big_endian } => Unit::Utf32 { big_endian },
        }
    }

    /// Bytes of the smallest code unit.
    fn unit(self) -> usize {
        match self {
            Self::Rs(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => 2,
            Self::Rs(_) => 1,
            Self::Utf32 { .. } => 4,
        }
    }

    /// How many of `bytes` to decode next, and whether a character surely ends there.
    fn cut(self, bytes: &[u8]) -> (usize, bool) {
        let most = bytes.len().min(PIECE);
        let Self::Rs(encoding) = self else { return (most & !3, true) };
        if encoding.is_single_byte() {
            return (most, true);
        }
        if self.unit() == 2 {
            let even = most & !1;
            let high_byte = if encoding == UTF_16LE { even.checked_sub(1) } else { even.checked_sub(2) };
            let splits =
                high_byte.and_then(|at| bytes.get(at)).is_some_and(|byte| (0xD8..0xDC).contains(byte));
            return match (splits, even) {
                (false, _) => (even, true),
                (true, 2) => (2, false),
                (true, _) => (even.saturating_sub(2), true),
            };
        }
        // No multi-byte encoding has trail bytes below 0x30, so after such a byte a character has ended.
        match bytes.iter().take(most).rposition(|&byte| byte < 0x30) {
            Some(last) => (last + 1, true),
            None => (most, false),
        }
    }
}

impl Unit {
    /// Decodes all of `source`; `out` is large enough.
    fn decode(&mut self, source: &[u8], out: &mut [u8], last: bool) -> usize {
        match self {
            Self::Rs(decoder) => {
                let (_, _, written, _) = decoder.decode_to_utf8(source, out, last);
                written
            }
            Self::Utf32 { big_endian } => {
                let mut written = 0;
                for unit in source.chunks(4) {
                    let code = <[u8; 4]>::try_from(unit).ok().map(|unit| {
                        if *big_endian { u32::from_be_bytes(unit) } else { u32::from_le_bytes(unit) }
                    });
                    let character = code.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER);
                    let mut bytes = [0; 4];
                    let text = character.encode_utf8(&mut bytes).as_bytes();
                    if let Some(space) = out.get_mut(written..).and_then(|out| out.get_mut(..text.len())) {
                        space.copy_from_slice(text);
                        written += text.len();
                    }
                }
                written
            }
        }
    }
}

impl Transcoder {
    /// `None` for UTF-8, which needs none. The byte order mark, if any, was read already.
    pub(crate) fn new(charset: Charset) -> Option<Self> {
        let scheme = match charset {
            Charset::Utf8 { .. } => return None,
            Charset::Utf16 { big_endian: true, .. } => Scheme::Rs(UTF_16BE),
            Charset::Utf16 { big_endian: false, .. } => Scheme::Rs(UTF_16LE),
            Charset::Utf32 { big_endian, .. } => Scheme::Utf32 { big_endian },
            Charset::Legacy(encoding) => Scheme::Rs(encoding),
        };
        let source = charset.mark() as u64;
        Some(Self {
            scheme,
            decoder: scheme.decoder(),
            raw: Vec::new(),
            raw_base: source,
            decoded_to: 0,
            given: 0,
            checkpoints: VecDeque::from([Checkpoint { decoded: 0, source }]),
            source_ended: false,
            flushed: false,
        })
    }

    /// Reads and decodes the next text into `out`, which holds at least [`DECODED_PIECE`] bytes; 0 at the end.
    /// An error of the reader is given once, after all text before it.
    pub(crate) fn fill(&mut self, reader: &mut dyn Read, out: &mut [u8]) -> io::Result<usize> {
        let mut filled = 0;
        loop {
            let Some(out) = out.get_mut(filled..).filter(|out| out.len() >= DECODED_PIECE) else {
                return Ok(filled);
            };
            let pending = self.raw.get(self.decoded_to..).unwrap_or_default();
            let (length, neutral) = self.scheme.cut(pending);
            // A piece that is short only because no more was read yet is still a piece.
            if length > 0 {
                let written = self.decoder.decode(pending.get(..length).unwrap_or_default(), out, false);
                self.advance(length, written, neutral);
                filled += written;
                continue;
            }
            if filled > 0 {
                return Ok(filled);
            }
            if self.source_ended {
                if self.flushed {
                    return Ok(0);
                }
                self.flushed = true;
                let length = pending.len();
                let written = self.decoder.decode(pending, out, true);
                self.advance(length, written, true);
                return Ok(written);
            }
            self.read(reader)?;
        }
    }

    fn advance(&mut self, length: usize, written: usize, neutral: bool) {
        self.decoded_to += length;
        self.given += written as u64;
        if neutral {
            let source = self.raw_base + self.decoded_to as u64;
            self.checkpoints.push_back(Checkpoint { decoded: self.given, source });
        }
    }

    fn read(&mut self, reader: &mut dyn Read) -> io::Result<()> {
        let filled = self.raw.len();
        self.raw.resize(filled + READ, 0);
        let space = self.raw.get_mut(filled..).unwrap_or_default();
        let result = loop {
            match reader.read(space) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => break result,
            }
        };
        let read = *result.as_ref().unwrap_or(&0);
        self.raw.truncate(filled + read);
        // After a failure as after the end: what is there is decoded to its end.
        self.source_ended |= read == 0;
        result.map(|_| ())
    }

    /// Forgets what lies before `decoded`.
    pub(crate) fn forget_before(&mut self, decoded: u64) {
        while self.checkpoints.get(1).is_some_and(|next| next.decoded <= decoded) {
            self.checkpoints.pop_front();
        }
        let Some(first) = self.checkpoints.front() else { return };
        let unneeded = usize::try_from(first.source - self.raw_base).unwrap_or(0).min(self.decoded_to);
        // In large steps, so that each byte is moved a bounded number of times.
        if unneeded >= READ && unneeded * 2 >= self.raw.len() {
            self.raw.drain(..unneeded);
            self.raw_base += unneeded as u64;
            self.decoded_to -= unneeded;
        }
    }

    /// The source offset at which the character begins that stands at a decoded offset.
    pub(crate) fn source_offset(&self, decoded: u64) -> u64 {
        let mut found = self.raw_base;
        self.source_offsets(decoded, decoded, &mut |_, source| found = source);
        found
    }

    /// The same for all of `from..=to`, in one pass over each piece.
    pub(crate) fn source_offsets(&self, from: u64, to: u64, visit: &mut dyn FnMut(u64, u64)) {
        let mut next = from;
        while next <= to {
            let after = self.checkpoints.partition_point(|checkpoint| checkpoint.decoded <= next);
            let Some(start) = after.checked_sub(1).and_then(|at| self.checkpoints.get(at)) else {
                visit(next, self.raw_base);
                next += 1;
                continue;
            };
            // The next checkpoint knows better what lies behind it.
            let until = self.checkpoints.get(after).map_or(to, |end| to.min(end.decoded - 1));
            self.walk(*start, next, until, visit);
            next = until + 1;
        }
    }

    /// Decodes from a checkpoint, unit by unit, up to `to`.
    fn walk(&self, start: Checkpoint, from: u64, to: u64, visit: &mut dyn FnMut(u64, u64)) {
        let kept = usize::try_from(start.source - self.raw_base).unwrap_or(usize::MAX);
        let raw = self.raw.get(kept..self.decoded_to).unwrap_or_default();
        let mut decoder = self.scheme.decoder();
        let mut out = [0; 64];
        let (mut next, mut decoded, mut source) = (from, start.decoded, start.source);
        for unit in raw.chunks(self.scheme.unit()) {
            if next == decoded && next <= to {
                visit(next, source);
                next += 1;
            }
            if next > to {
                return;
            }
            decoded += decoder.decode(unit, &mut out, false) as u64;
            // Malformed bytes and the character after them may come out together: that character begins here.
            while next < decoded && next <= to {
                visit(next, source);
                next += 1;
            }
            source += unit.len() as u64;
        }
        (next..=to).for_each(|offset| visit(offset, source));
    }
}
