//! The repositories that an archive lies in: one that holds it whole, or headquarters' with each
//! `branches/<b>/` a repository of its own.

use super::call::{Git, Seat, failed};
use super::objects::existing;
use crate::diag::past::{PastRefusal, PastStop};
use crate::diag::{Act, Fault};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A repository and which part of the archive lies where in it.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) seat: Seat,
    /// The folder in the repository where it begins, with a trailing slash; empty for all of it.
    pub(super) inside: String,
    /// Where that is in the archive: empty, or `branches/<b>/`.
    pub(super) mount: String,
    pub(super) proofs: Proofs,
}

/// Which receipts and observations tell when commits arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Proofs {
    /// Those that there are now.
    Now,
    /// Those behind these commits, by ref: what was known when a result was issued.
    Then(BTreeMap<String, String>),
}

impl Part {
    /// Whether it was named rather than found under an archive's folder.
    pub(super) fn is_named(&self) -> bool {
        matches!(self.seat, Seat::Named(_))
    }

    /// A path in the repository as a path in the archive.
    pub(super) fn in_archive(&self, path: &str) -> Option<String> {
        path.strip_prefix(&self.inside).map(|rest| format!("{}{rest}", self.mount))
    }
}

/// The repositories of one archive.
#[derive(Debug, Clone)]
pub struct Repositories {
    pub(super) git: Git,
    /// What holds everything but the branches below; none where only branches are repositories.
    pub(super) main: Option<Part>,
    /// Branches that are repositories of their own, by folder name.
    pub(super) branches: BTreeMap<String, Part>,
}

impl Repositories {
    /// The repositories that the archive in a folder lies in; `None` when it is in none.
    pub fn of_folder(git: Git, archive: &Path) -> Result<Option<Self>, PastStop> {
        let archive = canonical(archive).map_err(|cause| Fault {
            act: Act::ListFolder,
            path: archive.display().to_string(),
            cause,
        })?;
        let main = archive.ancestors().find(|folder| is_repository(folder)).map(|folder| {
            let inside = archive.strip_prefix(folder).unwrap_or(Path::new(""));
            Part {
                seat: Seat::WorkTree(folder.to_owned()),
                inside: folder_path(inside),
                mount: String::new(),
                proofs: Proofs::Now,
            }
        });
        let branches = nested(&archive.join("branches"));
        if main.is_none() && branches.is_empty() {
            return Ok(None);
        }
        let repositories = Self { git, main, branches };
        for part in repositories.parts() {
            repositories.look(part)?;
        }
        Ok(Some(repositories))
    }

    /// A repository that was named, with the folder of the archive in it; without one, the archive
    /// is looked for where it mostly is.
    pub fn named(git: Git, folder: &Path, inside: Option<&Path>) -> Result<Self, PastStop> {
        let within = folder.join(".git");
        let folder = if within.exists() { within } else { folder.to_owned() };
        let no_repository = || PastRefusal::NoRepository { folder: folder.display().to_string() };
        let folder = canonical(&folder).map_err(|_| no_repository())?;
        let given = inside.map(folder_path);
        let mut part = Part {
            seat: Seat::Named(folder),
            inside: String::new(),
            mount: String::new(),
            proofs: Proofs::Now,
        };
        let mut repositories = Self { git, main: None, branches: BTreeMap::new() };
        repositories.look(&part)?;
        part.inside = match given {
            Some(given) => given,
            None => repositories.guess(&part)?.to_owned(),
        };
        repositories.main = Some(part);
        Ok(repositories)
    }

    /// Where an archive mostly lies: at the top, or in `archive/`.
    fn guess(&self, part: &Part) -> Result<&'static str, PastStop> {
        let below = existing(&self.git, &part.seat, vec!["HEAD:archive/archive.toml".to_owned()])?;
        let top = existing(&self.git, &part.seat, vec!["HEAD:archive.toml".to_owned()])?;
        Ok(if top.is_empty() && !below.is_empty() { "archive/" } else { "" })
    }

    pub(super) fn parts(&self) -> impl Iterator<Item = &Part> {
        self.main.iter().chain(self.branches.values())
    }

    /// The folder of the archive inside the repository that holds it, without a trailing slash.
    pub fn inside(&self) -> &str {
        self.main.as_ref().map_or("", |part| part.inside.trim_end_matches('/'))
    }

    /// Whether Git takes it for a repository and lets us read it.
    fn look(&self, part: &Part) -> Result<(), PastStop> {
        let output = self.git.ask(&part.seat, &["rev-parse", "--absolute-git-dir"])?;
        if output.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stderr);
        if said.contains("not a git repository") {
            let folder = part.seat.folder().display().to_string();
            return Err(PastRefusal::NoRepository { folder }.into());
        }
        Err(failed(&part.seat, &output))
    }
}

/// The path without links, in a form that Git knows too: Windows would give its verbatim one.
fn canonical(path: &Path) -> io::Result<PathBuf> {
    let path = path.canonicalize()?;
    let plain = path.to_str().and_then(|text| text.strip_prefix(r"\\?\"));
    let plain = plain.filter(|plain| !plain.starts_with("UNC")).map(PathBuf::from);
    Ok(plain.unwrap_or(path))
}

fn is_repository(folder: &Path) -> bool {
    folder.join(".git").exists()
}

/// The branches whose folder is a repository of its own. Links are not followed, as everywhere in
/// an archive.
fn nested(branches: &Path) -> BTreeMap<String, Part> {
    let Ok(entries) = fs::read_dir(branches) else { return BTreeMap::new() };
    let folders =
        entries.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    let own = folders.filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let folder: PathBuf = entry.path();
        let mount = format!("branches/{name}/");
        let seat = Seat::WorkTree(folder.clone());
        let part = Part { seat, inside: String::new(), mount, proofs: Proofs::Now };
        is_repository(&folder).then_some((name, part))
    });
    own.collect()
}

/// A relative folder with forward slashes and a trailing one.
fn folder_path(folder: &Path) -> String {
    let parts: Vec<_> = folder.iter().map(|part| part.to_string_lossy()).collect();
    let parts: Vec<_> = parts.iter().filter(|part| *part != ".").map(|p| p.as_ref()).collect();
    if parts.is_empty() { String::new() } else { format!("{}/", parts.join("/")) }
}
