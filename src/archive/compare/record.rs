//! Two texts of one record: the keys whose values differ, with the values out of their files.

use super::items;
use crate::archive::edit::{self, Given};
use crate::archive::fields::{self, Step};
use crate::domain::record::Kind;
use std::collections::BTreeSet;

/// A key that was set, taken away or given another value; an item added to a list or taken off.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldChange {
    /// Dotted, list positions from 0 as they are now; as they were, of what is gone.
    pub path: String,
    /// Labels from the outermost table inwards.
    pub steps: Vec<Step>,
    /// `None`: it was not there.
    pub before: Option<Given>,
    /// `None`: it is gone.
    pub after: Option<Given>,
}

/// The keys that differ between two texts of a record, in the order of the new one, what is gone
/// last; `None` where one of them is no TOML.
pub fn changes(kind: Kind, before: &str, after: &str) -> Option<Vec<FieldChange>> {
    let (before, after) = (edit::tree(before).ok()?, edit::tree(after).ok()?);
    let mut walk = Walk { kind, found: Vec::new() };
    walk.both("", Some(&before), Some(&after));
    Some(walk.found)
}

struct Walk {
    kind: Kind,
    found: Vec<FieldChange>,
}

impl Walk {
    fn both(&mut self, path: &str, before: Option<&Given>, after: Option<&Given>) {
        match (before, after) {
            (Some(before), Some(after)) if items::same(before, after) => {}
            _ if is_section(before, after) => self.table(path, before, after),
            _ if items::are_tables(before, after) => self.list(path, before, after),
            _ => self.whole(path, before, after),
        }
    }

    fn table(&mut self, path: &str, before: Option<&Given>, after: Option<&Given>) {
        let is_new = |name: &&str| entry(after, name).is_none();
        let names: Vec<&str> = keys(after).chain(keys(before).filter(is_new)).collect();
        for name in names {
            self.both(&below(path, name), entry(before, name), entry(after, name));
        }
    }

    fn list(&mut self, path: &str, before: Option<&Given>, after: Option<&Given>) {
        let (olds, news) = (items::list(before), items::list(after));
        let origins = items::origins(olds, news);
        for (at, (new, origin)) in news.iter().zip(&origins).enumerate() {
            let path = below(path, &at.to_string());
            match origin.and_then(|origin| olds.get(origin)) {
                Some(old) => self.both(&path, Some(old), Some(new)),
                None => self.whole(&path, None, Some(new)),
            }
        }
        let kept: BTreeSet<usize> = origins.into_iter().flatten().collect();
        for (at, old) in olds.iter().enumerate().filter(|(at, _)| !kept.contains(at)) {
            self.whole(&below(path, &at.to_string()), Some(old), None);
        }
    }

    fn whole(&mut self, path: &str, before: Option<&Given>, after: Option<&Given>) {
        self.found.push(FieldChange {
            path: path.to_owned(),
            steps: fields::steps(self.kind, path),
            before: before.cloned(),
            after: after.cloned(),
        });
    }
}

/// Whether to look into it: tables on both sides, or a new or lost one that holds nothing but
/// tables (`facts`). Any other table is one thing, and is told as a whole.
fn is_section(before: Option<&Given>, after: Option<&Given>) -> bool {
    let is_table = |given: &Given| matches!(given, Given::Table(_));
    let holds_tables = |given: &Given| match given {
        Given::Table(entries) => {
            !entries.is_empty() && entries.iter().all(|(_, given)| is_made_of_tables(given))
        }
        _ => false,
    };
    match (before, after) {
        (Some(before), Some(after)) => is_table(before) && is_table(after),
        (Some(one), None) | (None, Some(one)) => holds_tables(one),
        (None, None) => false,
    }
}

fn is_made_of_tables(given: &Given) -> bool {
    match given {
        Given::Table(_) => true,
        given => items::are_tables(Some(given), None),
    }
}

/// A dotted path one step further; a key with a dot in it is quoted, as in TOML.
pub(in crate::archive) fn below(path: &str, step: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let step = if !step.is_empty() && step.chars().all(is_bare) {
        step.to_owned()
    } else {
        format!("\"{}\"", step.replace('\\', "\\\\").replace('"', "\\\""))
    };
    if path.is_empty() { step } else { format!("{path}.{step}") }
}

pub(in crate::archive) fn keys(given: Option<&Given>) -> impl Iterator<Item = &str> {
    let entries = match given {
        Some(Given::Table(entries)) => entries.as_slice(),
        _ => &[],
    };
    entries.iter().map(|(key, _)| key.as_str())
}

pub(in crate::archive) fn entry<'g>(given: Option<&'g Given>, name: &str) -> Option<&'g Given> {
    match given? {
        Given::Table(entries) => {
            entries.iter().find(|(key, _)| key == name).map(|(_, given)| given)
        }
        _ => None,
    }
}
