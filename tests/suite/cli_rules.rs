//! The command from rules to findings and back to why: what `sievert init` writes works, and the library is in order.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use serde_json::Value;
use sievert_cli::exit::Exit;
use sievert_cli::terminal::Terminal;

/// Runs the command in process: exit, standard output, standard error.
fn sievert(args: &[&str]) -> (Exit, String, String) {
    let (terminal, captured) = Terminal::captured(Vec::new());
    let args = std::iter::once("sievert").chain(args.iter().copied()).map(OsString::from);
    let exit = sievert_cli::run_on(args, &terminal);
    (exit, captured.out(), captured.err())
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A finding as (name of its file, identifier, count, id), wherever a report holds it.
fn findings(report: &Value) -> Vec<(String, String, u64, String)> {
    fn walk(value: &Value, uri: &str, found: &mut Vec<(String, String, u64, String)>) {
        match value {
            Value::Array(values) => values.iter().for_each(|value| walk(value, uri, found)),
            Value::Object(fields) => {
                let own = fields.get("object").map(|object| object.get("uri").unwrap_or(object));
                let uri = own.and_then(Value::as_str).unwrap_or(uri);
                if let (Some(identifier), Some(id)) = (fields.get("identifier"), fields.get("id")) {
                    let name = uri.rsplit('/').next().unwrap().to_owned();
                    let count = fields["count"].as_u64().unwrap();
                    found.push((
                        name,
                        identifier.as_str().unwrap().into(),
                        count,
                        id.as_str().unwrap().into(),
                    ));
                }
                fields.values().for_each(|value| walk(value, uri, found));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(report, "", &mut found);
    found.sort();
    found
}

#[test]
fn the_starter_project_finds_what_its_readme_says() {
    let folder = tempfile::tempdir().unwrap();
    let (project, report) = (folder.path().join("project"), folder.path().join("report.json"));
    assert_eq!(sievert(&["init", text(&project)]).0, Exit::Ok);
    let (rules, samples) = (project.join("rules"), project.join("samples"));

    let (exit, out, err) = sievert(&["scan", "--rules", text(&rules), "--format", "json", text(&samples)]);
    assert_eq!(exit, Exit::Found, "{out}{err}");
    fs::write(&report, &out).unwrap();
    let found = findings(&serde_json::from_str(&out).unwrap());
    let brief: Vec<_> = found
        .iter()
        .map(|(file, identifier, count, _)| (file.as_str(), identifier.as_str(), *count))
        .collect();
    let name = "acme.staff.employee_number";
    assert_eq!(brief, [("badges.csv", name, 2), ("mail.txt", name, 1)], "{out}");

    // Why, by the start of its id: the header of the column speaks for it.
    let id = &found[0].3[..12];
    let (exit, out, err) = sievert(&["explain", id, "--in", text(&report)]);
    assert_eq!(exit, Exit::Ok, "{err}");
    assert!(out.contains("0.40  where the identifier starts"), "{out}");
    assert!(out.contains("+0.20  column(badge_words), found in the column"), "{out}");
    assert!(out.contains("= 0.90"), "{out}");
    assert!(!out.contains("E123456B"), "a report never holds the value:\n{out}");
}

#[test]
fn rules_that_are_wrong_stop_a_scan() {
    let folder = tempfile::tempdir().unwrap();
    let rules = folder.path().join("a.svt");
    fs::write(&rules, "package a\nlanguage 1\n\nidentifier x {\n  sevrity: high\n  match: /abc/\n}\n")
        .unwrap();
    let (exit, out, err) = sievert(&["scan", "--rules", text(&rules), text(folder.path())]);
    assert_eq!((exit, out.as_str()), (Exit::Usage, ""));
    assert!(err.contains("unknown key `sevrity`"), "{err}");
}

#[test]
fn a_profile_decides_what_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let notes = folder.path().join("notes.txt");
    fs::write(&notes, "her SSN is 536-90-4399\nreference 4539578763621486\nbadge E123456\n").unwrap();
    let found = |args: &[&str]| -> Vec<String> {
        let (exit, out, err) = sievert(&[&["scan", "--format", "json"], args, &[text(&notes)]].concat());
        assert!(matches!(exit, Exit::Ok | Exit::Found), "{out}{err}");
        let report = serde_json::from_str(&out).unwrap();
        findings(&report).into_iter().map(|(_, identifier, ..)| identifier).collect()
    };
    let (ssn, card) = ("std.personal.usa.social_security_number", "std.financial.card_number_alone");
    assert_eq!(found(&[]), [ssn], "the recommended profile is the default");
    assert_eq!(found(&["--profile", "pci"]), [card]);
    assert_eq!(found(&["--profile", "pci", "--profile", "std.profiles.recommended"]), [card, ssn]);
    assert!(found(&["--profile", "all"]).len() >= 2);

    // One's own rules bring their own identifiers, and profiles over all there are.
    let rules = folder.path().join("own.svt");
    fs::write(
        &rules,
        "package own\nlanguage 1\n\nidentifier badge {\n  category: personal\n  match: /\\bE[0-9]{6}\\b/\n}\n\n\
         profile ours {\n  identifiers: [badge]\n  profiles: [std.profiles.recommended]\n}\n",
    )
    .unwrap();
    assert_eq!(found(&["--rules", text(&rules)]), ["own.badge"]);
    assert_eq!(found(&["--rules", text(&rules), "--profile", "ours"]), ["own.badge", ssn]);

    let (exit, out, err) = sievert(&["scan", "--profile", "recomended", text(&notes)]);
    assert_eq!((exit, out.as_str()), (Exit::Usage, ""));
    assert!(err.contains("did you mean `recommended`?") && err.contains("`std.profiles.gdpr`"), "{err}");
}

#[test]
fn the_library_is_in_order() {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules");
    for args in [vec!["check", "-D"], vec!["fmt", "--check"], vec!["test"]] {
        let (exit, out, err) = sievert(&[args, vec![text(&rules)]].concat());
        assert_eq!(exit, Exit::Ok, "{out}{err}");
    }
    // The embedded one is the same.
    assert_eq!(sievert(&["test", "std"]).0, Exit::Ok);
}
