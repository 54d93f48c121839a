//! Two texts of one record: the keys whose values differ, with the values out of their files.

use super::items;
use crate::archive::fields::{self, Step};
use crate::archive::parse::{Node, Value, with_tree};
use crate::domain::record::Kind;
use std::collections::BTreeSet;

/// A value of a record, out of its file.
#[derive(Debug, Clone, PartialEq)]
pub enum Data {
    Text(String),
    Integer(i64),
    Float(f64),
    Boolean(bool),
    /// As it was written.
    Datetime(String),
    List(Vec<Data>),
    /// Keys in the order of the file.
    Table(Vec<(String, Data)>),
}

/// A key that was set, taken away or given another value; an item added to a list or taken off.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldChange {
    /// Dotted, list positions from 0 as they are now; as they were, of what is gone.
    pub path: String,
    /// Labels from the outermost table inwards.
    pub steps: Vec<Step>,
    /// `None`: it was not there.
    pub before: Option<Data>,
    /// `None`: it is gone.
    pub after: Option<Data>,
}

impl Data {
    /// A value out of its tree.
    pub fn of(node: &Node<'_>) -> Self {
        match &node.value {
            Value::String(text) => Self::Text((*text).to_owned()),
            Value::Integer(number) => Self::Integer(*number),
            Value::Float(number) => Self::Float(*number),
            Value::Boolean(answer) => Self::Boolean(*answer),
            Value::Datetime(written) => Self::Datetime((*written).to_owned()),
            Value::Array(items) => Self::List(items.iter().map(Self::of).collect()),
            Value::Table(table) => {
                let entries = table.entries.iter();
                Self::Table(
                    entries.map(|(key, value)| (key.name.to_owned(), Self::of(value))).collect(),
                )
            }
        }
    }
}

/// The keys that differ between two texts of a record, in the order of the new one, what is gone
/// last; `None` where one of them is no TOML.
pub fn changes(kind: Kind, before: &str, after: &str) -> Option<Vec<FieldChange>> {
    with_tree(before, |before| {
        let before = before.ok()?;
        with_tree(after, |after| {
            let mut walk = Walk { kind, found: Vec::new() };
            walk.both("", Some(before), Some(after.ok()?));
            Some(walk.found)
        })
    })
}

struct Walk {
    kind: Kind,
    found: Vec<FieldChange>,
}

impl Walk {
    fn both(&mut self, path: &str, before: Option<&Node<'_>>, after: Option<&Node<'_>>) {
        match (before, after) {
            (Some(before), Some(after)) if items::same(before, after) => {}
            _ if is_section(before, after) => self.table(path, before, after),
            _ if is_list_of_tables(before, after) => self.list(path, before, after),
            _ => self.whole(path, before, after),
        }
    }

    fn table(&mut self, path: &str, before: Option<&Node<'_>>, after: Option<&Node<'_>>) {
        let is_new = |name: &&str| entry(after, name).is_none();
        let names: Vec<&str> = keys(after).chain(keys(before).filter(is_new)).collect();
        for name in names {
            self.both(&below(path, name), entry(before, name), entry(after, name));
        }
    }

    fn list(&mut self, path: &str, before: Option<&Node<'_>>, after: Option<&Node<'_>>) {
        let (olds, news) = (list(before), list(after));
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

    fn whole(&mut self, path: &str, before: Option<&Node<'_>>, after: Option<&Node<'_>>) {
        self.found.push(FieldChange {
            path: path.to_owned(),
            steps: fields::steps(self.kind, path),
            before: before.map(Data::of),
            after: after.map(Data::of),
        });
    }
}

/// Whether to look into it: tables on both sides, or a new or lost one that holds nothing but
/// tables (`facts`). Any other table is one thing, and is told as a whole.
fn is_section(before: Option<&Node<'_>>, after: Option<&Node<'_>>) -> bool {
    let holds_tables = |node: &Node<'_>| {
        node.table().is_some_and(|table| {
            !table.entries.is_empty()
                && table.entries.iter().all(|(_, node)| is_made_of_tables(node))
        })
    };
    match (before, after) {
        (Some(before), Some(after)) => before.table().is_some() && after.table().is_some(),
        (Some(one), None) | (None, Some(one)) => holds_tables(one),
        (None, None) => false,
    }
}

fn is_made_of_tables(node: &Node<'_>) -> bool {
    match &node.value {
        Value::Table(_) => true,
        Value::Array(items) => !items.is_empty() && items.iter().all(|item| item.table().is_some()),
        _ => false,
    }
}

/// Lists of tables on both sides; an empty or absent one is a list of whatever the other holds.
fn is_list_of_tables(before: Option<&Node<'_>>, after: Option<&Node<'_>>) -> bool {
    let is_list = |node: &Node<'_>| match &node.value {
        Value::Array(items) => items.iter().all(|item| item.table().is_some()),
        _ => false,
    };
    let both = before.into_iter().chain(after);
    let holds_some = both.clone().any(|node| !list(Some(node)).is_empty());
    holds_some && both.into_iter().all(is_list)
}

fn below(path: &str, step: &str) -> String {
    if path.is_empty() { step.to_owned() } else { format!("{path}.{step}") }
}

fn keys<'n>(node: Option<&'n Node<'_>>) -> impl Iterator<Item = &'n str> {
    let table = node.and_then(Node::table);
    table.into_iter().flat_map(|table| &table.entries).map(|(key, _)| key.name)
}

fn entry<'n, 'a>(node: Option<&'n Node<'a>>, name: &str) -> Option<&'n Node<'a>> {
    node?.table()?.get(name)
}

fn list<'n, 'a>(node: Option<&'n Node<'a>>) -> &'n [Node<'a>] {
    match node.map(|node| &node.value) {
        Some(Value::Array(items)) => items,
        _ => &[],
    }
}
