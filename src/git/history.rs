//! Commits and when they arrived (rules §5). Commits are read as objects, so that neither grafts
//! nor a shallow boundary nor a commit-graph file says who their parents are. Author times never
//! count.

use super::call::{Git, Seat, broken, short};
use super::objects::{Found, Wanted, read};
use super::receipts::Receipt;
use crate::diag::past::{PastRefusal, PastStop};
use crate::domain::returns::EvidenceGrade;
use crate::domain::time::Instant;
use chrono::DateTime;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug)]
pub(super) struct Commit {
    pub(super) id: String,
    /// Places in the history; the first is that of the line.
    pub(super) parents: Vec<usize>,
    pub(super) committed_at: Instant,
    pub(super) author_name: String,
    pub(super) author_email: String,
}

/// Every commit behind some tips, parents before children.
#[derive(Debug)]
pub(super) struct History {
    pub(super) commits: Vec<Commit>,
    places: BTreeMap<String, usize>,
}

/// When a commit arrived, and how well that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Arrived {
    pub(super) at: Instant,
    pub(super) grade: EvidenceGrade,
}

impl History {
    /// Refuses a history that is cut off: the cut would pass for its beginning.
    pub(super) fn read(git: &Git, seat: &Seat, tips: &[&str]) -> Result<Self, PastStop> {
        let mut args = vec!["rev-list", "--topo-order", "--reverse"];
        args.extend(tips);
        let listed = git.run(seat, &args)?;
        let listed = String::from_utf8_lossy(&listed);
        let ids: Vec<&str> = listed.lines().collect();
        let wanted: Vec<Wanted> = ids.iter().map(|id| Wanted::whole(*id)).collect();
        let mut history = Self { commits: Vec::with_capacity(ids.len()), places: BTreeMap::new() };
        for (id, found) in ids.iter().zip(read(git, seat, &wanted)?) {
            let Found::Content(raw) = found else { return Err(missing(seat, id)) };
            let raw = RawCommit::parse(&raw)
                .ok_or_else(|| broken(seat, &format!("commit {id} cannot be read")))?;
            let parents: Option<Vec<usize>> =
                raw.parents.iter().map(|parent| history.place(parent)).collect();
            let Some(parents) = parents else {
                let folder = seat.folder().display().to_string();
                return Err(PastRefusal::Shallow { folder }.into());
            };
            history.places.insert((*id).to_owned(), history.commits.len());
            history.commits.push(Commit {
                id: (*id).to_owned(),
                parents,
                committed_at: raw.committed_at,
                author_name: raw.author_name,
                author_email: raw.author_email,
            });
        }
        Ok(history)
    }

    pub(super) fn place(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// The first-parent line of a commit, oldest first.
    pub(super) fn line(&self, tip: usize) -> Vec<usize> {
        let first = |place: &usize| self.commits.get(*place)?.parents.first().copied();
        let mut line: Vec<usize> = std::iter::successors(Some(tip), first).collect();
        line.reverse();
        line
    }

    /// When each commit behind `tip` arrived: by the earliest receipt that covers it, else by the
    /// earliest observation, else with the commit of the first-parent line that brought it in.
    /// `None` for commits that are not behind `tip`. `is_here`: whether a commit that receipts
    /// name is in this clone.
    pub(super) fn arrivals(
        &self,
        tip: usize,
        receipts: &[Receipt],
        is_here: &dyn Fn(&str) -> bool,
    ) -> Result<Vec<Option<Arrived>>, PastRefusal> {
        let mut arrived = self.own_arrivals(tip);
        let doubts: Vec<Option<Doubt>> =
            receipts.iter().map(|receipt| Doubt::of(receipt, receipts, is_here)).collect();
        let mut receipts: Vec<_> = receipts.iter().zip(&doubts).collect();
        // What is certain first: doubts that come too late to matter are none.
        receipts.sort_by_key(|(receipt, doubt)| (doubt.is_some(), receipt.grade, receipt.at));
        for (receipt, doubt) in receipts {
            for place in self.covered(receipt) {
                let better = Arrived { at: receipt.at, grade: receipt.grade };
                // A commit that is not behind the tip has no arrival to be improved.
                let Some(Some(known)) = arrived.get_mut(place) else { continue };
                if (better.grade, better.at) >= (known.grade, known.at) {
                    continue;
                }
                let made = self.commits.get(place).map(|commit| commit.committed_at);
                match doubt {
                    Some(doubt) if made.is_some_and(|made| made <= doubt.until) => {
                        return Err(PastRefusal::ReceiptUnclear {
                            receipt: short(&receipt.commit).to_owned(),
                            absent: doubt.absent.to_owned(),
                        });
                    }
                    _ => *known = better,
                }
            }
        }
        Ok(arrived)
    }

    /// When each commit behind `tip` arrived by what commits say of themselves.
    fn own_arrivals(&self, tip: usize) -> Vec<Option<Arrived>> {
        let mut arrived: Vec<Option<Arrived>> = vec![None; self.commits.len()];
        let mut open = Vec::new();
        for brought_in_by in self.line(tip) {
            let Some(at) = self.commits.get(brought_in_by).map(|commit| commit.committed_at) else {
                continue;
            };
            open.push(brought_in_by);
            while let Some(place) = open.pop() {
                let Some(slot) = arrived.get_mut(place).filter(|slot| slot.is_none()) else {
                    continue;
                };
                *slot = Some(Arrived { at, grade: EvidenceGrade::C });
                open.extend(self.commits.get(place).into_iter().flat_map(|c| &c.parents));
            }
        }
        arrived
    }

    /// What a receipt covers: what is behind its new commit and behind none that was there before.
    fn covered(&self, receipt: &Receipt) -> Vec<usize> {
        let mut walk = Walk::default();
        let Some(new) = self.place(&receipt.new) else { return Vec::new() };
        walk.reach(new, false);
        for before in receipt.before.iter().filter_map(|id| self.place(id)) {
            walk.reach(before, true);
        }
        let mut covered = Vec::new();
        // Children lie behind their parents, so that by falling place a commit comes up after all
        // its children, and it is known whether any of them was there before.
        while walk.fresh > 0
            && let Some((place, was_there)) = walk.reached.pop_last()
        {
            if !was_there {
                walk.fresh -= 1;
                covered.push(place);
            }
            for parent in self.commits.get(place).into_iter().flat_map(|commit| &commit.parents) {
                walk.reach(*parent, was_there);
            }
        }
        covered
    }

    /// Every commit that has one behind it, and that one.
    pub(super) fn ahead(&self, of: usize) -> BTreeSet<usize> {
        let mut ahead = BTreeSet::from([of]);
        for (place, commit) in self.commits.iter().enumerate().skip(of) {
            if commit.parents.iter().any(|parent| ahead.contains(parent)) {
                ahead.insert(place);
            }
        }
        ahead
    }

    /// Every commit behind one, and that one.
    pub(super) fn behind(&self, tip: usize) -> BTreeSet<usize> {
        let mut seen = BTreeSet::new();
        let mut open = vec![tip];
        while let Some(place) = open.pop() {
            if seen.insert(place) {
                open.extend(self.commits.get(place).into_iter().flat_map(|c| &c.parents));
            }
        }
        seen
    }

    /// Whether one commit is behind another, or the same.
    pub(super) fn is_behind(&self, older: usize, newer: usize) -> bool {
        let mut open = vec![newer];
        let mut seen = BTreeSet::new();
        while let Some(place) = open.pop() {
            if place == older {
                return true;
            }
            if place > older && seen.insert(place) {
                open.extend(self.commits.get(place).into_iter().flat_map(|c| &c.parents));
            }
        }
        false
    }
}

/// That nobody can tell all that was there before a receipt, since a commit it names is not here.
#[derive(Debug, PartialEq, Eq)]
struct Doubt<'r> {
    absent: &'r str,
    /// Commits that were made until then may have been behind the absent one.
    until: Instant,
}

