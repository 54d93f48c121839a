//! The files of a state of the archive, out of Git's objects: the same value as a checkout of it
//! on a disk gives. No work tree is touched, no filter or attribute applied.

use super::call::short;
use super::history::missing;
use super::objects::{Found, Wanted, read};
use super::repository::{Part, Repositories};
use super::revision::State;
use crate::archive::files::{Content, File, Files, size_limit};
use crate::diag::past::{PastRefusal, PastStop};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A file in a tree or in an index.
pub(super) struct Leaf {
    path: String,
    id: String,
    kind: Mode,
}

#[derive(PartialEq, Eq)]
enum Mode {
    File,
    Link,
}

impl State {
    /// Every file of the archive as it then stood.
    pub fn files(&self) -> Result<Files, PastStop> {
        let files = self.read()?;
        self.refuse_no_archive(files.as_slice())?;
        Ok(files)
    }

    /// Every file there is, also where that is no whole archive: a branch's own repository.
    pub fn read(&self) -> Result<Files, PastStop> {
        let leaves =
            |(part, commit): &(Part, String)| Ok((part.clone(), self.leaves(part, commit)?));
        let parts: Result<Vec<_>, PastStop> = self.commits.iter().map(leaves).collect();
        self.repositories.contents(parts?)
    }
    /// The text of one file of the archive, if it is there.
    pub fn text(&self, path: &str) -> Result<Option<String>, PastStop> {
        for (part, commit) in &self.commits {
            let Some(rest) = path.strip_prefix(&part.mount) else { continue };
            let name = format!("{commit}:{}{rest}", part.inside);
            let wanted = [Wanted { id: name, limit: size_limit(path).unwrap_or(u64::MAX) }];
            let found = read(&self.repositories.git, &part.seat, &wanted)?.pop();
            if let Some(Found::Content(bytes)) = found {
                return Ok(String::from_utf8(bytes).ok());
            }
        }
        Ok(None)
    }

    /// Where the archive begins in the repository that holds it.
    pub fn inside(&self) -> &str {
        self.repositories.inside()
    }

    /// The commit of the repository that holds the archive, shortened for people.
    pub fn commit(&self) -> Option<&str> {
        self.commits.iter().find(|(part, _)| part.mount.is_empty()).map(|(_, id)| id.as_str())
    }

    fn refuse_no_archive(&self, files: &[File]) -> Result<(), PastStop> {
        if files.iter().any(|file| file.path == "archive.toml") {
            return Ok(());
        }
        let Some(commit) = self.commit() else {
            let folder = self.repositories.parts().next().map(|part| part.seat.folder());
            let folder = folder.map(|folder| folder.display().to_string()).unwrap_or_default();
            return Err(PastRefusal::NoCommit { folder }.into());
        };
        let folder = self.repositories.inside().to_owned();
        Err(PastRefusal::NoArchiveThere { commit: short(commit).to_owned(), folder }.into())
    }

    /// The files of one repository's part of the archive, with their paths in the archive.
    fn leaves(&self, part: &Part, commit: &str) -> Result<Vec<Leaf>, PastStop> {
        let mut args = vec!["ls-tree", "-r", "-z", "--full-tree", commit];
        if !part.inside.is_empty() {
            args.extend(["--", &part.inside]);
        }
        let listed = self.repositories.git.run(&part.seat, &args)?;
        let leaf = |entry: &[u8]| {
            let entry = String::from_utf8_lossy(entry);
            let (head, path) = entry.split_once('\t')?;
            let (mode, rest) = head.split_once(' ')?;
            let (_, id) = rest.split_once(' ')?;
            self.repositories.leaf(part, mode, id, path)
        };
        Ok(listed.split(|byte| *byte == 0).filter_map(leaf).collect())
    }
}

impl Repositories {
    /// What Git lists as a file of the archive, if it is one: by its mode, id and path.
    pub(super) fn leaf(&self, part: &Part, mode: &str, id: &str, path: &str) -> Option<Leaf> {
        let kind = match mode {
            "120000" => Mode::Link,
            // The repository of a branch is read for itself.
            "160000" => return None,
            _ => Mode::File,
        };
        let path = part.in_archive(path)?;
        let seen = !is_in_hidden_folder(&path) && !self.is_elsewhere(part, &path);
        seen.then(|| Leaf { path, id: id.to_owned(), kind })
    }

    /// Files with what is in them.
    pub(super) fn contents(&self, parts: Vec<(Part, Vec<Leaf>)>) -> Result<Files, PastStop> {
        let mut files = Vec::new();
        let mut documents: BTreeMap<String, (Part, String)> = BTreeMap::new();
        for (part, leaves) in parts {
            let wanted: Vec<Wanted> = leaves
                .iter()
                .filter(|leaf| leaf.kind == Mode::File)
                .filter_map(|leaf| {
                    Some(Wanted { id: leaf.id.clone(), limit: size_limit(&leaf.path)? })
                })
                .collect();
            let mut found = wanted.iter().zip(read(&self.git, &part.seat, &wanted)?);
            for Leaf { path, id, kind } in leaves {
                let content = match (kind, size_limit(&path)) {
                    (Mode::Link, _) => Content::Link,
                    (Mode::File, None) => {
                        documents.insert(path.clone(), (part.clone(), id));
                        Content::Unread
                    }
                    (Mode::File, Some(_)) => match found.next() {
                        Some((_, Found::Content(bytes))) => Content::Bytes(bytes),
                        Some((_, Found::TooLarge(size))) => Content::TooLarge(size),
                        Some((_, Found::Missing)) | None => {
                            return Err(missing(&part.seat, &id));
                        }
                    },
                };
                files.push(File { path, content });
            }
        }
        let git = self.git.clone();
        let document = move |path: &str| {
            let (part, id) = documents.get(path)?;
            match read(&git, &part.seat, &[Wanted::whole(id.as_str())]).ok()?.pop()? {
                Found::Content(bytes) => Some(bytes),
                Found::TooLarge(_) | Found::Missing => None,
            }
        };
        Ok(Files::of_revision(files, Arc::new(document)))
    }

    /// Whether a path of headquarters' repository lies where a branch's own repository stands.
    fn is_elsewhere(&self, part: &Part, path: &str) -> bool {
        part.mount.is_empty() && self.branches.values().any(|own| path.starts_with(&own.mount))
    }
}

fn is_in_hidden_folder(path: &str) -> bool {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    folder.split('/').any(|step| step.starts_with('.'))
}
