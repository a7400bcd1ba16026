//! What of a match a finding may show.
//!
//! A sample tells a person which of several values is meant without handing the value over. Whatever a rule asks for, at
//! least half of the characters stay hidden, and by default all of them and the exact length too.

use sievert_lang::program::Redact;

/// Stands for hidden characters.
const MASK: char = '*';

/// Longest run of [`MASK`]; a longer value does not show its length.
const MAX_MASK: usize = 32;

/// The sample of a matched text.
pub(crate) fn sample(matched: &str, redact: Redact) -> String {
    let length = matched.chars().count();
    let (first, last) = match redact {
        Redact::All => return mask(length.next_power_of_two().max(4)),
        Redact::Keep { first, last } => shown(length, first, last),
    };
    let mut sample: String = matched.chars().take(first).map(visible).collect();
    sample.push_str(&mask(length - first - last));
    sample.extend(matched.chars().skip(length - last).map(visible));
    sample
}

/// How many characters to show at the start and the end: what is asked for, or half of them all if that is less; the
/// longer side gives way first.
fn shown(length: usize, first: u32, last: u32) -> (usize, usize) {
    let most = length / 2;
    let mut first = usize::try_from(first).unwrap_or(most).min(most);
    let mut last = usize::try_from(last).unwrap_or(most).min(most);
    while first + last > most {
        if first >= last {
            first -= 1;
        } else {
            last -= 1;
        }
    }
    (first, last)
}

fn mask(length: usize) -> String {
    std::iter::repeat_n(MASK, length.min(MAX_MASK)).collect()
}

/// Control characters must not reach a terminal.
fn visible(c: char) -> char {
    if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LAST_FOUR: Redact = Redact::Keep { first: 0, last: 4 };

    #[test]
    fn the_end_of_a_card_is_shown() {
        assert_eq!(sample("4111 1111 1111 1234", LAST_FOUR), "***************1234");
        assert_eq!(sample("AKIAEXAMPLE1", Redact::Keep { first: 4, last: 0 }), "AKIA********");
    }

    #[test]
    fn a_short_value_shows_at_most_half() {
        assert_eq!(sample("12345", LAST_FOUR), "***45");
        assert_eq!(sample("1", LAST_FOUR), "*");
        assert_eq!(sample("abcdef", Redact::Keep { first: 9, last: 9 }), "a***ef");
    }

    #[test]
    fn by_default_only_a_class_of_length_is_told() {
        assert_eq!(sample("hunter2", Redact::All), "********");
        assert_eq!(sample("hunter", Redact::All), "********");
        assert_eq!(sample(&"x".repeat(3000), Redact::All), "*".repeat(32));
    }

    #[test]
    fn control_characters_are_replaced() {
        assert_eq!(sample("\u{1b}[31mred", Redact::Keep { first: 4, last: 0 }), "\u{fffd}[31****");
    }

    proptest! {
        #[test]
        fn half_stays_hidden(value in "[a-zé中]{0,60}", first in 0u32..80, last in 0u32..80) {
            let shown = sample(&value, Redact::Keep { first, last }).chars().filter(|c| *c != MASK).count();
            prop_assert!(shown <= value.chars().count() / 2);
        }
    }
}
