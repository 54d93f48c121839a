//! Why a result is not issued, cannot be verified, or is not computed under another policy.

use super::Refusal;
use crate::domain::record::Kind;
use crate::domain::time::Date;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IssueRefusal {
    /// No commit could be named.
    NoRepository { folder: String },
    /// Records on the disk are not as the commit has them.
    Uncommitted { paths: Vec<String> },
    /// Records have errors; they were printed.
    FindingsStand { errors: usize },
    /// The result may still change.
    NotOver { period: String, over_on: Date, today: Date },
    /// A result of the period was issued, and nobody gave a reason to restate it.
    AlreadyIssued { command: String, path: String, issued_on: Date },
    /// A reason for a restatement of what was never issued.
    NothingToRestate { command: String, period: String },
    /// A restatement that would say what was issued already.
    NothingRestated { path: String },
    /// Nothing was issued for the period. `near`: periods of which something was.
    NothingIssued { period: String, near: Vec<String> },
    /// A policy of the command line that could not be the archive's; its findings were printed.
    PolicyInvalid { file: String, errors: usize },
    /// What was issued does not verify: nothing is built on it.
    NotVerified { period: String, kind: Kind },
}

impl IssueRefusal {
    /// Whether it is an answer about the records rather than a wrong request: exit code 1.
    pub fn is_negative(&self) -> bool {
        match self {
            Self::FindingsStand { .. } | Self::NotVerified { .. } | Self::PolicyInvalid { .. } => {
                true
            }
            Self::NoRepository { .. }
            | Self::Uncommitted { .. }
            | Self::NotOver { .. }
            | Self::AlreadyIssued { .. }
            | Self::NothingToRestate { .. }
            | Self::NothingRestated { .. }
            | Self::NothingIssued { .. } => false,
        }
    }
}

impl From<IssueRefusal> for Refusal {
    fn from(refusal: IssueRefusal) -> Self {
        Self::Issue(refusal)
    }
}
