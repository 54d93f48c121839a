//! What became of records: every commit that changed one of them, told in keys and values, through
//! moves to other folders and other repositories. Must not say anything in words.

use crate::archive::compare::{RecordChange, What, common, compare};
use crate::archive::files::Files;
use crate::archive::layout::{Slot, Spot, Stem, folders, spot};
use crate::domain::commit::Commit;
use crate::domain::id::{BranchId, Id};
use crate::domain::keyword::Keyword;
use crate::domain::record::Kind;
use crate::git::{Line, Search, Trail};
use crate::report::history::HistoryEntry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The records that a history is asked of: by the names of their files, wherever they lie, or by
/// their paths where names say too little (`branch.toml`).
#[derive(Debug, Clone, Default)]
pub struct Subject {
    names: BTreeSet<String>,
    paths: BTreeSet<String>,
    folders: BTreeSet<String>,
}

/// So many files of one folder are asked for one by one: more take longer to tell apart than the
/// whole folder to read.
const ALONE_MAX: usize = 4;

impl Subject {
    /// Records by the paths at which they lie; whatever they came from is found by a thorough
    /// search.
    pub fn at(paths: &BTreeSet<&str>) -> Self {
        let mut subject = Self::default();
        let mut by_folder: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for path in paths {
            let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
            by_folder.entry(folder).or_default().push(path);
            match spot(path) {
                Spot::Record(Slot { stem: Stem::Id(_), .. }) => {
                    subject.names.insert(file.to_owned());
                }
                _ => {
                    subject.paths.insert((*path).to_owned());
                }
            }
        }
        for (folder, files) in by_folder {
            if files.len() > ALONE_MAX && !folder.is_empty() {
                subject.folders.insert(folder.to_owned());
            } else {
                subject.folders.extend(files.into_iter().map(str::to_owned));
            }
        }
        subject
    }

    /// Looks there too.
    pub fn look_in(&mut self, folder: String) {
        self.folders.insert(folder);
    }

    /// Adds a record by its path. `branches`: those in whose folders it may have lain before.
    pub fn add_path<'b>(&mut self, path: &str, branches: impl Iterator<Item = &'b BranchId>) {
        match spot(path) {
            Spot::Record(Slot { kind, stem: Stem::Id(id), .. }) => {
                self.names.insert(format!("{id}.toml"));
                self.folders.extend(folders(kind, branches));
            }
            _ => {
                self.paths.insert(path.to_owned());
                self.folders.insert(path.to_owned());
            }
        }
    }

    /// Adds the records of an id: of a client's, its contact persons too.
    pub fn add_id<'b>(&mut self, id: Id, branches: impl Iterator<Item = &'b BranchId> + Clone) {
        self.names.insert(format!("{id}.toml"));
        for kind in Kind::ALL.iter().filter(|kind| kind.id_prefix() == Some(id.prefix())) {
            self.folders.extend(folders(*kind, branches.clone()));
        }
    }

    pub fn is_one(&self, path: &str) -> bool {
        let file = path.rsplit('/').next().unwrap_or(path);
        self.names.contains(file) || self.paths.contains(path)
    }

    pub fn is_empty(&self) -> bool {
        self.folders.is_empty()
    }

    /// The search for what became of them. A thorough one also looks in folders that no branch
    /// has any more.
    pub fn search<'s>(&self, is_one: &'s dyn Fn(&str) -> bool, is_thorough: bool) -> Search<'s> {
        let is_thorough = is_thorough && !self.names.is_empty();
        Search { folders: self.folders.clone(), is_one, is_thorough }
    }
}

/// Where a merge is written down, below a branch.
const MERGES: &str = "documents/merges";

/// The search for the merges of every client, those that were taken back among them.
pub fn merges<'s, 'b>(
    branches: impl Iterator<Item = &'b BranchId>,
    is_one: &'s dyn Fn(&str) -> bool,
) -> Search<'s> {
    let folders = branches.map(|branch| format!("branches/{branch}/{MERGES}"));
    Search { folders: folders.collect(), is_one, is_thorough: false }
}

/// Clients that were ever merged into one, by what was written down of it.
pub fn ever_merged(trail: &Trail, into: Id) -> BTreeSet<Id> {
    let named = format!("into = \"{into}\"");
    let mut found = BTreeSet::new();
    for line in &trail.lines {
        let all = line.touching().flat_map(|place| line.differences(place, 0));
        for difference in all {
            let text = difference.after.or(difference.before).unwrap_or_default();
            let is_of_it = String::from_utf8_lossy(text).lines().any(|line| line == named);
            let file = difference.path.rsplit('/').next().unwrap_or_default();
            let id = file.strip_suffix(".toml").and_then(|stem| stem.parse::<Id>().ok());
            found.extend(id.filter(|_| is_of_it));
        }
    }
    found
}

/// Of clients that stand alone again only what tells of the merge and its reversal.
pub fn retain_merges(entries: &mut Vec<HistoryEntry>, apart: &BTreeSet<Id>) {
    let is_apart = |stem: &str| stem.parse::<Id>().is_ok_and(|id| apart.contains(&id));
    let is_of_merge = |what: &What| match what {
        What::Changed(fields) => fields.iter().any(|field| field.path == "merged_into"),
        What::Added | What::Removed | What::Unreadable => false,
    };
    for entry in entries.iter_mut() {
        entry.changes.retain(|change| !is_apart(&change.stem) || is_of_merge(&change.what));
    }
    entries.retain(|entry| !entry.changes.is_empty());
}

