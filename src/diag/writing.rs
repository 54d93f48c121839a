//! Why the archive was not written to, as data. Nothing was changed in any of these cases.

/// Why an operation was refused: exit 4, or 2 where there was nothing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WriteRefusal {
    /// Somebody else is writing, and did not finish while we waited.
    Locked { user: String, host: String, pid: u32, command: String, since: String },
    /// Somebody else is writing; who is not known.
    Busy,
    /// Files that are no longer as they were read: an editor saved them in between.
    Changed { paths: Vec<String> },
    /// A symbolic link, device or folder in the place of a file, or on the way to it.
    NotPlain { path: String },
    /// A name that differs from another only by case.
    Collision { path: String, other: String },
    /// A path that leads out of the archive or into what is Git's.
    BadName { path: String },
    /// An operation that stopped half-way, and files of it that somebody changed since.
    Unfinished { words: Vec<String>, paths: Vec<String> },
    /// `undo` without a last operation.
    NothingToUndo,
    /// Files of the last operation that were changed since.
    UndoChanged { words: Vec<String>, paths: Vec<String> },
}

impl WriteRefusal {
    /// Whether a lock or somebody else's work stood in the way (exit 4), rather than the request
    /// being wrong (exit 2).
    pub fn is_refused(&self) -> bool {
        match self {
            Self::Locked { .. }
            | Self::Busy
            | Self::Changed { .. }
            | Self::NotPlain { .. }
            | Self::Collision { .. }
            | Self::Unfinished { .. }
            | Self::UndoChanged { .. } => true,
            Self::BadName { .. } | Self::NothingToUndo => false,
        }
    }
}
