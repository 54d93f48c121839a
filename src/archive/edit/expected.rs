//! What a change makes of a record's tree, said without any text: the referee of every splice.

use super::step::{self, Step, resolve};
use super::{Change, Given};
use crate::archive::parse::{Node, SyntaxError, Value, with_tree};
use crate::diag::edit::EditFault;
use crate::domain::record::Kind;

/// The values of a text.
pub fn tree(text: &str) -> Result<Given, SyntaxError> {
    with_tree(text, |root| root.map(|root| from_node(root, text)))
}

/// A parsed value as one that can be written; numbers keep how they were typed.
pub fn from_node(node: &Node<'_>, text: &str) -> Given {
    match &node.value {
        Value::String(text) => Given::Text((*text).to_owned()),
        Value::Integer(number) => Given::Integer(*number),
        Value::Float(_) => {
            Given::Number(text.get(node.span.clone()).unwrap_or_default().trim().to_owned())
        }
        Value::Boolean(value) => Given::Boolean(*value),
        Value::Datetime(written) if written.len() == 10 => Given::Date((*written).to_owned()),
        Value::Datetime(written) => Given::Moment((*written).to_owned()),
        Value::Array(items) => {
            Given::List(items.iter().map(|item| from_node(item, text)).collect())
        }
        Value::Table(table) => {
            let entries = table.entries.iter();
            Given::Table(
                entries.map(|(key, node)| (key.name.to_owned(), from_node(node, text))).collect(),
            )
        }
    }
}

/// Whether two trees say the same; the order of keys says nothing.
pub fn same(one: &Given, other: &Given) -> bool {
    match (one, other) {
        (Given::Table(one), Given::Table(other)) => {
            let has = |name: &String, value: &Given| {
                other.iter().any(|(key, found)| key == name && same(value, found))
            };
            one.len() == other.len() && one.iter().all(|(name, value)| has(name, value))
        }
        (Given::List(one), Given::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| same(a, b))
        }
        _ => one == other,
    }
}

/// The tree after a change.
pub fn apply(kind: Kind, root: &Given, change: &Change) -> Result<Given, EditFault> {
    let steps = resolve(kind, root, change.path())?;
    let mut root = root.clone();
    match change {
        Change::Set { value, .. } => set(&mut root, &steps, 0, value)?,
        Change::Remove { .. } => remove(&mut root, &steps),
        Change::Push { value, .. } => push(&mut root, &steps, value)?,
    }
    Ok(root)
}

fn set(within: &mut Given, steps: &[Step], depth: usize, value: &Given) -> Result<(), EditFault> {
    let key = || step::dotted(&steps[..depth]);
    let Some(step) = steps.get(depth) else {
        *within = value.clone();
        return Ok(());
    };
    // What is not there yet is a list where a position follows, a table where a key does.
    let fresh = match steps.get(depth + 1) {
        Some(Step::Item(_)) => Given::List(Vec::new()),
        _ => Given::Table(Vec::new()),
    };
    match (within, step) {
        (Given::Table(entries), Step::Key(name)) => {
            let position = match entries.iter().position(|(key, _)| key == name) {
                Some(position) => position,
                None => {
                    entries.push((name.clone(), fresh));
                    entries.len() - 1
                }
            };
            set(&mut entries[position].1, steps, depth + 1, value)
        }
        (Given::List(items), Step::Item(position)) => {
            if *position == items.len() {
                items.push(fresh);
            }
            let count = items.len();
            match items.get_mut(*position) {
                Some(item) => set(item, steps, depth + 1, value),
                None => Err(EditFault::NoItem { key: key(), position: *position, count }),
            }
        }
        (Given::List(_), Step::Key(_)) => Err(EditFault::NeedsPosition { key: key() }),
        _ => Err(EditFault::NotATable { key: key() }),
    }
}

/// Takes a path away. A table that is emptied by it goes too, up to the next list.
pub fn remove(within: &mut Given, steps: &[Step]) {
    let [step, rest @ ..] = steps else { return };
    match (within, step) {
        (Given::Table(entries), Step::Key(name)) => {
            let Some(position) = entries.iter().position(|(key, _)| key == name) else { return };
            let (was_empty, has_tables) =
                (is_empty(&entries[position].1), has_tables(&entries[position].1));
            remove(&mut entries[position].1, rest);
            let value = &entries[position].1;
            let is_emptied = !was_empty && is_empty(value)
                || has_tables && matches!(value, Given::List(items) if items.is_empty());
            if rest.is_empty() || is_emptied {
                entries.remove(position);
            }
        }
        (Given::List(items), Step::Item(position)) if *position < items.len() => {
            if rest.is_empty() {
                items.remove(*position);
            } else {
                remove(&mut items[*position], rest);
            }
        }
        _ => {}
    }
}

fn is_empty(value: &Given) -> bool {
    matches!(value, Given::Table(entries) if entries.is_empty())
}

/// A list of tables goes with its last item; a list of words may be empty and say so (`hits = []`).
fn has_tables(value: &Given) -> bool {
    matches!(value, Given::List(items) if matches!(items.first(), Some(Given::Table(_))))
}

fn push(root: &mut Given, steps: &[Step], value: &Given) -> Result<(), EditFault> {
    let count = match step::at(root, steps) {
        None => 0,
        Some(Given::List(items)) => items.len(),
        Some(_) => return Err(EditFault::NotAList { key: step::dotted(steps) }),
    };
    let mut path = steps.to_vec();
    path.push(Step::Item(count));
    set(root, &path, 0, value)
}
