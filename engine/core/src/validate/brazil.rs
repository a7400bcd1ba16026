//! Numbers of Brazil: CPF of persons and CNPJ of organisations. No separators.

use super::digits;

/// CPF: nine digits and two check digits modulo 11 (Receita Federal, Instrução Normativa 1548/2015). One digit over and
/// over satisfies the sums but is never issued.
pub(super) fn cpf(value: &str) -> bool {
    digits::exactly::<11>(value).is_some_and(|d| {
        let [.., c1, c2] = d;
        !digits::uniform(&d)
            && check(digits::weighted(&d, &[10, 9, 8, 7, 6, 5, 4, 3, 2])) == u32::from(c1)
            && check(digits::weighted(&d, &[11, 10, 9, 8, 7, 6, 5, 4, 3, 2])) == u32::from(c2)
    })
}

/// CNPJ: twelve digits or, since 2026, digits and letters (valued as ASCII minus 48), and two check digits modulo 11
/// (Receita Federal, Instrução Normativa 2229/2024). Letters in either case.
pub(super) fn cnpj(value: &str) -> bool {
    let Ok(bytes) = <[u8; 14]>::try_from(value.as_bytes()) else { return false };
    let bytes = bytes.map(|byte| byte.to_ascii_uppercase());
    let [body @ .., c1, c2] = &bytes;
    let valued = body.iter().all(u8::is_ascii_alphanumeric);
    let (Some(c1), Some(c2)) = (digits::digit(*c1), digits::digit(*c2)) else { return false };
    if !valued || bytes.windows(2).all(|pair| matches!(pair, [a, b] if a == b)) {
        return false;
    }
    let values = bytes.map(|byte| byte.saturating_sub(b'0'));
    let weights = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
    let first = weights.get(1..).map_or(0, |weights| digits::weighted(&values, weights));
    check(first) == u32::from(c1) && check(digits::weighted(&values, &weights)) == u32::from(c2)
}

/// Eleven minus the remainder, 0 for ten and eleven.
fn check(sum: u32) -> u32 {
    match sum % 11 {
        0 | 1 => 0,
        remainder => 11 - remainder,
    }
}

#[cfg(test)]
mod tests {
    use super::super::digits::tests::guards_every_digit;
    use super::*;

    #[test]
    fn persons() {
        for valid in ["52998224725", "11144477735", "12345678909"] {
            assert!(cpf(valid), "{valid}");
        }
        for invalid in ["", "11111111111", "52998224724", "5299822472", "529.982.247-25"] {
            assert!(!cpf(invalid), "{invalid}");
        }
        guards_every_digit(cpf, "52998224725");
    }

    #[test]
    fn organisations() {
        // Banco do Brasil, and the example of the Receita Federal for numbers with letters.
        for valid in ["00000000000191", "11222333000181", "12ABC34501DE35", "12abc34501de35"] {
            assert!(cnpj(valid), "{valid}");
        }
        for invalid in [
            "",
            "00000000000000",
            "11222333000182",
            "12ABC34501DE36",
            "12ABC34501DEA5",
            "1122233300018",
            "éé22333000181",
        ] {
            assert!(!cnpj(invalid), "{invalid}");
        }
        guards_every_digit(cnpj, "11222333000181");
    }
}
