//! What a new record still needs, each key with the way to give it: what its schema requires, one
//! of several keys where the command asks for it, and the part without which the record would say
//! nothing.

use super::flags::{Flag, flags};
use super::values::Values;
use crate::archive::edit::Given;
use crate::archive::fields::{Field, Form, field, fields};
use crate::diag::change::MissingKey;
use crate::domain::record::Kind;

/// The part of a record without which it would say nothing, though its schema does not ask for it.
#[derive(Debug, Clone, Copy)]
pub struct Content {
    /// Tables, of which one is enough.
    pub tables: &'static [&'static str],
    /// The option of the command that gives it, with an example; else its keys are set.
    pub option: Option<&'static str>,
}

impl Content {
    /// A record that its schema describes wholly.
    pub const NONE: Self = Self { tables: &[], option: None };

    /// The keys of the first table, where none of the tables is there.
    pub fn missing(self, values: &Values) -> Vec<MissingKey> {
        let is_there = |table: &&str| values.get(table).is_some_and(|value| !is_empty(value));
        let Some(table) = self.tables.first().and_then(|table| field(values.kind, table)) else {
            return Vec::new();
        };
        if self.tables.iter().any(is_there) {
            return Vec::new();
        }
        let ways = ways(values.kind, table);
        match self.option {
            Some(option) => {
                let words = ways.iter().flat_map(|(_, field)| &field.words);
                let words = words.map(|(word, _)| *word).collect();
                vec![MissingKey { flag: option.to_owned(), labels: table.labels, words }]
            }
            None => ways.into_iter().map(|(path, field)| told(set(&path), &[field])).collect(),
        }
    }

    /// Texts that the editor opens, since nobody has written them yet.
    pub fn opened(self, values: &Values) -> Vec<String> {
        let tables = self.tables.iter().filter_map(|table| field(values.kind, table));
        let texts = tables.filter(|table| table.form == Form::Table);
        let paths = texts.flat_map(|table| ways(values.kind, table)).map(|(path, _)| path);
        paths.filter(|path| values.get(path).is_none()).collect()
    }
}

/// Nothing but tables without keys and empty texts.
fn is_empty(value: &Given) -> bool {
    match value {
        Given::Text(text) => text.trim().is_empty(),
        Given::List(items) => items.iter().all(is_empty),
        Given::Table(entries) => entries.iter().all(|(_, value)| is_empty(value)),
        _ => false,
    }
}

/// Keys that are still needed, each with the ways to give it.
pub fn missing_keys(values: &Values, one_of: &[&[&str]], content: Content) -> Vec<MissingKey> {
    let all = flags(values.kind, values.table());
    let own = all.iter().filter(|flag| flag.field.required && values.get(flag.key).is_none());
    let mut missing: Vec<MissingKey> = own.map(|flag| missing_key(&[flag])).collect();
    for group in one_of {
        if group.iter().all(|key| values.get(key).is_none()) {
            let ways: Vec<&Flag> = all.iter().filter(|flag| group.contains(&flag.key)).collect();
            missing.push(missing_key(&ways));
        }
    }
    let is_required = |field: &&Field| field.required && field.form == Form::Table;
    let tables = children(values.kind, values.table().trim_end_matches('.')).filter(is_required);
    for (path, field) in tables.flat_map(|table| ways(values.kind, table)) {
        let key = path.strip_prefix(values.table()).unwrap_or(&path);
        if values.get(key).is_none() {
            missing.push(told(set(key), &[field]));
        }
    }
    missing.extend(content.missing(values));
    missing
}

fn set(path: &str) -> String {
    format!("--set {path}=…")
}

/// How a missing key is given; several ways where one of several keys is needed.
fn missing_key(ways: &[&Flag]) -> MissingKey {
    let shown: Vec<String> = ways.iter().map(|flag| flag.shown()).collect();
    told(shown.join(" | "), &ways.iter().map(|flag| flag.field).collect::<Vec<_>>())
}

/// A missing key of a command whose options are its own: the field says what it is called.
pub fn missing_option(kind: Kind, path: &str, option: &str) -> MissingKey {
    let fields: Vec<&Field> = field(kind, path).into_iter().collect();
    told(format!("--{}", option.replace('_', "-")), &fields)
}

fn told(flag: String, fields: &[&Field]) -> MissingKey {
    MissingKey {
        flag,
        labels: fields.first().map_or(["", ""], |field| field.labels),
        words: fields.iter().flat_map(|field| field.words.iter().map(|(word, _)| *word)).collect(),
    }
}

/// The keys that a table must have, each with the field that says what it is called: a section
/// that is a table itself stands for its required key.
fn ways(kind: Kind, table: &'static Field) -> Vec<(String, &'static Field)> {
    let at = match table.form {
        Form::Tables => format!("{}.0", table.path),
        _ => table.path.clone(),
    };
    let mut ways = Vec::new();
    for child in children(kind, &table.path) {
        let name = last(child);
        if child.form == Form::Table {
            let inside = children(kind, &child.path).filter(|inside| inside.required);
            ways.extend(inside.map(|inside| (format!("{at}.{name}.{}", last(inside)), child)));
        } else if child.required {
            ways.push((format!("{at}.{name}"), child));
        }
    }
    ways
}

fn children(kind: Kind, table: &str) -> impl Iterator<Item = &'static Field> {
    let below = if table.is_empty() { String::new() } else { format!("{table}.") };
    fields(kind).iter().filter(move |field| {
        field.path.strip_prefix(&below).is_some_and(|name| !name.contains('.'))
    })
}

fn last(field: &Field) -> &str {
    field.path.rsplit('.').next().unwrap_or_default()
}
