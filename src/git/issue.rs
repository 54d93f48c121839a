//! What an issued result rests on: the commit of each repository, by its place in the archive, and
//! with them the state they hold, read again at any later time (docs/issuing.md).

use super::call::short;
use super::objects::{Found, Wanted, read};
use super::receipts::tips;
use super::repository::{Part, Proofs, Repositories};
use super::revision::State;
use super::touched::touched;
use crate::diag::past::{PastRefusal, PastStop};
use std::collections::BTreeMap;

/// The repository that holds the archive itself, among the paths of commits.
const WHOLE: &str = ".";

/// A commit of an issued result that cannot be read here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreached {
    /// A branch that is no repository of its own here.
    NoRepository { path: String },
    /// It is not in this clone.
    NoCommit { path: String, commit: String },
    /// Receipts or observations that were never fetched into this clone.
    NoProof { path: String, name: String },
}

/// What commits did to a file of headquarters'.
#[derive(Debug, Clone, Default)]
pub struct Touches {
    /// The commits that touched it other than by adding it, shortened, the oldest first.
    pub later: Vec<String>,
    /// The object that was added first.
    first: Option<String>,
}

impl State {
    /// The commits that hold this state, by the folder of the archive where each repository
    /// begins (`.`, `branches/hz`); `with_proofs`: and the newest receipts that arrivals rest on
    /// (`refs/kebu/receipts`, `branches/hz/refs/kebu/receipts`).
    pub fn commits(&self, with_proofs: bool) -> Result<BTreeMap<String, String>, PastStop> {
        let mut commits = BTreeMap::new();
        for (part, commit) in &self.commits {
            commits.insert(place(part), commit.clone());
            if with_proofs {
                let tips = tips(&self.repositories.git, part)?;
                let tips =
                    tips.into_iter().map(|(name, tip)| (format!("{}{name}", part.mount), tip));
                commits.extend(tips);
            }
        }
        Ok(commits)
    }

    /// Refuses a history that is cut off or incomplete, here or in a branch, and a branch that
    /// headquarters' commit names and that is not here: what is issued must be whole.
    pub fn refuse_incomplete(&self) -> Result<(), PastStop> {
        for (part, commit) in &self.commits {
            self.repositories.past(part, commit)?;
            if part.mount.is_empty() {
                self.refuse_absent(part, commit)?;
            }
        }
        Ok(())
    }

    /// Refuses a branch that headquarters' commit names and that is not here.
    pub fn refuse_absent_branch(&self) -> Result<(), PastStop> {
        match self.main() {
            Some((part, commit)) => self.refuse_absent(part, commit),
            None => Ok(()),
        }
    }

    fn refuse_absent(&self, main: &Part, commit: &str) -> Result<(), PastStop> {
        let links = self.repositories.all_links(main, commit)?;
        let absent =
            links.into_iter().find(|(name, _)| !self.repositories.branches.contains_key(name));
        match absent {
            Some((branch, commit)) => {
                let commit = short(&commit).to_owned();
                Err(PastRefusal::BranchAbsent { branch, commit }.into())
            }
            None => Ok(()),
        }
    }

    /// The repositories it was read from.
    pub fn repositories(&self) -> &Repositories {
        &self.repositories
    }

    /// Whether every commit of an older state is behind this one's; the first that is not.
    pub fn not_behind(&self, older: &Self) -> Result<Option<(String, String)>, PastStop> {
        for (part, commit) in &older.commits {
            let newer = self.commits.iter().find(|(other, _)| other.mount == part.mount);
            let Some((_, newer)) = newer else { continue };
            let args = ["rev-list", "--max-count=1", commit.as_str(), &format!("^{newer}")];
            if !self.repositories.git.run(&part.seat, &args)?.is_empty() {
                return Ok(Some((place(part), short(commit).to_owned())));
            }
        }
        Ok(None)
    }

