//! One record as a table of its keys: labels and words from the schemas, values as they stand in
//! the file, in the file's order.

use crate::archive::edit::{self, Given};
use crate::archive::fields::steps;
use crate::domain::record::Kind;
use crate::report::changes;
use crate::report::sheet::Cell;

/// The rows (label, value) of a record's text. A text that is no TOML gives none: loading has
/// refused it before.
pub fn rows(kind: Kind, text: &str) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    if let Ok(root) = edit::tree(text) {
        walk(kind, "", &root, &mut rows);
    }
    rows
}

fn walk(kind: Kind, path: &str, given: &Given, rows: &mut Vec<Vec<Cell>>) {
    let below = |step: &str| {
        if path.is_empty() { step.to_owned() } else { format!("{path}.{step}") }
    };
    match given {
        Given::Table(entries) => {
            for (key, value) in entries {
                walk(kind, &below(key), value, rows);
            }
        }
        Given::List(items) if items.iter().any(|item| matches!(item, Given::Table(_))) => {
            for (index, item) in items.iter().enumerate() {
                walk(kind, &below(&index.to_string()), item, rows);
            }
        }
        _ => rows.push(vec![label(kind, path), changes::value(kind, path, given)]),
    }
}

/// The labels from the outermost table inwards; positions in lists count from 1.
fn label(kind: Kind, path: &str) -> Cell {
    Cell::Key { path: path.to_owned(), labels: steps(kind, path).iter().map(Cell::step).collect() }
}
