//! What became of an archive's files between two states: one turn for each file and step, the
//! oldest first, with who took it. Whoever reads Git fills it; what a turn means is the checks'
//! affair.

use crate::domain::time::Date;

/// A file was added, changed or taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Inside the archive.
    pub path: String,
    pub after: After,
    pub by: By,
}

/// What a file is after a turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum After {
    Gone,
    Text(String),
    /// It is there, and nobody asked for its text, or it has none.
    Unread,
}

/// Who took a turn, and when it arrived (rules §5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By {
    /// Shortened for people.
    pub commit: String,
    /// The author's address.
    pub email: String,
    pub on: Date,
}
