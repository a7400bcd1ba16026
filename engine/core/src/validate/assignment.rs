//! Secrets in assignments: `password = "…"`, `API_KEY=…`, `"clientSecret": "…"`, `secret => '…'`.
//!
//! The value that a check sees is the whole assignment. Most assignments to a name such as `password` do not hold one: code
//! passes a variable on, calls a function, names a type or a form field, and templates and documentation put a word in its
//! place. What is left is a literal that somebody chose or a machine made.

use super::filler::filler;
use super::placeholder::placeholder;
use super::random::random;

/// What stands to the right of an assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Assigned<'a> {
    value: &'a str,
    quoted: bool,
}

impl<'a> Assigned<'a> {
    /// Reads `name = value`, with `:`, `=`, `:=` or `=>` and quotes of any kind around either, escaped quotes too.
    fn read(text: &'a str) -> Option<Self> {
        let quote = |c: char| matches!(c, '"' | '\'' | '`' | '\\');
        let (_, right) = text.split_once([':', '='])?;
        let right =
            right.trim_start_matches(|c: char| matches!(c, '=' | '>' | ':') || c.is_ascii_whitespace());
        let value = right.trim_start_matches(quote);
        let quoted = value.len() < right.len();
        Some(Self { value: value.trim_end_matches(quote), quoted })
    }
}

/// Whether an assignment holds a password: a literal of at least five characters that is no template, placeholder, path,
/// hash or word, and when it is not quoted no expression of a program either.
pub(super) fn literal_password(text: &str) -> bool {
    Assigned::read(text).is_some_and(|assigned| {
        let Assigned { value, quoted } = assigned;
        value.len() >= 5
            && !placeholder(value)
            && !filler(value)
            && !computed(value)
            && !reference(value)
            && !words(value)
            && (quoted || !expression(value))
    })
}

/// Whether an assignment holds a key or token that a machine made: a literal of at least sixteen characters, letters and
/// digits mixed as random text mixes them, that is no template, placeholder or path.
pub(super) fn literal_token(text: &str) -> bool {
    Assigned::read(text).is_some_and(|Assigned { value, .. }| {
        let digits = value.bytes().filter(u8::is_ascii_digit).count();
        let letters = value.bytes().filter(u8::is_ascii_alphabetic).count();
        value.len() >= 16
            && digits >= 2
            && letters >= 2
            && random(value)
            && !placeholder(value)
            && !computed(value)
            && !reference(value)
    })
}

/// A template's or format's variable, a pattern, an expression in markup.
fn computed(value: &str) -> bool {
    let variable = |rest: &str| {
        !rest.is_empty()
            && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b':'))
    };
    let marks = [
        "${", "{{", "}}", "$(", "%(", "#{", "<%", "{}", "%s", "%d", "[a-z", "[A-Z", "[0-9", "\\w", "\\d",
        "\\S", "://", "</", "/>", "&lt;",
    ];
    marks.iter().any(|mark| value.contains(mark))
        || value.strip_prefix('$').is_some_and(variable)
        || (value.starts_with('{') && value.ends_with('}'))
        || (value.starts_with('<') && value.ends_with('>'))
        || (value.starts_with('%') && value.ends_with('%'))
}

/// Where the secret is instead: a path, an entry of a store or environment, an algorithm's hash of it, a resource's name.
fn reference(value: &str) -> bool {
    let heads = [
        "arn:", "env:", "env.", "vault:", "vault/", "ssm:", "secret:", "secrets.", "file:", "kms:", "op:",
        "ref:", "sops:", "ENC[", "ENC(", "AQICAH", "$2a$", "$2b$", "$2y$", "$1$", "$5$", "$6$", "$apr1$",
        "$argon2", "$pbkdf2", "pbkdf2", "bcrypt", "sha1$", "sha256$", "sha512$", "md5$", "sha1-", "sha256-",
        "sha384-", "sha512-", "sha256:", "sha512:", "{SSHA", "{SHA", "{MD5}", "{CRYPT}", "./", "../", "~/",
        "/etc/", "/run/", "/var/", "/home/", "/usr/", "/opt/", "/tmp/", "C:\\", "data:", "ssh-", "-----",
    ];
    heads.iter().any(|head| value.starts_with(head)) || value.matches('/').count() >= 4 && !random(value)
}

