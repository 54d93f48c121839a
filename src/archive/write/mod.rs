//! Writing into the archive: all of an operation's files or none, whatever stops in between. The
//! only place that changes files of an archive; it knows no TOML and judges no record.
//!
//! Local state lies in the hidden folder `.kebu/`, which neither loading nor Git looks into:
//!
//! | file | what it is |
//! |---|---|
//! | `lock` | locked by the system while somebody writes; names the holder |
//! | `journal.new` | an operation being prepared: it may be forgotten |
//! | `journal` | an operation that is decided: it will be finished, by whoever comes next |
//! | `last` | the last operation, for `undo` |
//!
//! Steps, each synced before the next: the journal with every content before and after; new
//! folders and files beside their places, under hidden names; the journal's rename, which decides;
//! the files' renames; the journal's rename to `last`. Before the decision everything is taken
//! away again, after it everything is finished, or taken back when the disk refuses.

mod disk;
mod journal;
mod lock;
mod names;
mod transaction;

pub use lock::Holder;

use crate::diag::writing::WriteRefusal;
use crate::diag::{Act, Fault};
use disk::{Disk, Folder};
use journal::Journal;
use lock::Lock;
use std::path::Path;
use transaction::Stranger;

/// The folder of the clone's own state.
pub const STATE: &str = ".kebu";

/// What a file is to become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// Inside the archive, with forward slashes.
    pub path: String,
    /// What was read; `None`: not there. Anything else on the disk refuses the operation.
    pub before: Option<Vec<u8>>,
    /// What shall be there; `None`: nothing.
    pub after: Option<Vec<u8>>,
}

/// Changes that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// The command line, for the lock and for `undo`.
    pub words: Vec<String>,
    pub by: Holder,
    pub changes: Vec<FileChange>,
}

/// Why nothing, or not everything, was written.
#[derive(Debug)]
pub enum WriteStop {
    Refused(WriteRefusal),
    Fault(Fault),
}

impl From<WriteRefusal> for WriteStop {
    fn from(refusal: WriteRefusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Fault> for WriteStop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// The last operation of this clone, as `undo` would take it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Last {
    pub words: Vec<String>,
    /// When it was done.
    pub at: String,
    /// It was an undo itself: taking it back does the operation again.
    pub was_undo: bool,
    /// From what the operation left to what was there before.
    pub changes: Vec<FileChange>,
    /// Files that are no longer as the operation left them.
    pub changed_since: Vec<String>,
}

/// Writes an operation: all of it or nothing. Changes that change nothing are left out; when none
/// remains, nothing is written and the last operation stays the last.
pub fn write(root: &Path, operation: &Operation) -> Result<(), WriteStop> {
    let changes: Vec<FileChange> =
        operation.changes.iter().filter(|change| change.before != change.after).cloned().collect();
    if changes.is_empty() {
        return Ok(());
    }
    let disk = open(root)?;
    let _lock = Lock::take(&disk, root, &operation.by, &operation.words)?;
    transaction::recover(&disk, Stranger::Refused)?;
    let journal = Journal {
        words: operation.words.clone(),
        at: operation.by.since.clone(),
        was_undo: false,
        folders: Vec::new(),
        emptied: Vec::new(),
        changes,
    };
    transaction::commit(&disk, journal)
}

/// A file as it stands on the disk, links not followed; `None` where nothing is.
pub fn read_file(root: &Path, path: &str) -> Result<Option<Vec<u8>>, WriteStop> {
    open(root)?.read(path).map_err(|cause| match disk::is_not_plain(&cause) {
        true => WriteRefusal::NotPlain { path: path.to_owned() }.into(),
        false => Fault { act: Act::ReadFile, path: path.to_owned(), cause }.into(),
    })
}

/// What `undo` would take back; `None` when there is nothing.
pub fn last(root: &Path) -> Result<Option<Last>, WriteStop> {
    let disk = open(root)?;
    transaction::read_journal(&disk, journal::LAST)?
        .map(|journal| transaction::as_last(&disk, journal))
        .transpose()
}

/// Takes back the last operation of this clone, when its files are as it left them. Taking back
/// is an operation too: a second `undo` takes back the first.
pub fn undo(root: &Path, words: &[String], by: &Holder) -> Result<Last, WriteStop> {
    let disk = open(root)?;
    let _lock = Lock::take(&disk, root, by, words)?;
    if let Some(taken_back) = transaction::recover(&disk, Stranger::LeftAlone)? {
        return Ok(taken_back);
    }
    let Some(journal) = transaction::read_journal(&disk, journal::LAST)? else {
        return Err(WriteRefusal::NothingToUndo.into());
    };
    let backwards = journal.backwards(&by.since);
    let last = transaction::as_last(&disk, journal)?;
    if !last.changed_since.is_empty() {
        let (words, paths) = (last.words, last.changed_since);
        return Err(WriteRefusal::UndoChanged { words, paths }.into());
    }
    transaction::commit(&disk, backwards)?;
    Ok(last)
}

/// Reads the archive between operations: never half of one. What a stopped process left decided
/// is finished first, as a database does with a hot journal; where that cannot be done, nothing is
/// read. Says which operation was finished.
pub fn read<T>(
    root: &Path,
    by: &Holder,
    words: &[String],
    how: impl Fn(&Path) -> Result<T, Fault>,
) -> Result<Read<T>, WriteStop> {
    let mut finished = None;
    for _ in 0..READS {
        if is_unfinished(root) {
            finished = Some(recover(root, by, words)?.or(finished).unwrap_or_default());
        }
        let before = Stamp::of(root);
        let read = how(root)?;
        if before == Stamp::of(root) && !is_unfinished(root) {
            return Ok(Read { read, finished });
        }
    }
    Err(WriteRefusal::Busy.into())
}

/// An archive that was read.
#[derive(Debug)]
pub struct Read<T> {
    pub read: T,
    /// The command line of an operation that had been left unfinished, and was finished.
    pub finished: Option<Vec<String>>,
}

/// How often a reader begins again because somebody wrote while it read.
const READS: usize = 50;

/// Finishes what a stopped command had decided and forgets what it had not, waiting for a living
/// writer to be done. Says which operation was finished.
pub fn recover(
    root: &Path,
    by: &Holder,
    words: &[String],
) -> Result<Option<Vec<String>>, WriteStop> {
    let disk = open(root)?;
    let _lock = Lock::take(&disk, root, by, words)?;
    let unfinished = transaction::read_journal(&disk, journal::DECIDED)?;
    transaction::recover(&disk, Stranger::Refused)?;
    Ok(unfinished.map(|journal| journal.words))
}

fn is_unfinished(root: &Path) -> bool {
    root.join(journal::DECIDED).symlink_metadata().is_ok()
}

/// What tells one state between operations from another: every operation leaves a new `last`.
#[derive(Debug, PartialEq, Eq)]
struct Stamp(Option<(u64, Option<std::time::SystemTime>, u64)>);

impl Stamp {
    fn of(root: &Path) -> Self {
        let metadata = root.join(journal::LAST).symlink_metadata().ok();
        Self(metadata.map(|data| (data.len(), data.modified().ok(), disk::number(&data))))
    }
}

fn open(root: &Path) -> Result<Folder, WriteStop> {
    Folder::open(root).map_err(|cause| {
        Fault { act: Act::ListFolder, path: root.display().to_string(), cause }.into()
    })
}

/// Whether the archive's folder can be written to at all is asked of the disk, not guessed.
fn state_folder(disk: &dyn Disk) -> std::io::Result<()> {
    match disk.make_folder(STATE) {
        Ok(()) => disk.sync_folder(""),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod simulated_tests;
