//! What changed between two states in business terms: counts for each branch, then every change.
//! Must not compare; `domain::movement` does.

use super::clients::unit;
use super::column::Label;
use super::history_phrase::HistoryPhrase;
use super::sheet::{Cell, Sheet};
use crate::domain::book::Book;
use crate::domain::grade::Ternary;
use crate::domain::grade::facts::FactValue;
use crate::domain::id::{ClientId, Unit};
use crate::domain::keyword::Keyword;
use crate::domain::movement::{Detail, Movement, MovementKind, Reasons};
use crate::domain::record::Grade;
use std::collections::BTreeSet;

/// The books of both states: what is gone from the later is named by the earlier.
#[derive(Clone, Copy)]
pub struct Books<'b> {
    pub before: &'b Book,
    pub after: &'b Book,
}

/// How many of what, one row for each branch of which something changed, the sum below.
pub fn overview(books: Books<'_>, title: HistoryPhrase, movements: &[Movement]) -> Sheet {
    let columns = vec![
        Label::Branch,
        Label::NewClients,
        Label::MovedIn,
        Label::MovedOut,
        Label::Merged,
        Label::Abandoned,
        Label::Promoted,
        Label::Demoted,
        Label::ComplaintsOpened,
        Label::ComplaintsClosed,
        Label::FactsChanged,
    ];
    let mut sheet = Sheet::new(title.into(), columns);
    let left = |movement: &Movement| match &movement.detail {
        Detail::Unit { from, .. } => Some(from.clone()),
        _ => None,
    };
    let units: BTreeSet<Unit> =
        movements.iter().flat_map(|one| [Some(one.unit.clone()), left(one)]).flatten().collect();
    let count = |kind: MovementKind, of: Option<&Unit>| {
        let is_it = |one: &&Movement| one.kind == kind && of.is_none_or(|of| one.unit == *of);
        Cell::count(movements.iter().filter(is_it).count())
    };
    let row = |name: Cell, of: Option<&Unit>| {
        let is_left = |one: &&Movement| left(one).is_some_and(|l| of.is_none_or(|of| l == *of));
        vec![
            name,
            count(MovementKind::New, of),
            count(MovementKind::Moved, of),
            Cell::count(movements.iter().filter(is_left).count()),
            count(MovementKind::Merged, of),
            count(MovementKind::Abandoned, of),
            count(MovementKind::Promoted, of),
            count(MovementKind::Demoted, of),
            count(MovementKind::Opened, of),
            count(MovementKind::Closed, of),
            count(MovementKind::Fact, of),
        ]
    };
    for of in &units {
        sheet.rows.push(row(unit_of(books, of), Some(of)));
    }
    if units.len() > 1 {
        sheet.rows.push(row(Cell::Phrase(HistoryPhrase::Total.into()), None));
    }
    if movements.is_empty() {
        sheet.bare_if_empty = true;
        sheet.notes.push(HistoryPhrase::NothingMoved.into());
    }
    sheet
}

/// One row for each change.
pub fn list(books: Books<'_>, title: HistoryPhrase, movements: &[Movement]) -> Sheet {
    let columns = vec![
        Label::Change,
        Label::Branch,
        Label::Client,
        Label::Record,
        Label::Field,
        Label::Before,
        Label::After,
        Label::Reasons,
    ];
    let mut sheet = Sheet::new(title.into(), columns);
    for movement in movements {
        let record =
            movement.complaint.map_or_else(|| movement.client.to_string(), |id| id.to_string());
        let mut row = vec![
            Cell::word(movement.kind),
            unit_of(books, &movement.unit),
            client(books, movement.client),
            Cell::code(record),
        ];
        row.extend(detail(books, &movement.detail));
        sheet.rows.push(row);
    }
    sheet
}

/// Field, before, after, reasons.
fn detail(books: Books<'_>, detail: &Detail) -> [Cell; 4] {
    let grade = |grade: &Option<Grade>| Cell::or_empty(*grade, |grade| Cell::code(grade.key()));
    match detail {
        Detail::Unit { from, to } => [
            Cell::word(Label::Branch),
            unit(books.before, from),
            unit(books.after, to),
            Cell::Empty,
        ],
        Detail::Into(into) => {
            [Cell::word(Label::Client), Cell::Empty, client(books, *into), Cell::Empty]
        }
        Detail::Status { from, to } => {
            [Cell::word(Label::Status), Cell::word(*from), Cell::word(*to), Cell::Empty]
        }
        Detail::Grade { from, to, reasons } => {
            [Cell::word(Label::Grade), grade(from), grade(to), why(reasons)]
        }
        Detail::Complaint { from, to } => [
            Cell::word(Label::State),
            Cell::or_empty(*from, Cell::word),
            Cell::or_empty(*to, Cell::word),
            Cell::Empty,
        ],
        Detail::Fact { fact, from, to } => {
            [Cell::word(*fact), value(*from), value(*to), Cell::Empty]
        }
    }
}

/// A branch, also one that is gone since.
fn unit_of(books: Books<'_>, of: &Unit) -> Cell {
    let is_gone = |branch| !books.after.records.branches.contains_key(branch);
    unit(if of.branch().is_some_and(is_gone) { books.before } else { books.after }, of)
}

/// The reasons of a promotion or demotion, listed.
fn why(reasons: &Reasons) -> Cell {
    let mut all: Vec<Cell> = Vec::new();
    for (predicate, from, to) in &reasons.predicates {
        let (predicate, from, to) = (*predicate, *from, *to);
        all.push(Cell::Phrase(HistoryPhrase::PredicateTurned { predicate, from, to }.into()));
    }
    if reasons.is_overridden {
        all.push(Cell::Phrase(HistoryPhrase::OverrideTurned.into()));
    }
    if all.is_empty() { Cell::Empty } else { Cell::List(all) }
}

/// A client by its name, in the later state or the earlier.
pub fn client(books: Books<'_>, id: ClientId) -> Cell {
    let entry = books.after.client(id).or_else(|| books.before.client(id));
    entry.map_or_else(|| Cell::code(id), |entry| Cell::named(id, &entry.record.name))
}

/// A fact's value.
pub fn value(value: FactValue) -> Cell {
    match value {
        FactValue::Unknown => Cell::word(Ternary::Unknown),
        FactValue::Flag(true) => Cell::word(Ternary::Yes),
        FactValue::Flag(false) => Cell::word(Ternary::No),
        FactValue::Rating(rating) => Cell::word(rating),
        FactValue::Level(level) => Cell::word(level),
    }
}
