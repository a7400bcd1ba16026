//! Words that stand where a password belongs, in documentation, samples and tests.
//!
//! A password that is made of these alone, in any order, with common digit-for-letter swaps, is nobody's secret:
//! `MyPassw0rd`, `test-user-123`, `admin`. One pass for each word taken off the front.

/// Longest first among words that start alike, so that `password` is taken before `pass`.
const WORDS: &[&str] = &[
    "administrator",
    "admin",
    "anything",
    "anonymous",
    "another",
    "apikey",
    "api",
    "argon",
    "auth",
    "access",
    "account",
    "app",
    "abcdefgh",
    "abcdef",
    "abcd",
    "abc",
    "bar",
    "base",
    "baz",
    "bcrypt",
    "bearer",
    "blah",
    "changed",
    "changeit",
    "change",
    "client",
    "confirm",
    "correct",
    "credentials",
    "credential",
    "current",
    "database",
    "default",
    "demo",
    "db",
    "dev",
    "docs",
    "doc",
    "dummy",
    "empty",
    "encrypted",
    "enter",
    "example",
    "fake",
    "field",
    "foobar",
    "foo",
    "for",
    "global",
    "good",
    "guest",
    "hashed",
    "hash",
    "hello",
    "here",
    "host",
    "hunter",
    "input",
    "insert",
    "invalid",
    "iloveyou",
    "key",
    "keystore",
    "letmein",
    "local",
    "login",
    "long",
    "mock",
    "monkey",
    "mongo",
    "must",
    "my",
    "mysql",
    "name",
    "new",
    "none",
    "not",
    "null",
    "of",
    "oauth",
    "old",
    "one",
    "other",
    "passphrase",
    "passwords",
    "password",
    "passwort",
    "passwd",
    "passw",
    "passkey",
    "pass",
    "placeholder",
    "postgres",
    "private",
    "prod",
    "public",
    "pswd",
    "psw",
    "pwd",
    "pw",
    "qwertyuiop",
    "qwerty",
    "rabbitmq",
    "random",
    "really",
    "redis",
    "replace",
    "required",
    "right",
    "root",
    "sample",
    "secrets",
    "secret",
    "secure",
    "service",
    "server",
    "sha",
    "short",
    "some",
    "something",
    "staging",
    "string",
    "strong",
    "super",
    "supersecret",
    "sys",
    "system",
    "temp",
    "tester",
    "testing",
    "tests",
    "test",
    "text",
    "that",
    "the",
    "this",
    "tiger",
    "tmp",
    "token",
    "top",
    "trustno",
    "two",
    "type",
    "unknown",
    "updated",
    "user",
    "username",
    "utf",
    "valid",
    "value",
    "very",
    "weak",
    "welcome",
    "with",
    "word",
    "world",
    "wrong",
    "xxx",
    "xyz",
    "your",
    "is",
    "a",
    "in",
    "to",
    "me",
];

/// Most digits and marks that a password made of filler words may have: `123`, `!`, `2024`.
const MARKS: usize = 6;

/// Whether a password is made of filler words and at most six digits and marks, or has no letters at all.
pub(super) fn filler(password: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphabetic().then(|| c.to_ascii_lowercase());
    let written: String = password.chars().filter_map(plain).collect();
    let swapped: String = password.chars().filter_map(|c| plain(unswap(c))).collect();
    let marks = password.chars().filter(|c| !c.is_alphabetic()).count();
    !password.chars().any(char::is_alphabetic) || (marks <= MARKS && (made(&written) || made(&swapped)))
}

/// The letter that a digit or mark commonly stands for.
fn unswap(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}

/// Whether letters are filler words from end to end; a letter that is left over at the end is a mark that was swapped.
fn made(letters: &str) -> bool {
    let mut rest = letters;
    while rest.len() > 1 {
        let taken = WORDS.iter().filter(|word| rest.starts_with(**word)).map(|word| word.len()).max();
        let Some(after) = taken.and_then(|taken| rest.get(taken..)) else { return false };
        rest = after;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::filler;

    #[test]
    fn made_of_fillers() {
        for password in [
            "password",
            "Passw0rd!",
            "P@ssw0rd",
            "MyPassword123",
            "test-user-1",
            "admin",
            "secret",
            "hunter2",
            "foobar",
            "supersecretpassword",
            "12345678",
            "****",
            "changeit",
            "s3cr3t",
            "your_password_here",
            "pass",
        ] {
            assert!(filler(password), "{password}");
        }
    }

    #[test]
    fn chosen_by_somebody() {
        for password in [
            "Winter-Harbor-2291",
            "kR7#vTq2",
            "blueGiraffe88",
            "pass4Kx9Qw2Lm",
            "admin-Zx81QpLw",
            "žluťoučký1",
            "test20240118083000",
        ] {
            assert!(!filler(password), "{password}");
        }
    }
}
