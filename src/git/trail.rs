//! What became of some files: every commit that has one of them otherwise than a parent, with the
//! contents before and after, in one pass over history. Contents are bytes here; what they mean is
//! known above.

use super::history::missing;
use super::objects::{Found, Wanted, read};
use super::repository::Part;
use super::revision::{Past, State};
use super::touched::ask;
use crate::archive::files::RECORD_BYTES_MAX;
use crate::diag::past::PastStop;
use crate::domain::commit::Commit;
use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;

/// Which files a trail is of.
pub struct Search<'s> {
    /// Folders and files of the archive, without a trailing slash.
    pub folders: BTreeSet<String>,
    /// Whether a file of the archive, by its path, is one of them.
    pub is_one: &'s dyn Fn(&str) -> bool,
    /// Also look in every other folder for where a file came from.
    pub is_thorough: bool,
}

/// What became of the files, in every repository of the archive.
#[derive(Debug)]
pub struct Trail {
    pub lines: Vec<Line>,
}

/// What became of them in one repository. Commits are known by their places: parents have lower
/// ones than their children.
#[derive(Debug)]
pub struct Line {
    past: Past,
    /// By commit, then by the parent's position among its parents (a first commit has one that
    /// held nothing), what differs.
    differences: BTreeMap<usize, Vec<Differences>>,
    contents: BTreeMap<String, Vec<u8>>,
}

/// By path, the blobs before and after.
type Differences = BTreeMap<String, [Option<String>; 2]>;

/// A file that a commit has otherwise than a parent, or that only one of the two has. Contents
/// that are no record's, by their size, are empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference<'l> {
    pub path: &'l str,
    pub before: Option<&'l [u8]>,
    pub after: Option<&'l [u8]>,
}

const ARGS: [&str; 10] = [
    "diff-tree",
    "--stdin",
    "--root",
    "-r",
    "--raw",
    "-z",
    "--always",
    "--no-renames",
    "--no-ext-diff",
    "--no-textconv",
];

impl State {
    /// What became of some files behind this state.
    pub fn trail(&self, search: &Search<'_>) -> Result<Trail, PastStop> {
        let mut lines = Vec::new();
        for (part, commit) in &self.commits {
            let folders = search.folders.iter().filter_map(|folder| below(part, folder));
            let folders: BTreeSet<String> = folders.collect();
            if !folders.is_empty() {
                lines.push(self.line(part, commit, search, folders)?);
            }
        }
        Ok(Trail { lines })
    }

    fn line(
        &self,
        part: &Part,
        commit: &str,
        search: &Search<'_>,
        folders: BTreeSet<String>,
    ) -> Result<Line, PastStop> {
        let past = self.repositories.past(part, commit)?;
        let is_behind = |place: &usize| matches!(past.arrivals.get(*place), Some(Some(_)));
        // The newest first, as packs have them.
        let places: Vec<usize> = (0..past.history.commits.len()).rev().filter(is_behind).collect();
        let mut folders = folders;
        let mut looked_at = BTreeSet::new();
        let differences = loop {
            let found = self.differences(part, &past, &places, &folders, search)?;
            // Whatever has come from another folder may have come there from a third.
            let from_nowhere = appeared(&past, &found).into_iter();
            let from_nowhere: Vec<usize> = from_nowhere
                .filter(|place| search.is_thorough && looked_at.insert(*place))
                .collect();
            let stray = self.stray(part, &past, &from_nowhere, &folders, search)?;
            if stray.is_empty() {
                break found;
            }
            folders.extend(stray);
        };
        let contents = self.contents(part, &differences)?;
        Ok(Line { past, differences, contents })
    }

