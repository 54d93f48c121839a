//! Two states of an archive, and what lies between them in business terms: records new, gone,
//! moved, and of each the keys whose values changed. Comments, order, blank lines and spelling of
//! a value are no change. `submit`, `--dry-run`, `diff` and `history` all tell changes by this.
//! Pure; knows no Git and no words but the labels of keys.

mod carried;
pub(super) mod items;
pub(super) mod record;
#[cfg(test)]
mod tests;
mod trace;

pub use carried::Carried;
pub use items::same;
pub use record::{FieldChange, changes};
pub use trace::{Stood, common, stood};

use super::files::{Content, File, Files};
use super::layout::{Slot, Spot, Stem, spot};
use super::parse::with_tree;
use crate::domain::id::Unit;
use crate::domain::record::Kind;
use std::collections::BTreeMap;

/// A record that is not the same on both sides.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordChange {
    pub kind: Kind,
    /// The file's stem: an id, a person, a month; empty where there is only one of its kind.
    pub stem: String,
    /// Where it is now; where it was, when it is gone.
    pub path: String,
    pub unit: Unit,
    /// Where it was before, when it is elsewhere now.
    pub moved_from: Option<(String, Unit)>,
    /// What people call it, where it has a name of its own.
    pub title: Option<String>,
    /// The id of the client that it is about, as it is written.
    pub client: Option<String>,
    pub what: What,
}

#[derive(Debug, Clone, PartialEq)]
pub enum What {
    Added,
    Removed,
    /// Empty for a record that was only moved.
    Changed(Vec<FieldChange>),
    /// It cannot be read on one side: something changed, nobody can say what.
    Unreadable,
}

impl RecordChange {
    /// The branch whose folder it left for another, or for headquarters'.
    pub fn left(&self) -> Option<&Unit> {
        self.moved_from.as_ref().map(|(_, unit)| unit).filter(|unit| **unit != self.unit)
    }
}

/// A file of one side that the other does not have as it is.
#[derive(Clone)]
struct Side<'f> {
    path: &'f str,
    slot: Slot,
    /// `None` where it is no text: a link, too large, not UTF-8.
    text: Option<&'f str>,
}

/// What makes two files the same record: an id wherever it lies, else the place.
type Identity = (Kind, String, Option<Unit>);

/// What changed from one state to another, by kind, then stem, then path.
pub fn compare(before: &Files, after: &Files) -> Vec<RecordChange> {
    let olds = differing(before, after);
    let mut news = differing(after, before);
    let mut found = Vec::new();
    for (identity, olds) in olds {
        let news = news.remove(&identity).unwrap_or_default();
        found.extend(pairs(olds, news).into_iter().filter_map(|(old, new)| change(old, new)));
    }
    for side in news.into_values().flatten() {
        found.extend(change(None, Some(side)));
    }
    found.sort_by(|a, b| (a.kind, &a.stem, &a.path).cmp(&(b.kind, &b.stem, &b.path)));
    found
}

/// The records that the other state does not hold at the same path with the same bytes.
fn differing<'f>(files: &'f Files, other: &Files) -> BTreeMap<Identity, Vec<Side<'f>>> {
    let mut found: BTreeMap<Identity, Vec<Side<'f>>> = BTreeMap::new();
    for file in files.iter() {
        if other.get(&file.path).is_some_and(|same| same.content == file.content) {
            continue;
        }
        if let Spot::Record(slot) = spot(&file.path) {
            let text = text_of(file);
            let side = Side { path: &file.path, text, slot };
            found.entry(identity(&side.slot)).or_default().push(side);
        }
    }
    found
}

fn text_of(file: &File) -> Option<&str> {
    match &file.content {
        Content::Bytes(bytes) => std::str::from_utf8(bytes).ok(),
        Content::Unread | Content::TooLarge(_) | Content::Link | Content::Special => None,
    }
}

fn stem(slot: &Slot) -> String {
    match &slot.stem {
        Stem::Only => String::new(),
        Stem::Id(id) => id.to_string(),
        Stem::Person(person) => person.to_string(),
        Stem::Month(month) => month.to_string(),
        Stem::Half(half) => half.to_string(),
        Stem::Ranking(issue) => issue.to_string(),
        Stem::Assessment(issue) => issue.to_string(),
    }
}

fn identity(slot: &Slot) -> Identity {
    let place = match slot.stem {
        Stem::Id(_) => None,
        _ => Some(slot.unit.clone()),
    };
    (slot.kind, stem(slot), place)
}

/// Pairs the files of one record; there is more than one on a side only where an id occurs twice.
fn pairs<'f>(
    mut olds: Vec<Side<'f>>,
    mut news: Vec<Side<'f>>,
) -> Vec<(Option<Side<'f>>, Option<Side<'f>>)> {
    let mut pairs = Vec::new();
    olds.retain(|old| match news.iter().position(|new| new.path == old.path) {
        Some(at) => {
            pairs.push((Some(old.clone()), Some(news.remove(at))));
            false
        }
        None => true,
    });
    let (mut olds, mut news) = (olds.into_iter(), news.into_iter());
    loop {
        match (olds.next(), news.next()) {
            (None, None) => return pairs,
            pair => pairs.push(pair),
        }
    }
}

fn change(old: Option<Side<'_>>, new: Option<Side<'_>>) -> Option<RecordChange> {
    let here = new.as_ref().or(old.as_ref())?;
    let kind = here.slot.kind;
    let (title, client) = here.text.map_or((None, None), |text| names(kind, text));
    let what = match (&old, &new) {
        (None, _) => What::Added,
        (_, None) => What::Removed,
        (Some(old), Some(new)) => match (old.text, new.text) {
            (Some(old), Some(new)) => {
                changes(kind, old, new).map_or(What::Unreadable, What::Changed)
            }
            _ => What::Unreadable,
        },
    };
    let moved_from = match (&old, &new) {
        (Some(old), Some(new)) if old.path != new.path => {
            Some((old.path.to_owned(), old.slot.unit.clone()))
        }
        _ => None,
    };
    // Only comments, order or spelling.
    if moved_from.is_none() && what == What::Changed(Vec::new()) {
        return None;
    }
    Some(RecordChange {
        kind,
        stem: stem(&here.slot),
        path: here.path.to_owned(),
        unit: here.slot.unit.clone(),
        moved_from,
        title,
        client,
        what,
    })
}

/// What a record is called, and the client that it names.
fn names(kind: Kind, text: &str) -> (Option<String>, Option<String>) {
    let title = match kind {
        Kind::Client | Kind::Project | Kind::Person | Kind::Branch => Some("name"),
        Kind::Archive => Some("group"),
        Kind::Activity => Some("title"),
        Kind::Complaint => Some("summary"),
        Kind::Visit => Some("topics"),
        Kind::Access => Some("purpose"),
        Kind::Policy | Kind::Contacts | Kind::Survey | Kind::Analysis | Kind::Market => None,
        Kind::Return | Kind::Summary | Kind::Notice | Kind::SpotCheck => None,
        Kind::Ranking | Kind::Assessment => None,
    };
    with_tree(text, |tree| {
        let Some(table) = tree.ok().and_then(|root| root.table()) else { return (None, None) };
        let text = |key: &str| match &table.get(key)?.value {
            super::parse::Value::String(text) => Some((*text).to_owned()),
            _ => None,
        };
        (title.and_then(text), text("client"))
    })
}
