//! What runs promise, and what survives a crash.

use std::path::Path;

use rusqlite::Connection;

use super::*;
use crate::schema;

fn all(store: &Store, run: RunId) -> Vec<(u64, String, String)> {
    let mut rows = Vec::new();
    store
        .reports::<StoreError>(run, |row| {
            rows.push((row.seq, row.uri.to_owned(), row.report.to_owned()));
            Ok(())
        })
        .unwrap();
    rows
}

fn open(folder: &Path) -> Store {
    Store::open(&folder.join("deep/er/scan.db")).unwrap()
}

#[test]
fn reports_come_back_in_the_order_of_the_run() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    let run = store.begin_run("p", "r").unwrap();
    for seq in [5, 1, 3] {
        store.record(run, seq, &format!("o{seq}"), None, &format!("{seq}")).unwrap();
    }
    store.record(run, 3, "o3", None, "again").unwrap();
    let found = all(&store, run);
    assert_eq!(
        found,
        [(1, "o1".into(), "1".into()), (3, "o3".into(), "again".into()), (5, "o5".into(), "5".into())]
    );
}

#[test]
fn an_unfinished_run_is_resumed_and_a_finished_one_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    assert_eq!(store.resume_run("p", "r").unwrap(), None);
    let run = store.begin_run("p", "r").unwrap();
    store.record(run, 0, "a", Some("1"), "x").unwrap();
    drop(store);

    let mut store = open(folder.path());
    assert_eq!(store.resume_run("p", "other rules").unwrap(), None);
    assert_eq!(store.resume_run("other plan", "r").unwrap(), None);
    let resumed = store.resume_run("p", "r").unwrap().unwrap();
    assert_eq!((resumed.id, resumed.objects), (run, 1));
    assert_eq!(store.known(run, "a", Some("1")).unwrap().as_deref(), Some("x"));
    assert_eq!(store.known(run, "a", Some("2")).unwrap(), None);
    assert_eq!(store.known(run, "a", None).unwrap(), None);
    store.finish_run(run).unwrap();
    assert_eq!(store.resume_run("p", "r").unwrap(), None);
}

#[test]
fn a_later_run_replaces_earlier_ones_of_the_same_plan_and_rules_only() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    let mut ids = Vec::new();
    for (plan, rules) in [("p", "r"), ("p", "other"), ("q", "r"), ("p", "r")] {
        let run = store.begin_run(plan, rules).unwrap();
        store.record(run, 0, "a", Some("1"), &format!("{plan} {rules}")).unwrap();
        ids.push(run);
    }
    store.finish_run(ids[3]).unwrap();
    let kept: Vec<usize> = ids.iter().map(|run| all(&store, *run).len()).collect();
    assert_eq!(kept, [0, 1, 1, 1]);
    assert_eq!(store.previous("other", "a", "1").unwrap().as_deref(), Some("p other"));
    assert_eq!(store.previous("r", "a", "1").unwrap().as_deref(), Some("p r"));
    assert_eq!(store.previous("r", "a", "2").unwrap(), None);
}

#[test]
fn runs_that_were_given_up_do_not_pile_up() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    let mut ids = Vec::new();
    for number in 0..5 {
        let run = store.begin_run("p", "r").unwrap();
        store.record(run, 0, "a", Some("1"), &number.to_string()).unwrap();
        if number == 1 {
            store.finish_run(run).unwrap();
        }
        ids.push(run);
    }
    let kept: Vec<usize> = ids.iter().map(|run| all(&store, *run).len()).collect();
    assert_eq!(kept, [0, 1, 0, 1, 1], "the last finished one, the last before this one, this one");
}

#[test]
fn a_crash_loses_no_committed_result_and_keeps_count_and_results_together() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    let run = store.begin_run("p", "r").unwrap();
    for seq in 0..1_234 {
        store.record(run, seq, &format!("o{seq}"), None, "x").unwrap();
    }
    // What the disk holds at this moment, as a killed process leaves it.
    let copy = tempfile::tempdir().unwrap();
    let target = copy.path().join("deep/er");
    std::fs::create_dir_all(&target).unwrap();
    for name in ["scan.db", "scan.db-wal"] {
        std::fs::copy(store.path().with_file_name(name), target.join(name)).unwrap();
    }
    drop(store);
    let mut store = open(copy.path());
    let resumed = store.resume_run("p", "r").unwrap().unwrap();
    assert!((1_000..1_234).contains(&resumed.objects), "{}", resumed.objects);
    assert_eq!(all(&store, resumed.id).len() as u64, resumed.objects);
    // The first process ended well: its own file has all.
    let mut store = open(folder.path());
    assert_eq!(store.resume_run("p", "r").unwrap().unwrap().objects, 1_234);
}

#[test]
fn a_second_user_is_told_and_the_first_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    let second = Store::open(store.path());
    let Err(error @ StoreError::Busy { .. }) = second else { panic!("{second:?}") };
    assert!(error.to_string().starts_with("another process uses the state file"), "{error}");
    store.begin_run("p", "r").unwrap();
    let path = store.path().to_path_buf();
    drop(store);
    Store::open(&path).unwrap();
}

#[test]
fn files_of_others_and_of_the_future_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("notes.txt");
    std::fs::write(&text, "not a database, but long enough to hold a header of one hundred bytes ".repeat(9))
        .unwrap();
    let before = std::fs::read(&text).unwrap();
    assert!(matches!(Store::open(&text), Err(StoreError::Foreign { .. })));
    assert_eq!(std::fs::read(&text).unwrap(), before);

    let other = folder.path().join("other.db");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE theirs (x)").unwrap();
    let before = std::fs::read(&other).unwrap();
    assert!(matches!(Store::open(&other), Err(StoreError::Foreign { .. })));
    assert_eq!(std::fs::read(&other).unwrap(), before);

    let future = folder.path().join("future.db");
    drop(Store::open(&future).unwrap());
    Connection::open(&future).unwrap().execute("UPDATE schema SET version = 999", []).unwrap();
    let error = Store::open(&future).unwrap_err();
    assert!(matches!(error, StoreError::Newer { found: 999, .. }), "{error}");
}

#[test]
fn a_database_of_each_earlier_schema_opens_with_its_data() {
    for reached in 1..=schema::STEPS.len() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.db");
        let mut connection = Connection::open(&path).unwrap();
        schema::migrate(&mut connection, 0, &schema::STEPS[..reached]).unwrap();
        // The columns that every version has had.
        connection
            .execute_batch(
                "INSERT INTO run (plan_digest, rules_digest, started_at, updated_at, objects) VALUES ('p', 'r', 1, 2, 1);
                 INSERT INTO result (run, seq, uri, version, report) VALUES (1, 7, 'a', 'v', 'old');",
            )
            .unwrap();
        drop(connection);
        let mut store = Store::open(&path).unwrap();
        let run = store.resume_run("p", "r").unwrap().unwrap();
        assert_eq!((run.started_at, run.updated_at, run.objects), (1, 2, 1));
        assert_eq!(all(&store, run.id), [(7, "a".to_owned(), "old".to_owned())], "from version {reached}");
    }
}

#[cfg(unix)]
#[test]
fn a_new_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let mode = std::fs::metadata(store.path()).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0);
}
