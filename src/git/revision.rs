//! From what people call a state of the archive to the commits that hold it: a revision, the end
//! of a day, or what is checked out.

use super::call::{failed, short};
use super::history::{Arrived, History, missing};
use super::objects::existing;
use super::receipts::{Receipt, receipts, refuse_rewritten};
use super::repository::{Part, Repositories};
use crate::diag::past::{PastRefusal, PastStop};
use crate::domain::time::{Date, Instant, Zone};
use std::collections::{BTreeMap, BTreeSet};

/// A state of the archive, as it was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// What is checked out.
    Head,
    /// Anything that Git takes for one commit.
    Revision(String),
    /// The last commit on the first-parent line that had arrived by the end of a day.
    Day(Date, Zone),
}

/// The commits that hold one state of the archive.
#[derive(Debug, Clone)]
pub struct State {
    pub(super) repositories: Repositories,
    /// Every repository that had a commit then, with that commit.
    pub(super) commits: Vec<(Part, String)>,
}

impl State {
    /// Whether branches are repositories of their own.
    pub fn is_nested(&self) -> bool {
        !self.repositories.branches.is_empty()
    }

    /// The ids of its commits.
    pub fn ids(&self) -> BTreeSet<String> {
        self.commits.iter().map(|(_, id)| id.clone()).collect()
    }

    /// When the newest of its commits arrived.
    pub fn arrived(&self) -> Result<Option<Instant>, PastStop> {
        self.repositories.newest(&self.commits)
    }
}

/// The arrivals of everything behind a commit.
#[derive(Debug)]
pub(super) struct Past {
    pub(super) history: History,
    pub(super) tip: usize,
    pub(super) arrivals: Vec<Option<Arrived>>,
}

impl Past {
    /// The commits of the first-parent line that arrived, oldest first.
    fn line(&self) -> Vec<(usize, Arrived)> {
        let line = self.history.line(self.tip);
        line.into_iter().filter_map(|place| Some((place, self.arrived(place)?))).collect()
    }

    /// The last commit on the first-parent line whose arrival is right.
    pub(super) fn last_on_line(&self, is_right: impl Fn(Arrived) -> bool) -> Option<&str> {
        let line = self.line();
        let (place, _) = line.iter().rev().find(|(_, arrived)| is_right(*arrived))?;
        self.history.commits.get(*place).map(|commit| commit.id.as_str())
    }

    /// When the first commit of the first-parent line arrived.
    pub(super) fn first_on_line(&self) -> Option<Instant> {
        self.line().first().map(|(_, arrived)| arrived.at)
    }

    pub(super) fn arrived(&self, place: usize) -> Option<Arrived> {
        self.arrivals.get(place).copied().flatten()
    }
}

impl Repositories {
    /// The state of the archive that was asked for.
    pub fn state(&self, at: &At) -> Result<State, PastStop> {
        let mut commits = Vec::new();
        let mut of_branches = BTreeMap::new();
        if let Some(main) = &self.main {
            let commit = self.commit_at(main, at)?;
            if let Some(commit) = &commit {
                commits.push((main.clone(), commit.clone()));
                of_branches = self.links(main, commit)?;
            }
            if let At::Revision(given) = at {
                let commit = commit.ok_or_else(|| unknown(given))?;
                commits.extend(self.branches_beside(main, &commit, &of_branches)?);
                return self.finish(commits, &of_branches);
            }
        } else if let At::Revision(_) = at {
            // The revision of one branch says nothing about the others.
            let folder = self.branches.values().next().map(|part| part.seat.folder());
            let folder = folder.map(|folder| folder.display().to_string()).unwrap_or_default();
            return Err(PastRefusal::NoRepository { folder }.into());
        }
        for part in self.branches.values() {
            let commit = match self.commit_at(part, at) {
                // A branch that came later was not there yet.
                Err(PastStop::Refused(PastRefusal::NothingArrived { .. })) => None,
                other => other?,
            };
            commits.extend(commit.map(|commit| (part.clone(), commit)));
        }
        self.finish(commits, &of_branches)
    }

    /// The state that holds a branch at a commit of the repository in which the branch lies: with
    /// the rest of the archive, or alone where it has a repository of its own.
    pub fn with_branch(&self, branch: &str, commit: &str) -> Result<State, PastStop> {
        let part = self.branches.get(branch).or(self.main.as_ref());
        let part = part.ok_or_else(|| unknown(commit))?;
        let commit = self.resolve(part, commit)?.ok_or_else(|| unknown(commit))?;
        Ok(State { repositories: self.clone(), commits: vec![(part.clone(), commit)] })
    }

