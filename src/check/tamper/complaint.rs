//! Complaints are not taken away, and what counts in the assessment is not changed once their
//! half-year is closed: severity, date of receipt, finding. A first finding may come later, and an
//! appeal that is upheld may change one.

use super::replay::{Replay, Text, Version};
use super::{Past, Present, is_baseline, trace};
use crate::archive::compare::same;
use crate::archive::decode::decode;
use crate::archive::edit::{Given, from_node};
use crate::archive::layout::Stem;
use crate::archive::parse::with_tree;
use crate::diag::{Finding, Place, Problem};
use crate::domain::assess::{half_close, half_window};
use crate::domain::book::{Book, Entry};
use crate::domain::complaints::Handling;
use crate::domain::period::Half;
use crate::domain::record::complaint::{Complaint, EventKind};
use crate::domain::time::Date;

const SEVERITY: &str = "severity";
const RECEIVED: &str = "received_at";
const FINDING: &str = "finding";
/// What counts in the assessment.
const KEYS: [&str; 3] = [SEVERITY, RECEIVED, FINDING];

pub(super) fn check(past: Past<'_>, now: Present<'_>, replay: &Replay<'_>) -> Vec<Finding> {
    if let Some(removal) = replay.removal() {
        let by = removal.by.by();
        if is_baseline(replay, by) {
            return Vec::new();
        }
        let path = removal.path.to_owned();
        let problem = Problem::ComplaintRemoved { path, trace: trace(by, now) };
        return vec![Finding::new(Place::file(removal.path), problem)];
    }
    let Some(path) = replay.now else { return Vec::new() };
    // The policy of then says when a half-year was closed.
    let book = past.book.unwrap_or(now.book);
    let changed = changed(book, now.today, replay).into_iter();
    let finding = |change: Change<'_>| {
        let Change { key, before, after, half, closed_on, version } = change;
        let problem = Problem::ClosedComplaintChanged {
            key: key.to_owned(),
            before: before.as_ref().map(told),
            after: after.as_ref().map(told),
            half: half.to_string(),
            closed_on,
            trace: trace(version.by.by(), now),
        };
        Finding::new(Place::value(path, key), problem)
    };
    changed.map(finding).collect()
}

/// A value that was changed too late and still stands.
struct Change<'r> {
    key: &'static str,
    before: Option<Given>,
    after: Option<Given>,
    half: Half,
    closed_on: Date,
    version: &'r Version<'r>,
}

/// One version, as far as it counts.
struct Seen {
    values: [Option<Given>; 3],
    /// For the day on which its half-year is closed.
    entry: Entry<Complaint>,
    upheld: usize,
}

fn changed<'r>(book: &Book, today: Date, replay: &'r Replay<'r>) -> Vec<Change<'r>> {
    let mut right: Option<Seen> = None;
    let mut wrong: Vec<Change<'r>> = Vec::new();
    for version in &replay.versions {
        let Some(seen) = see(replay, version) else { continue };
        let Some(known) = &mut right else {
            right = Some(seen);
            continue;
        };
        let arrived_on = replay.arrived_on(version, today).unwrap_or(today);
        let is_judged = !is_baseline(replay, version.by.by());
        let closed = closed(book, &known.entry, arrived_on).filter(|_| is_judged);
        for (at, key) in KEYS.into_iter().enumerate() {
            let (before, after) = (known.values[at].clone(), seen.values[at].clone());
            if is_same(before.as_ref(), after.as_ref()) {
                wrong.retain(|change| change.key != key);
                continue;
            }
            let is_first = key == FINDING && before.is_none();
            let is_upheld = key == FINDING && seen.upheld > known.upheld;
            match closed {
                Some((half, closed_on)) if !is_first && !is_upheld => {
                    let stands = |change: &&Change<'_>| {
                        change.key == key && is_same(change.after.as_ref(), after.as_ref())
                    };
                    // What has not changed again was changed before.
                    if !wrong.iter().any(|change| stands(&change)) {
                        wrong.retain(|change| change.key != key);
                        wrong.push(Change { key, before, after, half, closed_on, version });
                    }
                }
                _ => {
                    wrong.retain(|change| change.key != key);
                    known.values[at] = after;
                }
            }
        }
        if wrong.is_empty() {
            right = Some(seen);
        }
    }
    wrong
}

fn see(replay: &Replay<'_>, version: &Version<'_>) -> Option<Seen> {
    let (Text::Is(text), Stem::Id(id)) = (version.text, &replay.slot.stem) else { return None };
    with_tree(text, |tree| {
        let root = tree.ok()?;
        let record: Complaint = decode(root).ok()?;
        let value = |key| Some(from_node(root.table()?.get(key)?, text));
        let is_upheld = |event: &&crate::domain::record::complaint::Event| {
            event.kind == EventKind::AppealDecided && event.upheld == Some(true)
        };
        let upheld = record.events.iter().filter(is_upheld).count();
        let (unit, path) = (replay.slot.unit.clone(), version.path.into());
        let entry = Entry { id: *id, unit, path, half: None, record: Box::new(record) };
        Some(Seen { values: KEYS.map(value), entry, upheld })
    })
}

fn is_same(before: Option<&Given>, after: Option<&Given>) -> bool {
    match (before, after) {
        (Some(before), Some(after)) => same(before, after),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// The half-year in whose assessment a complaint counts (rules §9), where that was closed before a
/// day, and on which day.
fn closed(book: &Book, entry: &Entry<Complaint>, on: Date) -> Option<(Half, Date)> {
    let moment = Handling::new(book, entry, on)?.moment()?;
    let half = Half::of(book.zone.date_of(moment));
    let holds = |half: &Half| half_window(&book.policy, *half, book.zone).contains(&moment);
    let half = [half.previous(), half].into_iter().find(holds)?;
    let closed_on = half_close(&book.policy, half);
    (on > closed_on).then_some((half, closed_on))
}

/// A value as it stands in the file.
fn told(given: &Given) -> String {
    match given {
        Given::Text(text) | Given::Number(text) | Given::Date(text) | Given::Moment(text) => {
            text.clone()
        }
        Given::Integer(number) => number.to_string(),
        Given::Boolean(value) => value.to_string(),
        Given::List(_) | Given::Table(_) => String::new(),
    }
}
