//! All of an operation or none of it: preparing, deciding, finishing, taking back. Under the lock
//! only; which acts a disk has is `disk`'s affair.

use super::disk::{Disk, is_not_plain};
use super::journal::{DECIDED, Journal, LAST, PREPARED};
use super::names::{beside, collisions, folders_of, is_allowed, split};
use super::{FileChange, Last, STATE, WriteStop};
use crate::diag::writing::WriteRefusal;
use crate::diag::{Act, Fault};
use std::collections::BTreeSet;
use std::io;

/// What becomes of a file that is neither as a decided operation found it nor as it leaves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stranger {
    /// The operation stays unfinished; the user decides.
    Refused,
    /// The operation is taken back everywhere else (`undo`).
    LeftAlone,
}

/// Where a file of a change stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Before,
    After,
    Neither,
}

/// Carries an operation out, or leaves everything as it was and says why.
pub fn commit(disk: &dyn Disk, mut journal: Journal) -> Result<(), WriteStop> {
    if let Some(change) = journal.changes.iter().find(|change| !is_allowed(&change.path)) {
        return Err(WriteRefusal::BadName { path: change.path.clone() }.into());
    }
    verify(disk, &journal.changes)?;
    let created = journal.changes.iter().filter(|change| change.before.is_none());
    let created: Vec<&str> = created.map(|change| change.path.as_str()).collect();
    journal.folders = missing_folders(disk, &created)?;
    if let Some(refusal) = collisions(disk, created.iter().copied()).map_err(unwritten(STATE))? {
        return Err(refusal.into());
    }
    let prepared = prepare(disk, &journal).and_then(|()| verify(disk, &journal.changes));
    if let Err(stop) = prepared {
        // What is left of it is hidden, and the next writer clears it away.
        let _ = discard(disk);
        return Err(stop);
    }
    let done = decide(disk).and_then(|()| apply(disk, &journal.changes));
    if let Err(stop) = done {
        return Err(match take_back(disk, &journal) {
            Ok(()) => stop,
            Err(cause) => {
                Fault { act: Act::WriteUnfinished, path: DECIDED.to_owned(), cause }.into()
            }
        });
    }
    close(disk, &journal)
}

/// Finishes what a stopped process had decided, forgets what it had not. Says what was taken back
/// instead, where strangers are left alone and there was one.
pub fn recover(disk: &dyn Disk, stranger: Stranger) -> Result<Option<Last>, WriteStop> {
    let Some(journal) = read_journal(disk, DECIDED)? else {
        discard(disk).map_err(unwritten(PREPARED))?;
        return Ok(None);
    };
    let states = states(disk, &journal.changes)?;
    let strange: Vec<String> = journal
        .changes
        .iter()
        .zip(&states)
        .filter(|(_, state)| **state == State::Neither)
        .map(|(change, _)| change.path.clone())
        .collect();
    let alone = journal.changes.len() == 1;
    if strange.is_empty() {
        finish(disk, &journal.changes).map_err(unfinished)?;
    } else if !alone && stranger == Stranger::Refused {
        let words = journal.words;
        return Err(WriteRefusal::Unfinished { words, paths: strange }.into());
    } else {
        // A single file cannot be half of anything: what somebody put there since is what counts.
        let last = as_last(disk, journal.clone())?;
        take_back(disk, &journal).map_err(unfinished)?;
        return Ok((!alone).then_some(Last { changed_since: strange, ..last }));
    }
    close(disk, &journal)?;
    Ok(None)
}

/// A journal of `.kebu/`.
pub fn read_journal(disk: &dyn Disk, path: &str) -> Result<Option<Journal>, WriteStop> {
    let damaged = || {
        let cause = io::Error::from(io::ErrorKind::InvalidData);
        WriteStop::from(Fault { act: Act::ReadJournal, path: path.to_owned(), cause })
    };
    let read = disk.read(path).map_err(|cause| Fault {
        act: Act::ReadFile,
        path: path.to_owned(),
        cause,
    })?;
    let Some(bytes) = read else { return Ok(None) };
    let journal = Journal::from_bytes(&bytes).ok_or_else(damaged)?;
    let folders = journal.folders.iter().chain(&journal.emptied);
    let mut paths = journal.changes.iter().map(|change| &change.path).chain(folders);
    // What came with somebody's clone may name anything.
    if paths.all(|path| is_allowed(path)) { Ok(Some(journal)) } else { Err(damaged()) }
}

