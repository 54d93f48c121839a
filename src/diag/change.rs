//! Why a change of records is refused before anything is written.

use super::Refusal;
use crate::archive::parse::SyntaxFault;
use crate::domain::client_twins::Likeness;
use crate::domain::record::client::Status;
use crate::domain::record::{Grade, Kind};
use crate::domain::time::Date;

/// The request's fault, when records are to be changed.
#[derive(Debug, Clone, PartialEq)]
pub enum ChangeRefusal {
    /// The file to be changed is not there.
    NotThere { path: String },
    /// The file to be made is there already.
    AlreadyThere { path: String },
    /// The file is no record by its place.
    NotARecord { path: String },
    /// A file that does not parse is never rewritten.
    Unreadable { path: String },
    /// The change would bring errors; they were printed.
    BringsErrors { errors: usize },
    /// Required keys that nobody has given, each with how it is given.
    MissingKeys { command: String, keys: Vec<MissingKey> },
    /// A key that the kind of record does not have.
    UnknownKey { kind: Kind, given: String, near: Option<String> },
    /// A word that is no `key=value`.
    NotAnAssignment { given: String },
    /// Nothing is to be set.
    NothingToSet,
    /// The text of `--from` is no TOML.
    BadSource { source: String, line: usize, fault: SyntaxFault },
    /// The text of `--from` is not UTF-8.
    SourceNotUtf8 { source: String },
    /// A person that the archive does not have.
    UnknownPerson { given: String, near: Option<String> },
    /// Nobody is known to be at the keyboard, and the record needs one.
    NobodyKnown { email: Option<String> },
    /// An editor is needed, and standard input is no terminal.
    NoTerminal { command: String },
    /// The editor did not end well.
    EditorFailed { editor: String, draft: Option<String> },
    /// The text was left as it was: the work is given up, the draft is kept.
    GivenUp { draft: Option<String> },
    /// The branch that a record shall belong to was not named.
    WhichBranch { branches: Vec<(String, String)> },
    /// The archive has clients that are alike.
    AlreadyAClient { twins: Vec<Twin> },
    /// Two clients cannot be made one, or two again.
    CannotMerge(CannotMerge),
    /// Only an active client can be given up.
    NotActive { id: String, status: Status },
    /// A client is given up when its grade is C.
    NotGradeC { id: String, grade: Grade },
    /// A name of a person or branch that is none.
    BadName { given: String },
    /// No client was named, by id or by filter.
    NoClient,
    /// A filter that there is none of.
    UnknownFilter { given: String, allowed: Vec<&'static str> },
    /// A contact person whom records name, by the paths of these.
    ContactNamed { client: String, key: String, paths: Vec<String>, today: Date },
    /// A day after `--from`, which takes a file; the key of this name is set otherwise.
    FromIsAFile { given: String },
    /// Several records would change and nobody has agreed.
    NotConfirmed { records: usize },
}

/// Why a merge, or its reversal, is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CannotMerge {
    /// A client into itself.
    Itself,
    AlreadyMerged {
        client: String,
        target: String,
    },
    NotMerged {
        client: String,
    },
    /// Merged by hand, or the protocol is gone.
    NoProtocol {
        client: String,
        path: String,
    },
}

/// A client that is like the one that is to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct Twin {
    pub id: String,
    pub name: String,
    /// The name of its branch.
    pub unit: String,
    pub likeness: Likeness,
}

/// A required key: what it is called and how it is given.
#[derive(Debug, Clone, PartialEq)]
pub struct MissingKey {
    /// `--contact-method TEXT`, `--set from=DATE`
    pub flag: String,
    /// Chinese, English.
    pub labels: [&'static str; 2],
    /// The words it takes, if they are listed.
    pub words: Vec<&'static str>,
}

impl From<ChangeRefusal> for Refusal {
    fn from(refusal: ChangeRefusal) -> Self {
        Self::Change(refusal)
    }
}