    fn finish(
        &self,
        commits: Vec<(Part, String)>,
        links: &BTreeMap<String, String>,
    ) -> Result<State, PastStop> {
        // Without the work tree nobody has the branches that are repositories of their own.
        let alone = self.branches.is_empty();
        if let Some((branch, commit)) = links.iter().next().filter(|_| alone) {
            let (branch, commit) = (branch.clone(), short(commit).to_owned());
            let is_named = self.main.as_ref().is_some_and(Part::is_named);
            return Err(match is_named {
                true => PastRefusal::BranchCommitMissing { branch, commit }.into(),
                false => PastRefusal::BranchAbsent { branch, commit }.into(),
            });
        }
        Ok(State { repositories: self.clone(), commits })
    }

    /// The commit of one repository; `None` where nothing is committed yet.
    fn commit_at(&self, part: &Part, at: &At) -> Result<Option<String>, PastStop> {
        match at {
            At::Head => self.head(part),
            At::Revision(given) => self.resolve_given(part, given).map(Some),
            At::Day(date, zone) => {
                let by_then = |arrived: Arrived| zone.date_of(arrived.at) <= *date;
                let Some(head) = self.head(part)? else { return Ok(None) };
                let (found, first) = self.last_on_line(part, &head, by_then)?;
                found.map(Some).ok_or_else(|| {
                    let first_on = zone.date_of(first);
                    PastRefusal::NothingArrived { date: *date, first_on }.into()
                })
            }
        }
    }

    /// The last commit on a commit's first-parent line whose arrival is right, and when the line's
    /// first commit arrived.
    fn last_on_line(
        &self,
        part: &Part,
        tip: &str,
        is_right: impl Fn(Arrived) -> bool,
    ) -> Result<(Option<String>, Instant), PastStop> {
        let past = self.past(part, tip)?;
        let first = past.first_on_line().unwrap_or_default();
        Ok((past.last_on_line(is_right).map(str::to_owned), first))
    }

    /// The commits of the branches' own repositories that belong to a commit of headquarters': the
    /// one it names, else the last that had arrived when it did.
    fn branches_beside(
        &self,
        main: &Part,
        commit: &str,
        links: &BTreeMap<String, String>,
    ) -> Result<Vec<(Part, String)>, PastStop> {
        if self.branches.is_empty() {
            return Ok(Vec::new());
        }
        let is_head = self.head(main)?.as_deref() == Some(commit);
        let mut then = None;
        let mut commits = Vec::new();
        for (branch, part) in &self.branches {
            let found = match links.get(branch) {
                Some(link) => Some(self.linked(part, branch, link)?),
                // What is checked out there belongs to what is checked out here.
                None if is_head => self.head(part)?,
                None => {
                    let instant = match then {
                        Some(instant) => instant,
                        None => self.arrival(main, commit)?,
                    };
                    then = Some(instant);
                    match self.head(part)? {
                        Some(head) => self.last_on_line(part, &head, |a| a.at <= instant)?.0,
                        None => None,
                    }
                }
            };
            commits.extend(found.map(|commit| (part.clone(), commit)));
        }
        Ok(commits)
    }

    fn linked(&self, part: &Part, branch: &str, link: &str) -> Result<String, PastStop> {
        let there = self.resolve(part, link)?;
        there.ok_or_else(|| {
            let (branch, commit) = (branch.to_owned(), short(link).to_owned());
            PastRefusal::BranchCommitMissing { branch, commit }.into()
        })
    }

    fn arrival(&self, part: &Part, commit: &str) -> Result<Instant, PastStop> {
        let past = self.past(part, commit)?;
        Ok(past.arrived(past.tip).map(|arrived| arrived.at).unwrap_or_default())
    }

    /// When the newest commit of a state arrived.
    fn newest(&self, commits: &[(Part, String)]) -> Result<Option<Instant>, PastStop> {
        let arrivals = commits.iter().map(|(part, commit)| self.arrival(part, commit));
        let arrivals: Result<Vec<Instant>, PastStop> = arrivals.collect();
        Ok(arrivals?.into_iter().max())
    }

