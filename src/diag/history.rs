//! What keeps the past of records from being told, as data.

use super::Refusal;

/// Why it is not told: exit 2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HistoryRefusal {
    /// The archive lies in no Git repository.
    NoRepository { folder: String },
    /// Not two states, nor one.
    BadRange { given: String },
    /// Neither a day, a period nor something that names a commit.
    UnknownState { given: String },
    /// A record that was never there.
    NeverThere { given: String },
}

impl From<HistoryRefusal> for Refusal {
    fn from(refusal: HistoryRefusal) -> Self {
        Self::History(refusal)
    }
}
