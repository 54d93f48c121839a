//! The earlier state that a later one is held against: the commits that were asked for, as far as
//! they are behind what is read.

use super::call::short;
use super::history::History;
use super::repository::{Part, Repositories};
use super::revision::{At, State};
use crate::diag::past::PastStop;

/// An earlier state, as it was asked for.
#[derive(Debug)]
pub struct Earlier {
    pub state: State,
    /// What was asked for and is not behind the later state: history was rewritten.
    pub lost: Vec<Lost>,
}

/// A commit that a later state no longer has behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// Shortened for people.
    pub commit: String,
    /// Where its repository lies in the archive: empty, or `branches/<b>/`.
    pub mount: String,
}

impl Repositories {
    /// The state that a later one is held against. The name of a branch of Git means what the two
    /// have in common, as in a merge request: what others have added there since is not missing
    /// here. Any other name means that commit, and where it is not behind the later state, history
    /// was rewritten; held against is then what is left of it. A day is one of the later state.
    pub fn earlier(&self, at: &At, later: &State) -> Result<Earlier, PastStop> {
        let mut state = match at {
            At::Day(day, zone) => later.at_day(*day, *zone)?,
            At::Head | At::Revision(_) => self.state(at)?,
        };
        let mut lost = Vec::new();
        for (part, commit) in &mut state.commits {
            let there = later.commits.iter().find(|(other, _)| other.mount == part.mount);
            let Some((_, now)) = there else { continue };
            if now == commit {
                continue;
            }
            let common = self.common(part, commit, now)?;
            if common.as_ref() == Some(commit) {
                continue;
            }
            let is_expected = match at {
                At::Revision(given) => !self.is_branch(part, given)?,
                At::Head | At::Day(..) => false,
            };
            if is_expected {
                let (commit, mount) = (short(commit).to_owned(), part.mount.clone());
                lost.push(Lost { commit, mount });
            }
            if let Some(common) = common {
                *commit = common;
            }
        }
        Ok(Earlier { state, lost })
    }

    /// The newest commit behind both; the first itself where it is behind the second.
    fn common(&self, part: &Part, one: &str, other: &str) -> Result<Option<String>, PastStop> {
        let history = History::read(&self.git, &part.seat, &[one, other])?;
        let (Some(one), Some(other)) = (history.place(one), history.place(other)) else {
            return Ok(None);
        };
        let (one, other) = (history.behind(one), history.behind(other));
        // Parents lie before children: the last that is in both is behind no other of them.
        let newest = one.intersection(&other).max();
        let commit = newest.and_then(|place| history.commits.get(*place));
        Ok(commit.map(|commit| commit.id.clone()))
    }

    /// Whether a revision is the name of a branch, here or on a server.
    fn is_branch(&self, part: &Part, given: &str) -> Result<bool, PastStop> {
        let args = ["rev-parse", "--verify", "--quiet", "--symbolic-full-name", given];
        let output = self.git.ask(&part.seat, &args)?;
        let name = String::from_utf8_lossy(&output.stdout);
        let name = name.trim();
        Ok(name.starts_with("refs/heads/") || name.starts_with("refs/remotes/"))
    }
}
