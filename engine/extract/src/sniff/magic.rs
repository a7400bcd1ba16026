//! Formats that are recognised in order to say that they are not read, as a table.

/// Bytes at a place that tell a format.
pub(super) struct Magic {
    at: usize,
    bytes: &'static [u8],
    pub(super) name: &'static str,
}

impl Magic {
    const fn new(at: usize, bytes: &'static [u8], name: &'static str) -> Self {
        Self { at, bytes, name }
    }

    pub(super) fn fits(&self, head: &[u8]) -> bool {
        head.get(self.at..).is_some_and(|rest| rest.starts_with(self.bytes))
    }

    /// Whether the bytes do not occur by chance at the start of a text.
    pub(super) fn is_sure(&self) -> bool {
        self.name == "PDF"
            || self.bytes.len() >= 8
            || self.bytes.iter().any(|&byte| byte >= 0x80 || (byte < 0x20 && !byte.is_ascii_whitespace()))
    }
}

/// In order: a longer mark stands before a shorter one that begins it.
pub(super) static NAMES: &[Magic] = &[
    // documents
    Magic::new(0, b"%PDF-", "PDF"),
    Magic::new(0, &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "OLE document (doc, xls, ppt, msg)"),
    Magic::new(0, b"!BDN", "Outlook data file (PST)"),
    Magic::new(0, b"\0\x01\0\0Standard Jet DB", "Access database"),
    Magic::new(0, b"\0\x01\0\0Standard ACE DB", "Access database"),
    Magic::new(0, &[0xFF, b'W', b'P', b'C'], "WordPerfect document"),
    // tables and databases
    Magic::new(0, b"PAR1", "Parquet"),
    Magic::new(0, b"PARE", "encrypted Parquet"),
    Magic::new(0, b"Obj\x01", "Avro"),
    Magic::new(0, b"ORC", "ORC"),
    Magic::new(0, b"ARROW1\0\0", "Arrow file"),
    Magic::new(0, &[0xFF, 0xFF, 0xFF, 0xFF, 0x10, 0, 0, 0], "Arrow stream"),
    Magic::new(0, b"FEA1", "Feather"),
    Magic::new(0, b"SQLite format 3\0", "SQLite database"),
    Magic::new(0, b"\x89HDF\r\n\x1a\n", "HDF5"),
    Magic::new(0, b"SEQ\x06", "Hadoop sequence file"),
    Magic::new(0, b"PGDMP", "PostgreSQL dump (custom format)"),
    Magic::new(0, b"\x93NUMPY", "NumPy array"),
    Magic::new(0, &[0x80, 0x04, 0x95], "Python pickle"),
    Magic::new(0, &[0x80, 0x05, 0x95], "Python pickle"),
    Magic::new(0, b"REDIS0", "Redis dump"),
    // archives and compression
    Magic::new(0, b"7z\xBC\xAF\x27\x1C", "7z archive"),
    Magic::new(0, b"Rar!\x1A\x07", "RAR archive"),
    Magic::new(0, b"MSCF\0\0\0\0", "cabinet archive"),
    Magic::new(0, b"!<arch>\n", "ar archive"),
    Magic::new(0, b"070701", "cpio archive"),
    Magic::new(0, b"070707", "cpio archive"),
    Magic::new(0, &[0xC7, 0x71], "cpio archive"),
    Magic::new(0, &[0xED, 0xAB, 0xEE, 0xDB], "RPM package"),
    Magic::new(0, b"xar!\0", "xar archive"),
    Magic::new(0, &[0x04, 0x22, 0x4D, 0x18], "LZ4 stream"),
    Magic::new(0, &[0x02, 0x21, 0x4C, 0x18], "LZ4 stream"),
    Magic::new(0, b"\xFF\x06\0\0sNaPpY", "Snappy stream"),
    Magic::new(0, &[0x1F, 0x9D], "compress stream (.Z)"),
    Magic::new(0, &[0x1F, 0xA0], "compress stream (.Z)"),
    Magic::new(0, b"LZIP\x01", "lzip stream"),
    Magic::new(0, &[0x5D, 0, 0], "LZMA stream"),
    Magic::new(0, &[0x89, b'L', b'Z', b'O', 0], "LZO stream"),
    Magic::new(32_769, b"CD001", "ISO 9660 image"),
    Magic::new(0, b"KDMV", "VMDK disk image"),
    Magic::new(0, b"QFI\xFB", "QCOW disk image"),
    Magic::new(0, b"hsqs", "SquashFS image"),
    // images, sound, video, fonts
    Magic::new(0, b"\x89PNG\r\n\x1a\n", "PNG image"),
    Magic::new(0, &[0xFF, 0xD8, 0xFF], "JPEG image"),
    Magic::new(0, b"GIF87a", "GIF image"),
    Magic::new(0, b"GIF89a", "GIF image"),
    Magic::new(0, b"II*\0", "TIFF image"),
    Magic::new(0, b"MM\0*", "TIFF image"),
    Magic::new(8, b"WEBP", "WebP image"),
    Magic::new(0, b"8BPS\0\x01", "Photoshop image"),
    Magic::new(0, b"BM", "BMP image"),
    Magic::new(0, &[0, 0, 1, 0], "icon"),
    Magic::new(4, b"ftypheic", "HEIF image"),
    Magic::new(4, b"ftypavif", "AVIF image"),
    Magic::new(4, b"ftyp", "MP4 media"),
    Magic::new(8, b"WAVE", "WAVE sound"),
    Magic::new(8, b"AVI ", "AVI video"),
    Magic::new(0, b"ID3", "MP3 sound"),
    Magic::new(0, &[0xFF, 0xFB], "MP3 sound"),
    Magic::new(0, b"OggS\0", "Ogg media"),
    Magic::new(0, b"fLaC\0", "FLAC sound"),
    Magic::new(0, &[0x1A, 0x45, 0xDF, 0xA3], "Matroska media"),
    Magic::new(0, b"FLV\x01", "Flash video"),
    Magic::new(0, b"wOFF\0", "WOFF font"),
    Magic::new(0, b"wOF2\0", "WOFF2 font"),
    Magic::new(0, b"OTTO\0", "OpenType font"),
    Magic::new(0, &[0, 1, 0, 0, 0], "TrueType font"),
    // programs and keys
    Magic::new(0, b"\x7FELF", "ELF program"),
    Magic::new(0, b"MZ", "Windows program"),
    Magic::new(0, &[0xCF, 0xFA, 0xED, 0xFE], "Mach-O program"),
    Magic::new(0, &[0xCA, 0xFE, 0xBA, 0xBE], "Java class or Mach-O program"),
    Magic::new(0, b"\0asm", "WebAssembly module"),
    Magic::new(0, b"dex\n035\0", "Dalvik program"),
    Magic::new(0, &[0xFE, 0xED, 0xFE, 0xED], "Java key store"),
    Magic::new(0, &[0xD4, 0xC3, 0xB2, 0xA1], "packet capture"),
    Magic::new(0, &[0x0A, 0x0D, 0x0D, 0x0A], "packet capture"),
];