    /// The history behind a commit, with its arrivals.
    pub(super) fn past(&self, part: &Part, commit: &str) -> Result<Past, PastStop> {
        let receipts = receipts(&self.git, part)?;
        let known = self.known_of(part, &receipts)?;
        let mut tips = vec![commit];
        tips.extend(known.iter().map(String::as_str));
        let history = History::read(&self.git, &part.seat, &tips)?;
        let tip = history.place(commit).unwrap_or_default();
        refuse_rewritten(&history, tip, &receipts)?;
        // Sorted, as it was asked for.
        let is_here = |id: &str| known.binary_search_by(|known| known.as_str().cmp(id)).is_ok();
        let arrivals = history.arrivals(tip, &receipts, &is_here)?;
        Ok(Past { history, tip, arrivals })
    }

    /// The commits of receipts that are in this clone: side branches need not be.
    fn known_of(&self, part: &Part, receipts: &[Receipt]) -> Result<Vec<String>, PastStop> {
        let ids = receipts.iter().flat_map(|receipt| receipt.before.iter().chain([&receipt.new]));
        let mut ids: Vec<String> = ids.cloned().collect();
        ids.sort_unstable();
        ids.dedup();
        existing(&self.git, &part.seat, ids)
    }

    fn resolve_given(&self, part: &Part, given: &str) -> Result<String, PastStop> {
        // What begins with a hyphen would be an option; a caret or a range is no commit.
        let is_name = !given.is_empty() && !given.starts_with(['-', '^']);
        let is_range = given.contains("..");
        if !is_name || is_range || given.chars().any(char::is_control) {
            return Err(unknown(given));
        }
        if let Some(commit) = self.resolve(part, given)? {
            return Ok(commit);
        }
        let known = self.git.ask(&part.seat, &["rev-parse", "--verify", "--quiet", given])?;
        if !known.status.success() {
            return Err(unknown(given));
        }
        let id = String::from_utf8_lossy(&known.stdout).trim().to_owned();
        if existing(&self.git, &part.seat, vec![id.clone()])?.is_empty() {
            return Err(missing(&part.seat, &id));
        }
        Err(PastRefusal::NotACommit { given: given.to_owned() }.into())
    }

    /// The commit that a revision names, if it is there.
    pub(super) fn resolve(&self, part: &Part, revision: &str) -> Result<Option<String>, PastStop> {
        let revision = format!("{revision}^{{commit}}");
        let args = ["rev-parse", "--verify", "--quiet", &revision];
        let output = self.git.ask(&part.seat, &args)?;
        let id = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        match output.status.code() {
            Some(0) => Ok(Some(id)),
            // Nothing of that name, or nothing committed yet.
            Some(1 | 128) => Ok(None),
            _ => Err(failed(&part.seat, &output)),
        }
    }

    /// The commit that is checked out; `None` before the first one.
    fn head(&self, part: &Part) -> Result<Option<String>, PastStop> {
        if let Some(commit) = self.resolve(part, "HEAD")? {
            return Ok(Some(commit));
        }
        let output = self.git.ask(&part.seat, &["rev-parse", "--verify", "--quiet", "HEAD"])?;
        let id = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        // A name for a commit without the commit is a damaged repository, not an empty one.
        if output.status.success() { Err(missing(&part.seat, &id)) } else { Ok(None) }
    }

    /// The branches that headquarters' commit names as repositories of their own, with the commit.
    fn links(&self, main: &Part, commit: &str) -> Result<BTreeMap<String, String>, PastStop> {
        // On a disk a branch that is not cloned has no files, there as here.
        if self.branches.is_empty() && !main.is_named() {
            return Ok(BTreeMap::new());
        }
        self.all_links(main, commit)
    }

    /// The same, also where no such branch is here.
    pub(super) fn all_links(
        &self,
        main: &Part,
        commit: &str,
    ) -> Result<BTreeMap<String, String>, PastStop> {
        let folder = format!("{}branches/", main.inside);
        let args = ["ls-tree", "-z", "--full-tree", commit, "--", &folder];
        let listed = self.git.run(&main.seat, &args)?;
        let listed = String::from_utf8_lossy(&listed);
        let links = listed.split('\0').filter_map(|entry| {
            let (head, path) = entry.split_once('\t')?;
            let id = head.strip_prefix("160000 commit ")?;
            Some((path.strip_prefix(&folder)?.to_owned(), id.to_owned()))
        });
        Ok(links.collect())
    }
}

fn unknown(given: &str) -> PastStop {
    PastRefusal::UnknownRevision { given: given.to_owned() }.into()
}