    /// The folders, besides the known ones, in which some commits have files that are looked for.
    fn stray(
        &self,
        part: &Part,
        past: &Past,
        places: &[usize],
        folders: &BTreeSet<String>,
        search: &Search<'_>,
    ) -> Result<BTreeSet<String>, PastStop> {
        if places.is_empty() {
            return Ok(BTreeSet::new());
        }
        let everywhere = BTreeSet::from([part.inside.trim_end_matches('/').to_owned()]);
        let found = self.differences(part, past, places, &everywhere, search)?;
        let paths = found.values().flatten().flat_map(|found| found.keys());
        let paths = paths
            .filter_map(|path| Some(format!("{}{}", part.inside, path.strip_prefix(&part.mount)?)));
        let is_known = |path: &str| {
            folders.iter().any(|folder| {
                let rest = path.strip_prefix(folder.as_str());
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
        };
        let folder = |path: String| Some(path.rsplit_once('/')?.0.to_owned());
        Ok(paths.filter(|path| !is_known(path)).filter_map(folder).collect())
    }

    /// What each of some commits has otherwise than each of its parents.
    fn differences(
        &self,
        part: &Part,
        past: &Past,
        places: &[usize],
        folders: &BTreeSet<String>,
        search: &Search<'_>,
    ) -> Result<BTreeMap<usize, Vec<Differences>>, PastStop> {
        let commits = &past.history.commits;
        let id = |place: usize| commits.get(place).map_or("", |commit| commit.id.as_str());
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        let mut lines: Vec<String> = Vec::new();
        for place in places {
            let parents = commits.get(*place).map_or(&[][..], |commit| &commit.parents);
            if parents.is_empty() {
                pairs.push((*place, 0));
                lines.push(id(*place).to_owned());
            }
            // Asked for one parent at a time, so that each answer is told apart.
            for (number, parent) in parents.iter().enumerate() {
                pairs.push((*place, number));
                lines.push(format!("{} {}", id(*place), id(*parent)));
            }
        }
        let mut all: BTreeMap<usize, Vec<Differences>> = BTreeMap::new();
        // The top of a repository is no pathspec.
        let folders: Vec<String> = folders.iter().filter(|f| !f.is_empty()).cloned().collect();
        ask(&self.repositories.git, &part.seat, &ARGS, &lines, &folders, |output| {
            walk(output, &mut |answer, path, blobs| {
                let Some((place, number)) = pairs.get(answer) else { return };
                let Some(path) = part.in_archive(&path).filter(|path| (search.is_one)(path)) else {
                    return;
                };
                let of_commit = all.entry(*place).or_default();
                of_commit.resize(of_commit.len().max(number + 1), Differences::new());
                if let Some(differences) = of_commit.get_mut(*number) {
                    differences.insert(path, blobs);
                }
            })
        })?;
        for (place, of_commit) in &mut all {
            let parents = commits.get(*place).map_or(0, |commit| commit.parents.len());
            of_commit.resize(parents.max(1), Differences::new());
        }
        Ok(all)
    }

    fn contents(
        &self,
        part: &Part,
        differences: &BTreeMap<usize, Vec<Differences>>,
    ) -> Result<BTreeMap<String, Vec<u8>>, PastStop> {
        let sides = differences.values().flatten().flat_map(|found| found.values()).flatten();
        let ids: BTreeSet<&String> = sides.flatten().collect();
        let wanted: Vec<Wanted> =
            ids.iter().map(|id| Wanted { id: (*id).clone(), limit: RECORD_BYTES_MAX }).collect();
        let found = read(&self.repositories.git, &part.seat, &wanted)?;
        let content = |(wanted, found): (Wanted, Found)| match found {
            Found::Content(bytes) => Ok((wanted.id, bytes)),
            Found::TooLarge(_) => Ok((wanted.id, Vec::new())),
            Found::Missing => Err(missing(&part.seat, &wanted.id)),
        };
        wanted.into_iter().zip(found).map(content).collect()
    }
}

/// A folder of the archive as a folder of a repository; none where it lies elsewhere.
fn below(part: &Part, folder: &str) -> Option<String> {
    let with_slash = format!("{folder}/");
    let rest = with_slash.strip_prefix(&part.mount)?;
    Some(format!("{}{rest}", part.inside).trim_end_matches('/').to_owned())
}

/// Commits that have a file which nothing says came from anywhere.
fn appeared(past: &Past, differences: &BTreeMap<usize, Vec<Differences>>) -> Vec<usize> {
    let has_parents =
        |place: &usize| past.history.commits.get(*place).is_some_and(|c| !c.parents.is_empty());
    let is_from_nowhere = |found: &Differences| {
        let name = |path: &str| path.rsplit('/').next().map(str::to_owned);
        let gone: BTreeSet<Option<String>> =
            found.iter().filter(|(_, [_, after])| after.is_none()).map(|(p, _)| name(p)).collect();
        found.iter().any(|(path, [before, _])| before.is_none() && !gone.contains(&name(path)))
    };
    let commits = differences.iter().rev();
    commits
        .filter(|(place, all)| has_parents(place) && all.iter().any(is_from_nowhere))
        .map(|(place, _)| *place)
        .collect()
}

/// The answers, one for each line that was asked: a commit's id, then for each path a word
/// (`:modes blobs letter`) and the path; all end with NUL.
fn walk(
    output: &mut dyn BufRead,
    visit: &mut impl FnMut(usize, String, [Option<String>; 2]),
) -> std::io::Result<()> {
    let mut answers = 0;
    let mut word = Vec::new();
    loop {
        word.clear();
        if output.read_until(0, &mut word)? == 0 {
            return Ok(());
        }
        if word.first() != Some(&b':') {
            answers += 1;
            continue;
        }
        let head = String::from_utf8_lossy(&word).into_owned();
        let mut parts = head.trim_start_matches(':').trim_end_matches('\0').split(' ');
        let modes = [parts.next(), parts.next()];
        let blobs = [parts.next(), parts.next()];
        let blob = |mode: Option<&str>, id: Option<&str>| {
            // Links and repositories are no records: they are read as nothing.
            let is_file = mode.is_some_and(|mode| mode.starts_with("100"));
            id.filter(|_| is_file).map(str::to_owned)
        };
        let blobs = [blob(modes[0], blobs[0]), blob(modes[1], blobs[1])];
        word.clear();
        output.read_until(0, &mut word)?;
        let path = String::from_utf8_lossy(word.strip_suffix(b"\0").unwrap_or(&word)).into_owned();
        if let Some(answer) = usize::checked_sub(answers, 1) {
            visit(answer, path, blobs);
        }
    }
}

impl Line {
    /// The commit that is read.
    pub fn tip(&self) -> usize {
        self.past.tip
    }

    pub fn parents(&self, place: usize) -> &[usize] {
        self.past.history.commits.get(place).map_or(&[], |commit| &commit.parents)
    }

    /// A commit as people are told of it.
    pub fn commit(&self, place: usize) -> Option<Commit> {
        let commit = self.past.history.commits.get(place)?;
        let arrived = self.past.arrivals.get(place).copied().flatten()?;
        Some(Commit {
            id: commit.id.clone(),
            author: commit.author_name.clone(),
            email: commit.author_email.clone(),
            committed_at: commit.committed_at,
            arrived_at: arrived.at,
            evidence: arrived.grade,
        })
    }

    /// Every path at which one of the files ever lay.
    pub fn paths(&self) -> BTreeSet<&str> {
        let found = self.differences.values().flatten().flat_map(|found| found.keys());
        found.map(String::as_str).collect()
    }

    /// Whether one commit is behind another, or the same.
    pub fn is_behind(&self, older: usize, newer: usize) -> bool {
        self.past.history.is_behind(older, newer)
    }

    /// The commit with an id, if it is behind what is read.
    pub fn place(&self, id: &str) -> Option<usize> {
        let behind = |place: &usize| matches!(self.past.arrivals.get(*place), Some(Some(_)));
        self.past.history.place(id).filter(behind)
    }

    /// The commits that have one of the files otherwise than each of their parents, parents
    /// before children. Others only bring together what was there.
    pub fn touching(&self) -> impl Iterator<Item = usize> {
        let found = self.differences.iter();
        found.filter(|(_, all)| all.iter().all(|found| !found.is_empty())).map(|(place, _)| *place)
    }

    /// What a commit has otherwise than one of its parents.
    pub fn differences(&self, place: usize, parent: usize) -> Vec<Difference<'_>> {
        let found = self.differences.get(&place).and_then(|all| all.get(parent));
        let found = found.into_iter().flatten();
        found.map(|(path, blobs)| self.difference(path, blobs)).collect()
    }

    fn difference<'l>(&'l self, path: &'l str, blobs: &'l [Option<String>; 2]) -> Difference<'l> {
        let content = |blob: &Option<String>| {
            Some(self.contents.get(blob.as_ref()?).map_or(&[][..], Vec::as_slice))
        };
        Difference { path, before: content(&blobs[0]), after: content(&blobs[1]) }
    }

    /// The commit that made the version of a file that stands at a commit, with how that differs
    /// from each parent; `None` where the file was never there.
    pub fn maker(&self, path: &str, mut place: usize) -> Option<(usize, Vec<Difference<'_>>)> {
        loop {
            let parents = self.parents(place);
            let all = self.differences.get(&place);
            let found = |parent: usize| all.and_then(|all| all.get(parent)?.get_key_value(path));
            let same = (0..parents.len()).find(|parent| found(*parent).is_none());
            match same.and_then(|parent| parents.get(parent)) {
                Some(parent) => place = *parent,
                None => {
                    let count = parents.len().max(1);
                    let made: Option<Vec<Difference<'_>>> =
                        (0..count).map(|p| found(p).map(|(p, b)| self.difference(p, b))).collect();
                    return made.map(|made| (place, made));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_has_its_number() {
        let answer = "aa\0:000000 100644 0 1 A\0a\0:100644 000000 1 0 D\0b 客\0bb\0cc\0\
                      :100644 120000 2 3 T\0c\0";
        let mut seen = Vec::new();
        walk(&mut answer.as_bytes(), &mut |answer, path, blobs| {
            seen.push(format!(
                "{answer} {path} {}",
                blobs.map(|b| b.unwrap_or_default()).join(">")
            ));
        })
        .unwrap();
        assert_eq!(seen, ["0 a >1", "0 b 客 1>", "2 c 2>"]);
    }

    #[test]
    fn a_folder_of_the_archive_lies_in_its_own_repository() {
        let part = |inside: &str, mount: &str| Part {
            seat: super::super::call::Seat::Named("r".into()),
            inside: inside.to_owned(),
            mount: mount.to_owned(),
            proofs: super::super::repository::Proofs::Now,
        };
        for (inside, mount, folder, expected) in [
            ("", "", "people", Some("people")),
            ("records/", "", "branches/a/clients", Some("records/branches/a/clients")),
            ("", "branches/a/", "branches/a/clients", Some("clients")),
            ("", "branches/a/", "branches/a", Some("")),
            ("", "branches/a/", "branches/ab/clients", None),
            ("", "branches/a/", "people", None),
        ] {
            let found = below(&part(inside, mount), folder);
            assert_eq!(found.as_deref(), expected, "{inside} {mount} {folder}");
        }
    }
}
