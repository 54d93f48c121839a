//! Grades: the list, and its JSON (rules §10).

use super::clients::branch_name;
use super::column::Label;
use super::phrase::Phrase;
use super::sheet::{Cell, Sheet};
use crate::domain::book::Book;
use crate::domain::client_search::sort_key;
use crate::domain::grade::{FactName, Grading, Predicate, Predicates, State};
use crate::domain::keyword::Keyword;
use crate::domain::record::Grade;
use crate::domain::time::Date;
use rayon::prelude::*;
use serde::{Serialize, Serializer};

/// The list of grades: A before B before C, names by pinyin.
pub fn list(book: &Book, as_of: Date, gradings: &[Grading]) -> Sheet {
    let columns = vec![
        Label::Id,
        Label::Client,
        Label::Branch,
        Label::Grade,
        Label::Computed,
        Label::State,
        Label::Reasons,
        Label::Missing,
        Label::Cell,
    ];
    let mut sheet = Sheet::new(Phrase::GradesAsOf { as_of, clients: gradings.len() }, columns);
    let mut rows: Vec<_> = gradings
        .par_iter()
        .filter_map(|grading| {
            let client = book.client(grading.client)?;
            let branch = client.unit.branch().map(|branch| branch_name(book, branch));
            let mut row = vec![
                Cell::code(client.id),
                Cell::text(&client.record.name),
                Cell::or_empty(branch, Cell::text),
            ];
            row.extend(verdict(grading));
            Some(((grading.effective, sort_key(&client.record.name), client.id), row))
        })
        .collect();
    rows.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    sheet.rows = rows.into_iter().map(|(_, row)| row).collect();
    let count = |grade| gradings.iter().filter(|grading| grading.effective == grade).count();
    let provisional = gradings.iter().filter(|g| g.state == State::Provisional).count();
    sheet.notes.push(Phrase::GradeCounts {
        a: count(Grade::A),
        b: count(Grade::B),
        c: count(Grade::C),
        provisional,
    });
    sheet.notes.push(Phrase::GradeDefaults);
    sheet
}

/// Grade, computed grade, state, reasons, facts to collect, cell.
pub fn verdict(grading: &Grading) -> Vec<Cell> {
    let missing: Vec<Cell> = grading.missing.iter().map(|fact| Cell::word(*fact)).collect();
    vec![
        Cell::code(grading.effective.key()),
        Cell::code(grading.computed.key()),
        Cell::word(grading.state),
        reasons(grading),
        if missing.is_empty() { Cell::Empty } else { Cell::List(missing) },
        Cell::or_empty(grading.cell, Cell::word),
    ]
}

/// What keeps the client in its computed grade: the C conditions that hold, else the A conditions
/// that do not.
fn reasons(grading: &Grading) -> Cell {
    let is = |predicate: &&Predicate| grading.predicates[**predicate];
    let standing: Vec<&Predicate> = match grading.computed {
        Grade::C => Predicate::OF_C.iter().filter(|p| is(p).is_yes()).collect(),
        Grade::A | Grade::B => Predicate::OF_A.iter().filter(|p| !is(p).is_yes()).collect(),
    };
    let mut codes: Vec<Cell> = standing.iter().map(|p| Cell::code(p.key())).collect();
    if grading.conflict {
        codes.push(Cell::Phrase(Phrase::Conflict));
    }
    if codes.is_empty() { Cell::Empty } else { Cell::List(codes) }
}

/// The contract's JSON; clients sorted by id.
#[derive(Serialize)]
pub struct GradesJson<'a> {
    as_of: String,
    clients: Vec<ClientJson<'a>>,
}

#[derive(Serialize)]
struct ClientJson<'a> {
    id: &'a str,
    branch: String,
    name: &'a str,
    grade: Grade,
    computed: Grade,
    state: State,
    conflict: bool,
    predicates: PredicatesJson<'a>,
    missing: &'a [FactName],
    cell: Option<crate::domain::grade::Cell>,
}

struct PredicatesJson<'a>(&'a Predicates);

impl Serialize for PredicatesJson<'_> {
    fn serialize<S: Serializer>(&self, target: S) -> Result<S::Ok, S::Error> {
        target.collect_map(self.0.iter())
    }
}

/// Puts the gradings into the contract's form.
pub fn json<'a>(book: &'a Book, as_of: Date, gradings: &'a [Grading]) -> GradesJson<'a> {
    let client = |grading: &'a Grading| {
        let client = book.client(grading.client)?;
        Some(ClientJson {
            id: client.id.as_str(),
            branch: client.unit.to_string(),
            name: &client.record.name,
            grade: grading.effective,
            computed: grading.computed,
            state: grading.state,
            conflict: grading.conflict,
            predicates: PredicatesJson(&grading.predicates),
            missing: &grading.missing,
            cell: grading.cell,
        })
    };
    GradesJson { as_of: as_of.to_string(), clients: gradings.iter().filter_map(client).collect() }
}