/// An operation as `undo` would take it back.
pub fn as_last(disk: &dyn Disk, journal: Journal) -> Result<Last, WriteStop> {
    let states = states(disk, &journal.changes)?;
    let changed = journal.changes.iter().zip(states).filter(|(_, state)| *state != State::After);
    let changed_since = changed.map(|(change, _)| change.path.clone()).collect();
    let back = journal.backwards("");
    Ok(Last {
        words: journal.words,
        at: journal.at,
        was_undo: journal.was_undo,
        changes: back.changes,
        changed_since,
    })
}

fn states(disk: &dyn Disk, changes: &[FileChange]) -> Result<Vec<State>, WriteStop> {
    let state = |change: &FileChange| match disk.read(&change.path) {
        Ok(there) if there == change.after => Ok(State::After),
        Ok(there) if there == change.before => Ok(State::Before),
        Ok(_) => Ok(State::Neither),
        Err(error) if is_not_plain(&error) => Ok(State::Neither),
        Err(cause) => Err(Fault { act: Act::ReadFile, path: change.path.clone(), cause }.into()),
    };
    changes.iter().map(state).collect()
}

/// Every file must hold what the operation was computed from.
fn verify(disk: &dyn Disk, changes: &[FileChange]) -> Result<(), WriteStop> {
    let mut changed = Vec::new();
    for change in changes {
        match disk.read(&change.path) {
            Ok(there) if there == change.before => {}
            Ok(_) => changed.push(change.path.clone()),
            Err(error) if is_not_plain(&error) => {
                return Err(WriteRefusal::NotPlain { path: change.path.clone() }.into());
            }
            Err(cause) => {
                return Err(Fault { act: Act::ReadFile, path: change.path.clone(), cause }.into());
            }
        }
    }
    if changed.is_empty() { Ok(()) } else { Err(WriteRefusal::Changed { paths: changed }.into()) }
}

/// Folders that new files need and that are not there, outer ones first.
fn missing_folders(disk: &dyn Disk, created: &[&str]) -> Result<Vec<String>, WriteStop> {
    let folders: BTreeSet<&str> = created.iter().flat_map(|path| folders_of(path)).collect();
    let mut missing = Vec::new();
    for folder in folders {
        if disk.names(folder).map_err(unwritten(folder))?.is_none() {
            missing.push(folder.to_owned());
        }
    }
    Ok(missing)
}

/// Brings everything to the disk that the operation needs, without a record noticing.
fn prepare(disk: &dyn Disk, journal: &Journal) -> Result<(), WriteStop> {
    disk.create(PREPARED, &journal.to_bytes(), PREPARED)
        .and_then(|()| disk.sync_folder(STATE))
        .map_err(unwritten(PREPARED))?;
    for folder in &journal.folders {
        let made = disk.make_folder(folder).and_then(|()| disk.sync_folder(split(folder).0));
        made.map_err(unwritten(folder))?;
    }
    for change in &journal.changes {
        if let Some(after) = &change.after {
            let beside = beside(&change.path);
            // One that lies there is left from a clone whose `.kebu/` somebody took away.
            let made = remove_if_there(disk, &beside)
                .and_then(|_| disk.create(&beside, after, &change.path));
            made.map_err(unwritten(&change.path))?;
        }
    }
    Ok(())
}

/// From here on the operation is done, whatever stops.
fn decide(disk: &dyn Disk) -> Result<(), WriteStop> {
    let decided = disk.rename(PREPARED, DECIDED).and_then(|()| disk.sync_folder(STATE));
    decided.map_err(unwritten(DECIDED))
}

/// Puts the prepared files into their places.
fn apply(disk: &dyn Disk, changes: &[FileChange]) -> Result<(), WriteStop> {
    for change in changes {
        // The last look: preparing took a while, and editors do not ask for the lock.
        verify(disk, std::slice::from_ref(change))?;
        let done = match &change.after {
            Some(_) => disk.rename(&beside(&change.path), &change.path),
            None => disk.remove(&change.path),
        };
        done.map_err(unwritten(&change.path))?;
    }
    sync_folders(disk, changes).map_err(unwritten(STATE))
}

fn sync_folders(disk: &dyn Disk, changes: &[FileChange]) -> io::Result<()> {
    let folders: BTreeSet<&str> = changes.iter().map(|change| split(&change.path).0).collect();
    folders.into_iter().try_for_each(|folder| disk.sync_folder(folder))
}

