//! What history, differences and promotions say in words, as data.

use super::phrase::Phrase;
use crate::domain::grade::{Predicate, Ternary};
use crate::domain::time::Date;

/// A record by its name for people, where it has one, and its id or path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub name: Option<String>,
    pub id: String,
}

/// A state of the archive as it is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SideName {
    /// As it was asked for; `None` for what is on the disk.
    pub given: Option<String>,
    /// Shortened.
    pub commit: Option<String>,
    pub as_of: Date,
}

/// Something to be said about the past, in either language.
#[derive(Debug, Clone, PartialEq)]
pub enum HistoryPhrase {
    /// The history of a record: how many commits changed it, how many of them are shown.
    Of {
        what: Named,
        commits: usize,
        shown: usize,
    },
    NotCommitted,
    /// What the letters of evidence stand for.
    EvidenceGrades,
    /// Nothing changed in the days asked for.
    NothingIn {
        since: Option<Date>,
        until: Option<Date>,
    },

    // Explanations
    /// Why nobody can tell in which commits the values were set.
    OriginsUnknown {
        why: String,
    },
    /// Who wrote the override.
    OverrideSet {
        by: String,
        at: String,
        commit: String,
    },

    // Promotions and demotions
    Promotions {
        from: SideName,
        to: SideName,
        promoted: usize,
        demoted: usize,
    },
    /// Nobody changed anything.
    TimePassed,
    ByPolicy,

    // Two states
    Between {
        from: SideName,
        to: SideName,
    },
    Movements {
        changes: usize,
    },
    Fields {
        records: usize,
    },
    /// The sum of all branches.
    Total,
    NothingMoved,
    /// A branch's folder without a file: nothing of it is counted.
    EmptyBranch {
        branch: String,
    },
    PredicateTurned {
        predicate: Predicate,
        from: Ternary,
        to: Ternary,
    },
    /// An override began, ended, or is another one.
    OverrideTurned,
    /// Who approved the override that began or ended, and why it was made.
    OverrideApproved {
        by: String,
        reason: String,
    },
}

impl From<HistoryPhrase> for Phrase {
    fn from(phrase: HistoryPhrase) -> Self {
        Self::History(Box::new(phrase))
    }
}
