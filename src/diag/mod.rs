//! What is wrong, as data. A **finding** is the records' fault, a **refusal** the request's, a
//! **fault** the machine's. Words come last, in `text`.

pub mod change;
pub mod code;
pub mod demo;
pub mod edit;
pub mod history;
pub mod init;
pub mod issue;
pub mod near;
pub mod past;
pub mod problem;
pub mod submit;
pub mod user_git;
pub mod work;
pub mod writing;

pub use code::Code;
pub use problem::Problem;

use crate::domain::record::client::Status;
use crate::domain::time::Date;
use std::ops::Range;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Exit code 1.
    Error,
    /// Exit code 1 only with `--strict`.
    Warning,
    /// A waived finding, or one that was there before (`--since`).
    Note,
}

/// Where in a file something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// The file as a whole, or a file that is not there.
    File,
    /// A range of bytes.
    Span(Range<usize>),
    /// A key by its dotted path (`events.2.at`: list positions from 0); its value is marked.
    /// Where the key is absent, the nearest enclosing table is meant.
    Value(String),
    /// As `Value`, but the key itself is marked.
    Key(String),
}

/// A file and a place in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Inside the archive, with forward slashes.
    pub path: String,
    pub at: At,
}

impl Place {
    pub fn file(path: impl Into<String>) -> Self {
        Self { path: path.into(), at: At::File }
    }

    pub fn span(path: impl Into<String>, span: Range<usize>) -> Self {
        Self { path: path.into(), at: At::Span(span) }
    }

    /// The value of a key, by its dotted path.
    pub fn value(path: impl Into<String>, key: impl Into<String>) -> Self {
        Self { path: path.into(), at: At::Value(key.into()) }
    }

    /// The key itself.
    pub fn key(path: impl Into<String>, key: impl Into<String>) -> Self {
        Self { path: path.into(), at: At::Key(key.into()) }
    }
}

/// The records' fault: one root cause, one finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    pub severity: Severity,
    pub place: Place,
    /// Further places that belong to it: the other record, the policy's line.
    pub related: Vec<Place>,
    pub problem: Problem,
    /// Why it is waived, when it is.
    pub waived: Option<String>,
    /// It was there already at the state that `--since` names.
    pub known: bool,
}

impl Finding {
    pub fn new(place: Place, problem: Problem) -> Self {
        let severity = problem.code().severity();
        Self { severity, place, related: Vec::new(), problem, waived: None, known: false }
    }

    #[must_use]
    pub fn with_related(mut self, place: Place) -> Self {
        self.related.push(place);
        self
    }

    pub fn code(&self) -> Code {
        self.problem.code()
    }
}

/// What checking found, ready to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckReport {
    /// Sorted by path, position and code.
    pub findings: Vec<Finding>,
    /// How many records were looked at.
    pub records: usize,
    /// Only findings of the given paths are here.
    pub partial: bool,
    /// What the findings were held against, if anything.
    pub since: Option<Since>,
}

/// An earlier state that findings were held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// As it was asked for.
    pub given: String,
    /// Findings that were there and are no more.
    pub mended: usize,
}

impl CheckReport {
    /// Findings that are neither waived nor new.
    pub fn known(&self) -> usize {
        self.findings.iter().filter(|finding| finding.known).count()
    }

    pub fn waived(&self) -> usize {
        self.findings.iter().filter(|finding| finding.waived.is_some()).count()
    }

    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}

/// The request's fault: exit 2 (or 4 where rights or locks refuse).
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    /// No `archive.toml` upwards from the folder, nor in `./archive`.
    NoArchive {
        looked_in: String,
        /// Whether `-C` named the folder: then it alone was looked at.
        named: bool,
    },
    /// A period, half-year or date that is none.
    BadPeriod {
        given: String,
    },
    BadHalf {
        given: String,
    },
    BadDate {
        given: String,
    },
    /// A period that begins after the as-of date.
    PeriodInFuture {
        period: String,
        begins_on: String,
        today: String,
    },
    /// A branch that is not in the archive.
    UnknownBranch {
        given: String,
        near: Option<String>,
    },
    /// Nothing is called that.
    NotFound {
        given: String,
        near: Vec<String>,
    },
    /// Several records answer to it.
    Ambiguous {
        given: String,
        candidates: Vec<(String, String)>,
    },
    /// `kebu explain` knows no such word.
    UnknownTopic {
        given: String,
        near: Option<String>,
    },
    /// A column that the table does not have.
    UnknownColumn {
        given: String,
        columns: Vec<String>,
    },
    /// An audience other than `leaders`, `branch:<id>`, `project:<id>`.
    BadAudience {
        given: String,
    },
    /// A path outside the archive, or one that is not there.
    BadPath {
        given: String,
    },
    /// A kind of record that does not exist.
    UnknownKind {
        given: String,
        near: Option<String>,
    },
    /// A file that would be overwritten.
    FileExists {
        path: String,
    },
    /// A client that was named and is not graded.
    NotGraded {
        id: String,
        status: Status,
        registered_on: Date,
    },
    /// A format that this command does not print.
    BadFormat {
        given: String,
        allowed: Vec<&'static str>,
    },
    /// The archive's records cannot all be read: figures would be wrong.
    RecordsUnreadable {
        errors: usize,
    },
    /// What keeps Git from answering.
    Past(past::PastRefusal),
    /// What keeps the past of records from being told.
    History(history::HistoryRefusal),
    /// Records cannot be changed as asked.
    Change(change::ChangeRefusal),
    /// A step of daily work.
    Work(work::WorkRefusal),
    /// A change of a record, or a value for it.
    Edit(edit::EditRefusal),
    /// No archive was made.
    Init(init::InitRefusal),
    Demo(demo::DemoRefusal),
    /// The archive was not written to.
    Write(writing::WriteRefusal),
    /// The user's own Git cannot do what is asked of it.
    UserGit(user_git::UserGitRefusal),
    /// A monthly return that is not filed.
    Submit(submit::SubmitRefusal),
    /// A result that is not issued, or not there to be verified.
    Issue(issue::IssueRefusal),
    /// The command line itself.
    Usage(Usage),
}

/// What is wrong with a command line, in our words rather than the parser's.
#[derive(Debug, Clone, PartialEq)]
pub enum Usage {
    /// `positional` is the argument without a name that the option is named after.
    UnknownArgument {
        given: String,
        near: Option<String>,
        positional: Option<String>,
    },
    UnknownCommand {
        given: String,
        near: Option<String>,
    },
    MissingArguments {
        names: Vec<String>,
    },
    MissingCommand {
        commands: Vec<String>,
    },
    MissingValue {
        argument: String,
        allowed: Vec<String>,
    },
    BadValue {
        argument: String,
        given: String,
        allowed: Vec<String>,
        near: Option<String>,
    },
    TooMany {
        argument: String,
    },
    Conflict {
        argument: String,
        with: Vec<String>,
    },
    NotUtf8,
    Other,
}

/// The machine's fault: exit 3.
#[derive(Debug)]
pub struct Fault {
    pub act: Act,
    /// A path as the user knows it.
    pub path: String,
    pub cause: std::io::Error,
}

/// What we were doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    ListFolder,
    ReadFile,
    WriteFile,
    WriteOutput,
    RunGit,
    ReadRepository,
    MakeFolder,
    /// A file of the archive; all of them are as they were.
    WriteArchive,
    /// Becoming the one who writes.
    Lock,
    /// Reading what an earlier command left in `.kebu/`.
    ReadJournal,
    /// Finishing an operation that is decided; the next command tries again.
    WriteUnfinished,
}
