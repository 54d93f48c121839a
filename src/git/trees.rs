//! Trees out of Git's objects, walked level by level, and what of them is known already: of two
//! states of an archive what lies under the same id is read once. A cache that cannot be stale: an
//! id says what it stands for.

use super::call::{Git, Seat, broken};
use super::history::missing;
use super::objects::{Found, Wanted, read};
use crate::diag::past::PastStop;
use std::collections::HashMap;
use std::sync::Arc;

/// What a tree names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Tree,
    File,
    Link,
    /// A repository of its own.
    Repository,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) mode: Mode,
    pub(super) id: String,
}

/// A file in a tree, by its path below where the walk began.
#[derive(Debug, Clone)]
pub(super) struct Leaf {
    pub(super) path: String,
    pub(super) mode: Mode,
    pub(super) id: String,
}

/// What was read of repositories so far.
#[derive(Debug, Default)]
pub struct Known {
    /// The tree of a commit.
    commits: HashMap<String, String>,
    trees: HashMap<String, Arc<Vec<Entry>>>,
    /// Contents of files; none are kept where one state alone is read.
    contents: Option<HashMap<String, Arc<Content>>>,
    objects_read: usize,
}

/// A file's content, or its size where that is above the limit.
#[derive(Debug, Clone)]
pub(super) enum Content {
    Bytes(Vec<u8>),
    TooLarge(u64),
}

impl Known {
    /// For several states: what they share is read once and kept.
    pub fn kept() -> Self {
        Self { contents: Some(HashMap::new()), ..Self::default() }
    }

    /// How many objects were asked of Git: commits, trees and files.
    pub fn objects_read(&self) -> usize {
        self.objects_read
    }

    fn read(&mut self, git: &Git, seat: &Seat, wanted: &[Wanted]) -> Result<Vec<Found>, PastStop> {
        self.objects_read += wanted.len();
        read(git, seat, wanted)
    }

    /// The files of a commit below a folder of it; into folders only where `enters` says so.
    pub(super) fn leaves(
        &mut self,
        git: &Git,
        seat: &Seat,
        (commit, inside): (&str, &str),
        enters: &dyn Fn(&str) -> bool,
    ) -> Result<Vec<Leaf>, PastStop> {
        let mut tree = self.tree_of(git, seat, commit)?;
        for step in inside.split('/').filter(|step| !step.is_empty()) {
            self.load(git, seat, [tree.clone()].into())?;
            let below = self.trees.get(&tree).and_then(|entries| {
                entries.iter().find(|entry| entry.name == step && entry.mode == Mode::Tree)
            });
            let Some(below) = below else { return Ok(Vec::new()) };
            tree = below.id.clone();
        }
        let mut leaves = Vec::new();
        let mut level = vec![(String::new(), tree)];
        while !level.is_empty() {
            self.load(git, seat, level.iter().map(|(_, id)| id.clone()).collect())?;
            let mut next = Vec::new();
            for (folder, id) in level {
                let entries = self.trees.get(&id).cloned().unwrap_or_default();
                for Entry { name, mode, id } in entries.iter() {
                    let path = format!("{folder}{name}");
                    match mode {
                        Mode::Tree if enters(&path) => next.push((format!("{path}/"), id.clone())),
                        // The repository of a branch is read for itself.
                        Mode::Tree | Mode::Repository => {}
                        Mode::File | Mode::Link => {
                            leaves.push(Leaf { path, mode: *mode, id: id.clone() });
                        }
                    }
                }
            }
            level = next;
        }
        Ok(leaves)
    }

    fn tree_of(&mut self, git: &Git, seat: &Seat, commit: &str) -> Result<String, PastStop> {
        if let Some(tree) = self.commits.get(commit) {
            return Ok(tree.clone());
        }
        let found = self.read(git, seat, &[Wanted::whole(commit)])?.pop();
        let Some(Found::Content(raw)) = found else { return Err(missing(seat, commit)) };
        let text = String::from_utf8_lossy(&raw);
        let tree = text.lines().next().and_then(|line| line.strip_prefix("tree "));
        let tree = tree.ok_or_else(|| broken(seat, &format!("commit {commit} names no tree")))?;
        self.commits.insert(commit.to_owned(), tree.to_owned());
        Ok(tree.to_owned())
    }