    /// What commits did to each file that lies, or lay, in a folder of headquarters'.
    pub fn touches(&self, folder: &str) -> Result<BTreeMap<String, Touches>, PastStop> {
        let mut all: BTreeMap<String, Touches> = BTreeMap::new();
        let Some((part, commit)) = self.main() else { return Ok(all) };
        let past = self.repositories.past(part, commit)?;
        let behind = past.history.commits.iter().zip(&past.arrivals);
        let ids: Vec<&str> = behind
            .filter(|(_, arrived)| arrived.is_some())
            .map(|(commit, _)| commit.id.as_str())
            .collect();
        let inside = format!("{}{folder}", part.inside);
        touched(&self.repositories.git, &part.seat, &ids, &[inside], |place, touched| {
            let Some(path) = touched.path.strip_prefix(&part.inside) else { return };
            let touches = all.entry(path.to_owned()).or_default();
            if touched.is_added {
                touches.first = touches.first.take().or(touched.id);
            } else {
                touches.later.extend(ids.get(place).map(|id| short(id).to_owned()));
            }
        })?;
        Ok(all)
    }

    /// What a file of headquarters' held when it was first added.
    pub fn as_added(&self, touches: &Touches) -> Result<Option<Vec<u8>>, PastStop> {
        let (Some((part, _)), Some(id)) = (self.main(), &touches.first) else { return Ok(None) };
        let found = read(&self.repositories.git, &part.seat, &[Wanted::whole(id.as_str())])?;
        Ok(found.into_iter().find_map(|found| match found {
            Found::Content(bytes) => Some(bytes),
            Found::TooLarge(_) | Found::Missing => None,
        }))
    }

    /// The repository that holds the archive, and its commit.
    fn main(&self) -> Option<&(Part, String)> {
        self.commits.iter().find(|(part, _)| part.mount.is_empty())
    }
}

impl Repositories {
    /// The state that recorded commits hold, with what was known of arrivals then; or the first of
    /// them that is not here.
    pub fn recorded(
        &self,
        commits: &BTreeMap<String, String>,
    ) -> Result<Result<State, Unreached>, PastStop> {
        let mut repositories = self.clone();
        // What was one repository then is read as one, whatever it was divided into since.
        repositories
            .branches
            .retain(|branch, _| commits.contains_key(&format!("branches/{branch}")));
        let mut found = Vec::new();
        for (path, commit) in commits.iter().filter(|(path, _)| !is_proof(path)) {
            let part = match path.strip_prefix("branches/") {
                Some(branch) => repositories.branches.get(branch),
                None => repositories.main.as_ref(),
            };
            let Some(part) = part else {
                return Ok(Err(Unreached::NoRepository { path: path.clone() }));
            };
            let is_id = commit.len() >= 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
            let there = if is_id { self.resolve(part, commit)? } else { None };
            let Some(commit) = there else {
                let commit = short(commit).to_owned();
                return Ok(Err(Unreached::NoCommit { path: path.clone(), commit }));
            };
            let proofs = commits.iter().filter_map(|(path, commit)| {
                let name = path.strip_prefix(&part.mount)?;
                name.starts_with("refs/").then(|| (name.to_owned(), commit.clone()))
            });
            let proofs: BTreeMap<String, String> = proofs.collect();
            for (name, commit) in &proofs {
                if self.resolve(part, commit)?.is_none() {
                    return Ok(Err(Unreached::NoProof { path: path.clone(), name: name.clone() }));
                }
            }
            found.push((Part { proofs: Proofs::Then(proofs), ..part.clone() }, commit));
        }
        // Headquarters first, as everywhere.
        found.sort_by(|(one, _), (other, _)| one.mount.cmp(&other.mount));
        Ok(Ok(State { repositories, commits: found }))
    }
}

fn place(part: &Part) -> String {
    match part.mount.trim_end_matches('/') {
        "" => WHOLE.to_owned(),
        mount => mount.to_owned(),
    }
}

fn is_proof(path: &str) -> bool {
    path.starts_with("refs/") || path.contains("/refs/")
}
