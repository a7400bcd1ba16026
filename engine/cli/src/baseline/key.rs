//! The key under which values are hashed.
//!
//! Without a key anybody could test guesses against the hashes in a report; most values that are looked for have few
//! possibilities. So there always is one: what the person gives, else a random one that is made once for each user and kept
//! where only that user can read it. Machines that share a baseline must share a key.

use std::fmt;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Names the key in the environment.
pub const VARIABLE: &str = "SIEVERT_HASH_KEY";

/// Fewer bytes could be found by trying.
const LEAST: usize = 16;

/// A key.
#[derive(Clone, PartialEq, Eq)]
pub struct HashKey(Vec<u8>);

/// Leaves the key out.
impl fmt::Debug for HashKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HashKey({})", self.id())
    }
}

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// Of the file system.
    #[error("cannot read the hash key `{}`: {reason}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// Of the file system.
    #[error("cannot keep a hash key in `{}`: {reason}; give one with --hash-key-file or {VARIABLE}", path.display())]
    Make {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// Of the system.
    #[error(
        "the system gives no random bytes for a hash key: {reason}; give one with --hash-key-file or {VARIABLE}"
    )]
    Random {
        /// What the system said.
        reason: String,
    },
    /// It could be guessed.
    #[error(
        "the hash key in {place} has {found} bytes, but at least {LEAST} are needed; `openssl rand -hex 32` makes one"
    )]
    Short {
        /// `` `file` `` or the variable.
        place: String,
        /// Its length.
        found: usize,
    },
}

impl HashKey {
    /// The key in a file; white space around it is not part of it.
    ///
    /// # Errors
    /// The file cannot be read or the key is too short.
    pub fn from_file(path: &Path) -> Result<Self, KeyError> {
        let bytes = std::fs::read(path)
            .map_err(|error| KeyError::Read { path: path.to_path_buf(), reason: error.to_string() })?;
        Self::checked(bytes.trim_ascii(), || format!("`{}`", path.display()))
    }

    /// The key in the environment, if there is one.
    ///
    /// # Errors
    /// It is too short.
    pub fn from_environment() -> Result<Option<Self>, KeyError> {
        let value = std::env::var_os(VARIABLE).filter(|value| !value.is_empty());
        value
            .map(|value| Self::checked(value.as_encoded_bytes().trim_ascii(), || VARIABLE.to_owned()))
            .transpose()
    }

    /// The user's own key, made when there is none.
    ///
    /// # Errors
    /// The file cannot be read or made.
    pub fn of_user(folder: &Path) -> Result<Self, KeyError> {
        let path = folder.join("hash.key");
        if !path.exists() {
            make(&path).map_err(|error| KeyError::Make { path: path.clone(), reason: error.to_string() })?;
        }
        Self::from_file(&path)
    }

    /// A key that nothing outside this process can know.
    ///
    /// # Errors
    /// The system gives no random bytes.
    pub fn random() -> Result<Self, KeyError> {
        let mut random = [0_u8; 32];
        getrandom::fill(&mut random).map_err(|error| KeyError::Random { reason: error.to_string() })?;
        Ok(Self(random.to_vec()))
    }

    fn checked(bytes: &[u8], place: impl FnOnce() -> String) -> Result<Self, KeyError> {
        if bytes.len() < LEAST {
            return Err(KeyError::Short { place: place(), found: bytes.len() });
        }
        Ok(Self(bytes.to_vec()))
    }

    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Tells two keys apart without giving either away: 16 hex characters.
    #[must_use]
    pub fn id(&self) -> String {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else { return String::new() };
        mac.update(b"sievert hash key id");
        mac.finalize().into_bytes().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Makes a random key. When two processes do so at once, the first one's stays.
fn make(path: &Path) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut random = [0_u8; 32];
    getrandom::fill(&mut random).map_err(io::Error::other)?;
    let text: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
    // A temporary file is its owner's alone (0600).
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    writeln!(file, "{text}")?;
    match file.persist_noclobber(path) {
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Ok(()),
        result => result.map(drop).map_err(|error| error.error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_users_key_is_made_once_and_for_the_user_alone() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("deep/sievert");
        let first = HashKey::of_user(&state).unwrap();
        assert_eq!(HashKey::of_user(&state).unwrap(), first);
        assert_eq!(first.bytes().len(), 64);
        assert_ne!(HashKey::of_user(folder.path()).unwrap().id(), first.id());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(state.join("hash.key")).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0);
        }
    }

    #[test]
    fn a_short_key_is_refused_and_white_space_does_not_count() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        std::fs::write(&path, "  0123456789abcde\n").unwrap();
        let error = HashKey::from_file(&path).unwrap_err().to_string();
        assert!(error.contains("has 15 bytes"), "{error}");
        std::fs::write(&path, "0123456789abcdef\n").unwrap();
        assert_eq!(HashKey::from_file(&path).unwrap().bytes(), b"0123456789abcdef");
    }

    #[test]
    fn the_key_is_not_printed() {
        let key = HashKey(b"0123456789abcdef".to_vec());
        assert!(!format!("{key:?}").contains("0123456789"));
    }
}
