//! "Did you mean".

/// The candidate nearest to `word`, if one lies within a third of its length (at least one edit).
pub(super) fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    if word.len() > 64 {
        return None;
    }
    let limit = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| *candidate != word && candidate.len() <= 96)
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= limit && *distance < candidate.chars().count())
        .min_by_key(|(distance, candidate)| (*distance, *candidate))
        .map(|(_, candidate)| candidate)
}

/// Letters in another case cost nothing: `Severity` is `severity`.
fn distance(a: &str, b: &str) -> usize {
    strsim::damerau_levenshtein(&a.to_lowercase(), &b.to_lowercase())
}

/// `` `a`, `b` or `c` ``.
pub(super) fn one_of<'c>(words: impl IntoIterator<Item = &'c str>) -> String {
    join(words, "or")
}

/// `` `a`, `b` and `c` ``.
pub(super) fn all_of<'c>(words: impl IntoIterator<Item = &'c str>) -> String {
    join(words, "and")
}

fn join<'c>(words: impl IntoIterator<Item = &'c str>, last: &str) -> String {
    let quoted: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((end, rest)) => format!("{} {last} {end}", rest.join(", ")),
    }
}

/// `1 row`, `2 rows`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        let keys = ["severity", "category", "match", "ignore"];
        assert_eq!(nearest("sevrity", keys), Some("severity"));
        assert_eq!(nearest("Severity", keys), Some("severity"));
        assert_eq!(nearest("cateogry", keys), Some("category"));
        assert_eq!(nearest("banana", keys), None);
        assert_eq!(nearest("x", ["y"]), None, "a letter is no typo of another");
    }
}
