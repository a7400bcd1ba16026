//! What hostile content may cost at most. Every number is a bound on memory, time or output that a small object could
//! otherwise ask for; reaching one ends the reading of one thing and is said in a note.

const KIB: u64 = 1 << 10;
const MIB: u64 = 1 << 20;
const GIB: u64 = 1 << 30;

/// Bounds on one object and everything inside it.
///
/// The defaults are meant for a machine that scans strangers' buckets. They may be lowered freely; raising
/// [`Limits::record_bytes`], [`Limits::field_bytes`] and [`Limits::string_bytes`] raises the memory that one reader needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Containers and compression layers inside one another.
    pub depth: u32,
    /// Members of all archives of one object, directories and links included.
    pub members: u64,
    /// Bytes that all decoders of one object may give, however large the object is.
    pub total_bytes_hard: u64,
    /// Bytes that all decoders of any object may give, however small the object is.
    pub total_bytes_floor: u64,
    /// Between floor and hard limit: so many times the bytes of the object.
    pub total_ratio: u64,
    /// So many times its input one decoder may give …
    pub ratio: u64,
    /// … once it has given this many bytes.
    pub ratio_grace: u64,
    /// Bytes of one archive member or one decompressed stream.
    pub member_bytes: u64,
    /// Memory that an xz decoder may allocate for its dictionary.
    pub xz_memory: u64,
    /// Base-two logarithm of the largest zstd window.
    pub zstd_window_log: u32,
    /// Bytes of one name in an archive; a longer one is cut.
    pub name_bytes: usize,
    /// A ZIP archive that arrives as a stream is kept in memory up to this many bytes, beyond in a temporary file.
    pub spool_memory: usize,
    /// Bytes of one field of a table.
    pub field_bytes: usize,
    /// Bytes of one record of a table.
    pub record_bytes: usize,
    /// Columns of a table.
    pub columns: usize,
    /// Bytes of one JSON string.
    pub string_bytes: usize,
    /// Levels of JSON for which a path is kept.
    pub json_depth: usize,
    /// Levels of JSON at which a document is no longer taken for one.
    pub json_depth_hard: usize,
    /// Notes of one kind on one object; the rest is counted in one more.
    pub notes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            depth: 10,
            members: 1_000_000,
            total_bytes_hard: 100 * GIB,
            total_bytes_floor: GIB,
            total_ratio: 200,
            ratio: 1000,
            ratio_grace: 64 * MIB,
            member_bytes: 20 * GIB,
            xz_memory: 256 * MIB,
            zstd_window_log: 27,
            name_bytes: 64 << 10,
            spool_memory: 64 << 20,
            field_bytes: 4 << 20,
            record_bytes: 16 << 20,
            columns: 16_384,
            string_bytes: 16 << 20,
            json_depth: 256,
            json_depth_hard: 16 << 20,
            notes: 100,
        }
    }
}

/// A number of bytes as a person reads it: `1 GiB`, `1.5 MiB`, `17 B`.
pub(crate) fn human(bytes: u64) -> String {
    let (unit, name) = match bytes {
        GIB.. => (GIB, "GiB"),
        MIB.. => (MIB, "MiB"),
        KIB.. => (KIB, "KiB"),
        _ => return format!("{bytes} B"),
    };
    let tenths = bytes / (unit / 10).max(1);
    match tenths % 10 {
        0 => format!("{} {name}", bytes / unit),
        tenth => format!("{}.{tenth} {name}", bytes / unit),
    }
}

#[cfg(test)]
mod tests {
    use super::human;

    #[test]
    fn sizes_read_well() {
        assert_eq!(human(17), "17 B");
        assert_eq!(human(1 << 30), "1 GiB");
        assert_eq!(human(3 << 19), "1.5 MiB");
        assert_eq!(human(20 << 30), "20 GiB");
    }
}
