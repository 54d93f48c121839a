//! What keeps a change of a record from being made, as data.

use super::Refusal;
use crate::archive::parse::SyntaxError;

/// Why a text was not edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditFault {
    /// The text does not parse; it is never rewritten.
    Unreadable(SyntaxError),
    /// A path that is none: empty, or with an empty step.
    BadPath { key: String },
    /// A path that leads through something that holds nothing.
    NotATable { key: String },
    /// A key where a position of a list belongs.
    NeedsPosition { key: String },
    /// A position beyond the one after the last item.
    NoItem { key: String, position: usize, count: usize },
    /// Something was to be added to what is no list.
    NotAList { key: String },
    /// The edited text does not say what the change should have made: our fault.
    Mistaken { key: String },
    /// The formatted text does not say what the record says: our fault.
    Misformatted,
}

/// Why a word is no value of its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadGiven {
    /// Not one of the words, each with its labels.
    NotListed {
        key: String,
        given: String,
        words: Vec<(&'static str, [&'static str; 2])>,
        near: Option<String>,
    },
    Form {
        key: String,
        given: String,
        wanted: Wanted,
    },
}

/// What a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    Integer,
    Number,
    Boolean,
    Date,
    Moment,
    List,
    Table,
    Tables,
}

/// The words of a template's hints in one language, lent to whoever writes it.
#[derive(Debug, Clone, Copy)]
pub struct Hints {
    /// Which of a pair of labels: 0 Chinese, 1 English.
    pub label: usize,
    /// How to fill in the template; several lines.
    pub how: &'static str,
    pub required: &'static str,
    /// Before the other keys of a table that is only offered.
    pub also: &'static str,
    /// Between two words of a list.
    pub comma: &'static str,
}

/// A request to change a record that cannot be followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditRefusal {
    /// The record, by its path in the archive, and why.
    NotEdited {
        path: String,
        fault: EditFault,
    },
    BadGiven(BadGiven),
}

impl From<BadGiven> for Refusal {
    fn from(bad: BadGiven) -> Self {
        Self::Edit(EditRefusal::BadGiven(bad))
    }
}