/// A change with where it is in the trail, so that its texts can be found again.
struct Told {
    place: usize,
    commit: Commit,
    changes: Vec<RecordChange>,
}

/// Every commit that changed one of the records, oldest first; inside a repository parents before
/// children, between repositories by arrival.
pub fn entries(trail: &Trail) -> Vec<HistoryEntry> {
    let mut lines: Vec<VecDeque<Told>> = trail.lines.iter().map(told).collect();
    across(trail, &mut lines);
    let mut entries = Vec::new();
    loop {
        let nexts = lines.iter().enumerate();
        let nexts = nexts.filter_map(|(at, line)| Some((line.front()?.commit.arrived_at, at)));
        let Some((_, at)) = nexts.min() else { return entries };
        let next = lines.get_mut(at).and_then(VecDeque::pop_front);
        let next = next.filter(|told| !told.changes.is_empty());
        entries.extend(
            next.map(|told| HistoryEntry { commit: Some(told.commit), changes: told.changes }),
        );
    }
}

/// What the commits of one repository changed.
fn told(line: &Line) -> VecDeque<Told> {
    let one = |place: usize| {
        let parents = 0..line.parents(place).len().max(1);
        let all = parents.map(|parent| {
            let found = line.differences(place, parent);
            let side = |of: &dyn Fn(usize) -> Option<Vec<u8>>| {
                let pairs = (0..found.len()).filter_map(|at| Some((found.get(at)?.path, of(at)?)));
                Files::from_pairs(pairs)
            };
            let before = side(&|at| found.get(at)?.before.map(<[u8]>::to_vec));
            let after = side(&|at| found.get(at)?.after.map(<[u8]>::to_vec));
            compare(&before, &after)
        });
        let (commit, changes) = (line.commit(place)?, common(all.collect()));
        (!changes.is_empty()).then_some(Told { place, commit, changes })
    };
    line.touching().filter_map(one).collect()
}

/// A change by the numbers of its repository, commit and record.
type Place = (usize, usize, usize);

/// A record that goes from one repository to another is gone in one and new in the other: the
/// commit that brings it is told as the move, the nearest one that takes it away is left out.
fn across(trail: &Trail, lines: &mut [VecDeque<Told>]) {
    let mut gone: BTreeMap<(Kind, String), Vec<Place>> = BTreeMap::new();
    let mut new: Vec<((Kind, String), Place)> = Vec::new();
    for (line, all) in lines.iter().enumerate() {
        for (at, told) in all.iter().enumerate() {
            for (number, change) in told.changes.iter().enumerate() {
                let key = (change.kind, change.stem.clone());
                match change.what {
                    What::Removed => {
                        gone.entry(key).or_default().push((line, at, number));
                    }
                    What::Added => new.push((key, (line, at, number))),
                    _ => {}
                }
            }
        }
    }
    let mut left_out: Vec<Place> = Vec::new();
    for (key, (line, at, number)) in new {
        let Some(arrived_at) = lines.get(line).and_then(|l| Some(l.get(at)?.commit.arrived_at))
        else {
            continue;
        };
        let distance = |spot: &Place| {
            let told = lines.get(spot.0).and_then(|line| line.get(spot.1));
            told.map(|told| (told.commit.arrived_at - arrived_at).abs())
        };
        let others = gone.get(&key).into_iter().flatten();
        let others = others.filter(|spot| spot.0 != line && !left_out.contains(spot));
        let Some(nearest) = others.min_by_key(|spot| distance(spot)).copied() else { continue };
        let text = |(line, at, number): Place, is_before: bool| {
            let told = lines.get(line)?.get(at)?;
            let path = told.changes.get(number)?.path.clone();
            let found = trail.lines.get(line)?.differences(told.place, 0);
            let found = found.into_iter().find(|found| found.path == path)?;
            Some((path, if is_before { found.before? } else { found.after? }.to_vec()))
        };
        let (Some(before), Some(after)) = (text(nearest, true), text((line, at, number), false))
        else {
            continue;
        };
        let moved = compare(&Files::from_pairs([before]), &Files::from_pairs([after])).pop();
        let told = lines.get_mut(line).and_then(|line| line.get_mut(at));
        let change = told.and_then(|told| told.changes.get_mut(number));
        if let (Some(moved), Some(change)) = (moved, change) {
            *change = moved;
            left_out.push(nearest);
        }
    }
    // From the back, so that the positions of the others stay.
    left_out.sort_unstable();
    for (line, at, number) in left_out.into_iter().rev() {
        if let Some(told) = lines.get_mut(line).and_then(|line| line.get_mut(at)) {
            told.changes.remove(number);
        }
    }
}

/// What stands on the disk and is in no commit.
pub fn uncommitted(trail: &Trail, files: &Files, subject: &Subject) -> Option<HistoryEntry> {
    let is_one = |path: &str| subject.is_one(path) && matches!(spot(path), Spot::Record(_));
    let mut committed: Vec<(String, Vec<u8>)> = Vec::new();
    for line in &trail.lines {
        for path in line.paths() {
            let made = line.maker(path, line.tip()).and_then(|(_, made)| made.first()?.after);
            committed.extend(made.map(|bytes| (path.to_owned(), bytes.to_vec())));
        }
    }
    let there = files.iter().filter(|file| is_one(&file.path));
    let there = there.filter_map(|file| Some((file.path.clone(), files.bytes(&file.path)?)));
    let changes = compare(&Files::from_pairs(committed), &Files::from_pairs(there));
    (!changes.is_empty()).then_some(HistoryEntry { commit: None, changes })
}
