//! What became of the archive's files between two states, step by step. The steps are those of the
//! state itself: from the earlier one along the first parents as far as these lead there. Work that
//! a merge brought in is one step, whatever became of it on the way, and it is told by whom each
//! file's new content was committed.

use super::call::short;
use super::history::{History, missing};
use super::objects::{Found, Wanted, read};
use super::repository::{Part, Repositories};
use super::revision::{Past, State};
use super::touched::touched;
use crate::archive::files::size_limit;
use crate::archive::layout::{Spot, spot};
use crate::archive::turns::{After, By, Turn};
use crate::diag::past::PastStop;
use crate::domain::record::Kind;
use crate::domain::time::Zone;
use std::collections::{BTreeMap, BTreeSet};

/// From one commit to the next, by their places in the history; the first of all begins nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step {
    from: Option<usize>,
    to: usize,
}

/// A record's file as a step left it; without an id it is gone.
struct Left {
    path: String,
    id: Option<String>,
    step: usize,
    /// The commit that made it so.
    by: usize,
}

impl State {
    /// Every change of a record since an earlier state. `reads`: of which kinds the texts are
    /// wanted.
    pub fn turns_since(
        &self,
        earlier: &Self,
        zone: Zone,
        reads: fn(Kind) -> bool,
    ) -> Result<Vec<Turn>, PastStop> {
        let repositories = &self.repositories;
        let mut turns = Vec::new();
        for (part, now) in &self.commits {
            let then = earlier.commits.iter().find(|(other, _)| other.mount == part.mount);
            let past = repositories.past(part, now)?;
            let then = then.and_then(|(_, then)| past.history.place(then));
            let steps = steps(&past.history, past.tip, then);
            let left = repositories.left(part, &past, &steps)?;
            turns.extend(repositories.told(part, &past, left, zone, reads)?);
        }
        Ok(turns)
    }
}

impl Repositories {
    /// What each step left behind, and which commit made it so.
    fn left(&self, part: &Part, past: &Past, steps: &[Step]) -> Result<Vec<Left>, PastStop> {
        let commits = &past.history.commits;
        let id = |place: usize| commits.get(place).map_or("", |commit| commit.id.as_str());
        let line = |step: &Step| match step.from {
            // The commit is held against this one of its parents.
            Some(from) => format!("{} {}", id(step.to), id(from)),
            None => id(step.to).to_owned(),
        };
        let lines: Vec<String> = steps.iter().map(line).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let mut left = Vec::new();
        touched(&self.git, &part.seat, &lines, &[], |step, touched| {
            if let (Some(path), Some(of)) = (part.in_archive(&touched.path), steps.get(step))
                && matches!(spot(&path), Spot::Record(_))
            {
                left.push(Left { path, id: touched.id, step, by: of.to });
            }
        })?;
        // What goes elsewhere goes first.
        left.sort_by_key(|left| (left.step, left.id.is_some()));
        self.find_makers(part, past, steps, &mut left)?;
        Ok(left)
    }

    /// Finds for what a merge brought the newest commit that made it so; what no commit made so,
    /// the merge itself did.
    fn find_makers(
        &self,
        part: &Part,
        past: &Past,
        steps: &[Step],
        left: &mut [Left],
    ) -> Result<(), PastStop> {
        let brought = brought(&past.history, steps);
        let commits = &past.history.commits;
        let id = |(place, _): &(usize, usize)| commits.get(*place).map(|commit| commit.id.as_str());
        let ids: Vec<&str> = brought.iter().filter_map(id).collect();
        if ids.is_empty() {
            return Ok(());
        }
        let mut makers: BTreeMap<(usize, String, Option<String>), usize> = BTreeMap::new();
        touched(&self.git, &part.seat, &ids, &[], |at, touched| {
            if let (Some(path), Some((place, step))) =
                (part.in_archive(&touched.path), brought.get(at))
            {
                let maker = makers.entry((*step, path, touched.id)).or_insert(*place);
                *maker = (*maker).max(*place);
            }
        })?;
        for left in left {
            let key = (left.step, left.path.clone(), left.id.clone());
            left.by = makers.get(&key).copied().unwrap_or(left.by);
        }
        Ok(())
    }

    /// What was left behind, with the texts that are wanted and who did it.
    fn told(
        &self,
        part: &Part,
        past: &Past,
        left: Vec<Left>,
        zone: Zone,
        reads: fn(Kind) -> bool,
    ) -> Result<Vec<Turn>, PastStop> {
        let wanted = |left: &Left| match spot(&left.path) {
            Spot::Record(slot) if reads(slot.kind) => Some(Wanted {
                id: left.id.clone()?,
                limit: size_limit(&left.path).unwrap_or(u64::MAX),
            }),
            _ => None,
        };
        let asked: Vec<Wanted> = left.iter().filter_map(wanted).collect();
        let mut texts = read(&self.git, &part.seat, &asked)?.into_iter();
        let mut turns = Vec::with_capacity(left.len());
        for left in left {
            let after = match (&left.id, wanted(&left)) {
                (None, _) => After::Gone,
                (Some(_), None) => After::Unread,
                (Some(id), Some(_)) => match texts.next() {
                    Some(Found::Content(bytes)) => {
                        String::from_utf8(bytes).map_or(After::Unread, After::Text)
                    }
                    Some(Found::TooLarge(_)) => After::Unread,
                    Some(Found::Missing) | None => return Err(missing(&part.seat, id)),
                },
            };
            let commit = past.history.commits.get(left.by);
            // Everything behind the tip has arrived.
            let Some((commit, arrived)) = commit.zip(past.arrived(left.by)) else { continue };
            let by = By {
                commit: short(&commit.id).to_owned(),
                email: commit.author_email.clone(),
                on: zone.date_of(arrived.at),
            };
            turns.push(Turn { path: left.path, after, by });
        }
        Ok(turns)
    }
}

/// The steps from one commit to a later one, the oldest first: back along the first of each
/// commit's parents that has the earlier one behind it. Without an earlier one the whole line.
fn steps(history: &History, tip: usize, then: Option<usize>) -> Vec<Step> {
    let Some(then) = then else {
        let line = history.line(tip);
        let from = std::iter::once(None).chain(line.iter().copied().map(Some));
        return from.zip(&line).map(|(from, to)| Step { from, to: *to }).collect();
    };
    let later = history.ahead(then);
    let mut steps = Vec::new();
    let mut to = tip;
    while to != then {
        let parents = history.commits.get(to).map_or(&[][..], |commit| commit.parents.as_slice());
        let Some(from) = parents.iter().copied().find(|parent| later.contains(parent)) else {
            break;
        };
        steps.push(Step { from: Some(from), to });
        to = from;
    }
    steps.reverse();
    steps
}

/// The commits that merges brought in, with the step that did.
fn brought(history: &History, steps: &[Step]) -> Vec<(usize, usize)> {
    let is_merge = |step: &Step| history.commits.get(step.to).is_some_and(|c| c.parents.len() > 1);
    if !steps.iter().any(is_merge) {
        return Vec::new();
    }
    let start = steps.first().and_then(|step| step.from);
    let mut seen: BTreeSet<usize> = start.map(|from| history.behind(from)).unwrap_or_default();
    let mut brought = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let mut open = vec![step.to];
        while let Some(place) = open.pop() {
            if seen.insert(place) {
                if place != step.to {
                    brought.push((place, at));
                }
                open.extend(history.commits.get(place).into_iter().flat_map(|c| &c.parents));
            }
        }
    }
    brought
}
