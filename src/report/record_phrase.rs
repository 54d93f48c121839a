//! What the commands that write clients, contact persons, projects, people and branches say.

use crate::domain::id::Id;

/// Something to be said about records, in either language.
#[derive(Debug, Clone, PartialEq)]
pub enum RecordPhrase {
    /// Two files became one.
    Merged {
        from: String,
        into: String,
        records: usize,
        id: Id,
    },
    /// And two again.
    Unmerged {
        name: String,
        records: usize,
    },
    /// Places that a reversal left as they are.
    NotPutBack {
        paths: Vec<String>,
    },
    ClientMoved {
        name: String,
        branch: String,
        new_owner: bool,
    },
    FactsOf {
        id: Id,
        name: String,
    },
    Contacts {
        people: usize,
    },
    Projects {
        projects: usize,
    },
    ProjectFile {
        id: Id,
        name: String,
    },
    People {
        people: usize,
    },
    Branches {
        branches: usize,
    },
    /// Clients with a new manager, after those that nobody looks after.
    Handover {
        from: String,
        to: String,
        clients: usize,
        orphans: usize,
    },
    /// Clients that nobody looks after.
    Orphans {
        orphans: usize,
    },
    /// Somebody left, and clients are still in the name.
    LeftWithClients {
        id: String,
        clients: usize,
    },
    /// A branch closed, and clients are still in it.
    ClosedWithClients {
        clients: usize,
    },
}
