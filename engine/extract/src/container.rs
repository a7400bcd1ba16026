//! Things that hold other things. A container is no lane: it gives bytes back to the walk, which judges them afresh.
//!
//! A member of an archive has a name, and is entered under it. A bare compression layer holds one nameless stream, so there
//! is nothing to enter: `x.csv.gz` is read as `x.csv`, and places in it count decompressed bytes.
//!
//! No parser here is wrapped in `catch_unwind`: the sink runs inside the walk, and its panics are not ours to swallow. The
//! crates used gave no panic under mutation, and the crate's own property tests hold them to that.

pub(crate) mod compressed;
pub(crate) mod tar;
pub(crate) mod zip;
