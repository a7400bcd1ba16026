//! The reference page of the library, `rules/README.md`, says what the library does now.
//! `UPDATE=1 cargo test -p sievert-cli --test reference` writes it anew.

use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn the_reference_page_is_current() {
    let list = Command::new(env!("CARGO_BIN_EXE_sievert"))
        .args(["list", "identifiers", "--format", "markdown"])
        .output()
        .unwrap();
    assert!(list.status.success(), "{}", String::from_utf8_lossy(&list.stderr));
    let page = String::from_utf8(list.stdout).unwrap();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules/README.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, page).unwrap();
        return;
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        written == page,
        "{} is not current: `UPDATE=1 cargo test -p sievert-cli --test reference` writes it anew",
        file.display()
    );
}
