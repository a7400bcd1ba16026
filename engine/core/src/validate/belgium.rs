//! Numbers of Belgium: the national register. Digits only.

use super::digits;

/// National register number: birth date, serial, and 97 minus the remainder of the nine digits by 97; who is born from 2000
/// on has a 2 before them (Koninklijk besluit of 3 April 1984). Bis numbers add 20 or 40 to the month.
pub(super) fn belgium_register(value: &str) -> bool {
    let Some(number) = digits::number(value).filter(|_| value.len() == 11) else { return false };
    let (body, check) = (number / 100, number % 100);
    let (month, day) = (body / 100_000 % 100, body / 1_000 % 100);
    let dated = month <= 52 && (month % 20 == 0 || month % 20 <= 12) && day <= 31;
    dated && body % 1_000 != 0 && (check == 97 - body % 97 || check == 97 - (body + 2_000_000_000) % 97)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons() {
        for valid in ["85073003328", "17073003384"] {
            assert!(belgium_register(valid), "{valid}");
        }
        for invalid in ["", "85073003329", "85133003328", "85073203328", "8507300332", "00000000097"] {
            assert!(!belgium_register(invalid), "{invalid}");
        }
    }
}
