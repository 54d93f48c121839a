//! One value through two texts of a record, and one change through the parents of a merge: who
//! set a value is told by the last text in which it stood otherwise.

use super::items;
use super::record::{FieldChange, entry};
use super::{RecordChange, What};
use crate::archive::edit::Given;

/// What became of a value from an older text to a newer one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stood {
    /// It said the same before, or was not there either: where it stood then.
    Same(String),
    /// It was set, changed or taken away in between.
    Otherwise,
}

/// Looks at a dotted path of the newer text; positions in lists are found again, as the items
/// have moved.
pub fn stood(before: &Given, after: &Given, path: &str) -> Stood {
    let (mut old, mut new) = (Some(before), Some(after));
    let mut found = String::new();
    for step in path.split('.').filter(|step| !step.is_empty()) {
        let mut step = step.to_owned();
        match (new, step.parse::<usize>()) {
            (Some(Given::List(news)), Ok(position)) => {
                let olds = items::list(old);
                let origin = match items::origins(olds, news).get(position) {
                    Some(Some(origin)) => *origin,
                    Some(None) => return Stood::Otherwise,
                    None => position,
                };
                (old, new) = (olds.get(origin), news.get(position));
                step = origin.to_string();
            }
            _ => (old, new) = (entry(old, &step), entry(new, &step)),
        }
        found = if found.is_empty() { step } else { format!("{found}.{step}") };
    }
    let is_same = match (old, new) {
        (Some(old), Some(new)) => items::same(old, new),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    if is_same { Stood::Same(found) } else { Stood::Otherwise }
}

/// What a commit itself changed, given what it has otherwise than each of its parents: a merge is
/// told only by what it has otherwise than all of them.
pub fn common(all: Vec<Vec<RecordChange>>) -> Vec<RecordChange> {
    let mut all = all.into_iter();
    let mut first = all.next().unwrap_or_default();
    for other in all {
        first.retain_mut(|change| {
            let is_it = |one: &&RecordChange| one.kind == change.kind && one.stem == change.stem;
            let Some(other) = other.iter().find(is_it) else { return false };
            if let (What::Changed(fields), What::Changed(others)) = (&mut change.what, &other.what)
            {
                fields.retain(|field| others.iter().any(|other| is_one(field, other)));
                let is_moved = change.moved_from.is_some() && other.moved_from.is_some();
                if !is_moved {
                    change.moved_from = None;
                }
                return is_moved || !fields.is_empty();
            }
            true
        });
    }
    first
}

/// Whether two changes end in the same: positions of what is gone differ between the parents.
fn is_one(field: &FieldChange, other: &FieldChange) -> bool {
    let both = |one: &Option<Given>, other: &Option<Given>| match (one, other) {
        (Some(one), Some(other)) => items::same(one, other),
        (None, None) => true,
        _ => false,
    };
    match &field.after {
        Some(_) => field.path == other.path && both(&field.after, &other.after),
        None => other.after.is_none() && both(&field.before, &other.before),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::compare::changes;
    use crate::archive::edit::tree;
    use crate::domain::id::Unit;
    use crate::domain::record::Kind;

    #[test]
    fn a_value_is_found_where_it_stood() {
        let event = |on: &str, note: &str| format!("[[events]]\nat = {on}\nnote = \"{note}\"\n");
        let (one, two) = (event("2026-05-06", "一"), event("2026-05-07", "二"));
        let same = |path: &str| Stood::Same(path.to_owned());
        for (before, after, path, expected) in [
            ("a = 1".to_owned(), "a = 1\nb = 2".to_owned(), "a", same("a")),
            ("a = 1".to_owned(), "a = 2".to_owned(), "a", Stood::Otherwise),
            (String::new(), "a = 2".to_owned(), "a", Stood::Otherwise),
            ("a = 1".to_owned(), String::new(), "a", Stood::Otherwise),
            (String::new(), "b = 2".to_owned(), "a", same("a")),
            (String::new(), "b = 2".to_owned(), "facts.credit", same("facts.credit")),
            (two.clone(), format!("{one}{two}"), "events.1", same("events.0")),
            (two.clone(), format!("{one}{two}"), "events.0", Stood::Otherwise),
            (two.clone(), format!("{one}{two}"), "events.1.note", same("events.0.note")),
            (one.clone(), event("2026-05-06", "三"), "events.0.note", Stood::Otherwise),
            (one.clone(), event("2026-05-06", "三"), "events.0.at", same("events.0.at")),
            (one.clone(), one.clone(), "events.4", same("events.4")),
        ] {
            let found = stood(&tree(&before).unwrap(), &tree(&after).unwrap(), path);
            assert_eq!(found, expected, "{before} / {after}: {path}");
        }
    }

    #[test]
    fn a_merge_is_told_by_what_no_parent_has() {
        let change = |before: &str, after: &str| RecordChange {
            kind: Kind::Client,
            stem: "kh2501-7k3m9q".to_owned(),
            path: "p".to_owned(),
            unit: Unit::Hq,
            moved_from: None,
            title: None,
            client: None,
            what: What::Changed(changes(Kind::Client, before, after).unwrap()),
        };
        let told = |ours: &str, theirs: &str, merged: &str| -> Vec<String> {
            let all = vec![vec![change(ours, merged)], vec![change(theirs, merged)]];
            let fields = common(all).into_iter().flat_map(|change| match change.what {
                What::Changed(fields) => fields,
                _ => Vec::new(),
            });
            fields.map(|field| field.path).collect()
        };
        // Each side changed a key: nothing is the merge's own.
        assert_eq!(told("a = 2\nb = 1", "a = 1\nb = 2", "a = 2\nb = 2"), [""; 0]);
        // Both changed one key, and the merge decided otherwise.
        assert_eq!(told("a = 2\nb = 1", "a = 3\nb = 2", "a = 4\nb = 2"), ["a"]);
        assert_eq!(told("a = 1\nb = 1", "a = 1\nb = 2", "b = 2"), ["a"]);
    }
}
