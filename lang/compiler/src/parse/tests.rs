use super::parse;
use crate::source::SourceId;

#[test]
fn reads_every_example_of_the_design() {
    for (name, text) in crate::format::EXAMPLES {
        let parsed = parse(SourceId(0), text);
        assert_eq!(parsed.diagnostics, [], "{name}");
        assert!(parsed.file.items.len() >= 3, "{name}");
    }
}
