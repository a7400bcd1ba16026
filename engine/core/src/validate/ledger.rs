//! Addresses of cryptocurrencies: Base58Check and Bech32.

use sha2::{Digest, Sha256};

/// Base58Check of a version byte and a twenty-byte hash, as Bitcoin addresses use it (Bitcoin developer reference, address
/// conversion). Case matters; the last four of twenty-five bytes are the double SHA-256 of the rest.
pub(super) fn base58check(value: &str) -> bool {
    checked(value).is_some_and(|body| body.len() == 21)
}

/// Base58Check of a private key: version byte and 32 bytes, with or without the mark of a compressed public key (wallet import
/// format), or the 78 bytes of an extended key (BIP 32, serialization format). Case matters.
pub(super) fn base58check_key(value: &str) -> bool {
    checked(value).is_some_and(|body| matches!(body.len(), 33 | 34 | 78))
}

/// What Base58Check holds, if its last four bytes are the double SHA-256 of it.
fn checked(value: &str) -> Option<Vec<u8>> {
    let bytes = base58(value)?;
    let (body, checksum) = bytes.split_last_chunk::<4>()?;
    Sha256::digest(Sha256::digest(body)).starts_with(checksum).then(|| body.to_vec())
}

const BASE58: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// The bytes of base 58; each leading `1` is a zero byte. Longer texts than an extended key are refused: the work is quadratic.
fn base58(value: &str) -> Option<Vec<u8>> {
    if !(25..=112).contains(&value.len()) {
        return None;
    }
    let mut little_endian: Vec<u8> = Vec::with_capacity(32);
    for byte in value.bytes() {
        let mut carry = BASE58.iter().position(|symbol| *symbol == byte)?;
        for digit in &mut little_endian {
            carry += usize::from(*digit) * 58;
            *digit = (carry & 0xff) as u8;
            carry >>= 8;
        }
        if carry > 0 {
            little_endian.push((carry & 0xff) as u8);
        }
    }
    let zeroes = value.bytes().take_while(|byte| *byte == b'1').count();
    Some(std::iter::repeat_n(0, zeroes).chain(little_endian.into_iter().rev()).collect())
}

/// Bech32 (BIP 173): a prefix, `1`, and thirty-two symbols' worth of data with six check symbols, in one case.
pub(super) fn bech32(value: &str) -> bool {
    polymod(value) == Some(1)
}

/// Bech32m (BIP 350): Bech32 with another constant, for segregated witness versions 1 and up.
pub(super) fn bech32m(value: &str) -> bool {
    polymod(value) == Some(0x2bc8_30a3)
}

const BECH32: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/// The checksum residue of prefix and data; `None` when the shape is wrong.
fn polymod(value: &str) -> Option<u32> {
    let cased = |test: fn(&u8) -> bool| value.bytes().any(|byte| test(&byte));
    if value.len() > 90 || (cased(u8::is_ascii_lowercase) && cased(u8::is_ascii_uppercase)) {
        return None;
    }
    let value = value.to_ascii_lowercase();
    let (prefix, data) = value.rsplit_once('1')?;
    if prefix.is_empty() || data.len() < 6 || !prefix.bytes().all(|byte| (33..=126).contains(&byte)) {
        return None;
    }
    let high = prefix.bytes().map(|byte| byte >> 5);
    let low = prefix.bytes().map(|byte| byte & 31);
    let expanded = high.chain([0]).chain(low).fold(1, step);
    data.bytes().try_fold(expanded, |residue, byte| {
        let symbol = BECH32.iter().position(|symbol| *symbol == byte)?;
        Some(step(residue, u8::try_from(symbol).ok()?))
    })
}

/// One step of the BCH code of BIP 173.
fn step(residue: u32, symbol: u8) -> u32 {
    let generator = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
    let shifted = (residue & 0x01ff_ffff) << 5 ^ u32::from(symbol);
    let top = residue >> 25;
    generator
        .iter()
        .enumerate()
        .filter(|(bit, _)| top >> bit & 1 == 1)
        .fold(shifted, |sum, (_, row)| sum ^ row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_developer_reference() {
        // The first block's, and pay-to-script-hash.
        for valid in [
            "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
            "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
            "1111111111111111111114oLvT2",
        ] {
            assert!(base58check(valid), "{valid}");
        }
        for invalid in [
            "",
            "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb",
            "1A1zP1eP5QGefi2DMPTfTL5SLmv7Divf0a",
            "1a1zp1ep5qgefi2dmptftl5slmv7divfna",
            "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfN",
            "1111111111111111111111111111111111111111",
        ] {
            assert!(!base58check(invalid), "{invalid}");
        }
    }

    #[test]
    fn keys_of_the_bitcoin_wiki_and_bip_32() {
        for valid in [
            "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ",
            "KwdMAjGmerYanjeui5SHS7JkmpZvVipYvB2LJGU1ZxJwYvP98617",
            "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi",
        ] {
            assert!(base58check_key(valid) && !base58check(valid), "{valid}");
        }
        for invalid in [
            "",
            "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTK",
            "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
            "KwdMAjGmerYanjeui5SHS7JkmpZvVipYvB2LJGU1ZxJwYvP9861",
        ] {
            assert!(!base58check_key(invalid), "{invalid}");
        }
    }

    #[test]
    fn vectors_of_bip_173() {
        for valid in [
            "A12UEL5L",
            "a12uel5l",
            "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
            "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
            "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w",
            "?1ezyfcl",
            "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
        ] {
            assert!(bech32(valid) && !bech32m(valid), "{valid}");
        }
        for invalid in [
            "",
            "pzry9x0s0muk",
            "1pzry9x0s0muk",
            "x1b4n0q5v",
            "li1dgmt3",
            "A1G7SGD8",
            "10a06t8",
            "1qzzfhee",
            "A12uEL5L",
        ] {
            assert!(!bech32(invalid), "{invalid}");
        }
    }

    #[test]
    fn vectors_of_bip_350() {
        for valid in [
            "A1LQFN3A",
            "a1lqfn3a",
            "abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx",
            "split1checkupstagehandshakeupstreamerranterredcaperredlc445v",
            "?1v759aa",
        ] {
            assert!(bech32m(valid) && !bech32(valid), "{valid}");
        }
        for invalid in [
            "qyrz8wqd2c9m",
            "1qyrz8wqd2c9m",
            "y1b0jsk6g",
            "lt1igcx5c0",
            "in1muywd",
            "mm1crxm3i",
            "M1VUXWEZ",
            "16plkw9",
        ] {
            assert!(!bech32m(invalid), "{invalid}");
        }
    }
}
