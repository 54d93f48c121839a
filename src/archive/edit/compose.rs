//! A new record from values, in the canonical form.

use super::step::resolve;
use super::{Change, Given, expected, order, place, write};
use crate::archive::edit::step::Step;
use crate::diag::edit::EditFault;
use crate::domain::record::Kind;

/// The text of a new record at a path of the archive, from dotted keys and their values: the
/// `#:schema` line, a short Chinese comment on the record and each table, keys in the contract's
/// order. A key given twice has the last value; `needs.0.title` begins the first need.
///
/// # Errors
/// A path that is none, or that leads through a value.
pub fn compose(kind: Kind, path: &str, values: &[(String, Given)]) -> Result<String, EditFault> {
    let mut root = Given::Table(Vec::new());
    for (key, value) in values {
        resolve(kind, &root, key)?;
        let change = Change::Set { path: key.clone(), value: value.clone().plain() };
        root = expected::apply(kind, &root, &change)?;
    }
    Ok(record(kind, path, &root))
}

/// A whole record in the canonical form.
fn record(kind: Kind, path: &str, root: &Given) -> String {
    let mut text = format!("{}\n", order::schema_line(kind, path));
    let comment = order::record_comment(kind);
    if !comment.is_empty() {
        text.push_str(&format!("# {comment}\n"));
    }
    let Given::Table(entries) = root else { return text };
    let ordered = place::ordered(kind, &[], entries);
    let (below, here): (Vec<_>, Vec<_>) =
        ordered.into_iter().partition(|(_, value)| place::is_section(value));
    for (name, value) in here {
        text.push_str(&write::entry(&[name], value));
        text.push('\n');
    }
    for (name, value) in below {
        text.push('\n');
        text.push_str(&place::sections(kind, &[Step::Key(name.to_owned())], value));
    }
    text
}