/// The operation becomes the last one.
fn close(disk: &dyn Disk, journal: &Journal) -> Result<(), WriteStop> {
    disk.rename(DECIDED, LAST).and_then(|()| disk.sync_folder(STATE)).map_err(unfinished)?;
    for folder in journal.emptied.iter().rev() {
        // A folder that holds something stays; an empty one that stays is no record.
        let _ = disk.remove_folder(folder);
    }
    Ok(())
}

/// Writes every file that is not as the operation leaves it; what was prepared may be there or not.
fn finish(disk: &dyn Disk, changes: &[FileChange]) -> io::Result<()> {
    for change in changes {
        for folder in folders_of(&change.path).filter(|_| change.after.is_some()) {
            if disk.names(folder)?.is_none() {
                disk.make_folder(folder)?;
                disk.sync_folder(split(folder).0)?;
            }
        }
        remove_if_there(disk, &beside(&change.path))?;
        if disk.read(&change.path)? == change.after {
            continue;
        }
        match &change.after {
            Some(after) => {
                disk.create(&beside(&change.path), after, &change.path)?;
                disk.rename(&beside(&change.path), &change.path)?;
            }
            None => disk.remove(&change.path)?,
        }
    }
    // Also of files that stood right already: their rename may not have reached the disk.
    let there =
        |change: &&FileChange| disk.names(split(&change.path).0).is_ok_and(|names| names.is_some());
    let changes: Vec<FileChange> = changes.iter().filter(there).cloned().collect();
    sync_folders(disk, &changes)
}

/// Makes a decided operation undone: files that hold what it wrote get back what was there.
fn take_back(disk: &dyn Disk, journal: &Journal) -> io::Result<()> {
    let back = journal.backwards("");
    let mut ours = Vec::new();
    clear_prepared(disk, &journal.changes)?;
    for change in back.changes {
        match disk.read(&change.path) {
            Ok(there) if there == change.before => ours.push(change),
            // Somebody else's: it stays.
            Ok(_) => {}
            Err(error) if is_not_plain(&error) => {}
            Err(error) => return Err(error),
        }
    }
    finish(disk, &ours)?;
    for path in [DECIDED, PREPARED] {
        remove_if_there(disk, path)?;
    }
    disk.sync_folder(STATE)?;
    for folder in journal.folders.iter().rev() {
        // Somebody may have put something there; then it stays.
        let _ = disk.remove_folder(folder);
    }
    Ok(())
}

/// Clears away what was prepared and not decided. A journal that is not whole was the first thing
/// written, and nothing was prepared after it.
fn discard(disk: &dyn Disk) -> io::Result<()> {
    let Some(bytes) = disk.read(PREPARED)? else { return Ok(()) };
    if let Some(journal) = Journal::from_bytes(&bytes) {
        let mut changes = journal.changes;
        changes.retain(|change| is_allowed(&change.path));
        clear_prepared(disk, &changes)?;
        for folder in journal.folders.iter().rev().filter(|folder| is_allowed(folder)) {
            // Somebody may have put something there; then it stays.
            let _ = disk.remove_folder(folder);
        }
    }
    disk.remove(PREPARED)?;
    disk.sync_folder(STATE)
}

/// Takes away what was prepared beside the files, for good: afterwards nobody knows of it.
fn clear_prepared(disk: &dyn Disk, changes: &[FileChange]) -> io::Result<()> {
    let mut cleared = Vec::new();
    for change in changes {
        if remove_if_there(disk, &beside(&change.path))? {
            cleared.push(change.clone());
        }
    }
    sync_folders(disk, &cleared)
}

/// Says whether it was there.
fn remove_if_there(disk: &dyn Disk, path: &str) -> io::Result<bool> {
    match disk.remove(path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// The disk refused, and everything is as it was.
fn unwritten(path: &str) -> impl FnOnce(io::Error) -> WriteStop + use<> {
    let path = path.to_owned();
    move |cause| match is_not_plain(&cause) {
        true => WriteRefusal::NotPlain { path }.into(),
        false => Fault { act: Act::WriteArchive, path, cause }.into(),
    }
}

/// The disk refused, and the operation waits to be finished.
fn unfinished(cause: io::Error) -> WriteStop {
    Fault { act: Act::WriteUnfinished, path: DECIDED.to_owned(), cause }.into()
}
