//! What keeps the past of records from being told, as data.

use super::Refusal;

/// Why it is not told: exit 2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HistoryRefusal {
    /// The archive lies in no Git repository.
    NoRepository { folder: String },
    /// A record that was never there.
    NeverThere { given: String },
}

impl From<HistoryRefusal> for Refusal {
    fn from(refusal: HistoryRefusal) -> Self {
        Self::History(refusal)
    }
}
