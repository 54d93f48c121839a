//! Which names an operation may write to. A journal may have come with somebody's clone, so that
//! it is held to the same rules.

use super::disk::Disk;
use crate::diag::writing::WriteRefusal;
use std::collections::BTreeMap;
use std::io;
use unicode_normalization::UnicodeNormalization;

/// The folder of a path, empty for the archive's own, and the name in it.
pub fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// The hidden name beside a file under which its new content is prepared.
pub fn beside(path: &str) -> String {
    match path.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/.{name}.kebu-new"),
        None => format!(".{path}.kebu-new"),
    }
}

/// Every folder on the way to a path, outer ones first.
pub fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// Whether a path stays inside the archive and out of what is Git's and our own, on every system.
pub fn is_allowed(path: &str) -> bool {
    let is_plain = |step: &str| {
        let folded = step.trim_end_matches(['.', ' ']).to_lowercase();
        let is_reserved = |c: char| c.is_control() || "\\:*?\"<>|".contains(c);
        // `git~1` is how Windows also calls `.git`.
        !folded.is_empty()
            && folded == step.to_lowercase()
            && ![".git", ".kebu", "git~1", "kebu~1"].contains(&folded.as_str())
            && !step.contains(is_reserved)
    };
    path.split('/').all(is_plain)
}

/// Names as file systems that ignore case, or the way an accent is written, see them.
fn folded(name: &str) -> String {
    name.nfc().collect::<String>().to_lowercase()
}

/// Refuses a new name that differs from one that is there, or from another new one, only by case.
pub fn collisions<'c>(
    disk: &dyn Disk,
    created: impl Iterator<Item = &'c str>,
) -> io::Result<Option<WriteRefusal>> {
    // Folder -> folded name -> the name as it is spelt; what is created joins what is there.
    let mut known: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for path in created {
        for part in folders_of(path).chain([path]) {
            let (folder, name) = split(part);
            if !known.contains_key(folder) {
                let names = disk.names(folder)?.unwrap_or_default();
                let names = names.into_iter().map(|name| (folded(&name), name)).collect();
                known.insert(folder.to_owned(), names);
            }
            let names = known.entry(folder.to_owned()).or_default();
            let spelt = names.entry(folded(name)).or_insert_with(|| name.to_owned());
            if spelt != name {
                let other =
                    if folder.is_empty() { spelt.clone() } else { format!("{folder}/{spelt}") };
                return Ok(Some(WriteRefusal::Collision { path: path.to_owned(), other }));
            }
        }
    }
    Ok(None)
}
