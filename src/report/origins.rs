//! Who set the values that an explanation names: columns beside it. There are none where the
//! archive has no history that is asked.

use super::column::Label;
use super::history::{author, time};
use super::history_phrase::HistoryPhrase;
use super::sheet::Cell;
use crate::domain::book::Book;
use crate::domain::commit::Commit;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Commits by the path and key of what they set; `None` for what is in no commit yet.
#[derive(Debug, Clone, Default)]
pub struct Origins {
    pub commits: BTreeMap<(String, String), Option<Commit>>,
    /// The output is for others.
    pub redact: bool,
}

/// The columns that tell it.
pub const COLUMNS: [Label; 3] = [Label::Author, Label::CommittedAt, Label::Commit];

impl Origins {
    fn get(&self, path: &str, key: &str) -> Option<&Option<Commit>> {
        // A map keyed by a pair wants a pair to look it up.
        self.commits.get(&(path.to_owned(), key.to_owned()))
    }

    /// The commit that set a value.
    pub fn commit(&self, path: &str, key: &str) -> Option<&Commit> {
        self.get(path, key)?.as_ref()
    }

    /// Author, time, commit of a value; empty where there is nothing to tell.
    pub fn cells(&self, book: &Book, place: Option<(&str, &str)>) -> [Cell; 3] {
        match place.and_then(|(path, key)| self.get(path, key)) {
            Some(Some(commit)) => of(book, commit, self.redact),
            Some(None) => {
                let said = Cell::Phrase(HistoryPhrase::NotCommitted.into());
                [Cell::Empty, Cell::Empty, said]
            }
            None => [Cell::Empty, Cell::Empty, Cell::Empty],
        }
    }

    /// The same for programs.
    pub fn json(&self, book: &Book, place: Option<(&str, &str)>) -> Value {
        let Some(Some(commit)) = place.and_then(|(path, key)| self.get(path, key)) else {
            return Value::Null;
        };
        let zone = book.zone.0;
        json!({
            "commit": commit.short(),
            "person": commit.person(book).map(|(id, _)| id.as_str()),
            "committed_at": commit.committed_at.with_timezone(&zone).to_rfc3339(),
            "arrived_at": commit.arrived_at.with_timezone(&zone).to_rfc3339(),
            "evidence": crate::domain::keyword::Keyword::key(commit.evidence),
        })
    }
}

/// Author, time and short id of a commit.
pub fn of(book: &Book, commit: &Commit, redact: bool) -> [Cell; 3] {
    [author(book, commit, redact), time(commit.committed_at, book.zone), Cell::code(commit.short())]
}
