//! Why the user's own Git cannot do what a command asks of it (issue: submit), as data.

use super::Refusal;

/// What keeps us from committing or pushing through the user's own `git`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UserGitRefusal {
    /// No program `git`, or it cannot be started.
    NoGit { cause: Option<String> },
    /// The folder lies in no repository.
    NoRepository { folder: String },
    /// Git does not know who is committing.
    NoIdentity { lacks: Identity },
    /// `HEAD` stands on a commit and not on a branch.
    Detached,
    /// A merge or the like was begun and not finished.
    Unfinished { what: Unfinished },
    /// Files with conflicts that nobody has settled.
    Conflicted { paths: Vec<String> },
    /// Git did not make the commit: a hook, a signature, a full disk. `hooks` names those there.
    NotCommitted { cause: Cause, hooks: Vec<String> },
    /// There is nowhere to push to, or several places and none is chosen.
    NoRemote { branch: String, remotes: Vec<String> },
    /// The other side has commits that are not here.
    Behind { remote: String, cause: Cause },
    /// The other side does not take the commits: its hook or its rules.
    PushDeclined { remote: String, cause: Cause },
    /// The other side was not reached, or a hook of ours stopped the push.
    NotPushed { remote: String, cause: Cause },
    /// Any other call of `git` that failed.
    Failed { words: String, cause: Cause },
}

/// Whose fault it is, for the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// The request does not fit what is there.
    Request,
    /// A hook, a signature or the other side said no.
    Refused,
    /// The machine, or Git itself.
    Machine,
}

impl UserGitRefusal {
    pub fn weight(&self) -> Weight {
        match self {
            Self::NoRepository { .. } | Self::NoIdentity { .. } | Self::NoRemote { .. } => {
                Weight::Request
            }
            Self::Detached | Self::Unfinished { .. } | Self::Conflicted { .. } => Weight::Request,
            Self::NotCommitted { .. } | Self::Behind { .. } => Weight::Refused,
            Self::PushDeclined { .. } | Self::NotPushed { .. } => Weight::Refused,
            Self::NoGit { .. } | Self::Failed { .. } => Weight::Machine,
        }
    }
}

impl From<UserGitRefusal> for Refusal {
    fn from(refusal: UserGitRefusal) -> Self {
        Self::UserGit(refusal)
    }
}

/// What Git said: its last lines, or nothing where it spoke to the terminal itself.
pub type Cause = Vec<String>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identity {
    Name,
    Email,
}

impl Identity {
    /// The key of Git's configuration.
    pub fn key(self) -> &'static str {
        match self {
            Self::Name => "user.name",
            Self::Email => "user.email",
        }
    }
}

/// Something that Git was told to do and has not finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfinished {
    Merge,
    Rebase,
    CherryPick,
    Revert,
}

impl Unfinished {
    /// The word of the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Merge => "merge",
            Self::Rebase => "rebase",
            Self::CherryPick => "cherry-pick",
            Self::Revert => "revert",
        }
    }
}
