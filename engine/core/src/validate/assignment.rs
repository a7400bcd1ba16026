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
    /// Reads what stands right of a name: after `=`, `:`, `:=`, `=>`, `>` of an XML element, a blank of a command line, a type
    /// (`: str =`), an attribute or key `value`, or the word `is`. Quotes of any kind, escaped too, are taken off.
    fn read(text: &'a str) -> Option<Self> {
        let (_, right) = text.split_once([':', '=', '>', ' ', '\t', '\r', '\n', ','])?;
        let mut right = Self::skip(right);
        for word in ["\"value\"", "'value'", "value", "is ", "is:"] {
            if let Some(after) = right.strip_prefix(word) {
                right = Self::skip(after);
                break;
            }
        }
        if !right.starts_with(Self::quote)
            && let Some((_, typed)) = right.split_once('=')
            && let typed = typed.trim_start()
            && typed.starts_with(Self::quote)
        {
            right = typed;
        }
        let value = right.trim_start_matches(Self::quote);
        let quoted = value.len() < right.len();
        let value = value.trim_end_matches(|c| Self::quote(c) || c == '<');
        Some(Self { value: if quoted { value } else { value.trim_end_matches(['.', ',', ';']) }, quoted })
    }

    fn skip(text: &'a str) -> &'a str {
        text.trim_start_matches(|c: char| matches!(c, '=' | '>' | ':' | ',') || c.is_ascii_whitespace())
    }

    fn quote(c: char) -> bool {
        matches!(c, '"' | '\'' | '`' | '\\')
    }
}

/// Whether an assignment holds a password: what [`password`] accepts, and when it is not quoted no expression of a program.
pub(super) fn literal_password(text: &str) -> bool {
    Assigned::read(text)
        .is_some_and(|Assigned { value, quoted }| password(value) && (quoted || !expression(value)))
}

/// Whether a value by itself is a password: at least five characters that are no template, placeholder, path, hash or word.
pub(super) fn password(value: &str) -> bool {
    value.len() >= 5
        && !placeholder(value)
        && !filler(value)
        && !computed(value)
        && !reference(value)
        && !words(value)
}

/// Whether an assignment holds a key or token that a machine made: what [`token`] accepts. A UUID is one only where the name
/// speaks of a key or secret: requests and sessions are numbered with UUIDs too.
pub(super) fn literal_token(text: &str) -> bool {
    let name = text.split([':', '=', '>', ' ']).next().unwrap_or_default().to_ascii_lowercase();
    let key = ["secret", "key", "password"].iter().any(|word| name.contains(word));
    Assigned::read(text).is_some_and(|Assigned { value, .. }| token(value) && (key || !uuid(value)))
}

/// Whether a value by itself is a key or token that a machine made: at least sixteen characters, letters and digits mixed as
/// random text mixes them, that are no template, placeholder, hash or path. One random token of twenty characters in thirty
/// has no digit, so from that length on letters alone may be one.
pub(super) fn token(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let letters = value.bytes().filter(u8::is_ascii_alphabetic).count();
    value.len() >= 16
        && (digits >= 1 || value.len() >= 20)
        && letters >= 2
        && random(value)
        && !placeholder(value)
        && !computed(value)
        && !reference(value)
}

/// The shape of a UUID (RFC 9562, section 4).
fn uuid(value: &str) -> bool {
    let parts: Vec<&str> = value.split('-').collect();
    matches!(parts.as_slice(), [a, b, c, d, e] if [a, b, c, d, e].map(|part| part.len()) == [8, 4, 4, 4, 12])
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

/// What a program would compute: a call, a member, an index, a name with a number at its end; and names of small letters with
/// separators, which are more often words of a text or configuration than passwords.
fn expression(value: &str) -> bool {
    let small = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let name =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-' | b':' | b'>' | b'?');
    let member = value.bytes().all(name)
        && (value.contains("::")
            || value.contains("->")
            || value.split('.').filter(|part| part.len() > 1).count() > 1);
    let stem = value.trim_end_matches(|c: char| c.is_ascii_digit());
    let numbered =
        value.len() - stem.len() <= 2 && stem.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let slug = value.contains(['-', '_', '.', '/'])
        && value.bytes().all(|byte| small(byte) || matches!(byte, b'-' | b'_' | b'.' | b'/'));
    value.contains(['(', ')', '[', ']', '{', '}']) || member || ((numbered || slug) && !random(value))
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
            ("password: str = \"x\"", "x", true),
            ("password>x<", "x", false),
            ("--password x", "x", false),
            ("password\" value=\"x\"", "x", true),
            ("PASSWORD\n  value: x", "x", false),
            ("password is x.", "x", false),
            ("PASSWORD', 'x'", "x", true),
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
        assert!(literal_token("api_key: 3fa85f64-5717-4562-b3fc-2c963f66afa6"));
        for text in [
            "token: 3fa85f64-5717-4562-b3fc-2c963f66afa6",
            "api_key = \"q8Zk2vT0xLw7\"",
            "api_key = \"your-api-key-goes-here-1\"",
            "secret = customer_account_identifier_2",
            "token: 0123456789abcdef0123456789abcdef",
            "secret_key: ${SECRET_KEY_9f86d081884c}",
        ] {
            assert!(!literal_token(text), "{text}");
        }
    }
}
