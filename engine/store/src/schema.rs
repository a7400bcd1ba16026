//! The tables, as a list of steps from an empty file to today's.
//!
//! A step is never changed once it has been released: a file that took it years ago must end up with the same tables as a
//! new one. A change of the schema is a new step at the end.

use rusqlite::{Connection, OptionalExtension};

/// In SQLite's header, so that `file` and we tell our files from others': "Sv" and two digits.
pub(crate) const APPLICATION_ID: i64 = 0x5376_3031;

/// One transaction each. Step `n` (from 0) leads to version `n + 1`.
pub(crate) const STEPS: &[&str] = &[
    // Runs and the results of their objects. `plan_digest` says what was scanned, `rules_digest` by which rules;
    // `objects` and `updated_at` are the checkpoint. Times are milliseconds since 1970.
    "CREATE TABLE run (
         id           INTEGER PRIMARY KEY AUTOINCREMENT,
         plan_digest  TEXT NOT NULL,
         rules_digest TEXT NOT NULL,
         started_at   INTEGER NOT NULL,
         updated_at   INTEGER NOT NULL,
         finished_at  INTEGER,
         objects      INTEGER NOT NULL DEFAULT 0
     );
     CREATE INDEX run_by_plan ON run (plan_digest, rules_digest);
     CREATE TABLE result (
         run     INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
         seq     INTEGER NOT NULL,
         uri     TEXT NOT NULL,
         version TEXT NOT NULL,
         report  TEXT NOT NULL
     );
     CREATE UNIQUE INDEX result_by_object ON result (uri, version, run);
     CREATE INDEX result_by_order ON result (run, seq);",
];

/// The version that this program writes.
pub(crate) fn current() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// The version of an open file: 0 when it is empty, `None` when it is not ours.
pub(crate) fn version(connection: &Connection) -> rusqlite::Result<Option<i64>> {
    let application: i64 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if application != APPLICATION_ID {
        let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        return Ok((application == 0 && tables == 0).then_some(0));
    }
    connection.query_row("SELECT version FROM schema", [], |row| row.get(0)).optional()
}

/// Takes the steps that are missing, each with its version number in one transaction.
pub(crate) fn migrate(connection: &mut Connection, from: i64, steps: &[&str]) -> rusqlite::Result<()> {
    for (step, version) in steps.iter().zip(1_i64..).filter(|(_, version)| *version > from) {
        let transaction = connection.transaction()?;
        if version == 1 {
            transaction.execute_batch(
                "CREATE TABLE schema (version INTEGER NOT NULL); INSERT INTO schema VALUES (0);",
            )?;
            transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        }
        transaction.execute_batch(step)?;
        transaction.execute("UPDATE schema SET version = ?1", [version])?;
        transaction.commit()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_fails_leaves_the_version_before_it() {
        let mut connection = Connection::open_in_memory().unwrap();
        let steps = ["CREATE TABLE a (x)", "CREATE TABLE b (x); CREATE TABLE a (x)"];
        assert!(migrate(&mut connection, 0, &steps).is_err());
        assert_eq!(version(&connection).unwrap(), Some(1));
        let tables: i64 = connection
            .query_row("SELECT count(*) FROM sqlite_schema WHERE name = 'b'", [], |row| row.get(0))
            .unwrap();
        assert_eq!(tables, 0);
    }

    #[test]
    fn steps_add_up_to_the_same_tables_from_any_version() {
        let tables = |connection: &Connection| -> Vec<String> {
            let mut statement =
                connection.prepare("SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY name").unwrap();
            statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
        };
        let mut whole = Connection::open_in_memory().unwrap();
        migrate(&mut whole, 0, STEPS).unwrap();
        for reached in 0..=STEPS.len() {
            let mut partial = Connection::open_in_memory().unwrap();
            migrate(&mut partial, 0, &STEPS[..reached]).unwrap();
            let from = version(&partial).unwrap().unwrap();
            assert_eq!(from, i64::try_from(reached).unwrap());
            migrate(&mut partial, from, STEPS).unwrap();
            assert_eq!(tables(&partial), tables(&whole), "from version {reached}");
        }
    }
}
