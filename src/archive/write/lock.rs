//! One writer at a time. The system holds the lock and lets it go when its holder dies; the file's
//! content only names the holder, for whoever has to wait.

use super::disk::{self, Disk, Folder};
use super::{STATE, WriteStop, state_folder};
use crate::diag::writing::WriteRefusal;
use crate::diag::{Act, Fault};
use serde::{Deserialize, Serialize};
use std::fs::{File, TryLockError};
use std::io::{self, Seek, Write};
use std::path::Path;
use std::time::{Duration, Instant};

/// Who writes, as told to others who want to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Holder {
    /// The account's name.
    pub user: String,
    /// When the command began, to be read by people.
    pub since: String,
}

/// What the lock's file says.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Named {
    user: String,
    host: String,
    pid: u32,
    command: String,
    since: String,
}

const LOCK: &str = ".kebu/lock";
/// Where a locked file cannot be read by others, its holder is named beside it.
const HOLDER: &str = if cfg!(windows) { ".kebu/lock.holder" } else { LOCK };

/// How long a command waits for another to be done.
const PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(5);

/// Held until it is dropped.
pub struct Lock(#[expect(dead_code, reason = "closing the file lets the lock go")] File);

impl Lock {
    pub fn take(
        disk: &Folder,
        root: &Path,
        by: &Holder,
        words: &[String],
    ) -> Result<Self, WriteStop> {
        let fault = |cause| {
            let path = root.join(LOCK).display().to_string();
            WriteStop::from(Fault { act: Act::Lock, path, cause })
        };
        let file = state_folder(disk).and_then(|()| disk::lock_file(disk, LOCK)).map_err(fault)?;
        let began = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if began.elapsed() < PATIENCE => {
                    std::thread::sleep(PAUSE);
                }
                Err(TryLockError::WouldBlock) => return Err(refusal(disk).into()),
                Err(TryLockError::Error(cause)) => return Err(fault(cause)),
            }
        }
        hide_from_git(disk).map_err(fault)?;
        // Who holds it matters to others only; a disk too full to say so will say it again.
        let _ = name(disk, &file, by, words);
        Ok(Self(file))
    }
}

/// What lies in `.kebu/` is the clone's own.
fn hide_from_git(disk: &Folder) -> io::Result<()> {
    let path = format!("{STATE}/.gitignore");
    match disk.read(&path)? {
        Some(content) if !content.is_empty() => return Ok(()),
        // Left by somebody who was stopped while writing it.
        Some(_) => disk.remove(&path)?,
        None => {}
    }
    disk.create(&path, b"*\n", &path)?;
    disk.sync_folder(STATE)
}

fn name(disk: &Folder, file: &File, by: &Holder, words: &[String]) -> io::Result<()> {
    let named = Named {
        user: by.user.clone(),
        host: host(),
        pid: std::process::id(),
        command: words.join(" "),
        since: by.since.clone(),
    };
    let text = serde_json::to_vec(&named)?;
    let beside = if HOLDER == LOCK { None } else { Some(disk::lock_file(disk, HOLDER)?) };
    let mut file = beside.as_ref().unwrap_or(file);
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(&text)
}

fn refusal(disk: &Folder) -> WriteRefusal {
    let text = disk.read(HOLDER).ok().flatten().unwrap_or_default();
    match serde_json::from_slice::<Named>(&text) {
        Ok(Named { user, host, pid, command, since }) => {
            WriteRefusal::Locked { user, host, pid, command, since }
        }
        Err(_) => WriteRefusal::Busy,
    }
}

#[cfg(unix)]
fn host() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

#[cfg(not(unix))]
fn host() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_default()
}
