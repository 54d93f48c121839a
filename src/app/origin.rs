//! Who set a value: from the record as it stands back through history, past merges and moves, to
//! the last commit in which the value was otherwise. Must not say anything in words.

use crate::archive::compare::{Stood, stood};
use crate::archive::edit::{self, Given};
use crate::archive::files::Files;
use crate::archive::layout::{Slot, Spot, Stem, spot};
use crate::domain::commit::Commit;
use crate::git::Trail;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A value in a record: its path, and a dotted key; an empty one is the record as a whole.
pub type Source = (String, String);

/// Where a value was set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The repository and the commit, by their numbers in the trail.
    Commit { line: usize, place: usize, commit: Commit },
    /// It stands on the disk and is in no commit.
    NotCommitted,
}

/// Where each value was set; left out is what is not there and never was.
pub fn origins(
    trail: &Trail,
    files: &Files,
    sources: &BTreeSet<Source>,
) -> BTreeMap<Source, Origin> {
    let mut by_path: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (path, key) in sources {
        by_path.entry(path).or_default().push(key);
    }
    let by_path: Vec<(&str, Vec<&str>)> = by_path.into_iter().collect();
    let gone = gone(trail);
    let found: Vec<Vec<(Source, Origin)>> = by_path
        .into_par_iter()
        .map(|(path, keys)| {
            let mut tracer = Tracer { trail, gone: &gone, trees: BTreeMap::new() };
            let now = files.text(path).and_then(|text| edit::tree(text).ok());
            let origin = |key: &str| {
                let origin = tracer.origin(path, key, now.as_ref())?;
                Some(((path.to_owned(), key.to_owned()), origin))
            };
            keys.into_iter().filter_map(origin).collect()
        })
        .collect();
    found.into_iter().flatten().collect()
}

/// A record that a commit took away, by its repository and commit.
struct Gone<'t> {
    line: usize,
    place: usize,
    parent: usize,
    path: &'t str,
    text: &'t [u8],
}

/// What commits took away, by the names of the files.
fn gone(trail: &Trail) -> BTreeMap<&str, Vec<Gone<'_>>> {
    let mut all: BTreeMap<&str, Vec<Gone<'_>>> = BTreeMap::new();
    for (number, line) in trail.lines.iter().enumerate() {
        for place in line.touching() {
            let Some(parent) = line.parents(place).first() else { continue };
            for found in line.differences(place, 0) {
                let (Some(text), None) = (found.before, found.after) else { continue };
                let name = found.path.rsplit('/').next().unwrap_or(found.path);
                let gone = Gone { line: number, place, parent: *parent, path: found.path, text };
                all.entry(name).or_default().push(gone);
            }
        }
    }
    all
}

struct Tracer<'t> {
    trail: &'t Trail,
    gone: &'t BTreeMap<&'t str, Vec<Gone<'t>>>,
    /// By where the text lies in memory: each content is there once.
    trees: BTreeMap<usize, Option<Rc<Given>>>,
}

/// A version of a file, by the commit at which it stands.
struct At {
    line: usize,
    place: usize,
    path: String,
    key: String,
}

impl<'t> Tracer<'t> {
    fn origin(&mut self, path: &str, key: &str, now: Option<&Given>) -> Option<Origin> {
        let tips = self.trail.lines.iter().enumerate();
        let committed = tips.into_iter().find_map(|(line, found)| {
            let (_, made) = found.maker(path, found.tip())?;
            Some((line, found.tip(), made.first()?.after?))
        });
        let Some((line, place, text)) = committed else {
            let is_there = now.is_some_and(|now| is_there(now, key));
            return is_there.then_some(Origin::NotCommitted);
        };
        let mut key = key.to_owned();
        if let (Some(now), Some(tip)) = (now, self.tree(text)) {
            match stood(&tip, now, &key) {
                Stood::Same(before) => key = before,
                Stood::Otherwise => return Some(Origin::NotCommitted),
            }
        }
        self.walk(At { line, place, path: path.to_owned(), key })
    }

    fn walk(&mut self, mut at: At) -> Option<Origin> {
        let trail = self.trail;
        loop {
            let line = trail.lines.get(at.line)?;
            let (place, made) = line.maker(&at.path, at.place)?;
            let after = self.tree(made.first()?.after?)?;
            let parents = line.parents(place);
            let mut befores: Vec<(At, &'t [u8])> = made
                .iter()
                .zip(parents)
                .filter_map(|(difference, parent)| {
                    let (line, path, key) = (at.line, at.path.clone(), at.key.clone());
                    Some((At { line, place: *parent, path, key }, difference.before?))
                })
                .collect();
            if befores.is_empty() {
                befores.extend(self.elsewhere(&at, place));
            }
            let was_there = !befores.is_empty();
            let same = befores.into_iter().find_map(|(before, text)| {
                let tree = self.tree(text)?;
                match stood(&tree, &after, &at.key) {
                    Stood::Same(key) => Some(At { key, ..before }),
                    Stood::Otherwise => None,
                }
            });
            match same {
                Some(before) => at = before,
                None if was_there || is_there(&after, &at.key) => {
                    let commit = line.commit(place)?;
                    return Some(Origin::Commit { line: at.line, place, commit });
                }
                None => return None,
            }
        }
    }

    /// Where a record that a commit added lay before: the same commit took it away elsewhere, or a
    /// commit of another repository did, the nearest in time.
    fn elsewhere(&self, at: &At, place: usize) -> Option<(At, &'t [u8])> {
        if !matches!(spot(&at.path), Spot::Record(Slot { stem: Stem::Id(_), .. })) {
            return None;
        }
        let name = at.path.rsplit('/').next()?;
        let when = |line: usize, place: usize| {
            self.trail.lines.get(line)?.commit(place).map(|commit| commit.arrived_at)
        };
        let arrived_at = when(at.line, place)?;
        let distance = |gone: &Gone<'_>| {
            when(gone.line, gone.place).map(|gone_at| (gone_at - arrived_at).abs())
        };
        let gone = self.gone.get(name).into_iter().flatten();
        let gone = gone.filter(|gone| gone.line != at.line || gone.place == place);
        let nearest = gone.min_by_key(|gone| distance(gone))?;
        let (path, key) = (nearest.path.to_owned(), at.key.clone());
        Some((At { line: nearest.line, place: nearest.parent, path, key }, nearest.text))
    }

    fn tree(&mut self, text: &'t [u8]) -> Option<Rc<Given>> {
        let read = || {
            let tree = edit::tree(std::str::from_utf8(text).ok()?).ok()?;
            Some(Rc::new(tree))
        };
        self.trees.entry(text.as_ptr() as usize).or_insert_with(read).clone()
    }
}

/// Whether something stands at a key.
fn is_there(tree: &Given, key: &str) -> bool {
    let nothing = Given::Table(Vec::new());
    key.is_empty() || stood(&nothing, tree, key) == Stood::Otherwise
}
