//! The files of a state of the archive, out of Git's objects: the same value as a checkout of it
//! on a disk gives. No work tree is touched, no filter or attribute applied.

use super::call::short;
use super::history::missing;
use super::objects::{Found, Wanted, read};
use super::repository::{Part, Repositories};
use super::revision::State;
use super::trees::{self, Known, Leaf, Mode};
use crate::archive::files::{Content, File, Files, size_limit};
use crate::diag::past::{PastRefusal, PastStop};
use std::collections::BTreeMap;
use std::sync::Arc;

impl State {
    /// Every file of the archive as it then stood.
    pub fn files(&self) -> Result<Files, PastStop> {
        let files = self.read()?;
        self.refuse_no_archive(files.as_slice())?;
        Ok(files)
    }

    /// Every file there is, also where that is no whole archive: a branch's own repository.
    pub fn read(&self) -> Result<Files, PastStop> {
        self.read_with(&mut Known::default(), &|_| true)
    }

    /// The same beside what is known of other states; only files that `wants` asks for are looked
    /// into.
    pub fn read_with(
        &self,
        known: &mut Known,
        wants: &dyn Fn(&str) -> bool,
    ) -> Result<Files, PastStop> {
        let Repositories { git, .. } = &self.repositories;
        let mut parts = Vec::new();
        for (part, commit) in &self.commits {
            let enters = |folder: &str| {
                let path = format!("{}{folder}/", part.mount);
                !is_in_hidden_folder(&path) && !self.is_elsewhere(part, &path)
            };
            let mut leaves = known.leaves(git, &part.seat, (commit, &part.inside), &enters)?;
            for leaf in &mut leaves {
                leaf.path.insert_str(0, &part.mount);
            }
            parts.push((part.clone(), leaves));
        }
        self.repositories.contents(parts, known, wants)
    }

    /// The text of one file of the archive, if it is there.
    pub fn text(&self, path: &str) -> Result<Option<String>, PastStop> {
        for (part, commit) in &self.commits {
            let Some(rest) = path.strip_prefix(&part.mount) else { continue };
            if self.is_elsewhere(part, path) {
                continue;
            }
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

    /// Whether a path of headquarters' repository lies where a branch's own repository stands. One
    /// that has no commit in this state does not: then the branch was still headquarters' folder.
    fn is_elsewhere(&self, part: &Part, path: &str) -> bool {
        is_below(part, path, self.commits.iter().map(|(part, _)| part))
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
}

impl Repositories {
    /// What Git lists as a file of the archive, if it is one: by its mode, id and path.
    pub(super) fn leaf(&self, part: &Part, mode: &str, id: &str, path: &str) -> Option<Leaf> {
        let mode = match mode {
            "120000" => Mode::Link,
            // The repository of a branch is read for itself.
            "160000" => return None,
            _ => Mode::File,
        };
        let path = part.in_archive(path)?;
        let seen = !is_in_hidden_folder(&path) && !is_below(part, &path, self.branches.values());
        seen.then(|| Leaf { path, mode, id: id.to_owned() })
    }

    /// Files with what is in them, as far as `wants` asks for it.
    pub(super) fn contents(
        &self,
        parts: Vec<(Part, Vec<Leaf>)>,
        known: &mut Known,
        wants: &dyn Fn(&str) -> bool,
    ) -> Result<Files, PastStop> {
        let limit = |path: &str| size_limit(path).filter(|_| wants(path));
        let mut files = Vec::new();
        let mut documents: BTreeMap<String, (Part, String)> = BTreeMap::new();
        for (part, leaves) in parts {
            let wanted: Vec<Wanted> = leaves
                .iter()
                .filter(|leaf| leaf.mode == Mode::File)
                .filter_map(|leaf| Some(Wanted { id: leaf.id.clone(), limit: limit(&leaf.path)? }))
                .collect();
            let mut found = known.contents(&self.git, &part.seat, wanted)?.into_iter();
            for Leaf { path, id, mode } in leaves {
                let content = match (mode, limit(&path)) {
                    (Mode::Link, _) => Content::Link,
                    (_, None) => {
                        documents.insert(path.clone(), (part.clone(), id));
                        Content::Unread
                    }
                    (_, Some(_)) => match found.next().map(Arc::unwrap_or_clone) {
                        Some(trees::Content::Bytes(bytes)) => Content::Bytes(bytes),
                        Some(trees::Content::TooLarge(size)) => Content::TooLarge(size),
                        None => return Err(missing(&part.seat, &id)),
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
}

/// Whether a path of headquarters' repository lies where one of these repositories stands.
fn is_below<'p>(part: &Part, path: &str, mut branches: impl Iterator<Item = &'p Part>) -> bool {
    part.mount.is_empty()
        && branches.any(|own| !own.mount.is_empty() && path.starts_with(&own.mount))
}

fn is_in_hidden_folder(path: &str) -> bool {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    folder.split('/').any(|step| step.starts_with('.'))
}