impl<'r> Doubt<'r> {
    /// What was made after the absent commit was received is not behind it. Another ref's commit
    /// that is gone is a side branch that nobody took over: what it had and others have too is
    /// what there was before the first receipt.
    fn of(
        receipt: &'r Receipt,
        receipts: &[Receipt],
        is_here: &dyn Fn(&str) -> bool,
    ) -> Option<Self> {
        let absent = receipt.before.iter().find(|id| !is_here(id))?;
        let until = if receipt.old.as_ref() == Some(absent) {
            let made_it = |other: &&Receipt| other.new == *absent && other.at <= receipt.at;
            receipts.iter().filter(made_it).map(|other| other.at).max()
        } else {
            receipts.iter().map(|other| other.at).min()
        };
        Some(Self { absent, until: until.unwrap_or(receipt.at) })
    }
}

/// Commits that a walk has reached and not left yet.
#[derive(Debug, Default)]
struct Walk {
    /// By place, whether it was there before.
    reached: BTreeMap<usize, bool>,
    /// How many of them were not.
    fresh: usize,
}

impl Walk {
    fn reach(&mut self, place: usize, was_there: bool) {
        match self.reached.insert(place, was_there) {
            None if was_there => {}
            None => self.fresh += 1,
            Some(false) if was_there => self.fresh -= 1,
            // What was there stays so, whoever reaches it.
            Some(known) => {
                self.reached.insert(place, known || was_there);
            }
        }
    }
}

pub(super) fn missing(seat: &Seat, id: &str) -> PastStop {
    let (folder, object) = (seat.folder().display().to_string(), short(id).to_owned());
    PastRefusal::ObjectsMissing { folder, object }.into()
}

/// The parts of a commit object that count.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RawCommit {
    pub(super) parents: Vec<String>,
    pub(super) author_name: String,
    pub(super) author_email: String,
    pub(super) committed_at: Instant,
    pub(super) message: String,
}

impl RawCommit {
    pub(super) fn parse(raw: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(raw);
        let (head, message) = text.split_once("\n\n").unwrap_or((&text, ""));
        let value = |key: &str| head.lines().find_map(|line| line.strip_prefix(key));
        let parents = head.lines().filter_map(|line| line.strip_prefix("parent "));
        let (author, committer) = (value("author ")?, value("committer ")?);
        let (name, _) = author.rsplit_once('>')?;
        let (name, email) = name.split_once('<')?;
        let (_, time) = committer.rsplit_once('>')?;
        let seconds: i64 = time.split_whitespace().next()?.parse().ok()?;
        Some(Self {
            parents: parents.map(str::to_owned).collect(),
            author_name: name.trim().to_owned(),
            author_email: email.to_owned(),
            committed_at: DateTime::from_timestamp(seconds, 0)?,
            message: message.to_owned(),
        })
    }
}
