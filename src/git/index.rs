//! What is staged: the archive as the next commit would hold it, out of the index of every
//! repository that it lies in. No file of a work tree is read, no filter or attribute applied.

use super::repository::{Part, Repositories};
use super::trees::Known;
use crate::archive::files::Files;
use crate::diag::past::{PastRefusal, PastStop};
use std::collections::BTreeSet;

/// The ids of a file without content, in both of Git's formats.
const EMPTY: [&str; 2] = [
    "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
    "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
];

/// The mark of a path that is only meant to be added: a commit would not hold it.
const MEANT_TO_BE_ADDED: u32 = 1 << 29;

struct Entry {
    mode: String,
    id: String,
    /// Not 0 where a merge is not finished.
    stage: String,
    path: String,
}

impl Repositories {
    /// Every file of the archive as it is staged.
    pub fn staged(&self) -> Result<Files, PastStop> {
        let mut parts = Vec::new();
        for part in self.parts() {
            let mut leaves = Vec::new();
            let (entries, meant) = (self.entries(part)?, self.meant_to_be_added(part)?);
            let in_archive = |entry: &&Entry| part.in_archive(&entry.path).is_some();
            let unmerged: BTreeSet<String> = entries
                .iter()
                .filter(in_archive)
                .filter(|entry| entry.stage != "0")
                .filter_map(|entry| part.in_archive(&entry.path))
                .collect();
            if let Some(path) = unmerged.first().cloned() {
                return Err(PastRefusal::Unmerged { path, paths: unmerged.len() }.into());
            }
            for Entry { mode, id, path, .. } in entries {
                if !meant.contains(&path) {
                    leaves.extend(self.leaf(part, &mode, &id, &path));
                }
            }
            parts.push((part.clone(), leaves));
        }
        self.contents(parts, &mut Known::default(), &|_| true)
    }

    fn entries(&self, part: &Part) -> Result<Vec<Entry>, PastStop> {
        let listed = self.git.index(&part.seat, &[])?;
        Ok(listed.split(|byte| *byte == 0).filter_map(entry).collect())
    }

    /// Paths of `git add --intent-to-add`. Git tells them only among much else, so it is asked only
    /// where there is an empty file, which is what they look like.
    fn meant_to_be_added(&self, part: &Part) -> Result<BTreeSet<String>, PastStop> {
        let is_empty = |entry: &Entry| EMPTY.contains(&entry.id.as_str());
        if !self.entries(part)?.iter().any(is_empty) {
            return Ok(BTreeSet::new());
        }
        let listed = self.git.index(&part.seat, &["--debug"])?;
        Ok(meant(&listed))
    }
}

/// `<mode> <id> <stage>`, a tab and the path.
fn entry(listed: &[u8]) -> Option<Entry> {
    let listed = String::from_utf8_lossy(listed);
    let (head, path) = listed.split_once('\t')?;
    let mut words = head.split(' ');
    let mut next = || words.next().map(str::to_owned);
    Some(Entry { mode: next()?, id: next()?, stage: next()?, path: path.to_owned() })
}

/// Each entry is followed by lines about it, the last of which ends with its flags.
fn meant(listed: &[u8]) -> BTreeSet<String> {
    let mut meant = BTreeSet::new();
    let mut path: Option<String> = None;
    for part in listed.split(|byte| *byte == 0) {
        let part = String::from_utf8_lossy(part);
        let (about, next) = match part.split_once("flags: ") {
            Some((_, rest)) => rest.split_once('\n').unwrap_or((rest, "")),
            None => ("", &*part),
        };
        let flags = u32::from_str_radix(about.trim(), 16).unwrap_or_default();
        if flags & MEANT_TO_BE_ADDED != 0 {
            meant.extend(path.take());
        }
        path = next.split_once('\t').map(|(_, path)| path.to_owned());
    }
    meant
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_are_only_meant_to_be_added_are_told_by_their_flags() {
        let listed = "100644 aa 0\ta.toml\0  ctime: 1:2\n  size: 0\tflags: 20004000\n\
                      100644 bb 0\t客.toml\0  ctime: 1:2\n  size: 0\tflags: 0\n";
        assert_eq!(meant(listed.as_bytes()), BTreeSet::from(["a.toml".to_owned()]));
    }
}
