//! Issued results: what is said when one is issued, and what verifying one found. Must not decide
//! anything.

use super::phrase::Phrase;
use super::ranking_comparison::NoData;
use crate::domain::period::Period;
use crate::domain::record::Kind;
use crate::domain::time::Date;

/// What is said about issued results.
#[derive(Debug, Clone, PartialEq)]
pub enum IssueSaying {
    /// A result was frozen.
    Issued {
        kind: Kind,
        period: String,
        as_of: Date,
        commit: String,
        restatement: u32,
    },
    WouldIssue {
        kind: Kind,
        period: String,
        as_of: Date,
        commit: String,
        restatement: u32,
    },
    /// It is on the disk; whoever commits it makes it evidence.
    CommitIt {
        path: String,
        kind: Kind,
        period: String,
    },
    /// How many of a period's issued results are what they were.
    Verified {
        period: String,
        results: usize,
        equal: usize,
    },
    /// What one is, and that it is what is computed again.
    Named {
        kind: Kind,
        period: String,
        restatement: u32,
    },
    Equal,
    NotEqual {
        differences: usize,
    },
    EqualSentence {
        path: String,
        commit: String,
    },
    NotCommittedYet {
        path: String,
    },
    Differences {
        path: String,
        differences: usize,
    },
    /// Why a result is not what is computed again.
    Reason {
        path: String,
        reason: Reason,
    },

    // A ranking beside that of the period before
    ComparedWithIssued {
        previous: Period,
        path: String,
    },
    ComparedWithArchive {
        previous: Period,
        on: Date,
    },
    NotCompared {
        previous: Period,
        why: NoData,
    },
    Gone {
        branches: Vec<String>,
    },
    MovesUnknown,
    NewBranch,
    /// By how many ranks a branch rose.
    RanksMoved {
        up: i64,
    },
    ClientsMoved {
        previous: Period,
        promoted: usize,
        demoted: usize,
    },
}

/// Why an issued result does not verify.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The file is not what kebu would write of what it says.
    NotAsWritten,
    /// The file is not there any more; without commits it went from the disk alone.
    TakenAway {
        commits: Vec<String>,
    },
    /// Commits touched the file after it had been issued.
    Edited {
        commits: Vec<String>,
    },
    /// The disk has another file than the last commit.
    EditedHere,
    PolicyDiffers {
        recorded: String,
        found: String,
    },
    AsOfDiffers {
        recorded: Date,
        found: Date,
    },
    /// The figures differ, and another version of the tool had made them.
    OtherTool {
        recorded: String,
        now: &'static str,
    },
    /// The result is no JSON.
    NotJson,
    /// A commit that is not in this clone; `path` is where its repository begins.
    NoCommit {
        path: String,
        commit: String,
    },
    /// Receipts or observations, by their ref, that are not in this clone.
    NoProof {
        path: String,
        name: String,
    },
    /// A branch that is no repository of its own here.
    NoRepository {
        path: String,
    },
    /// A commit that is no part of the history of what is read.
    NotInHistory {
        path: String,
        commit: String,
    },
    /// The commit holds records that cannot be read.
    Unreadable {
        errors: usize,
    },
}

impl Reason {
    /// The word for programs.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NotAsWritten => "not-as-written",
            Self::TakenAway { .. } => "taken-away",
            Self::Edited { .. } => "edited-since-issued",
            Self::EditedHere => "edited-not-committed",
            Self::PolicyDiffers { .. } => "other-policy",
            Self::AsOfDiffers { .. } => "other-as-of",
            Self::OtherTool { .. } => "other-tool",
            Self::NotJson => "not-json",
            Self::NoCommit { .. } => "commit-missing",
            Self::NoProof { .. } => "proofs-missing",
            Self::NoRepository { .. } => "repository-missing",
            Self::NotInHistory { .. } => "commit-not-in-history",
            Self::Unreadable { .. } => "records-unreadable",
        }
    }
}

impl From<IssueSaying> for Phrase {
    fn from(saying: IssueSaying) -> Self {
        Self::Issue(Box::new(saying))
    }
}
