//! Issued rankings and assessments stay as they are: a correction is issued beside them. So does
//! what a notice says of the result, and what a return says of its submission once it was due.

use super::replay::{Replay, Text, Version};
use super::{Past, Present, is_baseline, trace};
use crate::archive::compare::changes;
use crate::archive::layout::Stem;
use crate::diag::{Finding, Place, Problem};
use crate::domain::record::Kind;
use crate::domain::returns::return_period;
use crate::domain::time::Date;

/// What a notice says of the result.
const OF_NOTICE: [&str; 4] = ["result", "total", "notice_on", "summary_due"];
/// What a return says of its submission.
const OF_RETURN: [&str; 2] = ["submitted_on", "nil"];

/// What may no longer change, and from when on.
struct Frozen {
    /// None: all of it.
    keys: Option<&'static [&'static str]>,
    /// The last day on which a change is right.
    until: Option<Date>,
}

pub(super) fn check(past: Past<'_>, now: Present<'_>, replay: &Replay<'_>) -> Vec<Finding> {
    let frozen = frozen(past, now, replay);
    let is_late = |version: &Version<'_>| {
        let arrived_on = replay.arrived_on(version, now.today);
        arrived_on.is_some_and(|on| frozen.until.is_none_or(|until| on > until))
            && !is_baseline(replay, version.by.by())
    };
    let problem = |removed: bool, version: &Version<'_>| {
        let (path, trace) = (version.path.to_owned(), trace(version.by.by(), now));
        match (replay.kind, frozen.until) {
            (Kind::Return, Some(due_on)) => {
                Problem::SubmittedReturnChanged { path, removed, due_on, trace }
            }
            (kind, _) => Problem::FrozenFileChanged { kind, path, removed, trace },
        }
    };
    if let Some(removal) = replay.removal() {
        let finding = Finding::new(Place::file(removal.path), problem(true, removal));
        return if is_late(removal) { vec![finding] } else { Vec::new() };
    }
    let Some(path) = replay.now else { return Vec::new() };
    let Some((version, key)) = changed(replay, &frozen, is_late) else { return Vec::new() };
    let place = match key {
        Some(key) => Place::value(path, key),
        None => Place::file(path),
    };
    vec![Finding::new(place, problem(false, version))]
}

fn frozen(past: Past<'_>, now: Present<'_>, replay: &Replay<'_>) -> Frozen {
    match (replay.kind, &replay.slot.stem) {
        (Kind::Return, Stem::Month(month)) => {
            let policy = &past.book.unwrap_or(now.book).policy.returns;
            let (_, due_on) = return_period(*month, policy.cutoff_day);
            Frozen { keys: Some(&OF_RETURN), until: Some(due_on) }
        }
        (Kind::Notice, _) => Frozen { keys: Some(&OF_NOTICE), until: None },
        _ => Frozen { keys: None, until: None },
    }
}

/// The last version that changed too late what still differs from what was right, with the first
/// key that does.
fn changed<'r>(
    replay: &'r Replay<'r>,
    frozen: &Frozen,
    is_late: impl Fn(&Version<'_>) -> bool,
) -> Option<(&'r Version<'r>, Option<String>)> {
    let mut right: Option<&Version<'r>> = None;
    let mut wrong: Option<(&Version<'r>, Option<String>)> = None;
    for version in replay.versions.iter().filter(|version| version.text != Text::Gone) {
        let Some(known) = right else {
            right = Some(version);
            continue;
        };
        match differs(replay.kind, frozen, known.text, version.text) {
            None => {
                wrong = None;
                // What is not frozen may have changed.
                right = Some(version);
            }
            Some(key) if is_late(version) => {
                // Who changed something else since then did not change this.
                let is_new = wrong.as_ref().is_none_or(|(pending, _)| {
                    differs(replay.kind, frozen, pending.text, version.text).is_some()
                });
                if is_new {
                    wrong = Some((version, key));
                }
            }
            Some(_) => (right, wrong) = (Some(version), None),
        }
    }
    wrong
}

/// Whether what is frozen differs, and at which key first, as far as that can be told.
fn differs(kind: Kind, frozen: &Frozen, one: Text<'_>, other: Text<'_>) -> Option<Option<String>> {
    if one == other {
        return None;
    }
    let (Text::Is(before), Text::Is(after)) = (one, other) else { return Some(None) };
    let Some(changes) = changes(kind, before, after) else { return Some(None) };
    let is_frozen = |path: &str| match frozen.keys {
        Some(keys) => keys.contains(&path.split('.').next().unwrap_or_default()),
        None => true,
    };
    let first = changes.into_iter().map(|change| change.path).find(|path| is_frozen(path));
    match (first, frozen.keys) {
        (Some(path), _) => Some(Some(path)),
        // Of an issued result every byte counts.
        (None, None) => Some(None),
        (None, Some(_)) => None,
    }
}
