//! Addresses of the Internet Protocol, by who may reach them.

use std::net::{IpAddr, Ipv6Addr};

/// Whether a value is an address of version 4 or 6 that belongs to somebody on the public Internet.
///
/// Loopback, private, link-local, shared, multicast, reserved and documentation addresses (RFC 6890, RFC 5737, RFC 3849) are
/// nobody's. Addresses of version 6 are public in 2000::/3 alone.
pub(super) fn public_address(value: &str) -> bool {
    match value.parse() {
        Ok(IpAddr::V4(address)) => {
            let [first, second, third, _] = address.octets();
            let shared = first == 100 && (64..128).contains(&second);
            let special = matches!((first, second, third), (192, 0, 0) | (192, 88, 99))
                || (first == 198 && second & 254 == 18);
            !(first == 0
                || first >= 224
                || shared
                || special
                || address.is_private()
                || address.is_loopback()
                || address.is_link_local()
                || address.is_documentation())
        }
        Ok(IpAddr::V6(address)) => {
            let [first, second, ..] = address.segments();
            first & 0xe000 == 0x2000 && !(first == 0x2001 && second == 0x0db8)
        }
        Err(_) => false,
    }
}

/// Whether a value is an address that a network gives out within itself: RFC 1918 for version 4, fc00::/7 (RFC 4193) for
/// version 6.
pub(super) fn private_address(value: &str) -> bool {
    match value.parse() {
        Ok(IpAddr::V4(address)) => address.is_private(),
        Ok(IpAddr::V6(address)) => unique_local(address),
        Err(_) => false,
    }
}

fn unique_local(address: Ipv6Addr) -> bool {
    let [first, ..] = address.segments();
    first & 0xfe00 == 0xfc00
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_ones() {
        for valid in [
            "8.8.8.8",
            "172.15.0.1",
            "172.32.0.1",
            "223.255.255.1",
            "2606:4700:4700::1111",
            "2a00:1450:4001:81b::200e",
        ] {
            assert!(public_address(valid), "{valid}");
        }
        for invalid in [
            "",
            "10.0.0.1",
            "127.0.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "169.254.169.254",
            "192.0.2.1",
            "100.64.0.1",
            "198.18.0.1",
            "203.0.113.9",
            "2001:db8::1",
            "::1",
            "fe80::1",
            "fd00::1",
            "8.8.8",
            "8.8.8.256",
            "08.8.8.8",
            "12:34:56",
        ] {
            assert!(!public_address(invalid), "{invalid}");
        }
    }

    #[test]
    fn private_ones() {
        for valid in ["10.0.0.1", "172.16.0.1", "172.31.255.1", "192.168.1.1", "fd12:3456:789a::1", "FC00::2"]
        {
            assert!(private_address(valid), "{valid}");
        }
        for invalid in ["", "8.8.8.8", "172.32.0.1", "127.0.0.1", "fe80::1", "2001:db8::1", "10.0.0"] {
            assert!(!private_address(invalid), "{invalid}");
        }
    }
}
