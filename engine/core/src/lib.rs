//! The embeddable engine of Sievert: text in, findings out.
//!
//! A program of the rule language ([`lang`]) becomes an [`Engine`]: immutable, shared by all threads. Each object is read
//! by a scan of its own, which takes the object's text in chunks and gives a report. A report says what was found, where,
//! how sure that is and why, and never carries the value itself: only a masked sample and a keyed hash.
//!
//! ```
//! use sievert::Engine;
//!
//! let engine = Engine::from_rules(r#"
//!     package acme
//!     language 1
//!
//!     /// Employee numbers: site letter, six digits, check letter.
//!     identifier employee_id {
//!       category: personal
//!       severity: high
//!       match:    /\b[EMX][0-9]{6}[A-HJ-NP-Z]\b/
//!       require { near(["employee", "staff no", "badge"], within: 50) : true }
//!       redact:   keep_last(2)
//!     }
//! "#)?;
//!
//! let report = engine.scan_bytes("notes.txt", b"cc E999999K\nStaff-No E123456K, desk 4\n");
//! let finding = &report.findings[0];
//! assert_eq!((finding.identifier.as_str(), finding.count), ("acme.employee_id", 1));
//! assert_eq!(finding.occurrences[0].position.start.line, 2);
//! assert_eq!(finding.occurrences[0].sample, "******6K");
//! # Ok::<(), sievert::LoadError>(())
//! ```
//!
//! Objects of any size are read in bounded memory, and how they are cut into chunks changes nothing:
//!
//! ```
//! # let engine = sievert::Engine::from_rules("package acme\nlanguage 1\n\n/// Keys.\n@id(\"A-1\")\nidentifier key {\n  category: credentials\n  match: /\\bKEY-[0-9]{4}\\b/\n}\n")?;
//! use sievert::ObjectInfo;
//!
//! let mut scan = engine.object(ObjectInfo { uri: "stdin".into(), ..ObjectInfo::default() });
//! for chunk in [&b"the key is KE"[..], b"Y-0815\n"] {
//!     let _flow = scan.push(chunk);
//! }
//! assert_eq!(scan.finish().findings[0].count, 1);
//! # Ok::<(), sievert::LoadError>(())
//! ```
//!
//! # How a text is read
//!
//! ```text
//! text ─▶ gate ─▶ sieve ─▶ pattern ─▶ ignore ▸ normalize ▸ validate ▸ allow ─▶ require ▸ context ▸ report ─▶ overlaps ─▶ finding
//! ```
//!
//! * [`segment`] is the door for content with structure: an extractor walks an object and hands over streams and values,
//!   each value with the names it stands under.
//! * One pass over the text, the *sieve*, tells for all identifiers together where a match may start.
//! * A *gate* keeps a pattern away from text where nothing it matches could be reported, because a word is missing that
//!   its identifier asks for. Gates are derived, never written.
//! * A match that falls by its own text (up to `allow`) gives back all but its first character, so it hides nothing. One
//!   that passes keeps its text, whatever its surroundings then say.
//! * Of matches of different identifiers that overlap, the surer stands; the others are its shadows.
//! * [`explain`] says for each match where on this way it fell; [`testing`] runs the tests that rules carry.
//!
//! The crate does no I/O, has no clock, and brings no runtime along.

mod automaton;
mod candidate;
mod confidence;
mod context;
mod decide;
mod engine;
mod eval;
mod gate;
mod identity;
mod keywords;
mod lines;
mod load;
mod matcher;
mod options;
mod origins;
mod overlap;
mod redact;
mod rule;
mod scan;
mod sieve;
mod starts;
mod stream;
mod suppress;
mod tally;
mod utf8;
mod validate;
mod worker;

pub mod explain;
pub mod report;
pub mod segment;
pub mod testing;

pub use engine::Engine;
pub use load::{LoadError, RuleErrors};
pub use options::Options;
pub use report::{Finding, ObjectInfo, ObjectReport, Occurrence};
pub use rule::EngineError;
pub use scan::ObjectScan;
pub use segment::{Flow, SegmentSink};
pub use sievert_lang as lang;

/// The examples of the README, held to compile and run.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