/// Words with no digit or mark among them, and names of things: `Current password`, `password_field`, `#login-form`.
fn words(value: &str) -> bool {
    let separator =
        |c: char| matches!(c, '_' | '-' | '.' | ' ' | '/' | ',' | ':' | '\'' | '?' | '#' | '*' | '…');
    let body = value.trim_end_matches(['!', '?', '.', '*', ':']);
    body.chars().all(|c| c.is_alphabetic() || separator(c)) && !random(value)
        || value.chars().any(|c| c.is_alphabetic() && !c.is_ascii()) && value.contains(' ')
}

/// What a program would compute: a call, a member, an index, a name with a number at its end.
fn expression(value: &str) -> bool {
    let path = value
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-' | b':' | b'>' | b'?'));
    let member = path
        && (value.contains("::")
            || value.contains("->")
            || value.split('.').filter(|part| part.len() > 1).count() > 1);
    let stem = value.trim_end_matches(|c: char| c.is_ascii_digit());
    let numbered =
        value.len() - stem.len() <= 2 && stem.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    value.contains(['(', ')', '[', ']', '{', '}']) || member || (numbered && !random(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_are_read() {
        for (text, value, quoted) in [
            ("password = \"a b\"", "a b", true),
            ("PASSWORD=x", "x", false),
            ("'password' => 'x'", "x", true),
            ("password := `x`", "x", true),
            ("\\\"password\\\": \\\"x=y\\\"", "x=y", true),
        ] {
            assert_eq!(Assigned::read(text), Some(Assigned { value, quoted }), "{text}");
        }
        assert_eq!(Assigned::read("password"), None);
    }

    #[test]
    fn passwords() {
        for text in [
            "password = \"Winter-Harbor-2291\"",
            "DB_PASSWORD=kR7#vTq2xZ",
            "pwd: blueGiraffe88",
            "\"password\": \"v9$Lq!x2\"",
            "password='k3rn3l/panic@4am'",
        ] {
            assert!(literal_password(text), "{text}");
        }
    }

    #[test]
    fn no_passwords() {
        for text in [
            "password = \"${DB_PASSWORD}\"",
            "password = \"<password>\"",
            "password=changeme",
            "password: string",
            "password = get_password()",
            "password = config.password1",
            "password: arg2",
            "password = \"Current password\"",
            "password: \"#login-form\"",
            "password = \"$2y$10$abcdefghijklmnopqrstuv\"",
            "password: vault:secret/data/app#db1",
            "password: \"$DB_PASS1\"",
            "password=\"%s\"",
            "password: 12345678",
            "pwd = \"/run/secrets/db_1\"",
            "password: \"[A-Za-z0-9]+\"",
            "password = settings::PASSWORD2",
        ] {
            assert!(!literal_password(text), "{text}");
        }
    }

    #[test]
    fn tokens() {
        assert!(literal_token("api_key = \"q8Zk2vT0xLw7Rn4Bp6Yd\""));
        assert!(literal_token("SECRET_KEY=9f86d081884c7d659a2feaa0c55ad015"));
        for text in [
            "api_key = \"q8Zk2vT0xLw7\"",
            "api_key = \"your-api-key-goes-here-1\"",
            "secret = customer_account_identifier_2",
            "token: 0123456789abcdef0123456789abcdef",
            "token: kQzWvTxNbRfJgHpLkQzWvTxN",
            "secret_key: ${SECRET_KEY_9f86d081884c}",
        ] {
            assert!(!literal_token(text), "{text}");
        }
    }
}
