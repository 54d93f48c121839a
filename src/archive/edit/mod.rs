//! Records as text that is written: one key changed and every other byte kept, new records, the
//! template for an editor, the canonical form. Text in, text out; nothing here touches a file.
//!
//! An edit is a splice: bytes are cut out of the user's own text and others put in. The result is
//! parsed again and held against what the change should have made of the tree; where they differ
//! the fault is ours, and the text is given back to nobody.

mod compose;
mod expected;
mod format;
mod inline;
mod order;
mod page;
mod place;
mod scan;
mod splice;
mod step;
mod template;
mod typed;
mod write;

pub use crate::diag::edit::Hints;
pub use compose::compose;
pub use expected::{from_node, tree};
pub use format::format;
pub use scan::comments;
pub use template::{strip, template};
pub use typed::{gather, given};
pub use write::inline;

use crate::diag::edit::EditFault;
use crate::domain::record::Kind;

/// A value to be written, and a value read back. Numbers and dates stand as they are written.
#[derive(Debug, Clone, PartialEq)]
pub enum Given {
    Text(String),
    Integer(i64),
    /// A decimal as it was typed: `0.40` stays so.
    Number(String),
    Boolean(bool),
    Date(String),
    Moment(String),
    List(Vec<Given>),
    Table(Vec<(String, Given)>),
}

impl Given {
    /// A whole number is an integer and a bare day a date, whatever they were called.
    fn plain(self) -> Self {
        match self {
            Self::Number(written) => match written.parse() {
                Ok(number) => Self::Integer(number),
                Err(_) => Self::Number(written),
            },
            Self::Date(written) | Self::Moment(written) if written.len() == 10 => {
                Self::Date(written)
            }
            Self::Date(written) | Self::Moment(written) => Self::Moment(written),
            Self::List(items) => Self::List(items.into_iter().map(Self::plain).collect()),
            Self::Table(entries) => {
                let plain = |(key, value): (String, Self)| (key, value.plain());
                Self::Table(entries.into_iter().map(plain).collect())
            }
            Self::Text(_) | Self::Integer(_) | Self::Boolean(_) => self,
        }
    }
}

/// One change of one record. A path is dotted, with the positions of lists as numbers:
/// `facts.credit.value`, `needs.0.status`. A key with a dot in it is quoted as in TOML.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// A key gets a value, whatever it had. The position after the last of a list begins a new
    /// item.
    Set { path: String, value: Given },
    /// A key, a table or an item of a list goes; what is not there stays so.
    Remove { path: String },
    /// A list gets one more item at its end.
    Push { path: String, value: Given },
}

impl Change {
    pub fn path(&self) -> &str {
        match self {
            Self::Set { path, .. } | Self::Remove { path } | Self::Push { path, .. } => path,
        }
    }

    /// The change with its value as it will be read back.
    fn plain(&self) -> Self {
        match self.clone() {
            Self::Set { path, value } => Self::Set { path, value: value.plain() },
            Self::Push { path, value } => Self::Push { path, value: value.plain() },
            Self::Remove { path } => Self::Remove { path },
        }
    }
}

/// The text after the changes, one after the other.
///
/// Only the bytes of the keys that change are touched: comments, order, blank lines, byte order
/// mark and line endings stay. A new key goes to its place in the contract's order, a new table
/// with the short Chinese comment that `compose` writes. A key that goes takes its line and the
/// comment on it; comment lines above it stay, since nobody can tell what else they speak of. A
/// table that goes takes the comments inside it, and the comment line above only if it is the one
/// that kebu writes there. The header of a table that was emptied goes too.
///
/// # Errors
/// A text that does not parse is never edited; a path may lead through a value that is no table.
pub fn edit(kind: Kind, text: &str, changes: &[Change]) -> Result<String, EditFault> {
    let mut text = text.to_owned();
    let mut before = tree(&text).map_err(EditFault::Unreadable)?;
    for change in changes {
        let change = &change.plain();
        let after = expected::apply(kind, &before, change)?;
        if expected::same(&before, &after) {
            continue;
        }
        let edited = splice::change(kind, &text, &before, change)?;
        match tree(&edited) {
            Ok(found) if expected::same(&found, &after) => (text, before) = (edited, found),
            _ => return Err(EditFault::Mistaken { key: change.path().to_owned() }),
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests;
