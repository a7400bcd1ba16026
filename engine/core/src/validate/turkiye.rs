//! Numbers of Türkiye: the identity number. Digits only.

use super::digits;

/// T.C. kimlik numarası: eleven digits, first not 0; the tenth is seven times the odd places minus the even ones modulo 10, the
/// last the sum of all before modulo 10 (Nüfus ve Vatandaşlık İşleri).
pub(super) fn tckn(value: &str) -> bool {
    digits::exactly::<11>(value).is_some_and(|d| {
        let [first, .., tenth, last] = d;
        // Nine is minus one modulo ten.
        let odd_even = digits::weighted(&d, &[7, 9, 7, 9, 7, 9, 7, 9, 7]);
        let all = digits::weighted(&d, &[1; 10]);
        first != 0 && odd_even % 10 == u32::from(tenth) && all % 10 == u32::from(last)
    })
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::*;

    #[test]
    fn persons() {
        for valid in ["17291716060", "10000000146"] {
            assert!(tckn(valid), "{valid}");
        }
        for invalid in ["", "17291716061", "07291716060", "1729171606", "17291716050"] {
            assert!(!tckn(invalid), "{invalid}");
        }
        guards_every_digit(tckn, "17291716060");
    }
}
