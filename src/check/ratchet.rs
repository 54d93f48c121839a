//! The ratchet: which findings of one state of the archive were there in an earlier one. Lines and
//! positions in lists do not count, nor does the folder that a record lies in: what was wrong
//! before stays known while other things move around it.
//!
//! Two findings are the same when they have the same code, say the same of the same record, and
//! stand at the same key (entries of lists are found again as `compare` finds them) or, where
//! they stand in the text and not at a key, on a line that begins alike.

use crate::archive::compare::Carried;
use crate::archive::files::{Content, Files};
use crate::archive::layout::{Spot, Stem, spot};
use crate::diag::{At, Finding, Problem, Severity};
use crate::domain::id::Id;
use crate::domain::keyword::Keyword;
use std::collections::BTreeMap;

/// What a problem tells beside what is wrong: limits and suggestions stand elsewhere, counts and
/// offsets change with every line, and what a text arrived on is not the record's doing.
const BESIDE: [&str; 16] = [
    "allowed",
    "arrived_on",
    "bytes",
    "gb18030",
    "headers",
    "index",
    "length",
    "limit",
    "lines",
    "max",
    "min",
    "near",
    "offset",
    "opened_on",
    "predicates",
    "today",
];

/// An earlier state with what was wrong in it.
#[derive(Clone, Copy)]
pub struct Earlier<'a> {
    pub files: &'a Files,
    pub findings: &'a [Finding],
}

/// Marks the findings that were there earlier as known: they are notes from then on. What was
/// waived earlier was let stand, not known. Gives the earlier findings that are there no more.
pub fn mark<'a>(earlier: Earlier<'a>, files: &Files, findings: &mut [Finding]) -> Vec<&'a Finding> {
    let names = Names::new(earlier.files, files);
    let mut left: BTreeMap<Key, Vec<&Finding>> = BTreeMap::new();
    let mut mended = Vec::new();
    for old in earlier.findings.iter().filter(|old| old.waived.is_none()) {
        let text = earlier.files.text(&old.place.path);
        match key(old, text, |path| names.of_old(path), |at| names.carried(old, at)) {
            Some(key) => left.entry(key).or_default().push(old),
            None => mended.push(old),
        }
    }
    // Whatever stands exactly where it stood is known before what may have moved.
    for is_exact in [true, false] {
        for found in findings.iter_mut().filter(|found| found.waived.is_none() && !found.known) {
            let text = files.text(&found.place.path);
            let key = key(found, text, |path| names.of_new(path), |at| Some(at.to_owned()));
            let Some(olds) = key.and_then(|key| left.get_mut(&key)) else { continue };
            let is_it = |old: &&Finding| match is_exact {
                true => old.place == found.place && old.problem == found.problem,
                false => is_no_worse(&old.problem, &found.problem),
            };
            if let Some(at) = olds.iter().position(is_it) {
                olds.remove(at);
                found.known = true;
                found.severity = Severity::Note;
            }
        }
    }
    mended.extend(left.into_values().flatten());
    mended
}

/// Whether a problem that is otherwise the same says no more than it did.
fn is_no_worse(old: &Problem, new: &Problem) -> bool {
    match (old, new) {
        (
            Problem::ClosingIncomplete { missing: old },
            Problem::ClosingIncomplete { missing: new },
        ) => new.iter().all(|key| old.contains(key)),
        _ => true,
    }
}

/// What makes two findings the same.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    code: &'static str,
    /// The record, and the other one that it clashes with, in any order.
    records: Vec<String>,
    place: String,
    values: Vec<(&'static str, String)>,
}

/// `None` where the entry that an earlier finding speaks of is gone.
fn key(
    finding: &Finding,
    text: Option<&str>,
    name: impl Fn(&str) -> String,
    carried: impl Fn(&str) -> Option<String>,
) -> Option<Key> {
    let place = match &finding.place.at {
        At::File => String::new(),
        At::Value(path) | At::Key(path) => carried(path)?,
        At::Span(span) => {
            format!("line {}", beginning_of_line(text.unwrap_or_default(), span.start))
        }
    };
    let mut records = vec![name(&finding.place.path)];
    let mut values = Vec::new();
    for (field, value) in finding.problem.values() {
        match field {
            "other" => records.push(other(&value, &name)),
            // A key is known with the entries of lists that it leads through.
            "key" | "keys" | "from_key" | "until_key" => {
                values.push((field, without_positions(&value)))
            }
            // Compared by `is_no_worse`.
            "missing" if matches!(finding.problem, Problem::ClosingIncomplete { .. }) => {}
            _ if BESIDE.contains(&field) => {}
            _ => values.push((field, value)),
        }
    }
    if records.len() > 1 {
        // Of two that clash, the one later in the alphabet has the finding: which one that is may
        // change when one of them moves.
        let stem = |name: &String| name.rsplit(['/', ' ']).next().map(str::to_owned);
        records = records.iter().filter_map(stem).collect();
        records.sort();
    }
    Some(Key { code: finding.code().key(), records, place, values })
}

