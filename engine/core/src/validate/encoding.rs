//! Values that are encodings of something: base64, hexadecimal, HTTP Basic credentials, JSON Web Tokens.

use base64::Engine as _;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// Padding may be missing; bits after the last byte must be zero.
const LENIENT: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&base64::alphabet::STANDARD, LENIENT);
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&base64::alphabet::URL_SAFE, LENIENT);

/// Whether a value is base64 of one or more bytes (RFC 4648, sections 4 and 5), padded or not, of one alphabet.
pub(super) fn base64(value: &str) -> bool {
    decode(value).is_some()
}

fn decode(value: &str) -> Option<Vec<u8>> {
    let bytes = STANDARD.decode(value).or_else(|_| URL_SAFE.decode(value)).ok()?;
    (!bytes.is_empty()).then_some(bytes)
}

/// Whether a value is hexadecimal of whole bytes (RFC 4648, section 8), in either case.
pub(super) fn hex(value: &str) -> bool {
    !value.is_empty() && value.len().is_multiple_of(2) && value.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Whether the last word of a value is base64 of `user-id:password` in text (RFC 7617, section 2), with a password that is
/// not empty. The value may be the whole header.
pub(super) fn basic_auth(value: &str) -> bool {
    let Some(word) = value.split_ascii_whitespace().last() else { return false };
    let text = decode(word.trim_matches(['"', '\''])).and_then(|bytes| String::from_utf8(bytes).ok());
    text.is_some_and(|text| {
        let password = text.split_once(':').is_some_and(|(_, password)| !password.is_empty());
        password && !text.chars().any(char::is_control)
    })
}

/// Whether a value is a JSON Web Token in compact form (RFC 7519; RFC 7515, section 3.1): a header that is a JSON object
/// with `alg`, a payload that is a JSON object, a signature that is empty only for the algorithm `none`.
pub(super) fn jwt(value: &str) -> bool {
    let mut parts = value.split('.');
    let (Some(header), Some(payload), Some(signature), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let Some(algorithm) = object(header).and_then(|header| Some(header.get("alg")?.as_str()?.to_owned()))
    else {
        return false;
    };
    let signed = !signature.is_empty() && URL_SAFE.decode(signature).is_ok();
    object(payload).is_some() && (signed || (signature.is_empty() && algorithm.eq_ignore_ascii_case("none")))
}

fn object(part: &str) -> Option<serde_json::Map<String, serde_json::Value>> {
    serde_json::from_slice(&URL_SAFE.decode(part).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_of_the_rfc() {
        for valid in ["Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy", "Zg", "_-8", "+/8="] {
            assert!(base64(valid), "{valid}");
        }
        for invalid in ["", "Z", "Zh==", "Zm9v Zm9v", "+_8=", "Zm=v", "é"] {
            assert!(!base64(invalid), "{invalid}");
        }
    }

    #[test]
    fn hex_of_whole_bytes() {
        assert!(hex("00ffA9") && !hex("0") && !hex("") && !hex("0g") && !hex("0x00"));
    }

    #[test]
    fn basic_credentials_of_the_rfc() {
        for valid in [
            "Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
            "dGVzdDoxMjPCow==",
            "\"Basic dGVzdDoxMjPCow==\"",
        ] {
            assert!(basic_auth(valid), "{valid}");
        }
        for invalid in [
            "",
            "Authorization: Basic",
            "Basic QWxhZGRpbg==",
            "Basic QWxhZGRpbjo=",
            "Basic AAECAzoE",
            "Basic ####",
        ] {
            assert!(!basic_auth(invalid), "{invalid}");
        }
    }

    #[test]
    fn tokens_of_the_rfcs() {
        // RFC 7519, sections 3.1 (signed) and 6.1 (unsecured).
        let payload =
            "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        let signature = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        assert!(jwt(&format!("eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.{payload}.{signature}")));
        assert!(jwt(&format!("eyJhbGciOiJub25lIn0.{payload}.")));
        // No signature, no algorithm, no object, another number of parts.
        assert!(!jwt(&format!("eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.{payload}.")));
        assert!(!jwt(&format!("eyJ0eXAiOiJKV1QifQ.{payload}.{signature}")));
        assert!(!jwt(&format!("eyJhbGciOiJub25lIn0.W10.{signature}")));
        assert!(!jwt(&format!("eyJhbGciOiJub25lIn0.{payload}")));
        assert!(!jwt(&format!("eyJhbGciOiJub25lIn0.{payload}.{signature}.{signature}")));
        assert!(!jwt("") && !jwt("..") && !jwt("www.example.com"));
    }
}
