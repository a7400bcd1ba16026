//! Keys whose provider says how they are built: checksums and parts that can be decoded.

use base64::Engine as _;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use crc_fast::{CrcAlgorithm, checksum};

const BASE62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// Length of the checksum at the end of a [`crc32_base62`] token.
const CHECKSUM: usize = 6;

/// Whether a token such as `ghp_…` or `npm_…` ends in the checksum of what stands between its prefix and it: CRC-32 of
/// ISO-HDLC, six digits of base62, most significant first.
pub(super) fn crc32_base62(token: &str) -> bool {
    let Some((_, body)) = token.split_once('_') else { return false };
    let Some((random, written)) = body
        .len()
        .checked_sub(CHECKSUM)
        .and_then(|at| body.split_at_checked(at))
        .filter(|(random, _)| !random.is_empty())
    else {
        return false;
    };
    let mut sum = checksum(CrcAlgorithm::Crc32IsoHdlc, random.as_bytes());
    written.bytes().rev().all(|byte| {
        let digit = BASE62.get((sum % 62) as usize);
        sum /= 62;
        digit == Some(&byte)
    })
}

/// Whether a Grafana token `glsa_<secret>_<checksum>` ends in the CRC-32 of what stands before it: eight hexadecimal digits,
/// least significant byte first.
pub(super) fn grafana_token(token: &str) -> bool {
    let Some((signed, written)) = token.rsplit_once('_') else { return false };
    let sum = checksum(CrcAlgorithm::Crc32IsoHdlc, signed.as_bytes());
    u32::try_from(sum).is_ok_and(|sum| written == format!("{:08x}", sum.swap_bytes()))
}

/// Whether an AWS access key id holds an account number: after four letters of kind, sixteen characters of base32, whose
/// bits 1 to 40 are a number of at most twelve digits.
pub(super) fn aws_key_id(id: &str) -> bool {
    let Some((_, body)) = id.split_at_checked(4).filter(|(_, body)| body.len() == 16) else { return false };
    let mut bits: u128 = 0;
    for byte in body.bytes() {
        let Some(value) = BASE32.iter().position(|symbol| *symbol == byte) else { return false };
        bits = bits << 5 | value as u128;
    }
    // Eighty bits; the first is a flag of newer keys, the next forty are the account.
    let account = bits >> 39 & ((1 << 40) - 1);
    (1..1_000_000_000_000).contains(&account)
}

/// Whether the first part of a Discord bot token is base64 of the bot's number, a snowflake of 17 to 20 digits.
pub(super) fn discord_token(token: &str) -> bool {
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let engine = GeneralPurpose::new(&base64::alphabet::URL_SAFE, config);
    let number = token.split('.').next().and_then(|part| engine.decode(part).ok()).unwrap_or_default();
    (17..=20).contains(&number.len()) && number.iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn github_and_npm() {
        // GitHub's own example of the checksum, computed there from the same thirty characters.
        assert!(crc32_base62("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"));
        assert!(!crc32_base62("ghp_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq18"));
        assert!(!crc32_base62("ghp_zQWBuTSOoRi4A9spHcVY5ncnsDkxkK0mLq17"));
        assert!(
            !crc32_base62("")
                && !crc32_base62("ghp_")
                && !crc32_base62("ghp_000000")
                && !crc32_base62("a_ééééééé")
        );
    }

    #[test]
    fn grafana() {
        let signed = "glsa_0123456789abcdefghijABCDEFGHIJ01";
        let sum = u32::try_from(checksum(CrcAlgorithm::Crc32IsoHdlc, signed.as_bytes())).unwrap();
        let written: String = sum.to_le_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(grafana_token(&format!("{signed}_{written}")));
        assert!(
            !grafana_token(&format!("{signed}_00000000")) && !grafana_token("glsa") && !grafana_token("")
        );
    }

    #[test]
    fn aws() {
        // The account that AWS' documentation uses, 123456789012, with the flag of newer keys: bits 1, account, zeroes.
        let bits: u128 = (1 << 79) | (123_456_789_012_u128 << 39);
        let body: String =
            (0..16).rev().map(|at| char::from(BASE32[(bits >> (at * 5) & 31) as usize])).collect();
        assert!(aws_key_id(&format!("AKIA{body}")));
        assert!(!aws_key_id("AKIA7777777777777777"), "an account of thirteen digits");
        assert!(!aws_key_id("AKIAQ189AAAAAAAAAAAA") && !aws_key_id("AKIA") && !aws_key_id("éééé"));
    }

    #[test]
    fn discord() {
        assert!(discord_token("MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDe.x"));
        assert!(
            !discord_token("aGVsbG8gd29ybGQgaGVsbG8.GabcDe.x")
                && !discord_token("")
                && !discord_token("MTIz.a.b")
        );
    }
}