/// The record that a problem names as the other one: by path or by id.
fn other(value: &str, name: impl Fn(&str) -> String) -> String {
    let value = value.trim_matches('"');
    if value.contains('/') { name(value) } else { value.to_owned() }
}

/// The text of a line as far as it says which line it is: a key without its value.
fn beginning_of_line(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next().unwrap_or_default().trim();
    line.split_once('=').map_or(line, |(key, _)| key.trim_end())
}

fn without_positions(path: &str) -> String {
    let is_position = |step: &&str| !step.is_empty() && step.bytes().all(|b| b.is_ascii_digit());
    path.trim_matches('"')
        .split('.')
        .filter(|step| !is_position(step))
        .collect::<Vec<_>>()
        .join(".")
}

/// What the records of two states are called, so that one that moved keeps its name.
struct Names<'a> {
    before: &'a Files,
    after: &'a Files,
    /// Files without an id that lie elsewhere now, from old path to new.
    moved: BTreeMap<&'a str, &'a str>,
    /// Where each id lies now.
    ids: BTreeMap<(Option<&'static str>, Id), &'a str>,
}

impl<'a> Names<'a> {
    fn new(before: &'a Files, after: &'a Files) -> Self {
        let mut places: BTreeMap<&[u8], Vec<&str>> = BTreeMap::new();
        for file in after.iter().filter(|file| before.get(&file.path).is_none()) {
            if let Content::Bytes(bytes) = &file.content {
                places.entry(bytes).or_default().push(&file.path);
            }
        }
        let mut moved = BTreeMap::new();
        for file in before.iter().filter(|file| after.get(&file.path).is_none()) {
            let Content::Bytes(bytes) = &file.content else { continue };
            let Some(there) = places.get_mut(bytes.as_slice()) else { continue };
            let is_namesake = |path: &&str| file_name(path) == file_name(&file.path);
            let at = there.iter().position(is_namesake).unwrap_or_default();
            if at < there.len() {
                moved.insert(file.path.as_str(), there.remove(at));
            }
        }
        let id = |path: &'a str| Some((id_of(path)?, path));
        let ids = after.iter().filter_map(|file| id(&file.path)).collect();
        Self { before, after, moved, ids }
    }

    fn of_new(&self, path: &str) -> String {
        match id_of(path) {
            Some((kind, id)) => format!("{} {id}", kind.unwrap_or_default()),
            None => path.to_owned(),
        }
    }

    fn of_old(&self, path: &str) -> String {
        self.of_new(self.moved.get(path).copied().unwrap_or(path))
    }

    /// Where a key of an earlier finding's file stands now.
    fn carried(&self, old: &Finding, key: &str) -> Option<String> {
        let path = old.place.path.as_str();
        if !key.split('.').any(|step| step.bytes().all(|byte| byte.is_ascii_digit())) {
            return Some(key.to_owned());
        }
        let moved = || self.moved.get(path).copied();
        let now = match self.after.get(path) {
            Some(_) => path,
            None => id_of(path).and_then(|id| self.ids.get(&id).copied()).or_else(moved)?,
        };
        let (before, after) = (self.before.text(path)?, self.after.text(now)?);
        if before == after {
            return Some(key.to_owned());
        }
        match Carried::new(before, after) {
            Some(carried) => carried.path(key),
            None => Some(key.to_owned()),
        }
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The id in a file's name with the kind of record that lies there; a client and its contact
/// persons share an id.
fn id_of(path: &str) -> Option<(Option<&'static str>, Id)> {
    match spot(path) {
        Spot::Record(slot) => match slot.stem {
            Stem::Id(id) => Some((Some(slot.kind.key()), id)),
            _ => None,
        },
        _ => Some((None, file_name(path).strip_suffix(".toml")?.parse().ok()?)),
    }
}
