//! A commit as people are told of it, as a value: whoever reads Git fills it. Nothing here knows
//! what it changed.

use crate::domain::book::Book;
use crate::domain::id::PersonId;
use crate::domain::record::person::Person;
use crate::domain::returns::EvidenceGrade;
use crate::domain::time::Instant;

/// Who made a commit, when, and when it arrived (rules §5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// The whole id.
    pub id: String,
    /// The author, as Git has it; his time never counts.
    pub author: String,
    pub email: String,
    pub committed_at: Instant,
    pub arrived_at: Instant,
    pub evidence: EvidenceGrade,
}

impl Commit {
    /// The id as people write it.
    pub fn short(&self) -> &str {
        self.id.get(..12).unwrap_or(&self.id)
    }

    /// The person of the archive whose e-mail address the author's is, without regard to case.
    pub fn person<'b>(&self, book: &'b Book) -> Option<(&'b PersonId, &'b Person)> {
        let is_theirs = |email: &String| email.eq_ignore_ascii_case(&self.email);
        book.records.people.iter().find(|(_, person)| person.emails.iter().any(is_theirs))
    }
}
