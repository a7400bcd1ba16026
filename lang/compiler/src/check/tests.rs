use crate::compile;
use crate::source::{Sealed, Sources};

#[test]
fn a_good_file_becomes_a_program() {
    let mut sources = Sources::new();
    sources.add_text("a.svt", include_str!("tests/good.svt"));
    let compiled = compile(&sources, &Sealed);
    assert_eq!(compiled.diagnostics, Vec::new());
    let program = compiled.program.unwrap();
    assert_eq!(program.identifiers[0].name, "acme.hr.employee_id");
}
