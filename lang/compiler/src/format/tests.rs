use super::{EXAMPLES, format};

#[test]
fn the_examples_of_the_design_are_written_in_the_style() {
    for (name, text) in EXAMPLES {
        let formatted = format(text).unwrap();
        assert!(formatted == text, "{name}\n{formatted}");
    }
}