    /// Reads the trees that are not known yet.
    fn load(&mut self, git: &Git, seat: &Seat, mut ids: Vec<String>) -> Result<(), PastStop> {
        ids.retain(|id| !self.trees.contains_key(id));
        ids.sort_unstable();
        ids.dedup();
        let wanted: Vec<Wanted> = ids.into_iter().map(Wanted::whole).collect();
        for (wanted, found) in wanted.iter().zip(self.read(git, seat, &wanted)?) {
            let Found::Content(raw) = found else { return Err(missing(seat, &wanted.id)) };
            let entries = parse(&raw, wanted.id.len() / 2)
                .ok_or_else(|| broken(seat, &format!("tree {} cannot be read", wanted.id)))?;
            self.trees.insert(wanted.id.clone(), Arc::new(entries));
        }
        Ok(())
    }

    /// The contents of files, in the order asked for.
    pub(super) fn contents(
        &mut self,
        git: &Git,
        seat: &Seat,
        wanted: Vec<Wanted>,
    ) -> Result<Vec<Arc<Content>>, PastStop> {
        let Some(kept) = &self.contents else {
            let found = self.read(git, seat, &wanted)?.into_iter().zip(&wanted);
            return found.map(|(found, wanted)| content(seat, wanted, found)).collect();
        };
        let mut new: Vec<Wanted> =
            wanted.iter().filter(|one| !kept.contains_key(&one.id)).cloned().collect();
        new.sort_unstable_by(|one, other| one.id.cmp(&other.id));
        new.dedup_by(|one, other| one.id == other.id);
        let found = self.read(git, seat, &new)?;
        let kept = self.contents.get_or_insert_default();
        for (one, found) in new.iter().zip(found) {
            kept.insert(one.id.clone(), content(seat, one, found)?);
        }
        let known = |one: &Wanted| kept.get(&one.id).cloned().ok_or_else(|| missing(seat, &one.id));
        wanted.iter().map(known).collect()
    }
}

fn content(seat: &Seat, wanted: &Wanted, found: Found) -> Result<Arc<Content>, PastStop> {
    match found {
        Found::Content(bytes) => Ok(Arc::new(Content::Bytes(bytes))),
        Found::TooLarge(size) => Ok(Arc::new(Content::TooLarge(size))),
        Found::Missing => Err(missing(seat, &wanted.id)),
    }
}

/// A tree object: `<mode> <name>`, NUL, the id in bytes, for each entry.
fn parse(raw: &[u8], id_bytes: usize) -> Option<Vec<Entry>> {
    let mut entries = Vec::new();
    let mut rest = raw;
    while !rest.is_empty() {
        let space = rest.iter().position(|byte| *byte == b' ')?;
        let end = rest.iter().position(|byte| *byte == 0)?;
        let mode = match rest.get(..space)? {
            b"40000" => Mode::Tree,
            b"120000" => Mode::Link,
            b"160000" => Mode::Repository,
            _ => Mode::File,
        };
        let name = String::from_utf8_lossy(rest.get(space + 1..end)?).into_owned();
        let id = rest.get(end + 1..end + 1 + id_bytes)?;
        entries.push(Entry { name, mode, id: hex(id) });
        rest = rest.get(end + 1 + id_bytes..)?;
    }
    Some(entries)
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_read_entry_by_entry() {
        let raw = [
            &b"40000 branches\0"[..],
            &[0xab; 20],
            b"100644 \xe5\xae\xa2.toml\0",
            &[1; 20],
            b"160000 hz\0",
            &[2; 20],
        ]
        .concat();
        let entries = parse(&raw, 20).unwrap();
        let seen: Vec<_> = entries.iter().map(|it| (it.name.as_str(), it.mode)).collect();
        let expected =
            [("branches", Mode::Tree), ("客.toml", Mode::File), ("hz", Mode::Repository)];
        assert_eq!(seen, expected);
        assert_eq!(entries[0].id, "ab".repeat(20));
        assert_eq!(parse(&raw[..raw.len() - 1], 20), None, "cut off");
    }
}
