//! From commits in the order of their arrival to histories: parents, merges of work that went on
//! beside, one repository or one for each branch; and who proves when the commits arrived.

use super::Demo;
use super::calendar::Made;
use super::cast::Cast;
use super::draw::seconds;
use super::values::{Hand, Paper};
use crate::domain::time::Date;
use crate::git::{NewCommit, Signature};
use std::collections::{BTreeMap, HashMap};

/// The history of one repository.
#[derive(Debug)]
pub struct Woven {
    /// Where it lies in the archive; empty for the archive itself.
    pub folder: String,
    pub commits: Vec<NewCommit>,
    pushes: Vec<Push>,
}

/// A commit that became the tip of what everybody has.
#[derive(Debug)]
struct Push {
    place: usize,
    at: i64,
    user: String,
}

/// The histories of all repositories, headquarters' first.
pub fn weave(demo: &Demo, cast: &Cast, first: Made, commits: Vec<Made>) -> Vec<Woven> {
    let mut weavers: BTreeMap<String, Weaver<'_>> = BTreeMap::new();
    for made in [first].into_iter().chain(commits) {
        let mut shares: BTreeMap<String, Vec<Paper>> = BTreeMap::new();
        for paper in &made.papers {
            let folder = if demo.federated { folder(&paper.path) } else { "" };
            let path = paper.path[folder.len()..].to_owned();
            let share = shares.entry(folder.to_owned()).or_default();
            share.push(Paper { path, text: paper.text.clone() });
        }
        for (folder, papers) in shares {
            weavers.entry(folder).or_insert_with(|| Weaver::new(cast)).take(&made, papers);
        }
    }
    let woven = |(folder, weaver): (String, Weaver<'_>)| Woven {
        folder,
        commits: weaver.commits,
        pushes: weaver.pushes,
    };
    weavers.into_iter().map(woven).collect()
}

/// `branches/<b>/` of a path below it.
fn folder(path: &str) -> &str {
    let Some(rest) = path.strip_prefix("branches/") else { return "" };
    let end = rest.find('/').map_or(0, |end| "branches/".len() + end + 1);
    &path[..end]
}

struct Weaver<'c> {
    cast: &'c Cast,
    commits: Vec<NewCommit>,
    /// Commits of the first-parent line, with when they came there.
    pushes: Vec<Push>,
    /// Up to where on the line each clone has seen.
    seen: BTreeMap<Hand, usize>,
    /// Where on the line each file was last changed.
    changed: HashMap<String, usize>,
}

impl<'c> Weaver<'c> {
    fn new(cast: &'c Cast) -> Self {
        let (seen, changed) = (BTreeMap::new(), HashMap::new());
        Self { cast, commits: Vec::new(), pushes: Vec::new(), seen, changed }
    }

    fn take(&mut self, made: &Made, papers: Vec<Paper>) {
        let files: Vec<_> =
            papers.iter().map(|paper| (paper.path.clone(), paper.text.clone())).collect();
        let (author, committer) =
            (self.signature(made, made.authored), self.signature(made, made.made));
        let tip = self.pushes.last().map(|push| push.place);
        let begun = self.base(made, &papers).filter(|_| made.apart);
        let parents: Vec<usize> = begun.or(tip).into_iter().collect();
        let message = made.message.clone();
        self.commits.push(NewCommit { author, committer, message, parents, files });
        let mut place = self.commits.len() - 1;
        if let (true, Some(tip)) = (made.apart, tip) {
            // What was committed beside is in both parents or in the second alone.
            let files = self.commits[place].files.clone();
            let merger = self.signature(made, made.arrives);
            let message = "合并各单位的更新\n".to_owned();
            let (author, committer) = (merger.clone(), merger);
            let parents = vec![tip, place];
            self.commits.push(NewCommit { author, committer, message, parents, files });
            place += 1;
        }
        let user = self.cast.id(made.author).to_owned();
        self.pushes.push(Push { place, at: made.arrives, user });
        let on_line = self.pushes.len() - 1;
        self.seen.insert(made.line, on_line);
        self.changed.extend(papers.into_iter().map(|paper| (paper.path, on_line)));
    }

