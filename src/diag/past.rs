//! What keeps Git from answering, as data. Words come last, in `text`.

use super::Fault;
use crate::domain::time::Date;

/// Why Git was not read.
#[derive(Debug)]
pub enum PastStop {
    Refused(PastRefusal),
    Failed(Fault),
}

/// Why a request to Git cannot be met, or would give a wrong answer: exit 2, or 4 where Git
/// itself refuses for the sake of rights. Folders are as the user knows them, commits are
/// shortened ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PastRefusal {
    /// `--at` or `--git-dir` where there is no repository.
    NoRepository { folder: String },
    /// Git says that the repository belongs to somebody else.
    ForeignOwner { folder: String },
    /// Neither a date nor something that names a commit.
    UnknownRevision { given: String },
    /// It names something that is no commit, or several commits.
    NotACommit { given: String },
    /// A repository without any commit.
    NoCommit { folder: String },
    /// Nothing had arrived by the end of the day; the first that did came later.
    NothingArrived { date: Date, first_on: Date },
    /// The commit holds no `archive.toml` where the archive lies.
    NoArchiveThere { commit: String, folder: String },
    /// History is cut off: what lies behind would change the answer.
    Shallow { folder: String },
    /// Objects that the answer needs are not in this clone.
    ObjectsMissing { folder: String, object: String },
    /// A branch that is a repository of its own, of which the wanted commit is not there.
    BranchCommitMissing { branch: String, commit: String },
    /// A branch that headquarters' commit names as a repository of its own, and that is not cloned.
    BranchAbsent { branch: String, commit: String },
    /// A receipt that cannot be read.
    BadReceipt { commit: String, key: &'static str },
    /// A receipt that names a commit which is not in this clone, so that what it covers, and with
    /// it an arrival, cannot be told. The whole id of that commit.
    ReceiptUnclear { receipt: String, absent: String },
    /// The server accepted something else than what is now history.
    Rewritten { receipt: String, old: String, new: String },
    /// A merge is not finished: nothing can be staged for good. The first path, and how many.
    Unmerged { path: String, paths: usize },
    /// A command that writes was asked about the past.
    WritesThePast,
    /// A trend over no periods, or over more than anybody looks at.
    TrendLength { given: u32, most: u32 },
}

impl PastRefusal {
    /// Whether it is a matter of rights rather than of the request.
    pub fn is_about_rights(&self) -> bool {
        matches!(self, Self::ForeignOwner { .. })
    }
}

impl From<PastRefusal> for PastStop {
    fn from(refusal: PastRefusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Fault> for PastStop {
    fn from(fault: Fault) -> Self {
        Self::Failed(fault)
    }
}
