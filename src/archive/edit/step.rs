//! Paths inside a record: keys and positions in lists told apart.

use super::{Given, scan};
use crate::archive::fields::{self, Form};
use crate::diag::edit::EditFault;
use crate::domain::record::Kind;

/// One step from a table or list to what it holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Key(String),
    Item(usize),
}

/// A path as it is written on the command line, in the light of what the record holds: a number
/// is a position where a list stands, or where the contract has a list.
pub fn resolve(kind: Kind, root: &Given, dotted: &str) -> Result<Vec<Step>, EditFault> {
    let bad = || EditFault::BadPath { key: dotted.to_owned() };
    let (names, end) = scan::keys(dotted, 0).ok_or_else(bad)?;
    if end != dotted.len() || dotted.is_empty() {
        return Err(bad());
    }
    let mut steps: Vec<Step> = Vec::with_capacity(names.len());
    for name in names {
        let step = match name.parse() {
            Ok(position) if is_list(kind, root, &steps) => Step::Item(position),
            _ => Step::Key(name),
        };
        steps.push(step);
    }
    Ok(steps)
}

fn is_list(kind: Kind, root: &Given, steps: &[Step]) -> bool {
    match at(root, steps) {
        Some(found) => matches!(found, Given::List(_)),
        None => {
            let field = fields::field(kind, &dotted(steps));
            field.is_some_and(|field| matches!(field.form, Form::List | Form::Tables))
        }
    }
}

/// What stands at a path.
pub fn at<'g>(root: &'g Given, steps: &[Step]) -> Option<&'g Given> {
    steps.iter().try_fold(root, |value, step| match (value, step) {
        (Given::Table(entries), Step::Key(name)) => {
            entries.iter().find(|(key, _)| key == name).map(|(_, value)| value)
        }
        (Given::List(items), Step::Item(position)) => items.get(*position),
        _ => None,
    })
}

/// The path as messages name it.
pub fn dotted(steps: &[Step]) -> String {
    let word = |step: &Step| match step {
        Step::Key(name) => name.clone(),
        Step::Item(position) => position.to_string(),
    };
    steps.iter().map(word).collect::<Vec<_>>().join(".")
}

/// The names of the keys alone, as a header has them.
pub fn names(steps: &[Step]) -> Vec<&str> {
    let mut names = Vec::with_capacity(steps.len());
    for step in steps {
        match step {
            Step::Key(name) => names.push(name.as_str()),
            Step::Item(_) => {}
        }
    }
    names
}