    /// The commit that work beside began from: what its clone had seen, at least whatever changed
    /// the same files.
    fn base(&self, made: &Made, papers: &[Paper]) -> Option<usize> {
        let changed = papers.iter().filter_map(|paper| self.changed.get(&paper.path)).max();
        let seen = self.seen.get(&made.line).max(changed).copied().unwrap_or(0);
        self.pushes.get(seen).map(|push| push.place)
    }

    fn signature(&self, made: &Made, at: i64) -> Signature {
        let person = &self.cast.people[made.author];
        Signature { name: person.name.clone(), email: person.email(), at }
    }
}

/// From when headquarters' scheduled job looks each night, and from when the server receives.
const OBSERVED_FROM: Date = super::days(2025, 7, 1);
const RECEIVED_FROM: Date = super::days(2026, 1, 5);

/// The refs of who proves arrivals (docs/git.md), and their commits. `ids`: those of the commits.
pub fn proofs(woven: &Woven, ids: &[String]) -> Vec<(&'static str, Vec<NewCommit>)> {
    let (from, until) = (seconds(OBSERVED_FROM, 0), seconds(RECEIVED_FROM, 0));
    let id = |push: &Push| ids.get(push.place).map(String::as_str).unwrap_or_default();
    let (mut observed, mut received) = (Vec::new(), Vec::new());
    let mut last: Option<&Push> = None;
    for (at, push) in woven.pushes.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| woven.pushes.get(at));
        let day_of = |push: &Push| (push.at + 8 * 3600).div_euclid(86_400);
        let is_last_of_day =
            woven.pushes.get(at + 1).is_none_or(|next| day_of(next) > day_of(push));
        if push.at >= until {
            let old = before.map_or_else(|| "0".repeat(40), |old| id(old).to_owned());
            let late = 20 + i64::try_from(push.place % 90).unwrap_or(0);
            received.push(proof("receipt", push.at + late, &push.user, &old, id(push)));
        } else if push.at >= from && is_last_of_day {
            let night = day_of(push) * 86_400 + 15 * 3600 + 30 * 60;
            // The first look covers nothing: what was there came before anybody looked.
            let old = last.or(before).map_or_else(|| id(push), id);
            observed.push(proof("observation", night, "scheduled", old, id(push)));
            last = Some(push);
        }
    }
    let refs = [("refs/kebu/observations", observed), ("refs/kebu/receipts", received)];
    refs.into_iter().filter(|(_, commits)| !commits.is_empty()).map(chained).collect()
}

fn proof(kind: &str, at: i64, user: &str, old: &str, new: &str) -> NewCommit {
    let zone = chrono::FixedOffset::east_opt(8 * 3600);
    let time = chrono::DateTime::from_timestamp(at, 0).unwrap_or_default();
    let time = zone.map(|zone| time.with_timezone(&zone).to_rfc3339()).unwrap_or_default();
    let server = Signature { name: "kebu".to_owned(), email: "git@lanshi.example".to_owned(), at };
    let message = format!(
        "{kind}\n\ntime: {time}\nuser: {user}\nref: refs/heads/main\nold: {old}\nnew: {new}\n"
    );
    let (author, committer) = (server.clone(), server);
    NewCommit { author, committer, message, parents: Vec::new(), files: Vec::new() }
}

/// Each proof follows the one before.
fn chained((name, mut commits): (&'static str, Vec<NewCommit>)) -> (&'static str, Vec<NewCommit>) {
    for (place, commit) in commits.iter_mut().enumerate() {
        commit.parents.extend(place.checked_sub(1));
    }
    (name, commits)
}

#[cfg(test)]
mod tests {
    use super::super::draw::day;
    use super::*;

    #[test]
    fn a_branch_s_folder_ends_with_its_slash() {
        assert_eq!(folder("branches/hz/clients/a.toml"), "branches/hz/");
        assert_eq!(folder("hq/checks/2026H1/a.toml"), "");
    }

    #[test]
    fn days_are_those_of_the_zone() {
        let late = seconds(day(2026, 6, 25), 23 * 60 + 59);
        assert_eq!(
            (late + 8 * 3600).div_euclid(86_400) * 86_400 - 8 * 3600,
            seconds(day(2026, 6, 25), 0)
        );
    }
}
