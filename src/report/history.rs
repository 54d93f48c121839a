//! What became of records, commit by commit: who changed which key from what to what, when that
//! was committed and when it arrived, with how good the evidence is (rules §5).

use super::changes;
use super::column::Label;
use super::history_phrase::HistoryPhrase;
use super::sheet::{Cell, Sheet};
use crate::archive::compare::RecordChange;
use crate::domain::book::Book;
use crate::domain::commit::Commit;
use crate::domain::keyword::Keyword;
use crate::domain::time::{Instant, Zone};

/// What one commit changed.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryEntry {
    /// `None` for what stands on the disk and is in no commit yet.
    pub commit: Option<Commit>,
    pub changes: Vec<RecordChange>,
}

/// How the history is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// Git is not asked for arrivals (`evidence = "declared"`).
    pub is_declared: bool,
    /// The output is for others: nobody is named who is no person of the archive, and nothing of
    /// contact persons.
    pub redact: bool,
}

/// One row for each key that changed.
pub fn sheet(book: &Book, title: HistoryPhrase, entries: &[HistoryEntry], shown: Shown) -> Sheet {
    let columns =
        [Label::CommittedAt, Label::ArrivedAt, Label::Evidence, Label::Author, Label::Commit];
    let columns = columns.into_iter().chain(changes::COLUMNS);
    let mut sheet = Sheet::new(title.into(), columns.collect());
    for entry in entries {
        let head = match &entry.commit {
            Some(commit) => vec![
                time(commit.committed_at, book.zone),
                time(commit.arrived_at, book.zone),
                Cell::code(commit.evidence.key()),
                author(book, commit, shown.redact),
                Cell::code(commit.short()),
            ],
            None => {
                let mut head = vec![Cell::Empty; 4];
                head.push(Cell::Phrase(HistoryPhrase::NotCommitted.into()));
                head
            }
        };
        for change in &entry.changes {
            let rows = changes::rows(book, change, shown.redact);
            sheet.rows.extend(rows.into_iter().map(|row| [head.clone(), row].concat()));
        }
    }
    let hidden = |label: &Label| match label {
        Label::Client => true,
        Label::ArrivedAt | Label::Evidence => shown.is_declared,
        _ => false,
    };
    let columns: Vec<Label> = sheet.columns.iter().copied().filter(|l| !hidden(l)).collect();
    sheet.keep_columns(&columns);
    if !shown.is_declared && !sheet.rows.is_empty() {
        sheet.notes.push(HistoryPhrase::EvidenceGrades.into());
    }
    sheet
}

/// An instant in the archive's zone.
pub fn time(at: Instant, zone: Zone) -> Cell {
    Cell::Time(at.with_timezone(&zone.0).naive_local())
}

/// Who made a commit: a person of the archive by the e-mail address, else the author as Git has
/// him.
pub fn author(book: &Book, commit: &Commit, redact: bool) -> Cell {
    match commit.person(book) {
        Some((id, person)) => Cell::named(id, &person.name),
        None if redact => Cell::Phrase(super::phrase::Phrase::Redacted),
        None => Cell::text(format!("{} <{}>", commit.author, commit.email)),
    }
}
