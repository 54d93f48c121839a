//! Where the `git` program is looked for. The search happens in the folder that Git is to work in,
//! so an entry of the PATH that is empty or relative would mean the archive itself.

use std::env::{join_paths, split_paths};
use std::ffi::OsString;

/// Stands for no folder at all: an empty PATH would mean the current one.
const NOWHERE: &str = "/dev/null/none";

pub(super) fn is_path(name: &str) -> bool {
    name.eq_ignore_ascii_case("PATH")
}

/// A PATH without the entries that are seen from the current folder.
pub(super) fn absolute(path: &str) -> OsString {
    let entries = split_paths(path).filter(|entry| entry.is_absolute());
    let kept = join_paths(entries).unwrap_or_default();
    if kept.is_empty() { NOWHERE.into() } else { kept }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn what_is_seen_from_the_current_folder_is_left_out() {
        for (path, kept) in [
            ("/usr/bin:/bin", "/usr/bin:/bin"),
            (":/usr/bin:.:bin:/bin:", "/usr/bin:/bin"),
            ("", NOWHERE),
            (".", NOWHERE),
        ] {
            assert_eq!(absolute(path), kept, "{path}");
        }
    }
}
