//! Which commit made it so that a client's grade is another one: for each predicate that turned, in
//! this order, time alone, the policy, the newest commit that set what the predicate rests on.
//! Must not say anything in words.

use super::origin::{Origin, Source, origins};
use crate::archive::files::Files;
use crate::domain::book::{Book, Entry};
use crate::domain::commit::Commit;
use crate::domain::grade::explain::{Evidence, Explanation, Source as Place, explain};
use crate::domain::grade::{Grading, Predicate, grade};
use crate::domain::id::ClientId;
use crate::domain::movement::{Detail, Movement, Reasons, Side};
use crate::domain::record::client::Client;
use crate::git::Trail;
use crate::report::grade_explained::source;
use crate::report::promotions::{Cause, Reason, Turn};
use std::collections::{BTreeMap, BTreeSet};

const POLICY: &str = "policy.toml";

/// Both states, and what is known of the way from one to the other.
pub struct Way<'w, 'b> {
    pub before: &'w Side<'b>,
    pub after: &'w Side<'b>,
    /// The later state's clients, graded by the earlier one's policy; none where it is the same.
    pub by_old_policy: &'w BTreeMap<ClientId, Grading>,
}

/// The values whose commits are wanted.
pub fn sources(way: &Way<'_, '_>, movements: &[Movement]) -> BTreeSet<Source> {
    let mut all = BTreeSet::from([(POLICY.to_owned(), String::new())]);
    for movement in movements {
        for side in [way.before, way.after] {
            let Some(client) = side.book.client(movement.client) else { continue };
            let explanation = explain(side.book, client, side.as_of);
            let places = places(&explanation).into_iter();
            all.extend(places.map(|place| (place.path.to_string(), place.key.clone())));
            all.extend(records(side.book, movement.client).map(|path| (path, String::new())));
        }
    }
    all
}

/// Every reason of every promotion and demotion.
pub fn turns(
    way: &Way<'_, '_>,
    movements: &[Movement],
    trail: &Trail,
    files: &Files,
    older: &BTreeSet<String>,
) -> Vec<Turn> {
    let found = origins(trail, files, &sources(way, movements));
    let known = Known { trail, found, older };
    let mut turns = Vec::new();
    for movement in movements {
        if let Detail::Grade { from: Some(from), to: Some(to), reasons } = &movement.detail
            && let Some(case) = Case::new(way, movement.client)
        {
            let turn = |(reason, cause, evidence, place)| Turn {
                kind: movement.kind,
                client: movement.client,
                from: *from,
                to: *to,
                reason,
                cause,
                evidence,
                place,
            };
            turns.extend(case.causes(&known, reasons).into_iter().map(turn));
        }
    }
    turns
}

/// The entries that an explanation names.
fn places(explanation: &Explanation) -> Vec<&Place> {
    let evidence = explanation.facts.iter().flat_map(|fact| &fact.evidence);
    evidence.filter_map(source).chain(explanation.override_source.as_ref()).collect()
}

/// The records that a client's grade can rest on.
fn records(book: &Book, client: ClientId) -> impl Iterator<Item = String> {
    let files = book.with_absorbed(client).map(|entry| &entry.path);
    let projects = book.projects_of(client).map(|entry| &entry.path);
    let visits = book.visits_of(client).map(|entry| &entry.path);
    let complaints = book.complaints_of(client).map(|entry| &entry.path);
    files.chain(projects).chain(visits).chain(complaints).map(|path| path.to_string())
}

/// What history says about the values.
struct Known<'k> {
    trail: &'k Trail,
    found: BTreeMap<Source, Origin>,
    /// The commits of the earlier state.
    older: &'k BTreeSet<String>,
}

impl Known<'_> {
    /// The commit of a value, none where it is in no commit yet; nothing where the earlier state
    /// had it already.
    fn newly_set(&self, path: &str, key: &str) -> Option<Option<&Commit>> {
        match self.found.get(&(path.to_owned(), key.to_owned()))? {
            Origin::NotCommitted => Some(None),
            Origin::Commit { line, place, commit } => {
                self.is_newer(*line, *place).then_some(Some(commit))
            }
        }
    }

    fn is_newer(&self, line: usize, place: usize) -> bool {
        let Some(line) = self.trail.lines.get(line) else { return false };
        let mut olds = self.older.iter().filter_map(|id| line.place(id));
        !olds.any(|old| line.is_behind(place, old))
    }

    /// The commit that took a record away since.
    fn removal(&self, path: &str) -> Option<Commit> {
        let lines = self.trail.lines.iter().enumerate();
        lines.into_iter().find_map(|(number, line)| {
            let (place, made) = line.maker(path, line.tip())?;
            let is_gone = made.first()?.after.is_none();
            (is_gone && self.is_newer(number, place)).then(|| line.commit(place)).flatten()
        })
    }
}

/// What was found for one reason.
type Found = (Reason, Cause, Option<Evidence>, Option<Source>);

/// One client whose grade changed.
struct Case<'c> {
    way: &'c Way<'c, 'c>,
    client: ClientId,
    then: &'c Grading,
    now: &'c Grading,
    /// The earlier records as of the later day: what time alone does.
    aged: Grading,
    explained: [Explanation; 2],
    entry: &'c Entry<Client>,
}

impl<'c> Case<'c> {
    fn new(way: &'c Way<'_, '_>, client: ClientId) -> Option<Self> {
        let old = way.before.book.client(client)?;
        let entry = way.after.book.client(client)?;
        Some(Self {
            way,
            client,
            then: way.before.gradings.get(&client)?,
            now: way.after.gradings.get(&client)?,
            aged: grade(way.before.book, old, way.after.as_of),
            explained: [
                explain(way.before.book, old, way.before.as_of),
                explain(way.after.book, entry, way.after.as_of),
            ],
            entry,
        })
    }

