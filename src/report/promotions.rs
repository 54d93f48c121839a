//! Clients whose grade is another one than it was, with the reasons: which predicate turned, on
//! what that rests, and the commit that made it so. Must not look for it; `app::promotion` does.

use super::clients::person_name;
use super::column::Label;
use super::grade_explained::{evidence_phrase, line_of};
use super::history_phrase::HistoryPhrase;
use super::movements::{Books, client};
use super::origins;
use super::sheet::{Cell, Sheet};
use crate::archive::files::Files;
use crate::domain::book::Book;
use crate::domain::commit::Commit;
use crate::domain::grade::explain::Evidence;
use crate::domain::grade::{Predicate, Ternary};
use crate::domain::id::ClientId;
use crate::domain::keyword::Keyword;
use crate::domain::movement::MovementKind;
use crate::domain::record::Grade;

/// One reason of a promotion or a demotion.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// Promoted or demoted.
    pub kind: MovementKind,
    pub client: ClientId,
    pub from: Grade,
    pub to: Grade,
    pub reason: Reason,
    pub cause: Cause,
    /// On what the predicate rests now.
    pub evidence: Option<Evidence>,
    /// The value that was set, by path and key.
    pub place: Option<(String, String)>,
}

/// What is otherwise than it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    Predicate { predicate: Predicate, from: Ternary, to: Ternary },
    Override,
}

/// What made it so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    Records(Commit),
    Policy(Commit),
    /// Nothing was changed: a fact is too old now, a date has come or gone.
    Time,
    /// It stands on the disk and is in no commit.
    NotCommitted,
    /// No single value says it.
    Untold,
}

/// One row for each reason.
pub fn sheet(
    books: Books<'_>,
    files: &Files,
    title: HistoryPhrase,
    turns: &[Turn],
    redact: bool,
) -> Sheet {
    let columns = [
        Label::Change,
        Label::Id,
        Label::Client,
        Label::Branch,
        Label::Before,
        Label::After,
        Label::Reasons,
        Label::Explanation,
        Label::Record,
    ];
    let columns = columns.into_iter().chain(origins::COLUMNS).collect();
    let mut sheet = Sheet::new(title.into(), columns);
    for turn in turns {
        let unit = books.after.client(turn.client).map(|entry| &entry.unit);
        let reason = match turn.reason {
            Reason::Predicate { predicate, from, to } => {
                HistoryPhrase::PredicateTurned { predicate, from, to }
            }
            Reason::Override => HistoryPhrase::OverrideTurned,
        };
        let by_policy = matches!(turn.cause, Cause::Policy(_));
        let explanation = match &turn.evidence {
            _ if by_policy => Cell::Phrase(HistoryPhrase::ByPolicy.into()),
            Some(evidence) => Cell::Phrase(evidence_phrase(books.after, evidence)),
            None => Cell::or_empty(approval(books.after, turn), |said| Cell::Phrase(said.into())),
        };
        let place = turn.place.as_ref().map(|(path, key)| match key.as_str() {
            "" => Cell::code(path),
            key => Cell::code(line_of(files, path, key)),
        });
        let mut row = vec![
            Cell::word(turn.kind),
            Cell::code(turn.client),
            client(books, turn.client),
            Cell::or_empty(unit, |unit| super::clients::unit(books.after, unit)),
            Cell::code(turn.from.key()),
            Cell::code(turn.to.key()),
            Cell::Phrase(reason.into()),
            explanation,
            place.unwrap_or(Cell::Empty),
        ];
        row.extend(cause(books, &turn.cause, redact));
        sheet.rows.push(row);
    }
    sheet.bare_if_empty = true;
    sheet
}

/// Who approved the override that turned the grade, and its reason.
fn approval(book: &Book, turn: &Turn) -> Option<HistoryPhrase> {
    let (_, key) = turn.place.as_ref().filter(|_| turn.reason == Reason::Override)?;
    let index: usize = key.strip_prefix("overrides.")?.parse().ok()?;
    let made = book.client(turn.client)?.record.overrides.get(index)?;
    let by = person_name(book, &made.approved_by);
    Some(HistoryPhrase::OverrideApproved { by, reason: made.reason.clone() })
}

fn cause(books: Books<'_>, cause: &Cause, redact: bool) -> [Cell; 3] {
    let said = |phrase: HistoryPhrase| [Cell::Empty, Cell::Empty, Cell::Phrase(phrase.into())];
    match cause {
        Cause::Records(commit) | Cause::Policy(commit) => origins::of(books.after, commit, redact),
        Cause::Time => said(HistoryPhrase::TimePassed),
        Cause::NotCommitted => said(HistoryPhrase::NotCommitted),
        Cause::Untold => [Cell::Empty, Cell::Empty, Cell::Empty],
    }
}
