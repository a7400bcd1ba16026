//! Runs, and the results of their objects.

use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::{OptionalExtension, params};

use crate::error::StoreError;
use crate::store::Store;

/// A run in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunId(i64);

/// A run that was begun and has not finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// Its name.
    pub id: RunId,
    /// When it began, in milliseconds since 1970.
    pub started_at: i64,
    /// When its last batch was committed, in milliseconds since 1970.
    pub updated_at: i64,
    /// How many objects have a result.
    pub objects: u64,
}

/// The result of an object as it was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoredReport<'a> {
    /// Its place in the order of the run.
    pub seq: u64,
    /// The object's address.
    pub uri: &'a str,
    /// The report, as the text that was recorded.
    pub report: &'a str,
}

impl Store {
    /// Begins a run over what `plan_digest` stands for, under the rules that `rules_digest` stands for. Of earlier runs with
    /// both digests the last one and the last finished one stay, for [`Store::previous`]; others, which were given up, are
    /// removed.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn begin_run(&mut self, plan_digest: &str, rules_digest: &str) -> Result<RunId, StoreError> {
        self.commit()?;
        self.connection
            .execute(
                "DELETE FROM run WHERE plan_digest = ?1 AND rules_digest = ?2 AND id NOT IN (
                     SELECT max(id) FROM run WHERE plan_digest = ?1 AND rules_digest = ?2 GROUP BY finished_at IS NULL)",
                [plan_digest, rules_digest],
            )
            .map_err(|error| self.failed(error))?;
        self.connection
            .execute(
                "INSERT INTO run (plan_digest, rules_digest, started_at, updated_at) VALUES (?1, ?2, ?3, ?3)",
                params![plan_digest, rules_digest, now()],
            )
            .map_err(|error| self.failed(error))?;
        Ok(RunId(self.connection.last_insert_rowid()))
    }

    /// The last run with these digests, if it did not finish.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn resume_run(&mut self, plan_digest: &str, rules_digest: &str) -> Result<Option<Run>, StoreError> {
        self.commit()?;
        self.connection
            .query_row(
                "SELECT id, started_at, updated_at, objects FROM
                     (SELECT * FROM run WHERE plan_digest = ?1 AND rules_digest = ?2 ORDER BY id DESC LIMIT 1)
                 WHERE finished_at IS NULL",
                [plan_digest, rules_digest],
                |row| {
                    Ok(Run {
                        id: RunId(row.get(0)?),
                        started_at: row.get(1)?,
                        updated_at: row.get(2)?,
                        objects: unsigned(row.get(3)?),
                    })
                },
            )
            .optional()
            .map_err(|error| self.failed(error))
    }

    /// Records the result of an object, in place of an earlier one of the same version in the same run. It becomes
    /// durable with its batch, together with the run's count of objects.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn record(
        &mut self,
        run: RunId,
        seq: u64,
        uri: &str,
        version: Option<&str>,
        report: &str,
    ) -> Result<(), StoreError> {
        self.begin_batch()?;
        self.insert(run, seq, uri, version, report).map_err(|error| self.failed(error))?;
        self.count_record()
    }

    fn insert(
        &self,
        run: RunId,
        seq: u64,
        uri: &str,
        version: Option<&str>,
        report: &str,
    ) -> rusqlite::Result<()> {
        let seq = i64::try_from(seq).unwrap_or(i64::MAX);
        let version = version.unwrap_or_default();
        let replaced = self
            .connection
            .prepare_cached(
                "UPDATE result SET seq = ?4, report = ?5 WHERE uri = ?2 AND version = ?3 AND run = ?1",
            )?
            .execute(params![run.0, uri, version, seq, report])?;
        if replaced == 0 {
            self.connection
                .prepare_cached(
                    "INSERT INTO result (run, uri, version, seq, report) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![run.0, uri, version, seq, report])?;
        }
        self.connection
            .prepare_cached("UPDATE run SET objects = objects + ?2, updated_at = ?3 WHERE id = ?1")?
            .execute(params![run.0, i64::from(replaced == 0), now()])?;
        Ok(())
    }

    /// The report of an object of this version in this run.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn known(&self, run: RunId, uri: &str, version: Option<&str>) -> Result<Option<String>, StoreError> {
        self.connection
            .prepare_cached("SELECT report FROM result WHERE uri = ?2 AND version = ?3 AND run = ?1")
            .and_then(|mut statement| {
                statement
                    .query_row(params![run.0, uri, version.unwrap_or_default()], |row| row.get(0))
                    .optional()
            })
            .map_err(|error| self.failed(error))
    }

    /// The latest report of an object of this version in any run under the same rules. An object whose version is not
    /// known cannot be asked for: nothing tells that it is unchanged.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn previous(
        &self,
        rules_digest: &str,
        uri: &str,
        version: &str,
    ) -> Result<Option<String>, StoreError> {
        self.connection
            .prepare_cached(
                "SELECT report FROM result JOIN run ON run.id = result.run
                 WHERE uri = ?2 AND version = ?3 AND rules_digest = ?1 ORDER BY result.run DESC LIMIT 1",
            )
            .and_then(|mut statement| {
                statement.query_row([rules_digest, uri, version], |row| row.get(0)).optional()
            })
            .map_err(|error| self.failed(error))
    }

    /// Hands over the reports of a run one by one in their order, in constant memory, until `each` fails.
    ///
    /// # Errors
    /// The file cannot be read, or what `each` gave.
    pub fn reports<E: From<StoreError>>(
        &self,
        run: RunId,
        mut each: impl FnMut(StoredReport<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = |error| E::from(self.failed(error));
        let mut statement = self
            .connection
            .prepare("SELECT seq, uri, report FROM result WHERE run = ?1 ORDER BY seq, rowid")
            .map_err(failed)?;
        let mut rows = statement.query([run.0]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let text = |column: usize| row.get_ref(column).and_then(|value| Ok(value.as_str()?));
            each(StoredReport {
                seq: unsigned(row.get(0).map_err(failed)?),
                uri: text(1).map_err(failed)?,
                report: text(2).map_err(failed)?,
            })?;
        }
        Ok(())
    }

    /// Closes a run. Earlier runs over the same plan under the same rules, finished or given up, have nothing left to
    /// say and are removed, so that the file does not grow with every run.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn finish_run(&mut self, run: RunId) -> Result<(), StoreError> {
        self.begin_batch()?;
        let closed = self
            .connection
            .execute("UPDATE run SET finished_at = ?2, updated_at = ?2 WHERE id = ?1", params![run.0, now()])
            .and_then(|_| {
                self.connection.execute(
                    "DELETE FROM run WHERE id < ?1
                         AND (plan_digest, rules_digest) = (SELECT plan_digest, rules_digest FROM run WHERE id = ?1)",
                    [run.0],
                )
            });
        closed.map_err(|error| self.failed(error))?;
        self.commit()
    }
}

/// Milliseconds since 1970.
fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// Numbers that were written as counts.
fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

#[cfg(test)]
mod tests;
