//! Whether a value was drawn at random or written by a person.
//!
//! No standard. Entropy alone cannot tell `customer_account_identifier` from a token: both use many characters. Neighbours
//! can. In words nine of ten neighbouring letters are one of 230 common pairs; in random text one of three is; and digits
//! stand between letters in random text, at the end of names in written text. Each pair of neighbours is weighed by how
//! much likelier it is on one side or the other, and the mean decides. One pass over the value.

/// For each letter, the letters that often follow it in English and in the names of programs: the 230 commonest pairs of
/// twenty million characters of documentation, 95 % of all pairs there.
const FOLLOWERS: [&str; 26] = [
    "bcdgiklmnprstuvy",
    "aeijloruy",
    "acehiklortu",
    "adeiosu",
    "acdefgjlmnpqrstvwx",
    "aefiloru",
    "einrsu",
    "aeiortu",
    "abcdefglmnoprstvxz",
    "es",
    "ei",
    "adeilostuy",
    "abeimopu",
    "acdefginostu",
    "bcdfgklmnoprstuvw",
    "aeiloprstu",
    "u",
    "acdegiklmnorstuy",
    "acehiopstuy",
    "acehiloprstuy",
    "abcefilmnprst",
    "aei",
    "aehior",
    "ept",
    "op",
    "e",
];

/// Weight of a common pair of letters: the logarithm of 0.34 (random) over 0.95 (written), in tenths.
const COMMON: i64 = -10;
/// Weight of any other pair of letters; 0.66 over 0.05, less something for names that are abbreviations.
const RARE: i64 = 20;
/// Weight of a letter beside a digit.
const MIXED: i64 = 18;
/// Weight of counting up, `abc`, `123` or `a1b2c3`, which keyboards and documentation do.
const COUNTING: i64 = -15;
/// The least mean weight of a random value. One in a thousand of random values of 32 hexadecimal digits, whose six letters make
/// common pairs, falls below.
const LEAST: i64 = 0;
/// Shorter values do not have enough pairs to judge.
const SHORTEST: usize = 8;

/// Whether a value of eight or more characters has neighbours as random text has them. Blanks and punctuation separate, they
/// speak for neither side.
pub(super) fn random(value: &str) -> bool {
    let (mut weight, mut pairs, mut last) = (0, 0, b'~');
    for pair in value.as_bytes().windows(2) {
        let [a, b] = pair else { continue };
        let (a, b) = (a.to_ascii_lowercase(), b.to_ascii_lowercase());
        let before = std::mem::replace(&mut last, a);
        if !a.is_ascii_alphanumeric() || !b.is_ascii_alphanumeric() {
            continue;
        }
        pairs += 1;
        weight += match (a.is_ascii_digit(), b.is_ascii_digit()) {
            _ if b == a + 1 || b == before.wrapping_add(1) => COUNTING,
            (true, true) => 0,
            (false, false) if follows(a, b) => COMMON,
            (false, false) => RARE,
            _ => MIXED,
        };
    }
    value.len() >= SHORTEST && pairs > 0 && weight >= LEAST * pairs
}

/// Whether the letter `b` often follows the letter `a`.
fn follows(a: u8, b: u8) -> bool {
    let followers = FOLLOWERS.get(usize::from(a.wrapping_sub(b'a')));
    followers.is_some_and(|followers| followers.as_bytes().contains(&b))
}

#[cfg(test)]
mod tests {
    use super::random;

    #[test]
    fn drawn() {
        for value in [
            "qF7kZ0pT3vWn8RbY2sLx5HcJ9dGm4Ae6UiOyPq1K",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "356a192b7913b04c54574d18c28d46e6395428ab",
            "7c2e9d41f0b8a635",
            "h8w3kq0z7xp2vn5tj9rb",
            "kQzWvTxNbRfJgHpL",
            "3fa85f64-5717-4562-b3fc-2c963f66afa6",
        ] {
            assert!(random(value), "{value}");
        }
    }

    #[test]
    fn written() {
        for value in [
            "",
            "a1",
            "customer_account_identifier",
            "my-application-secret-key",
            "configurationPropertySource2",
            "AuthenticationTokenProvider",
            "correct horse battery staple",
            "1234567890123456",
            "0123456789abcdef0123456789abcdef",
            "abcdefghijklmnopqrstuvwxyz",
            "a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6",
            "____________",
            "ééééééééé",
        ] {
            assert!(!random(value), "{value}");
        }
    }
}
