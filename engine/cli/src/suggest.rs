//! "Did you mean".

/// The candidate that a mistyped word most likely means: at most a third of its characters differ.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = word.chars().count().div_ceil(3);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        let words = ["credit_card", "iban", "ssn"];
        assert_eq!(nearest("credit_crad", words), Some("credit_card"));
        assert_eq!(nearest("ibn", words), Some("iban"));
        assert_eq!(nearest("passport", words), None);
        assert_eq!(nearest("", words), None);
    }
}
