//! A monthly return as it is filed: what it reports, as a table, as the text of a commit, and what
//! is said around it. Must not decide anything.

use super::changes::Fate;
use super::clients::{branch_name, person_name};
use super::phrase::Phrase;
use crate::archive::compare::{FieldChange, RecordChange, What};
use crate::archive::fields::Step;
use crate::domain::book::Book;
use crate::domain::id::{BranchId, ClientId, PersonId};
use crate::domain::keyword::Keyword;
use crate::domain::period::Month;
use crate::domain::record::Kind;
use crate::domain::time::Date;

/// What changes are told against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Base {
    /// The commit of an earlier return, shortened.
    Return { month: Month, commit: String },
    /// Nothing was returned before: everything is news.
    Nothing,
    /// Without Git: records whose date lies in the period.
    Dates { from: Date, until: Date },
}

/// `[counts]` of a return, in the order of its keys.
pub type Counts = [(&'static str, usize); 5];

/// What is said when a return is filed.
#[derive(Debug, Clone, PartialEq)]
pub enum Saying {
    Title {
        branch: String,
        month: Month,
        base: Base,
        records: usize,
    },
    Counted(Counts),
    /// Which month was chosen, and why.
    MonthMissed {
        month: Month,
        due_on: Date,
    },
    MonthCurrent {
        month: Month,
        due_on: Date,
    },
    /// What else the branch has to do before the return is due.
    LeftToDo {
        due_on: Date,
        items: usize,
    },
    OverdueLonger {
        items: usize,
        branch: String,
    },
    /// Changes of the archive that are no part of this.
    Elsewhere {
        files: usize,
    },
    WouldWrite {
        path: String,
        files: usize,
        is_in_git: bool,
    },
    Written {
        path: String,
    },
    Unchanged {
        path: String,
    },
    NotInGit {
        submitted_on: Date,
    },
    Committed {
        commit: String,
        files: usize,
    },
    NotPushed,
    Pushed {
        remote: String,
    },
}

impl From<Saying> for Phrase {
    fn from(saying: Saying) -> Self {
        Self::Submit(Box::new(saying))
    }
}

/// The text of the commit, before it has a language.
#[derive(Debug, Clone, PartialEq)]
pub struct CommitText {
    pub branch: String,
    pub month: Month,
    pub is_nil: bool,
    pub is_correction: bool,
    pub counts: Counts,
    pub by: String,
    pub lines: Vec<CommitLine>,
    /// Records beyond those in `lines`.
    pub more: usize,
}

/// A record in the text of a commit. Values stay out of it, and so do contact persons.
#[derive(Debug, Clone, PartialEq)]
pub struct CommitLine {
    pub fate: Fate,
    pub kind: Kind,
    pub id: String,
    /// The client's name; of a project its own.
    pub name: Option<String>,
    /// The fields that changed, each once: Chinese, English.
    pub fields: Vec<[String; 2]>,
}

/// A message names so many records; it is read in lists.
const LINES_MAX: usize = 60;

pub fn commit_text(
    book: &Book,
    branch: &BranchId,
    month: Month,
    by: &PersonId,
    changes: &[RecordChange],
    counts: Counts,
) -> CommitText {
    let lines: Vec<CommitLine> =
        changes.iter().take(LINES_MAX).map(|change| line(book, change)).collect();
    CommitText {
        branch: branch_name(book, branch),
        month,
        is_nil: false,
        is_correction: false,
        counts,
        by: person_name(book, by),
        more: changes.len() - lines.len(),
        lines,
    }
}

fn line(book: &Book, change: &RecordChange) -> CommitLine {
    let client = match change.kind {
        Kind::Client | Kind::Contacts => Some(change.stem.as_str()),
        _ => change.client.as_deref(),
    };
    let client = client.and_then(|id| id.parse::<ClientId>().ok());
    let client = client.and_then(|id| book.client(id)).map(|entry| entry.record.name.clone());
    let own = change.title.clone().filter(|_| {
        matches!(change.kind, Kind::Client | Kind::Project | Kind::Activity | Kind::Branch)
    });
    let fields = match &change.what {
        What::Changed(fields) => top_labels(fields),
        What::Added | What::Removed | What::Unreadable => Vec::new(),
    };
    CommitLine {
        fate: Fate::of(change),
        kind: change.kind,
        id: if change.stem.is_empty() { change.path.clone() } else { change.stem.clone() },
        name: own.or(client),
        fields,
    }
}

/// The labels of the outermost tables and of what lies directly in them, each once.
fn top_labels(fields: &[FieldChange]) -> Vec<[String; 2]> {
    let mut labels: Vec<[String; 2]> = Vec::new();
    for field in fields {
        let named = field.steps.iter().filter_map(|step| match step {
            Step::Label(labels) => Some(labels.map(str::to_owned)),
            Step::Key(key) => Some([key.clone(), key.clone()]),
            Step::Position(_) => None,
        });
        if let Some(label) = named.take(1).next()
            && !labels.contains(&label)
        {
            labels.push(label);
        }
    }
    labels
}

/// The heading of a count, Chinese and English, from the return's own keys.
pub fn count_label(key: &str) -> [&'static str; 2] {
    let field = crate::archive::fields::field(Kind::Return, &format!("counts.{key}"));
    field.map_or(["", ""], |field| field.labels)
}

/// The word of a fate or a kind of record.
pub fn words(line: &CommitLine) -> [[&'static str; 2]; 2] {
    [line.fate.labels(), line.kind.labels()]
}
