//! Folders for tests: in memory where the machine has room there, since most of a test's time goes
//! into copying archives and waiting for the disk. Power cuts are simulated, and kills do not lose
//! what was written, so no test needs a disk.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use tempfile::TempDir;

/// A folder of its own for a test; it goes when this is dropped.
pub fn folder() -> TempDir {
    static PLACE: LazyLock<PathBuf> =
        LazyLock::new(|| in_memory().map_or_else(std::env::temp_dir, Path::to_owned));
    tempfile::tempdir_in(&*PLACE).unwrap()
}

/// `/dev/shm`, unless it is small, as in many containers, or lets no hook or editor run, or
/// somebody said otherwise.
fn in_memory() -> Option<&'static Path> {
    let mounts = std::fs::read_to_string("/proc/mounts").ok()?;
    let mut last = mounts.lines().rev().map(|line| line.split(' ').collect::<Vec<_>>());
    let mount = last.find(|mount| mount.get(1) == Some(&"/dev/shm"))?;
    let mut options = mount.get(3)?.split(',');
    let is_told = std::env::var_os("TMPDIR").is_some();
    let is_unfit = |option: &str| {
        let size = option.strip_prefix("size=").and_then(|size| size.strip_suffix('k'));
        let size = size.and_then(|kibibytes| kibibytes.parse::<u64>().ok());
        ["ro", "noexec"].contains(&option) || size.is_some_and(|size| size < 1_000_000)
    };
    (!is_told && !options.any(is_unfit)).then_some(Path::new("/dev/shm"))
}
