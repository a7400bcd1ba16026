//! Passwords in URIs and connection strings.

use super::filler::filler;
use super::placeholder::placeholder;

/// Hosts that documentation uses (RFC 2606, RFC 6761) and names that stand for a host.
const NO_HOSTS: &[&str] = &["example", "hostname", "host", "server", "domain", "yourdomain", "invalid"];

/// Labels of names that documentation makes up.
const SAMPLE_LABELS: &[&str] = &["example", "company", "mycompany", "yourcompany", "acme", "foo", "bar"];

/// Whether the authority of a URI (RFC 3986, section 3.2.1) carries a password that is not a placeholder, a template, a
/// filler word or the user's own name, for a host that is not an example.
pub(super) fn uri_password(uri: &str) -> bool {
    let Some((_, rest)) = uri.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().filter(|part| part.contains('@')).unwrap_or(rest);
    let Some((userinfo, host)) = authority.rsplit_once('@') else { return false };
    let Some((user, password)) = userinfo.split_once(':') else { return false };
    let host = host.split([':', '/', '?', ',', '"', '\'']).next().unwrap_or_default().to_ascii_lowercase();
    let example =
        NO_HOSTS.contains(&host.as_str()) || host.split('.').any(|label| SAMPLE_LABELS.contains(&label));
    let template = password.contains(['{', '}', '$', '<', '>', '%', '*', '(', ')', '[', ']'])
        && !percent_encoded(password);
    let word = password.chars().all(char::is_lowercase)
        && (password.len() < 6 || matches!(host.as_str(), "localhost" | "127.0.0.1"));
    password.len() >= 4
        && !user.eq_ignore_ascii_case(password)
        && !(example || template || word || placeholder(password) || filler(password))
}

/// Whether every `%` starts an encoded byte, and nothing else looks like a template.
fn percent_encoded(password: &str) -> bool {
    let hex = |text: &str| text.len() >= 2 && text.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
    password.split('%').skip(1).all(hex)
        && !password.contains(['{', '}', '<', '>', '(', ')', '[', ']'])
        && !password.starts_with('$')
}

#[cfg(test)]
mod tests {
    use super::uri_password;

    #[test]
    fn passwords() {
        for uri in [
            "postgres://app:Zx81-QpLw@db.internal:5432/orders",
            "redis://:kR7vTq2xZ@cache:6379/0",
            "mongodb+srv://svc:p%40ss9Lq2@cluster0.abcde.mongodb.net/x?y=z",
            "https://deploy:q8Zk2vT0x@git.corp.net/a.git",
            "amqp://w:a/b9Kq2x@mq:5672",
        ] {
            assert!(uri_password(uri), "{uri}");
        }
    }

    #[test]
    fn no_passwords() {
        for uri in [
            "",
            "postgres://db.internal/orders",
            "postgres://app@db.internal/orders",
            "postgres://user:password@localhost/db",
            "postgres://app:app@db.internal/orders",
            "postgres://app:${DB_PASS}@db.internal/orders",
            "postgres://app:%s@db.internal/orders",
            "postgres://app:<password>@db.internal/orders",
            "mysql://root:secret@db/x",
            "redis://:hunter@localhost/0",
            "https://u:Zx81QpLw@www.example.com/",
            "postgres://app:****@db.internal/orders",
        ] {
            assert!(!uri_password(uri), "{uri}");
        }
    }
}
