//! Tables whose header is missing, and tables that have nothing but a header: each is one finding,
//! however many keys it concerns.

use super::locate::node_at;
use super::parse::Node;
use super::shape::{at, join, nearest, properties};
use crate::diag::{At, Finding, Problem};
use serde_json::Value as Schema;
use std::collections::BTreeMap;

/// Unknown keys of one place that are told together.
pub struct Unknown {
    pub names: Vec<String>,
    /// A key of the place that may be meant.
    pub near: Option<String>,
    /// `[facts.credit]`: the headers of which one seems to be missing.
    pub headers: Vec<String>,
}

/// The unknown keys of the table at `key`: together when all of them are keys of another table,
/// whose header is then what is wrong; else one by one.
pub fn unknown(schema: &Schema, root: &Node<'_>, key: &str, names: &[String]) -> Vec<Unknown> {
    let here = at(schema, key);
    let alone: Vec<Unknown> = names
        .iter()
        .map(|name| {
            let near = nearest(name, properties(here));
            Unknown { names: vec![name.clone()], near, headers: Vec::new() }
        })
        .collect();
    if names.len() < 2 || alone.iter().all(|unknown| unknown.near.is_some()) {
        return alone;
    }
    let headers = missing_headers(schema, root, key, names);
    if headers.is_empty() {
        return alone;
    }
    vec![Unknown { names: names.to_vec(), near: None, headers }]
}

/// The headers of the tables that know all these keys and need none that is not there either.
fn missing_headers(schema: &Schema, root: &Node<'_>, key: &str, names: &[String]) -> Vec<String> {
    let mut tables = Vec::new();
    collect(schema, "", &mut tables);
    let place = node_at(root, key).and_then(Node::table);
    let is_here = |name: &str| place.is_some_and(|table| table.get(name).is_some());
    let fits = |table: &&Table<'_>| {
        let known: Vec<&str> = properties(table.schema).collect();
        let required = table.schema["required"].as_array().into_iter().flatten();
        names.iter().all(|name| known.contains(&name.as_str()))
            && required.filter_map(Schema::as_str).all(is_here)
            && (table.is_list || node_at(root, &table.path).is_none())
    };
    let mut below: BTreeMap<&str, Vec<&Table<'_>>> = BTreeMap::new();
    for table in tables.iter().filter(fits) {
        let parent = table.path.rsplit_once('.').map_or("", |(parent, _)| parent);
        below.entry(parent).or_default().push(table);
    }
    let header = |(parent, tables): (&&str, &Vec<&Table<'_>>)| match tables.as_slice() {
        [_, _, ..] if !parent.is_empty() => vec![format!("[{parent}.…]")],
        tables => tables.iter().map(|table| table.header()).collect(),
    };
    below.iter().flat_map(header).collect()
}

/// A table that a record of the kind may have.
struct Table<'s> {
    path: String,
    is_list: bool,
    schema: &'s Schema,
}

impl Table<'_> {
    fn header(&self) -> String {
        if self.is_list { format!("[[{}]]", self.path) } else { format!("[{}]", self.path) }
    }
}

fn collect<'s>(schema: &'s Schema, path: &str, tables: &mut Vec<Table<'s>>) {
    for (name, part) in schema["properties"].as_object().into_iter().flatten() {
        let (is_list, schema) = match part.get("items") {
            Some(items) => (true, items),
            None => (false, part),
        };
        if schema["properties"].is_object() {
            let path = join(path, name);
            collect(schema, &path, tables);
            tables.push(Table { path, is_list, schema });
        }
    }
}

/// A table without any key has one thing wrong with it, not one for each key that it needs.
pub fn once_for_an_empty_table(root: &Node<'_>, findings: Vec<Finding>) -> Vec<Finding> {
    let mut once: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings {
        if let (Problem::MissingKey { keys, .. }, At::Key(place)) =
            (&finding.problem, &finding.place.at)
            && node_at(root, place).and_then(Node::table).is_some_and(|t| t.entries.is_empty())
            && let Some(Problem::MissingKey { keys: told, .. }) = once
                .iter_mut()
                .find(|told| told.place == finding.place)
                .map(|told| &mut told.problem)
        {
            told.extend(keys.iter().cloned());
            continue;
        }
        once.push(finding);
    }
    once
}