    fn causes(&self, known: &Known<'_>, reasons: &Reasons) -> Vec<Found> {
        let mut all: Vec<Found> = Vec::new();
        for (predicate, from, to) in &reasons.predicates {
            let (predicate, from, to) = (*predicate, *from, *to);
            let (cause, evidence, place) = self.of_predicate(known, predicate);
            all.push((Reason::Predicate { predicate, from, to }, cause, evidence, place));
        }
        if reasons.is_overridden {
            let (cause, place) = self.of_override(known);
            all.push((Reason::Override, cause, None, place));
        }
        all
    }

    fn of_predicate(
        &self,
        known: &Known<'_>,
        predicate: Predicate,
    ) -> (Cause, Option<Evidence>, Option<Source>) {
        let [old, new] = self.evidence(predicate);
        let shown = new.first().map(|evidence| (*evidence).clone());
        // To the letter: what time made unknown and a new record denies is that record's doing.
        let is = |grading: &Grading| grading.predicates[predicate];
        if is(&self.aged) == is(self.now) {
            let place = shown.as_ref().and_then(source).map(pair);
            return (Cause::Time, shown, place);
        }
        let by_old = self.way.by_old_policy.get(&self.client);
        if by_old.is_some_and(|grading| is(grading) == is(self.then)) {
            let cause = known.newly_set(POLICY, "").map_or(Cause::Untold, |commit| match commit {
                Some(commit) => Cause::Policy(commit.clone()),
                None => Cause::NotCommitted,
            });
            return (cause, shown, Some((POLICY.to_owned(), String::new())));
        }
        let of_new = new.iter().filter_map(|evidence| Some((pair(source(evidence)?), *evidence)));
        let mut best: Option<(Cause, Option<Evidence>, Option<Source>)> = None;
        for (place, evidence) in of_new {
            better(&mut best, known.newly_set(&place.0, &place.1), Some(evidence), place);
        }
        for place in old.iter().filter_map(|evidence| source(evidence)).map(pair) {
            let path = self.path_now(&place.0);
            let found = known.newly_set(&path, &place.1).or_else(|| known.newly_set(&path, ""));
            better(&mut best, found, new.first().copied(), (path.clone(), place.1));
            let removal = known.removal(&path);
            let removed = removal.as_ref().map(Some);
            better(&mut best, removed, new.first().copied(), (path, String::new()));
        }
        if best.is_none() {
            for path in records(self.way.after.book, self.client) {
                let found = known.newly_set(&path, "");
                better(&mut best, found, new.first().copied(), (path, String::new()));
            }
        }
        best.unwrap_or((Cause::Untold, shown, None))
    }

    /// What a predicate rested on and rests on: of the facts whose values are others.
    fn evidence(&self, predicate: Predicate) -> [Vec<&Evidence>; 2] {
        let (old, new) = (&self.then.facts, &self.now.facts);
        let differs = |fact| old.value(fact) != new.value(fact);
        self.explained.each_ref().map(|explained| {
            let facts = explained.facts.iter();
            let of_it = facts.filter(|found| predicate.rests_on().contains(&found.fact));
            let all: Vec<_> = of_it.collect();
            let changed: Vec<_> = all.iter().filter(|found| differs(found.fact)).copied().collect();
            let chosen = if changed.is_empty() { all } else { changed };
            chosen.into_iter().flat_map(|found| &found.evidence).collect()
        })
    }

    fn of_override(&self, known: &Known<'_>) -> (Cause, Option<Source>) {
        let [old, new] = self.explained.each_ref().map(|found| found.override_source.as_ref());
        let place = new.or(old).map(pair);
        if self.aged.effective == self.now.effective && self.aged.state == self.now.state {
            return (Cause::Time, place.map(|(path, key)| (self.path_now(&path), key)));
        }
        let mut best = None;
        for (path, key) in [new, old].into_iter().flatten().map(pair) {
            let path = self.path_now(&path);
            let found = known.newly_set(&path, &key).or_else(|| known.newly_set(&path, ""));
            better(&mut best, found, None, (path, key));
        }
        best.map_or((Cause::Untold, place), |(cause, _, place)| (cause, place))
    }

    /// Where a record of the earlier state lies now: a client may have moved.
    fn path_now(&self, path: &str) -> String {
        let name = |path: &str| path.rsplit('/').next().map(str::to_owned);
        let is_own = name(path) == name(&self.entry.path) && path.contains("/clients/");
        if is_own { self.entry.path.to_string() } else { path.to_owned() }
    }
}

fn pair(place: &Place) -> Source {
    (place.path.to_string(), place.key.clone())
}

/// Takes a commit that arrived later than what is known, or a value that is in none yet.
fn better(
    best: &mut Option<(Cause, Option<Evidence>, Option<Source>)>,
    found: Option<Option<&Commit>>,
    evidence: Option<&Evidence>,
    place: Source,
) {
    let Some(found) = found else { return };
    let is_later = match (best.as_ref().map(|(cause, _, _)| cause), found) {
        (None | Some(Cause::Time | Cause::Untold), _) => true,
        (Some(Cause::NotCommitted), _) => false,
        (Some(Cause::Records(_) | Cause::Policy(_)), None) => true,
        (Some(Cause::Records(known) | Cause::Policy(known)), Some(commit)) => {
            known.arrived_at < commit.arrived_at
        }
    };
    if is_later {
        let cause = found.map_or(Cause::NotCommitted, |commit| Cause::Records(commit.clone()));
        *best = Some((cause, evidence.cloned(), Some(place)));
    }
}
